import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { FACTORS } from "./impact.catalogue.ts";
import type { Calculation } from "./impact.formula.ts";
import { calculate } from "./impact.formula.ts";

type Counted = Extract<Calculation, { status: "ok" }>;

const warmNames = [...new Set(FACTORS.filter((f) => f.set === "us_epa_warm").map((f) => f.publisherName))];
const ukNames = [...new Set(FACTORS.filter((f) => f.set === "uk_desnz").map((f) => f.publisherName))];
const products = FACTORS.filter((f) => f.practice === "production-distribution").map((f) => f.publisherName);
const deliveries = FACTORS.filter((f) => f.practice === "parcel").map((f) => f.publisherName);
const recyclable = FACTORS.filter((f) => f.set === "us_epa_warm" && f.practice === "recycling").map((f) => f.publisherName);

/** From nothing up; what lies between nothing and a billionth is nothing, since products of the smallest doubles vanish at one scale and not at another. */
const number = (max: number): fc.Arbitrary<number> =>
  fc.double({ min: 0, max, noNaN: true, noDefaultInfinity: true }).map((value) => (value < 1e-9 ? 0 : value));
const legs = fc.array(
  fc.record({ massKg: number(50_000), km: number(2_000), mode: fc.constantFrom("hgv_average", "van_unknown") }),
  { maxLength: 2 },
);
const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });

const massLot = fc.record({
  id: fc.string({ minLength: 1, maxLength: 8 }),
  route: fc.constantFrom("recycle", "compost"),
  material: fc.constantFrom(...warmNames),
  massKg: number(100_000),
  contamination: optional(number(1)),
  baseline: optional(number(1).map((share) => ({ landfilling: share, combustion: 1 - share }))),
  transport: optional(legs),
});
const ukLot = fc.record({
  id: fc.string({ minLength: 1, maxLength: 8 }),
  route: fc.constant("recycle_uk_proxy"),
  material: fc.constantFrom(...ukNames),
  massKg: number(100_000),
  transport: optional(legs),
});
const reuseLot = fc.record({
  id: fc.string({ minLength: 1, maxLength: 8 }),
  route: fc.constant("reuse"),
  product: fc.constantFrom(...products),
  count: fc.integer({ min: 0, max: 100 }),
  displacement: optional(number(1)),
  remainingLife: optional(number(1)),
  delivery: optional(fc.constantFrom(...deliveries)),
  refurbishmentKg: optional(number(100)),
  extraUse: optional(fc.record({ kwhPerYear: number(2_000), lifeYears: number(20), region: fc.constantFrom("CN", "CN-South") })),
  transport: optional(legs),
});

const runs = { numRuns: 60 };

function counted(input: Record<string, unknown>): Counted | null {
  const result = calculate(input);
  return result.status === "ok" ? result : null;
}

describe("for any input", () => {
  it("yields whole, finite, ordered grams or a reason, and the same bytes again", () => {
    fc.assert(
      fc.property(fc.oneof(massLot, ukLot, reuseLot), (input) => {
        const result = calculate(input);
        expect(JSON.stringify(calculate(input))).toBe(JSON.stringify(result));
        if (result.status !== "ok") {
          expect(result.status).toBe("not_covered");
          return;
        }
        for (const grams of [result.co2eGrams, result.lowGrams, result.highGrams]) {
          expect(Number.isSafeInteger(grams)).toBe(true);
          expect(Object.is(grams, -0)).toBe(false);
        }
        expect(result.lowGrams).toBeLessThanOrEqual(result.co2eGrams);
        expect(result.co2eGrams).toBeLessThanOrEqual(result.highGrams);
        expect(Number.isFinite(result.spread.correlatedGrams + result.spread.independentGrams)).toBe(true);
      }),
      runs,
    );
  });

  it("survives anything at all", () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }), (input) => {
        expect(calculate(input).status).toBe("invalid");
        expect(calculate({ id: "x", route: "recycle", material: "PET", massKg: input }).status).toMatch(/^(ok|invalid)$/);
        expect(calculate({ id: "x", route: "recycle", material: "PET", massKg: 1, transport: input }).status).toMatch(/^(ok|invalid)$/);
      }),
      { numRuns: 300 },
    );
    const circular: Record<string, unknown> = {};
    circular.massKg = circular;
    expect(calculate({ id: "x", route: "recycle", material: "PET", ...circular }).status).toBe("invalid");
  });
});

describe("the mass route", () => {
  const clean = fc.record({ material: fc.constantFrom(...recyclable), massKg: number(50_000) });
  const lot = { id: "p", route: "recycle" };

  it("falls with distance, at the centre and at both ends", () => {
    fc.assert(
      fc.property(clean, number(1_000), number(1_000), (input, km, further) => {
        const at = (distance: number): Counted | null =>
          counted({ ...lot, ...input, transport: [{ massKg: input.massKg, km: distance, mode: "hgv_average" }] });
        const near = at(km);
        const far = at(km + further);
        expect(far?.co2eGrams ?? NaN).toBeLessThanOrEqual(near?.co2eGrams ?? NaN);
        expect(far?.lowGrams ?? NaN).toBeLessThanOrEqual((near?.lowGrams ?? NaN) + 1 + Math.abs(near?.lowGrams ?? 0) * 0.02);
      }),
      runs,
    );
  });

  it("falls with contamination wherever the load is worth anything", () => {
    fc.assert(
      fc.property(clean, number(1), (input, contamination) => {
        const pure = counted({ ...lot, ...input })?.co2eGrams ?? NaN;
        const dirty = counted({ ...lot, ...input, contamination })?.co2eGrams ?? NaN;
        expect(Math.abs(dirty)).toBeLessThanOrEqual(Math.abs(pure));
        expect(dirty * pure).toBeGreaterThanOrEqual(0);
      }),
      runs,
    );
  });
});

describe("the reuse route", () => {
  const lot = { id: "p", route: "reuse" };
  const goods = fc.record({
    product: fc.constantFrom(...products),
    count: fc.integer({ min: 1, max: 50 }),
    displacement: number(1),
    remainingLife: number(1),
  });

  it("saves nothing where nothing new is displaced, and never less than nothing without burdens", () => {
    fc.assert(
      fc.property(goods, (input) => {
        expect(counted({ ...lot, ...input, displacement: 0 })).toMatchObject({ co2eGrams: 0, lowGrams: 0, highGrams: 0 });
        expect(counted({ ...lot, ...input })?.lowGrams ?? NaN).toBeGreaterThanOrEqual(0);
      }),
      runs,
    );
  });

  it("costs the more the more extra power is used", () => {
    fc.assert(
      fc.property(goods, number(500), number(500), (input, kwh, more) => {
        const using = (kwhPerYear: number): number =>
          counted({ ...lot, ...input, extraUse: { kwhPerYear, lifeYears: 10, region: "CN" } })?.co2eGrams ?? NaN;
        expect(using(kwh + more)).toBeLessThanOrEqual(using(kwh));
      }),
      runs,
    );
  });
});
