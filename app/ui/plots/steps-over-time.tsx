import { scaleLinear, scaleUtc } from "d3-scale";
import { useTranslation } from "#app/ui/i18n.ts";
import { dateFormat } from "#app/shared/formatters.ts";
import { AsTable, round, ValueAxis } from "./plot-parts.tsx";

/** One line of values that each hold from a day until the next; null is a gap. Days as `YYYY-MM-DD`. */
export interface StepsSeries {
  key: string;
  label: string;
  steps: readonly { from: string; value: number | null }[];
}

export interface StepsOverTimeProps {
  title: string;
  locale: string;
  series: readonly StepsSeries[];
  /** The last day drawn, and how many days before it at most; what began earlier is drawn from the left edge on. */
  until: string;
  days?: number;
  format: (value: number) => string;
}

const width = 560;
const height = 190;
const left = 74;
const right = 26;
const top = 12;
const bottom = 28;
const strokes = ["stroke-leaf", "stroke-sky", "stroke-clay"] as const;
const fills = ["fill-leaf", "fill-sky", "fill-clay"] as const;
const dashes = [undefined, "7 4", "2 4"] as const;
const instant = (day: string) => Date.parse(`${day}T00:00:00Z`);

/** Values that change on days, as stairs, each line with its letter at the end; and the same as a table. Drawn on the server. */
export function StepsOverTime({ title, locale, series, until, days = 182, format }: StepsOverTimeProps) {
  const { t } = useTranslation("common");
  const values = series.flatMap((one) => one.steps.flatMap((step) => (step.value === null ? [] : [step.value])));
  const starts = series.flatMap((one) => one.steps.map((step) => instant(step.from)));
  const end = instant(until);
  const first = Math.max(end - days * 86_400_000, Math.min(end - 7 * 86_400_000, ...starts));
  const x = scaleUtc([first, end], [left, width - right]);
  const [min, max] = [Math.min(0, ...values), Math.max(0, ...values)];
  const y = scaleLinear([min, max === min ? 100 : max], [height - bottom, top]).nice(4);
  const day = (at: number | Date) => dateFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" }).format(at);
  const rows = series.flatMap((one) => one.steps.map((step) => ({ ...step, key: `${one.key}-${step.from}`, label: one.label }))).toSorted((a, b) => b.from.localeCompare(a.from) || a.label.localeCompare(b.label));
  return (
    <figure className="m-0 grid min-w-0 grid-cols-1 gap-2">
      <figcaption className="font-semibold">{title}</figcaption>
      {/* The part that scrolls takes the focus, or a keyboard could not reach its end. */}
      <div tabIndex={series.length > 0 ? 0 : undefined} className="overflow-x-auto pb-1">
        <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} className="max-w-none" aria-hidden="true" fill="none">
          <ValueAxis y={y} left={left} right={width - right} format={format} />
          {x.ticks(4).map((tick) => (
            <text key={tick.getTime()} x={round(x(tick))} y={height - 8} textAnchor="middle" className="fill-ink-soft text-[12px]">
              {day(tick)}
            </text>
          ))}
          {series.map((one, index) => {
            const last = one.steps.at(-1);
            return (
              <g key={one.key}>
                <path d={stairs(one.steps, x, y, { start: first, end })} strokeWidth={2.5} strokeDasharray={dashes[index % dashes.length]} className={strokes[index % strokes.length]} />
                {last && last.value !== null && instant(last.from) <= end ? (
                  <text x={width - right + 6} y={round(y(last.value))} dominantBaseline="central" className={`text-[13px] font-semibold ${fills[index % fills.length] ?? ""}`}>
                    {one.label}
                  </text>
                ) : null}
              </g>
            );
          })}
        </svg>
      </div>
      <AsTable
        caption={title}
        rows={rows}
        rowKey={(row) => row.key}
        columns={[
          { key: "from", header: t("plot.from"), cell: (row) => day(instant(row.from)), primary: true },
          { key: "label", header: t("plot.line"), cell: (row) => row.label },
          { key: "value", header: t("plot.value"), cell: (row) => (row.value === null ? t("plot.none") : format(row.value)), align: "end" },
        ]}
      />
    </figure>
  );
}

/** The path of a staircase: level until the next day, a gap where there is no value, and to the end at last. What is over before the start or begins after the end is left out. */
export function stairs(steps: StepsSeries["steps"], x: (at: number) => number, y: (value: number) => number, { start, end }: { start: number; end: number }): string {
  let path = "";
  let isOpen = false;
  for (const [index, step] of steps.entries()) {
    const from = Math.max(start, instant(step.from));
    const next = steps[index + 1];
    if (from > end) break;
    if (next && instant(next.from) <= start) continue;
    if (step.value === null) {
      isOpen = false;
      continue;
    }
    const to = next ? Math.min(end, instant(next.from)) : end;
    path += `${isOpen ? "V" : `M${round(x(from))} `}${round(y(step.value))}H${round(x(to))}`;
    isOpen = true;
  }
  return path;
}
