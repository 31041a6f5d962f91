/** What the statistics publish. All amounts in grams (CO2e in grams too); "all" stands for the whole of a dimension. */

import type { Grade } from "#app/shared/grades.ts";

/** The dimensions of a figure. */
export const DIMENSIONS = ["region", "month", "route", "material"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Where a figure stands: ISO 3166-1 alpha-2 ("ZZ" not known), "YYYY-MM" (or "YYYY" for the sum of the months of a year that are shown), a route of the method, a code of our materials and goods. */
export type Place = Record<Dimension, string>;

export interface Figures {
  /** Entries, less those taken back in the month: a correction counts in the month in which it is made, a late entry in that in which it is recorded. */
  entryCount: number;
  massGrams: number;
  measuredMassGrams: number;
  /** Mass for which no factor is published; it adds nothing to the emissions. */
  notCoveredGrams: number;
  co2eGrams: number;
  lowGrams: number;
  highGrams: number;
}

/** A cell as kept, before it is decided whether it may be shown. */
export interface Cell extends Place, Figures {
  /** How many different parties have standing entries in it, or fewer where that is not known exactly. */
  parties: number;
  gradeGrams: number;
  gradePoints: number;
}

/** A cell as published: with its figures, or withheld. */
export type PublishedCell = Place &
  (
    | (Figures & { status: "published"; grade: Grade | null; /** Share of the mass that a scale measured, 0 to 1. */ coverage: number | null })
    | { status: "withheld" }
  );

export interface Statistics {
  /** "YYYY-MM", oldest first; only months that are closed. */
  months: string[];
  /** Regions with figures, shown or withheld. */
  regions: string[];
  cells: PublishedCell[];
  /** Changes when, and only when, something published changes. */
  version: string;
  /** How many rows of the public log it was made from. */
  logSize: number;
}

/** Figures of fewer parties than this are not published. */
export const MINIMUM_PARTIES = 5;

const MONTH_OR_YEAR = /^\d{4}(-(0[1-9]|1[0-2]))?$/;
const REGION = /^[A-Z]{2}$/;
const CODE = /^[a-z0-9_]{1,60}$/;

/** Region, month (or year) and material from an address; anything else is all of them. */
export function statisticsQueryOf(query: URLSearchParams): { region: string; month: string; material: string } {
  const [region, month, material] = [query.get("region") ?? "", query.get("month") ?? "", query.get("material") ?? ""];
  return { region: REGION.test(region) ? region : "all", month: MONTH_OR_YEAR.test(month) ? month : "all", material: CODE.test(material) ? material : "all" };
}
