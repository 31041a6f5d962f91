import { formatPrice } from "#app/shared/money.ts";
import { formatMass } from "#app/shared/units.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import type { PendingChange } from "../deals.schema.ts";
import type { TermsPrice } from "../terms.rules.ts";

/** What a proposal names, as pages and lines of the thread have it. */
export type TermsToTell = { units: number; price: TermsPrice | null; swap: { title: string; units: number } | null; loanDays: number | null; isWanted?: boolean; /** Who pays the money on top of a swap. */ paidBy?: string };

/** Puts what was proposed into words: "€45 each for 2", "one for “Lamp of brass”". */
export function useTermsWords(locale: string): (terms: TermsToTell) => string {
  const { t } = useTranslation("deals");
  const price = usePriceWords(locale);
  return (terms) => {
    const count = terms.units;
    const inReturn = terms.swap && { count, back: terms.swap.units, title: terms.swap.title };
    if (inReturn && terms.price) return t("terms.swapForAnd", { ...inReturn, name: terms.paidBy ?? "", price: price(terms.price, count) });
    if (inReturn) return t("terms.swapFor", inReturn);
    if (terms.price) return t("terms.forPrice", { count, price: price(terms.price, count) });
    if (terms.loanDays) return t("terms.forDays", { count, days: terms.loanDays });
    return t(terms.isWanted ? "terms.forNothing" : "terms.forUnits", { count });
  };
}

/** A price with what it is for; of one unit it needs no "each". */
export function usePriceWords(locale: string): (price: TermsPrice, units: number) => string {
  const { t } = useTranslation("deals");
  return ({ minor, currency, basis }, units) => {
    const text = formatPrice(minor, currency, locale);
    if (basis === "per_kg") return t("terms.perKg", { price: text });
    return basis === "per_unit" && units > 1 ? t("terms.perUnit", { price: text }) : text;
  };
}

/** One changed field in words: "price: €45 → €50". `currency` is the one the listing has now. */
export function useChangeWords(locale: string): (change: PendingChange, currency: string | null) => string {
  const { t } = useTranslation(["deals", "listings", "goods", "materials"]);
  const value = (field: string, raw: PendingChange["to"], currency: string | null): string => {
    if (raw === null) return t("change.unknown");
    if (field === "priceMinor") return currency ? formatPrice(Number(raw), currency, locale) : String(Number(raw) / 100);
    if (field === "massGrams") return formatMass(Number(raw), locale);
    if (field === "condition") return t(`listings:conditions.${raw}`);
    if (field === "category") return t(`goods:names.${raw}`);
    return field === "material" ? t(`materials:names.${raw}`) : String(raw);
  };
  return ({ field, from, to }, currency) =>
    field === "details" ? t("change.details") : t("change.fromTo", { field: t(`change.fields.${field}`), from: value(field, from, currency), to: value(field, to, currency) });
}
