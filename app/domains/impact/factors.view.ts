/** The factor catalogue as pages show it: found by words, cited in full. */

import { FACTOR_SETS, FACTORS, findFactor, setKey, setOfFactor } from "./impact.catalogue.ts";
import type { Factor, FactorUnit, GwpSet } from "./factors/factor.types.ts";
import { factorU95 } from "./impact.uncertainty.ts";

/** One line of the catalogue, and what a formula's number needs to name its source. */
export interface FactorLine {
  id: string;
  name: string;
  practice: string;
  value: number;
  unit: FactorUnit;
  publisher: string;
  region: string;
  year: number;
}

export interface FactorDetail extends FactorLine {
  set: string;
  setTitle: string;
  boundary: string;
  gwpSet: GwpSet;
  source: string;
  licence: string;
  licenceUrl: string | null;
  attribution: string;
  caution: string | null;
  note: string | null;
  pedigree: string;
  u95: number;
  lowValue: number;
  highValue: number;
}

export interface SetLine {
  key: string;
  title: string;
  publisher: string;
  licence: string;
  year: number;
  figures: number;
}

/** Where a factor's page is. Ids hold slashes; each part stands for itself in the address. */
export function factorPath(id: string): string {
  return `/impact/factors/${id.split("/").map(encodeURIComponent).join("/")}`;
}

function lineOf(factor: Factor): FactorLine {
  const { id, publisherName, practiceLabel, value, unit, region, year } = factor;
  return { id, name: publisherName, practice: practiceLabel, value, unit, publisher: setOfFactor(factor).publisher, region, year };
}

/** Short forms of these factors, in this order; ids that are not in the catalogue are left out. */
export function factorLines(ids: readonly string[]): FactorLine[] {
  return ids.flatMap((id) => {
    const factor = findFactor(id);
    return factor ? [lineOf(factor)] : [];
  });
}

/** Everything about one factor, or null. */
export function factorDetail(id: string): FactorDetail | null {
  const factor = findFactor(id);
  if (!factor) return null;
  const set = setOfFactor(factor);
  const u95 = factorU95(factor);
  const ends = [factor.value / u95, factor.value * u95] as const;
  return {
    ...lineOf(factor),
    set: setKey(factor),
    setTitle: set.title,
    boundary: factor.boundary,
    gwpSet: factor.gwpSet,
    source: factor.source,
    licence: factor.licence,
    licenceUrl: set.licenceUrl,
    attribution: set.attribution,
    caution: set.caution,
    note: factor.note,
    pedigree: factor.pedigree.join(", "),
    u95,
    lowValue: Math.min(...ends),
    highValue: Math.max(...ends),
  };
}

/** The editions, for a list and for the filter. */
export function factorSets(): SetLine[] {
  return FACTOR_SETS.map((set) => ({
    key: setKey(set),
    title: set.title,
    publisher: set.publisher,
    licence: set.licence,
    year: set.year,
    figures: set.rows.reduce((sum, row) => sum + Object.keys(row.figures).length, 0),
  }));
}

const plain = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const searched: readonly { factor: Factor; text: string }[] = FACTORS.map((factor) => {
  const set = setOfFactor(factor);
  return { factor, text: plain([factor.id, factor.publisherName, factor.practiceLabel, set.publisher, set.title, factor.region].join(" ")) };
});

/** Factors whose words contain every word asked for, page by page from `from`. */
export function searchFactors(input: { query: string; set: string | null; from: number; limit?: number }): { lines: FactorLine[]; total: number; next: number | null } {
  const words = plain(input.query).split(/\s+/).filter(Boolean);
  const limit = input.limit ?? 50;
  const found = searched.filter(({ factor, text }) => (!input.set || setKey(factor) === input.set) && words.every((word) => text.includes(word)));
  const end = input.from + limit;
  return { lines: found.slice(input.from, end).map(({ factor }) => lineOf(factor)), total: found.length, next: end < found.length ? end : null };
}
