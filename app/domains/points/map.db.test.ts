import { beforeAll, expect, it } from "vitest";
import { createManyPoints } from "#tests/factories/many-points.ts";
import { createPoint } from "#tests/factories/points.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { MARKER_LIMIT, pointsForMap } from "./map.service.server.ts";
import type { Bounds } from "./points.schema.ts";

const COUNT = 100_000;

describeDatabases("a hundred thousand points on the map", (open) => {
  beforeAll(async () => {
    await createManyPoints(open(), COUNT);
  }, 240_000);

  const inBox = ({ south, west, north, east }: Bounds, more: object = {}) => open().recyclingPoint.count({ where: { latitude: { gte: south, lte: north }, longitude: { gte: west, lte: east }, ...more } });
  const boxes: Bounds[] = [
    { south: -85, west: -180, north: 85, east: 180 },
    { south: 15, west: 90, north: 45, east: 125 },
    { south: 30.2, west: 103.7, north: 30.9, east: 104.5 },
    { south: 30.5, west: 104, north: 30.55, east: 104.06 },
    { south: 30.5, west: 104, north: 30.504, east: 104.005 },
    { south: 0, west: 0, north: 1, east: 1 },
  ];

  it("at each zoom the clusters and the single points add up to what the box holds, and the answer stays small", async () => {
    for (const box of boxes) {
      const found = await pointsForMap(open(), { bounds: box });
      const counted = found.clusters.reduce((sum, cluster) => sum + cluster.count, 0);
      expect(counted + found.markers.length).toBe(await inBox(box));
      expect(found.complete).toBe(found.clusters.length === 0);
      expect(found.markers.length + found.clusters.length).toBeLessThanOrEqual(MARKER_LIMIT);
      for (const { bounds, latitude, longitude, count } of found.clusters) {
        expect(count).toBeGreaterThan(1);
        expect(latitude >= bounds.south - 1e-9 && latitude <= bounds.north + 1e-9 && longitude >= bounds.west - 1e-9 && longitude <= bounds.east + 1e-9).toBe(true);
      }
    }
  });

  it("filters count only what they leave", async () => {
    const box = boxes[1] as Bounds;
    const found = await pointsForMap(open(), { bounds: box, materials: ["clothes"] });
    expect(found.complete).toBe(false);
    expect(found.clusters.reduce((sum, cluster) => sum + cluster.count, found.markers.length)).toBe(await inBox(box, { materials: { some: { material: "clothes", accepts: true } } }));
  });

  it("a point alone in its cell is that point; one that is closed for good is counted nowhere", async () => {
    const { id } = await createPoint(open(), { latitude: -33, longitude: 151, name: "Alone" });
    const box = { south: -60, west: 60, north: 60, east: 160 };
    expect((await pointsForMap(open(), { bounds: box })).markers.find((marker) => marker.id === id)).toMatchObject({ name: "Alone", latitude: -33, open: true });
    await open().recyclingPoint.update({ where: { id }, data: { closedSince: "2026-01-01" } });
    const after = await pointsForMap(open(), { bounds: box });
    expect(after.clusters.reduce((sum, cluster) => sum + cluster.count, after.markers.length)).toBe(COUNT);
  });

  it("over the 180th meridian nothing is counted twice", async () => {
    for (const longitude of [179.9, -179.9, 179.95]) await createPoint(open(), { latitude: -17, longitude, sourceName: "fiji" });
    const found = await pointsForMap(open(), { bounds: { south: -20, west: 170, north: -10, east: -170 } }, 1);
    expect(found.clusters.reduce((sum, cluster) => sum + cluster.count, found.markers.length)).toBe(3);
  });
});
