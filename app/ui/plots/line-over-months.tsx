import { scaleLinear, scalePoint } from "d3-scale";
import { line as lineOf } from "d3-shape";
import { useTranslation } from "#app/ui/i18n.ts";
import { dateFormat } from "#app/shared/formatters.ts";
import { AsTable, round, ValueAxis } from "./plot-parts.tsx";

export interface LineOverMonthsProps {
  title: string;
  locale: string;
  /** "YYYY-MM", one after the other; null is no data, and a gap in the line. */
  points: readonly { month: string; value: number | null }[];
  /** A level to reach, with its words. */
  level?: { value: number; label: string } | null;
  format: (value: number) => string;
  noData: string;
}

const width = 560;
const height = 176;
const left = 66;
const right = 16;
const top = 16;
const bottom = 26;

/** Values of months as a line with a dot each; a month without data is a gap. Drawn on the server, and the same as a table. */
export function LineOverMonths({ title, locale, points, level = null, format, noData }: LineOverMonthsProps) {
  const { t } = useTranslation("common");
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
  const top0 = Math.max(0, ...values, ...(level ? [level.value] : []));
  const bottom0 = Math.min(0, ...values);
  const y = scaleLinear([bottom0, top0 === bottom0 ? bottom0 + 1 : top0], [height - bottom, top]).nice(4);
  const x = scalePoint(points.map(({ month }) => month), [left + 12, width - right - 12]);
  const at = (month: string) => round(x(month) ?? left);
  const draw = lineOf<(typeof points)[number]>().defined(({ value }) => value !== null).x(({ month }) => at(month)).y(({ value }) => round(y(value ?? 0)));
  const name = (month: string, format: "short" | "long") => dateFormat(locale, { month: format === "short" ? "short" : "long", ...(format === "long" ? { year: "numeric" as const } : {}), timeZone: "UTC" }).format(Date.parse(`${month}-01T00:00:00Z`));
  return (
    <figure className="m-0 grid min-w-0 grid-cols-1 gap-1">
      <figcaption className="text-sm font-semibold">{title}</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} className="h-auto w-full max-w-2xl" aria-hidden="true" fill="none" strokeLinecap="round">
        <ValueAxis y={y} left={left} right={width - right} format={format} />
        {level ? (
          <>
            <path d={`M${left} ${round(y(level.value))}H${width - right}`} className="stroke-leaf" strokeWidth={2} strokeDasharray="6 5" />
            <text x={width - right} y={round(y(level.value)) - 6} textAnchor="end" className="fill-leaf text-[12px] font-semibold">
              {level.label}
            </text>
          </>
        ) : null}
        <path d={draw([...points]) ?? ""} className="stroke-ink" strokeWidth={2} strokeLinejoin="round" />
        {points.map(({ month, value }) => (
          <g key={month}>
            {value === null ? null : <circle cx={at(month)} cy={round(y(value))} r={4.5} className="fill-marigold stroke-ink" strokeWidth={1.5} />}
            <text x={at(month)} y={height - 8} textAnchor="middle" className="fill-ink-soft text-[11.5px]">
              {name(month, "short")}
            </text>
          </g>
        ))}
      </svg>
      <AsTable
        caption={title}
        rows={points}
        rowKey={(point) => point.month}
        columns={[
          { key: "month", header: t("plot.period"), cell: (point) => name(point.month, "long"), primary: true },
          { key: "value", header: t("plot.value"), cell: (point) => (point.value === null ? noData : format(point.value)), align: "end" },
        ]}
      />
    </figure>
  );
}
