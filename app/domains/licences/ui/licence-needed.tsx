import { Alert } from "#app/ui/alert.tsx";
import { LinkButton } from "#app/ui/buttons.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import type { MaterialCode } from "#app/shared/materials.ts";

/** Which licence is needed to take something, for whoever has none: a recycler may hand one in, everybody else finds a point. `kind` is null for a visitor. */
export function LicenceNeeded({ material, kind }: { material: MaterialCode; kind: string | null }) {
  const { t } = useTranslation("licences");
  const name = useTranslation("materials").t(`names.${material}`);
  return (
    <Alert
      tone="warning"
      title={t("needed.title")}
      action={
        kind === "recycler" ? (
          <LinkButton to="/staff/licences#add" variant="secondary" size="sm">
            {t("needed.handIn")}
          </LinkButton>
        ) : (
          <LinkButton to={`/points?material=${material}`} variant="secondary" size="sm">
            {t("needed.points")}
          </LinkButton>
        )
      }
    >
      {t("needed.text", { material: name })} {t(kind === "recycler" ? "needed.recycler" : "needed.other")}
    </Alert>
  );
}
