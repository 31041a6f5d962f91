import { useTranslation } from "#app/ui/i18n.ts";
import { formatMass } from "#app/shared/units.ts";
import { AsTable, round } from "./plot-parts.tsx";

export interface Flow {
  from: string;
  to: string;
  massGrams: number;
}

export interface FlowsBetweenProps {
  title: string;
  fromLabel: string;
  toLabel: string;
  massLabel: string;
  locale: string;
  /** Names for reading; flows of the same two names are added up by whoever calls. */
  flows: readonly Flow[];
  /** What a flow is in words, for whoever hears the drawing. */
  say: (flow: Flow) => string;
}

const width = 640;
const side = 190;
const gap = 12;
const tall = 260;

interface End {
  name: string;
  grams: number;
  y: number;
  height: number;
}

interface Ribbon {
  flow: Flow;
  path: string;
  thick: number;
}

/** Ends below each other, the largest first, each as high as its mass. */
function endsOf(flows: readonly Flow[], name: "from" | "to", scale: number): Map<string, End> {
  const sums = new Map<string, number>();
  for (const flow of flows) sums.set(flow[name], (sums.get(flow[name]) ?? 0) + flow.massGrams);
  const ends = new Map<string, End>();
  let y = gap;
  for (const [key, grams] of [...sums].sort((a, b) => b[1] - a[1])) {
    // No end is lower than its words.
    const height = Math.max(2, grams * scale);
    ends.set(key, { name: key, grams, y: y + Math.max(0, (20 - height) / 2), height });
    y += Math.max(20, height) + gap;
  }
  return ends;
}

/** Flows from one kind of thing to another as ribbons as wide as their mass (a Sankey diagram), and the same as a table. */
export function FlowsBetween({ title, fromLabel, toLabel, massLabel, locale, flows, say }: FlowsBetweenProps) {
  const all = flows.reduce((sum, flow) => sum + flow.massGrams, 0);
  const scale = all > 0 ? tall / all : 0;
  const [left, right] = [endsOf(flows, "from", scale), endsOf(flows, "to", scale)];
  const height = Math.max(...[...left.values(), ...right.values()].map((end) => end.y + Math.max(20, end.height)), 0) + gap;
  return (
    <figure className="m-0 grid gap-2">
      <figcaption className="font-semibold">{title}</figcaption>
      {/* What scrolls takes the focus, or a keyboard could not reach its end. */}
      <div tabIndex={flows.length > 0 ? 0 : undefined} className="overflow-x-auto pb-1">
        <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} className="max-w-none" role="group" aria-label={title} fill="none">
          {ribbonsOf(flows, left, right, scale).map(({ flow, path, thick }) => (
            <path key={`${flow.from} ${flow.to}`} role="img" aria-label={say(flow)} d={path} strokeWidth={thick} className="stroke-leaf opacity-35 hover:opacity-60">
              <title>{say(flow)}</title>
            </path>
          ))}
          <Ends ends={left} x={side} anchor="end" locale={locale} />
          <Ends ends={right} x={width - side} anchor="start" locale={locale} />
        </svg>
      </div>
      <FlowTable {...{ title, fromLabel, toLabel, massLabel, locale, flows }} />
    </figure>
  );
}

/** Each flow as a curve from its end to the other, stacked at both in the order in which the other ends stand. */
function ribbonsOf(flows: readonly Flow[], left: ReadonlyMap<string, End>, right: ReadonlyMap<string, End>, scale: number): Ribbon[] {
  const ordered = [...flows].sort((a, b) => (left.get(a.from)?.y ?? 0) - (left.get(b.from)?.y ?? 0) || (right.get(a.to)?.y ?? 0) - (right.get(b.to)?.y ?? 0));
  const taken = { from: new Map<string, number>(), to: new Map<string, number>() };
  return ordered.map((flow) => {
    const thick = flow.massGrams * scale;
    const middleAt = (end: End | undefined, side: "from" | "to") => {
      const before = taken[side].get(flow[side]) ?? 0;
      taken[side].set(flow[side], before + thick);
      return round((end?.y ?? 0) + before + thick / 2);
    };
    const [a, b] = [middleAt(left.get(flow.from), "from"), middleAt(right.get(flow.to), "to")];
    const middle = width / 2;
    return { flow, thick: round(Math.max(1, thick)), path: `M${side + 8} ${a}C${middle} ${a} ${middle} ${b} ${width - side - 8} ${b}` };
  });
}

function Ends({ ends, x, anchor, locale }: { ends: ReadonlyMap<string, End>; x: number; anchor: "start" | "end"; locale: string }) {
  return [...ends.values()].map((end) => (
    <g key={end.name}>
      <rect x={anchor === "end" ? x : x - 8} y={round(end.y)} width={8} height={round(end.height)} rx={2} className="fill-leaf" />
      <text x={anchor === "end" ? x - 8 : x + 8} y={round(end.y + end.height / 2)} textAnchor={anchor} dominantBaseline="central" className="tabular fill-ink text-[12.5px]">
        {shortened(end.name)} <tspan className="fill-ink-soft">{formatMass(end.grams, locale)}</tspan>
      </text>
    </g>
  ));
}

/** What fits beside an end; the table has the whole name. */
function shortened(name: string): string {
  return name.length > 18 ? `${name.slice(0, 17)}…` : name;
}

function FlowTable({ title, fromLabel, toLabel, massLabel, locale, flows }: Omit<FlowsBetweenProps, "say">) {
  const { t } = useTranslation("common");
  return (
    <AsTable
      caption={`${title} (${t("plot.asTable")})`}
      rows={[...flows].sort((a, b) => b.massGrams - a.massGrams)}
      rowKey={(flow) => `${flow.from} ${flow.to}`}
      columns={[
        { key: "from", header: fromLabel, cell: (flow) => flow.from, primary: true },
        { key: "to", header: toLabel, cell: (flow) => flow.to },
        { key: "mass", header: massLabel, cell: (flow) => formatMass(flow.massGrams, locale), align: "end" },
      ]}
    />
  );
}
