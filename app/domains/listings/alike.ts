import { hashDistance, saysNothing } from "#app/platform/images/difference-hash.ts";

/** One of a party's own open listings, as a new one is compared with it. */
export type OwnListing = { id: string; title: string; what: string; hashes: string[] };
export type Alike = { id: string; title: string; because: "photo" | "title" };

/** Titles this alike, in the same category, are taken for the same thing; without a category they must be nearly equal. */
const alikeInCategory = 0.5;
const alikeAnywhere = 0.75;
const samePhoto = 6;
const mostShown = 3;

/**
 * Pairs of neighbouring characters of a title, letter case and signs aside. The database's trigrams would do for Latin, but know no
 * Chinese under the plain collation of an embedded database.
 */
function pairsOf(title: string): Map<string, number> {
  const letters = [...` ${title.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim()} `];
  const pairs = new Map<string, number>();
  letters.slice(1).forEach((letter, index) => {
    const pair = `${letters[index] ?? ""}${letter}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  });
  return pairs;
}

/** How alike two titles are: 0 nothing in common, 1 the same (Dice's coefficient over pairs of characters). */
export function titleLikeness(one: string, other: string): number {
  const [a, b] = [pairsOf(one), pairsOf(other)];
  const size = (pairs: Map<string, number>) => [...pairs.values()].reduce((sum, count) => sum + count, 0);
  const shared = [...a].reduce((sum, [pair, count]) => sum + Math.min(count, b.get(pair) ?? 0), 0);
  return (2 * shared) / Math.max(1, size(a) + size(b));
}

/** Those of the own listings that may be what is being listed again: the same photo first, then the likest title. At most three. */
export function findAlike(own: readonly OwnListing[], draft: { title: string; what: string | null; hashes: readonly string[] }): Alike[] {
  const telling = draft.hashes.filter((hash) => !saysNothing(hash));
  const found = own.map((listing) => {
    const hasPhoto = listing.hashes.some((hash) => telling.some((mine) => hashDistance(mine, hash) <= samePhoto));
    const likeness = draft.title.trim().length < 3 ? 0 : titleLikeness(draft.title, listing.title);
    const hasTitle = likeness >= (draft.what === listing.what ? alikeInCategory : alikeAnywhere);
    return { listing, hasPhoto, hasTitle, likeness };
  });
  return found
    .filter(({ hasPhoto, hasTitle }) => hasPhoto || hasTitle)
    .sort((a, b) => Number(b.hasPhoto) - Number(a.hasPhoto) || b.likeness - a.likeness || (a.listing.id < b.listing.id ? 1 : -1))
    .slice(0, mostShown)
    .map(({ listing, hasPhoto }) => ({ id: listing.id, title: listing.title, because: hasPhoto ? "photo" : "title" }));
}
