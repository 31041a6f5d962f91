import { describe, expect, it } from "vitest";

import { GOODS } from "#app/shared/goods.ts";
import { MATERIAL_CODES } from "#app/shared/materials.ts";

import { findFigure } from "./impact.catalogue.ts";
import { calculateGoodsLot, calculateMaterialLot, coverageOf, productFacts } from "./impact.coverage.ts";
import { ADEME } from "./impact.model.ts";

describe("materials", () => {
  it.each(MATERIAL_CODES)("%s is counted or openly not covered", (material) => {
    const coverage = coverageOf(material);
    const result = calculateMaterialLot({ id: "x", material, massGrams: 1_000, basis: "measured" });
    expect(result.status).toBe(coverage.kind === "covered" ? "ok" : "not_covered");
  });

  it("speaks the publisher's figure: one tonne of cardboard is O1", () => {
    const lot = { id: "x", material: "cardboard", massGrams: 1_000_000, basis: "measured" } as const;
    expect(calculateMaterialLot(lot)).toMatchObject({ co2eGrams: 3_656_330 });
    expect(calculateMaterialLot({ ...lot, material: "batteries_ev" })).toMatchObject({ missing: "batteries_ev: no_factor" });
  });

  it("takes a named mix and the share that displaces virgin material", () => {
    const lot = { id: "x", material: "cardboard", massGrams: 1_000_000, basis: "measured" } as const;
    expect(calculateMaterialLot({ ...lot, baselineMix: "landfill_only@1" })).toEqual(calculateMaterialLot(lot));
    expect(calculateMaterialLot({ ...lot, virginShare: 0.5 })).toMatchObject({ co2eGrams: 1_828_165 });
  });

  it("flags what is only close", () => {
    const lot = { id: "x", massGrams: 1_000, basis: "measured" } as const;
    expect(calculateMaterialLot({ ...lot, material: "plastic_mixed" })).toMatchObject({ grade: "A", warnings: [] });
    expect(calculateMaterialLot({ ...lot, material: "plastic_packaging" })).toMatchObject({
      grade: "B",
      warnings: ["approximate"],
    });
  });
});

describe("goods", () => {
  it.each(GOODS.map((category) => [category.code, category] as const))("%s names products that exist", (code, category) => {
    for (const product of [category.defaultProduct, ...category.otherProducts]) {
      if (product !== null) expect(findFigure(ADEME, product, "production-distribution")).not.toBeNull();
    }
    const result = calculateGoodsLot({ id: "x", goods: code, count: 1 });
    expect(result.status).toBe(category.defaultProduct === null ? "not_covered" : "ok");
  });

  it("takes the lowest of a publisher's kinds unless the giver says which", () => {
    for (const { defaultProduct, otherProducts } of GOODS) {
      const figure = (product: string): number => findFigure(ADEME, product, "production-distribution")?.value ?? NaN;
      for (const other of otherProducts) expect(figure(defaultProduct ?? "")).toBeLessThanOrEqual(figure(other));
    }
    expect(calculateGoodsLot({ id: "x", goods: "jumper", count: 1, product: "pullenlaine" })).toMatchObject({ co2eGrams: 26_450 });
    expect(calculateGoodsLot({ id: "x", goods: "jumper", count: 1, product: "smartphone" }).status).toBe("not_covered");
  });

  it("are estimated by weight where nobody covers the category and a weight is known", () => {
    const bicycle = { id: "x", goods: "bicycle", count: 1, remainingLife: 0.7 } as const;
    expect(calculateGoodsLot({ ...bicycle, massGrams: 15_000 })).toMatchObject({
      status: "ok",
      route: "weight_only",
      co2eGrams: 7_650,
      grade: "D",
      warnings: ["low_quality"],
      inputs: { id: "x", route: "weight_only", massKg: 15, weightBasis: "measured" },
    });
    const moved = { transport: [{ massKg: 15, km: 10, mode: "hgv_average" as const }], delivery: "livraisondomicile" };
    expect(calculateGoodsLot({ ...bicycle, ...moved, massGrams: 15_000, weightBasis: "category_mean" })).toMatchObject({
      inputs: { weightBasis: "category_mean", ...moved },
    });
    expect(calculateGoodsLot({ ...bicycle, massGrams: 0 })).toMatchObject({ status: "ok", co2eGrams: 0 });
  });

  it.each(GOODS.filter(({ defaultProduct }) => defaultProduct === null).map(({ code }) => code))("%s has no figure without a weight and a D with one", (code) => {
    const lot = { id: "x", goods: code, count: 1 } as const;
    expect(calculateGoodsLot(lot)).toMatchObject({ status: "not_covered", reason: "not_mapped", route: "reuse", missing: `${code}: no_factor` });
    expect(calculateGoodsLot({ ...lot, massGrams: 1_000 })).toMatchObject({ status: "ok", co2eGrams: 510, grade: "D" });
  });

  it.each(GOODS.filter(({ defaultProduct }) => defaultProduct !== null).map(({ code }) => code))("%s is counted by item, whatever it weighs", (code) => {
    const lot = { id: "x", goods: code, count: 2, remainingLife: 0.5 } as const;
    expect(calculateGoodsLot({ ...lot, massGrams: 5_000, weightBasis: "declared" })).toEqual(calculateGoodsLot(lot));
  });

  it("are not estimated by weight where the average does not fit the lot", () => {
    const toys = { id: "x", goods: "toys", count: 3, massGrams: 2_000 } as const;
    const misfits = [
      { remainingLife: 0 },
      { displacement: 0.2 },
      { refurbishmentKg: 1 },
      { extraUse: { kwhPerYear: 1, lifeYears: 1, region: "CN" } },
      { route: "repair" },
      { product: "smartphone" },
    ] as const;
    for (const misfit of misfits) {
      const result = calculateGoodsLot({ ...toys, ...misfit });
      expect(result, JSON.stringify(misfit)).toMatchObject({ status: "not_covered", reason: "not_mapped" });
      expect(result).not.toHaveProperty("inputs.massKg");
    }
    expect(calculateGoodsLot(toys).status).toBe("ok");
  });

  it("may be repaired or remanufactured", () => {
    const lot = { id: "x", goods: "jeans", count: 1 } as const;
    expect(calculateGoodsLot({ ...lot, route: "repair" })).toMatchObject({ route: "repair", co2eGrams: 9_535 });
    expect(calculateGoodsLot({ ...lot, route: "remanufacture" })).toMatchObject({ route: "remanufacture", warnings: ["burden_not_declared"] });
    expect(calculateGoodsLot(lot)).toMatchObject({ route: "reuse" });
  });

  it("knows the publisher's years of use, and where it gives none", () => {
    expect(productFacts("refrigirateur")).toEqual({ defaultYears: 10, useKgPerYear: expect.closeTo(8.832, 3) as number });
    expect(productFacts("chaiseenbois")).toEqual({ defaultYears: null, useKgPerYear: null });
  });
});
