import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shrinkTowardsClass, sizeClass, wholeGrams, type Group } from "./shrinkage.ts";

const groups = fc.array(fc.record({ heads: fc.integer({ min: 1, max: 500 }), grams: fc.integer({ min: -1e6, max: 1e9 }), entries: fc.integer({ min: 1, max: 3000 }) }), { minLength: 1, maxLength: 20 });

describe("figures per head drawn towards the mean of their class", () => {
  it("come out as worked by hand, the example of the methodology", () => {
    // N = 40, G = 8000, E = 40: m = 200; phi = 8000^2 / (40 * 40) = 40000; spread (10*100^2 + 10*100^2 + 0) / 40 = 5000;
    // A = 5000 - 40000 * 3 / 40 = 2000; w = 2000 / (2000 + 4000) = 1/3 for ten heads, 2000 / (2000 + 2000) = 1/2 for twenty.
    const shrunk = shrinkTowardsClass([{ heads: 10, grams: 1000, entries: 5 }, { heads: 10, grams: 3000, entries: 15 }, { heads: 20, grams: 4000, entries: 20 }]);
    expect(shrunk.map((one) => one.grams)).toEqual([167, 233, 200]);
    expect(shrunk.map((one) => one.meanGrams)).toEqual([200, 200, 200]);
    for (const [n, weight] of [1 / 3, 1 / 3, 1 / 2].entries()) expect(shrunk[n]?.weight).toBeCloseTo(weight, 12);
  });

  it("are the mean where the class differs by no more than chance, and the own figure where there is no chance", () => {
    expect(shrinkTowardsClass([{ heads: 5, grams: 1000, entries: 1 }, { heads: 5, grams: 1100, entries: 1 }]).map((one) => one.grams)).toEqual([210, 210]);
    expect(shrinkTowardsClass([{ heads: 5, grams: 777, entries: 2 }])).toEqual([{ grams: 155, meanGrams: 155, weight: 0 }]);
    expect(shrinkTowardsClass([{ heads: 2, grams: 100, entries: 1 }, { heads: 2, grams: -100, entries: 1 }]).map((one) => [one.grams, one.weight])).toEqual([[50, 1], [-50, 1]]);
  });

  it("lie between own figure and mean, nearer to the own the more heads there are, in any order of groups", () => {
    fc.assert(
      fc.property(groups, (list) => {
        const shrunk = shrinkTowardsClass(list);
        for (const [n, one] of shrunk.entries()) {
          const { heads, grams } = list[n] as Group;
          expect(one.weight).toBeGreaterThanOrEqual(0);
          expect(one.weight).toBeLessThanOrEqual(1);
          expect(one.grams).toBeGreaterThanOrEqual(Math.min(one.meanGrams, Math.floor(grams / heads)) - 1);
          expect(one.grams).toBeLessThanOrEqual(Math.max(one.meanGrams, Math.ceil(grams / heads)) + 1);
          for (const [m, other] of shrunk.entries()) if ((list[m]?.heads ?? 0) > heads) expect(other.weight).toBeGreaterThanOrEqual(one.weight);
        }
      }),
    );
  });
});

describe("classes", () => {
  it("are by members", () => {
    expect([3, 9, 10, 49, 50, 199, 200, 5000].map(sizeClass)).toEqual(["3-9", "3-9", "10-49", "10-49", "50-199", "50-199", "200+", "200+"]);
  });
  it("round halves away from zero", () => {
    expect([0.5, -0.5, 1.49, -1.5, -0.2].map(wholeGrams)).toEqual([1, -1, 1, -2, 0]);
  });
});
