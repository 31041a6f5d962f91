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
