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

  it("knows the publisher's years of use, and where it gives none", () => {
    expect(productFacts("refrigirateur")).toEqual({ defaultYears: 10, useKgPerYear: expect.closeTo(8.832, 3) as number });
    expect(productFacts("chaiseenbois")).toEqual({ defaultYears: null, useKgPerYear: null });
  });
});
