import { findMaterial } from "#app/shared/materials.ts";

/** The units a scale or a person speaks in. A jin is the 500 g of Chinese markets. */
export const massUnits = ["kg", "g", "jin"] as const;
export type MassUnit = (typeof massUnits)[number];

const gramsPer: Record<MassUnit, number> = { kg: 1000, g: 1, jin: 500 };

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

/** A percentage as typed, in thousandths: "2.5" -> 25. Null when it is not between 0 and 100. */
export function parsePermille(text: string): number | null {
  if (text.trim() === "") return 0;
  if (!/^\d{1,3}([.,]\d{0,2})?$/.test(text.trim())) return null;
  const permille = Math.round(Number(text.trim().replace(",", ".")) * 10);
  return permille <= 1000 ? permille : null;
}

/** What a reading says. Masses in grams. */
export type Reading = { material: string; grossGrams: number; tareGrams: number; contaminationPermille: number };

/** Gross less tare; null when the reading cannot be: negative, not whole, more tare than gross, beyond the material's bound. */
export function netGrams(reading: Reading): number | null {
  const bound = findMaterial(reading.material)?.maxVisitGrams;
  const net = reading.grossGrams - reading.tareGrams;
  const whole = Number.isInteger(reading.grossGrams) && Number.isInteger(reading.tareGrams) && Number.isInteger(reading.contaminationPermille);
  if (bound === undefined || !whole || reading.tareGrams < 0 || net < 0 || net > bound) return null;
  if (reading.contaminationPermille < 0 || reading.contaminationPermille > 1000) return null;
  return net;
}

/** Net without its contamination, in grams. */
export function cleanGrams(net: number, contaminationPermille: number): number {
  return Math.round((net * (1000 - contaminationPermille)) / 1000);
}
