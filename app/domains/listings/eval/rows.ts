import { parse } from "csv-parse/sync";
import type { EvalRow } from "./queries.ts";

const fields = ["id", "text", "category"] as const;
type Field = (typeof fields)[number];

/** Which columns of the file make up each field, joined by a space. */
export type ColumnsOf = Record<Field, readonly string[]>;

export const usualColumns: ColumnsOf = { id: ["id"], text: ["text"], category: ["category"] };

/** Reads `id=id,text=brand+problem,category=kind`. Fields not named keep their own name. Null when it makes no sense. */
export function readColumns(text: string): ColumnsOf | null {
  const columns: ColumnsOf = { ...usualColumns };
  for (const part of text.split(",")) {
    const [field = "", names = "", ...more] = part.split("=").map((piece) => piece.trim());
    const known = fields.find((name) => name === field);
    const list = names.split("+").map((name) => name.trim());
    if (!known || more.length > 0 || list.some((name) => name === "")) return null;
    columns[known] = list;
  }
  return columns;
}

export type ReadRows = { ok: true; rows: EvalRow[] } | { ok: false; problem: string };

/** The rows of a CSV file with a header line. Rows without text are left out. */
export function readRows(csv: string, columns: ColumnsOf = usualColumns): ReadRows {
  const read = readRecords(csv, fields.flatMap((field) => columns[field]));
  if (!read.ok) return read;
  const rows = read.records.map((record) => ({ id: joined(record, columns.id), text: joined(record, columns.text), category: joined(record, columns.category) }));
  const filled = rows.filter((row) => row.text !== "");
  return filled.length > 0 ? { ok: true, rows: filled } : { ok: false, problem: "The file has no rows with text." };
}

export type ReadLabelledTexts = { ok: true; rows: { text: string; category: string }[] } | { ok: false; problem: string };

/** Texts with their category, of a CSV file with a header line. Rows that lack either are left out. */
export function readLabelledTexts(csv: string, columns: { text: readonly string[]; category: readonly string[] }): ReadLabelledTexts {
  const read = readRecords(csv, [...columns.text, ...columns.category]);
  if (!read.ok) return read;
  const rows = read.records.map((record) => ({ text: joined(record, columns.text), category: joined(record, columns.category) })).filter((row) => row.text !== "" && row.category !== "");
  return rows.length > 1 ? { ok: true, rows } : { ok: false, problem: "The file needs at least two rows with text and category." };
}

const joined = (record: Record<string, string>, names: readonly string[]) => names.map((name) => record[name] ?? "").join(" ").trim();

function readRecords(csv: string, names: readonly string[]): { ok: true; records: Record<string, string>[] } | { ok: false; problem: string } {
  let records: Record<string, string>[];
  try {
    records = parse(csv, { columns: true, bom: true, skip_empty_lines: true, relax_column_count: true });
  } catch (error) {
    return { ok: false, problem: `The file is no CSV: ${(error as Error).message}` };
  }
  const missing = names.filter((name) => records[0] && !(name in records[0]));
  if (missing.length > 0) return { ok: false, problem: `The file has no column ${[...new Set(missing)].join(", ")}; see --columns.` };
  return { ok: true, records };
}
