import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";

/**
 * A listing that waits to be compared with the kept searches; those up to `afterSearchId` have been. `before` is its row as it was,
 * as JSON, where it was changed while it was shown.
 */
export type Arrival = { id: bigint; listingId: string; arrivedAt: Date; afterSearchId: string; before: string | null };

/** Takes waiting arrivals, the oldest first, for the length of the transaction; others take other ones. */
export async function claimArrivals(tx: Tx, limit: number): Promise<Arrival[]> {
  return tx.$queryRaw<Arrival[]>(sql`
    SELECT id, listing_id AS "listingId", arrived_at AS "arrivedAt", after_search_id AS "afterSearchId", before::text AS before
    FROM listing_arrival ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED`);
}

/** Notes how far an arrival was compared, or that it is done (null). */
export async function keepArrival(tx: Tx, id: bigint, afterSearchId: string | null): Promise<void> {
  if (afterSearchId === null) await tx.listingArrival.deleteMany({ where: { id } });
  else await tx.listingArrival.updateMany({ where: { id }, data: { afterSearchId } });
}

export type Candidate = { id: string; params: string; partyId: string };

/** A listing may be told to who saved their search at most this long after it came: its transaction may have been open then. */
const slackSeconds = 5;

/**
 * Kept searches that may match a listing: they share a key with it, are older than its arrival, are nobody's who owns it,
 * and have not had it. In order of their ids, from the one after `after`.
 */
export async function findCandidates(tx: Tx, input: { keys: readonly string[]; arrival: Arrival; ownerPartyId: string; createdByUserId: string; limit: number }): Promise<Candidate[]> {
  const { keys, arrival, ownerPartyId, createdByUserId, limit } = input;
  return tx.$queryRaw<Candidate[]>(sql`
    SELECT s.id, s.params, s.party_id AS "partyId" FROM saved_search s
    WHERE s.anchors && ${[...keys]}::text[] AND s.id > ${arrival.afterSearchId} AND s.created_at <= ${arrival.arrivedAt}::timestamptz + make_interval(secs => ${slackSeconds}::int)
      AND s.party_id <> ${ownerPartyId} AND s.user_id <> ${createdByUserId}
      AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.user_id = s.user_id AND m.party_id = ${ownerPartyId} AND m.state = 'active')
      AND NOT EXISTS (SELECT 1 FROM saved_search_hit h WHERE h.search_id = s.id AND h.listing_id = ${arrival.listingId})
    ORDER BY s.id LIMIT ${limit}`);
}

/** A find that was not known, with whose it is and how it may be told. `partyId` is empty for who has left the party they searched for. */
export type NewFind = { searchId: string; searchName: string; listingId: string; userId: string; partyId: string; live: boolean; mails: boolean };

/**
 * Writes finds; answers those that are new. A search that was forgotten meanwhile has none. Holds the searches, so that what one
 * of them tells is gathered by one transaction at a time.
 */
export async function insertFinds(tx: Tx, finds: readonly { searchId: string; listingId: string }[]): Promise<NewFind[]> {
  if (finds.length === 0) return [];
  return tx.$queryRaw<NewFind[]>(sql`
    WITH found AS (SELECT * FROM unnest(${finds.map((find) => find.searchId)}::text[], ${finds.map((find) => find.listingId)}::text[]) AS f (search_id, listing_id)),
    kept AS (SELECT s.id, s.name, s.user_id, s.live, s.mails, s.party_id FROM saved_search s WHERE s.id IN (SELECT search_id FROM found) ORDER BY s.id FOR NO KEY UPDATE),
    written AS (INSERT INTO saved_search_hit (search_id, listing_id)
      SELECT f.search_id, f.listing_id FROM found f JOIN kept ON kept.id = f.search_id ORDER BY 1, 2
      ON CONFLICT DO NOTHING RETURNING search_id, listing_id)
    SELECT w.search_id AS "searchId", w.listing_id AS "listingId", kept.name AS "searchName", kept.user_id AS "userId", kept.live, kept.mails,
      CASE WHEN EXISTS (SELECT 1 FROM membership m WHERE m.user_id = kept.user_id AND m.party_id = kept.party_id AND m.state = 'active') THEN kept.party_id ELSE '' END AS "partyId"
    FROM written w JOIN kept ON kept.id = w.search_id ORDER BY 1, 2`);
}

/** Holds a search until the transaction ends; false when it is gone. */
export async function lockSearch(tx: Tx, searchId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>(sql`SELECT 1 FROM saved_search WHERE id = ${searchId} FOR NO KEY UPDATE`);
  return rows.length > 0;
}

/** Notes which notification tells of some finds, and of all those an earlier one told of. */
export async function setToldBy(tx: Tx, input: { searchId: string; listingIds: readonly string[]; earlierId: string | null; notificationId: string }): Promise<void> {
  const { searchId, listingIds, earlierId, notificationId } = input;
  await tx.savedSearchHit.updateMany({
    where: { searchId, OR: [{ listingId: { in: [...listingIds] } }, ...(earlierId === null ? [] : [{ notificationId: earlierId }])] },
    data: { notificationId },
  });
}

/** A find as it is told: what can still be had, at its present price. */
export type TellableFind = { listingId: string; title: string; placeLabel: string; offer: string; priceMinor: number | null; currency: string | null };

const tellable = sql`l.id AS "listingId", l.title, l.place_label AS "placeLabel", l.offer::text AS offer, l.price_minor AS "priceMinor", l.currency`;
const toBeHad = (now: Date) => sql`l.state = 'published' AND (l.expires_at IS NULL OR l.expires_at > ${now}::timestamptz)`;

/** Those of some listings that can be had, the newest first. */
export async function findTellable(db: Db, listingIds: readonly string[], now: Date): Promise<TellableFind[]> {
  return db.$queryRaw<TellableFind[]>(sql`
    SELECT ${tellable} FROM listing l WHERE l.id = ANY(${[...listingIds]}::text[]) AND ${toBeHad(now)} ORDER BY l.sort_at DESC, l.id DESC LIMIT ${mostTold}`);
}

/** More of one search at once are not looked at. */
const mostTold = 500;

/** What a notification tells of that can still be had, the newest first, with its search. */
export async function findTold(db: Db, notificationId: string, now: Date): Promise<(TellableFind & { searchId: string; searchName: string; mails: boolean })[]> {
  return db.$queryRaw(sql`
    SELECT ${tellable}, s.id AS "searchId", s.name AS "searchName", s.mails FROM saved_search_hit h JOIN saved_search s ON s.id = h.search_id
      JOIN listing l ON l.id = h.listing_id AND ${toBeHad(now)}
    WHERE h.notification_id = ${notificationId} ORDER BY h.found_at DESC, l.sort_at DESC, l.id DESC LIMIT ${mostTold}`);
}

/** Which notifications of which searches tell of a listing. */
export async function listTellingOf(db: Db, listingId: string): Promise<{ searchId: string; notificationId: string }[]> {
  return db.$queryRaw(sql`
    SELECT h.search_id AS "searchId", h.notification_id AS "notificationId" FROM saved_search_hit h JOIN notification n ON n.id = h.notification_id
    WHERE h.listing_id = ${listingId} AND n.read_at IS NULL ORDER BY 1`);
}

/** Finds that nobody was told of and that have gone are forgotten: should they come again, they are new. */
export async function forgetGone(tx: Tx, notificationId: string, now: Date): Promise<void> {
  await tx.$executeRaw(sql`
    DELETE FROM saved_search_hit h USING listing l WHERE h.notification_id = ${notificationId} AND l.id = h.listing_id AND h.seen_at IS NULL AND NOT (${toBeHad(now)})`);
}

/** What a search has found since it was saved and can still be had, the latest first. */
export async function listFound(db: Db, input: { searchId: string; now: Date; limit: number }): Promise<{ listingId: string; foundAt: Date; seenAt: Date | null }[]> {
  return db.$queryRaw(sql`
    SELECT l.id AS "listingId", h.found_at AS "foundAt", h.seen_at AS "seenAt" FROM saved_search_hit h JOIN listing l ON l.id = h.listing_id AND ${toBeHad(input.now)}
    WHERE h.search_id = ${input.searchId} ORDER BY h.found_at DESC, l.id DESC LIMIT ${input.limit}`);
}
