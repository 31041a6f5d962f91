import { isClient, inTransaction, type Db } from "#app/platform/db/database.server.ts";
import { emptySql, joinSql, sql, type Sql } from "#app/platform/db/sql.server.ts";
import { LICENCE_BOUND } from "#app/shared/licences.ts";
import { spansBefore, type Span } from "./search-eras.ts";
import { categoriesOf, materialsOf, type ListingQuery } from "./listings.query.ts";

/**
 * How words are looked for: by a tsquery, ordered by another one and, before that, by the words as they were typed; or by
 * the letters of the whole text.
 */
export type Wording = { match: string; rank: string; whole: string | null } | { letters: string } | null;

/** What can be chosen among counted values; a count of one leaves that one's own choice out. */
export const facetNames = ["kind", "offer", "what", "condition", "grade", "remanufactured", "available", "price", "distance"] as const;
export type FacetName = (typeof facetNames)[number];

/** Two swapped letters leave this much of a word's letter triples; the likest come first, so noise stands at the end. */
const likeness = 0.24;

export const place = sql`ll_to_earth(l.coarse_latitude, l.coarse_longitude)`;

/** Something that can be had now: there is a piece nobody holds, and its last day has not passed. */
export const isAvailable = sql`(l.units_available > 0 AND l.offer <> 'wanted' AND (l.expires_at IS NULL OR l.expires_at > now()))`;

/** The place searched around. */
export function here(query: ListingQuery): Sql {
  return sql`ll_to_earth(${query.near?.latitude ?? 0}::float8, ${query.near?.longitude ?? 0}::float8)`;
}

function oneOf(column: Sql, codes: string[]): Sql {
  return sql`${column} IN (${joinSql(codes)})`;
}

/** Within a circle. The box is for the index; the circle is what was asked for. */
export function within(query: ListingQuery, km: number): Sql {
  const metres = km * 1000;
  return sql`l.coarse_latitude IS NOT NULL AND earth_box(${here(query)}, ${metres}::float8) @> ${place}
    AND earth_distance(${place}, ${here(query)}) <= ${metres}::float8`;
}

/** Not a wish for material that its owner has no licence to take today. In which part of its country a listing lies nobody says. */
const mayAsk = sql`(l.offer <> 'wanted' OR l.material IS NULL OR l.material <> ALL (${[...LICENCE_BOUND]}::text[])
  OR licence_allows(l.owner_party_id, l.material, NULL, NULL, l.time_zone, l.latitude, l.longitude, now()))`;

/** Conditions on words, parties and the map's frame: what every page and every count shares. */
export function frame(query: Pick<ListingQuery, "hiddenPartyIds" | "bounds">, wording: Wording): Sql[] {
  const parts = [sql`l.state = 'published'`, mayAsk];
  if (wording && "match" in wording) parts.push(sql`l.words @@ to_tsquery('simple', ${wording.match})`);
  if (wording && "letters" in wording) parts.push(sql`${wording.letters} <% l.search_text`);
  if (query.hiddenPartyIds && query.hiddenPartyIds.length > 0) parts.push(sql`l.owner_party_id <> ALL(${[...query.hiddenPartyIds]}::text[])`);
  if (query.bounds) {
    const { south, west, north, east } = query.bounds;
    const across = west <= east ? sql`l.coarse_longitude BETWEEN ${west}::float8 AND ${east}::float8` : sql`(l.coarse_longitude >= ${west}::float8 OR l.coarse_longitude <= ${east}::float8)`;
    parts.push(sql`l.coarse_latitude BETWEEN ${south}::float8 AND ${north}::float8 AND ${across}`);
  }
  return parts;
}

/** The conditions of each choice that was made. */
export function choices(query: ListingQuery): Partial<Record<FacetName, Sql>> {
  const what = [
    query.category ? sql`l.category = ${query.category}` : query.group ? oneOf(sql`l.category`, categoriesOf(query.group)) : null,
    query.material ? sql`l.material = ${query.material}` : query.stream ? oneOf(sql`l.material`, materialsOf(query.stream)) : null,
  ].filter((part) => part !== null);
  return {
    ...(query.kind ? { kind: sql`l.kind = ${query.kind}::listing_kind` } : {}),
    ...(query.offer ? { offer: sql`l.offer = ${query.offer}::listing_offer` } : {}),
    ...(what.length > 0 ? { what: joinSql(what, " AND ") } : {}),
    ...(query.condition ? { condition: sql`l.condition = ${query.condition}` } : {}),
    ...(query.grade ? { grade: sql`l.grade = ${query.grade}` } : {}),
    ...(query.remanufactured ? { remanufactured: sql`l.remanufactured` } : {}),
    ...(query.available ? { available: isAvailable } : {}),
    ...(query.maxPriceMinor === null ? {} : { price: sql`(l.offer <> 'sale' OR l.price_minor <= ${query.maxPriceMinor}::int)` }),
    ...(query.near ? { distance: within(query, query.km) } : {}),
  };
}

/** All conditions of a search. */
export function conditionsOf(query: ListingQuery, wording: Wording): Sql {
  return joinSql([...frame(query, wording), ...Object.values(choices(query))], " AND ");
}

/** How `newestMatches` reads: at most `limit` rows; it goes on to older listings only while it has fewer than `enough` (`limit`, unless said otherwise). */
export type Reading = {
  limit: number;
  enough?: number;
  spans: readonly Span[];
  byWords: boolean;
  /** Reads nothing older than the spans, where there are any. */
  onlySpans?: boolean;
};

/**
 * The newest matches as a subquery of listing rows. Where many listings match, the newest of all listings hold enough of
 * them: those are read first, part by part, and the older ones only for what is missing (a limit of 0 reads nothing).
 * `OFFSET 0` keeps the planner from walking all listings by date instead of the index of words.
 */
export function newestMatches(columns: Sql, conditions: Sql, { limit, enough = limit, spans, byWords, onlySpans = false }: Reading): Sql {
  const part = (bounds: Sql, most: Sql) => sql`SELECT m.* FROM (SELECT ${columns} FROM listing l WHERE ${conditions} ${bounds} OFFSET 0) m ORDER BY m.sort_at DESC, m.id DESC LIMIT ${most}`;
  const walk = (bounds: Sql, most: Sql) => sql`SELECT ${columns} FROM listing l WHERE ${conditions} ${bounds} ORDER BY l.sort_at DESC, l.id DESC LIMIT ${most}`;
  const names = spans.map((_, at) => partName(at));
  const missing = (before: readonly Sql[]) => {
    if (before.length === 0) return sql`${limit}::int`;
    const had = joinSql(before.map((name) => sql`(SELECT count(*) FROM ${name})`), " + ");
    return sql`(SELECT CASE WHEN ${had} >= ${enough}::int THEN 0 ELSE ${limit}::int - (${had}) END)`;
  };
  const parts = spans.map((span, at) => {
    const newer = spans[at - 1];
    const bounds = sql`AND l.sort_at >= ${span.from}::timestamptz ${newer ? sql`AND l.sort_at < ${newer.from}::timestamptz` : emptySql}
      ${byWords ? sql`AND listing_eras(l.sort_at) && ${span.eras}::int[]` : emptySql}`;
    return sql`${partName(at)} AS MATERIALIZED (${(byWords ? part : walk)(bounds, missing(names.slice(0, at)))})`;
  });
  const oldest = spans.at(-1);
  const rest = part(oldest ? sql`AND l.sort_at < ${oldest.from}::timestamptz` : emptySql, missing(names));
  if (parts.length === 0) return sql`(${rest})`;
  if (onlySpans) return sql`(WITH ${joinSql(parts, ", ")} ${joinSql(names.map((name) => sql`SELECT * FROM ${name}`), " UNION ALL ")})`;
  return sql`(WITH ${joinSql(parts, ", ")} ${joinSql(names.map((name) => sql`SELECT * FROM ${name}`), " UNION ALL ")} UNION ALL (${rest}))`;
}

function partName(at: number): Sql {
  return at === 0 ? sql`newest` : sql`recent`;
}

/** The parts that are read first hold about this many listings; each is read only when the one before had too few matches. */
const listingsInSpan = 20_000;
const shares = [1 / 16, 1];
const keptMilliseconds = 60_000;
type Pace = { readAt: number; milliseconds: number | null };
const paces = new WeakMap<object, Pace>();

/**
 * The parts of time, up to `before` or now, that are read first; none when there are few listings. How fast listings come is
 * read once a minute; it decides how much is read, never what is found (but for letters, which look no further).
 */
export async function spansOf(db: Db, before: Date | null): Promise<Span[]> {
  // A transaction is another object each time; without the shortcut it finds the same.
  if (!isClient(db)) return [];
  const now = Date.now();
  let pace = paces.get(db);
  if (!pace || now - pace.readAt > keptMilliseconds) {
    const rows = await db.$queryRaw<{ sortAt: Date }[]>(sql`
      SELECT sort_at AS "sortAt" FROM listing WHERE state = 'published' ORDER BY sort_at DESC, id DESC OFFSET ${listingsInSpan}::int LIMIT 1`);
    pace = { readAt: now, milliseconds: rows[0] ? now - rows[0].sortAt.getTime() : null };
    paces.set(db, pace);
  }
  return pace.milliseconds === null ? [] : spansBefore(before?.getTime() ?? null, now, shares.map((share) => share * (pace.milliseconds ?? 0)));
}

/** Runs work that compares letters with its threshold set. */
export async function withLikeness<T>(db: Db, wording: Wording, work: (db: Db) => Promise<T>): Promise<T> {
  if (!wording || !("letters" in wording)) return work(db);
  return inTransaction(db, async (tx) => {
    await tx.$executeRaw(sql`SELECT set_config('pg_trgm.word_similarity_threshold', ${String(likeness)}, true)`);
    return work(tx);
  });
}
