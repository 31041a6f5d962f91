import { categoriesOf, materialsOf, type ListingQuery } from "./listings.query.ts";
import { withSynonyms } from "./search-synonyms.ts";
import { searchUnits, termsOf } from "./search-text.ts";

/**
 * Which searches may match a listing, coarsely. A search has a few keys, a listing many; a listing that the search finds has
 * at least one key of the search. So a new listing looks up few of all kept searches, and those are then asked properly.
 */

/** Whole degrees: some 111 km from south to north. */
const cell = (latitude: number, longitude: number) => `p:${Math.floor(latitude)}:${Math.floor(longitude)}`;
const mostCells = 60;
const beginning = (word: string) => [...word].slice(0, 2).join("");

/** Keys of a search: of its most telling part alone, since any one part keeps out what it rules out. */
export function anchorsOfQuery(query: ListingQuery): string[] {
  const [best = ["*"]] = [
    query.category ? [`c:${query.category}`] : null,
    query.material ? [`m:${query.material}`] : null,
    wholeWordAnchors(query.q),
    query.group ? categoriesOf(query.group).map((code) => `c:${code}`) : null,
    query.stream ? materialsOf(query.stream).map((code) => `m:${code}`) : null,
    placeAnchors(query),
    lastWordAnchors(query.q),
    query.kind ? [`k:${query.kind}`] : null,
  ].filter((anchors) => anchors !== null);
  return best;
}

/** A word that is finished, or one of its other names: the longest of each, which a match must have whole. */
function wholeWordAnchors(text: string): string[] | null {
  const units = searchUnits(text);
  const last = units.flatMap(termsOf).at(-1);
  const options = withSynonyms(units).map((meant) => {
    const own = meant.units.flatMap(termsOf).filter((term) => term !== last);
    // The unfinished word alone: no whole word to hold on to.
    if (own.length === 0) return null;
    return [own, ...meant.others.map((expression) => expression.split(" & "))].map((terms) => `w:${longest(terms)}`);
  });
  const known = options.filter((option) => option !== null);
  return known.sort((a, b) => longest(b).length - longest(a).length)[0] ?? null;
}

/** Only an unfinished word: how it and its other names begin. */
function lastWordAnchors(text: string): string[] | null {
  const [meant] = withSynonyms(searchUnits(text)).slice(-1);
  const term = meant?.units.flatMap(termsOf).at(-1);
  if (!meant || term === undefined) return null;
  return [`b:${beginning(term)}`, ...meant.others.map((expression) => `w:${longest(expression.split(" & "))}`)];
}

const longest = (texts: readonly string[]) => texts.reduce((a, b) => (b.length > a.length ? b : a), "");

function placeAnchors(query: ListingQuery): string[] | null {
  const box = query.bounds ?? (query.near ? around(query.near, query.km) : null);
  if (!box || box.west > box.east) return null;
  const cells: string[] = [];
  for (let latitude = Math.floor(box.south); latitude <= Math.floor(box.north); latitude += 1) {
    for (let longitude = Math.floor(box.west); longitude <= Math.floor(box.east); longitude += 1) {
      // Past the 180th meridian the numbers begin again.
      cells.push(cell(latitude, ((((longitude + 180) % 360) + 360) % 360) - 180));
      if (cells.length > mostCells) return null;
    }
  }
  return cells;
}

function around({ latitude, longitude }: { latitude: number; longitude: number }, km: number) {
  const high = km / 110;
  const wide = high / Math.max(0.05, Math.cos((Math.min(89, Math.abs(latitude) + high) * Math.PI) / 180));
  return { south: latitude - high, north: latitude + high, west: longitude - wide, east: longitude + wide };
}

/** What of a listing its keys are made of. */
export type AnchoredListing = { kind: string; category: string | null; material: string | null; searchText: string; latitude: number | null; longitude: number | null };

/** Keys of a listing: everything a search for it could hold on to. */
export function anchorsOfListing(listing: AnchoredListing): string[] {
  const words = listing.searchText.split(" ").filter(Boolean);
  const beginnings = words.flatMap((word) => [beginning(word), [...word][0] ?? ""]);
  return [
    "*",
    `k:${listing.kind}`,
    ...(listing.category ? [`c:${listing.category}`] : []),
    ...(listing.material ? [`m:${listing.material}`] : []),
    ...(listing.latitude !== null && listing.longitude !== null ? [cell(listing.latitude, listing.longitude)] : []),
    ...words.map((word) => `w:${word}`),
    ...[...new Set(beginnings)].map((start) => `b:${start}`),
  ];
}
