import { useTranslation } from "#app/ui/i18n.ts";
import { Alert } from "#app/ui/alert.tsx";

/** Why a verb of rounds was refused, with what stands behind it. */
export function RoundRefusal({ error, details = [] }: { error: string | null | undefined; details?: readonly string[] }) {
  const { t } = useTranslation("rounds");
  if (!error) return null;
  return (
    <Alert tone="error" live>
      {t(`errors.${error.split(".")[1] ?? "INVALID"}`)}
      {details.length > 0 ? (
        <ul className="mt-1 list-disc ps-5">
          {details.map((detail) => (
            <li key={detail}>{detail}</li>
          ))}
        </ul>
      ) : null}
    </Alert>
  );
}
