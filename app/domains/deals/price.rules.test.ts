import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { movedGrams, settledMinorOf } from "./price.rules.ts";
import type { TermsPrice } from "./terms.rules.ts";

const price = (minor: number, basis: TermsPrice["basis"]): TermsPrice => ({ minor, currency: "EUR", basis });

describe("what is to be paid", () => {
  it("follows what the price is for", () => {
    expect(settledMinorOf(null, { units: 2, movedUnits: 2, grams: null })).toBeNull();
    expect(settledMinorOf(price(1_250, "per_unit"), { units: 5, movedUnits: 3, grams: null })).toBe(3_750);
    expect(settledMinorOf(price(1_000, "total"), { units: 4, movedUnits: 4, grams: null })).toBe(1_000);
    expect(settledMinorOf(price(1_000, "total"), { units: 3, movedUnits: 1, grams: null })).toBe(333);
    expect(settledMinorOf(price(250, "per_kg"), { units: 1, movedUnits: 1, grams: 12_400 })).toBe(3_100);
    expect(settledMinorOf(price(250, "per_kg"), { units: 1, movedUnits: 1, grams: null })).toBeNull();
  });

  it("rounds half up, and at the very half", () => {
    expect(settledMinorOf(price(1, "per_kg"), { units: 1, movedUnits: 1, grams: 499 })).toBe(0);
    expect(settledMinorOf(price(1, "per_kg"), { units: 1, movedUnits: 1, grams: 500 })).toBe(1);
    expect(settledMinorOf(price(1, "total"), { units: 2, movedUnits: 1, grams: null })).toBe(1);
  });

  it("is exact where floating point would not be, and never further off than a half", () => {
    expect(settledMinorOf(price(9_999_999, "per_kg"), { units: 1, movedUnits: 1, grams: 29_999_999 })).toBe(299_999_960_000);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 1, max: 30_000_000 }), (minor, grams) => {
        const paid = BigInt(settledMinorOf(price(minor, "per_kg"), { units: 1, movedUnits: 1, grams }) ?? -1);
        const difference = 2n * (paid * 1000n - BigInt(minor) * BigInt(grams));
        expect(difference > -1000n && difference <= 1000n).toBe(true);
      }),
    );
  });

  it("weighs by the scale before the declared mass, and only a confirmed one", () => {
    expect(movedGrams({ massGrams: 700 }, { movedUnits: 3, measuredGrams: 2_000, weightConfirmed: true })).toBe(2_000);
    expect(movedGrams({ massGrams: 700 }, { movedUnits: 3, measuredGrams: null, weightConfirmed: true })).toBe(2_100);
    expect(movedGrams({ massGrams: 700 }, { movedUnits: 3, measuredGrams: null, weightConfirmed: false })).toBeNull();
  });
});
