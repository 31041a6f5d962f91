import { useTranslation } from "#app/ui/i18n.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { Alert } from "#app/ui/alert.tsx";
import { RadioCards } from "#app/ui/forms/choices.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Checkbox, Input } from "#app/ui/forms/inputs.tsx";
import { nameMax, searchMails } from "../searches.schema.ts";

/** What was typed, and what is wrong with it. */
export type SearchFieldValues = { name: string; mail: string; live: boolean };
export type SearchFieldErrors = { form?: string[] | undefined; name?: string[] | undefined; mail?: string[] | undefined };

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
      <RadioCards legend={t("save.mail")} name="mail" columns={3} defaultValue={values.mail} error={words(errors.mail)} options={searchMails.map((mail) => ({ value: mail, label: t(`save.mails.${mail}`) }))} />
      <Checkbox name="live" label={t("save.live")} defaultChecked={values.live} />
    </>
  );
}

/** The fields of an answer: what was sent, and its errors by field. */
export function answeredFields(payload: Record<string, unknown> | undefined, otherwise: SearchFieldValues): SearchFieldValues {
  if (!payload) return otherwise;
  return { name: typeof payload.name === "string" ? payload.name : "", mail: typeof payload.mail === "string" ? payload.mail : otherwise.mail, live: payload.live === "on" };
}
