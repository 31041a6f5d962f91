import type { Grade } from "#app/shared/grades.ts";
import { periodKind } from "#app/shared/periods.ts";

/** What boards are told and give. All amounts in whole grams; `coverage` is the share of the mass that a scale measured, 0 to 1. */

export const BOARD_SCOPES = ["communities", "recyclers", "households"] as const;
export type BoardScope = (typeof BOARD_SCOPES)[number];
/** Boards that anybody sees. Households stand before the people of their community only. */
export const PUBLIC_SCOPES = ["communities", "recyclers"] as const;

export const BOARD_METRICS = ["total", "per_head", "reuse", "recycling", "improvement"] as const;
export type BoardMetric = (typeof BOARD_METRICS)[number];

/** Recyclers have no heads. */
export function metricsOf(scope: BoardScope): readonly BoardMetric[] {
  return scope === "recyclers" ? BOARD_METRICS.filter((metric) => metric !== "per_head") : BOARD_METRICS;
}

/** The routes of the formula behind a metric. */
export const METRIC_ROUTES: Readonly<Record<BoardMetric, readonly string[]>> = {
  total: ["all"],
  per_head: ["all"],
  improvement: ["all"],
  reuse: ["reuse", "repair", "remanufacture", "weight_only"],
  recycling: ["recycle", "recycle_uk_proxy", "compost", "coal_equivalent"],
};

/** The rules by which boards are computed; published with every closed season. */
export const BOARD_FORMULA = "board@1";

/**
 * What it takes to stand on a board: one counted entry; per head also this many members of a community, so that nobody is seen through a
 * figure; for the improvement this many counted entries in both periods.
 */
export const BOARD_MINIMUM = { entries: 1, membersPerHead: 3, entriesForImprovement: 3 } as const;

/** Which board. `withinId` is the community of a board of households, else "all". */
export interface BoardKey {
  scope: BoardScope;
  withinId: string;
  metric: BoardMetric;
  period: string;
}

/** How a figure per head was drawn towards its class. */
export interface Shrinkage {
  /** The members its class has ("10-49"), or "all". */
  class: string;
  meanGrams: number;
  /** Of the own figure, in thousandths. */
  weightPermille: number;
}

/** One row of a board. The three figures are per head on the per-head board, and differences between two periods for the improvement. */
export interface BoardEntry {
  rank: number;
  partyId: string;
  slug: string;
  name: string;
  placeLabel: string | null;
  members: number;
  co2eGrams: number;
  lowGrams: number;
  highGrams: number;
  /** What is ranked: the figure, or per head the one that was drawn towards the class. */
  rankGrams: number;
  entryCount: number;
  grade: Grade | null;
  coverage: number | null;
  /** Entries that wait for a review and are not in the figures, and those that stay out after it. */
  heldCount: number;
  leftOutCount: number;
  shrinkage: Shrinkage | null;
}

export interface Board {
  scope: BoardScope;
  metric: BoardMetric;
  period: string;
  rows: BoardEntry[];
  nextCursor: string | null;
  /** ISO: when its ranks were computed. */
  computedAt: string;
}

/** Somebody's own place, and how far the one above is. */
export interface Standing {
  entry: BoardEntry;
  /** How many stand on this board. */
  of: number;
  above: { name: string; slug: string; gapGrams: number } | null;
}

/** Figures of the latest periods of one row, oldest first; null where nothing was counted. */
export type Trends = Record<string, (number | null)[]>;

/** A scope from an address; anything else is communities. */
export function scopeOf(text: string | null): "communities" | "recyclers" {
  return text === "recyclers" ? "recyclers" : "communities";
}

/** A metric from an address, as far as the scope has it and the period allows; anything else is the total. */
export function metricOf(text: string | null, scope: BoardScope = "communities", period = "all"): BoardMetric {
  const metric = metricsOf(scope).find((one) => one === text) ?? "total";
  return metric === "improvement" && period === "all" ? "total" : metric;
}

/** A period from an address; anything else is all time. */
export function periodOf(text: string | null): string {
  return text && periodKind(text) ? text : "all";
}
