import { describe, expect, it } from "vitest";

import type { Pedigree } from "./factors/factor.types.ts";
import {
  addedLifeTriangle,
  BASIC_U95,
  contaminationTriangle,
  displacementTriangle,
  factorU95,
  gradeOf,
  lognormalRange,
  pedigreeU95,
  relativeSd,
  remainingLifeTriangle,
  sigmaOf,
  SPREAD_FLOOR_U95,
} from "./impact.uncertainty.ts";

describe("the pedigree", () => {
  const PUBLISHED: readonly (readonly number[])[] = [
    [1, 1.54, 1.61, 1.69, 1.69],
    [1, 1.03, 1.04, 1.08, 1.08],
    [1, 1.03, 1.1, 1.19, 1.29],
    [1, 1.04, 1.08, 1.11, 1.11],
    [1, 1.18, 1.65, 2.08, 2.8],
  ];

  it("is the published factor where one score alone is not best", () => {
    PUBLISHED.forEach((row, indicator) => {
      row.forEach((u95, index) => {
        const scores = [1, 1, 1, 1, 1].map((best, place) => (place === indicator ? index + 1 : best));
        expect(pedigreeU95(scores as unknown as Pedigree, 1)).toBeCloseTo(u95, 12);
      });
    });
  });

  it("adds squares of logarithms, the basic uncertainty among them", () => {
    expect(BASIC_U95).toBe(1.05);
    expect(pedigreeU95([1, 1, 1, 1, 1])).toBeCloseTo(1.05, 12);
    expect(pedigreeU95([2, 3, 2, 3, 2])).toBeCloseTo(1.606188, 6);
    expect(pedigreeU95([2, 1, 1, 1, 2], 1)).toBeCloseTo(Math.exp(Math.hypot(Math.log(1.54), Math.log(1.18))), 12);
  });

  it("knows scores 1 to 5", () => {
    for (const score of [0, 6, 1.5, NaN]) {
      expect(() => pedigreeU95([1, 1, score, 1, 1])).toThrow(/pedigree score .* is outside 1 to 5/);
    }
  });

  it("counts only where sources do not lie further apart", () => {
    expect(factorU95({ pedigree: [4, 4, 5, 2, 4], spread: "weight_only" })).toBe(3);
    expect(factorU95({ pedigree: [1, 1, 1, 1, 1], spread: "metals" })).toBe(1.3);
    expect(factorU95({ pedigree: [2, 3, 2, 3, 2], spread: "metals" })).toBeCloseTo(1.606188, 6);
    expect(Math.min(...Object.values(SPREAD_FLOOR_U95))).toBeGreaterThan(1);
  });
});

describe("ranges", () => {
  it("are a factor either way on the magnitude, the lower number first", () => {
    const sigma = sigmaOf(2);
    expect(sigma).toBeCloseTo(Math.log(2) / 2, 12);
    const positive = lognormalRange(10, sigma);
    expect([positive.low, positive.high]).toEqual([expect.closeTo(5, 9), expect.closeTo(20, 9)]);
    const negative = lognormalRange(-10, sigma);
    expect([negative.low, negative.high]).toEqual([expect.closeTo(-20, 9), expect.closeTo(-5, 9)]);
    expect(lognormalRange(0, sigma)).toEqual({ low: 0, high: 0 });
  });

  it("have the relative deviation of a lognormal (O15)", () => {
    expect(relativeSd(0.236932)).toBeCloseTo(0.240296, 6);
    expect(relativeSd(0)).toBe(0);
  });
});

describe("triangles", () => {
  const ends = ({ low, high }: { low: number; high: number }): unknown[] => [expect.closeTo(low, 9), expect.closeTo(high, 9)];

  it("of displacement are the published ends of clothing and our own for other goods", () => {
    expect([0.39, 0.646]).toEqual(ends(displacementTriangle("clothing", 0.5)));
    expect([0.3, 0.8]).toEqual(ends(displacementTriangle("furniture", 0.5)));
    expect([0.12, 0.32]).toEqual(ends(displacementTriangle("phones_laptops", 0.2)));
    expect([0.702, 1]).toEqual(ends(displacementTriangle("clothing", 0.9)));
  });

  it("of clothing repair keep the proportions of resale, up to the whole", () => {
    expect([0.64116, 1]).toEqual(ends(displacementTriangle("clothing", 0.822)));
  });

  it("of lives and dirt are a fifth, a half and a half either way, up to the whole", () => {
    expect([0.4, 0.6]).toEqual(ends(remainingLifeTriangle(0.5)));
    expect([0.72, 1]).toEqual(ends(remainingLifeTriangle(0.9)));
    expect([0.25, 0.75]).toEqual(ends(addedLifeTriangle(0.5)));
    expect([0.45, 1]).toEqual(ends(addedLifeTriangle(0.9)));
    expect([0.02, 0.06]).toEqual(ends(contaminationTriangle(0.04)));
    expect([0.4, 1]).toEqual(ends(contaminationTriangle(0.8)));
  });
});

describe("grades", () => {
  const best = { basis: "measured", u95: 1.5, proxy: false, displaced: false } as const;

  it("lose a point for each doubt", () => {
    expect(gradeOf(best)).toBe("A");
    expect(gradeOf({ ...best, basis: "counted" })).toBe("A");
    for (const doubt of [
      { basis: "declared" },
      { u95: 1.8 },
      { proxy: true },
      { displaced: true },
      { approximate: true },
      { undeclaredBurden: true },
    ] as const) {
      expect(gradeOf({ ...best, ...doubt }), JSON.stringify(doubt)).toBe("B");
    }
    for (const doubt of [{ basis: "category_mean" }, { u95: 2.5 }, { proxy: true, approximate: true }, { displaced: true, undeclaredBurden: true }] as const) {
      expect(gradeOf({ ...best, ...doubt }), JSON.stringify(doubt)).toBe("C");
    }
    expect(gradeOf({ ...best, basis: "category_mean", proxy: true })).toBe("D");
    expect(gradeOf({ basis: "category_mean", u95: 9, proxy: true, displaced: true, approximate: true })).toBe("D");
  });

  it("turn at exactly 1.7 and 2.0", () => {
    expect([1.7, 1.7001, 2, 2.0001].map((u95) => gradeOf({ ...best, u95 }))).toEqual(["A", "B", "B", "C"]);
  });

  it("are D for a low quality figure whatever else is known", () => {
    expect(gradeOf({ ...best, lowQuality: true })).toBe("D");
    expect(gradeOf({ ...best, lowQuality: false })).toBe("A");
  });
});
