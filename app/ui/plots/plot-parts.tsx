import type { ScaleLinear } from "d3-scale";
import { useTranslation } from "#app/ui/i18n.ts";
import { DataTable, type DataTableProps } from "../data-table.tsx";
import { Icon } from "../icons/icon.tsx";

/** One decimal: no eye sees more of a pixel, and the page is shorter. */
export const round = (value: number) => Math.round(value * 10) / 10;

/** The lines of an axis of values, with their words at the left; zero is the stronger line. */
export function ValueAxis({ y, left, right, format }: { y: ScaleLinear<number, number>; left: number; right: number; format: (value: number) => string }) {
  return y.ticks(4).map((tick) => (
    <g key={tick}>
      <path d={`M${left} ${round(y(tick))}H${right}`} className={tick === 0 ? "stroke-line-strong" : "stroke-line"} />
      <text x={left - 8} y={round(y(tick))} textAnchor="end" dominantBaseline="central" className="tabular fill-ink-soft text-[12px]">
        {format(tick)}
      </text>
    </g>
  ));
}

/** What a plot shows, as a table behind a fold. */
export function AsTable<Row>(props: Omit<DataTableProps<Row>, "hideCaption">) {
  const { t } = useTranslation("common");
  return (
    <details className="print:hidden">
      <summary className="inline-flex min-h-9 items-center gap-1.5 rounded-control pe-2 text-sm font-semibold text-sky hover:underline">
        <Icon name="list" size={16} />
        {t("plot.asTable")}
      </summary>
      <DataTable {...props} hideCaption />
    </details>
  );
}
