import { notify, type MailWords } from "#app/domains/notifications/notify.service.server.ts";
import { lapsesAt } from "#app/domains/rewards/rewards.rules.ts";
import { findToldGrant, lapseKey, lapseMark, listGrantReaders, listLapsing, markFor } from "#app/domains/rewards/told.repository.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import type { Locale } from "#app/shared/i18n.ts";
import { isMaterialCode } from "#app/shared/materials.ts";
import { formatInstant } from "#app/ui/time.tsx";
import type { MailHandlers } from "../to-mails.server.ts";

export const rewardLetters = ["held", "released", "refused", "lapse"] as const;
export type RewardLetter = (typeof rewardLetters)[number];

/** What a mail about points says. `at` is when it was handed over, or when what is left lapses; the community is null to whoever may not know of it. */
type Facts = { communityName: string | null; points: number; code: string | null; reasons: readonly string[]; note: string | null; at: Date; timeZone: string };

const path = "/account/rewards";

/** The words of a mail about a household's points. */
export function rewardMail(locale: Locale, letter: RewardLetter, facts: Facts, name: string): MailWords & { subject: string } {
  const t = translator(locale, "rewards");
  const { code, communityName, note } = facts;
  const what = code === null ? "" : translator(locale, isMaterialCode(code) ? "materials" : "goods")(`names.${code}`);
  const reasons = new Intl.ListFormat(locale, { type: "conjunction" }).format(facts.reasons.map((reason) => t(`holds.short.${reason}`)));
  const values = { name, what, reasons, count: facts.points, day: formatInstant(facts.at, { locale, timeZone: facts.timeZone, format: "date" }) };
  return {
    subject: t(`mails.${letter}.subject`, values),
    paragraphs: [
      t("mails.greeting", values),
      t(`mails.${letter}.body`, values),
      ...(letter === "refused" && note ? [t("history.note", { note })] : []),
      ...(communityName === null ? [] : [t("mails.where", { community: communityName })]),
    ],
    action: { label: t("mails.action"), path },
    footer: t("mails.footer"),
  };
}

type To = { userId: string; partyId: string; causeKey: string; subject: { type: "reward_grant" | "reward_account"; id: string }; mark: string };

async function send(db: Db, letter: RewardLetter, facts: Facts, to: To): Promise<boolean> {
  return notify(db, {
    kind: "reward",
    causeKey: to.causeKey,
    userId: to.userId,
    partyId: to.partyId,
    subject: to.subject,
    path,
    // Where the community was named, nothing leaves once its name is not for them.
    trueWhile: [markFor(to.mark, facts.communityName !== null)],
    words: (locale) => {
      const { subject, paragraphs } = rewardMail(locale, letter, facts, "");
      return { title: subject, text: paragraphs.slice(1).join(" ") };
    },
    mail: (locale, { name }) => rewardMail(locale, letter, facts, name),
  });
}

async function tellHousehold(db: Db, grantId: string, letters: readonly ("held" | "released" | "refused")[]): Promise<void> {
  const grant = await findToldGrant(db, grantId);
  const letter = letters.find((one) => one === grant?.state);
  // What its entry has lost meanwhile needs no word.
  if (!grant || !letter || grant.points === 0) return;
  for (const { userId, isKnown } of await listGrantReaders(db, grantId)) {
    if (userId === grant.reviewedByUserId) continue;
    await send(db, letter, { ...grant, communityName: isKnown ? grant.communityName : null }, { userId, partyId: grant.partyId, causeKey: `rewards.${letter}:${grantId}:${userId}`, subject: { type: "reward_grant", id: grantId }, mark: letter });
  }
}

/** Tells the people of a household that points wait for a look, and what came of it. */
export const rewardsMails: MailHandlers = {
  "rewards.held": (db, { payload }) => tellHousehold(db, payload.grantId, ["held"]),
  "rewards.decided": (db, { payload }) => tellHousehold(db, payload.grantId, ["released", "refused"]),
};

/** Tells households thirty days before that what they have left lapses, once for each date. Returns how many people were told. */
export async function tellLapsing(db: Db, now: Date): Promise<number> {
  let told = 0;
  for (const { programmeId, partyId, userId, communityName, isKnown, timeZone, endsAt } of await listLapsing(db, { now, limit: 500 })) {
    const facts: Facts = { communityName: isKnown ? communityName : null, points: 0, code: null, reasons: [], note: null, at: lapsesAt(endsAt) ?? endsAt, timeZone };
    const to: To = { userId, partyId, causeKey: lapseKey({ programmeId, partyId, endsAt, userId }), subject: { type: "reward_account", id: `${programmeId}:${partyId}` }, mark: lapseMark(endsAt) };
    if (await send(db, "lapse", facts, to)) told += 1;
  }
  return told;
}
