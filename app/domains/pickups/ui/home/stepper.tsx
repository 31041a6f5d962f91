import { useState, type ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { useHydrated } from "#app/ui/assistive.tsx";
import { IconButton } from "#app/ui/buttons.tsx";
import { FieldErrors } from "#app/ui/forms/field.tsx";

/** A small number with a button on each side; the field alone does without the script. */
export function Stepper({ name, label, hint, defaultValue, error }: { name: string; label: string; hint?: ReactNode; defaultValue: string; error?: string | undefined }) {
  const { t } = useTranslation("home-pickup");
  const hydrated = useHydrated();
  const [text, setText] = useState(defaultValue);
  const number = Number(text.replace(",", "."));
  const step = (by: number) => setText((Number.isFinite(number) ? Math.max(0, Math.round((number + by) * 100) / 100) : 0).toString().replace(/^0$/, ""));
  const described = [hint ? `${name}-hint` : "", error ? `${name}-error` : ""].filter(Boolean).join(" ") || undefined;
  return (
    <div className="grid min-w-0 gap-1 border-b border-line py-2">
      <div className="flex items-center justify-between gap-3">
        <div className="min-w-0">
          <label htmlFor={name} className="font-semibold">
            {label}
          </label>
          {hint ? (
            <p id={`${name}-hint`} className="text-sm text-ink-soft">
              {hint}
            </p>
          ) : null}
        </div>
        <div className="flex shrink-0 items-center gap-1">
          {hydrated ? <IconButton icon="minus" variant="secondary" label={t("what.less", { name: label })} onClick={() => step(-1)} disabled={!(number > 0)} /> : null}
          <input
            id={name}
            name={name}
            inputMode="decimal"
            autoComplete="off"
            placeholder="0"
            value={text}
            onChange={(event) => setText(event.target.value)}
            aria-describedby={described}
            aria-invalid={error ? true : undefined}
            className="tabular min-h-11 w-16 rounded-control border border-line-strong bg-surface px-2 text-center text-lg font-semibold text-ink placeholder:text-ink-soft placeholder:opacity-100 aria-invalid:border-clay"
          />
          {hydrated ? <IconButton icon="plus" variant="secondary" label={t("what.more", { name: label })} onClick={() => step(1)} /> : null}
        </div>
      </div>
      <FieldErrors id={name} errors={error ? [error] : []} />
    </div>
  );
}
