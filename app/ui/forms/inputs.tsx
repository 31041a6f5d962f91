import { forwardRef, useId } from "react";
import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from "react";
import { Icon } from "../icons/icon.tsx";
import type { IconName } from "../icons/icon.tsx";
import { FieldErrors, useField } from "./field.tsx";

const control =
  "w-full min-w-0 rounded-control border border-line-strong bg-surface text-ink transition-colors placeholder:text-ink-soft placeholder:opacity-100 hover:border-ink-soft disabled:border-line disabled:bg-sunken disabled:text-ink-soft [&[readonly]]:bg-sunken aria-invalid:border-clay aria-invalid:shadow-[inset_0_0_0_1px_var(--rb-clay)]";

interface Wired {
  id?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: InputHTMLAttributes<HTMLInputElement>["aria-invalid"];
}

/** The control's own attributes win over the Field's for the id; both descriptions are kept. */
function useWiring(props: Wired) {
  const field = useField();
  const describedBy = field ? field.describedBy : props["aria-describedby"];
  return {
    id: props.id ?? field?.id,
    "aria-describedby": describedBy,
    "aria-invalid": field?.invalid ? true : props["aria-invalid"],
  } as const;
}

export interface InputProps extends InputHTMLAttributes<HTMLInputElement> {
  icon?: IconName;
  /** Stands behind the number, e.g. "kg". */
  unit?: string;
}

export const Input = forwardRef<HTMLInputElement, InputProps>(function Input({ icon, unit, className = "", ...rest }, ref) {
  const wiring = useWiring(rest);
  const padding = `${icon ? "ps-10" : "ps-3"} ${unit ? "pe-12" : "pe-3"}`;
  const input = <input ref={ref} {...rest} {...wiring} className={`${control} min-h-11 py-2 ${padding} ${className}`} />;
  if (!icon && !unit) return input;
  return (
    <span className="relative flex items-center">
      {icon ? <Icon name={icon} className="pointer-events-none absolute inset-s-3 text-ink-soft" /> : null}
      {input}
      {unit ? <span className="pointer-events-none absolute inset-e-3 text-ink-soft">{unit}</span> : null}
    </span>
  );
});

export const Textarea = forwardRef<HTMLTextAreaElement, TextareaHTMLAttributes<HTMLTextAreaElement>>(function Textarea({ className = "", rows = 4, ...rest }, ref) {
  return <textarea ref={ref} rows={rows} {...rest} {...useWiring(rest)} className={`${control} field-sizing-content min-h-24 px-3 py-2 ${className}`} />;
});

export interface SelectProps extends SelectHTMLAttributes<HTMLSelectElement> {
  options?: readonly { value: string; label: string; disabled?: boolean }[];
}

/** The native list: the phone's own picker, full keyboard, no script. */
export const Select = forwardRef<HTMLSelectElement, SelectProps>(function Select({ options, className = "", children, ...rest }, ref) {
  const wiring = useWiring(rest);
  return (
    <span className="relative flex items-center">
      <select ref={ref} {...rest} {...wiring} className={`${control} min-h-11 appearance-none py-2 ps-3 pe-10 ${className}`}>
        {children}
        {options?.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon name="chevron-down" className="pointer-events-none absolute inset-e-3 text-ink-soft" />
    </span>
  );
});

export interface CheckboxProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "type"> {
  label: ReactNode;
  hint?: ReactNode;
  error?: string;
}

export const Checkbox = forwardRef<HTMLInputElement, CheckboxProps>(function Checkbox({ label, hint, error, className = "", id: given, ...rest }, ref) {
  const made = useId();
  const id = given ?? made;
  const describedBy = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;
  return (
    <div className={`grid gap-1 ${className}`}>
      <label htmlFor={id} className="group flex min-h-11 items-center gap-3 py-1.5 has-disabled:cursor-not-allowed has-disabled:text-ink-soft">
        <span className="relative inline-flex size-6 shrink-0">
          <input
            ref={ref}
            {...rest}
            id={id}
            type="checkbox"
            aria-describedby={describedBy}
            aria-invalid={error ? true : rest["aria-invalid"]}
            className="peer size-6 appearance-none rounded-sm border-[1.75px] border-line-strong bg-surface transition-colors group-hover:border-ink-soft checked:border-leaf checked:bg-leaf disabled:border-line disabled:bg-sunken aria-invalid:border-clay"
          />
          <Icon name="check" className="pointer-events-none absolute inset-0.5 text-on-leaf opacity-0 peer-checked:opacity-100 peer-disabled:text-ink-soft" />
        </span>
        <span>{label}</span>
      </label>
      {hint ? (
        <div id={`${id}-hint`} className="-mt-1 ps-9 text-sm text-ink-soft">
          {hint}
        </div>
      ) : null}
      <FieldErrors id={id} errors={error ? [error] : []} />
    </div>
  );
});

/** Options of a list under one heading. */
export type OptionGroup = { label: string; options: readonly { value: string; label: string }[] };

/** The options of a select, in groups. */
export function OptionGroups({ groups }: { groups: readonly OptionGroup[] }) {
  return groups.map((group) => (
    <optgroup key={group.label} label={group.label}>
      {group.options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </optgroup>
  ));
}
