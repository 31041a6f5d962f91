import { useTranslation } from "#app/ui/i18n.ts";

/** The name of a material, and whether it was sorted. */
export function useKindName(): (kind: { material: string; isSorted?: boolean }) => string {
  const { t } = useTranslation("custody");
  const { t: name } = useTranslation("materials");
  return ({ material, isSorted = false }) => {
    const word = name(`names.${material}`);
    return isSorted ? t("kind", { material: word }) : word;
  };
}
