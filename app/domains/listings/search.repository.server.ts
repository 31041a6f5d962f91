import type { Db } from "#app/platform/db/database.server.ts";
import { emptySql, joinSql, sql, type Sql } from "#app/platform/db/sql.server.ts";
import type { Cursor, ListingQuery, ListingSort } from "./listings.query.ts";
import type { ListingCondition, ListingKind, ListingOffer } from "./listings.schema.ts";
import { choices, conditionsOf, frame, here, newestMatches, place, spansOf, withLikeness, type Wording } from "./search-sql.repository.server.ts";

/** A row of the list: what a card shows, and the key its cursor is made of. Coarse places only. */
export type FoundListing = {
  id: string;
  kind: ListingKind;
  offer: ListingOffer;
  category: string | null;
  material: string | null;
  title: string;
  condition: ListingCondition | null;
  massGrams: number | null;
  unitsAvailable: number;
  priceMinor: number | null;
  currency: string | null;
  placeLabel: string;
  distanceMetres: number | null;
  sortAt: Date;
  sortKey: number | null;
  grade: string | null;
  remanufactured: boolean;
  /** Its owner has been verified as a professional seller, and still is. */
  sellerVerified: boolean;
  photoKey: string | null;
  photoAlt: string | null;
};

/** What a sort orders by, how its key is read, and which rows come after a cursor. */
function ordering(query: ListingQuery, sort: ListingSort, wording: Wording, cursor: Cursor | null): { key: Sql; by: Sql; again: Sql; after: Sql | null } {
  if (sort === "nearest" && query.near) {
    // Chord length through the earth: the order of the index, and it grows with the distance.
    const key = sql`(${place} <-> ${here(query)})`;
    return { key: sql`l.nearness`, by: sql`l.nearness ASC, l.id ASC`, again: sql`p."sortKey" ASC, p.id ASC`, after: cursor && sql`((${key}), l.id) > (${cursor.key}::float8, ${cursor.id})` };
  }
  if (sort === "relevance" && wording) {
    const key = relevance(wording);
    return { key, by: sql`${key} DESC, l.id DESC`, again: sql`p."sortKey" DESC, p.id DESC`, after: cursor && sql`(${key}, l.id) < (${cursor.key}::float8, ${cursor.id})` };
  }
  return {
    key: sql`NULL::float8`,
    by: sql`l.sort_at DESC, l.id DESC`,
    again: sql`p."sortAt" DESC, p.id DESC`,
    after: cursor && sql`(l.sort_at, l.id) < (${cursor.key}::timestamptz, ${cursor.id})`,
  };
}

/** Finished words stand before beginnings of longer ones; a rank by itself is below 1. */
function relevance(wording: NonNullable<Wording>): Sql {
  if ("letters" in wording) return sql`word_similarity(${wording.letters}, l.search_text)::float8`;
  const rank = sql`ts_rank(l.words, to_tsquery('simple', ${wording.rank}))::float8`;
  return wording.whole === null ? rank : sql`((l.words @@ to_tsquery('simple', ${wording.whole}))::int + ${rank})`;
}

/** At most this many matches are ranked, the newest: somebody who finds more will add a word. */
const rankedAtMost = 1_000;
/** Where the newest listings alone have this many, they are ranked without the older ones: four pages. */
const rankedAtLeast = 100;

/** One page of the list in one statement, photos included. Ask for one row more than is shown to know whether there is a next page. */
export async function findListings(db: Db, query: ListingQuery, input: { wording: Wording; cursor: Cursor | null; limit: number }): Promise<FoundListing[]> {
  const { wording, cursor, limit } = input;
  const order = ordering(query, query.sort, wording, cursor);
  const distance = query.near ? sql`earth_distance(${place}, ${here(query)})` : sql`NULL::float8`;
  const from = await rowsOf(db, query, { wording, cursor, limit, after: order.after });
  return withLikeness(db, wording, (on) => on.$queryRaw<FoundListing[]>(asCards({ from, distance, key: order.key, by: order.by, again: order.again, limit })));
}

/** Those of some listings that are shown, as a search finds them, the newest first; without those of some parties. */
export async function findListingsById(db: Db, input: { ids: readonly string[]; hiddenPartyIds: readonly string[] }): Promise<FoundListing[]> {
  const from = sql`listing l WHERE l.id = ANY(${[...input.ids]}::text[]) AND l.state = 'published' AND NOT (l.owner_party_id = ANY(${[...input.hiddenPartyIds]}::text[]))`;
  const nothing = sql`NULL::float8`;
  return db.$queryRaw<FoundListing[]>(asCards({ from, distance: nothing, key: nothing, by: sql`l.sort_at DESC, l.id DESC`, again: sql`p."sortAt" DESC, p.id DESC`, limit: input.ids.length }));
}

/** The columns of a page of cards: what stands in the row, its first photo, and whether its seller is verified. */
function asCards({ from, distance, key, by, again, limit }: { from: Sql; distance: Sql; key: Sql; by: Sql; again: Sql; limit: number }): Sql {
  return sql`
    SELECT p.*, photo.storage_key AS "photoKey", photo.alt AS "photoAlt",
      EXISTS (SELECT 1 FROM seller_verification v WHERE v.party_id = p."ownerPartyId" AND v.state = 'verified' AND v.expires_at > now()) AS "sellerVerified"
    FROM (
      SELECT l.id, l.kind::text AS kind, l.offer::text AS offer, l.category, l.material, l.title, l.condition, l.mass_grams AS "massGrams",
        l.units_available AS "unitsAvailable", l.price_minor AS "priceMinor", l.currency, l.place_label AS "placeLabel", l.grade, l.remanufactured,
        l.owner_party_id AS "ownerPartyId", ${distance} AS "distanceMetres", l.sort_at AS "sortAt", ${key} AS "sortKey"
      FROM ${from}
      ORDER BY ${by} LIMIT ${limit}) p
    LEFT JOIN LATERAL (
      SELECT storage_key, alt FROM listing_photo WHERE listing_id = p.id ORDER BY position, id LIMIT 1) photo ON true
    ORDER BY ${again}`;
}

type RowsInput = { wording: Wording; cursor: Cursor | null; limit: number; after: Sql | null };

/** Where the rows of a page come from. */
async function rowsOf(db: Db, query: ListingQuery, { wording, cursor, limit, after }: RowsInput): Promise<Sql> {
  const conditions = conditionsOf(query, wording);
  const rest = after ? sql`AND ${after}` : emptySql;
  const byWords = wording !== null && "match" in wording;
  if (query.sort === "relevance" && wording) {
    // Letters are compared listing by listing, so only with the newest of many: it is the last resort, and it must end.
    const matches = newestMatches(sql`l.*`, conditions, { limit: rankedAtMost, spans: await spansOf(db, null), byWords, enough: rankedAtLeast, onlySpans: !byWords });
    return sql`${matches} l WHERE true ${rest}`;
  }
  if (query.sort === "nearest" && query.near) {
    // The index gives this order; asked for with the id at once, the planner would rather sort all that lie in the circle. Those
    // that lie equally far as the last are read too, so that their ids can decide.
    const nearness = sql`${place} <-> ${here(query)}`;
    return sql`(SELECT l.*, ${nearness} AS nearness FROM listing l WHERE ${conditions} ${rest} ORDER BY ${nearness} FETCH FIRST (${limit}::int) ROWS WITH TIES) l`;
  }
  const isPlain = !wording && !query.near && !query.bounds;
  const spans = query.sort === "newest" && !isPlain ? await spansOf(db, cursor ? new Date(cursor.key) : null) : [];
  if (spans.length === 0) return sql`listing l WHERE ${conditions} ${rest}`;
  return sql`${newestMatches(sql`l.*`, sql`${conditions} ${rest}`, { limit, spans, byWords })} l`;
}

/** A listing as a mark on the map: its coarse place only. */
export type FoundPlace = { id: string; title: string; latitude: number; longitude: number };

/** Places of the newest matches, at most `limit`. Those without a place have none to show. */
export async function findPlaces(db: Db, query: ListingQuery, input: { wording: Wording; limit: number }): Promise<FoundPlace[]> {
  const { wording, limit } = input;
  const conditions = sql`${conditionsOf(query, wording)} AND l.coarse_latitude IS NOT NULL`;
  const byWords = wording !== null && "match" in wording;
  const spans = byWords || query.near || query.bounds ? await spansOf(db, null) : [];
  const columns = sql`l.id, l.title, l.coarse_latitude, l.coarse_longitude, l.sort_at`;
  const rows = spans.length > 0 || byWords ? newestMatches(columns, conditions, { limit, spans, byWords }) : sql`(SELECT ${columns} FROM listing l WHERE ${conditions} ORDER BY l.sort_at DESC, l.id DESC LIMIT ${limit})`;
  return withLikeness(db, wording, (on) =>
    on.$queryRaw<FoundPlace[]>(sql`
      SELECT f.id, f.title, f.coarse_latitude AS latitude, f.coarse_longitude AS longitude FROM ${rows} f ORDER BY f.sort_at DESC, f.id DESC`),
  );
}

/** Titles of the newest matches of some words, at most `limit`. */
export async function findTitles(db: Db, input: { wording: Wording; hiddenPartyIds: readonly string[]; limit: number }): Promise<{ id: string; title: string }[]> {
  const { wording, hiddenPartyIds, limit } = input;
  const conditions = joinSql(frame({ hiddenPartyIds, bounds: null }, wording), " AND ");
  const columns = sql`l.id, l.title, l.sort_at`;
  return db.$queryRaw<{ id: string; title: string }[]>(sql`
    SELECT f.id, f.title FROM ${newestMatches(columns, conditions, { limit, enough: Math.ceil(limit / 3), spans: await spansOf(db, null), byWords: true })} f ORDER BY f.sort_at DESC, f.id DESC`);
}

/** Whether a search would have shown a listing as it was; `before` is its row as JSON. */
export async function matchedBefore(db: Db, query: ListingQuery, input: { wording: Wording; before: string }): Promise<boolean> {
  const conditions = joinSql([...frame(query, input.wording), ...Object.values(choices(query))], " AND ");
  const rows = await db.$queryRaw<unknown[]>(sql`SELECT 1 FROM jsonb_populate_record(NULL::listing, ${input.before}::jsonb) l WHERE ${conditions}`);
  return rows.length > 0;
}

/** Those of some listings that a search would show, wherever in its list; no order. */
export async function matchesAmong(db: Db, query: ListingQuery, input: { wording: Wording; listingIds: readonly string[] }): Promise<string[]> {
  if (input.listingIds.length === 0) return [];
  const conditions = joinSql([sql`l.id IN (${joinSql([...input.listingIds])})`, ...frame(query, input.wording), ...Object.values(choices(query))], " AND ");
  // The few rows first: the index of words would bring all that match.
  const rows = await db.$queryRaw<{ id: string }[]>(sql`SELECT l.id FROM listing l WHERE ${conditions} ORDER BY l.id`);
  return rows.map((row) => row.id);
}
