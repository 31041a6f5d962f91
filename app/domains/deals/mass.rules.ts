import { gramsPer, type MassUnit } from "#app/shared/typed-mass.ts";

/** The most one hand-over may weigh: 30 t, a full lorry. */
export const maxHandOverGrams = 30_000_000;

/** A typed weight in whole grams, with a point or a comma; null when it is no weight above zero and up to 30 t. */
export function massFrom(text: string, unit: MassUnit): number | null {
  const clean = text.trim().replace(",", ".");
  if (!/^\d{1,8}(\.\d{1,4})?$/.test(clean)) return null;
  const grams = Math.round(Number(clean) * gramsPer[unit]);
  return grams > 0 && grams <= maxHandOverGrams ? grams : null;
}

/** A measured weight further than this share from the declared one is for both to confirm. */
export const weightTolerance = 0.2;

/** Both weights of what moved, in grams, when they lie too far apart to pass without a word; null when they agree or one is unknown. */
export function weightDifference(input: { unitGrams: number | null; movedUnits: number | null; measuredGrams: number | null }): { measured: number; declared: number } | null {
  const { unitGrams, movedUnits, measuredGrams } = input;
  if (unitGrams === null || movedUnits === null || measuredGrams === null) return null;
  const declared = unitGrams * movedUnits;
  return Math.abs(measuredGrams - declared) > declared * weightTolerance ? { measured: measuredGrams, declared } : null;
}
