import type { PublishedCell } from "../statistics.schema.ts";
import { NATIONAL_TARGETS, type NationalTarget } from "./national.ts";
import type { FigureView, OwnTargetRow } from "./targets.schema.ts";

/** A target with the latest figure of its country at or before its year, or none. */
export interface NationalProgress extends NationalTarget {
  figure: FigureView | null;
  /** 0.9 is nine tenths of the target; null where no figure is entered. */
  share: number | null;
}

/** Every national target with the figure that is nearest its year from below; a figure of a later year does not say whether it was reached. */
export function nationalProgress(figures: readonly FigureView[]): NationalProgress[] {
  return NATIONAL_TARGETS.map((target) => {
    const [figure = null] = figures.filter((one) => one.targetCode === target.code && one.year <= target.year).sort((a, b) => b.year - a.year);
    return { ...target, figure, share: figure && figure.amountGrams / target.amountGrams };
  });
}

/** A target of one's own scope with what the platform itself published. */
export interface OwnProgress extends OwnTargetRow {
  /** The sum of the months of the year that are shown; null where none is. */
  reachedGrams: number | null;
  monthsShown: number;
  monthsWithheld: number;
  share: number | null;
}

/**
 * What was published of a target's year, region and material: the sum of the months that are shown and of nothing else, so that it says no
 * more than they do (decision 0040). Sums are kept by country, so a part of a country has none.
 */
export function ownProgress(target: OwnTargetRow, cells: readonly PublishedCell[]): OwnProgress {
  const months = cells.filter((cell) => cell.region === target.region && cell.material === target.material && cell.route === "all" && cell.month.startsWith(`${target.year}-`));
  const shown = months.flatMap((cell) => (cell.status === "published" ? [cell.massGrams] : []));
  const reachedGrams = shown.length > 0 ? shown.reduce((sum, grams) => sum + grams, 0) : null;
  return { ...target, reachedGrams, monthsShown: shown.length, monthsWithheld: months.length - shown.length, share: reachedGrams === null ? null : reachedGrams / target.amountGrams };
}
