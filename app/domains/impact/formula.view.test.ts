import { describe, expect, it } from "vitest";
import { findFactor } from "./impact.catalogue.ts";
import { calculate } from "./impact.formula.ts";
import { termView } from "./formula.view.ts";

const INPUTS = [
  { id: 1, route: "recycle", material: "PET", massKg: 250, contamination: 0.04, baseline: { landfilling: 0.8, combustion: 0.2 }, transport: [{ massKg: 250, km: 60, mode: "hgv_average" }] },
  { id: 2, route: "recycle", material: "Drywall", massKg: 1000 },
  { id: 3, route: "recycle_uk_proxy", material: "Plastics: LDPE and LLDPE (incl. forming)", massKg: 20 },
  { id: 4, route: "compost", material: "Food Waste", massKg: 3, processingKg: 0.2 },
  { id: 5, route: "reuse", product: "smartphone", count: 2, remainingLife: 0.6, delivery: "livraisondomicile", refurbishmentKg: 1.5, rebound: 0.1 },
  { id: 6, route: "reuse", product: "refrigirateur", count: 1, remainingLife: 0.4, extraUse: { kwhPerYear: 150, lifeYears: 10, region: "CN" } },
  { id: 7, route: "recycle", material: "PET", massKg: 250, virginShare: 0.7 },
  { id: 8, route: "recycle_uk_proxy", material: "Glass", massKg: 20, virginShare: 0.7 },
  { id: 9, route: "repair", product: "refrigirateur", count: 2, refurbishmentKg: 3, extraUse: { kwhPerYear: 15, lifeYears: 10, region: "CN" } },
  { id: 10, route: "remanufacture", product: "chaiseenbois", count: 1, refurbishmentKg: 3 },
  { id: 11, route: "weight_only", massKg: 15, delivery: "livraisondomicile" },
];

describe("the formula with its numbers", () => {
  it.each(INPUTS)("multiplies to each term of $id", (input) => {
    const result = calculate(input);
    if (result.status !== "ok") throw new Error(result.status);
    for (const term of result.terms) {
      const view = termView(term, (id) => findFactor(id)?.unit ?? null);
      const product = view.pieces.reduce((all, piece) => all * piece.value, view.isSubtracted ? -1 : 1);
      expect(product, `${term.name}`).toBeCloseTo(term.kgCo2e, 6);
    }
  });

  it("calls the life by what it is on the route", () => {
    const labels = (route: string): string[] => {
      const result = calculate({ id: 1, route, product: "jeans", count: 1 });
      if (result.status !== "ok") throw new Error(result.status);
      return result.terms.flatMap((term) => termView(term, () => null).pieces.map((piece) => piece.label));
    };
    expect(labels("reuse")).toEqual(["items", "displacement", "remainingLife", "factor"]);
    expect(labels("repair")).toEqual(["items", "displacement", "lifeAdded", "factor"]);
  });
});
