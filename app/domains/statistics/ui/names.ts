import { findGoods } from "#app/shared/goods.ts";
import { findMaterial } from "#app/shared/materials.ts";
import { useTranslation } from "#app/ui/i18n.ts";

/** Codes of materials, goods, routes and places in the reader's language. */
export function useNames(locale: string): { material: (code: string) => string; route: (code: string) => string; region: (code: string) => string } {
  const { t } = useTranslation("statistics");
  return {
    material: (code) => (findMaterial(code) ? t(`materials:names.${code}`) : findGoods(code) ? t(`goods:names.${code}`) : code),
    route: (code) => t(`impact:routes.${code}`),
    region: (code) => (code === "all" ? t("everywhere") : code === "ZZ" ? t("unknownPlace") : (new Intl.DisplayNames(locale, { type: "region" }).of(code) ?? code)),
  };
}

/** A month for reading: "Mar 2026", "2026年3月"; `short` for the foot of a bar. */
export function monthName(month: string, locale: string, short = false): string {
  return new Intl.DateTimeFormat(locale, { year: short ? "2-digit" : "numeric", month: "short", timeZone: "UTC" }).format(new Date(`${month}-15T12:00:00Z`));
}
