import { dateFormat } from "#app/shared/formatters.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { indicatorOf, type Unit, type Value } from "../indicators.ts";
import { addMonths } from "../months.ts";
import { formatInUnit } from "../units.ts";

/** "March 2026" */
export function monthName(month: string, locale: string): string {
  return dateFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" }).format(Date.parse(`${month}-01T00:00:00Z`));
}

/** "3 Mar 2026", of a date without a time. */
export function dayName(day: string, locale: string): string {
  return dateFormat(locale === "en" ? "en-GB" : locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(Date.parse(`${day}T00:00:00Z`));
}

/** Months for a list to choose from, the first one first. */
export function monthOptions(from: string, count: number, locale: string, step: 1 | -1 = 1): { value: string; label: string }[] {
  return Array.from({ length: count }, (_, index) => addMonths(from, index * step)).map((value) => ({ value, label: monthName(value, locale) }));
}

/** Names and values of indicators in the reader's words. */
export function useIndicatorWords(locale: string) {
  const { t } = useTranslation("benchmarking");
  const unit = (code: string): Unit => indicatorOf(code)?.unit ?? "permille";
  const value = (code: string, amount: number) => formatInUnit(amount, unit(code), locale);
  return {
    name: (code: string) => t(`indicators.${code}`),
    unit: (code: string) => t(`units.${unit(code)}`),
    value,
    /** The value, or "no data" with why. */
    own: (code: string, own: Value) => (own.value === null ? `${t("noData.label")}: ${t(`noData.${own.why}`)}` : value(code, own.value)),
    why: (own: Value) => t(`noData.${own.why ?? "nothing"}`),
  };
}
