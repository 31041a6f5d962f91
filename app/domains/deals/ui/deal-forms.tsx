import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton, type ButtonVariant } from "#app/ui/buttons.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Select } from "#app/ui/forms/inputs.tsx";
import type { IconName } from "#app/ui/icons/icon.tsx";
import { Form } from "#app/ui/remix.ts";

/** What became of the last form of a deal's page that did not go through: everything typed, and why. */
export type FailedAct = {
  intent: string;
  values: Record<string, string>;
  /** Messages per field, as catalogue keys. */
  fields: Record<string, string[]>;
  error: { code: string; details: Record<string, unknown> } | null;
};

/** What all forms of a deal carry. */
export type ActContext = { version: number; submissionId: string; failed: FailedAct | null };

/** The last attempt of one of the forms: its values and its field's errors, translated. */
export function useAttempt(context: ActContext, intent: string) {
  const { t } = useTranslation(["deals", "errors"]);
  const mine = context.failed?.intent === intent ? context.failed : null;
  const say = (message: string) => translateError((key, values) => t(key, values ?? {}), message);
  return {
    failed: mine !== null,
    value: (name: string, otherwise = "") => mine?.values[name] ?? otherwise,
    error: (name: string) => (mine?.fields[name] ?? []).map(say),
  };
}

/** A form that does one move of a deal. */
export function ActForm({ intent, context, children, className = "grid gap-3" }: { intent: string; context: ActContext; children: ReactNode; className?: string }) {
  return (
    <Form method="post" className={className} preventScrollReset>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="version" value={context.version} />
      <input type="hidden" name="submissionId" value={`${context.submissionId}-${intent}`} />
      <ActError intent={intent} context={context} />
      {children}
    </Form>
  );
}

/** Why a move did not go through, in its form. */
function ActError({ intent, context }: { intent: string; context: ActContext }) {
  const error = context.failed?.intent === intent ? context.failed.error : null;
  if (!error) return null;
  return <ActAlert error={error} />;
}

/** The sentence for a refused move, with the numbers and the state it names. */
export function ActAlert({ error }: { error: NonNullable<FailedAct["error"]> }) {
  const { t } = useTranslation("deals");
  const { state } = error.details;
  const words = { ...error.details, ...(typeof state === "string" ? { state: t(`states.${state}`) } : {}) };
  return (
    <Alert tone="error" live>
      {t(`errors.${error.code.split(".")[1] ?? ""}`, words)}
    </Alert>
  );
}

/** The button that sends it. */
export function ActButton({ intent, variant = "primary", icon, size, busyLabel, children }: { intent: string; variant?: ButtonVariant; icon?: IconName; size?: "md" | "lg"; busyLabel?: string; children: ReactNode }) {
  return (
    <SubmitButton name="pressed" value={intent} wide variant={variant} {...(icon ? { icon } : {})} {...(size ? { size } : {})} {...(busyLabel ? { busyLabel } : {})}>
      {children}
    </SubmitButton>
  );
}

/** A reason from a list, for declining, cancelling and disputing. */
export function ReasonField({ intent, context, reasons }: { intent: string; context: ActContext; reasons: readonly string[] }) {
  const { t } = useTranslation("deals");
  const attempt = useAttempt(context, intent);
  return (
    <Field id={`${intent}-reason`} label={t("actions.reason")} error={attempt.error("reason")}>
      <Select name="reason" defaultValue={attempt.value("reason", reasons[0])} options={reasons.map((value) => ({ value, label: t(`reasons.${value}`) }))} />
    </Field>
  );
}
