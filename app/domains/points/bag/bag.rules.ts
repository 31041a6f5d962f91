import { distanceMetres, type LatLon } from "#app/shared/geo.ts";

/** How much longer a way is than the straight line, on the average; the same as for collection rounds (app/domains/rounds/distances.ts). */
export const DETOUR_FACTOR = 1.3;
/** The most materials of one bag. */
export const MAX_BAG = 8;
/** A pair is worth telling beside one point for all when it shortens the way by this share and by this much. */
const CLEARLY_SHORTER = { share: 0.7, metres: 500 };

/** There and back, by estimated ways: from a place to one point, or round by two. Metres. */
export function tripMetres(from: LatLon, stops: readonly LatLon[]): number {
  const places = [from, ...stops, from];
  const straight = places.slice(1).reduce((sum, place, index) => sum + distanceMetres(places[index] ?? from, place), 0);
  return straight * DETOUR_FACTOR;
}

/** Whether going round by two points is clearly shorter than to the one that takes all. */
export function isClearlyShorter(pairMetres: number, oneMetres: number): boolean {
  return pairMetres <= oneMetres * CLEARLY_SHORTER.share && oneMetres - pairMetres >= CLEARLY_SHORTER.metres;
}

/** What of a bag a point takes. */
export function taken<M extends string>(bag: readonly M[], accepts: readonly string[]): M[] {
  return bag.filter((material) => accepts.includes(material));
}

/**
 * Which of a pair gets what: the first point all it takes, the second the rest. Null when something is left over, or when the second has
 * nothing to do.
 */
export function shared<M extends string>(bag: readonly M[], first: readonly string[], second: readonly string[]): { first: M[]; second: M[] } | null {
  const ofFirst = taken(bag, first);
  const rest = bag.filter((material) => !ofFirst.includes(material));
  const isAllTaken = rest.every((material) => second.includes(material));
  return isAllTaken && rest.length > 0 && ofFirst.length > 0 ? { first: ofFirst, second: rest } : null;
}
