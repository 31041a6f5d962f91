import type { RankedRow } from "./ranking.rules.ts";

/** What is kept of a row when its season is closed: all but its name and how it was drawn towards its class. */
export type SeasonFigures = Omit<RankedRow, "shrinkage">;

const COLUMNS = ["rank", "id", "rankGrams", "members", "co2eGrams", "lowGrams", "highGrams", "massGrams", "measuredMassGrams", "entryCount", "gradeGrams", "gradePoints", "heldCount", "leftOutCount"] as const;

/**
 * The text whose SHA-256 is the checksum of a closed board: a line with season, scope, metric, formula and number of rows, then a line per row in order
 * (rank, id, the ranked figure, members, and the figures as they are stored); parted by tabs, each line with a newline at its end.
 */
export function seasonText(board: { season: string; scope: string; metric: string; formula: string }, rows: readonly SeasonFigures[]): string {
  const head = [board.season, board.scope, board.metric, board.formula, rows.length].join("\t");
  return [head, ...rows.map((row) => COLUMNS.map((column) => row[column]).join("\t"))].map((line) => `${line}\n`).join("");
}
