import { numberFormat } from "#app/shared/formatters.ts";
import { formatMass } from "#app/shared/units.ts";

/** A mass in grams for reading. What comes to 100,000 t or more, as amounts of a whole country do, is told in megatonnes ("54.9 Mt"); less, like any mass. */
export function formatAmount(grams: number, locale: string): string {
  if (grams < 100_000_000_000) return formatMass(grams, locale);
  return `${numberFormat(locale, { maximumFractionDigits: 2 }).format(grams / 1_000_000_000_000)} Mt`;
}

/** A share for reading: "91.5%", "0.3%", "<0.1%". */
export function formatShare(share: number, locale: string): string {
  const percent = numberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  return share > 0 && share < 0.001 ? `<${percent.format(0.001)}` : percent.format(share);
}
