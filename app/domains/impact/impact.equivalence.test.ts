import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { findFactor } from "./impact.catalogue.ts";
import { carKilometres } from "./impact.equivalence.ts";
import { calculate } from "./impact.formula.ts";
import { ROUTES } from "./impact.schema.ts";

describe("car kilometres", () => {
  it("are what the publisher's miles make of a tonne, which is 0.2440 kg a kilometre", () => {
    const { km } = carKilometres(1_000_000);
    expect(km).toBeCloseTo(2546.56 * 1.609344, 9);
    expect(1000 / km).toBeCloseTo(0.244, 4);
    expect(carKilometres(4_840_099).km).toBeCloseTo(19_836, 0);
  });

  it("name the factor and the edition", () => {
    const { factorId, edition } = carKilometres(1);
    expect(findFactor(factorId)).toMatchObject({ value: 2546.56, unit: "mile/tCO2e" });
    expect(edition).toBe("us_epa_equivalencies@2024");
  });

  it("have the sign of the grams and are never less than a number", () => {
    expect(carKilometres(-244_000).km).toBeCloseTo(-1000, 0);
    for (const odd of [0, -0, NaN, Infinity, -Infinity]) expect(carKilometres(odd).km).toBe(0);
    fc.assert(
      fc.property(fc.maxSafeInteger(), (grams) => {
        const { km } = carKilometres(grams);
        expect(Number.isFinite(km)).toBe(true);
        expect(Math.sign(km)).toBe(Math.sign(grams));
        expect(carKilometres(-grams).km).toBe(km === 0 ? 0 : -km);
      }),
    );
  });

  it.each(ROUTES)("count nothing on the route %s", (route) => {
    const named = { id: "x", route, massKg: 1 };
    const name = "passenger vehicle gasoline, distance";
    for (const input of [{ ...named, material: name }, { ...named, product: name, count: 1 }]) {
      expect(calculate(input).status).not.toBe("ok");
    }
  });
});
