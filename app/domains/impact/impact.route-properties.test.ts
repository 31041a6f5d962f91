import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { FACTORS, setKey } from "./impact.catalogue.ts";
import { calculate } from "./impact.formula.ts";
import type { OkCalculation } from "./impact.formula.ts";
import { KG_PER_KG_FROM_SHORT_TON } from "./impact.mass-routes.ts";
import { CN_KGCE, DESNZ, WARM } from "./impact.model.ts";

type Lot = Record<string, unknown> & { amount: number };

const namesOf = (set: string, practice: string): string[] =>
  FACTORS.filter((factor) => setKey(factor) === set && factor.practice === practice).map((factor) => factor.publisherName);
const products = FACTORS.filter((factor) => factor.practice === "production-distribution").map((factor) => factor.publisherName);
const ukWhole = namesOf(DESNZ, "closed-loop-source").filter((material) =>
  ["primary", "landfill", "closed-loop-disposal"].every((practice) => namesOf(DESNZ, practice).includes(material)),
);

/** From nothing up; what lies between nothing and a billionth is nothing, since products of the smallest doubles vanish at one scale and not at another. */
const number = (max: number): fc.Arbitrary<number> =>
  fc.double({ min: 0, max, noNaN: true, noDefaultInfinity: true }).map((value) => (value < 1e-9 ? 0 : value));
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });
const id = fc.string({ minLength: 1, maxLength: 8 });

const byMass = (route: string, materials: readonly string[]): fc.Arbitrary<Lot> =>
  fc.record({
    id,
    route: fc.constant(route),
    material: fc.constantFrom(...materials),
    amount: number(50_000),
    contamination: maybe(number(1)),
    virginShare: maybe(number(1)),
    baselineMix: maybe(fc.constant("landfill_only@1")),
    weightBasis: maybe(fc.constantFrom("measured", "declared", "category_mean")),
  });
const byItem = (route: string): fc.Arbitrary<Lot> =>
  fc.record({
    id,
    route: fc.constant(route),
    product: fc.constantFrom(...products),
    amount: fc.integer({ min: 0, max: 200 }),
    displacement: maybe(number(1)),
    remainingLife: maybe(number(1)),
    rebound: maybe(number(1)),
    refurbishmentKg: maybe(number(50)),
  });

interface RouteCase {
  route: string;
  lots: fc.Arbitrary<Lot>;
  /** The field that says how much there is. */
  amountField: "massKg" | "count";
}

/** Every route that counts, with lots that it counts. */
const CASES: readonly RouteCase[] = [
  { route: "recycle", lots: byMass("recycle", namesOf(WARM, "recycling")), amountField: "massKg" },
  { route: "compost", lots: byMass("compost", namesOf(WARM, "composting")), amountField: "massKg" },
  { route: "recycle_uk_proxy", lots: byMass("recycle_uk_proxy", ukWhole), amountField: "massKg" },
  { route: "reuse", lots: byItem("reuse"), amountField: "count" },
  { route: "repair", lots: byItem("repair"), amountField: "count" },
  { route: "remanufacture", lots: byItem("remanufacture"), amountField: "count" },
  { route: "weight_only", lots: fc.record({ id, route: fc.constant("weight_only"), amount: number(50_000) }), amountField: "massKg" },
];

const runs = { numRuns: 30 };

describe.each(CASES)("the route $route", ({ lots, amountField }) => {
  function count(lot: Lot, more: Record<string, unknown> = {}): OkCalculation {
    const { amount, ...rest } = lot;
    const result = calculate({ ...rest, [amountField]: amount, ...more });
    if (result.status !== "ok") throw new Error(`expected a count, got ${JSON.stringify(result)}`);
    return result;
  }
  const leg = (km: number, massKg: number): Record<string, unknown> => ({ transport: [{ massKg, km, mode: "hgv_average" }] });

  it("gives whole, finite, ordered grams, and the same bytes again", () => {
    fc.assert(
      fc.property(lots, maybe(number(2_000)), (lot, km) => {
        const more = km === undefined ? {} : leg(km, 100);
        const result = count(lot, more);
        const numbers = [result.co2eGrams, result.lowGrams, result.highGrams];
        for (const grams of numbers) {
          expect(Number.isSafeInteger(grams)).toBe(true);
          expect(Object.is(grams, -0)).toBe(false);
        }
        expect(numbers.toSorted((one, other) => one - other)).toEqual([result.lowGrams, result.co2eGrams, result.highGrams]);
        for (const term of result.terms) expect(Number.isFinite(term.kgCo2e)).toBe(true);
        expect(result.spread.independentGrams).toBeGreaterThanOrEqual(0);
        expect(Number.isFinite(result.spread.correlatedGrams)).toBe(true);
        expect(JSON.stringify(count(lot, more))).toBe(JSON.stringify(result));
      }),
      runs,
    );
  });

  it("scales: three times as much is three times the grams", () => {
    fc.assert(
      fc.property(lots, (lot) => {
        const thrice = count({ ...lot, amount: lot.amount * 3 }).co2eGrams;
        expect(Math.abs(thrice - 3 * count(lot).co2eGrams)).toBeLessThanOrEqual(2);
      }),
      runs,
    );
  });

  it("scales the range with the grams", () => {
    fc.assert(
      fc.property(lots, (lot) => {
        const one = count({ ...lot, amount: 100 });
        const ten = count({ ...lot, amount: 1_000 });
        expect(Math.abs(ten.lowGrams - 10 * one.lowGrams)).toBeLessThanOrEqual(6);
        expect(Math.abs(ten.highGrams - 10 * one.highGrams)).toBeLessThanOrEqual(6);
      }),
      runs,
    );
  });

  it("adds: two lots are worth their sum", () => {
    fc.assert(
      fc.property(lots, fc.integer({ min: 0, max: 500 }), (lot, more) => {
        const apart = count(lot).co2eGrams + count({ ...lot, amount: more }).co2eGrams;
        expect(Math.abs(count({ ...lot, amount: lot.amount + more }).co2eGrams - apart)).toBeLessThanOrEqual(2);
      }),
      runs,
    );
  });

  it("is worth nothing where there is nothing", () => {
    fc.assert(
      fc.property(lots, (lot) => {
        expect(count({ ...lot, amount: 0 })).toMatchObject({ co2eGrams: 0, lowGrams: 0, highGrams: 0 });
      }),
      runs,
    );
  });

  it("falls with distance, by exactly the freight", () => {
    fc.assert(
      fc.property(lots, number(1_000), number(1_000), number(10_000), (lot, km, further, massKg) => {
        const near = count(lot, leg(km, massKg)).co2eGrams;
        const far = count(lot, leg(km + further, massKg)).co2eGrams;
        expect(far).toBeLessThanOrEqual(near);
        const freightGrams = massKg * further * 0.10163;
        expect(Math.abs(near - far - freightGrams)).toBeLessThanOrEqual(1 + freightGrams * 1e-4);
      }),
      runs,
    );
  });

  it("says so when it is negative, and only then", () => {
    fc.assert(
      fc.property(lots, number(2_000), (lot, km) => {
        const result = count(lot, leg(km, 1_000));
        expect(result.warnings.includes("negative")).toBe(result.co2eGrams < 0);
      }),
      runs,
    );
  });
});

describe("signs", () => {
  it("of goods are never negative without a burden, and burdens never positive", () => {
    fc.assert(
      fc.property(fc.constantFrom("reuse", "repair", "remanufacture"), fc.constantFrom(...products), number(1), number(1), number(50), (route, product, displacement, remainingLife, refurbishmentKg) => {
        const bare = calculate({ id: "p", route, product, count: 2, displacement, remainingLife });
        if (bare.status !== "ok") throw new Error(bare.status);
        expect(bare.lowGrams).toBeGreaterThanOrEqual(0);
        const burdened = calculate({ id: "p", route, product, count: 2, displacement, remainingLife, refurbishmentKg });
        if (burdened.status !== "ok") throw new Error(burdened.status);
        expect(burdened.co2eGrams).toBeLessThanOrEqual(bare.co2eGrams);
        for (const term of burdened.terms) expect(term.name === "displaced_new" ? term.kgCo2e : -term.kgCo2e).toBeGreaterThanOrEqual(0);
      }),
      runs,
    );
  });

  it("follow the difference between the two treatments", () => {
    fc.assert(
      fc.property(fc.constantFrom(...namesOf(WARM, "recycling")), number(10_000), (material, massKg) => {
        const figure = (practice: string): number =>
          FACTORS.find((factor) => setKey(factor) === WARM && factor.publisherName === material && factor.practice === practice)?.value ?? NaN;
        const difference = figure("landfilling") - figure("recycling");
        const result = calculate({ id: "p", route: "recycle", material, massKg });
        if (result.status !== "ok") throw new Error(result.status);
        expect(result.co2eGrams * Math.sign(difference)).toBeGreaterThanOrEqual(0);
        // A short ton is 2000 pounds of 0.45359237 kg.
        expect(Math.abs(result.co2eGrams - (difference / (2000 * 0.45359237)) * massKg * 1_000_000)).toBeLessThanOrEqual(1);
      }),
      runs,
    );
  });
});

describe("units", () => {
  it("of a short ton are 2000 pounds", () => {
    expect(KG_PER_KG_FROM_SHORT_TON).toBeCloseTo(1000 / (2000 * 0.45359237), 14);
    expect(KG_PER_KG_FROM_SHORT_TON).toBeCloseTo(1.1023113109, 10);
  });

  it("of the UK figures are tonnes: a thousand kilograms are worth the published difference", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ukWhole), (material) => {
        const figure = (practice: string): number =>
          FACTORS.find((factor) => setKey(factor) === DESNZ && factor.publisherName === material && factor.practice === practice)?.value ?? NaN;
        const kg = figure("primary") - figure("closed-loop-source") + figure("landfill") - figure("closed-loop-disposal");
        const result = calculate({ id: "p", route: "recycle_uk_proxy", material, massKg: 1_000 });
        if (result.status !== "ok") throw new Error(result.status);
        expect(Math.abs(result.co2eGrams - kg * 1_000)).toBeLessThanOrEqual(1);
      }),
      runs,
    );
  });

  it("of the average by weight are tonnes per tonne, so kilograms per kilogram", () => {
    fc.assert(
      fc.property(number(100_000), (massKg) => {
        const result = calculate({ id: "p", route: "weight_only", massKg });
        if (result.status !== "ok") throw new Error(result.status);
        expect(Math.abs(result.co2eGrams - massKg * 510)).toBeLessThanOrEqual(1);
      }),
      runs,
    );
  });
});

describe("the route coal_equivalent", () => {
  it("never gives a number, and the same bytes again", () => {
    const metals = FACTORS.filter((factor) => setKey(factor) === CN_KGCE).map((factor) => factor.publisherName);
    fc.assert(
      fc.property(fc.constantFrom(...metals), number(100_000), maybe(number(1)), maybe(number(1)), (material, massKg, contamination, virginShare) => {
        const input = { id: "p", route: "coal_equivalent", material, massKg, contamination, virginShare };
        const result = calculate(input);
        expect(result).toMatchObject({ status: "not_covered", reason: "switched_off" });
        expect(JSON.stringify(result)).not.toContain("Grams");
        expect(JSON.stringify(calculate(input))).toBe(JSON.stringify(result));
      }),
      runs,
    );
  });
});
