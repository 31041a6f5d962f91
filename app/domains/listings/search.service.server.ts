import type { Db } from "#app/platform/db/database.server.ts";
import { pageSize, readCursor, writeCursor, type Cursor, type ListingQuery, type ListingSort } from "./listings.query.ts";
import type { ListingCondition, ListingKind, ListingOffer } from "./listings.schema.ts";
import { nearlyWordings, steps, type Step } from "./search-nearly.server.ts";
import { findListings, findListingsById, findPlaces, matchedBefore, matchesAmong, type FoundListing, type FoundPlace } from "./search.repository.server.ts";
import { exactWording } from "./search-wording.server.ts";

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
  /** Its owner is a verified professional seller. */
  sellerVerified: boolean;
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
  const exact = await exactWording(db, query.q);
  if (query.q && !exact) return { cards: [], nextCursor: null, isNearly: false };
  // Likeness has no date: the newest of what is spelt nearly so may be far off.
  const likest: ListingQuery = { ...query, sort: query.sort === "nearest" ? "nearest" : "relevance" };
  const later = readNearlyCursor(query.after, likest.sort);
  if (later) {
    const wording = (await nearlyWordings(db, query.q)).find(({ step }) => step === later.step)?.wording;
    const rows = wording ? await findListings(db, likest, { wording, cursor: later.cursor, limit: limit + 1 }) : [];
    return page(likest, rows, limit, later.step);
  }
  const cursor = readCursor(query.after, query.sort);
  const rows = await findListings(db, query, { wording: exact, cursor, limit: limit + 1 });
  if (rows.length > 0 || !exact || cursor) return page(query, rows, limit, null);
  for (const { step, wording } of await nearlyWordings(db, query.q)) {
    const near = await findListings(db, likest, { wording, cursor: null, limit: limit + 1 });
    if (near.length > 0) return page(likest, near, limit, step);
  }
  return { cards: [], nextCursor: null, isNearly: false };
}

/** Later pages of a search by likeness carry which wording was taken, so that they look for nothing else. */
function readNearlyCursor(after: string | null, sort: ListingSort): { step: Step; cursor: Cursor } | null {
  const [, number, text = null] = /^~(\d)(.+)$/.exec(after ?? "") ?? [];
  const step = number === undefined ? undefined : steps[Number(number)];
  const cursor = readCursor(text, sort);
  return step && cursor ? { step, cursor } : null;
}

/** The newest of what a search finds by its own words, each with when it was published or shown again: for feeds, so never a later page. */
export async function newestOf(db: Db, query: ListingQuery, limit: number): Promise<{ card: ListingCard; at: Date }[]> {
  const wording = await exactWording(db, query.q);
  if (query.q && !wording) return [];
  const rows = await findListings(db, { ...query, sort: "newest", after: null }, { wording, cursor: null, limit });
  return rows.map((row) => ({ card: card(row), at: row.sortAt }));
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
    sellerVerified: row.sellerVerified,
    photo: row.photoKey ? { key: row.photoKey, alt: row.photoAlt ?? "" } : null,
  };
}

/** Cards of some listings in the order of their ids; of those that are not shown, or belong to a hidden party, none. */
export async function cardsOf(db: Db, input: { ids: readonly string[]; hiddenPartyIds: readonly string[] }): Promise<ListingCard[]> {
  const rows = new Map((await findListingsById(db, input)).map((row) => [row.id, row]));
  return input.ids.flatMap((id) => rows.get(id) ?? []).map(card);
}

/** Marks on the map are at most this many, the newest; the page then says that there are more. */
export const placesAtMost = 500;

/** Where the matches of a search are: coarse places of the newest. For words nothing has, those of what the list shows. */
export async function findMapPlaces(db: Db, query: ListingQuery, options: { isNearly?: boolean } = {}): Promise<{ places: FoundPlace[]; isCut: boolean }> {
  const exact = await exactWording(db, query.q);
  if (query.q && !exact) return { places: [], isCut: false };
  let places: FoundPlace[] = [];
  if (!options.isNearly) places = await findPlaces(db, query, { wording: exact, limit: placesAtMost + 1 });
  else {
    for (const { wording } of await nearlyWordings(db, query.q)) {
      places = await findPlaces(db, query, { wording, limit: placesAtMost + 1 });
      if (places.length > 0) break;
    }
  }
  return { places: places.slice(0, placesAtMost), isCut: places.length > placesAtMost };
}

/**
 * Those of some listings that a search finds by its own words and choices, in the search's own SQL, wherever they stand in
 * its list. What the search shows for misspelt words when it finds nothing is not among them.
 */
export async function searchMatches(db: Db, query: ListingQuery, listingIds: readonly string[]): Promise<string[]> {
  const wording = await exactWording(db, query.q);
  if (query.q && !wording) return [];
  return matchesAmong(db, query, { wording, listingIds });
}

/** Whether a search would have found a listing as it was before a change; `before` is its row as JSON. */
export async function searchMatched(db: Db, query: ListingQuery, before: string): Promise<boolean> {
  const wording = await exactWording(db, query.q);
  return (!query.q || wording !== null) && matchedBefore(db, query, { wording, before });
}
