import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import { mostSearches, type KeptSearch } from "./searches.schema.ts";

/** Holds a person's list until the transaction ends, so that two additions count each other; says how long it is. */
export async function lockAndCount(tx: Tx, userId: string): Promise<number> {
  await tx.$queryRaw(sql`SELECT id FROM "user" WHERE id = ${userId} FOR NO KEY UPDATE`);
  return tx.savedSearch.count({ where: { userId } });
}

export type NewSearch = { id: string; userId: string; partyId: string; name: string; params: string; anchors: string[]; live: boolean; mails: boolean };

/** Writes a kept search. */
export async function insertSearch(tx: Tx, search: NewSearch): Promise<void> {
  await tx.savedSearch.create({ data: search, select: { id: true } });
}

/** A person's kept searches, the newest first. */
export async function listSearches(db: Db, userId: string): Promise<KeptSearch[]> {
  return db.$queryRaw<KeptSearch[]>(sql`
    SELECT s.id, s.name, s.params, s.live, s.mails, s.version, s.created_at AS "createdAt",
      (SELECT count(*)::int FROM (SELECT 1 FROM saved_search_hit h JOIN listing l ON l.id = h.listing_id AND l.state = 'published'
        WHERE h.search_id = s.id AND h.seen_at IS NULL LIMIT 100) new) AS "newCount"
    FROM saved_search s WHERE s.user_id = ${userId} ORDER BY s.created_at DESC, s.id DESC LIMIT ${mostSearches}`);
}

/** How many finds of all live searches wait to be looked at; counted to 100. */
export async function countNew(db: Db, userId: string): Promise<number> {
  const rows = await db.$queryRaw<{ count: number }[]>(sql`
    SELECT count(*)::int AS count FROM (SELECT DISTINCT h.listing_id FROM saved_search s JOIN saved_search_hit h ON h.search_id = s.id AND h.seen_at IS NULL
      JOIN listing l ON l.id = h.listing_id AND l.state = 'published' WHERE s.user_id = ${userId} AND s.live LIMIT 100) new`);
  return rows[0]?.count ?? 0;
}

export type OwnedSearch = { id: string; userId: string; name: string; params: string; live: boolean; mails: boolean; version: number };

const owned = { id: true, userId: true, name: true, params: true, live: true, mails: true, version: true } as const;

/** One kept search of this person, or null. */
export async function findOwned(db: Db, input: { searchId: string; userId: string }): Promise<OwnedSearch | null> {
  return db.savedSearch.findFirst({ where: { id: input.searchId, userId: input.userId }, select: owned });
}

/** Kept searches by their ids alone, in order of name: for who holds their token. */
export async function findByIds(db: Db, searchIds: readonly string[]): Promise<OwnedSearch[]> {
  return db.savedSearch.findMany({ where: { id: { in: [...searchIds] } }, select: owned, orderBy: [{ name: "asc" }, { id: "asc" }], take: mostSearches });
}

/** Changes a search that stands at `version`; false when it does not. */
export async function updateSearch(tx: Tx, input: { searchId: string; userId: string; version: number; name: string; live: boolean; mails: boolean }): Promise<boolean> {
  const { searchId, userId, version, ...data } = input;
  const { count } = await tx.savedSearch.updateMany({ where: { id: searchId, userId, version }, data: { ...data, version: { increment: 1 } } });
  return count === 1;
}

/** Removes a search that stands at `version`, with its finds; false when it does not. */
export async function removeSearch(tx: Tx, input: { searchId: string; userId: string; version: number }): Promise<boolean> {
  const { searchId, userId, version } = input;
  const { count } = await tx.savedSearch.deleteMany({ where: { id: searchId, userId, version } });
  return count === 1;
}

/** Ends the mails of a search; false when they had ended. */
export async function stopMails(tx: Tx, searchId: string): Promise<boolean> {
  const { count } = await tx.savedSearch.updateMany({ where: { id: searchId, mails: true }, data: { mails: false, version: { increment: 1 } } });
  return count === 1;
}

/** Finds of a search have been looked at. Returns how many had not been. */
export async function markSeen(tx: Tx, searchId: string, now: Date): Promise<number> {
  return (await tx.savedSearchHit.updateMany({ where: { searchId, seenAt: null }, data: { seenAt: now } })).count;
}
