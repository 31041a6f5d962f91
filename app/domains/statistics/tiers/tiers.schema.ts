/** What moved between the tiers of points. All amounts in grams; "all" stands for the whole of a dimension. */

/** What a load may come from: brought by somebody, or sent on by a point of a tier. */
export const SOURCES = ["brought", "collection", "transfer", "sorting"] as const;
export type Source = (typeof SOURCES)[number];

/** What it may come to: a point of a tier, a buyer outside the platform, what is left over of sorting, or nowhere. */
export const TARGETS = ["collection", "transfer", "sorting", "sold", "residue", "lost"] as const;
export type Target = (typeof TARGETS)[number];

/** By what rule flows between tiers are summed; a new number when the rule changes (docs/methodology). */
export const TIERS_METHOD = "tiers@1";

/** A flow as kept, before it is decided whether it may be shown. `elsewhere` to `all` is what the ledger counts by the same routes and no point took. */
export interface KeptFlow {
  region: string;
  /** "YYYY-MM" in UTC. */
  month: string;
  material: string;
  source: Source | "elsewhere";
  target: Target | "all";
  /** Less what was corrected in the month: may be negative. */
  massGrams: number;
  /** Of it, what a scale measured. */
  measuredMassGrams: number;
  /** Those whose loads are in it, and the one who took them. */
  parties: number;
  /** Of what was brought: the routes of the method that it was counted by. */
  routes: readonly string[];
}

interface FlowPlace {
  region: string;
  /** "YYYY-MM", "YYYY" for the sum of its months that are shown, or "all". */
  month: string;
  material: string;
  source: Source;
  target: Target;
}

/** A flow as published: with its mass, or withheld. */
export type PublishedFlow = FlowPlace &
  ({ status: "published"; massGrams: number; measuredMassGrams: number; /** Share of the mass that a scale measured, 0 to 1. */ coverage: number | null } | { status: "withheld" });

export interface TierStatistics {
  /** "YYYY-MM", oldest first; only months that are closed and summed. */
  months: string[];
  flows: PublishedFlow[];
  /** Changes when, and only when, something published changes. */
  version: string;
}
