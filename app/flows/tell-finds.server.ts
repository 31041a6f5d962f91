import { findUnnoticed, setWords, takeBack } from "#app/domains/notifications/gathered.repository.server.ts";
import { findWaiting, type Recipient, type WaitingRow, type Words } from "#app/domains/notifications/notifications.repository.server.ts";
import { composeNotice, notify } from "#app/domains/notifications/notify.service.server.ts";
import { findTellable, findTold, forgetGone, listTellingOf, lockSearch, setToldBy, type NewFind } from "#app/domains/searches/finds.repository.server.ts";
import { record } from "#app/outbox/record.server.ts";
import { inTransaction, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { isLocale, locales } from "#app/shared/i18n.ts";
import { newId } from "#app/shared/ids.ts";
import { findMail, findWords } from "./find-words.server.ts";

/** Holds while something that a notification tells of can still be had and its search is to be mailed. */
export const NEW = "new";

/**
 * Tells the owner of a search what it has newly found; `finds` are all of one search, which is held. What they have not noticed yet
 * is told along with it, so that one notification stands for all; once it was read or mailed, the next find begins a new one.
 */
export async function tellFinds(tx: Tx, finds: readonly NewFind[], now: Date): Promise<void> {
  const [first] = finds;
  if (!first || (!first.live && !first.mails)) return;
  const { searchId, searchName, userId } = first;
  const listingIds = finds.map((find) => find.listingId);
  const earlier = await findUnnoticed(tx, { userId, subjectType: "search", subjectId: searchId });
  const before = earlier ? await findTold(tx, earlier.id, now) : [];
  const told = [...(await findTellable(tx, listingIds, now)), ...before];
  if (told.length === 0) return;
  const found = { searchId, searchName, finds: told };
  const id = newId();
  const wasTold = await notify(
    tx,
    {
      id,
      kind: "search_alert",
      // A find is new once (saved_search_hit), so what tells of it needs no other key.
      causeKey: `searches.found:${id}`,
      userId,
      partyId: first.partyId === "" ? null : first.partyId,
      subject: { type: "search", id: searchId },
      path: `/searches/${searchId}`,
      trueWhile: [NEW],
      only: { inApp: first.live, mail: first.mails },
      words: (locale) => findWords(locale, found),
      mail: (locale, { name }) => findMail(locale, { ...found, name }),
    },
    now,
  );
  if (!wasTold) return;
  if (earlier) await takeBack(tx, earlier.id);
  await setToldBy(tx, { searchId, listingIds, earlierId: earlier?.id ?? null, notificationId: id });
}

/** A listing has changed: what searches told of it and nobody has read says so, and is taken back where nothing is left of it. */
export async function refreshFinds(db: Db, listingId: string, now: Date = new Date()): Promise<void> {
  for (const { searchId, notificationId } of await listTellingOf(db, listingId)) {
    await inTransaction(db, async (tx) => {
      const row = (await lockSearch(tx, searchId)) ? await findWaiting(tx, notificationId) : null;
      if (!row) return;
      const unnoticed = await findUnnoticed(tx, { userId: row.userId, subjectType: "search", subjectId: searchId });
      const words = await findWordsNow(tx, notificationId, now);
      if (unnoticed?.id === notificationId) await forgetGone(tx, notificationId, now);
      if (words) await setWords(tx, notificationId, words);
      else await takeBack(tx, notificationId);
      await record(tx, { type: "notifications.changed", payload: { userId: row.userId }, topics: [`user:${row.userId}`] });
    });
  }
}

/** Whether something of it can still be had, and its search is to be mailed, for each of some notifications of searches. */
export async function searchMarks(db: Db, rows: readonly WaitingRow[], now: Date): Promise<Map<string, readonly string[]>> {
  const marks = new Map<string, readonly string[]>();
  for (const row of rows) marks.set(row.id, (await findTold(db, row.id, now))[0]?.mails === true ? [NEW] : []);
  return marks;
}

/** What a notification of a search says at this moment; null when nothing of it can be had any more. */
export async function findWordsNow(db: Db, notificationId: string, now: Date): Promise<Words | null> {
  const finds = await findTold(db, notificationId, now);
  const [first] = finds;
  if (!first) return null;
  return Object.fromEntries(locales.map((locale) => [locale, findWords(locale, { searchName: first.searchName, finds })])) as Words;
}

/** The mail of a notification of a search that had to wait, as it reads now; null when nothing of it can be had any more. */
export async function findMailNow(db: Db, row: WaitingRow, to: Recipient, now: Date): Promise<ReturnType<typeof composeNotice> | null> {
  const finds = await findTold(db, row.id, now);
  const [first] = finds;
  if (!first) return null;
  const locale = isLocale(to.locale) ? to.locale : "en";
  const { searchId, searchName } = first;
  return composeNotice(locale, findMail(locale, { searchId, searchName, finds, name: to.name }), { userId: row.userId, kind: "search_alert", partyId: row.partyId, linkVersion: to.linkVersion });
}
