import type { Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { SearchMail } from "./searches.schema.ts";

/** A listing that waits to be compared with the kept searches; those up to `afterSearchId` have been. */
export type Arrival = { id: bigint; listingId: string; arrivedAt: Date; afterSearchId: string };

/** Takes waiting arrivals, the oldest first, for the length of the transaction; others take other ones. */
export async function claimArrivals(tx: Tx, limit: number): Promise<Arrival[]> {
  return tx.$queryRaw<Arrival[]>(sql`
    SELECT id, listing_id AS "listingId", arrived_at AS "arrivedAt", after_search_id AS "afterSearchId"
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

/** A find that was not known, with how its owner wants to be told. */
export type NewFind = { searchId: string; listingId: string; userId: string; mail: SearchMail; live: boolean; timeZone: string };

/** Writes finds; answers those that are new. A search that was forgotten meanwhile has none. */
export async function insertFinds(tx: Tx, finds: readonly { searchId: string; listingId: string }[]): Promise<NewFind[]> {
  if (finds.length === 0) return [];
  return tx.$queryRaw<NewFind[]>(sql`
    WITH found AS (SELECT * FROM unnest(${finds.map((find) => find.searchId)}::text[], ${finds.map((find) => find.listingId)}::text[]) AS f (search_id, listing_id)),
    kept AS (SELECT s.id, s.user_id, s.mail, s.live, s.party_id FROM saved_search s WHERE s.id IN (SELECT search_id FROM found) ORDER BY s.id FOR KEY SHARE),
    written AS (INSERT INTO saved_search_hit (search_id, listing_id)
      SELECT f.search_id, f.listing_id FROM found f JOIN kept ON kept.id = f.search_id ORDER BY 1, 2
      ON CONFLICT DO NOTHING RETURNING search_id, listing_id)
    SELECT w.search_id AS "searchId", w.listing_id AS "listingId", kept.user_id AS "userId", kept.mail::text AS mail, kept.live, p.time_zone AS "timeZone"
    FROM written w JOIN kept ON kept.id = w.search_id JOIN party p ON p.id = kept.party_id ORDER BY 1, 2`);
}

/** Sees to it that a person's finds are mailed at `dueAt`, or earlier where that was settled already. */
export async function planDigest(tx: Tx, userId: string, dueAt: Date): Promise<void> {
  await tx.searchDigest.createMany({ data: { userId, dueAt }, skipDuplicates: true });
}

/** Takes one due mail of the day off the list; null when none is due. Its row is gone with the transaction. */
export async function takeDueDigest(tx: Tx, now: Date): Promise<{ userId: string; dueAt: Date } | null> {
  const rows = await tx.$queryRaw<{ userId: string; dueAt: Date }[]>(sql`
    DELETE FROM search_digest WHERE user_id = (SELECT user_id FROM search_digest WHERE due_at <= ${now}::timestamptz ORDER BY due_at, user_id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING user_id AS "userId", due_at AS "dueAt"`);
  return rows[0] ?? null;
}

/** A find as a mail tells it. */
export type MailableFind = { searchId: string; searchName: string; partyId: string; listingId: string; title: string; placeLabel: string; offer: string; priceMinor: number | null; currency: string | null };

/**
 * Marks waiting finds as mailed and answers those that can still be had, the newest first: what has gone meanwhile is not
 * told any more. For one search at once, or for all of a person.
 */
export async function takeUnmailed(tx: Tx, input: { userId: string; searchId?: string; now: Date }): Promise<MailableFind[]> {
  const which = input.searchId === undefined ? sql`s.mail <> 'none'` : sql`s.id = ${input.searchId} AND s.mail = 'at_once'`;
  return tx.$queryRaw<MailableFind[]>(sql`
    WITH taken AS (UPDATE saved_search_hit h SET mailed_at = ${input.now}::timestamptz FROM saved_search s
      WHERE s.id = h.search_id AND s.user_id = ${input.userId} AND ${which} AND h.mailed_at IS NULL RETURNING h.search_id, h.listing_id, h.found_at, s.name, s.party_id)
    SELECT t.search_id AS "searchId", t.name AS "searchName", t.party_id AS "partyId", t.listing_id AS "listingId", l.title, l.place_label AS "placeLabel", l.offer::text AS offer,
      l.price_minor AS "priceMinor", l.currency
    FROM taken t JOIN listing l ON l.id = t.listing_id AND l.state = 'published' AND (l.expires_at IS NULL OR l.expires_at > ${input.now}::timestamptz)
    ORDER BY t.name, t.search_id, t.found_at DESC, t.listing_id LIMIT 500`);
}
