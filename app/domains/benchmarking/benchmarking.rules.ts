/** Quartiles, gaps, trends and changes. Pure. */

import { valueOver, type CommunityFacts, type Direction, type Indicator, type Value } from "./indicators.ts";
import { addMonths, monthsFrom } from "./months.ts";

/** With fewer peers that have data there are no quartiles: they would be single values. */
export const MINIMUM_PEERS = 4;

/**
 * The quantile of sorted values by the rule called type 7 (Hyndman and Fan 1996; the default of R and NumPy): the place (n - 1) p among
 * them counted from 0, straight between its neighbours.
 * @param sorted at least one value, the smallest first
 * @param p from 0 to 1
 */
export function quantile(sorted: readonly number[], p: number): number {
  const place = (sorted.length - 1) * p;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

export interface Quartiles {
  q1: number;
  median: number;
  q3: number;
}

/** Quartiles in whole units, or null for fewer than `MINIMUM_PEERS` values. */
export function quartilesOf(values: readonly number[]): Quartiles | null {
  if (values.length < MINIMUM_PEERS) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return { q1: Math.round(quantile(sorted, 0.25)), median: Math.round(quantile(sorted, 0.5)), q3: Math.round(quantile(sorted, 0.75)) };
}

/** Where the best quarter begins: the upper quartile where more is better, else the lower one. */
export function bestBorder(quartiles: Quartiles, better: Direction): number {
  return better === "more" ? quartiles.q3 : quartiles.q1;
}

/** True at or beyond the border. */
export function isInBest(value: number, border: number, better: Direction): boolean {
  return better === "more" ? value >= border : value <= border;
}

/** How far it is to the best quarter, never below 0: 0 is in it. */
export function gapTo(value: number, border: number, better: Direction): number {
  return Math.max(0, better === "more" ? border - value : value - border);
}

/** A value of one month, for the line over time. */
export interface TrendPoint {
  month: string;
  value: number | null;
}

/** The indicator month by month; a month without data is a gap, not a zero. What was entered for several months stands in each of them. */
export function trendOf(indicator: Indicator, facts: CommunityFacts, from: string, to: string): TrendPoint[] {
  return monthsFrom(from, to).map((month) => ({ month, value: valueOver({ ...indicator, minCases: Math.min(1, indicator.minCases) }, facts, month, month).value }));
}

export type Trend = "better" | "worse" | "level" | "unknown";

/** The later half of the months against the earlier one; a difference below a twentieth is level. With an odd number the middle month is in neither. */
export function directionOf(indicator: Indicator, facts: CommunityFacts, from: string, to: string): Trend {
  const half = Math.floor(monthsFrom(from, to).length / 2);
  if (half === 0) return "unknown";
  const early = valueOver(indicator, facts, from, addMonths(from, half - 1)).value;
  const late = valueOver(indicator, facts, addMonths(to, 1 - half), to).value;
  if (early === null || late === null) return "unknown";
  if (Math.abs(late - early) < Math.max(1, Math.abs(early) * 0.05)) return "level";
  return late > early === (indicator.better === "more") ? "better" : "worse";
}

/** How a value moved around the month in which something began. */
export interface Change {
  before: number;
  after: number;
  beforeFrom: string;
  beforeTo: string;
  afterFrom: string;
  afterTo: string;
}

/** At most so many months are compared on each side of a beginning. */
const CHANGE_MONTHS = 6;

/**
 * Before and after: as many whole months on each side of the month in which it began, which itself is left out, each with data; six at the
 * most. Null where a side has none. It says what was measured, and not that one came of the other.
 */
export function changeAround(indicator: Indicator, facts: CommunityFacts, since: string, lastMonth: string): Change | null {
  const has = (month: string) => valueOver({ ...indicator, minCases: Math.min(1, indicator.minCases) }, facts, month, month).value !== null;
  let months = 0;
  while (months < CHANGE_MONTHS && has(addMonths(since, -months - 1)) && addMonths(since, months + 1) <= lastMonth && has(addMonths(since, months + 1))) months += 1;
  if (months === 0) return null;
  const sides = { beforeFrom: addMonths(since, -months), beforeTo: addMonths(since, -1), afterFrom: addMonths(since, 1), afterTo: addMonths(since, months) };
  const before = valueOver(indicator, facts, sides.beforeFrom, sides.beforeTo).value;
  const after = valueOver(indicator, facts, sides.afterFrom, sides.afterTo).value;
  return before === null || after === null ? null : { before, after, ...sides };
}

/** One peer's part in a comparison. */
export interface PeerValue {
  communityId: string;
  value: number | null;
}

/** An indicator compared: the own value, and what the peers that have data come to. */
export interface Comparison {
  own: Value;
  /** How many peers have data. */
  peers: number;
  quartiles: Quartiles | null;
  /** Where the best quarter begins; null without quartiles. */
  border: number | null;
  /** Null without a value of one's own or without quartiles. */
  gap: number | null;
}

/** Puts a community's own value beside those of its peers, of which it is not one. */
export function compare(indicator: Indicator, own: Value, peers: readonly PeerValue[]): Comparison {
  const values = peers.flatMap(({ value }) => (value === null ? [] : [value]));
  const quartiles = quartilesOf(values);
  const border = quartiles && bestBorder(quartiles, indicator.better);
  return { own, peers: values.length, quartiles, border, gap: own.value === null || border === null ? null : gapTo(own.value, border, indicator.better) };
}

/** How many communities of the best quarter do something, and how many of the others. */
export interface PracticeCount {
  practice: string;
  best: number;
  others: number;
}

/** Counts what the best quarter does beside what the others do: what more of the best do comes first. It claims no cause. */
export function countPractices(peers: readonly (PeerValue & { practices: readonly string[] })[], border: number, better: Direction): { best: number; others: number; counts: PracticeCount[] } {
  const withData = peers.flatMap((peer) => (peer.value === null ? [] : [{ practices: new Set(peer.practices), isBest: isInBest(peer.value, border, better) }]));
  const best = withData.filter((peer) => peer.isBest).length;
  const others = withData.length - best;
  const codes = [...new Set(withData.flatMap((peer) => [...peer.practices]))];
  const counts = codes.map((practice) => ({
    practice,
    best: withData.filter((peer) => peer.isBest && peer.practices.has(practice)).length,
    others: withData.filter((peer) => !peer.isBest && peer.practices.has(practice)).length,
  }));
  const share = (count: number, of: number) => (of === 0 ? 0 : count / of);
  const lead = (one: PracticeCount) => share(one.best, best) - share(one.others, others);
  return { best, others, counts: counts.sort((a, b) => lead(b) - lead(a) || a.practice.localeCompare(b.practice)) };
}
