import fc from "fast-check";
import { expect, it } from "vitest";
import { priceHint, type Sale } from "./price-hint.ts";

const sales = (prices: number[], condition: string | null = "good"): Sale[] => prices.map((priceMinor, index) => ({ priceMinor, giverPartyId: `p${index % 4}`, condition }));

it("median and quartiles of five deals or more", () => {
  expect(priceHint(sales([1000, 2000, 3000, 4000, 5000]), null)).toEqual({ medianMinor: 3000, lowMinor: 2000, highMinor: 4000, count: 5, sameCondition: false });
  expect(priceHint(sales([1000, 1001, 2000, 3000, 4000, 9000]), "good")).toMatchObject({ medianMinor: 2500, count: 6, sameCondition: true });
});

it("nothing from four deals, nor from two givers", () => {
  expect(priceHint(sales([1, 2, 3, 4]), null)).toBeNull();
  const twoGivers = sales([1, 2, 3, 4, 5, 6]).map((sale, index) => ({ ...sale, giverPartyId: `p${index % 2}` }));
  expect(priceHint(twoGivers, null)).toBeNull();
});

it("the same condition when it is enough, else all", () => {
  const mixed = [...sales([100, 100, 100, 100], "new"), ...sales([10, 20, 30, 40, 50], "worn")];
  expect(priceHint(mixed, "worn")).toMatchObject({ medianMinor: 30, count: 5, sameCondition: true });
  expect(priceHint(mixed, "new")).toMatchObject({ count: 9, sameCondition: false });
});

it("quartiles stand in order and within what was paid", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 5, maxLength: 60 }), (prices) => {
      const hint = priceHint(sales(prices), null);
      if (!hint) throw new Error("five deals of four givers give a hint");
      expect(hint.lowMinor).toBeLessThanOrEqual(hint.medianMinor);
      expect(hint.medianMinor).toBeLessThanOrEqual(hint.highMinor);
      expect(hint.lowMinor).toBeGreaterThanOrEqual(Math.min(...prices));
      expect(hint.highMinor).toBeLessThanOrEqual(Math.max(...prices));
    }),
  );
});
