import { csvText, type CsvCell } from "#app/shared/csv.ts";
import type { TargetsView } from "./targets.service.server.ts";

/** By what rule progress is counted; a new number when the rule changes (docs/methodology). */
export const TARGETS_METHOD = "targets@1";

const COLUMNS = ["scope", "target", "region", "subject", "year", "targetGrams", "targetSource", "targetUrl", "reachedYear", "reachedGrams", "share", "monthsShown", "monthsWithheld", "figureVersion", "figureSource", "figureUrl", "method", "statisticsVersion"];

/** Targets as CSV: a line each, empty where there is no data. Amounts in grams; a share of 1 is the whole target. */
export function targetsAsCsv({ national, own, version }: TargetsView): string {
  const rounded = (share: number | null) => (share === null ? null : Math.round(share * 1e6) / 1e6);
  const rows: CsvCell[][] = [
    ...national.map((one): CsvCell[] => [
      "national", one.code, one.countryCode, one.subject, one.year, one.amountGrams, one.source.key, one.source.url, one.figure?.year ?? null, one.figure?.amountGrams ?? null, rounded(one.share),
      null, null, one.figure?.version ?? null, one.figure?.source ?? null, one.figure?.url ?? null, TARGETS_METHOD, null,
    ]),
    ...own.map((one): CsvCell[] => [
      "own", one.id, one.region, one.material, one.year, one.amountGrams, one.source, one.url, one.reachedGrams === null ? null : one.year, one.reachedGrams, rounded(one.share),
      one.monthsShown, one.monthsWithheld, null, null, null, TARGETS_METHOD, version,
    ]),
  ];
  return csvText(COLUMNS, rows);
}
