import { createHash } from "node:crypto";

import { expect, it } from "vitest";

import { GOODS } from "#app/shared/goods.ts";
import { MATERIAL_CODES } from "#app/shared/materials.ts";

import { FACTORS } from "./impact.catalogue.ts";
import { calculateGoodsLot, calculateMaterialLot } from "./impact.coverage.ts";
import type { Calculation } from "./impact.formula.ts";
import { calculate, FORMULA_VERSION } from "./impact.formula.ts";

/** The sets that entries of formula@1 were counted with from the start; later sets must not move this file's checksum. */
const FIRST_SETS = new Set(["us_epa_warm", "uk_desnz", "fr_ademe_impactco2", "cn_grid"]);
const NAMES = [...new Set(FACTORS.filter((factor) => FIRST_SETS.has(factor.set)).map((factor) => factor.publisherName))];

/** What an entry freezes of a result: figures, grade and factors. */
function line(result: Calculation | ReturnType<typeof calculate>): string {
  if (result.status === "invalid") return `${result.status} ${result.error} ${result.detail}`;
  if (result.status === "not_covered") return `${result.status} ${result.reason} ${result.missing}`;
  const { co2eGrams, lowGrams, highGrams, grade, warnings, factorIds, inputs } = result;
  return JSON.stringify([co2eGrams, lowGrams, highGrams, grade, warnings, factorIds, inputs]);
}

function* everyName(): Generator<string> {
  for (const [index, name] of NAMES.entries()) {
    for (const route of ["recycle", "compost", "recycle_uk_proxy"]) {
      yield line(calculate({ id: `plain ${index}`, route, material: name, massKg: 1 + ((index * 37) % 5000) }));
      yield line(
        calculate({
          id: index,
          route,
          material: name,
          massKg: 12.5 + index,
          contamination: (index % 10) / 20,
          weightBasis: ["measured", "declared", "category_mean"][index % 3],
          transport: [{ massKg: 10, km: index % 300, mode: index % 2 === 0 ? "van_unknown" : "hgv_average" }],
          processingKg: index % 4,
          ...(index % 2 === 0 ? {} : { baseline: { landfilling: 0.7, combustion: 0.3 } }),
          ...(index % 5 === 0 ? { approximate: true, delivery: "livraisondomicile" } : {}),
        }),
      );
    }
    yield line(calculate({ id: `plain ${index}`, route: "reuse", product: name, count: 1 + (index % 7) }));
    yield line(
      calculate({
        id: `full ${index}`,
        route: "reuse",
        product: name,
        count: 1 + (index % 3),
        displacement: (index % 11) / 10,
        remainingLife: (index % 7) / 6,
        rebound: (index % 3) / 10,
        refurbishmentKg: index % 5,
        extraUse: { kwhPerYear: index % 100, lifeYears: 8, region: "CN-East" },
        delivery: "pointrelaisdouce",
        massKg: 3,
      }),
    );
  }
}

function* everyCode(): Generator<string> {
  for (const material of MATERIAL_CODES) yield line(calculateMaterialLot({ id: material, material, massGrams: 12_345, basis: "declared" }));
  for (const { code } of GOODS) yield line(calculateGoodsLot({ id: code, goods: code, count: 2, remainingLife: 0.7 }));
}

it("formula@1 counts as it did when entries were frozen with it", () => {
  const lines = [...everyName(), ...everyCode()];
  expect(FORMULA_VERSION).toBe("formula@1");
  expect(lines.length).toBe(1_773);
  expect(createHash("sha256").update(lines.join("\n")).digest("hex").slice(0, 16)).toBe("442cf1baebe98125");
});
