import { scaleLinear } from "d3-scale";
import { useTranslation } from "#app/ui/i18n.ts";
import { AsTable, round } from "./plot-parts.tsx";

export interface AmongPeersProps {
  title: string;
  /** The words of the parts; already translated. */
  words: { own: string; median: string; best: string; middle: string; peer: string };
  own: number | null;
  quartiles: { q1: number; median: number; q3: number };
  /** Where the best quarter begins; to the right of it where more is better. */
  border: number;
  better: "more" | "less";
  /** Peers that may be named; empty where only quartiles are shown. */
  dots: readonly { name: string; value: number }[];
  format: (value: number) => string;
}

const width = 560;
const height = 132;
const edge = 34;
const line = 74;

/** One's own value on the line of its peers, with the middle half, the median and the best quarter. Drawn on the server, and the same as a table. */
export function AmongPeers({ title, words, own, quartiles, border, better, dots, format }: AmongPeersProps) {
  const { t } = useTranslation("common");
  const values = [quartiles.q1, quartiles.q3, ...dots.map((dot) => dot.value), ...(own === null ? [] : [own])];
  const [min, max] = [Math.min(0, ...values), Math.max(...values)];
  const x = scaleLinear([min, max === min ? min + 1 : max], [edge, width - edge]).nice(4);
  const [bestFrom, bestTo] = better === "more" ? [x(border), width - edge + 12] : [edge - 12, x(border)];
  const rows = [
    ...(own === null ? [] : [{ key: "own", label: words.own, value: own }]),
    { key: "median", label: words.median, value: quartiles.median },
    { key: "best", label: words.best, value: border },
    ...dots.map((dot, index) => ({ key: `peer-${index}`, label: dot.name, value: dot.value })),
  ];
  const anchor = (at: number) => (at < 90 ? "start" : at > width - 90 ? "end" : "middle");
  return (
    <figure className="m-0 grid min-w-0 grid-cols-1 gap-1">
      <figcaption className="text-sm font-semibold">{title}</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} className="h-auto w-full max-w-2xl" aria-hidden="true" fill="none" strokeLinecap="round">
        <rect x={round(bestFrom)} y={line - 26} width={round(Math.max(2, bestTo - bestFrom))} height={52} rx={8} className="fill-leaf-soft" />
        <path d={`M${edge - 12} ${line}H${width - edge + 12}`} className="stroke-line-strong" strokeWidth={2} />
        <path d={`M${round(x(quartiles.q1))} ${line}H${round(x(quartiles.q3))}`} className="stroke-sky opacity-35" strokeWidth={14} />
        <path d={`M${round(x(quartiles.median))} ${line - 17}V${line + 17}`} className="stroke-sky" strokeWidth={3} />
        {dots.map((dot, index) => (
          <circle key={`${dot.name}-${index}`} cx={round(x(dot.value))} cy={line} r={5} className="fill-surface stroke-ink-soft" strokeWidth={2} />
        ))}
        <text x={round(x(quartiles.median))} y={line + 36} textAnchor={anchor(x(quartiles.median))} className="fill-ink-soft text-[14px]">
          {`${words.median} ${format(quartiles.median)}`}
        </text>
        <text x={round(x(border))} y={line + 54} textAnchor={anchor(x(border))} className="fill-leaf text-[14px] font-semibold">
          {`${words.best} ${format(border)}`}
        </text>
        {own === null ? null : (
          <>
            <path d={`M${round(x(own))} ${line - 12}l9 12-9 12-9-12z`} className="fill-marigold stroke-ink" strokeWidth={2} strokeLinejoin="round" />
            <path d={`M${round(x(own))} ${line - 14}V${line - 36}`} className="stroke-ink" strokeWidth={1.5} />
            <text x={round(x(own))} y={line - 44} textAnchor={anchor(x(own))} className="fill-ink text-[15px] font-semibold">
              {`${words.own} ${format(own)}`}
            </text>
          </>
        )}
      </svg>
      <p aria-hidden="true" className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-soft">
        <Key shape={<path d="M8 2l5 6-5 6-5-6z" className="fill-marigold stroke-ink" strokeWidth={1.5} />}>{words.own}</Key>
        {dots.length > 0 ? <Key shape={<circle cx={8} cy={8} r={4} className="fill-surface stroke-ink-soft" strokeWidth={2} />}>{words.peer}</Key> : null}
        <Key shape={<path d="M1 8h14" className="stroke-sky opacity-35" strokeWidth={9} />}>{words.middle}</Key>
        <Key shape={<rect x={1} y={2} width={14} height={12} rx={3} className="fill-leaf-soft stroke-leaf" />}>{words.best}</Key>
      </p>
      <AsTable
        caption={title}
        rows={rows}
        rowKey={(row) => row.key}
        columns={[
          { key: "label", header: t("plot.line"), cell: (row) => row.label, primary: true },
          { key: "value", header: t("plot.value"), cell: (row) => format(row.value), align: "end" },
        ]}
      />
    </figure>
  );
}

function Key({ shape, children }: { shape: React.ReactNode; children: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <svg viewBox="0 0 16 16" width={16} height={16} fill="none">
        {shape}
      </svg>
      {children}
    </span>
  );
}
