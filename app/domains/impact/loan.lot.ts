import { findGoods } from "#app/shared/goods.ts";
import type { LotFacts } from "./ledger.rules.ts";
import { remainingLifeOf } from "./ledger.rules.ts";

/** How long a thing is taken to be of use in all. A convention of ours: nobody publishes a figure for loans. */
export const LOAN_LIFE_DAYS = 5 * 365;

/**
 * A lot that was lent instead of given: it counts the share of its life that the loan took, days lent over {@link LOAN_LIFE_DAYS}, at
 * most what its condition leaves. A loan neither books nor uses up the life of a numbered item. A kind that is only estimated by weight knows no share of a
 * life, so naming it as its own product leaves it not covered rather than counted in full.
 */
export function asLoan<Lot extends LotFacts>(lot: Lot, daysLent: number): Lot {
  const byWeightOnly = lot.category !== null && (findGoods(lot.category)?.defaultProduct ?? null) === null;
  return { ...lot, serialHash: null, remainingLife: Math.min(remainingLifeOf(lot.condition), daysLent / LOAN_LIFE_DAYS), ...(byWeightOnly ? { product: lot.category } : {}) };
}

/** For how many days an unnumbered thing was lent whose entry counts this share of a life; null where it was not lent. */
export function lentDaysOf(share: number, condition: string | null): number | null {
  const days = share * LOAN_LIFE_DAYS;
  const isWhole = Math.abs(days - Math.round(days)) < 1e-6;
  return isWhole && days > 0 && share < remainingLifeOf(condition) ? Math.round(days) : null;
}
