import { expect, it } from "vitest";
import { cellsFor } from "./map.rules.ts";

const box = (south: number, west: number, height: number, width: number) => ({ south, west, north: south + height, east: west + width });

it("the longer side has 16 to 32 cells, at every zoom", () => {
  for (let width = 300; width > 0.001; width /= 1.7) {
    const cells = cellsFor(box(0, -150, width / 4, width));
    expect(width / cells.longitude).toBeGreaterThanOrEqual(15.99);
    expect(width / cells.longitude).toBeLessThanOrEqual(32.01);
  }
});

it("moving the map does not move the cells; over the 180th meridian they stay as large", () => {
  const here = cellsFor(box(36.6, -4.6, 0.2, 0.3));
  expect(cellsFor(box(36.68, -4.41, 0.2, 0.3))).toEqual(here);
  expect(cellsFor({ south: -18, north: -17, west: 179, east: -179 })).toEqual(cellsFor(box(-18, 100, 1, 2)));
});

it("cells stay about square up north, and never vanish", () => {
  const { latitude, longitude } = cellsFor(box(59.5, 10, 0.2, 0.4));
  expect(latitude / longitude).toBe(0.5);
  expect(cellsFor(box(10, 10, 0, 0)).longitude).toBeGreaterThan(0);
  expect(cellsFor(null).longitude).toBe(360 / 32);
});
