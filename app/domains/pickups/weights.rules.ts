import { findMaterial } from "#app/shared/materials.ts";

export { massText, massUnits, parseMass, type MassUnit } from "#app/shared/typed-mass.ts";

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
