/** Around the formula: precedence of weights, shares, reversals, caps over resales, and totals with their range. */

import type { LotSpread } from "./impact.formula.ts";
import { lognormalRange, relativeSd } from "./impact.uncertainty.ts";
import type { WeightBasis } from "./impact.uncertainty.ts";

/**
 * The weight that counts: measured, else declared and confirmed by the other side, else the category's mean, else none (the lot is then
 * "not estimated", never zero). Grams. A figure that is null, not finite or below zero is passed over.
 */
export function pickWeight(known: {
  measured?: number | null;
  declaredConfirmed?: number | null;
  categoryMean?: number | null;
}): { grams: number; basis: Exclude<WeightBasis, "counted"> } | null {
  const order = [
    { grams: known.measured, basis: "measured" },
    { grams: known.declaredConfirmed, basis: "declared" },
    { grams: known.categoryMean, basis: "category_mean" },
  ] as const;
  for (const { grams, basis } of order) {
    if (grams !== null && grams !== undefined && Number.isFinite(grams) && grams >= 0) return { grams, basis };
  }
  return null;
}

/** What of a requested remaining life may still be booked for one serial number: all its resales together stay within one life. */
export function capRemainingLife(requested: number, alreadyBooked: number): number {
  const left = Math.max(0, 1 - alreadyBooked);
  // Shares are decimal fractions: 1 - 0.9 must leave 0.1, not its dust.
  return Math.round(Math.max(0, Math.min(requested, left)) * 1e9) / 1e9;
}

/** The remaining-life share from years: expected remaining over the publisher's default, at most a whole life. */
export function remainingLifeFromYears(expectedYears: number, defaultYears: number): number {
  if (!(defaultYears > 0)) return 0;
  return Math.round(Math.max(0, Math.min(1, expectedYears / defaultYears)) * 1e9) / 1e9;
}

/**
 * Splits whole grams by shares so that the parts sum to exactly the whole (largest remainder; ties go to the earlier party).
 * Shares must not be negative and must sum to 1; anything else is a bug and throws. A negative total is split like its magnitude.
 */
export function splitByShares(totalGrams: number, shares: readonly number[]): number[] {
  const sum = shares.reduce((total, share) => total + share, 0);
  if (!Number.isSafeInteger(totalGrams)) throw new Error("only whole grams can be split");
  if (shares.some((share) => !(share >= 0)) || Math.abs(sum - 1) > 1e-9) throw new Error("shares must sum to 1");
  const magnitude = Math.abs(totalGrams);
  // The dust of the multiplication must not decide who gets the last gram.
  const exact = shares.map((share) => Math.round(magnitude * share * 1e6) / 1e6);
  const parts = exact.map(Math.floor);
  const missing = magnitude - parts.reduce((total, part) => total + part, 0);
  const byRemainder = exact
    .map((value, party) => ({ party, remainder: value - Math.floor(value) }))
    .sort((one, other) => other.remainder - one.remainder || one.party - other.party);
  // `missing` is one gram or two for any shares in use; the ring covers rounding of very large totals.
  for (let step = 0; step < Math.abs(missing); step += 1) {
    const party = byRemainder[step % byRemainder.length]?.party ?? 0;
    parts[party] = (parts[party] ?? 0) + Math.sign(missing);
  }
  return parts.map((part) => (totalGrams < 0 && part !== 0 ? -part : part));
}

/** Shares of one event: the taker gets `takerShare` of the grams and any gram that cannot be halved. */
export function splitShares(totalGrams: number, takerShare: number): { taker: number; giver: number } {
  const [taker = 0, giver = 0] = splitByShares(totalGrams, [takerShare, 1 - takerShare]);
  return { taker, giver };
}

export interface CountedEntry {
  co2eGrams: number | null;
  lowGrams: number | null;
  highGrams: number | null;
}

const negated = (grams: number | null): number | null => (grams === null || grams === 0 ? grams : -grams);

/** The figures of the entry that takes another back: all signs turned, so that the two sum to zero. The old entry stays as it is. */
export function reverse<E extends CountedEntry>(entry: E): CountedEntry {
  return {
    co2eGrams: negated(entry.co2eGrams),
    lowGrams: negated(entry.highGrams),
    highGrams: negated(entry.lowGrams),
  };
}

/** The uncertainty of a lot whose factor error has the sigma `sigma` and whose mass has the relative standard deviation `massRelative`. */
export function lotSpread(lot: { key: string; co2eGrams: number; sigma: number; massRelative?: number }): LotSpread {
  return {
    key: lot.key,
    correlatedGrams: lot.co2eGrams * relativeSd(lot.sigma),
    independentGrams: Math.abs(lot.co2eGrams) * (lot.massRelative ?? 0),
  };
}

/** Sums that can be kept and merged: adding a lot costs the same at any number of lots. */
export interface SpreadSums {
  totalGrams: number;
  /** Signed sum by factor. */
  correlatedByKey: Readonly<Record<string, number>>;
  independentSquares: number;
}

export const EMPTY_SUMS: SpreadSums = { totalGrams: 0, correlatedByKey: {}, independentSquares: 0 };

/** Adds one lot to kept sums. A reversal goes through {@link removeLot}: it takes back the very error its entry brought. */
export function addLot(sums: SpreadSums, co2eGrams: number, spread: LotSpread): SpreadSums {
  const { key } = spread;
  const known = Object.hasOwn(sums.correlatedByKey, key) ? (sums.correlatedByKey[key] ?? 0) : 0;
  return {
    totalGrams: sums.totalGrams + co2eGrams,
    correlatedByKey: { ...sums.correlatedByKey, [key]: known + spread.correlatedGrams },
    independentSquares: sums.independentSquares + spread.independentGrams ** 2,
  };
}

/** Standard deviation in grams: errors of one factor add up over its lots, factors and weighings are independent of each other. */
export function totalSd(sums: SpreadSums): number {
  const correlated = Object.values(sums.correlatedByKey).reduce((total, grams) => total + grams ** 2, 0);
  // A period in which more is taken back than came has squares below zero; the database's impact_range does the same.
  return Math.sqrt(Math.max(0, correlated + sums.independentSquares));
}

/**
 * The 95 % range of a total in whole grams. A total that stands clear of zero is taken as lognormal with that standard deviation,
 * which gives one lot its own range again; one whose error reaches zero as normal.
 */
export function totalRange(sums: SpreadSums): { co2eGrams: number; lowGrams: number; highGrams: number; sdGrams: number } {
  const sd = totalSd(sums);
  const { totalGrams } = sums;
  const relative = totalGrams === 0 ? Infinity : sd / Math.abs(totalGrams);
  const range =
    relative < 1
      ? lognormalRange(totalGrams, Math.sqrt(Math.log(1 + relative ** 2)))
      : { low: totalGrams - 1.96 * sd, high: totalGrams + 1.96 * sd };
  return { co2eGrams: totalGrams, lowGrams: Math.round(range.low), highGrams: Math.round(range.high), sdGrams: sd };
}

/** Takes a lot back out of kept sums, after which they are as if it had never been added. */
export function removeLot(sums: SpreadSums, co2eGrams: number, spread: LotSpread): SpreadSums {
  const added = addLot(sums, -co2eGrams, { ...spread, correlatedGrams: -spread.correlatedGrams, independentGrams: 0 });
  return { ...added, independentSquares: Math.max(0, sums.independentSquares - spread.independentGrams ** 2) };
}

/** Grams for people: two significant digits, and never finer than a gram. The exact figure stays in the entry. */
export function roundForDisplay(grams: number, digits = 2): number {
  if (grams === 0 || !Number.isFinite(grams)) return 0;
  const rounded = Number(grams.toPrecision(digits));
  return Math.abs(grams) < 10 ** (digits - 1) ? Math.round(grams) : rounded;
}
