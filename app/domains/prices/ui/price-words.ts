import { formatPrice } from "#app/shared/money.ts";
import { rounded } from "../prices.rules.ts";

/** A price per kilogram for reading, below zero with its minus: "1.20 CNY"-like in the locale's way. */
export function perKg(minorPerKg: number, currency: string, locale: string): string {
  return formatPrice(minorPerKg, currency, locale);
}

/** An estimate as a range, or one figure where both ends are the same. */
export function rangeText(range: { lowMinor: number; highMinor: number }, currency: string, locale: string): string {
  const { lowMinor, highMinor } = rounded(range);
  const [low, high] = [formatPrice(lowMinor, currency, locale), formatPrice(highMinor, currency, locale)];
  return lowMinor === highMinor ? low : `${low} – ${high}`;
}
