import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { formatCo2e, formatCo2eRange } from "#app/shared/units.ts";
import { Badge } from "../badge.tsx";
import { RangeBar } from "./range-bar.tsx";
import type { Range } from "./range-bar.tsx";

export interface FigureWithRangeProps extends Range {
  locale: string;
  label: string;
  /** How well it is known, e.g. "A"; shown as a badge with its word. */
  grade?: string | null;
  caption?: ReactNode;
  size?: "md" | "lg";
}

/** The big number, never without its range. Below zero it says so plainly. */
export function FigureWithRange({ lowGrams, centralGrams, highGrams, locale, label, grade, caption, size = "md" }: FigureWithRangeProps) {
  const { t } = useTranslation("common");
  return (
    <div className="grid gap-1">
      <p className="text-sm text-ink-soft">{label}</p>
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <strong className={`tabular font-display leading-none font-bold ${size === "lg" ? "text-5xl" : "text-3xl"} ${centralGrams < 0 ? "text-clay" : "text-leaf"}`}>
          {formatCo2e(centralGrams, locale)}
        </strong>
        <span className="tabular text-ink-soft">{formatCo2eRange(lowGrams, highGrams, locale, { gas: true, besideGrams: centralGrams })}</span>
        {grade ? <Badge tone="sky">{t("range.grade", { grade })}</Badge> : null}
      </p>
      <RangeBar lowGrams={lowGrams} centralGrams={centralGrams} highGrams={highGrams} locale={locale} />
      {caption ? <div className="text-sm text-ink-soft">{caption}</div> : null}
    </div>
  );
}
