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
