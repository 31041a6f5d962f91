import type { ReactNode } from "react";
import { Icon } from "../icons/icon.tsx";
import type { IconName } from "../icons/icon.tsx";
import { FieldSet } from "./field.tsx";

export interface RadioCardOption {
  value: string;
  label: string;
  hint?: ReactNode;
  icon?: IconName;
  /** A drawing above the words. */
  drawing?: ReactNode;
  disabled?: boolean;
}

export interface RadioCardsProps {
  id?: string;
  legend: string;
  name: string;
  options: readonly RadioCardOption[];
  defaultValue?: string;
  value?: string;
  onChange?: (value: string) => void;
  hint?: ReactNode;
  error?: string | readonly string[];
  hideLegend?: boolean;
  columns?: 1 | 2 | 3 | 4;
  /** Checkboxes instead of radio buttons; `defaultValues` are ticked. */
  multiple?: boolean;
  defaultValues?: readonly string[];
  form?: string;
}

const columnClass = {
  1: "grid-cols-1",
  2: "grid-cols-1 sm:grid-cols-2",
  3: "grid-cols-2 sm:grid-cols-3",
  4: "grid-cols-2 sm:grid-cols-3 lg:grid-cols-4",
} as const;

/** A choice as cards: native radio buttons (or checkboxes) with room for a drawing and a line of help. */
export function RadioCards({ id, legend, name, options, defaultValue, value, onChange, hint, error, hideLegend, columns = 2, multiple = false, defaultValues = [], form }: RadioCardsProps) {
  return (
    <FieldSet id={id} legend={legend} hint={hint} error={error} hideLegend={hideLegend}>
      <div className={`grid gap-2 ${columnClass[columns]}`}>
        {options.map((option) => {
          const state =
            value !== undefined
              ? { checked: option.value === value, onChange: () => onChange?.(option.value) }
              : { defaultChecked: multiple ? defaultValues.includes(option.value) : option.value === defaultValue, onChange: () => onChange?.(option.value) };
          return (
            <label
              key={option.value}
              className="relative flex min-h-13 cursor-pointer items-start gap-3 rounded-card border border-line-strong bg-surface p-3 pe-9 transition-colors hover:bg-sunken has-checked:border-leaf has-checked:bg-leaf-soft has-checked:shadow-[inset_0_0_0_1px_var(--rb-leaf)] has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus has-disabled:cursor-not-allowed has-disabled:border-line has-disabled:bg-sunken has-disabled:text-ink-soft"
            >
              {multiple ? <Icon name="check" size={16} className="pointer-events-none absolute inset-e-3.5 top-4 z-10 text-on-leaf opacity-0 [label:has(:checked)>&]:opacity-100" /> : null}
              <input
                type={multiple ? "checkbox" : "radio"}
                name={name}
                value={option.value}
                disabled={option.disabled}
                form={form}
                {...state}
                className={`absolute inset-e-3 top-3.5 size-5 appearance-none border-[1.75px] border-line-strong bg-surface outline-none checked:border-leaf disabled:border-line ${multiple ? "rounded-sm checked:bg-leaf" : "rounded-full checked:border-[6px]"}`}
              />
              {option.drawing ?? (option.icon ? <Icon name={option.icon} className="mt-0.5 text-ink-soft" /> : null)}
              <span className="grid gap-0.5">
                <span className="font-semibold">{option.label}</span>
                {option.hint ? <span className="text-sm text-ink-soft">{option.hint}</span> : null}
              </span>
            </label>
          );
        })}
      </div>
    </FieldSet>
  );
}

export interface SegmentedProps {
  legend: string;
  name: string;
  options: readonly { value: string; label: string; icon?: IconName }[];
  defaultValue?: string;
  value?: string;
  onChange?: (value: string) => void;
  hideLegend?: boolean;
  form?: string;
}

/** Two to four short choices side by side; native radio buttons underneath. */
export function Segmented({ legend, name, options, defaultValue, value, onChange, hideLegend, form }: SegmentedProps) {
  return (
    <FieldSet legend={legend} hideLegend={hideLegend}>
      <div className="inline-flex w-fit max-w-full flex-wrap gap-1 rounded-control border border-line-strong bg-sunken p-1">
        {options.map((option) => (
          <label
            key={option.value}
            className="relative inline-flex min-h-9 items-center gap-1.5 rounded-sm px-3 text-sm font-semibold text-ink-soft transition-colors hover:text-ink has-checked:bg-leaf has-checked:text-on-leaf has-focus-visible:outline-3 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              form={form}
              {...(value !== undefined ? { checked: option.value === value } : { defaultChecked: option.value === defaultValue })}
              onChange={() => onChange?.(option.value)}
              className="absolute inset-0 cursor-pointer appearance-none rounded-sm outline-none"
            />
            {option.icon ? <Icon name={option.icon} size={16} /> : null}
            <span className="pointer-events-none relative">{option.label}</span>
          </label>
        ))}
      </div>
    </FieldSet>
  );
}
