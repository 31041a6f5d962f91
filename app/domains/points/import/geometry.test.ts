import { describe, expect, it } from "vitest";
import { distanceMetres, positionOfGeometry } from "./geometry.ts";
import { fromLv95 } from "./lv95.server.ts";
import { zoneAndCountry } from "./zone-country.ts";

/** swisstopo's published approximation (good to a metre), for comparison with the projection used. */
function approximate(easting: number, northing: number): { latitude: number; longitude: number } {
  const y = (easting - 2_600_000) / 1e6;
  const x = (northing - 1_200_000) / 1e6;
  const longitude = 2.6779094 + 4.728982 * y + 0.791484 * y * x + 0.1306 * y * x * x - 0.0436 * y ** 3;
  const latitude = 16.9023892 + 3.238272 * x - 0.270978 * y * y - 0.002528 * x * x - 0.0447 * y * y * x - 0.014 * x ** 3;
  return { latitude: (latitude * 100) / 36, longitude: (longitude * 100) / 36 };
}

describe("positionOfGeometry", () => {
  const square = [[8, 47], [8.002, 47], [8.002, 47.002], [8, 47.002], [8, 47]];

  it("takes a point as it is, with or without height", () => {
    expect(positionOfGeometry({ type: "Point", coordinates: [8.5, 47.3, 400] })).toEqual({ latitude: 47.3, longitude: 8.5 });
  });

  it("takes the centroid of a polygon, whichever way round it is drawn", () => {
    const middle = { latitude: 47.001, longitude: 8.001 };
    expect(positionOfGeometry({ type: "Polygon", coordinates: [square] })).toEqual(middle);
    expect(positionOfGeometry({ type: "Polygon", coordinates: [[...square].reverse()] })).toEqual(middle);
    const bent = [[0, 0], [2, 0], [2, 1], [1, 1], [1, 2], [0, 2], [0, 0]];
    expect(positionOfGeometry({ type: "Polygon", coordinates: [bent] })).toEqual({ latitude: 0.8333333, longitude: 0.8333333 });
  });

  it("takes holes away and weighs the parts of a multipolygon by area", () => {
    const outer = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]];
    const hole = [[0, 0], [2, 0], [2, 4], [0, 4], [0, 0]];
    expect(positionOfGeometry({ type: "Polygon", coordinates: [outer, hole] })).toEqual({ latitude: 2, longitude: 3 });
    const far = [[10, 0], [14, 0], [14, 4], [10, 4], [10, 0]];
    expect(positionOfGeometry({ type: "MultiPolygon", coordinates: [[outer], [far]] })).toEqual({ latitude: 2, longitude: 7 });
  });

  it.each([
    [null, "POINTS.GEOMETRY_MISSING"],
    [{ type: "LineString", coordinates: [[1, 2], [3, 4]] }, "POINTS.GEOMETRY_UNSUPPORTED"],
    [{ type: "Point", coordinates: [8, 91] }, "POINTS.COORDINATES_INVALID"],
    [{ type: "Point", coordinates: ["8", "47"] }, "POINTS.COORDINATES_INVALID"],
    [{ type: "Polygon", coordinates: [[[1, 2]]] }, "POINTS.COORDINATES_INVALID"],
    [{ type: "Polygon" }, "POINTS.COORDINATES_INVALID"],
  ])("refuses %j", (geometry, code) => {
    expect(positionOfGeometry(geometry)).toBe(code);
  });
});

describe("fromLv95", () => {
  it.each([
    // The projection's own centre at Bern, and points in Zürich, against swisstopo's formula.
    [2_600_000, 1_200_000],
    [2_683_250, 1_248_050],
    [2_682_863.8, 1_246_295.9],
    [2_678_000, 1_254_000],
  ])("agrees with swisstopo to about a metre at %d, %d", (easting, northing) => {
    const at = fromLv95(easting, northing);
    expect(at).not.toBeNull();
    if (at) expect(distanceMetres(at, approximate(easting, northing))).toBeLessThan(1.5);
  });

  it("puts the main station of Zürich and the old observatory of Bern where they are", () => {
    const station = fromLv95(2_683_190, 1_248_065);
    if (station) expect(distanceMetres(station, { latitude: 47.3782, longitude: 8.5403 })).toBeLessThan(60);
    const bern = fromLv95(2_600_000, 1_200_000);
    if (bern) expect(distanceMetres(bern, { latitude: 46.951083, longitude: 7.438632 })).toBeLessThan(1.5);
  });

  it("refuses numbers that are no Swiss coordinates", () => {
    expect(fromLv95(683_250, 248_050)).toBeNull();
    expect(fromLv95(8.5, 47.3)).toBeNull();
    expect(fromLv95(Number.NaN, 1_200_000)).toBeNull();
  });
});

describe("zoneAndCountry", () => {
  it("derives the country away from borders only, and lets a stated country choose its zone", () => {
    expect(zoneAndCountry(36.72, -4.42, null)).toEqual({ timeZone: "Europe/Madrid", countryCode: "ES" });
    expect(zoneAndCountry(47.5625, 7.5514, null).countryCode).toBeNull();
    expect(zoneAndCountry(47.5625, 7.5514, "CH")).toEqual({ timeZone: "Europe/Zurich", countryCode: "CH" });
  });
});
