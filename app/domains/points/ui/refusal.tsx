import { useTranslation } from "#app/ui/i18n.ts";
import { Alert } from "#app/ui/alert.tsx";

/** Why a verb was refused, as the action answered it. */
export function Refusal({ error }: { error: string | null | undefined }) {
  const { t } = useTranslation("points");
  if (!error) return null;
  const [room = "", reason = ""] = error.split(".");
  return (
    <Alert tone="error" live>
      {t(`${room.toLowerCase()}:errors.${reason}`)}
    </Alert>
  );
}
