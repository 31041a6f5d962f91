import { useTranslation } from "#app/ui/i18n.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Checkbox, Input } from "#app/ui/forms/inputs.tsx";
import { Link } from "#app/ui/remix.ts";
import { nameMax } from "../searches.schema.ts";

/** What was typed, and what is wrong with it. */
export type SearchFieldValues = { name: string; live: boolean; mails: boolean };
export type SearchFieldErrors = { form?: string[] | undefined; name?: string[] | undefined };

/** Name and ways to be told: the fields of a new and of a changed saved search. */
export function SearchFields({ values, errors }: { values: SearchFieldValues; errors: SearchFieldErrors }) {
  const { t } = useTranslation("searches");
  const words = (messages: string[] | undefined) => (messages ?? []).map((message) => translateError(t, message));
  return (
    <>
      {errors.form ? (
        <Alert tone="error" live>
          {words(errors.form).map((text) => (
            <p key={text}>{text}</p>
          ))}
        </Alert>
      ) : null}
      <Field label={t("save.name")} hint={t("save.nameHint")} error={words(errors.name)} id="search-name">
        <Input name="name" defaultValue={values.name} required maxLength={nameMax} autoComplete="off" />
      </Field>
      <fieldset className="grid gap-2">
        <legend className="mb-1 font-semibold">{t("save.told")}</legend>
        <Checkbox name="live" label={t("save.live")} defaultChecked={values.live} />
        <Checkbox name="mails" label={t("save.mails")} defaultChecked={values.mails} />
        <p className="text-sm text-ink-soft">
          {t("save.toldHint")}{" "}
          <Link to="/account/notifications" className="link">
            {t("save.choices")}
          </Link>
        </p>
      </fieldset>
    </>
  );
}

/** The fields of an answer: what was sent, and its errors by field. */
export function answeredFields(payload: Record<string, unknown> | undefined, otherwise: SearchFieldValues): SearchFieldValues {
  if (!payload) return otherwise;
  return { name: typeof payload.name === "string" ? payload.name : "", live: payload.live === "on", mails: payload.mails === "on" };
}
