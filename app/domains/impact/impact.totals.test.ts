import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { calculate } from "./impact.formula.ts";
import type { SpreadSums } from "./impact.totals.ts";
import {
  addLot,
  capRemainingLife,
  EMPTY_SUMS,
  lotSpread,
  pickWeight,
  remainingLifeFromYears,
  removeLot,
  reverse,
  roundForDisplay,
  splitByShares,
  splitShares,
  totalRange,
  totalSd,
} from "./impact.totals.ts";
import { factorU95, pedigreeU95, sigmaOf } from "./impact.uncertainty.ts";

it("a total from which more was taken back than came has no error of its own", () => {
  expect(totalRange({ totalGrams: -50, correlatedByKey: {}, independentSquares: -900 })).toEqual({ co2eGrams: -50, lowGrams: -50, highGrams: -50, sdGrams: 0 });
});

describe("shares", () => {
  it("give the odd gram to the taker (O12)", () => {
    expect(splitShares(100_001, 0.5)).toEqual({ taker: 50_001, giver: 50_000 });
    expect(splitShares(100_001, 0.8)).toEqual({ taker: 80_001, giver: 20_000 });
    expect(splitShares(-100_001, 0.5)).toEqual({ taker: -50_001, giver: -50_000 });
    expect(splitShares(100, 0.29)).toEqual({ taker: 29, giver: 71 });
    expect(splitShares(0, 0.5)).toEqual({ taker: 0, giver: 0 });
    expect(splitShares(7, 1)).toEqual({ taker: 7, giver: 0 });
  });

  it("sum to the whole for any parties, none more than a gram from its due", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e12, max: 1e12 }),
        fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 6 }).filter((w) => w.some((x) => x > 0)),
        (total, weights) => {
          const sum = weights.reduce((a, b) => a + b, 0);
          const shares = weights.map((weight) => weight / sum);
          const parts = splitByShares(total, shares);
          expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
          parts.forEach((part, party) => {
            expect(Math.abs(part - total * (shares[party] ?? 0))).toBeLessThanOrEqual(1.01);
            expect(Object.is(part, -0)).toBe(false);
          });
        },
      ),
    );
  });

  it("give left-over grams to the largest remainder, whoever has the most", () => {
    expect(splitByShares(100, [0.333, 0.333, 0.334])).toEqual([33, 33, 34]);
    expect(splitByShares(10, [0.72, 0.28])).toEqual([7, 3]);
    expect(splitByShares(10, [0.28, 0.72])).toEqual([3, 7]);
    expect(splitByShares(10, [0.25, 0.15, 0.6])).toEqual([3, 1, 6]);
    expect(splitByShares(10, [0.15, 0.25, 0.6])).toEqual([2, 2, 6]);
    expect(splitByShares(100, [0.126, 0.127, 0.247, 0.5])).toEqual([12, 13, 25, 50]);
  });

  it("refuse shares that are no shares", () => {
    expect(() => splitByShares(10, [0.5, 0.4])).toThrow("shares must sum to 1");
    expect(() => splitByShares(10, [1.5, -0.5])).toThrow("shares must sum to 1");
    expect(() => splitByShares(1.5, [1])).toThrow("only whole grams can be split");
  });
});

describe("reversal", () => {
  it("takes an entry back to the gram (O18)", () => {
    const entry = calculate({ id: "O1", route: "recycle", material: "Corrugated Containers", massKg: 1000 });
    if (entry.status !== "ok") throw new Error("O1 counts");
    const back = reverse(entry);
    expect(back.co2eGrams).toBe(-3_656_330);
    expect(entry.co2eGrams + (back.co2eGrams ?? NaN)).toBe(0);
    expect(back).toEqual({ co2eGrams: -3_656_330, lowGrams: -entry.highGrams, highGrams: -entry.lowGrams });
  });

  it("leaves what is not covered not covered and zero without a sign", () => {
    expect(reverse({ co2eGrams: null, lowGrams: null, highGrams: null }).co2eGrams).toBeNull();
    expect(Object.is(reverse({ co2eGrams: 0, lowGrams: 0, highGrams: 0 }).co2eGrams, 0)).toBe(true);
  });
});

describe("remaining life", () => {
  it("is capped over the resales of one serial number (O11)", () => {
    expect(capRemainingLife(0.5, 0.6)).toBe(0.4);
    expect(capRemainingLife(0.5, 0)).toBe(0.5);
    expect(capRemainingLife(0.5, 1)).toBe(0);
    expect(capRemainingLife(0.5, 1.2)).toBe(0);
    expect(capRemainingLife(0.1, 0.9)).toBe(0.1);
    expect(capRemainingLife(-1, 0)).toBe(0);
  });

  it("comes from years, at most a whole life", () => {
    expect(remainingLifeFromYears(4, 10)).toBe(0.4);
    expect(remainingLifeFromYears(12, 10)).toBe(1);
    expect(remainingLifeFromYears(3, 0)).toBe(0);
  });
});

describe("weight precedence", () => {
  it("is measured, then declared and confirmed, then the category's mean, then none", () => {
    expect(pickWeight({ measured: 0, declaredConfirmed: 5, categoryMean: 6 })).toEqual({ grams: 0, basis: "measured" });
    expect(pickWeight({ measured: null, declaredConfirmed: 5, categoryMean: 6 })).toEqual({ grams: 5, basis: "declared" });
    expect(pickWeight({ categoryMean: 6 })).toEqual({ grams: 6, basis: "category_mean" });
    expect(pickWeight({ measured: NaN, declaredConfirmed: -1 })).toBeNull();
    expect(pickWeight({ measured: Infinity, declaredConfirmed: 5 })).toEqual({ grams: 5, basis: "declared" });
    expect(pickWeight({ measured: -1, categoryMean: 6 })).toEqual({ grams: 6, basis: "category_mean" });
    expect(pickWeight({})).toBeNull();
  });
});

describe("pedigree", () => {
  it("gives PET its sigma (O14)", () => {
    const u95 = pedigreeU95([2, 3, 2, 3, 2], 1.05);
    expect(u95).toBeCloseTo(1.606188, 6);
    expect(sigmaOf(u95)).toBeCloseTo(0.236932, 6);
  });

  it("never goes below the spread between sources, and refuses scores it does not know", () => {
    expect(factorU95({ pedigree: [1, 1, 1, 1, 1], spread: "paper" })).toBe(3);
    expect(factorU95({ pedigree: [5, 5, 5, 5, 5], spread: "metals" })).toBeGreaterThan(3);
    expect(() => pedigreeU95([0, 1, 1, 1, 1])).toThrow();
  });
});

describe("totals", () => {
  const sum = (lots: readonly { key: string; co2eGrams: number; sigma: number; massRelative?: number }[]): SpreadSums =>
    lots.reduce((sums, lot) => addLot(sums, lot.co2eGrams, lotSpread(lot)), EMPTY_SUMS);

  it("add the errors of one factor and not their squares (O15)", () => {
    const sums = sum([3_000, 2_000, 1_000].map((co2eGrams) => ({ key: "pet", co2eGrams, sigma: 0.236932 })));
    expect(sums.totalGrams).toBe(6_000);
    expect(totalSd(sums)).toBeCloseTo(1441.8, 1);
  });

  it("keep one signed sum for each factor", () => {
    const sums = [
      { key: "pet", correlatedGrams: 30, independentGrams: 3 },
      { key: "pet", correlatedGrams: 10, independentGrams: 4 },
      { key: "glass", correlatedGrams: -5, independentGrams: 0 },
    ].reduce((all, spread) => addLot(all, 100, spread), EMPTY_SUMS);
    expect(sums).toEqual({ totalGrams: 300, correlatedByKey: { pet: 40, glass: -5 }, independentSquares: 25 });
    expect(totalSd(sums)).toBeCloseTo(Math.sqrt(1600 + 25 + 25), 9);
  });

  it("let independent factors and weighings even out", () => {
    const apart = sum(["a", "b"].map((key) => ({ key, co2eGrams: 1_000, sigma: 0.2 })));
    const together = sum(["a", "a"].map((key) => ({ key, co2eGrams: 1_000, sigma: 0.2 })));
    expect(totalSd(apart)).toBeCloseTo(totalSd(together) / Math.SQRT2, 6);
    const weighed = sum(["a", "a"].map((key) => ({ key, co2eGrams: 1_000, sigma: 0, massRelative: 0.1 })));
    expect(totalSd(weighed)).toBeCloseTo(100 * Math.SQRT2, 6);
  });

  it("give one lot its own range again", () => {
    const lot = calculate({ id: "x", route: "recycle", material: "PET", massKg: 1000 });
    if (lot.status !== "ok") throw new Error("PET counts");
    const range = totalRange(addLot(EMPTY_SUMS, lot.co2eGrams, lot.spread));
    expect(Math.abs(range.lowGrams - lot.lowGrams)).toBeLessThan(50);
    expect(Math.abs(range.highGrams - lot.highGrams)).toBeLessThan(50);
  });

  it("are as before once a lot is taken back out", () => {
    const kept = sum([{ key: "a", co2eGrams: 500, sigma: 0.3, massRelative: 0.1 }]);
    const extra = lotSpread({ key: "b", co2eGrams: 900, sigma: 0.3, massRelative: 0.1 });
    const after = removeLot(addLot(kept, 900, extra), 900, extra);
    expect(after.totalGrams).toBe(500);
    expect(totalSd(after)).toBeCloseTo(totalSd(kept), 6);
  });

  it("near zero reach both sides, and nothing has no range", () => {
    const range = totalRange(sum([{ key: "a", co2eGrams: 100, sigma: 0.5 }, { key: "b", co2eGrams: -90, sigma: 0.5 }]));
    expect(range.lowGrams).toBeLessThan(0);
    expect(range.highGrams).toBeGreaterThan(0);
    expect(totalRange(EMPTY_SUMS)).toEqual({ co2eGrams: 0, lowGrams: 0, highGrams: 0, sdGrams: 0 });
  });
});

describe("figures for people", () => {
  it("have two significant digits", () => {
    expect([4_840_099, -96_042, 7, 12, 0, 999].map((grams) => roundForDisplay(grams))).toEqual([
      4_800_000, -96_000, 7, 12, 0, 1_000,
    ]);
    expect([7.4, -7.4, 0.3, 99.6, 10.4].map((grams) => roundForDisplay(grams))).toEqual([7, -7, 0, 100, 10]);
    expect([NaN, Infinity, -Infinity].map((grams) => roundForDisplay(grams))).toEqual([0, 0, 0]);
    expect(Object.is(roundForDisplay(-0), 0)).toBe(true);
    expect(roundForDisplay(1_234_567, 3)).toBe(1_230_000);
  });
});
