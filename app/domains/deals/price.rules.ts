import type { TermsPrice } from "./terms.rules.ts";

/** The largest amount a deal can hold, in minor units: what a 32-bit column takes. */
export const maxSettledMinor = 2_147_483_647;

/** What moved of what was agreed on. `grams` is the mass of all that moved; null where nothing is known. */
export type Settled = { units: number; movedUnits: number; grams: number | null };

/**
 * What is to be paid for what moved, in minor units of the price's currency, by whole numbers and half up. A total is for all
 * units, so of fewer it is that share. Null without a price, and where a price per kg meets no known weight.
 */
export function settledMinorOf(price: TermsPrice | null, what: Settled): number | null {
  if (!price) return null;
  switch (price.basis) {
    case "total":
      return share(price.minor, what.movedUnits, what.units);
    case "per_unit":
      return price.minor * what.movedUnits;
    case "per_kg":
      return what.grams === null ? null : share(price.minor, what.grams, 1000);
  }
}

/** `amount * part / whole`, half up; BigInt because a price times the grams of a lorry leaves the safe integers. */
function share(amount: number, part: number, whole: number): number {
  const [numerator, denominator] = [BigInt(amount) * BigInt(part), BigInt(whole)];
  return Number((2n * numerator + denominator) / (2n * denominator));
}

/** The mass of what moved: from the scale, or the declared one where it was confirmed; null is unknown. */
export function movedGrams(listing: { massGrams: number | null }, what: { movedUnits: number; measuredGrams: number | null; weightConfirmed: boolean }): number | null {
  if (what.measuredGrams !== null) return what.measuredGrams;
  return what.weightConfirmed && listing.massGrams !== null ? listing.massGrams * what.movedUnits : null;
}
