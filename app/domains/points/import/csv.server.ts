import { parse } from "csv-parse/sync";

/** One data row: column to value, trimmed. */
export type CsvRow = Readonly<Record<string, string>>;

/**
 * Reads CSV with a header line: byte order mark, CRLF or LF, quotes and quotes doubled inside quotes. Column names are lower
 * case. Short rows lack their last columns; a row too long keeps the surplus nowhere, so it comes back as null.
 * Throws when the text cannot be read as CSV at all.
 */
export function readCsv(text: string, delimiter: "," | ";"): (CsvRow | null)[] {
  const rows = parse(text, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: true, trim: true }) as string[][];
  const header = (rows[0] ?? []).map((name) => name.toLowerCase());
  return rows.slice(1).map((values) => {
    if (values.length > header.length) return null;
    return Object.fromEntries(header.map((name, index) => [name, values[index] ?? ""]));
  });
}

/** The filled columns of a row: what the source said, verbatim. */
export function filled(row: CsvRow): Record<string, string> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== ""));
}
