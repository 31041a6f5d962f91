import { useState } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { useHydrated } from "../assistive.tsx";
import { Icon } from "../icons/icon.tsx";
import { Field } from "./field.tsx";
import { Input } from "./inputs.tsx";

const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", ".", "0", "back"] as const;

export interface NumberPadProps {
  id?: string;
  name: string;
  label: string;
  /** Stands behind the number, e.g. "kg". */
  unit: string;
  defaultValue?: string;
  /** Digits allowed behind the point; 0 hides the point. */
  decimals?: number;
  error?: string;
  hint?: string;
  onChange?: (text: string) => void;
}

/** The text after one key of the pad. A second point, or more digits than allowed, changes nothing. */
export function pressKey(text: string, key: (typeof keys)[number], decimals: number): string {
  if (key === "back") return text.slice(0, -1);
  if (key === ".") return decimals > 0 && !text.includes(".") ? (text || "0") + "." : text;
  const [whole = "", fraction] = text.split(".");
  if (fraction !== undefined && fraction.length >= decimals) return text;
  if (whole.length >= 6 && fraction === undefined) return text;
  return text === "0" ? key : text + key;
}

/** A number by big keys, for gloves and a wet screen. Before JavaScript it is a plain number field. */
export function NumberPad({ id, name, label, unit, defaultValue = "", decimals = 1, error, hint, onChange }: NumberPadProps) {
  const { t } = useTranslation("common");
  const hydrated = useHydrated();
  const [text, setText] = useState(defaultValue);

  function change(next: string) {
    setText(next);
    onChange?.(next);
  }

  return (
    <div className="grid max-w-xs gap-2">
      <Field id={id} label={label} error={error} hint={hint}>
        <Input
          name={name}
          unit={unit}
          inputMode="decimal"
          autoComplete="off"
          pattern="[0-9]*[.,]?[0-9]*"
          value={text}
          onChange={(event) => change(event.target.value.replace(",", "."))}
          className="tabular text-end text-2xl font-semibold"
        />
      </Field>
      {hydrated ? (
        <div className="grid grid-cols-3 gap-2" role="group" aria-label={t("numberPad.label")}>
          {keys.map((key) =>
            key === "." && decimals === 0 ? (
              <span key={key} />
            ) : (
              <button
                key={key}
                type="button"
                onClick={() => change(pressKey(text, key, decimals))}
                aria-label={key === "back" ? t("numberPad.back") : key === "." ? t("numberPad.point") : undefined}
                className="tabular flex min-h-16 items-center justify-center rounded-control border border-line-strong bg-surface text-2xl font-semibold transition-colors hover:bg-sunken active:bg-leaf-soft"
              >
                {key === "back" ? <Icon name="undo" size={24} /> : key}
              </button>
            ),
          )}
        </div>
      ) : null}
    </div>
  );
}
