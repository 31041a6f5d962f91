import { useTranslation } from "#app/ui/i18n.ts";
import { useNames } from "./names.ts";

/** Places and materials of targets in the reader's language; a part of a country keeps its code. */
export function useTargetNames(locale: string): { region: (code: string) => string; material: (code: string) => string } {
  const { t } = useTranslation("targets");
  const names = useNames(locale);
  return {
    region: (code) => (code.length > 3 ? `${names.region(code.slice(0, 2))} · ${code}` : names.region(code)),
    material: (code) => (code === "all" ? t("everything") : names.material(code)),
  };
}
