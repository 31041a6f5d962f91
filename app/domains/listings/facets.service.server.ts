import type { Db } from "#app/platform/db/database.server.ts";
import { countFacetValues, type CountedValue } from "./facets.repository.server.ts";
import { distancesKm, priceBands, type ListingQuery } from "./listings.query.ts";
import { nearlyWordings } from "./search-nearly.server.ts";
import type { Wording } from "./search-sql.repository.server.ts";
import { exactWording } from "./search-wording.server.ts";

type Counts = Record<string, number>;

/**
 * How many listings each value would show beside the other choices made; `isCut` when there were more than are counted.
 * `price` is by the upper end of a band (minor units) and `distance` by kilometres, each with all that is below.
 */
export type ListingFacets = {
  kind: Counts;
  offer: Counts;
  category: Counts;
  material: Counts;
  condition: Counts;
  grade: Counts;
  remanufactured: number;
  available: number;
  price: Counts;
  distance: Counts;
  total: number;
  isCut: boolean;
};

/** Counts for a search; with `isNearly` for what its page showed instead of it. */
export async function countFacets(db: Db, query: ListingQuery, options: { isNearly?: boolean } = {}): Promise<ListingFacets> {
  const exact = await exactWording(db, query.q);
  if (query.q && !exact) return noFacets();
  if (!exact || !options.isNearly) return facetsFor(db, query, exact);
  // The wording that the page took is the first that shows anything.
  for (const { wording } of await nearlyWordings(db, query.q)) {
    const facets = await facetsFor(db, query, wording);
    if (facets.total > 0) return facets;
  }
  return noFacets();
}

const noFacets = (): ListingFacets => ({ kind: {}, offer: {}, category: {}, material: {}, condition: {}, grade: {}, remanufactured: 0, available: 0, price: {}, distance: {}, total: 0, isCut: false });

async function facetsFor(db: Db, query: ListingQuery, wording: Wording): Promise<ListingFacets> {
  const { values, limit } = await countFacetValues(db, query, wording);
  const of = (facet: CountedValue["facet"]) => values.filter((one) => one.facet === facet);
  const counts = (facet: CountedValue["facet"]): Counts => Object.fromEntries(of(facet).map(({ value, count }) => [value, count]));
  const total = of("total")[0]?.count ?? 0;
  return {
    kind: counts("kind"),
    offer: counts("offer"),
    category: counts("category"),
    material: counts("material"),
    condition: counts("condition"),
    grade: counts("grade"),
    remanufactured: counts("remanufactured").true ?? 0,
    available: counts("available").true ?? 0,
    price: upTo(priceBands, counts("price")),
    distance: query.near ? upTo(distancesKm, counts("distance")) : {},
    total,
    isCut: total >= limit,
  };
}

/** From counts by how many steps lie below a value to counts of all up to each step. */
function upTo(steps: readonly number[], counts: Counts): Counts {
  let sum = 0;
  return Object.fromEntries(steps.map((step, below) => [String(step), (sum += counts[String(below)] ?? 0)]));
}
