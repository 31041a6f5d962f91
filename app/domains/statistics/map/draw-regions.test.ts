import { geoContains } from "d3-geo";
import { iso31661 } from "iso-3166";
import { describe, expect, it } from "vitest";
import { piecesOf } from "./atlas.server.ts";
import { drawRegions } from "./draw-regions.server.ts";

const codes = iso31661.map(({ alpha2 }) => alpha2);
const lies = (region: string, longitude: number, latitude: number) => geoContains({ type: "MultiPolygon", coordinates: [...piecesOf(region)] }, [longitude, latitude]);
const regionOf = (drawing: ReturnType<typeof drawRegions>, region: string) => drawing?.regions.find((one) => one.region === region);
/** The corners of a path of whole numbers. */
const cornersOf = (path: string) =>
  path.split("z").slice(0, -1).flatMap((ring) => {
    const [start = "", steps = ""] = ring.slice(1).split("l");
    const numbers = (text: string) => (text.match(/-?\d+/g) ?? []).map(Number);
    let [x = 0, y = 0] = numbers(start);
    const corners = [{ x, y }];
    for (const [at, step] of numbers(steps).entries()) {
      if (at % 2 === 0) x += step;
      else corners.push({ x, y: (y += step) });
    }
    return corners;
  });

describe("where countries lie", () => {
  it("is known of every country of ISO 3166-1 but an island without people", () => {
    expect(codes.length).toBeGreaterThan(240);
    expect(codes.filter((code) => piecesOf(code).length === 0)).toEqual(["BV"]);
  });

  it("is right for countries large and small", () => {
    expect(lies("CN", 102.7, 25)).toBe(true);
    expect(lies("DE", 13.4, 52.5)).toBe(true);
    expect(lies("SG", 103.8, 1.35)).toBe(true);
    expect(lies("GI", -5.347, 36.13)).toBe(true);
    expect(lies("DE", 102.7, 25)).toBe(false);
  });

  it("tells countries with a code of their own from the one they are drawn with", () => {
    expect(lies("FR", 2.35, 48.85)).toBe(true);
    expect(lies("GF", -53, 4)).toBe(true);
    expect(lies("RE", 55.5, -21.1)).toBe(true);
    expect(lies("SJ", 17, 79.2)).toBe(true);
    for (const [region, longitude, latitude] of [["FR", -53, 4], ["FR", 55.5, -21.1], ["NO", 17, 79.2]] as const) expect(lies(region, longitude, latitude)).toBe(false);
  });

  it("is unknown of what is no country", () => {
    expect(piecesOf("ZZ")).toEqual([]);
    expect(drawRegions(["ZZ", "all", "constructor"])).toBeNull();
  });
});

describe("a map", () => {
  it("is of the surroundings where regions lie near each other, else of the world", () => {
    expect(drawRegions(["DE", "FR"])?.height).toBe(520);
    expect(drawRegions(["DE", "CN", "US"])?.height).toBeLessThan(450);
    // French Guiana does not pull France to the middle of the ocean.
    const { x, y } = cornersOf(regionOf(drawRegions(["FR"]), "FR")?.path ?? "").reduce((sum, one, _, all) => ({ x: sum.x + one.x / all.length, y: sum.y + one.y / all.length }), { x: 0, y: 0 });
    expect(Math.abs(x - 480)).toBeLessThan(100);
    expect(Math.abs(y - 260)).toBeLessThan(80);
  });

  it("loses no small country: a dot within the frame", () => {
    const drawing = drawRegions(["CN", "US", "SG", "MT", "GI", "VA", "ZZ"]);
    expect(drawing?.regions.map(({ region }) => region)).toEqual(["CN", "GI", "MT", "SG", "US", "VA"]);
    for (const region of ["SG", "MT", "GI", "VA"]) {
      const dot = regionOf(drawing, region)?.dot;
      expect(dot?.x).toBeGreaterThan(0);
      expect(dot?.x).toBeLessThan(drawing?.width ?? 0);
      expect(dot?.y).toBeGreaterThan(0);
      expect(dot?.y).toBeLessThan(drawing?.height ?? 0);
    }
    const [malta, singapore] = [regionOf(drawing, "MT")?.dot, regionOf(drawing, "SG")?.dot];
    expect(malta && singapore && malta.x < singapore.x && malta.y < singapore.y).toBe(true);
    // Alone it is drawn near, and still found.
    expect(regionOf(drawRegions(["GI"]), "GI")?.dot).toEqual({ x: 480, y: 260 });
  });

  it("of all countries stays small, and each is on it", () => {
    const drawing = drawRegions(codes);
    expect(drawing?.regions).toHaveLength(codes.length - 1);
    expect(drawing?.land.length).toBeLessThan(20_000);
    expect(JSON.stringify(drawing?.regions).length).toBeLessThan(45_000);
    for (const { path } of drawing?.regions ?? []) {
      if (path === null) continue;
      expect(path).toMatch(/^(M-?\d+[ -]\d+l-?\d+([ -]\d+)+z)+$/);
      for (const { x, y } of cornersOf(path)) expect(x >= -4 && x <= 964 && y >= -4 && y <= (drawing?.height ?? 0) + 4).toBe(true);
    }
  });

  it("is drawn once for the same regions, and not kept for ever", () => {
    const first = drawRegions(["MT", "IT"]);
    expect(drawRegions(["IT", "MT", "IT"])).toBe(first);
    for (let n = 0; n < 48; n++) drawRegions([`nowhere ${n}`]);
    const again = drawRegions(["MT", "IT"]);
    expect(again).toEqual(first);
    expect(again).not.toBe(first);
  });
});
