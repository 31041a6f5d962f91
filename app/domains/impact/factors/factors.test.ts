import { createHash } from "node:crypto";

import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";

import { sharedData } from "#tests/setup/shared-data.ts";

import { FACTOR_SETS, FACTORS, findFactor, findFigure, setKey, setOfFactor } from "../impact.catalogue.ts";
import type { Factor } from "./factor.types.ts";

/** Rows and checksum of each edition: a changed digit, name or unit is a new edition, not an edit. */
const FROZEN: Readonly<Record<string, { count: number; sha256: string }>> = {
  "us_epa_warm@16": { count: 218, sha256: "2d79aa19778bca8b" },
  "uk_desnz@2025": { count: 233, sha256: "9ddc1f66b674e17a" },
  "fr_ademe_impactco2@8076a489": { count: 395, sha256: "1ac77df6784683b7" },
  "cn_grid@2022": { count: 1, sha256: "bfdbb1f2e8a0435d" },
  "cn_grid@2023": { count: 10, sha256: "e84e8a0267c15ea3" },
  "uk_wrap_reuse@freegle": { count: 1, sha256: "be6a0056aaedce34" },
  "cn_kgce@yunnan": { count: 3, sha256: "27ca037a55187f58" },
  "us_epa_equivalencies@2024": { count: 1, sha256: "64d7415e629e19c9" },
};

function checksum(factors: readonly Factor[]): string {
  const lines = factors.map((factor) => `${factor.id}=${factor.value} ${factor.unit} ${factor.publisherName}`).sort();
  return createHash("sha256").update(lines.join("\n")).digest("hex").slice(0, 16);
}

describe("the factor catalogue", () => {
  it.each(FACTOR_SETS.map((set) => [setKey(set), set] as const))("holds %s unchanged", (key) => {
    const factors = FACTORS.filter((factor) => setKey(factor) === key);
    expect({ count: factors.length, sha256: checksum(factors) }).toEqual(FROZEN[key]);
  });

  it("gives each factor an id of its own, readable and complete", () => {
    expect(new Set(FACTORS.map((factor) => factor.id)).size).toBe(FACTORS.length);
    for (const factor of FACTORS) {
      expect(factor.id).toMatch(/^[a-z0-9_]+@[a-z0-9]+\/[a-z0-9-]+\/[a-z0-9-]+$/);
      expect(Number.isFinite(factor.value)).toBe(true);
      expect(factor.licence).not.toBe("");
      expect(setOfFactor(factor).attribution).not.toBe("");
    }
  });

  it("holds the single figures that have no gathered table", () => {
    const single = (set: string): [string, number, string][] =>
      FACTORS.filter((factor) => setKey(factor) === set).map((factor) => [factor.publisherName, factor.value, factor.unit]);
    expect(single("cn_kgce@yunnan")).toEqual([
      ["recycled copper", 1054, "kgce/tonne"],
      ["recycled aluminium", 3443, "kgce/tonne"],
      ["recycled lead", 659, "kgce/tonne"],
    ]);
    expect(single("uk_wrap_reuse@freegle")).toEqual([["reused goods", 0.51, "tCO2e/tonne"]]);
  });

  it("says of every figure that reached us second hand that it did", () => {
    for (const key of ["uk_wrap_reuse@freegle", "cn_kgce@yunnan", "us_epa_equivalencies@2024"]) {
      const set = FACTOR_SETS.find((source) => setKey(source) === key);
      expect(set?.caution).toMatch(/copies of the tool's result|quotation without page|exact edition is not verified/);
    }
  });

  it("finds figures by id and by the publisher's name, and blanks stay blank", () => {
    expect(findFactor("us_epa_warm@16/corrugated-containers/recycling")?.value).toBe(-3.1353369086789917);
    expect(findFigure("us_epa_warm@16", "PVC", "recycling")).toBeNull();
    expect(findFactor("cn_grid@2022/cn/national-average")?.value).toBe(0.5366);
    expect(findFactor("constructor")).toBeNull();
  });
});

interface Row {
  material_or_product: string;
  practice: string;
  value: string;
  unit: string;
  region: string;
  year: string;
}

const FILES: readonly [file: string, sets: readonly string[]][] = [
  ["us_epa_warm_v16.csv", ["us_epa_warm@16"]],
  ["uk_desnz_2025_material_use.csv", ["uk_desnz@2025"]],
  ["uk_desnz_2025_waste_disposal.csv", ["uk_desnz@2025"]],
  ["uk_desnz_2025_freight.csv", ["uk_desnz@2025"]],
  ["fr_ademe_impactco2_products.csv", ["fr_ademe_impactco2@8076a489"]],
  ["fr_ademe_impactco2_delivery.csv", ["fr_ademe_impactco2@8076a489"]],
  ["cn_grid_electricity.csv", ["cn_grid@2022", "cn_grid@2023"]],
];

/** Sets that were gathered whole; the others restate single figures. */
const GATHERED = new Set(FILES.flatMap(([, sets]) => sets));

/** The gathered freight table lost the dash between ship sizes; the ids on the other side have it. */
const keyOf = (name: string, practice: string, unit: string, region: string, year: string): string =>
  [name.replaceAll("\uFFFD", "–"), practice, unit, region, year].join(" | ");

describe.skipIf(sharedData("factors/us_epa_warm_v16.csv") === null)(
  "the catalogue beside the gathered tables (skipped without ../shared/data)",
  () => {
    it("has every figure of every table, to the last digit, and none besides", () => {
      const gathered = new Map<string, number>();
      for (const [file, sets] of FILES) {
        const text = sharedData(`factors/${file}`) ?? "";
        for (const row of parse<Row>(text, { columns: true })) {
          const year = sets.length > 1 ? row.year : "";
          gathered.set(keyOf(row.material_or_product, row.practice, row.unit, row.region, year), Number(row.value));
        }
      }
      const whole = FACTORS.filter((factor) => GATHERED.has(setKey(factor)));
      const ours = new Map(
        whole.map((factor) => {
          const year = factor.set === "cn_grid" ? String(factor.year) : "";
          const key = keyOf(factor.publisherName, factor.practiceLabel, factor.unit, factor.region, year);
          return [key, factor.value];
        }),
      );
      expect(ours).toEqual(gathered);
      expect(ours.size).toBe(whole.length);
    });

    it("takes of the equivalences the car's distance alone, to the last digit", () => {
      const rows = parse<Row>(sharedData("factors/us_epa_equivalencies.csv") ?? "", { columns: true });
      const distance = rows.find((row) => row.material_or_product === "passenger vehicle gasoline, distance");
      const ours = FACTORS.filter((factor) => factor.set === "us_epa_equivalencies");
      expect(ours.map((factor) => [factor.publisherName, factor.practiceLabel, factor.value, factor.unit, factor.region])).toEqual([
        [distance?.material_or_product, distance?.practice, Number(distance?.value), distance?.unit, distance?.region],
      ]);
    });
  },
);
