import { distanceMetres, isLatLon, type LatLon } from "#app/shared/geo.ts";

/** A corner as GeoJSON has it: longitude, then latitude; degrees WGS 84. */
export type Corner = [longitude: number, latitude: number];

export const MAX_CORNERS = 100;
/** Farther than this from the middle nobody drives to a door. */
const MOST_METRES = 150_000;
/** A hectare: less is a slip of the mouse. */
const LEAST_SQUARE_METRES = 10_000;
const METRES_PER_DEGREE = 111_320;

export type OutlineProblem = "unreadable" | "holes" | "notClosed" | "fewCorners" | "manyCorners" | "offTheGlobe" | "crossesItself" | "tooSmall" | "tooLarge";

/** An outline that can be kept: its corners, each once, and a circle around all of them. */
export type Outline = { corners: Corner[]; centre: LatLon; radiusMetres: number };

/**
 * Reads an outline from GeoJSON: a Polygon, a Feature of one, or its ring alone. It has one ring, which is closed (ends where it began) and
 * crosses itself nowhere, 3 to 100 corners, is a hectare at least, and reaches no more than 150 km from its middle.
 */
export function readOutline(text: string): { outline: Outline } | { problem: OutlineProblem } {
  const ring = ringOf(text);
  if (typeof ring === "string") return { problem: ring };
  const [first, last] = [ring[0], ring.at(-1)];
  if (!first || !last || first[0] !== last[0] || first[1] !== last[1]) return { problem: "notClosed" };
  const corners = ring.filter((corner, index) => index > 0 && !isSame(corner, ring[index - 1]));
  if (corners.length < 3) return { problem: "fewCorners" };
  if (corners.length > MAX_CORNERS) return { problem: "manyCorners" };
  const [west, east] = [Math.min(...corners.map(([lon]) => lon)), Math.max(...corners.map(([lon]) => lon))];
  const [south, north] = [Math.min(...corners.map(([, lat]) => lat)), Math.max(...corners.map(([, lat]) => lat))];
  const centre = { latitude: (south + north) / 2, longitude: (west + east) / 2 };
  const farthest = Math.max(...corners.map(([longitude, latitude]) => distanceMetres(centre, { latitude, longitude })));
  if (east - west > 180 || farthest > MOST_METRES) return { problem: "tooLarge" };
  if (crossesItself(corners)) return { problem: "crossesItself" };
  if (squareMetres(corners, centre.latitude) < LEAST_SQUARE_METRES) return { problem: "tooSmall" };
  // The database measures on a slightly larger globe; the outline decides, not the circle.
  return { outline: { corners, centre, radiusMetres: Math.ceil(farthest * 1.002) + 10 } };
}

/** Corners as GeoJSON text, closed; what `readOutline` reads. */
export function outlineText(corners: readonly Corner[]): string {
  const [first] = corners;
  return first ? JSON.stringify({ type: "Polygon", coordinates: [[...corners, first]] }) : "";
}

/** The corners of a text that may not be right yet, for drawing it; empty where there are none. */
export function cornersSoFar(text: string): Corner[] {
  const ring = ringOf(text);
  if (typeof ring === "string") return [];
  return ring.length > 1 && isSame(ring[0], ring.at(-1)) ? ring.slice(0, -1) : ring;
}

function ringOf(text: string): Corner[] | OutlineProblem {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "unreadable";
  }
  const field = (of: unknown, name: string): unknown => (typeof of === "object" && of !== null ? (of as Record<string, unknown>)[name] : undefined);
  if (field(value, "type") === "Feature") value = field(value, "geometry");
  if (field(value, "type") === "Polygon") {
    const rings = field(value, "coordinates");
    if (!Array.isArray(rings)) return "unreadable";
    if (rings.length > 1) return "holes";
    [value] = rings as unknown[];
  }
  if (!Array.isArray(value)) return "unreadable";
  const corners: Corner[] = [];
  for (const one of value as unknown[]) {
    const [longitude, latitude] = Array.isArray(one) ? (one as unknown[]) : [];
    if (typeof longitude !== "number" || typeof latitude !== "number") return "unreadable";
    if (!isLatLon(latitude, longitude)) return "offTheGlobe";
    corners.push([longitude, latitude]);
  }
  return corners;
}

const isSame = (one: Corner | undefined, other: Corner | undefined): boolean => one !== undefined && one[0] === other?.[0] && one[1] === other[1];

/** On which side of the line a to b a corner lies: the sign. */
const side = (a: Corner, b: Corner, c: Corner): number => Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
/** Whether c, which is on the line of a and b, lies between them. */
const isBetween = (a: Corner, b: Corner, c: Corner): boolean => Math.min(a[0], b[0]) <= c[0] && c[0] <= Math.max(a[0], b[0]) && Math.min(a[1], b[1]) <= c[1] && c[1] <= Math.max(a[1], b[1]);

function meet(a: Corner, b: Corner, c: Corner, d: Corner): boolean {
  const [one, two, three, four] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)];
  if (one !== two && three !== four) return true;
  return (one === 0 && isBetween(a, b, c)) || (two === 0 && isBetween(a, b, d)) || (three === 0 && isBetween(c, d, a)) || (four === 0 && isBetween(c, d, b));
}

/** Whether two sides meet that are no neighbours, or a side goes back on the one before it. */
function crossesItself(corners: readonly Corner[]): boolean {
  const count = corners.length;
  const at = (index: number): Corner => corners[index % count] ?? [0, 0];
  for (let one = 0; one < count; one += 1) {
    const [a, b, c] = [at(one), at(one + 1), at(one + 2)];
    // Of a straight line, a corner that lies between two others comes back.
    if (side(a, b, c) === 0 && (isBetween(a, b, c) || isBetween(b, c, a))) return true;
    for (let other = one + 2; other < count; other += 1) {
      if (one === 0 && other === count - 1) continue;
      if (meet(a, b, at(other), at(other + 1))) return true;
    }
  }
  return false;
}

/** The area inside, on a plane that is right near the given latitude. */
function squareMetres(corners: readonly Corner[], latitude: number): number {
  const shrink = Math.cos((latitude * Math.PI) / 180);
  const twice = corners.reduce((sum, [x, y], index) => {
    const [nextX = 0, nextY = 0] = corners[(index + 1) % corners.length] ?? [];
    return sum + x * nextY - nextX * y;
  }, 0);
  return (Math.abs(twice) / 2) * METRES_PER_DEGREE ** 2 * shrink;
}
