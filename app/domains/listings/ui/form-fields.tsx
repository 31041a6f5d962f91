import { getInputProps, getSelectProps, type FieldMetadata } from "@conform-to/react";
import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, OptionGroups, Select, Textarea, type InputProps, type OptionGroup } from "#app/ui/forms/inputs.tsx";

type Named = { field: FieldMetadata; label: string; hint?: ReactNode; optional?: boolean };

/** The sentences for a field's errors. */
export function useErrors(errors: readonly string[] | undefined): string[] {
  const { t } = useTranslation();
  return (errors ?? []).map((message) => translateError(t, message));
}

export function TextField({ field, label, hint, optional = false, ...rest }: Named & InputProps) {
  const { key, ...wired } = getInputProps(field, { type: "text" });
  return (
    <Field id={field.id} label={label} hint={hint} error={useErrors(field.errors)} optional={optional}>
      <Input key={key} {...wired} {...rest} />
    </Field>
  );
}

export function DateField({ field, label, hint, optional = false, ...rest }: Named & InputProps) {
  const { key, ...wired } = getInputProps(field, { type: "date" });
  return (
    <Field id={field.id} label={label} hint={hint} error={useErrors(field.errors)} optional={optional}>
      <Input key={key} {...wired} {...rest} />
    </Field>
  );
}

export function LongTextField({ field, label, hint, optional = false }: Named) {
  const { key, type: _type, ...wired } = getInputProps(field, { type: "text" });
  return (
    <Field id={field.id} label={label} hint={hint} error={useErrors(field.errors)} optional={optional}>
      <Textarea key={key} {...wired} />
    </Field>
  );
}

/** A list to choose from, in groups; the first line asks to choose. */
export function GroupedSelectField({ field, label, hint, optional = false, ask, groups }: Named & { ask: string; groups: OptionGroup[] }) {
  const { key, ...wired } = getSelectProps(field);
  return (
    <Field id={field.id} label={label} hint={hint} error={useErrors(field.errors)} optional={optional}>
      <Select key={key} {...wired}>
        <option value="">{ask}</option>
        <OptionGroups groups={groups} />
      </Select>
    </Field>
  );
}

export function PlainSelectField({ field, label, options }: Named & { options: { value: string; label: string }[] }) {
  const { key, ...wired } = getSelectProps(field);
  return (
    <Field id={field.id} label={label} error={useErrors(field.errors)}>
      <Select key={key} {...wired} options={options} />
    </Field>
  );
}
