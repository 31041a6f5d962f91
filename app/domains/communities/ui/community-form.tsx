import { getFormProps, getInputProps, getSelectProps, getTextareaProps, useForm, type SubmissionResult } from "@conform-to/react";
import { getZodConstraint, parseWithZod } from "@conform-to/zod/v4";
import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { RadioCards } from "#app/ui/forms/choices.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select, Textarea } from "#app/ui/forms/inputs.tsx";
import { Form } from "#app/ui/remix.ts";
import { EditCommunityInput, FoundCommunityInput, JOIN_POLICIES } from "../communities.schema.ts";

export interface CommunityFormProps {
  lastResult: SubmissionResult<string[]> | null | undefined;
  defaults: { latitude?: string; longitude?: string; name?: string; placeLabel?: string; description?: string; joinPolicy?: string; rulesText?: string; timeZone?: string };
  submitLabel: string;
  /** All zones to choose from; only where a community is founded. */
  timeZones?: readonly string[];
  /** Hidden fields: a submission id, or the version that was read. */
  hidden: Readonly<Record<string, string>>;
  /** Where it lies on the map, drawn by the page with what was typed and the errors of the two fields. */
  onMap?: (place: { latitude: string; longitude: string; errors: { latitude?: string | undefined; longitude?: string | undefined } }) => ReactNode;
  children?: ReactNode;
}

/** Founds or edits a community: the same fields, checked by the same schema in the browser and in the action. */
export function CommunityForm({ lastResult, defaults, submitLabel, timeZones, hidden, onMap, children }: CommunityFormProps) {
  const { t } = useTranslation(["communities", "errors"]);
  const schema = timeZones ? FoundCommunityInput : EditCommunityInput;
  const [form, fields] = useForm<Record<string, unknown>>({
    id: "community",
    lastResult,
    constraint: getZodConstraint(schema),
    defaultValue: defaults,
    shouldValidate: "onBlur",
    shouldRevalidate: "onInput",
    onValidate: ({ formData }) => parseWithZod(formData, { schema }) as never,
  });
  const get = (name: string) => {
    const field = fields[name];
    if (!field) throw new Error(`the community form has no field ${name}`);
    return field;
  };
  const words = (errors: string[] | undefined) => (errors ?? []).map((message) => translateError(t, message));
  const [name, place, description, policy, rules] = ["name", "placeLabel", "description", "joinPolicy", "rulesText"].map(get);
  if (!name || !place || !description || !policy || !rules) return null;
  const { key: nameKey, ...nameProps } = getInputProps(name, { type: "text" });
  const { key: placeKey, ...placeProps } = getInputProps(place, { type: "text" });
  const { key: descriptionKey, ...descriptionProps } = getTextareaProps(description);
  const { key: rulesKey, ...rulesProps } = getTextareaProps(rules);
  const chosen = typeof policy.initialValue === "string" ? policy.initialValue : "open";
  return (
    <Form method="post" {...getFormProps(form)} className="grid max-w-2xl gap-5">
      {words(form.errors).map((message) => (
        <Alert key={message} tone="error" live>
          {message}
        </Alert>
      ))}
      {Object.entries(hidden).map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={value} />
      ))}
      <Field id={name.id} label={t("form.name")} hint={t("form.nameHint")} error={words(name.errors)}>
        <Input key={nameKey} {...nameProps} autoComplete="off" />
      </Field>
      <Field id={place.id} label={t("form.place")} hint={t("form.placeHint")} error={words(place.errors)}>
        <Input key={placeKey} {...placeProps} icon="point" autoComplete="off" />
      </Field>
      {onMap ? onMap(placed(get("latitude"), get("longitude"), words)) : null}
      <Field id={description.id} label={t("form.description")} hint={t("form.descriptionHint")} error={words(description.errors)} optional>
        <Textarea key={descriptionKey} {...descriptionProps} rows={4} />
      </Field>
      {timeZones ? <ZoneField field={get("timeZone")} zones={timeZones} words={words} /> : null}
      <RadioCards
        legend={t("form.policy")}
        name="joinPolicy"
        columns={3}
        defaultValue={chosen}
        error={words(policy.errors)}
        options={JOIN_POLICIES.map((value) => ({ value, label: t(`policies.${value}`), hint: t(`policyHints.${value}`) }))}
      />
      <Field id={rules.id} label={t("form.rules")} hint={t("form.rulesHint")} error={words(rules.errors)} optional>
        <Textarea key={rulesKey} {...rulesProps} rows={5} />
      </Field>
      <div className="flex flex-wrap gap-2">
        <SubmitButton size="lg" busyLabel={t("form.busy")}>
          {submitLabel}
        </SubmitButton>
        {children}
      </div>
    </Form>
  );
}

type Typed = { initialValue?: unknown; errors?: string[] | undefined };

function placed(latitude: Typed, longitude: Typed, words: (errors: string[] | undefined) => string[]) {
  const typed = (field: Typed) => (typeof field.initialValue === "string" ? field.initialValue : "");
  return { latitude: typed(latitude), longitude: typed(longitude), errors: { latitude: words(latitude.errors)[0], longitude: words(longitude.errors)[0] } };
}

interface ZoneFieldProps {
  field: Parameters<typeof getSelectProps>[0] & { id: string; errors?: string[] | undefined };
  zones: readonly string[];
  words: (errors: string[] | undefined) => string[];
}

function ZoneField({ field, zones, words }: ZoneFieldProps) {
  const { t } = useTranslation("communities");
  const { key, ...props } = getSelectProps(field);
  return (
    <Field id={field.id} label={t("form.timeZone")} hint={t("form.timeZoneHint")} error={words(field.errors)}>
      <Select key={key} {...props} options={zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))} />
    </Field>
  );
}
