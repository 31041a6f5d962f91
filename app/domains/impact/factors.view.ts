/** The factor catalogue as pages show it: found by words, cited in full. */

import { FACTOR_SETS, FACTORS, findFactor, setKey, setOfFactor } from "./impact.catalogue.ts";
import type { Factor, FactorSetSource, FactorUnit, GwpSet, Pedigree } from "./factors/factor.types.ts";
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
  pedigree: Pedigree;
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

/** An edition with what somebody needs who wants to use its figures. */
export interface SetDetail extends SetLine {
  source: string;
  licenceUrl: string | null;
  attribution: string;
  caution: string | null;
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
    pedigree: factor.pedigree,
    u95,
    lowValue: Math.min(...ends),
    highValue: Math.max(...ends),
  };
}

function setLine(set: FactorSetSource): SetLine {
  return {
    key: setKey(set),
    title: set.title,
    publisher: set.publisher,
    licence: set.licence,
    year: set.year,
    figures: set.rows.reduce((sum, row) => sum + Object.keys(row.figures).length, 0),
  };
}

/** The editions, for a list and for the filter. */
export function factorSets(): SetLine[] {
  return FACTOR_SETS.map(setLine);
}

/** One edition by its key such as `us_epa_warm@16`, or null. */
export function factorSet(key: string): SetDetail | null {
  const set = FACTOR_SETS.find((one) => setKey(one) === key);
  if (!set) return null;
  const { source, licenceUrl, attribution, caution } = set;
  return { ...setLine(set), source, licenceUrl, attribution, caution };
}

const plain = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const searched: readonly { factor: Factor; text: string }[] = FACTORS.map((factor) => {
  const set = setOfFactor(factor);
  return { factor, text: plain([factor.id, factor.publisherName, factor.practiceLabel, set.publisher, set.title, factor.region].join(" ")) };
});

/** Which factors are asked for: words that must all occur, and an edition. */
export interface FactorQuery {
  query: string;
  set: string | null;
}

/** What an address asks for by `q` and `set`; null where it names an edition we do not have. */
export function factorQueryOf(params: URLSearchParams): FactorQuery | null {
  const set = params.get("set") || null;
  if (set !== null && !FACTOR_SETS.some((one) => setKey(one) === set)) return null;
  return { query: (params.get("q") ?? "").slice(0, 120), set };
}

/** Every factor that is asked for, in the order of the catalogue. */
export function matchingFactors({ query, set }: FactorQuery): Factor[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  return searched.flatMap(({ factor, text }) => ((!set || setKey(factor) === set) && words.every((word) => text.includes(word)) ? [factor] : []));
}

/** The same page by page from `from`. */
export function searchFactors(input: FactorQuery & { from: number; limit?: number }): { lines: FactorLine[]; total: number; next: number | null } {
  const found = matchingFactors(input);
  const end = input.from + (input.limit ?? 50);
  return { lines: found.slice(input.from, end).map(lineOf), total: found.length, next: end < found.length ? end : null };
}
