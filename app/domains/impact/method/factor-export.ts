/** The catalogue as files for spreadsheets and programs: each figure as published, with all that is needed to cite it. */

import { csvText, type CsvCell } from "#app/shared/csv.ts";

import type { Factor } from "../factors/factor.types.ts";
import { factorSet, factorSets, matchingFactors, type FactorQuery, type SetDetail } from "../factors.view.ts";
import { setOfFactor } from "../impact.catalogue.ts";
import { factorU95 } from "../impact.uncertainty.ts";

/** One line of a file. Names are stable; new ones are added at the end. */
export interface FactorRecord {
  id: string;
  set: string;
  version: string;
  publisher: string;
  publisherName: string;
  practice: string;
  practiceLabel: string;
  /** As published: sign, unit and all digits. */
  value: number;
  unit: string;
  boundary: string;
  gwpSet: string;
  region: string;
  year: number;
  source: string;
  licence: string;
  licenceUrl: string | null;
  attribution: string;
  /** Reliability, completeness, time, geography, technology: 1 (best) to 5. */
  pedigree: readonly number[];
  /** The published value divided and multiplied by it gives the 95 % range; four decimals. */
  u95: number;
  note: string | null;
}

const COLUMNS = [
  "id", "set", "version", "publisher", "publisherName", "practice", "practiceLabel", "value", "unit", "boundary", "gwpSet", "region", "year",
  "source", "licence", "licenceUrl", "attribution", "pedigree", "u95", "note",
] as const satisfies readonly (keyof FactorRecord)[];

function recordOf(factor: Factor): FactorRecord {
  const { id, set, version, publisherName, practice, practiceLabel, value, unit, boundary, gwpSet, region, year, source, licence, pedigree, note } = factor;
  const { publisher, licenceUrl, attribution } = setOfFactor(factor);
  const u95 = Number(factorU95(factor).toFixed(4));
  return { id, set, version, publisher, publisherName, practice, practiceLabel, value, unit, boundary, gwpSet, region, year, source, licence, licenceUrl, attribution, pedigree, u95, note };
}

function cell(record: FactorRecord, column: (typeof COLUMNS)[number]): CsvCell {
  return column === "pedigree" ? record.pedigree.join(" ") : record[column];
}

/** The factors asked for as CSV; the pedigree's scores stand in one cell with blanks between. */
export function factorsAsCsv(query: FactorQuery): string {
  const records = matchingFactors(query).map(recordOf);
  return csvText(COLUMNS, records.map((record) => COLUMNS.map((column) => cell(record, column))));
}

/** The factors asked for as JSON, with the editions they come from and what to mind about them. */
export function factorsAsJson(query: FactorQuery): string {
  const factors = matchingFactors(query).map(recordOf);
  const keys = new Set(factors.map(({ set, version }) => `${set}@${version}`));
  const sets: SetDetail[] = factorSets().flatMap(({ key }) => (keys.has(key) ? (factorSet(key) ?? []) : []));
  return `${JSON.stringify({ sets, factors }, null, 1)}\n`;
}
