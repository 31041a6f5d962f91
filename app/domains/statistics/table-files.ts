/** Public tables as files for programs, made piece by piece, with what documents them. */

import { csvLine, type CsvCell } from "#app/shared/csv.ts";

export interface Column {
  name: string;
  datatype: "string" | "integer" | "number";
  /** For programs, in English. */
  says: string;
}

/** A table that is published under `/data/NAME.csv` and the other formats. */
export interface DataTable {
  name: "statistics" | "tiers";
  title: string;
  /** What is in it, and what has to be known to read it. */
  about: string;
  notes: string;
  columns: readonly Column[];
  /** The columns that name a row. */
  keys: readonly string[];
  /** Objects with the columns' names; what a row does not have is an empty cell. */
  rows: readonly object[];
  /** Changes when, and only when, a row changes. */
  version: string;
  /** More that is true of the whole table, and the same while its tag is (see `tagOf`). */
  facts: Readonly<Record<string, string | number>>;
  /** The version of the rule it is made by, and where that is explained. */
  method: string;
  methodPath: string;
  /** Where it is shown for reading. */
  page: string;
  /** "YYYY-MM", oldest first. */
  months: readonly string[];
}

/** The formats, by the end of the file's name. */
export const FORMATS = {
  csv: { type: "text/csv; charset=utf-8", mediaType: "text/csv", fileType: "CSV" },
  json: { type: "application/json; charset=utf-8", mediaType: "application/json", fileType: "JSON" },
  ndjson: { type: "application/x-ndjson; charset=utf-8", mediaType: "application/x-ndjson", fileType: "JSON" },
  parquet: { type: "application/vnd.apache.parquet", mediaType: "application/vnd.apache.parquet", fileType: "PARQUET" },
} as const;
export type Format = keyof typeof FORMATS;

/** The tag of a table's file: JSON and Parquet also say the facts, which may move without a row moving. */
export function tagOf(table: DataTable, format: Format): string {
  const facts = format === "json" || format === "parquet" ? Object.values(table.facts).map((fact) => `${fact}-`).join("") : "";
  return `W/"${format}-${facts}${table.version}"`;
}

/** The value of a column; null where there is none. */
export function valueOf(row: object, column: string): CsvCell {
  return (row as Partial<Record<string, CsvCell>>)[column] ?? null;
}

const AT_A_TIME = 500;

function* inPieces(table: DataTable, line: (row: object, index: number) => string): Generator<string> {
  for (let from = 0; from < table.rows.length; from += AT_A_TIME) {
    yield table.rows.slice(from, from + AT_A_TIME).map((row, index) => line(row, from + index)).join("");
  }
}

const record = ({ columns }: DataTable, row: object) => Object.fromEntries(columns.map(({ name }) => [name, valueOf(row, name)]));

/** The table as CSV (RFC 4180); text that a spreadsheet would run is made text again. */
export function* tableAsCsv(table: DataTable): Generator<string> {
  yield csvLine(table.columns.map(({ name }) => name));
  yield* inPieces(table, (row) => csvLine(table.columns.map(({ name }) => valueOf(row, name))));
}

/** One JSON document: what it is about, then the rows. `origin` is the product's own address, without a slash at the end. */
export function* tableAsJson(table: DataTable, origin: string): Generator<string> {
  const about = {
    source: `${origin}${table.page}`,
    method: { version: table.method, url: `${origin}${table.methodPath}` },
    version: table.version,
    ...table.facts,
    notes: table.notes,
    columns: table.columns.map(({ name, datatype, says }) => ({ name, datatype, description: says })),
  };
  yield `${JSON.stringify(about).slice(0, -1)},"rows":[`;
  yield* inPieces(table, (row, index) => `${index === 0 ? "\n" : ",\n"}${JSON.stringify(record(table, row))}`);
  yield "\n]}\n";
}

/** One JSON object per line. */
export function* tableAsNdjson(table: DataTable): Generator<string> {
  yield* inPieces(table, (row) => `${JSON.stringify(record(table, row))}\n`);
}

/** What the columns of the CSV file are (W3C CSV on the Web), at the address where programs look for it. */
export function csvMetadata(table: DataTable, origin: string): object {
  return {
    "@context": ["http://www.w3.org/ns/csvw", { "@language": "en" }],
    url: `${origin}/data/${table.name}.csv`,
    "dc:title": table.title,
    "dc:description": table.notes,
    "dc:conformsTo": `${origin}${table.methodPath}`,
    "dc:hasVersion": table.version,
    dialect: { header: true, encoding: "utf-8", lineTerminators: ["\r\n"] },
    tableSchema: {
      columns: table.columns.map(({ name, datatype, says }) => ({ name, titles: name, datatype, "dc:description": says, required: table.keys.includes(name) || name === "status" })),
      primaryKey: table.keys,
    },
  };
}
