import { parse } from "csv-parse/sync";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { describe, expect, it } from "vitest";
import { catalogue } from "./catalogue.ts";
import { COLUMNS, statisticsTable } from "./statistics.files.ts";
import type { PublishedCell } from "./statistics.schema.ts";
import { csvMetadata, tableAsCsv, tableAsJson, tableAsNdjson, tagOf } from "./table-files.ts";
import { tableAsParquet } from "./table-parquet.server.ts";
import { tiersTable } from "./tiers/tiers.files.ts";
import type { PublishedFlow } from "./tiers/tiers.schema.ts";

const published: PublishedCell = {
  region: "CN", month: "2026-01", route: "recycle", material: "=1+1", status: "published", entryCount: 7, massGrams: 1200, measuredMassGrams: 600, notCoveredGrams: 0,
  co2eGrams: -40, lowGrams: -90, highGrams: 10, grade: "B", coverage: 0.5,
};
const withheld: PublishedCell = { region: "CN", month: "2026-01", route: "recycle", material: "glass", status: "withheld" };
const statistics = (cells: PublishedCell[]) => statisticsTable({ months: ["2025-12", "2026-01"], regions: ["CN"], cells, version: "v", logSize: 12 }, "formula@1");
const flow: PublishedFlow = { region: "CN", month: "2026-01", material: "glass", source: "collection", target: "sorting", status: "published", massGrams: 900, measuredMassGrams: 900, coverage: 1 };
const hiddenFlow: PublishedFlow = { region: "CN", month: "2026-01", material: "glass", source: "brought", target: "transfer", status: "withheld" };
const tiers = tiersTable({ months: ["2026-01"], flows: [hiddenFlow, flow], version: "w" });
const origin = "https://example.org";

describe("the statistics as files", () => {
  it("as CSV: a header, a line each, empty where withheld, text that looks like a formula made text, numbers left as numbers", () => {
    const rows = parse([...tableAsCsv(statistics([published, withheld]))].join(""), { columns: true });
    expect(rows).toEqual([
      { ...Object.fromEntries(Object.entries(published).map(([key, value]) => [key, String(value)])), material: "'=1+1" },
      { ...Object.fromEntries(COLUMNS.map(({ name }) => [name, ""])), ...withheld },
    ]);
  });

  it("as JSON: one document of any length, with method and columns; and the same rows line by line", () => {
    const cells = Array.from({ length: 1203 }, (_, n) => ({ ...published, entryCount: n }));
    const whole = JSON.parse([...tableAsJson(statistics(cells), origin)].join("")) as { rows: PublishedCell[]; method: object; columns: { name: string }[]; minimumParties: number };
    expect(whole).toMatchObject({ method: { version: "formula@1", url: "https://example.org/impact/method" }, version: "v", logSize: 12, minimumParties: 5 });
    expect(whole.columns.map(({ name }) => name)).toEqual(Object.keys(whole.rows[0] ?? {}));
    expect(whole.rows).toEqual(cells);
    const lines = [...tableAsNdjson(statistics(cells))].join("").trimEnd().split("\n").map((line) => JSON.parse(line) as PublishedCell);
    expect(lines).toEqual(cells);
    expect(JSON.parse([...tableAsJson(statistics([]), origin)].join(""))).toMatchObject({ rows: [] });
  });

  it("as Parquet: the rows of the CSV, one by one, with numbers as numbers and null where withheld", async () => {
    const cells = [{ ...published, material: "glass" }, withheld, { ...published, material: "paper", co2eGrams: -9_007_199_254_740_991, coverage: null, grade: null }];
    const bytes = tableAsParquet(statistics(cells), origin);
    const rows = await parquetReadObjects({ file: bytes.buffer });
    const csv = parse([...tableAsCsv(statistics(cells))].join(""), { columns: true }) as Record<string, string>[];
    expect(rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null ? "" : String(value)])))).toEqual(csv);
    expect(rows[0]).toMatchObject({ status: "published", entryCount: 7n, co2eGrams: -40n, coverage: 0.5 });
    expect(rows[1]).toMatchObject({ status: "withheld", massGrams: null });
    const { key_value_metadata: about } = parquetMetadata(bytes.buffer);
    expect(about).toEqual(expect.arrayContaining([{ key: "method", value: "formula@1" }, { key: "version", value: "v" }]));
    expect(await parquetReadObjects({ file: tableAsParquet(statistics([]), origin).buffer })).toEqual([]);
  });

  it("are described: every column of the CSV, and every file in the catalogue", () => {
    expect(csvMetadata(statistics([]), origin)).toMatchObject({ url: "https://example.org/data/statistics.csv", tableSchema: { columns: COLUMNS.map(({ name, datatype }) => ({ name, datatype })) } });
    const [dataset, between] = (catalogue([statistics([]), tiers], origin) as { "dcat:dataset": Record<string, unknown>[] })["dcat:dataset"];
    expect(dataset).toMatchObject({
      "dct:conformsTo": { "dct:title": "formula@1" },
      "dct:temporal": { "dcat:startDate": { "@value": "2025-12" }, "dcat:endDate": { "@value": "2026-01" } },
      "dcat:distribution": ["csv", "json", "ndjson", "parquet"].map((end) => ({ "dcat:downloadURL": { "@id": `https://example.org/data/statistics.${end}` } })),
    });
    expect(between).toMatchObject({ "@id": "https://example.org/statistics#tiers", "dct:conformsTo": { "dct:title": "tiers@1" }, "dcat:version": "w" });
    expect(between).toMatchObject({ "dcat:distribution": ["csv", "json", "ndjson", "parquet"].map((end) => ({ "dcat:downloadURL": { "@id": `https://example.org/data/tiers.${end}` } })) });
  });

  it("of flows between tiers are of the same kinds, empty where withheld", async () => {
    const csv = parse([...tableAsCsv(tiers)].join(""), { columns: true }) as Record<string, string>[];
    expect(csv).toEqual([
      { ...hiddenFlow, massGrams: "", measuredMassGrams: "", coverage: "" },
      { ...flow, massGrams: "900", measuredMassGrams: "900", coverage: "1" },
    ]);
    const rows = await parquetReadObjects({ file: tableAsParquet(tiers, origin).buffer });
    expect(rows).toMatchObject([{ massGrams: null }, { massGrams: 900n, coverage: 1 }]);
    expect(JSON.parse([...tableAsJson(tiers, origin)].join(""))).toMatchObject({ method: { version: "tiers@1" }, minimumParties: 5, rows: [{ status: "withheld", massGrams: null }, flow] });
  });

  it("have a tag that moves with what the file says", () => {
    const at = (logSize: number, version: string) => statisticsTable({ months: [], regions: [], cells: [], version, logSize }, "formula@1");
    expect(tagOf(at(1, "v"), "csv")).toBe(tagOf(at(2, "v"), "csv"));
    expect(tagOf(at(1, "v"), "json")).not.toBe(tagOf(at(2, "v"), "json"));
    for (const format of ["csv", "parquet"] as const) expect(tagOf(at(1, "v"), format)).not.toBe(tagOf(at(1, "w"), format));
  });
});
