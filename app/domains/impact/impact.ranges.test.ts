import { describe, expect, it } from "vitest";

import type { OkCalculation } from "./impact.formula.ts";
import { calculate, roundToGrams } from "./impact.formula.ts";

/** One lot for each way in which a range comes about. */
const LOTS = {
  "one product, closed form": { route: "recycle", material: "PET", massKg: 250 },
  "one product, declared mass": { route: "recycle", material: "PET", massKg: 250, weightBasis: "declared" },
  "a method's spread and dirt": { route: "recycle", material: "Corrugated Containers", massKg: 100, contamination: 0.1, weightBasis: "category_mean" },
  "cells that pull against each other": { route: "compost", material: "Yard Trimmings", massKg: 1000, weightBasis: "declared" },
  "everything a load can carry": {
    route: "recycle",
    material: "PET",
    massKg: 250,
    contamination: 0.04,
    weightBasis: "declared",
    baseline: { landfilling: 0.8, combustion: 0.2 },
    transport: [{ massKg: 250, km: 600, mode: "hgv_average" }, { massKg: 100, km: 200, mode: "van_unknown" }],
    delivery: "livraisondomicile",
    processingKg: 12,
  },
  "a negative load": { route: "recycle", material: "Drywall", massKg: 1000, weightBasis: "declared" },
  "a negative load with dirt": { route: "recycle", material: "Drywall", massKg: 1000, contamination: 0.2, weightBasis: "declared" },
  "UK figures": { route: "recycle_uk_proxy", material: "Glass", massKg: 1000, contamination: 0.05 },
  "goods with every burden": {
    route: "reuse",
    product: "refrigirateur",
    count: 2,
    displacement: 0.5,
    remainingLife: 0.4,
    rebound: 0.1,
    refurbishmentKg: 4,
    extraUse: { kwhPerYear: 30, lifeYears: 10, region: "CN" },
    transport: [{ massKg: 120, km: 20, mode: "van_unknown" }],
    weightBasis: "declared",
  },
  "a repair": { route: "repair", product: "jeans", count: 3, refurbishmentKg: 0.4 },
  "a rebuilt item": { route: "remanufacture", product: "ordinateurportable", count: 1, refurbishmentKg: 20 },
  "weight only": { route: "weight_only", massKg: 15, weightBasis: "category_mean", transport: [{ massKg: 15, km: 50, mode: "van_unknown" }] },
} as const;

function count(id: string, lot: Record<string, unknown>): OkCalculation {
  const result = calculate({ id, ...lot });
  if (result.status !== "ok") throw new Error(`expected a count, got ${JSON.stringify(result)}`);
  return result;
}

describe("ranges", () => {
  it("never move by a gram for a known lot, nor does what totals need of them", () => {
    const lines = Object.entries(LOTS).map(([name, lot]) => {
      const { co2eGrams, lowGrams, highGrams, spread, grade } = count(name, lot);
      return `${name}: ${co2eGrams} (${lowGrams} to ${highGrams}) ${grade}, sd ${Math.round(spread.correlatedGrams)} and ${Math.round(spread.independentGrams)}`;
    });
    expect(lines).toMatchInlineSnapshot(`
      [
        "one product, closed form: 291003 (181176 to 467406) A, sd 69927 and 146",
        "one product, declared mass: 291003 (173989 to 486713) B, sd 69927 and 29100",
        "a method's spread and dirt: 329070 (90172 to 1023180) D, sd 240717 and 82267",
        "cells that pull against each other: -104294 (-285533 to 5600) C, sd -71954 and 10429",
        "everything a load can carry: 303258 (164665 to 523905) B, sd 85610 and 34399",
        "a negative load: -96042 (-160634 to -57423) B, sd -23079 and 9604",
        "a negative load with dirt: -76834 (-128414 to -45992) B, sd -19825 and 7683",
        "UK figures: 554681 (290732 to 1059787) C, sd 202374 and 277",
        "goods with every burden: 51260 (11672 to 129887) C, sd 29666 and 9263",
        "a repair: 27406 (12459 to 53576) B, sd 10698 and 0",
        "a rebuilt item: 71150 (24142 to 151468) B, sd 32510 and 0",
        "weight only: 7171 (1677 to 23505) D, sd 5579 and 1913",
      ]
    `);
  });

  it("add up independent errors of weighing and common errors of the factor to the whole", () => {
    const declared = count("x", LOTS["one product, declared mass"]);
    expect(declared.spread.independentGrams).toBeCloseTo(declared.co2eGrams * 0.1, 0);
    expect(declared.spread.correlatedGrams).toBeCloseTo(count("x", LOTS["one product, closed form"]).spread.correlatedGrams, 9);
    const drawn = count("x", { ...LOTS["one product, declared mass"], contamination: 0.04 });
    expect(drawn.spread.independentGrams).toBeCloseTo(drawn.co2eGrams * 0.1, 0);
    expect(drawn.spread.correlatedGrams / drawn.co2eGrams).toBeCloseTo(0.24, 1);
  });

  it("carry the sign of the lot where errors of one factor add up", () => {
    expect(count("x", LOTS["a negative load"]).spread.correlatedGrams).toBeLessThan(0);
    expect(count("x", LOTS["a negative load"]).spread.independentGrams).toBeGreaterThan(0);
    expect(count("x", LOTS["one product, closed form"]).spread.correlatedGrams).toBeGreaterThan(0);
  });

  it("blur the legs with what they were declared to be, not with the scale", () => {
    const heavy = { route: "recycle", material: "PET", massKg: 0, transport: [{ massKg: 1000, km: 100, mode: "hgv_average" }] };
    const legsOnly = count("x", { ...heavy, weightBasis: "category_mean" });
    expect(legsOnly).toMatchObject({ co2eGrams: -10_163, lowGrams: Math.round(-10_163 * 1.3), highGrams: Math.round(-10_163 / 1.3) });
    expect(legsOnly.spread.independentGrams).toBe(0);
    const processed = count("x", { route: "recycle", material: "PET", massKg: 0, processingKg: 3, weightBasis: "declared" });
    expect(processed).toMatchObject({ co2eGrams: -3_000, lowGrams: -4_500, highGrams: -2_000 });
    const parcel = count("x", { route: "weight_only", massKg: 0, delivery: "livraisondomicile", weightBasis: "declared" });
    expect(parcel.co2eGrams).toBe(-722);
    expect(parcel.highGrams).toBeLessThan(0);
    const rebuilt = count("x", { route: "remanufacture", product: "jeans", count: 1, displacement: 0, refurbishmentKg: 3 });
    expect(rebuilt).toMatchObject({ co2eGrams: -3_000, lowGrams: -4_500, highGrams: -2_000 });
  });
});

describe("terms", () => {
  const terms = (lot: Record<string, unknown>): unknown[] =>
    count("x", lot).terms.map(({ name, kgCo2e, factorIds, facts }) => [name, roundToGrams(kgCo2e), factorIds, facts]);

  it("of a load hold each figure with its source and what it was multiplied by", () => {
    const common = { massKg: 250, contamination: 0.04 };
    expect(terms(LOTS["everything a load can carry"])).toEqual([
      ["baseline", 65_698, ["us_epa_warm@16/pet/combustion"], { ...common, share: 0.2, practice: "combustion", factor: expect.closeTo(1.24166637, 7) as number }],
      ["baseline", 4_287, ["us_epa_warm@16/pet/landfilling"], { ...common, share: 0.8, practice: "landfilling", factor: expect.closeTo(0.02025452, 7) as number }],
      ["treatment", 274_005, ["us_epa_warm@16/pet/recycling"], { ...common, practice: "recycling", factor: expect.closeTo(-1.03572063, 7) as number }],
      ["transport", -15_245, ["uk_desnz@2025/hgv-all/average-laden-per-tonne-km"], { massKg: 250, km: 600, mode: "hgv_average", factor: 0.10163 }],
      ["transport", -12_765, ["uk_desnz@2025/van-average/unknown-per-tonne-km"], { massKg: 100, km: 200, mode: "van_unknown", factor: 0.63823 }],
      ["delivery", -722, ["fr_ademe_impactco2@8076a489/livraisondomicile/parcel"], { delivery: "livraisondomicile", factor: expect.closeTo(0.72200051, 7) as number }],
      ["processing", -12_000, [], { declared: 12 }],
    ]);
  });

  it("of goods hold the new item, its burdens and its power", () => {
    const shares = { displacement: 0.5, remainingLife: 0.4 };
    expect(terms(LOTS["goods with every burden"])).toEqual([
      ["displaced_new", 92_628, ["fr_ademe_impactco2@8076a489/refrigirateur/production-distribution"], { ...shares, count: 2, rebound: 0.1, factor: expect.closeTo(257.3, 6) as number }],
      ["refurbishment", -8_000, [], { count: 2, declared: 4 }],
      ["extra_use", -31_836, ["cn_grid@2023/cn/national-average"], { ...shares, lifeYears: 10, kwhPerYear: 30, region: "CN", factor: 0.5306 }],
      ["transport", -1_532, ["uk_desnz@2025/van-average/unknown-per-tonne-km"], { massKg: 120, km: 20, mode: "van_unknown", factor: 0.63823 }],
    ]);
  });

  it("of the UK route hold four figures", () => {
    expect(count("x", LOTS["UK figures"]).terms.map(({ name, factorIds }) => [name, factorIds])).toEqual([
      ["displaced_primary", ["uk_desnz@2025/glass/primary"]],
      ["recycled_production", ["uk_desnz@2025/glass/closed-loop-source"]],
      ["avoided_landfill", ["uk_desnz@2025/glass/landfill"]],
      ["recycling_collection", ["uk_desnz@2025/glass/closed-loop-disposal"]],
    ]);
  });

  it("leave out burdens of nothing", () => {
    expect(terms({ route: "reuse", product: "jeans", count: 1, refurbishmentKg: 0, processingKg: 0, transport: [] })).toHaveLength(1);
    expect(terms({ route: "recycle", material: "PET", massKg: 1, processingKg: 0 })).toHaveLength(2);
    expect(terms({ route: "recycle", material: "PET", massKg: 1 })).toHaveLength(2);
  });
});
