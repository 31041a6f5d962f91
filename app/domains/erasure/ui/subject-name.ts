import { isMaterialCode } from "#app/shared/materials.ts";
import { useTranslation } from "#app/ui/i18n.ts";

/** The name of what is handed over: a material's or a category's. */
export function useSubjectName(): (code: string) => string {
  const { t } = useTranslation(["materials", "goods"]);
  return (code) => (isMaterialCode(code) ? t(`materials:names.${code}`) : t(`goods:names.${code}`));
}
