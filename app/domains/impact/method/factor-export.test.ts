import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { FACTORS, findFactor, setOfFactor } from "../impact.catalogue.ts";
import { factorsAsCsv, factorsAsJson } from "./factor-export.ts";

const read = (text: string) => parse<Record<string, string>>(text, { columns: true });

describe("the catalogue as a file", () => {
  it("has every factor with every column, to the last digit, in CSV", () => {
    const rows = read(factorsAsCsv({ query: "", set: null }));
    expect(rows.map((row) => row.id)).toEqual(FACTORS.map((factor) => factor.id));
    for (const row of rows) {
      const factor = findFactor(row.id ?? "");
      if (!factor) throw new Error(`${row.id} is not in the catalogue`);
      const set = setOfFactor(factor);
      expect(row).toMatchObject({
        set: set.set,
        version: set.version,
        publisher: set.publisher,
        publisherName: factor.publisherName,
        unit: factor.unit,
        licence: set.licence,
        licenceUrl: set.licenceUrl ?? "",
        attribution: set.attribution,
        pedigree: factor.pedigree.join(" "),
        note: factor.note ?? "",
      });
      expect(Number(row.value)).toBe(factor.value);
    }
    expect(Object.keys(rows[0] ?? {})).toEqual([
      "id", "set", "version", "publisher", "publisherName", "practice", "practiceLabel", "value", "unit", "boundary", "gwpSet", "region", "year",
      "source", "licence", "licenceUrl", "attribution", "pedigree", "u95", "note",
    ]);
  });

  it("says the same in JSON, with the editions and their cautions", () => {
    const query = { query: "pet", set: "us_epa_warm@16" };
    const { sets, factors } = JSON.parse(factorsAsJson(query)) as { sets: { key: string; caution: string | null }[]; factors: Record<string, unknown>[] };
    expect(sets.map((set) => set.key)).toEqual(["us_epa_warm@16"]);
    expect(factors.length).toBeGreaterThan(2);
    expect(read(factorsAsCsv(query)).map((row) => row.id)).toEqual(factors.map((factor) => factor.id));
    expect(factors.find((factor) => factor.id === "us_epa_warm@16/pet/recycling")).toMatchObject({ value: findFactor("us_epa_warm@16/pet/recycling")?.value, pedigree: [2, 3, 2, 3, 2], u95: 1.6062 });
  });

  it("is only a header where nothing matches", () => {
    expect(factorsAsCsv({ query: "no such thing at all", set: null }).split("\r\n")).toHaveLength(2);
    expect(JSON.parse(factorsAsJson({ query: "no such thing at all", set: null }))).toEqual({ sets: [], factors: [] });
  });
});
