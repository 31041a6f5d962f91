import { Alert } from "#app/ui/alert.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { useTranslation } from "#app/ui/i18n.ts";

/** Shows a secret, once. */
export function SecretBox({ secret }: { secret: string }) {
  const { t } = useTranslation("webhooks");
  return (
    <Alert tone="success" live title={t("secretTitle")}>
      <p>{t("secretBody")}</p>
      <div className="mt-3 sm:w-md">
        <Field label={t("secret")}>
          <Input readOnly value={secret} className="font-mono text-sm" onFocus={(event) => event.currentTarget.select()} />
        </Field>
      </div>
    </Alert>
  );
}
