import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { formatCo2e, formatCo2eRange } from "#app/shared/units.ts";
import { Badge } from "../badge.tsx";
import { Icon } from "../icons/icon.tsx";
import { Link } from "../remix.ts";
import { RangeBar } from "./range-bar.tsx";
import type { Range } from "./range-bar.tsx";
import { useGliding } from "./use-gliding.ts";

/** The rows of a board, in order; keyed rows glide when the order changes. */
export function BoardList({ label, children }: { label: string; children: ReactNode }) {
  const list = useGliding<HTMLOListElement>();
  return (
    <ol ref={list} aria-label={label} className="grid gap-1.5">
      {children}
    </ol>
  );
}

export interface BoardRowProps extends Range {
  rank: number;
  name: string;
  to?: string;
  /** The end of the axis that all rows share. */
  axisMaxGrams: number;
  axisMinGrams?: number;
  locale: string;
  /** A second line, e.g. per head or coverage. */
  detail?: ReactNode;
  /** Beneath everything, over the whole width: a trend, how the rank came about. */
  below?: ReactNode;
  mine?: boolean;
  /** Places gained (positive) or lost since the last time. */
  moved?: number;
}

/** One row of a board: rank, name, value, and its range on the axis that all rows share. */
export function BoardRow({ rank, name, to, lowGrams, centralGrams, highGrams, axisMaxGrams, axisMinGrams = 0, locale, detail, below, mine = false, moved = 0 }: BoardRowProps) {
  const { t } = useTranslation("common");
  return (
    <li
      aria-current={mine ? "true" : undefined}
      className={`grid grid-cols-[2.5rem_1fr_auto] items-center gap-x-3 rounded-card border px-3 py-2.5 sm:grid-cols-[2.5rem_minmax(9rem,16rem)_1fr_6.5rem] ${mine ? "sticky bottom-20 z-10 border-leaf bg-leaf-soft md:bottom-2" : "border-line bg-surface"}`}
    >
      <span className={`tabular font-display text-xl font-bold ${rank <= 3 ? "text-marigold-ink" : "text-ink-soft"}`}>
        <span className="sr-only">{t("board.rank")}</span> {rank}
      </span>
      <span className="min-w-0">
        <span className="flex flex-wrap items-center gap-x-2">
          {to ? (
            <Link to={to} className="font-semibold text-ink underline-offset-4 hover:underline">
              {name}
            </Link>
          ) : (
            <span className="font-semibold">{name}</span>
          )}
          {mine ? <Badge tone="leaf">{t("board.mine")}</Badge> : null}
          {moved === 0 ? null : (
            <span className={`inline-flex items-center text-xs font-semibold ${moved > 0 ? "text-leaf" : "text-clay"}`}>
              <Icon name={moved > 0 ? "chevron-up" : "chevron-down"} size={16} />
              <span className="sr-only">{t(moved > 0 ? "board.up" : "board.down", { count: Math.abs(moved) })}</span>
              <span aria-hidden="true" className="tabular">
                {Math.abs(moved)}
              </span>
            </span>
          )}
        </span>
        {detail ? <span className="block text-sm text-ink-soft">{detail}</span> : null}
      </span>
      <span className="max-sm:order-last max-sm:col-span-2 max-sm:col-start-2">
        <RangeBar lowGrams={lowGrams} centralGrams={centralGrams} highGrams={highGrams} locale={locale} axisMinGrams={axisMinGrams} axisMaxGrams={axisMaxGrams} />
      </span>
      <span className="tabular text-end">
        <span className={`block font-semibold ${centralGrams < 0 ? "text-clay" : ""}`}>{formatCo2e(centralGrams, locale)}</span>
        <span className="block text-xs text-ink-soft">{formatCo2eRange(lowGrams, highGrams, locale, { besideGrams: centralGrams })}</span>
      </span>
      {below ? <div className="order-last col-span-full flex flex-wrap items-center gap-x-4 gap-y-1 ps-[3.25rem] text-sm text-ink-soft">{below}</div> : null}
    </li>
  );
}
