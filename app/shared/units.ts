import { numberFormat } from "./formatters.ts";

/**
 * Masses and emissions as people read them. Inputs are integer grams (or grams CO2e); results carry their unit.
 * Symbols (g, kg, t) are the same in every language; digits and separators follow the locale.
 */

const minus = "\u2212";

interface Scale {
  divisor: number;
  symbol: string;
}

/** The unit a mass of this size is best read in. Rounding is considered, so that 999.6 kg becomes 1 t, not 1,000 kg. */
function scaleFor(grams: number): Scale {
  const size = Math.abs(grams);
  if (size >= 999_500) return { divisor: 1_000_000, symbol: "t" };
  if (size >= 999.5) return { divisor: 1000, symbol: "kg" };
  return { divisor: 1, symbol: "g" };
}

function number(value: number, locale: string, options: Intl.NumberFormatOptions): string {
  // A value that rounds to zero must not keep its sign.
  return numberFormat(locale, { ...options, signDisplay: "negative" }).format(value).replace("-", minus);
}

/** Two significant digits, but never a made-up zero: 61.4 -> "61", 130.4 -> "130", 0.85 -> "0.85", 1234 -> "1,200". */
function twoDigits(value: number, locale: string): string {
  return number(value, locale, { maximumSignificantDigits: 2 });
}

/**
 * A mass for reading: "850 g", "24.3 kg", "1.2 t". One decimal below 100 of a unit, none above; grams are whole.
 * @param grams integer grams, may be negative
 */
export function formatMass(grams: number, locale: string): string {
  const { divisor, symbol } = scaleFor(grams);
  const value = grams / divisor;
  const digits = divisor === 1 || Math.abs(value) >= 100 ? 0 : 1;
  return `${number(value, locale, { maximumFractionDigits: digits })} ${symbol}`;
}

/**
 * Emissions with two significant digits: "61 kg", "1.3 t", "−12 kg". With `gas`, followed by "CO₂e".
 * @param grams grams CO2e, negative where something cost more than it kept out
 */
export function formatCo2e(grams: number, locale: string, options: { gas?: boolean } = {}): string {
  const { divisor, symbol } = scaleFor(roundTwo(grams));
  return `${twoDigits(grams / divisor, locale)} ${symbol}${options.gas ? " CO₂e" : ""}`;
}

/**
 * A range in one unit, the larger end's: "61–130 kg", "0.85–1.3 kg"; with a negative end the words carry it: "−12 … 30 kg".
 * Ends are put in order; two ends that read the same become one. `besideGrams` takes the unit of a value shown beside the
 * range, so that nobody compares kilograms with tonnes: "650 kg, 280–1,600 kg".
 */
export function formatCo2eRange(lowGrams: number, highGrams: number, locale: string, options: { gas?: boolean; besideGrams?: number } = {}): string {
  const low = Math.min(lowGrams, highGrams);
  const high = Math.max(lowGrams, highGrams);
  const largest = Math.max(Math.abs(low), Math.abs(high));
  const beside = options.besideGrams ? scaleFor(roundTwo(options.besideGrams)) : null;
  // A range of tonnes beside a few grams would be all zeros.
  const { divisor, symbol } = beside && largest / beside.divisor < 10_000 ? beside : scaleFor(roundTwo(largest));
  const from = twoDigits(low / divisor, locale);
  const to = twoDigits(high / divisor, locale);
  const unit = `${symbol}${options.gas ? " CO₂e" : ""}`;
  if (from === to) return `${from} ${unit}`;
  return low < 0 ? `${from} … ${to} ${unit}` : `${from}–${to} ${unit}`;
}

function roundTwo(value: number): number {
  return Number(value.toPrecision(2));
}
