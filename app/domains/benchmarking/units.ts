import { numberFormat } from "#app/shared/formatters.ts";
import { formatMass } from "#app/shared/units.ts";
import type { Unit } from "./indicators.ts";

/** From what people type (kilograms, percent, pieces) to the whole number that is kept. */
const FACTORS: Record<Unit, number> = { gramsPerHead: 1000, co2eGramsPerHead: 1000, permille: 10, hundredths: 100 };
const LARGEST = 1_000_000_000;

/** A typed number in an indicator's unit as it is kept, or null for what is no such number. A comma is a point; a share ends at 100. */
export function parseInUnit(typed: string, unit: Unit): number | null {
  const text = typed.trim().replace(",", ".");
  if (!/^\d{1,7}(\.\d{1,3})?$/.test(text)) return null;
  const value = Math.round(Number(text) * FACTORS[unit]);
  return value > LARGEST || (unit === "permille" && value > 1000) ? null : value;
}

/** A kept value as people type it. */
export function typedInUnit(value: number, unit: Unit): string {
  return String(value / FACTORS[unit]);
}

/** A value for reading: "2.4 kg", "38.5%", "4.2". What it is per stands with the indicator's name. */
export function formatInUnit(value: number, unit: Unit, locale: string): string {
  if (unit === "permille") return numberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(value / 1000);
  if (unit === "hundredths") return numberFormat(locale, { maximumFractionDigits: 2 }).format(value / 100);
  return formatMass(value, locale);
}
