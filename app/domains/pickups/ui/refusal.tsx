import { useTranslation } from "#app/ui/i18n.ts";
import { Alert } from "#app/ui/alert.tsx";

/** Why a verb was refused, as the action answered it. */
export function Refusal({ error, detail }: { error: string | null | undefined; detail?: string | undefined }) {
  const { t } = useTranslation("pickups");
  if (!error) return null;
  const [room = "", reason = ""] = error.split(".");
  return (
    <Alert tone="error" live>
      {`${t(`${room.toLowerCase()}:errors.${reason}`)}${detail ? ` ${detail}` : ""}`}
    </Alert>
  );
}
