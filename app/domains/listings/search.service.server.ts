import type { Db } from "#app/platform/db/database.server.ts";
import { categoriesOf, materialsOf, pageSize, readCursor, writeCursor, type Cursor, type ListingQuery, type ListingSort } from "./listings.query.ts";
import type { ListingCondition, ListingKind, ListingOffer } from "./listings.schema.ts";
import { countedAtMost, countMixes, findListings, type CountedMix, type FoundListing, type Wording } from "./search.repository.server.ts";
import { nearlyQueries, nearlySteps } from "./search-nearly.server.ts";
import { searchQuery } from "./search-text.ts";

/** A listing as a card shows it. */
export type ListingCard = {
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
  /** From the coarse place, metres. */
  distanceMetres: number | null;
  /** By the published rule; null is not graded. */
  grade: string | null;
  remanufactured: boolean;
  photo: { key: string; alt: string } | null;
};

export type ListingPage = {
  cards: ListingCard[];
  nextCursor: string | null;
  /** Nothing had these words; what is shown is spelt nearly so. */
  isNearly: boolean;
};

/** The one search: words, filters, place, order and page. Where nothing has the words, what comes nearest to them. */
export async function searchListings(db: Db, query: ListingQuery, limit = pageSize): Promise<ListingPage> {
  const exact = exactly(query);
  if (query.q && !exact) return { cards: [], nextCursor: null, isNearly: false };
  // Likeness has no date: the newest of what is spelt nearly so may be far off.
  const likest: ListingQuery = { ...query, sort: query.sort === "nearest" ? "nearest" : "relevance" };
  const later = readNearlyCursor(query.after, likest.sort);
  if (later) {
    const wording = (await nearly(db, query)).find(({ step }) => step === later.step)?.wording;
    const rows = wording ? await findListings(db, likest, { wording, cursor: later.cursor, limit: limit + 1 }) : [];
    return page(likest, rows, limit, later.step);
  }
  const cursor = readCursor(query.after, query.sort);
  const rows = await findListings(db, query, { wording: exact, cursor, limit: limit + 1 });
  if (rows.length > 0 || !exact || cursor) return page(query, rows, limit, null);
  for (const { step, wording } of await nearly(db, query)) {
    const near = await findListings(db, likest, { wording, cursor: null, limit: limit + 1 });
    if (near.length > 0) return page(likest, near, limit, step);
  }
  return { cards: [], nextCursor: null, isNearly: false };
}

/** Later pages of a search by likeness carry which wording was taken, so that they look for nothing else. */
const steps = [...nearlySteps, "letters"] as const;
type Step = (typeof steps)[number];

function readNearlyCursor(after: string | null, sort: ListingSort): { step: Step; cursor: Cursor } | null {
  const [, number, text = null] = /^~(\d)(.+)$/.exec(after ?? "") ?? [];
  const step = number === undefined ? undefined : steps[Number(number)];
  const cursor = readCursor(text, sort);
  return step && cursor ? { step, cursor } : null;
}

/** All words, the last one perhaps unfinished. */
function exactly(query: ListingQuery): Wording {
  const words = searchQuery(query.q);
  return words ? { match: words, rank: words, whole: words.replaceAll(":*", "") } : null;
}

/** What may have been meant, likeliest first; by its letters alone where no word of it helps. */
async function nearly(db: Db, query: ListingQuery): Promise<{ step: Step; wording: Wording }[]> {
  const queries = await nearlyQueries(db, query.q);
  return [
    ...queries.map(({ step, match, rank }) => ({ step, wording: { match, rank, whole: null } })),
    { step: "letters", wording: { letters: query.q.toLowerCase() } },
  ];
}

function page(query: ListingQuery, rows: FoundListing[], limit: number, step: Step | null): ListingPage {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const cursor = last && rows.length > limit ? writeCursor({ sort: query.sort, key: last.sortKey ?? last.sortAt.toISOString(), id: last.id }) : null;
  return { cards: shown.map(card), nextCursor: cursor && step ? `~${steps.indexOf(step)}${cursor}` : cursor, isNearly: step !== null };
}

function card(row: FoundListing): ListingCard {
  return {
    id: row.id,
    kind: row.kind,
    offer: row.offer,
    category: row.category,
    material: row.material,
    title: row.title,
    condition: row.condition,
    massGrams: row.massGrams,
    unitsAvailable: row.unitsAvailable,
    priceMinor: row.priceMinor,
    currency: row.currency,
    placeLabel: row.placeLabel,
    distanceMetres: row.distanceMetres === null ? null : Math.round(row.distanceMetres),
    grade: row.grade,
    remanufactured: row.remanufactured,
    photo: row.photoKey ? { key: row.photoKey, alt: row.photoAlt ?? "" } : null,
  };
}

/** Counts by value of each choice, and of all choices together; `isCut` when there were more matches than are counted. */
export type ListingFacets = {
  kind: Record<string, number>;
  offer: Record<string, number>;
  category: Record<string, number>;
  material: Record<string, number>;
  total: number;
  isCut: boolean;
};

/** How many listings each choice would show beside the other choices made, under the same words, price and place. */
export async function countFacets(db: Db, query: ListingQuery, options: { isNearly?: boolean } = {}): Promise<ListingFacets> {
  const exact = exactly(query);
  if (query.q && !exact) return noFacets();
  if (!exact || !options.isNearly) return facetsOf(query, await countMixes(db, query, exact));
  let facets = noFacets();
  // The wording that the page took is the first that shows anything.
  for (const { wording } of await nearly(db, query)) {
    facets = facetsOf(query, await countMixes(db, query, wording));
    if (facets.total > 0) break;
  }
  return facets;
}

const noFacets = (): ListingFacets => ({ kind: {}, offer: {}, category: {}, material: {}, total: 0, isCut: false });

function facetsOf(query: ListingQuery, mixes: readonly CountedMix[]): ListingFacets {
  const facets = noFacets();
  const add = (counts: Record<string, number>, value: string | null, count: number) => {
    if (value !== null) counts[value] = (counts[value] ?? 0) + count;
  };
  for (const mix of mixes) {
    const fits = { kind: !query.kind || mix.kind === query.kind, offer: !query.offer || mix.offer === query.offer, what: fitsWhat(query, mix) };
    if (fits.offer) add(facets.kind, mix.kind, mix.count);
    if (fits.kind && fits.what) add(facets.offer, mix.offer, mix.count);
    if (fits.kind && fits.offer) add(facets.category, mix.category, mix.count);
    if (fits.kind && fits.offer) add(facets.material, mix.material, mix.count);
    if (fits.kind && fits.offer && fits.what) facets.total += mix.count;
  }
  facets.isCut = mixes.reduce((sum, mix) => sum + mix.count, 0) >= countedAtMost;
  return facets;
}

function fitsWhat(query: ListingQuery, mix: CountedMix): boolean {
  if (query.category) return mix.category === query.category;
  if (query.group) return mix.category !== null && categoriesOf(query.group).includes(mix.category);
  if (query.material) return mix.material === query.material;
  if (query.stream) return mix.material !== null && materialsOf(query.stream).includes(mix.material);
  return true;
}
