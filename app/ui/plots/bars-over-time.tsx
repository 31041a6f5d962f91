import { scaleLinear } from "d3-scale";
import { useTranslation } from "#app/ui/i18n.ts";
import { formatCo2e, formatCo2eRange } from "#app/shared/units.ts";
import { AsTable, round, ValueAxis } from "./plot-parts.tsx";
import type { Range } from "./range-bar.tsx";

export interface TimeBar extends Range {
  key: string;
  /** Short, e.g. "Mar". */
  label: string;
  /** Leads to the entries behind the bar. */
  href?: string;
}

export interface BarsOverTimeProps {
  title: string;
  locale: string;
  bars: readonly TimeBar[];
}

const height = 180;
const step = 56;
const left = 54;
const top = 10;
const bottom = 28;

/** Periods as bars, each with the whisker of its range, and the same as a table for whoever prefers one. */
export function BarsOverTime({ title, locale, bars }: BarsOverTimeProps) {
  const { t } = useTranslation("common");
  const width = left + Math.max(bars.length, 1) * step + 6;
  const min = Math.min(0, ...bars.map((bar) => bar.lowGrams));
  const max = Math.max(0, ...bars.map((bar) => bar.highGrams));
  const y = scaleLinear([min, max === min ? 1000 : max], [height - bottom, top]).nice(4);
  const base = y(0);
  return (
    <figure className="m-0 grid gap-2">
      <figcaption className="font-semibold">{title}</figcaption>
      {/* Where nothing inside takes the focus, the part that scrolls must, or a keyboard could not reach its end. */}
      <div tabIndex={bars.some((bar) => bar.href) ? undefined : 0} className="overflow-x-auto pb-1">
        <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} className="max-w-none" role="group" aria-label={title} fill="none">
          <ValueAxis y={y} left={left} right={width} format={(grams) => formatCo2e(grams, locale)} />
          {bars.map((bar, index) => (
            <Bar key={bar.key} bar={bar} x={left + index * step} y={y} base={base} locale={locale} />
          ))}
        </svg>
      </div>
      <AsTable
        caption={title}
        rows={bars}
        rowKey={(bar) => bar.key}
        columns={[
          { key: "label", header: t("plot.period"), cell: (bar) => bar.label, primary: true },
          { key: "central", header: t("plot.central"), cell: (bar) => formatCo2e(bar.centralGrams, locale), align: "end" },
          { key: "range", header: t("plot.range"), cell: (bar) => formatCo2eRange(bar.lowGrams, bar.highGrams, locale), align: "end" },
        ]}
      />
    </figure>
  );
}

function Bar({ bar, x, y, base, locale }: { bar: TimeBar; x: number; y: (grams: number) => number; base: number; locale: string }) {
  const negative = bar.centralGrams < 0;
  const end = y(bar.centralGrams);
  const middle = x + step / 2;
  const words = `${bar.label}: ${formatCo2e(bar.centralGrams, locale)} (${formatCo2eRange(bar.lowGrams, bar.highGrams, locale)})`;
  const drawing = (
    <>
      <rect x={x} y={top} width={step} height={height - top - 6} fill="transparent" />
      <rect
        x={middle - 15}
        y={round(Math.min(base, end))}
        width={30}
        height={round(Math.max(1, Math.abs(base - end)))}
        rx={5}
        className={`transition-opacity group-hover:opacity-80 ${negative ? "fill-clay" : "fill-leaf"}`}
      />
      <path
        d={`M${middle} ${round(y(bar.lowGrams))}V${round(y(bar.highGrams))}M${middle - 5} ${round(y(bar.lowGrams))}h10M${middle - 5} ${round(y(bar.highGrams))}h10`}
        className="stroke-surface"
        strokeWidth={5}
        strokeLinecap="round"
      />
      <path
        d={`M${middle} ${round(y(bar.lowGrams))}V${round(y(bar.highGrams))}M${middle - 5} ${round(y(bar.lowGrams))}h10M${middle - 5} ${round(y(bar.highGrams))}h10`}
        className="stroke-ink"
        strokeWidth={1.75}
        strokeLinecap="round"
      />
      <text x={middle} y={height - 10} textAnchor="middle" className="fill-ink-soft text-[12.5px]">
        {bar.label}
      </text>
    </>
  );
  if (!bar.href) {
    return (
      <g role="img" aria-label={words}>
        {drawing}
      </g>
    );
  }
  return (
    <a href={bar.href} aria-label={words} className="group">
      {drawing}
    </a>
  );
}
