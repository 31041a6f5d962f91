import { inTransaction, type Db } from "#app/platform/db/database.server.ts";
import { emptySql, joinSql, sql, type Sql } from "#app/platform/db/sql.server.ts";
import { categoriesOf, materialsOf, type Cursor, type ListingQuery, type ListingSort } from "./listings.query.ts";
import type { ListingCondition, ListingKind, ListingOffer } from "./listings.schema.ts";

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
  photoKey: string | null;
  photoAlt: string | null;
};

/**
 * How words are looked for: by a tsquery, ordered by another one and, before that, by the words as they were typed; or by
 * the letters of the whole text.
 */
export type Wording = { match: string; rank: string; whole: string | null } | { letters: string } | null;

/** Two swapped letters leave this much of a word's letter triples; the likest come first, so noise stands at the end. */
const likeness = 0.24;

const vector = sql`to_tsvector('simple', l.search_text)`;
const place = sql`ll_to_earth(l.coarse_latitude, l.coarse_longitude)`;

function here(query: ListingQuery): Sql {
  return sql`ll_to_earth(${query.near?.latitude ?? 0}::float8, ${query.near?.longitude ?? 0}::float8)`;
}

function oneOf(column: Sql, codes: string[]): Sql {
  return sql`${column} IN (${joinSql(codes)})`;
}

/** Conditions on words, price and place: what every count and every page shares. */
function frame(query: ListingQuery, wording: Wording): Sql[] {
  const parts = [sql`l.state = 'published'`];
  if (wording && "match" in wording) parts.push(sql`${vector} @@ to_tsquery('simple', ${wording.match})`);
  if (wording && "letters" in wording) parts.push(sql`${wording.letters} <% l.search_text`);
  if (query.condition) parts.push(sql`l.condition = ${query.condition}`);
  if (query.maxPriceMinor !== null) parts.push(sql`(l.offer <> 'sale' OR l.price_minor <= ${query.maxPriceMinor}::int)`);
  if (query.near) {
    const metres = query.km * 1000;
    // The box is for the index; the circle is what was asked for.
    parts.push(sql`l.coarse_latitude IS NOT NULL AND earth_box(${here(query)}, ${metres}::float8) @> ${place}
      AND earth_distance(${place}, ${here(query)}) <= ${metres}::float8`);
  }
  return parts;
}

/** Conditions that are chosen among counted values. */
function choices(query: ListingQuery): Sql[] {
  const parts: Sql[] = [];
  if (query.kind) parts.push(sql`l.kind = ${query.kind}::listing_kind`);
  if (query.offer) parts.push(sql`l.offer = ${query.offer}::listing_offer`);
  if (query.category) parts.push(sql`l.category = ${query.category}`);
  else if (query.group) parts.push(oneOf(sql`l.category`, categoriesOf(query.group)));
  if (query.material) parts.push(sql`l.material = ${query.material}`);
  else if (query.stream) parts.push(oneOf(sql`l.material`, materialsOf(query.stream)));
  return parts;
}

/** What a sort orders by, how its key is read, and which rows come after a cursor. */
function ordering(query: ListingQuery, sort: ListingSort, wording: Wording, cursor: Cursor | null): { key: Sql; by: Sql; again: Sql; after: Sql | null } {
  if (sort === "nearest" && query.near) {
    // Chord length through the earth: the order of the index, and it grows with the distance.
    const key = sql`(${place} <-> ${here(query)})`;
    return { key, by: sql`${key} ASC, l.id ASC`, again: sql`p."sortKey" ASC, p.id ASC`, after: cursor && sql`(${key}, l.id) > (${cursor.key}::float8, ${cursor.id})` };
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
  const rank = sql`ts_rank(v.words, to_tsquery('simple', ${wording.rank}))::float8`;
  return wording.whole === null ? rank : sql`((v.words @@ to_tsquery('simple', ${wording.whole}))::int + ${rank})`;
}

/** At most this many matches are ranked, the newest: somebody who finds more will add a word. */
const rankedAtMost = 5_000;

/**
 * Where the rows come from. For an order by relevance the matches are found first (`OFFSET 0` keeps the planner from walking
 * all listings by date instead of the index of words) and cut into words once each.
 */
function source(conditions: Sql, isRanked: boolean): Sql {
  if (!isRanked) return sql`listing l WHERE ${conditions}`;
  return sql`(SELECT m.* FROM (SELECT l.* FROM listing l WHERE ${conditions} OFFSET 0) m ORDER BY m.sort_at DESC, m.id DESC LIMIT ${rankedAtMost}) l
    CROSS JOIN LATERAL (SELECT to_tsvector('simple', l.search_text) AS words OFFSET 0) v WHERE true`;
}

async function withLikeness<T>(db: Db, wording: Wording, work: (db: Db) => Promise<T>): Promise<T> {
  if (!wording || !("letters" in wording)) return work(db);
  return inTransaction(db, async (tx) => {
    await tx.$executeRaw(sql`SELECT set_config('pg_trgm.word_similarity_threshold', ${String(likeness)}, true)`);
    return work(tx);
  });
}

/** One page of the list in one statement, photos included. Ask for one row more than is shown to know whether there is a next page. */
export async function findListings(db: Db, query: ListingQuery, input: { wording: Wording; cursor: Cursor | null; limit: number }): Promise<FoundListing[]> {
  const order = ordering(query, query.sort, input.wording, input.cursor);
  const conditions = joinSql([...frame(query, input.wording), ...choices(query)], " AND ");
  const isRanked = query.sort === "relevance" && input.wording !== null;
  const distance = query.near ? sql`earth_distance(${place}, ${here(query)})` : sql`NULL::float8`;
  return withLikeness(db, input.wording, (on) =>
    on.$queryRaw<FoundListing[]>(sql`
      SELECT p.*, photo.storage_key AS "photoKey", photo.alt AS "photoAlt"
      FROM (
        SELECT l.id, l.kind::text AS kind, l.offer::text AS offer, l.category, l.material, l.title, l.condition, l.mass_grams AS "massGrams",
          l.units_available AS "unitsAvailable", l.price_minor AS "priceMinor", l.currency, l.place_label AS "placeLabel", l.grade, l.remanufactured,
          ${distance} AS "distanceMetres", l.sort_at AS "sortAt", ${order.key} AS "sortKey"
        FROM ${source(conditions, isRanked)} ${order.after ? sql`AND ${order.after}` : emptySql}
        ORDER BY ${order.by} LIMIT ${input.limit}) p
      LEFT JOIN LATERAL (
        SELECT storage_key, alt FROM listing_photo WHERE listing_id = p.id ORDER BY position, id LIMIT 1) photo ON true
      ORDER BY ${order.again}`),
  );
}

/** How many matches there are of one kind, offer and category or material. */
export type CountedMix = { kind: ListingKind; offer: ListingOffer; category: string | null; material: string | null; count: number };

/** Counts are taken over at most this many matches; a page then says "or more". */
export const countedAtMost = 5_000;

/** Matches under the same words, price and place by what can be chosen; few rows, from which every choice is counted. */
export async function countMixes(db: Db, query: ListingQuery, wording: Wording): Promise<CountedMix[]> {
  return withLikeness(db, wording, (on) =>
    on.$queryRaw<CountedMix[]>(sql`
      SELECT kind::text AS kind, offer::text AS offer, category, material, count(*)::int AS count
      FROM (SELECT l.kind, l.offer, l.category, l.material FROM listing l WHERE ${joinSql(frame(query, wording), " AND ")} LIMIT ${countedAtMost}) matched
      GROUP BY kind, offer, category, material`),
  );
}
