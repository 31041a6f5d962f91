import { useEffect, useRef } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { formatCo2e, formatCo2eRange, formatMass } from "#app/shared/units.ts";
import { RangeBar } from "#app/ui/plots/range-bar.tsx";
import { BarsOverTime } from "#app/ui/plots/bars-over-time.tsx";
import { Link } from "#app/ui/remix.ts";
import { monthLabel, withoutGaps } from "#app/shared/months.ts";
import type { MonthTotal, TotalView } from "../totals.schema.ts";
import { signed } from "./signed.ts";

export interface TotalBar {
  key: string;
  name: string;
  to?: string;
  total: TotalView;
}

/**
 * Parts of a total below each other on one axis: name, range, figure; what is not covered says so instead of showing a zero.
 * Beyond `first` the rest waits behind a disclosure.
 */
export function TotalBars({ label, bars, locale, first }: { label: string; bars: readonly TotalBar[]; locale: string; first?: number }) {
  const { t } = useTranslation("impact");
  const axis = {
    min: Math.min(0, ...bars.map((bar) => bar.total.lowGrams)),
    max: Math.max(1, ...bars.map((bar) => bar.total.highGrams)),
  };
  const cut = first !== undefined && bars.length > first + 2 ? first : bars.length;
  const rest = bars.slice(cut);
  return (
    <div>
      <BarRows label={label} bars={bars.slice(0, cut)} axis={axis} locale={locale} />
      {rest.length > 0 ? (
        <details>
          <summary className="inline-flex min-h-11 items-center font-semibold text-sky hover:underline">{t("overview.restOfMaterials", { count: rest.length })}</summary>
          <BarRows label={label} bars={rest} axis={axis} locale={locale} />
        </details>
      ) : null}
    </div>
  );
}

interface Axis {
  min: number;
  max: number;
}

function BarRows({ label, bars, axis: { min, max }, locale }: { label: string; bars: readonly TotalBar[]; axis: Axis; locale: string }) {
  const { t } = useTranslation("impact");
  return (
    <ul aria-label={label} className="grid gap-1">
      {bars.map(({ key, name, to, total }) => {
        const uncovered = total.lowGrams === 0 && total.highGrams === 0;
        return (
          <li key={key} className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-0.5 border-b border-line py-2 last:border-b-0 sm:grid-cols-[minmax(7rem,11rem)_1fr_minmax(6.5rem,auto)]">
            <span className="min-w-0">
              {to ? (
                <Link to={to} className="font-semibold text-ink underline-offset-4 hover:underline">
                  {name}
                </Link>
              ) : (
                <span className="font-semibold">{name}</span>
              )}
              {total.massGrams > 0 ? <span className="tabular block text-sm text-ink-soft">{formatMass(total.massGrams, locale)}</span> : null}
            </span>
            <span className="max-sm:order-last max-sm:col-span-2">
              {uncovered ? null : (
                <RangeBar lowGrams={total.lowGrams} centralGrams={total.co2eGrams} highGrams={total.highGrams} locale={locale} axisMinGrams={min} axisMaxGrams={max} />
              )}
            </span>
            <span className="tabular text-end">
              {uncovered ? (
                <span className="text-sm text-ink-soft">{t("notCovered.short")}</span>
              ) : (
                <>
                  <span className={`block font-semibold ${total.co2eGrams < 0 ? "text-clay" : ""}`}>{formatCo2e(total.co2eGrams, locale)}</span>
                  <span className="block text-xs text-ink-soft">{formatCo2eRange(total.lowGrams, total.highGrams, locale)}</span>
                </>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

const blank = (month: string): MonthTotal => ({
  month,
  co2eGrams: 0,
  lowGrams: 0,
  highGrams: 0,
  verifiedGrams: 0,
  lateGrams: 0,
  grade: null,
  massGrams: 0,
  measuredMassGrams: 0,
  notCoveredGrams: 0,
  entryCount: 0,
  coverage: null,
});

/** Months as bars with their ranges; each leads to its entries where `hrefOf` says so. */
export function MonthBars({ title, months, locale, hrefOf }: { title: string; months: readonly MonthTotal[]; locale: string; hrefOf?: (month: string) => string }) {
  const bars = withoutGaps(months, blank).map((row) => ({
    key: row.month,
    label: monthLabel(row.month, locale, true),
    lowGrams: row.lowGrams,
    centralGrams: row.co2eGrams,
    highGrams: row.highGrams,
    ...(hrefOf && row.entryCount !== 0 ? { href: hrefOf(row.month) } : {}),
  }));
  // Where twelve months do not fit, the latest are in view and the past is a swipe away.
  const frame = useRef<HTMLDivElement>(null);
  const last = bars.at(-1)?.key;
  useEffect(() => {
    const plot = frame.current?.querySelector("svg")?.parentElement;
    if (plot) plot.scrollLeft = plot.scrollWidth;
  }, [last]);
  return (
    <div ref={frame}>
      <BarsOverTime title={title} locale={locale} bars={bars} />
      <LateMonths months={months} locale={locale} />
    </div>
  );
}

/** Months that were closed and changed afterwards: how much came late. */
function LateMonths({ months, locale }: { months: readonly MonthTotal[]; locale: string }) {
  const { t } = useTranslation("impact");
  const late = months.filter((month) => month.lateGrams !== 0);
  if (late.length === 0) return null;
  return (
    <ul aria-label={t("overview.lateTitle")} className="mt-2 grid gap-0.5 text-sm text-ink-soft">
      {late.map(({ month, lateGrams }) => (
        <li key={month} className="tabular">
          {t("overview.late", { month: monthLabel(month, locale), co2e: signed(formatCo2e(lateGrams, locale), lateGrams) })}
        </li>
      ))}
    </ul>
  );
}
