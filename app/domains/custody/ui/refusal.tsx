import { useTranslation } from "#app/ui/i18n.ts";
import { Alert } from "#app/ui/alert.tsx";

/** Why a verb was refused, as the action answered it. */
export function Refusal({ error, detail }: { error: string | null | undefined; detail?: string | undefined }) {
  const { t } = useTranslation("custody");
  if (!error) return null;
  return (
    <Alert tone="error" live>
      {`${t(`errors.${error.split(".")[1] ?? ""}`)}${detail ? ` ${detail}` : ""}`}
    </Alert>
  );
}
