/** What pages receive about totals. All amounts in grams; `coverage` is the share of the mass that a scale measured, 0 to 1. */

import type { Grade } from "#app/shared/grades.ts";

export type ScopeType = "platform" | "region" | "community" | "party";

export type Scope = { type: ScopeType; id: string };

/** The one scope that sums every entry once. */
export const PLATFORM: Scope = { type: "platform", id: "all" };

export interface TotalView {
  co2eGrams: number;
  /** The 95 % range: errors of one factor move together over all entries. */
  lowGrams: number;
  highGrams: number;
  /** Of the emissions, what was also treated, or confirmed by both sides of a reuse. */
  verifiedGrams: number;
  /** Of the emissions, what was written down after its month was closed. */
  lateGrams: number;
  massGrams: number;
  measuredMassGrams: number;
  notCoveredGrams: number;
  entryCount: number;
  /** The grade of its entries, each with the weight of its grams; null where nothing is counted. */
  grade: Grade | null;
  /** Null where nothing was weighed or declared. */
  coverage: number | null;
}

export interface DayTotal extends TotalView {
  /** "YYYY-MM-DD" */
  day: string;
}

export interface MonthTotal extends TotalView {
  /** "YYYY-MM" */
  month: string;
}

export interface MaterialTotal extends TotalView {
  /** A code of app/shared/materials.ts or goods.ts. */
  code: string;
}

export interface RouteTotal extends TotalView {
  route: string;
}

export const BOARD_METRICS = ["total", "per_head"] as const;
export type BoardMetric = (typeof BOARD_METRICS)[number];

/** What it takes to stand on a board: one counted entry; per head also this many members, so that nobody is seen through a figure. */
export const BOARD_MINIMUM = { entries: 1, membersPerHead: 3 } as const;

/** One community on a board. The three figures are per head on the per-head board. */
export interface BoardEntry {
  rank: number;
  communityId: string;
  slug: string;
  name: string;
  placeLabel: string | null;
  members: number;
  co2eGrams: number;
  lowGrams: number;
  highGrams: number;
  entryCount: number;
  grade: Grade | null;
  coverage: number | null;
}

export interface Board {
  metric: BoardMetric;
  /** "all" or "YYYY-MM" */
  period: string;
  rows: BoardEntry[];
  nextCursor: string | null;
  /** ISO; the board is read live. */
  computedAt: string;
}

/** A community's own place, and how far the one above is. */
export interface Standing {
  entry: BoardEntry;
  /** How many communities stand on this board. */
  of: number;
  above: { name: string; slug: string; gapGrams: number } | null;
}

const PERIOD = /^(all|\d{4}-(0[1-9]|1[0-2]))$/;

/** A period from an address; anything else is all time. */
export function periodOf(text: string | null): string {
  return text && PERIOD.test(text) ? text : "all";
}

/** A metric from an address; anything else is the total. */
export function metricOf(text: string | null): BoardMetric {
  return text === "per_head" ? "per_head" : "total";
}
