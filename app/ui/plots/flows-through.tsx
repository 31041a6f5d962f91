import { useTranslation } from "#app/ui/i18n.ts";
import { formatMass } from "#app/shared/units.ts";
import { AsTable, round } from "./plot-parts.tsx";

/** Something that mass passes. */
export interface Stage {
  key: string;
  name: string;
  /** From the left, from 0. Mass flows to the right; what stays in a column is only in the table. */
  column: number;
}

/** Mass from one stage to another, by their keys. */
export interface StageFlow {
  from: string;
  to: string;
  massGrams: number;
}

export interface FlowsThroughProps {
  title: string;
  fromLabel: string;
  toLabel: string;
  massLabel: string;
  locale: string;
  /** Those in the first and last column stand at the sides; the others, from the top to the bottom, between them. */
  stages: readonly Stage[];
  /** Each pair once, and none of it negative. */
  flows: readonly StageFlow[];
  /** What a flow is in words, for whoever hears the drawing. */
  say: (flow: { from: string; to: string; massGrams: number }) => string;
}

const width = 760;
const side = 8;
const tall = 230;
/** Room above each stage for its words. */
const words = 26;
const left = 8;
const right = 150;

export interface PlacedStage extends Stage {
  x: number;
  y: number;
  height: number;
  /** What came or what went, whichever is more. */
  massGrams: number;
}

export interface PlacedFlow extends StageFlow {
  path: string;
  thick: number;
}

/**
 * Where stages and ribbons stand: columns at equal distances; in the first and the last the stages stand below each other, and all between them are
 * stairs, so that a ribbon that leaps over a column has a way past it. A stage is as high as the mass that passes it. Pure.
 */
export function placeFlows(stages: readonly Stage[], flows: readonly StageFlow[]): { stages: PlacedStage[]; flows: PlacedFlow[]; height: number } {
  const columnOf = new Map(stages.map((stage) => [stage.key, stage.column]));
  const drawn = flows.filter((flow) => flow.massGrams > 0 && (columnOf.get(flow.from) ?? 0) < (columnOf.get(flow.to) ?? 0));
  const massOf = ({ key }: Stage) => Math.max(...(["from", "to"] as const).map((end) => drawn.filter((flow) => flow[end] === key).reduce((sum, flow) => sum + flow.massGrams, 0)));
  const last = Math.max(0, ...stages.map((stage) => stage.column));
  const groupOf = ({ column }: Stage) => (column === 0 ? "first" : column === last ? "last" : "between");
  const shown = stages.map((stage) => ({ ...stage, massGrams: massOf(stage) })).filter((stage) => stage.massGrams > 0);
  const heights = new Map<string, number>();
  for (const stage of shown) heights.set(groupOf(stage), (heights.get(groupOf(stage)) ?? 0) + stage.massGrams);
  const most = Math.max(0, ...heights.values());
  const scale = most > 0 ? tall / most : 0;
  const roomOf = (group: string) => shown.filter((stage) => groupOf(stage) === group).reduce((sum, stage) => sum + words + Math.max(2, stage.massGrams * scale), 0);
  // What ends comes for the most part from the foot of the stairs.
  const below = new Map<string, number>([["last", Math.max(0, roomOf("between") - roomOf("last"))]]);
  const placed = shown.map((stage): PlacedStage => {
    const y = (below.get(groupOf(stage)) ?? 0) + words;
    const height = Math.max(2, stage.massGrams * scale);
    below.set(groupOf(stage), y + height);
    return { ...stage, x: left + (stage.column / Math.max(1, last)) * (width - left - right - side), y, height };
  });
  const byKey = new Map(placed.map((stage) => [stage.key, stage]));
  const yOf = (key: string) => byKey.get(key)?.y ?? 0;
  const used = { from: new Map<string, number>(), to: new Map<string, number>() };
  const middleAt = (end: "from" | "to", key: string, thick: number): number => {
    const before = used[end].get(key) ?? 0;
    used[end].set(key, before + thick);
    return round(yOf(key) + before + thick / 2);
  };
  const ribbons = [...drawn]
    .sort((a, b) => yOf(a.to) - yOf(b.to) || yOf(a.from) - yOf(b.from))
    .map((flow) => ({ flow, a: middleAt("from", flow.from, flow.massGrams * scale) }))
    .sort((one, other) => yOf(one.flow.from) - yOf(other.flow.from))
    .map(({ flow, a }): PlacedFlow => {
      const thick = flow.massGrams * scale;
      const b = middleAt("to", flow.to, thick);
      const [from, to] = [round((byKey.get(flow.from)?.x ?? 0) + side), round(byKey.get(flow.to)?.x ?? 0)];
      const middle = round((from + to) / 2);
      return { ...flow, thick: round(Math.max(1, thick)), path: `M${from} ${a}C${middle} ${a} ${middle} ${b} ${to} ${b}` };
    });
  return { stages: placed, flows: ribbons, height: Math.max(0, ...below.values()) + 8 };
}

/** Mass through stages as ribbons as wide as it (a Sankey diagram), and the same as a table. */
export function FlowsThrough({ title, fromLabel, toLabel, massLabel, locale, stages, flows, say }: FlowsThroughProps) {
  const { t } = useTranslation("common");
  const drawing = placeFlows(stages, flows);
  const nameOf = new Map(stages.map((stage) => [stage.key, stage.name]));
  const named = (flow: StageFlow) => ({ ...flow, from: nameOf.get(flow.from) ?? flow.from, to: nameOf.get(flow.to) ?? flow.to });
  return (
    <figure className="m-0 grid gap-2">
      <figcaption className="font-semibold">{title}</figcaption>
      {drawing.flows.length > 0 ? (
        // What scrolls takes the focus, or a keyboard could not reach its end.
        <div tabIndex={drawing.flows.length > 0 ? 0 : undefined} className="overflow-x-auto pb-1">
          <svg viewBox={`0 0 ${width} ${round(drawing.height)}`} width={width} height={round(drawing.height)} className="max-w-none" role="group" aria-label={title} fill="none">
            {drawing.flows.map((flow) => (
              <path key={`${flow.from} ${flow.to}`} role="img" aria-label={say(named(flow))} d={flow.path} strokeWidth={flow.thick} className="stroke-leaf opacity-35 hover:opacity-60">
                <title>{say(named(flow))}</title>
              </path>
            ))}
            {drawing.stages.map((stage) => (
              <g key={stage.key}>
                <rect x={round(stage.x)} y={round(stage.y)} width={side} height={round(stage.height)} rx={2} className="fill-leaf" />
                <text x={round(stage.x)} y={round(stage.y) - 8} className="tabular fill-ink text-[12.5px]">
                  {stage.name} <tspan className="fill-ink-soft">{formatMass(stage.massGrams, locale)}</tspan>
                </text>
              </g>
            ))}
          </svg>
        </div>
      ) : null}
      <AsTable
        caption={`${title} (${t("plot.asTable")})`}
        rows={flows.map(named)}
        rowKey={(flow) => `${flow.from} ${flow.to}`}
        columns={[
          { key: "from", header: fromLabel, cell: (flow) => flow.from, primary: true },
          { key: "to", header: toLabel, cell: (flow) => flow.to },
          { key: "mass", header: massLabel, cell: (flow) => formatMass(flow.massGrams, locale), align: "end" },
        ]}
      />
    </figure>
  );
}
