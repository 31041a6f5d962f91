/** Comma-separated values for people's spreadsheets and other programs (RFC 4180). */

/** Numbers stay numbers; null is an empty cell. */
export type CsvCell = string | number | null;

/** Spreadsheets run text that begins like this as a formula; an apostrophe in front makes it text again. */
const LIKE_A_FORMULA = /^[=+\-@\t\r]/;

const NEEDS_QUOTES = /["\r\n,]|^\s|\s$/;

function cellText(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell === "number") {
    if (!Number.isFinite(cell)) throw new RangeError(`${cell} is not a figure`);
    return String(cell);
  }
  const text = LIKE_A_FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line with its line end; for files that are written piece by piece. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(cellText).join(",")}\r\n`;
}

/** A whole file: the header, then the rows with one cell for each of its names. */
export function csvText(header: readonly string[], rows: Iterable<readonly CsvCell[]>): string {
  let text = csvLine(header);
  for (const row of rows) {
    if (row.length !== header.length) throw new RangeError(`a row has ${row.length} cells, the header ${header.length}`);
    text += csvLine(row);
  }
  return text;
}
