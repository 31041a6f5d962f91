import { notify, type MailWords } from "#app/domains/notifications/notify.service.server.ts";
import { findKept, KEPT, LENT, listLoansToTell, type ToldShelf } from "#app/domains/shelves/shelves.repository.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import type { Locale } from "#app/shared/i18n.ts";
import { formatInstant } from "#app/ui/time.tsx";
import type { MailHandlers } from "../to-mails.server.ts";

export const shelfLetters = ["due", "overdue", "kept"] as const;
export type ShelfLetter = (typeof shelfLetters)[number];

type Facts = Pick<ToldShelf, "itemId" | "title" | "communityName" | "timeZone" | "at">;

/** The words of a mail about a thing that is lent or kept; its time on the community's clock. */
export function shelfMail(locale: Locale, letter: ShelfLetter, facts: Facts, name: string): MailWords & { subject: string } {
  const t = translator(locale, "shelves");
  const values = { name, title: facts.title, community: facts.communityName, when: formatInstant(facts.at, { locale, timeZone: facts.timeZone, format: letter === "kept" ? "datetime" : "day" }) };
  return {
    subject: t(`mails.${letter}.subject`, values),
    paragraphs: [t("mails.greeting", values), t(`mails.${letter}.text`, values)],
    action: { label: t("mails.open"), path: `/shelf/${facts.itemId}` },
    footer: t("mails.footer"),
  };
}

async function send(db: Db, letter: ShelfLetter, told: ToldShelf, causeKey: string): Promise<void> {
  await notify(db, {
    kind: letter === "kept" ? "community" : "booking_reminder",
    causeKey,
    userId: told.userId,
    partyId: null,
    subject: { type: "shelf", id: told.id },
    path: `/shelf/${told.itemId}`,
    trueWhile: [letter === "kept" ? KEPT : LENT],
    words: (locale) => {
      const { subject, paragraphs } = shelfMail(locale, letter, told, "");
      return { title: subject, text: paragraphs.slice(1).join(" ") };
    },
    mail: (locale, { name }) => shelfMail(locale, letter, told, name),
  });
}

/** Tells who waited that their thing is there. */
export const shelvesMails: MailHandlers = {
  async "shelves.kept"(db, { payload }) {
    const told = await findKept(db, payload.waitId);
    if (told) await send(db, "kept", told, `shelves.kept:${told.id}`);
  },
};

/** Reminds of things a day before they are due, and once they are overdue; each once for each due date. Returns how many. */
export async function remindOfLoans(db: Db, now: Date): Promise<number> {
  const due = await listLoansToTell(db, { now, limit: 200 });
  for (const told of due) await send(db, told.letter, told, `shelves.${told.letter}:${told.id}:${Math.floor(told.at.getTime() / 1000)}`);
  return due.length;
}
