import { describe, expect, it } from "vitest";
import { goodsLot, materialLot } from "#tests/factories/impact.ts";
import { factorDetail, factorPath, searchFactors } from "./factors.view.ts";
import { countLot, remainingLifeOf } from "./ledger.rules.ts";
import { NO_SHARED, splitRow } from "./ledger.state.ts";

const sides = { giverPartyId: "giver", takerPartyId: "taker" };

describe("what a lot becomes", () => {
  it("ends a material's chain at whoever treats it, and nowhere else", () => {
    for (const kind of ["recycler", "producer", "authority"] as const) expect(countLot("e", materialLot(sides), kind).status).toBe("ok");
    for (const kind of ["household", "community"] as const) expect(countLot("e", materialLot(sides), kind)).toMatchObject({ route: "in_chain", co2eGrams: null, massGrams: 12_000 });
  });
  it("takes the measured weight before the declared one, and none for zero", () => {
    const both = { measuredGrams: 5_000, declaredConfirmedGrams: 9_000 };
    expect(countLot("e", materialLot({ ...sides, weights: both }), "recycler")).toMatchObject({ massGrams: 5_000, weightBasis: "measured" });
    const none = { measuredGrams: null, declaredConfirmedGrams: null };
    expect(countLot("e", materialLot({ ...sides, weights: none }), "recycler")).toMatchObject({ status: "not_covered", massGrams: null, inputs: { reason: "no_weight" } });
    expect(countLot("e", goodsLot({ ...sides, itemCount: 3 }), "household")).toMatchObject({ massGrams: 1_800, weightBasis: "category_mean", status: "ok" });
  });
  it("estimates goods that nobody publishes a figure for by their weight, graded D, and as nothing without one", () => {
    const weighed = goodsLot({ ...sides, category: "bicycle", itemCount: 1, weights: { measuredGrams: 15_000, declaredConfirmedGrams: null } });
    expect(countLot("e", weighed, "household")).toMatchObject({ status: "ok", route: "weight_only", co2eGrams: 7_650, grade: "D", stage: "verified", measuredGrams: 15_000 });
    expect(countLot("e", { ...weighed, condition: "broken" }, "household")).toMatchObject({ status: "not_covered" });
  });
  it("keeps negative results, flags proxies, and refuses the absurd", () => {
    expect(countLot("e", materialLot({ ...sides, material: "plasterboard" }), "recycler").co2eGrams).toBeLessThan(0);
    expect(countLot("e", materialLot({ ...sides, material: "ldpe_film" }), "recycler")).toMatchObject({ route: "recycle_uk_proxy", inputs: { proxy: true } });
    const absurd = { measuredGrams: 9e12, declaredConfirmedGrams: null };
    expect(countLot("e", materialLot({ ...sides, weights: absurd }), "recycler")).toMatchObject({ status: "not_covered", massGrams: null, inputs: { reason: "out_of_range" } });
    expect(countLot("e", materialLot({ ...sides, material: "moon_dust" }), "recycler")).toMatchObject({ status: "not_covered", inputs: { reason: "not_mapped" } });
  });
  it("reads a listing's grades", () => {
    expect([remainingLifeOf("broken"), remainingLifeOf("new"), remainingLifeOf(null), remainingLifeOf("toString")]).toEqual([0, 1, 0.5, 0.5]);
  });
  it("halves to the gram, also below zero and where nothing is known", () => {
    expect(splitRow({ ...NO_SHARED, co2eGrams: 7, lowGrams: -3, highGrams: 8, massGrams: null, movedGrams: 5 }, 500_000)).toEqual({
      taker: { ...NO_SHARED, co2eGrams: 4, lowGrams: -2, highGrams: 4, massGrams: null, movedGrams: 3 },
      giver: { ...NO_SHARED, co2eGrams: 3, lowGrams: -1, highGrams: 4, massGrams: null, movedGrams: 2 },
    });
  });
});

describe("the catalogue on pages", () => {
  it("finds by every word, without accents or case, and pages to the end", () => {
    expect(searchFactors({ query: "GLASS recycling", set: "us_epa_warm@16", from: 0 }).lines.map((line) => line.id)).toContain("us_epa_warm@16/glass/recycling");
    let seen = 0;
    for (let from: number | null = 0; from !== null; ) {
      const page: ReturnType<typeof searchFactors> = searchFactors({ query: "", set: null, from, limit: 100 });
      seen += page.lines.length;
      if (page.next === null) expect(seen).toBe(page.total);
      from = page.next;
    }
  });
  it("cites a factor in full, with a range in order below zero too", () => {
    const factor = factorDetail("us_epa_warm@16/glass/recycling");
    expect(factor?.lowValue).toBeLessThan(factor?.value ?? 0);
    expect(factor?.highValue).toBeGreaterThan(factor?.value ?? 0);
    expect(factorDetail("nothing/at/all")).toBeNull();
    expect(factorPath("us_epa_warm@16/glass/recycling")).toBe("/impact/factors/us_epa_warm%4016/glass/recycling");
  });
});
