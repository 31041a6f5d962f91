import { getFormProps, getInputProps, getSelectProps, useForm, type FieldMetadata, type SubmissionResult } from "@conform-to/react";
import { getZodConstraint, parseWithZod } from "@conform-to/zod/v4";
import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import type { z } from "zod";
import { translateError } from "#app/shared/field-errors.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select, Textarea, type InputProps } from "#app/ui/forms/inputs.tsx";

type Values = Record<string, unknown>;

/**
 * A form on a zod schema: the same checks in the browser (after the first blur) and in the action. `lastResult` is what
 * the action gave back, so that everything typed stays, also before JavaScript.
 */
export function useZodForm<Schema extends z.ZodType<Values>>(
  schema: Schema,
  options: { id: string; lastResult?: SubmissionResult<string[]> | null | undefined; defaultValue?: Record<string, string | null> },
) {
  const [form, fields] = useForm<Values>({
    id: options.id,
    lastResult: options.lastResult,
    constraint: getZodConstraint(schema),
    defaultValue: options.defaultValue,
    shouldValidate: "onBlur",
    shouldRevalidate: "onInput",
    onValidate: ({ formData }) => parseWithZod(formData, { schema }) as never,
  });
  const get = (name: string): FieldMetadata => {
    const field = fields[name];
    if (!field) throw new Error(`The form ${options.id} has no field ${name}.`);
    return field as FieldMetadata;
  };
  return { form, formProps: getFormProps(form), get };
}

function useFieldErrors(errors: readonly string[] | undefined): string[] {
  const { t } = useTranslation();
  return (errors ?? []).map((message) => translateError(t, message));
}

/** What is wrong with the whole form, at its top. */
export function FormErrors({ errors }: { errors: readonly string[] | undefined }) {
  const messages = useFieldErrors(errors);
  if (messages.length === 0) return null;
  return (
    <Alert tone="error" live>
      {messages.map((message) => (
        <p key={message}>{message}</p>
      ))}
    </Alert>
  );
}

interface Named {
  field: FieldMetadata;
  label: string;
  hint?: ReactNode;
  optional?: boolean;
}

/** A labelled one-line field of a form. */
export function TextField({ field, label, hint, optional, type = "text", ...rest }: Named & Omit<InputProps, "type"> & { type?: "text" | "email" | "password" | "number" }) {
  const { key, ...wired } = getInputProps(field, { type, ...(type === "password" ? { value: false } : {}) });
  return (
    <Field id={field.id} label={label} hint={hint} error={useFieldErrors(field.errors)} optional={optional}>
      <Input key={key} {...wired} {...rest} />
    </Field>
  );
}

/** A labelled field for several lines. */
export function TextAreaField({ field, label, hint, optional, rows }: Named & { rows?: number }) {
  const { key, type: _type, ...wired } = getInputProps(field, { type: "text" });
  return (
    <Field id={field.id} label={label} hint={hint} error={useFieldErrors(field.errors)} optional={optional}>
      <Textarea key={key} rows={rows} {...wired} />
    </Field>
  );
}

/** A labelled list to choose from. */
export function SelectField({ field, label, hint, optional, options }: Named & { options: readonly { value: string; label: string }[] }) {
  const { key, ...wired } = getSelectProps(field);
  return (
    <Field id={field.id} label={label} hint={hint} error={useFieldErrors(field.errors)} optional={optional}>
      <Select key={key} {...wired} options={options} />
    </Field>
  );
}
