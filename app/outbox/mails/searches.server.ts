import { findByIds } from "#app/domains/searches/searches.repository.server.ts";
import { formatPrice } from "#app/domains/listings/ui/listing-words.ts";
import { findRecipient, takeDueDigest, takeUnmailed, type MailableFind } from "#app/domains/searches/finds.repository.server.ts";
import { stopPath } from "#app/domains/searches/stop-token.server.ts";
import { inTransaction, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import { composeMail } from "#app/platform/mail/layout.server.ts";
import { queueMail } from "#app/platform/mail/mail.repository.server.ts";
import { isLocale } from "#app/shared/i18n.ts";
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

type Sending = { userId: string; finds: readonly MailableFind[]; kind: "atOnce" | "daily"; causeKey: string };

async function send(tx: Tx, { userId, finds, kind, causeKey }: Sending): Promise<void> {
  const recipient = finds.length > 0 ? await findRecipient(tx, userId) : null;
  if (!recipient) return;
  const locale = isLocale(recipient.locale) ? recipient.locale : "en";
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
    paragraphs: [t("mails.greeting", { name: recipient.name }), ...paragraphs],
    action: { label: t("mails.action"), url: `${site}/searches` },
    footer: t("mails.footer"),
  });
  // One press in the mail program stops all that this mail was about (RFC 8058).
  const stopAll = `<${site}${stopPath([...groups.keys()])}>`;
  const headers = { "List-Unsubscribe": stopAll, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };
  await queueMail(tx, { causeKey, userId, to: recipient.email, kind: "saved_search", headers, ...mail });
}
