import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distanceMetres } from "#app/shared/geo.ts";
import { coarsePlace } from "./coarse-place.ts";

const inhabited = fc.record({ latitude: fc.double({ min: -65, max: 70, noNaN: true }), longitude: fc.double({ min: -179, max: 179, noNaN: true }) });

describe("the place everybody sees", () => {
  it("is stable, near, and differs between listings of one home", () => {
    const home = { latitude: 52.5312, longitude: 13.3839 };
    expect(coarsePlace("a", home)).toEqual(coarsePlace("a", home));
    expect(coarsePlace("a", home)).not.toEqual(coarsePlace("b", home));
  });

  it("stays within a kilometre of the exact one", () => {
    fc.assert(fc.property(fc.uuid(), inhabited, (id, exact) => distanceMetres(coarsePlace(id, exact), exact) < 1000));
  });

  it("depends on the square, not on the point in it: nothing can be subtracted", () => {
    const home = { latitude: 52.53121, longitude: 13.38391 };
    const neighbour = { latitude: 52.53201, longitude: 13.38451 };
    expect(coarsePlace("a", home)).toEqual(coarsePlace("a", neighbour));
  });

  it("is a place on the globe even at its edges", () => {
    for (const latitude of [-90, -89.999, 0, 89.999, 90]) {
      for (const longitude of [-180, 0, 179.9999, 180]) {
        const place = coarsePlace("edge", { latitude, longitude });
        expect(Math.abs(place.latitude)).toBeLessThanOrEqual(90);
        expect(Math.abs(place.longitude)).toBeLessThanOrEqual(180);
      }
    }
  });
});
