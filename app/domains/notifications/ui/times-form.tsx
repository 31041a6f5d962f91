import { getInputProps, getSelectProps, useForm, type FieldMetadata, type SubmissionResult } from "@conform-to/react";
import type { ReactNode } from "react";
import { translateError } from "#app/shared/field-errors.ts";
import { locales } from "#app/shared/i18n.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Checkbox, Input, Select } from "#app/ui/forms/inputs.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Form } from "#app/ui/remix.ts";
import type { TimesView } from "../notifications.schema.ts";

interface TimesFormProps {
  times: TimesView;
  zones: readonly { value: string; label: string }[];
  locale: string;
  lastResult: SubmissionResult<string[]> | null | undefined;
}

/** When somebody wants to hear, in which zone and language. */
export function TimesForm({ times, zones, locale, lastResult }: TimesFormProps) {
  const { t } = useTranslation(["notifications", "account"]);
  const { version, quietFrom, quietUntil, timeZone, digestHour } = times;
  const [, fields] = useForm<Record<string, unknown>>({
    id: "times",
    lastResult,
    defaultValue: { quietFrom, quietUntil, timeZone, digestHour: String(digestHour), digests: times.digestsOff ? null : "on", locale },
  });
  const get = (name: string) => fields[name] as FieldMetadata;
  const hours = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: `${String(hour).padStart(2, "0")}:00` }));
  return (
    <Card padding="lg">
      <Form method="post" id="times" noValidate className="grid max-w-lg gap-5">
        <input type="hidden" name="version" value={version} />
        <div className="grid gap-2">
          <div className="grid gap-5 sm:grid-cols-2">
            <TimeField field={get("quietFrom")} label={t("settingsPage.quietFrom")} />
            <TimeField field={get("quietUntil")} label={t("settingsPage.quietUntil")} />
          </div>
          <p className="text-sm text-ink-soft">{t("settingsPage.quietHint")}</p>
        </div>
        <ChoiceField field={get("timeZone")} label={t("settingsPage.timeZone")} options={zones} />
        <ChoiceField field={get("digestHour")} label={t("settingsPage.digestHour")} hint={t("settingsPage.digestHint")} options={hours} />
        <Checkbox name="digests" defaultChecked={!times.digestsOff} label={t("settingsPage.digests")} />
        <ChoiceField field={get("locale")} label={t("settingsPage.locale")} options={locales.map((value) => ({ value, label: t(`account:profile.locales.${value}`) }))} />
        <SubmitButton className="justify-self-start" name="intent" value="times">
          {t("settingsPage.save")}
        </SubmitButton>
      </Form>
    </Card>
  );
}

function useErrors(field: FieldMetadata): string[] {
  const { t } = useTranslation();
  return (field.errors ?? []).map((message) => translateError(t, message));
}

function TimeField({ field, label }: { field: FieldMetadata; label: string }) {
  const { key, ...wired } = getInputProps(field, { type: "time" });
  return (
    <Field id={field.id} label={label} error={useErrors(field)}>
      <Input key={key} {...wired} />
    </Field>
  );
}

function ChoiceField({ field, label, hint, options }: { field: FieldMetadata; label: string; hint?: ReactNode; options: readonly { value: string; label: string }[] }) {
  const { key, ...wired } = getSelectProps(field);
  return (
    <Field id={field.id} label={label} hint={hint} error={useErrors(field)}>
      <Select key={key} {...wired} options={options} />
    </Field>
  );
}
