import { describe, expect, it } from "vitest";
import { weightDifference } from "./mass.rules.ts";
import { changedPrice, pendingAfter } from "./pending.rules.ts";

const listed = { priceMinor: 4500, currency: "EUR" };
const price = { minor: 4500, currency: "EUR", basis: "per_unit" } as const;
const mass = { field: "massGrams", from: 5_000, to: 6_000 };
const dearer = { field: "priceMinor", from: 4500, to: 5000 };

describe("what an edit asks of an agreed deal", () => {
  it("is every field that changed, and the price only of deals made at the listed one", () => {
    expect(pendingAfter({ pending: null, price }, [mass, dearer], listed)).toEqual([mass, dearer]);
    for (const own of [{ ...price, minor: 4000 }, { ...price, basis: "total" as const }, { ...price, currency: "CHF" }, null]) {
      expect(pendingAfter({ pending: null, price: own }, [mass, dearer], listed)).toEqual([mass]);
      expect(pendingAfter({ pending: null, price: own }, [dearer], listed)).toBeNull();
    }
  });

  it("runs from what was agreed to what stands now, however often it is edited; nothing is left of what was taken back", () => {
    const once = pendingAfter({ pending: null, price }, [dearer], listed);
    const twice = pendingAfter({ pending: once, price }, [{ field: "priceMinor", from: 5000, to: 5200 }, mass], { priceMinor: 5000, currency: "EUR" });
    expect(twice).toEqual([{ field: "priceMinor", from: 4500, to: 5200 }, mass]);
    const back = pendingAfter({ pending: twice, price }, [{ field: "priceMinor", from: 5200, to: 4500 }], { priceMinor: 5200, currency: "EUR" });
    expect(back).toEqual([mass]);
    expect(pendingAfter({ pending: back, price }, [{ field: "massGrams", from: 6_000, to: 5_000 }], listed)).toBeNull();
  });

  it("becomes the price of the next terms where it was about the price", () => {
    expect(changedPrice(price, [dearer, mass])).toEqual({ ...price, minor: 5000 });
    expect(changedPrice(price, [{ field: "currency", from: "EUR", to: "CHF" }])).toEqual({ ...price, currency: "CHF" });
    expect(changedPrice(price, [mass])).toBeNull();
    expect(changedPrice(null, [dearer])).toBeNull();
  });
});

describe("a weight far from the declared one", () => {
  it("is more than a fifth off, either way; what is unknown differs from nothing", () => {
    const difference = (measuredGrams: number | null, unitGrams: number | null = 10_000) => weightDifference({ unitGrams, movedUnits: 2, measuredGrams });
    expect([difference(16_000), difference(24_000), difference(20_000)]).toEqual([null, null, null]);
    expect([difference(15_999), difference(24_001)]).toEqual([{ measured: 15_999, declared: 20_000 }, { measured: 24_001, declared: 20_000 }]);
    expect([difference(null), difference(1, null), weightDifference({ unitGrams: 1, movedUnits: null, measuredGrams: 9 })]).toEqual([null, null, null]);
  });
});
