import { describe, expect, it } from "vitest";
import { GOODS } from "#app/shared/goods.ts";
import { MATERIAL_CODES } from "#app/shared/materials.ts";
import { FACTORS } from "../impact.catalogue.ts";
import { calculateGoodsLot, calculateMaterialLot } from "../impact.coverage.ts";
import { calculate } from "../impact.formula.ts";
import { isUnused, usedBy } from "./used-by.ts";

/** Every factor with those who take it, from the reverse look-up. */
const back = FACTORS.map(({ id }) => ({ id, users: usedBy(id) }));
const factorsOf = (takes: (users: ReturnType<typeof usedBy>) => boolean) => back.filter(({ users }) => takes(users)).map(({ id }) => id).sort();
const taken = (result: ReturnType<typeof calculate>) => (result.status === "ok" ? [...result.factorIds].sort() : []);

describe("usedBy", () => {
  it("says of every material what the formula says", () => {
    for (const material of MATERIAL_CODES) {
      const formula = taken(calculateMaterialLot({ id: "back", material, massGrams: 1000, basis: "measured" }));
      expect({ material, factors: factorsOf((users) => users.materials.includes(material)) }).toEqual({ material, factors: formula });
    }
  });

  it("says of every category of goods what the formula says, for the usual kind and for those a giver may name", () => {
    for (const { code, otherProducts } of GOODS) {
      const usual = taken(calculateGoodsLot({ id: "back", goods: code, count: 1 }));
      const chosen = [...new Set(otherProducts.flatMap((product) => taken(calculateGoodsLot({ id: "back", goods: code, count: 1, product }))))].sort();
      expect({ code, factors: factorsOf((users) => users.goods.some((one) => one.code === code && !one.byChoice)) }).toEqual({ code, factors: usual });
      expect({ code, factors: factorsOf((users) => users.goods.some((one) => one.code === code && one.byChoice)) }).toEqual({ code, factors: chosen });
    }
  });

  it("knows which disposals a stated baseline may add", () => {
    const pet = (baseline: Record<string, number>) => taken(calculate({ id: "back", route: "recycle", material: "PET", massKg: 1, baseline }));
    const added = pet({ landfilling: 0.5, combustion: 0.5 }).filter((id) => !usedBy(id).materials.includes("pet"));
    expect(added).toEqual(["us_epa_warm@16/pet/combustion"]);
    expect(usedBy("us_epa_warm@16/pet/combustion").baselineOf).toContain("pet");
    expect(usedBy("us_epa_warm@16/pet/recycling").baselineOf).not.toContain("pet");
  });

  it("names what takes a figure whatever was handed over", () => {
    const all = calculate({ id: "back", route: "reuse", product: "refrigirateur", count: 1, delivery: "livraisondomicile", extraUse: { kwhPerYear: 1, lifeYears: 1, region: "CN-North" }, transport: [{ massKg: 1, km: 1, mode: "van_unknown" }] });
    expect(taken(all).map((id) => usedBy(id).role).sort()).toEqual(["delivery", "grid", "transport", null].sort());
  });

  it("takes for the grid what the formula takes, region by region, and no other", () => {
    const grids = FACTORS.filter((factor) => factor.set === "cn_grid");
    const regions = [...new Set(grids.map((factor) => factor.region))];
    const counted = regions.flatMap((region) => taken(calculate({ id: "back", route: "reuse", product: "refrigirateur", count: 1, extraUse: { kwhPerYear: 1, lifeYears: 1, region } })).filter((id) => id.startsWith("cn_grid")));
    expect(grids.filter((factor) => usedBy(factor.id).role === "grid").map((factor) => factor.id).sort()).toEqual(counted.sort());
    expect(counted).toHaveLength(regions.length);
  });

  it("leaves figures that no route takes empty", () => {
    for (const id of ["cn_grid@2022/cn/national-average", "fr_ademe_impactco2@8076a489/smartphone/end-of-life", "nothing/at/all"]) {
      expect({ id, unused: isUnused(usedBy(id)) }).toEqual({ id, unused: true });
    }
  });
});
