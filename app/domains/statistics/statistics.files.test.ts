import { parse } from "csv-parse/sync";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { describe, expect, it } from "vitest";
import { catalogue, COLUMNS, csvMetadata, statisticsAsCsv, statisticsAsJson, statisticsAsNdjson } from "./statistics.files.ts";
import { statisticsAsParquet } from "./statistics.parquet.server.ts";
import type { PublishedCell, Statistics } from "./statistics.schema.ts";

const published: PublishedCell = {
  region: "CN", month: "2026-01", route: "recycle", material: "=1+1", status: "published", entryCount: 7, massGrams: 1200, measuredMassGrams: 600, notCoveredGrams: 0,
  co2eGrams: -40, lowGrams: -90, highGrams: 10, grade: "B", coverage: 0.5,
};
const withheld: PublishedCell = { region: "CN", month: "2026-01", route: "recycle", material: "glass", status: "withheld" };
const statistics = (cells: PublishedCell[]): Statistics => ({ months: ["2025-12", "2026-01"], regions: ["CN"], cells, version: "v", logSize: 12 });
const facts = { origin: "https://example.org", method: "formula@1" };

describe("the statistics as files", () => {
  it("as CSV: a header, a line each, empty where withheld, text that looks like a formula made text, numbers left as numbers", () => {
    const rows = parse([...statisticsAsCsv(statistics([published, withheld]))].join(""), { columns: true });
    expect(rows).toEqual([
      { ...Object.fromEntries(Object.entries(published).map(([key, value]) => [key, String(value)])), material: "'=1+1" },
      { ...Object.fromEntries(COLUMNS.map(({ name }) => [name, ""])), ...withheld },
    ]);
  });

  it("as JSON: one document of any length, with method and columns; and the same rows line by line", () => {
    const cells = Array.from({ length: 1203 }, (_, n) => ({ ...published, entryCount: n }));
    const whole = JSON.parse([...statisticsAsJson(statistics(cells), facts)].join("")) as { rows: PublishedCell[]; method: object; columns: { name: string }[]; minimumParties: number };
    expect(whole).toMatchObject({ method: { version: "formula@1", url: "https://example.org/impact/method" }, version: "v", logSize: 12, minimumParties: 5 });
    expect(whole.columns.map(({ name }) => name)).toEqual(Object.keys(whole.rows[0] ?? {}));
    expect(whole.rows).toEqual(cells);
    const lines = [...statisticsAsNdjson(statistics(cells))].join("").trimEnd().split("\n").map((line) => JSON.parse(line) as PublishedCell);
    expect(lines).toEqual(cells);
    expect(JSON.parse([...statisticsAsJson(statistics([]), facts)].join(""))).toMatchObject({ rows: [] });
  });

  it("as Parquet: the rows of the CSV, one by one, with numbers as numbers and null where withheld", async () => {
    const cells = [{ ...published, material: "glass" }, withheld, { ...published, material: "paper", co2eGrams: -9_007_199_254_740_991, coverage: null, grade: null }];
    const bytes = statisticsAsParquet(statistics(cells), facts);
    const rows = await parquetReadObjects({ file: bytes.buffer });
    const csv = parse([...statisticsAsCsv(statistics(cells))].join(""), { columns: true }) as Record<string, string>[];
    expect(rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null ? "" : String(value)])))).toEqual(csv);
    expect(rows[0]).toMatchObject({ status: "published", entryCount: 7n, co2eGrams: -40n, coverage: 0.5 });
    expect(rows[1]).toMatchObject({ status: "withheld", massGrams: null });
    const { key_value_metadata: about } = parquetMetadata(bytes.buffer);
    expect(about).toEqual(expect.arrayContaining([{ key: "method", value: "formula@1" }, { key: "version", value: "v" }]));
    expect(await parquetReadObjects({ file: statisticsAsParquet(statistics([]), facts).buffer })).toEqual([]);
  });

  it("are described: every column of the CSV, and every file in the catalogue", () => {
    expect(csvMetadata(statistics([]), facts)).toMatchObject({ url: "https://example.org/data/statistics.csv", tableSchema: { columns: COLUMNS.map(({ name, datatype }) => ({ name, datatype })) } });
    const [dataset] = (catalogue(statistics([]), facts) as { "dcat:dataset": Record<string, unknown>[] })["dcat:dataset"];
    expect(dataset).toMatchObject({
      "dct:conformsTo": { "dct:title": "formula@1" },
      "dct:temporal": { "dcat:startDate": { "@value": "2025-12" }, "dcat:endDate": { "@value": "2026-01" } },
      "dcat:distribution": ["csv", "json", "ndjson", "parquet"].map((end) => ({ "dcat:downloadURL": { "@id": `https://example.org/data/statistics.${end}` } })),
    });
  });
});
