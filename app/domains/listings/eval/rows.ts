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
  let records: Record<string, string>[];
  try {
    records = parse(csv, { columns: true, bom: true, skip_empty_lines: true, relax_column_count: true });
  } catch (error) {
    return { ok: false, problem: `The file is no CSV: ${(error as Error).message}` };
  }
  const missing = fields.flatMap((field) => columns[field]).filter((name) => records[0] && !(name in records[0]));
  if (missing.length > 0) return { ok: false, problem: `The file has no column ${[...new Set(missing)].join(", ")}; see --columns.` };
  const joined = (record: Record<string, string>, field: Field) => columns[field].map((name) => record[name] ?? "").join(" ").trim();
  const rows = records.map((record) => ({ id: joined(record, "id"), text: joined(record, "text"), category: joined(record, "category") }));
  const filled = rows.filter((row) => row.text !== "");
  return filled.length > 0 ? { ok: true, rows: filled } : { ok: false, problem: "The file has no rows with text." };
}
