import { composeDigest } from "#app/domains/notifications/digest.words.server.ts";
import { takeDueDigest } from "#app/domains/notifications/digests.repository.server.ts";
import type { SubjectType } from "#app/domains/notifications/kinds.ts";
import { findRecipient, takeForDigest, type WaitingRow, type Words } from "#app/domains/notifications/notifications.repository.server.ts";
import { inTransaction, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { queueMail } from "#app/platform/mail/mail.repository.server.ts";
import { isLocale } from "#app/shared/i18n.ts";
import { stillTrue } from "./still-true.server.ts";
import { findWordsNow } from "./tell-finds.server.ts";
import { postWordsNow } from "./tell-posts.server.ts";
import { stepWordsNow } from "./tell-steps.server.ts";

/** So many waiting things are looked at for one digest. */
const most = 200;

/**
 * Sends the digests whose time has come, at most `limit`; returns how many mails were written. Each is one transaction that
 * takes the due row away, so that of several processes one sends it, and a late or repeated run sends nothing twice.
 */
export async function sendDueDigests(db: Db, now: Date, limit = 200): Promise<number> {
  let sent = 0;
  for (let turn = 0; turn < limit; turn++) {
    const outcome = await inTransaction(db, (tx) => sendOne(tx, now));
    if (outcome === "none due") break;
    if (outcome === "sent") sent += 1;
  }
  return sent;
}

/** Built from the rows as they are at this moment: what has been read or has stopped being true is left out. */
async function sendOne(tx: Tx, now: Date): Promise<"none due" | "nothing left" | "sent"> {
  const due = await takeDueDigest(tx, now);
  if (!due) return "none due";
  const { userId, period } = due;
  const to = await findRecipient(tx, { userId, partyId: "", kind: "security" });
  const { rows, count } = await takeForDigest(tx, { userId, period, now, limit: most });
  if (!to || count === 0) return "nothing left";
  const unread = rows.filter((row) => row.readAt === null);
  const items = to.digestsOff ? [] : await asTheyStand(tx, await stillTrue(tx, unread, now), now);
  if (items.length === 0) return "nothing left";
  const locale = isLocale(to.locale) ? to.locale : "en";
  await queueMail(tx, {
    ...composeDigest(locale, { userId, name: to.name, period, items, more: count - rows.length, linkVersion: to.linkVersion }),
    // By what is in it: of two clocks that disagree, one may make a digest due again at the very time it went out.
    causeKey: `digest:${items[0]?.id ?? ""}`,
    userId,
    to: to.email,
    kind: "digest",
  });
  return "sent";
}

/** What a digest says of a subject at the moment it leaves, where that is not what the list of notifications says. */
const wordsNow: Partial<Record<SubjectType, (db: Db, row: WaitingRow, now: Date) => Promise<Words | null>>> = {
  search: (db, row, now) => findWordsNow(db, row.id, now),
  benchmark_steps: stepWordsNow,
  post: postWordsNow,
};

/** What lists several things says which of them are left. */
async function asTheyStand(tx: Tx, rows: readonly WaitingRow[], now: Date): Promise<WaitingRow[]> {
  const items: WaitingRow[] = [];
  for (const row of rows) items.push({ ...row, words: (await wordsNow[row.subjectType]?.(tx, row, now)) ?? row.words });
  return items;
}
