/** The units a scale or a person speaks in. A jin is the 500 g of Chinese markets. */
export const massUnits = ["kg", "g", "jin"] as const;
export type MassUnit = (typeof massUnits)[number];

/** Grams in one of them. */
export const gramsPer: Record<MassUnit, number> = { kg: 1000, g: 1, jin: 500 };

/**
 * A typed weight in integer grams: "12.4" kg -> 12400, "3,5" jin -> 1750. Point or comma; rounded to the gram.
 * Null for anything that is no plain number, is negative, or is too large to be a weight (from 1,000 t).
 */
export function parseMass(text: string, unit: MassUnit): number | null {
  const match = /^(\d{1,9})?(?:[.,](\d{0,6}))?$/.exec(text.trim());
  if (!match || (!match[1] && !match[2])) return null;
  const grams = Math.round(Number(`${match[1] ?? "0"}.${match[2] || "0"}`) * gramsPer[unit]);
  return grams < 1_000_000_000 ? grams : null;
}

/** Grams as text of a unit, for showing what was typed again. */
export function massText(grams: number, unit: MassUnit): string {
  return String(grams / gramsPer[unit]);
}

/** Gross less tare as typed, in grams; no tare is none. Null while there is no gross, where one cannot be read, and where the tare is more. */
export function typedNet(gross: string, tare: string, unit: MassUnit): number | null {
  const grossGrams = parseMass(gross, unit);
  const tareGrams = tare.trim() === "" ? 0 : parseMass(tare, unit);
  return grossGrams === null || tareGrams === null || tareGrams > grossGrams ? null : grossGrams - tareGrams;
}
