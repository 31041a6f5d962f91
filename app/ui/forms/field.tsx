import { createContext, useContext, useId } from "react";
import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { Icon } from "../icons/icon.tsx";

interface FieldWiring {
  id: string;
  describedBy: string | undefined;
  invalid: boolean;
}

const FieldContext = createContext<FieldWiring | null>(null);

/** What the surrounding Field knows: the control's id, the ids that describe it, whether it has an error. */
export function useField(): FieldWiring | null {
  return useContext(FieldContext);
}

export interface FieldProps {
  /** Give conform's `field.id` here; otherwise one is made. Hint and error get `<id>-hint` and `<id>-error`. */
  id?: string;
  label: ReactNode;
  hint?: ReactNode;
  /** Already translated. Several errors stand below each other. */
  error?: string | readonly string[];
  optional?: boolean;
  hideLabel?: boolean;
  children: ReactNode;
}

function listed(error: FieldProps["error"]): readonly string[] {
  return (typeof error === "string" ? [error] : (error ?? [])).filter(Boolean);
}

function describing(id: string, hint: ReactNode, errors: readonly string[]): string | undefined {
  return [hint ? `${id}-hint` : "", errors.length ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;
}

/** A label, its control, its hint and its errors, wired together for assistive technology. */
export function Field({ id: given, label, hint, error, optional = false, hideLabel = false, children }: FieldProps) {
  const made = useId();
  const id = given ?? made;
  const errors = listed(error);
  return (
    <FieldContext.Provider value={{ id, describedBy: describing(id, hint, errors), invalid: errors.length > 0 }}>
      <div className="grid min-w-0 grid-cols-1 gap-1.5">
        <label htmlFor={id} className={hideLabel ? "sr-only" : "text-sm font-semibold"}>
          {label} {optional ? <Optional /> : null}
        </label>
        {hint ? (
          <div id={`${id}-hint`} className="text-sm text-ink-soft">
            {hint}
          </div>
        ) : null}
        {children}
        <FieldErrors id={id} errors={errors} />
      </div>
    </FieldContext.Provider>
  );
}

export interface FieldSetProps {
  id?: string;
  legend: string;
  hint?: ReactNode;
  error?: string | readonly string[];
  hideLegend?: boolean;
  optional?: boolean;
  children: ReactNode;
}

/** The same for a group of controls: cards, checkboxes, parts of an address. */
export function FieldSet({ id: given, legend, hint, error, hideLegend = false, optional = false, children }: FieldSetProps) {
  const made = useId();
  const id = given ?? made;
  const errors = listed(error);
  return (
    <fieldset id={id} aria-describedby={describing(id, hint, errors)} className="grid min-w-0 grid-cols-1 gap-1.5">
      <legend className={hideLegend ? "sr-only" : "mb-1.5 text-sm font-semibold"}>
        {legend} {optional ? <Optional /> : null}
      </legend>
      {hint ? (
        <div id={`${id}-hint`} className="text-sm text-ink-soft">
          {hint}
        </div>
      ) : null}
      {children}
      <FieldErrors id={id} errors={errors} />
    </fieldset>
  );
}

function Optional() {
  const { t } = useTranslation("common");
  return <span className="ms-1 font-normal text-ink-soft">{t("form.optional")}</span>;
}

/** The errors of one control, with a sign that does not rest on colour alone. */
export function FieldErrors({ id, errors }: { id: string; errors: readonly string[] }) {
  if (errors.length === 0) return null;
  return (
    <div id={`${id}-error`} className="grid gap-0.5 text-sm font-medium text-clay">
      {errors.map((text) => (
        <p key={text} className="flex items-start gap-1.5">
          <Icon name="error" size={16} className="mt-[0.2em]" />
          <span>{text}</span>
        </p>
      ))}
    </div>
  );
}
