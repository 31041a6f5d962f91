import { MATERIALS, type MaterialGroup } from "#app/shared/materials.ts";

/**
 * What communities compare, as code: formula, unit, direction, and where it comes from. The same is published at /benchmarking and in the
 * methodology. A value over several months is the sum of what is above the line by the sum of what is below it, never a mean of means.
 */

/** What the platform knows of one community in one month; grams, counts of people and of cases. */
export interface MonthFacts {
  month: string;
  /** Members at the end of the month. */
  members: number;
  /** Members whose household has an entry in the ledger that month. */
  activeMembers: number;
  entries: number;
  massGrams: number;
  measuredGrams: number;
  reusedGrams: number;
  co2eGrams: number;
  /** By group of materials; goods are in none. */
  groupGrams: Partial<Record<MaterialGroup, number>>;
  /** Weighed loads: how many, what they weighed, and of that what did not belong in it, in thousandths of a gram. */
  loads: number;
  netGrams: number;
  foreignMilligrams: number;
  /** Visits that ended that month, and of those the ones to which nobody came. */
  visits: number;
  noShows: number;
  /** Requests to its households that were answered or lapsed, and of those the ones answered within a day. */
  requests: number;
  answeredInDay: number;
}

/** Grams for each person and month, thousandths, or hundredths of a piece for each hundred. */
export type Unit = "gramsPerHead" | "co2eGramsPerHead" | "permille" | "hundredths";

export type Direction = "more" | "less";

/** Why there is no value. */
export type NoData = "nothing" | "few_cases" | "few_members" | "no_estimate" | "not_entered";

type Parts = { above: number; below: number; cases: number };

export interface Indicator {
  code: string;
  source: "platform" | "entered";
  unit: Unit;
  better: Direction;
  /** The public pages of a community show it, or it follows from them: peers are named beside their values. */
  isPublic: boolean;
  /** Fewer cases than this are no data: they would say more of single people than of a community. */
  minCases: number;
  /** The tables it is read from, as the methodology names them. */
  tables: string;
  /** Needs the community's own estimate of what is discarded. */
  needsEstimate?: true;
  parts?: (facts: MonthFacts, estimate: number | null) => Parts;
}

const perHead = (grams: (facts: MonthFacts) => number) => (facts: MonthFacts): Parts => ({ above: grams(facts), below: facts.members, cases: facts.entries });

const massOf = (group: MaterialGroup): Indicator => ({
  code: `mass_${group}`, source: "platform", unit: "gramsPerHead", better: "more", isPublic: true, minCases: 1, tables: "impact_total, membership",
  parts: perHead((facts) => facts.groupGrams[group] ?? 0),
});

const entered = (code: string, unit: Unit, better: Direction): Indicator => ({ code, source: "entered", unit, better, isPublic: false, minCases: 0, tables: "benchmark_value" });

export const INDICATORS: readonly Indicator[] = [
  { code: "mass_per_head", source: "platform", unit: "gramsPerHead", better: "more", isPublic: true, minCases: 1, tables: "impact_total, membership", parts: perHead((facts) => facts.massGrams) },
  massOf("paper"),
  massOf("plastic"),
  massOf("glass"),
  massOf("metal"),
  massOf("textiles"),
  massOf("e_waste"),
  massOf("organic"),
  { code: "reuse_share", source: "platform", unit: "permille", better: "more", isPublic: true, minCases: 1, tables: "impact_total", parts: (f) => ({ above: f.reusedGrams * 1000, below: f.massGrams, cases: f.entries }) },
  { code: "co2e_per_head", source: "platform", unit: "co2eGramsPerHead", better: "more", isPublic: true, minCases: 1, tables: "impact_total, membership", parts: perHead((facts) => facts.co2eGrams) },
  { code: "coverage", source: "platform", unit: "permille", better: "more", isPublic: true, minCases: 1, tables: "impact_total", parts: (f) => ({ above: f.measuredGrams * 1000, below: f.massGrams, cases: f.entries }) },
  {
    code: "capture_rate", source: "platform", unit: "permille", better: "more", isPublic: false, minCases: 1, tables: "impact_total, membership, benchmark_profile", needsEstimate: true,
    parts: (f, estimate) => ({ above: f.massGrams * 1000 * 12, below: f.members * (estimate ?? 0), cases: f.entries }),
  },
  { code: "contamination", source: "platform", unit: "permille", better: "less", isPublic: false, minCases: 3, tables: "weigh_in, booking", parts: (f) => ({ above: f.foreignMilligrams, below: f.netGrams, cases: f.loads }) },
  { code: "participation", source: "platform", unit: "permille", better: "more", isPublic: false, minCases: 1, tables: "ledger_share, membership", parts: (f) => ({ above: f.activeMembers * 1000, below: f.members, cases: f.entries }) },
  { code: "answered_in_day", source: "platform", unit: "permille", better: "more", isPublic: false, minCases: 3, tables: "deal, transition", parts: (f) => ({ above: f.answeredInDay * 1000, below: f.requests, cases: f.requests }) },
  { code: "no_show_rate", source: "platform", unit: "permille", better: "less", isPublic: false, minCases: 3, tables: "booking, slot", parts: (f) => ({ above: f.noShows * 1000, below: f.visits, cases: f.visits }) },
  entered("residual_waste", "gramsPerHead", "less"),
  entered("bulky_waste", "gramsPerHead", "less"),
  entered("sorting_places", "hundredths", "more"),
  entered("stewards", "hundredths", "more"),
];

export const INDICATOR_CODES = INDICATORS.map(({ code }) => code);

/** The indicators that communities enter themselves. */
export const ENTERED_CODES = INDICATORS.flatMap(({ code, source }) => (source === "entered" ? [code] : []));

const byCode = new Map(INDICATORS.map((one) => [one.code, one]));

/** An indicator by its code; undefined for anything else. */
export function indicatorOf(code: string): Indicator | undefined {
  return byCode.get(code);
}

/** The group of each material, for sums by group. */
export const GROUP_OF_MATERIAL: ReadonlyMap<string, MaterialGroup> = new Map(MATERIALS.map(({ code, group }) => [code, group]));

/** A month in which nothing is known to have happened. */
export function emptyMonth(month: string): MonthFacts {
  return {
    month, members: 0, activeMembers: 0, entries: 0, massGrams: 0, measuredGrams: 0, reusedGrams: 0, co2eGrams: 0, groupGrams: {},
    loads: 0, netGrams: 0, foreignMilligrams: 0, visits: 0, noShows: 0, requests: 0, answeredInDay: 0,
  };
}

/** A value that a community entered, for the months it is about. */
export interface EnteredFigure {
  indicator: string;
  value: number;
  fromMonth: string;
  toMonth: string;
  /** ISO; of two for the same months the later one counts. */
  at: string;
}

/** Everything that values of one community are computed from. */
export interface CommunityFacts {
  months: readonly MonthFacts[];
  entered: readonly EnteredFigure[];
  /** Grams that a resident discards in a year; null where the community states none. */
  estimate: number | null;
}

export type Value = { value: number; why: null } | { value: null; why: NoData };

/**
 * The value of an indicator over the months from one to another, both included, in the indicator's unit and whole; or null with the reason.
 * Months without members are left out. Nothing recorded in all those months is no data, and not zero.
 */
export function valueOver(indicator: Indicator, facts: CommunityFacts, from: string, to: string): Value {
  if (indicator.source === "entered") return enteredOver(indicator, facts.entered, from, to);
  if (indicator.needsEstimate && facts.estimate === null) return { value: null, why: "no_estimate" };
  const sum = { above: 0, below: 0, cases: 0 };
  for (const month of facts.months) {
    if (month.month < from || month.month > to || month.members === 0) continue;
    const parts = indicator.parts?.(month, facts.estimate);
    sum.above += parts?.above ?? 0;
    sum.below += parts?.below ?? 0;
    sum.cases += parts?.cases ?? 0;
  }
  if (sum.cases === 0 || sum.below === 0) return { value: null, why: "nothing" };
  if (sum.cases < indicator.minCases) return { value: null, why: "few_cases" };
  return { value: Math.round(sum.above / sum.below), why: null };
}

/** Of what was entered for months that touch these, the one that reaches furthest; of equal ones the last. */
function enteredOver(indicator: Indicator, entered: readonly EnteredFigure[], from: string, to: string): Value {
  const [latest] = entered
    .filter((one) => one.indicator === indicator.code && one.fromMonth <= to && one.toMonth >= from)
    .sort((a, b) => b.toMonth.localeCompare(a.toMonth) || b.at.localeCompare(a.at));
  return latest ? { value: latest.value, why: null } : { value: null, why: "not_entered" };
}
