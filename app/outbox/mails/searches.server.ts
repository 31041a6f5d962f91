import { findRecipient, type Recipient } from "#app/domains/notifications/notifications.repository.server.ts";
import { quietUntil } from "#app/domains/notifications/times.rules.ts";
import { findByIds } from "#app/domains/searches/searches.repository.server.ts";
import { formatPrice } from "#app/domains/listings/ui/listing-words.ts";
import { takeDueDigest, takeUnmailed, type MailableFind } from "#app/domains/searches/finds.repository.server.ts";
import { stopPath } from "#app/domains/searches/stop-token.server.ts";
import { inTransaction, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import { composeMail } from "#app/platform/mail/layout.server.ts";
import { queueMail } from "#app/platform/mail/mail.repository.server.ts";
import { isLocale, type Locale } from "#app/shared/i18n.ts";
import type { MailHandlers } from "../to-mails.server.ts";

/** So many finds are named for one search; the others are counted. */
const namedPerSearch = 8;

/** A mail as soon as something is found, for searches that want it so. Nothing about what has gone meanwhile. */
export const searchesMails: MailHandlers = {
  async "searches.found"(db, event) {
    const { searchId, userId } = event.payload;
    const [search] = await findByIds(db, [searchId]);
    if (search?.mail !== "at_once" || search.userId !== userId) return;
    await inTransaction(db, async (tx) => {
      const finds = await takeUnmailed(tx, { userId, searchId, now: new Date() });
      await send(tx, { userId, finds, kind: "atOnce", causeKey: `searches.found:${searchId}:${event.id}` });
    });
  },
};

/**
 * The timer's mails of the day: one for each person whose hour has come, with all that is new and still to be had. Late or
 * twice, the same: the due row goes with the mail, and a find is mailed once. Answers how many people were looked after.
 */
export async function sendSearchDigests(db: Db, now: Date): Promise<number> {
  for (let done = 0; ; done += 1) {
    const wasDue = await inTransaction(db, async (tx) => {
      const due = await takeDueDigest(tx, now);
      if (!due) return false;
      const finds = await takeUnmailed(tx, { userId: due.userId, now });
      await send(tx, { userId: due.userId, finds, kind: "daily", causeKey: `searches.daily:${due.userId}:${due.dueAt.toISOString()}` });
      return true;
    });
    if (!wasDue) return done;
  }
}

/** Somebody's finds without those of parties for which they want no mails about searches at all, whatever each search says. */
async function wanted(tx: Tx, userId: string, finds: readonly MailableFind[]): Promise<{ finds: MailableFind[]; recipient: Recipient | null }> {
  const recipients = new Map<string, Recipient | null>();
  for (const partyId of new Set(finds.map((find) => find.partyId))) recipients.set(partyId, await findRecipient(tx, { userId, partyId, kind: "search_alert" }));
  const kept = finds.filter((find) => recipients.get(find.partyId)?.mail !== "none");
  return { finds: kept, recipient: (kept[0] && recipients.get(kept[0].partyId)) ?? null };
}

type Sending = { userId: string; finds: readonly MailableFind[]; kind: "atOnce" | "daily"; causeKey: string };

async function send(tx: Tx, { userId, finds: all, kind, causeKey }: Sending): Promise<void> {
  const { finds, recipient } = await wanted(tx, userId, all);
  if (!recipient) return;
  const { quietFromMinute, quietUntilMinute, timeZone } = recipient;
  const quiet = quietFromMinute === null || quietUntilMinute === null ? null : { fromMinute: quietFromMinute, untilMinute: quietUntilMinute };
  const locale = isLocale(recipient.locale) ? recipient.locale : "en";
  const sendAfter = quietUntil(new Date(), timeZone, quiet) ?? undefined;
  await queueMail(tx, { causeKey, userId, to: recipient.email, kind: "search_alert", sendAfter, ...searchMail(locale, { name: recipient.name, finds, kind }) });
}

/** A mail about what saved searches have found. `finds` must not be empty. */
export function searchMail(locale: Locale, input: { name: string; finds: readonly MailableFind[]; kind: Sending["kind"] }) {
  const { finds, kind } = input;
  const t = translator(locale, "searches");
  const site = env().PUBLIC_URL;
  const groups = new Map<string, MailableFind[]>();
  for (const find of finds) groups.set(find.searchId, [...(groups.get(find.searchId) ?? []), find]);
  const price = (find: MailableFind) =>
    find.offer === "sale" && find.priceMinor !== null && find.currency ? formatPrice(find.priceMinor, find.currency, locale) : t(`listings:offers.${find.offer}`);
  const paragraphs = [...groups].flatMap(([searchId, group]) => [
    t("mails.search", { name: group[0]?.searchName ?? "", count: group.length }),
    ...group.slice(0, namedPerSearch).map((find) => `${find.title} · ${price(find)} · ${find.placeLabel}\n${site}/listings/${find.listingId}`),
    ...(group.length > namedPerSearch ? [t("mails.more", { count: group.length - namedPerSearch })] : []),
    `${t("mails.stop")} ${site}${stopPath([searchId])}`,
  ]);
  const mail = composeMail({
    locale,
    subject: t(`mails.${kind}.subject`, { count: finds.length, name: finds[0]?.searchName ?? "" }),
    paragraphs: [t("mails.greeting", { name: input.name }), ...paragraphs],
    action: { label: t("mails.action"), url: `${site}/searches` },
    footer: t("mails.footer"),
  });
  // One press in the mail program stops all that this mail was about (RFC 8058).
  const stopAll = `<${site}${stopPath([...groups.keys()])}>`;
  return { ...mail, headers: { "List-Unsubscribe": stopAll, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } };
}
