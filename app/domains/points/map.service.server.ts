import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { cellsFor, MOST_CELLS } from "./map.rules.ts";
import { openNow } from "./open-now.server.ts";
import { countInBox, selectCells, selectMarkers, type MarkerRow, type PointFilters } from "./points.repository.server.ts";
import type { Bounds, FindPointsInput, PointCluster, PointMarker } from "./points.schema.ts";

/** Up to so many points of a box are given one by one; the map groups those that lie close. More are counted here. */
export const MARKER_LIMIT = 1_500;

type MapFilters = { bounds: Bounds | null } & Pick<FindPointsInput, "groups" | "materials" | "openNow" | "bookable" | "operator">;

/**
 * Points of a box for the map, light: one by one up to `limit`, beyond that counted by the cells of a grid, where a cell of one is that point.
 * Every point of the box is in exactly one marker or cluster, and `complete` says that each is a marker of its own. With `openNow` clusters count
 * what may be open: season and holiday are looked at point by point only.
 */
export async function pointsForMap(db: Db, filters: MapFilters, limit = MARKER_LIMIT, clock: Clock = systemClock): Promise<{ markers: PointMarker[]; clusters: PointCluster[]; complete: boolean }> {
  const now = clock.now();
  const search: PointFilters = {
    bounds: filters.bounds,
    groups: filters.groups ?? [],
    materials: filters.materials ?? [],
    at: now,
    openAt: filters.openNow ? now : null,
    bookable: filters.bookable ?? false,
    operator: filters.operator ?? null,
  };
  const shown = (rows: readonly MarkerRow[]) => rows.flatMap((row) => toMarker(row, now, filters.openNow ?? false));
  if ((await countInBox(db, { ...search, most: limit + 1 })) <= limit) {
    return { markers: shown(await selectMarkers(db, { ...search, now, limit })), clusters: [], complete: true };
  }
  const cells = await selectCells(db, { ...search, cellDegrees: cellsFor(filters.bounds), limit: MOST_CELLS });
  const single = cells.filter((cell) => cell.count === 1).map((cell) => cell.firstId);
  const markers = single.length > 0 ? shown(await selectMarkers(db, { ...search, now, ids: single, limit: single.length })) : [];
  const clusters = cells
    .filter((cell) => cell.count > 1)
    .map(({ count, latitude, longitude, south, west, north, east, firstId }): PointCluster => ({ id: firstId, count, latitude, longitude, bounds: { south, west, north, east } }));
  return { markers, clusters, complete: false };
}

function toMarker(row: MarkerRow, now: Date, isOpenOnly: boolean): PointMarker[] {
  const { state } = openNow(row, now);
  if (isOpenOnly && state !== "open") return [];
  const { id, name, site, tier, address, latitude, longitude, materials } = row;
  return [{ id, name, site, tier, address, latitude, longitude, materials, open: state !== "closed" }];
}
