import type { Bounds } from "./points.schema.ts";

/** Columns of cells over the width of a map, at least; at most twice as many, since cells halve. */
const COLUMNS = 16;
/** Cells of one answer at most: twice the columns, in a box as high as it is wide and its margin. Larger boxes have larger cells. */
export const MOST_CELLS = 4_000;
/** A cell is never smaller than this: some ten metres. */
const SMALLEST_DEGREES = 360 / 2 ** 22;

/**
 * The cells in which a box's points are counted, in degrees: the globe halved so often that the longer side of the box has 16 to 32 of them.
 * They begin at the same meridian for every box of about this size, so that moving the map does not move them. Towards the poles a
 * degree of longitude is shorter, so cells are as many times lower as they are narrower.
 */
export function cellsFor(bounds: Bounds | null): { latitude: number; longitude: number } {
  const { south, west, north, east } = bounds ?? { south: -90, west: -180, north: 90, east: 180 };
  const width = west <= east ? east - west : east - west + 360;
  const middle = Math.min(80, Math.abs((south + north) / 2));
  const narrow = Math.cos((middle * Math.PI) / 180);
  // Of two boxes one may lie a little farther north: the ratio moves in halves as well.
  const ratio = 2 ** Math.round(Math.log2(narrow));
  const side = Math.max(width, (north - south) / ratio, SMALLEST_DEGREES * COLUMNS);
  const longitude = 360 / 2 ** Math.floor(Math.log2((360 * COLUMNS * 2) / side));
  return { longitude, latitude: longitude * ratio };
}
