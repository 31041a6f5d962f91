import type { Db } from "#app/platform/db/database.server.ts";
import { joinSql, sql, type Sql } from "#app/platform/db/sql.server.ts";
import { distancesKm, priceBands, type ListingQuery } from "./listings.query.ts";
import { choices, facetNames, frame, here, isAvailable, newestMatches, place, spansOf, within, withLikeness, type FacetName, type Wording } from "./search-sql.repository.server.ts";

/** Counts are taken over at most this many matches, fewer where there are very many listings; a page then says "or more". */
const countedAtMost = { usually: 5_000, ofMany: 1_000 };

/** How many matches have a value of a facet. `price` and `distance` count by steps: how many bands' ends lie below. */
export type CountedValue = { facet: CountedFacet; value: string; count: number };
export type CountedFacet = Exclude<FacetName, "what"> | "category" | "material" | "total";

/** What is counted for a choice; goods and materials are one choice with two lists. */
const counted: Record<FacetName, { facet: CountedFacet; value: Sql }[]> = {
  kind: [{ facet: "kind", value: sql`kind::text` }],
  offer: [{ facet: "offer", value: sql`offer::text` }],
  what: [
    { facet: "category", value: sql`category` },
    { facet: "material", value: sql`material` },
  ],
  condition: [{ facet: "condition", value: sql`condition` }],
  grade: [{ facet: "grade", value: sql`grade` }],
  remanufactured: [{ facet: "remanufactured", value: sql`remanufactured::text` }],
  available: [{ facet: "available", value: sql`available::text` }],
  price: [{ facet: "price", value: sql`band::text` }],
  distance: [{ facet: "distance", value: sql`step::text` }],
};

/** How far the steps of distance are counted. */
const widest = (query: ListingQuery) => Math.max(query.km, ...distancesKm);

/**
 * Counts of every facet, each under all the other choices. Facets without a choice share one pass over the matches of the
 * whole search; each choice made costs one more pass without it.
 */
export async function countFacetValues(db: Db, query: ListingQuery, wording: Wording): Promise<{ values: CountedValue[]; limit: number }> {
  const chosen = choices(query);
  const narrowed = facetNames.filter((name) => chosen[name]);
  const open = facetNames.filter((name) => !chosen[name] && (name !== "distance" || query.near));
  const byWords = wording !== null && "match" in wording;
  const spans = await spansOf(db, null);
  const limit = spans.length > 0 ? countedAtMost.ofMany : countedAtMost.usually;
  const pass = (facets: readonly FacetName[], left: FacetName | null) =>
    withLikeness(db, wording, (on) => {
      const others = facetNames.filter((name) => name !== left).flatMap((name) => chosen[name] ?? []);
      const reach = left === "distance" ? [within(query, widest(query))] : [];
      const conditions = joinSql([...frame(query, wording), ...others, ...reach], " AND ");
      return on.$queryRaw<CountedValue[]>(countOver(query, conditions, { facets, withTotal: left === null, spans: byWords ? spans : [], limit }));
    });
  const passes = await Promise.all([pass(open, null), ...narrowed.map((name) => pass([name], name))]);
  return { values: passes.flat(), limit };
}

type CountInput = { facets: readonly FacetName[]; withTotal: boolean; spans: Awaited<ReturnType<typeof spansOf>>; limit: number };

function countOver(query: ListingQuery, conditions: Sql, { facets, withTotal, spans, limit }: CountInput): Sql {
  const has = (name: FacetName) => facets.includes(name);
  const columns = joinSql([
    sql`l.id, l.sort_at, l.kind, l.offer, l.category, l.material, l.condition, l.grade, l.remanufactured`,
    has("available") ? sql`${isAvailable} AS available` : sql`NULL::boolean AS available`,
    has("price") ? sql`CASE WHEN l.offer = 'sale' THEN width_bucket(l.price_minor - 1, ${[...priceBands]}::int[]) ELSE 0 END AS band` : sql`NULL::int AS band`,
    has("distance") ? sql`width_bucket(earth_distance(${place}, ${here(query)}), ${distancesKm.map((km) => km * 1000)}::float8[]) AS step` : sql`NULL::int AS step`,
  ]);
  const rows = spans.length > 0 ? sql`SELECT * FROM ${newestMatches(columns, conditions, { limit, spans, byWords: true })} m` : sql`SELECT ${columns} FROM listing l WHERE ${conditions} LIMIT ${limit}`;
  const counts = facets.flatMap((name) => counted[name]).map(({ facet, value }) => sql`SELECT ${facet}::text AS facet, ${value} AS value, count(*)::int AS count FROM matched WHERE ${value} IS NOT NULL GROUP BY 2`);
  const total = sql`SELECT 'total' AS facet, '' AS value, count(*)::int AS count FROM matched`;
  return sql`WITH matched AS MATERIALIZED (${rows}) ${joinSql([...counts, ...(withTotal ? [total] : [])], " UNION ALL ")}`;
}
