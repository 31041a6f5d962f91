import { numberFormat } from "./formatters.ts";

/** Currencies of the places served so far; all have two decimals. */
export const currencies = ["EUR", "CNY", "CHF", "GBP", "USD"] as const;
export type Currency = (typeof currencies)[number];

/** The most one price may be, in minor units. */
export const maxPriceMinor = 10_000_000;

/** A typed price in minor units, with a point or a comma; null when it is none. */
export function minorFrom(text: string): number | null {
  const clean = text.trim();
  return /^\d{1,7}([.,]\d{1,2})?$/.test(clean) ? Math.round(Number(clean.replace(",", ".")) * 100) : null;
}

/** A price for reading, in the locale's way; whole amounts without decimals. */
export function formatPrice(priceMinor: number, currency: string, locale: string): string {
  const whole = priceMinor % 100 === 0;
  return numberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol", minimumFractionDigits: whole ? 0 : 2 }).format(priceMinor / 100);
}

/** What people of a country, or of a language, would be asked in. */
export function usualCurrency(countryCode: string | null, locale: string): string {
  const byCountry: Record<string, string> = { CN: "CNY", CH: "CHF", GB: "GBP", US: "USD" };
  return (countryCode && byCountry[countryCode]) || (countryCode ? "EUR" : locale === "zh-CN" ? "CNY" : "EUR");
}
