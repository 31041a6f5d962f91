import { useId } from "react";
import { Link } from "../remix.ts";

/** Null is what is not shown: hatched. */
export type Shade = number | null;

export interface MapArea {
  key: string;
  /** Everything about the area, for whoever hears it or points at it. */
  words: string;
  to: string;
  shade: Shade;
  isChosen: boolean;
  /** An SVG path; where it would be too small to see, the dot instead. */
  path: string | null;
  dot: { x: number; y: number } | null;
}

export interface AreaMapProps {
  title: string;
  width: number;
  height: number;
  /** What lies around, an SVG path. */
  land: string;
  areas: readonly MapArea[];
  /** How many shades there are; the last is the strongest. */
  shades: number;
  legend: readonly { shade: Shade; label: string; names: string }[];
}

/** Areas on a map, each a link, shaded by class, the chosen one outlined; with what the shades mean. Drawn on the server. Give the same as a table beneath. */
export function AreaMap({ title, width, height, land, areas, shades, legend }: AreaMapProps) {
  const hatch = `hatch${useId().replaceAll(":", "")}`;
  // Dots over shapes, and the outline over its neighbours.
  const ordered = [...areas].sort((a, b) => Number(a.dot !== null) - Number(b.dot !== null) || Number(a.isChosen) - Number(b.isChosen));
  return (
    <figure className="m-0 grid items-start gap-x-8 gap-y-3 xl:grid-cols-[minmax(0,50rem)_minmax(14rem,1fr)]">
      <figcaption className="font-semibold xl:col-span-2">{title}</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} className="h-auto w-full max-w-[50rem] rounded-card bg-sunken" role="group" aria-label={title}>
        <Hatch id={hatch} />
        <path d={land} className="fill-line" />
        {ordered.map((area) => (
          <Area key={area.key} area={area} shades={shades} hatch={hatch} />
        ))}
      </svg>
      <ul className="grid gap-1 text-sm">
        {legend.map(({ shade, label, names }) => (
          <li key={label} className="grid grid-cols-[auto_1fr] items-baseline gap-x-2">
            <svg viewBox="0 0 30 18" width={30} height={18} aria-hidden="true" className="translate-y-0.5">
              <rect x={1} y={1} width={28} height={16} rx={4} className="fill-line stroke-ink-soft" strokeWidth={1.5} />
              <rect x={1} y={1} width={28} height={16} rx={4} {...look(shade, shades, hatch)} />
            </svg>
            <span>
              <span className="tabular font-semibold">{label}</span> <span className="text-ink-soft">{names}</span>
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
}

function Area({ area, shades, hatch }: { area: MapArea; shades: number; hatch: string }) {
  const filled = look(area.shade, shades, hatch);
  const shared = {
    ...filled,
    strokeWidth: area.isChosen ? 2.75 : 0.75,
    vectorEffect: "non-scaling-stroke" as const,
    strokeLinejoin: "round" as const,
    className: `${filled.className} ${area.isChosen ? "stroke-ink" : "stroke-ink-soft group-hover:stroke-ink"} group-hover:stroke-[2.5] group-focus-visible:stroke-focus group-focus-visible:stroke-[4]`,
  };
  return (
    <Link to={area.to} preventScrollReset aria-label={area.words} aria-current={area.isChosen ? "true" : undefined} className="group">
      <title>{area.words}</title>
      {area.path ? <path d={area.path} {...shared} /> : null}
      {area.dot ? (
        <>
          <circle cx={area.dot.x} cy={area.dot.y} r={14} fill="transparent" />
          <circle cx={area.dot.x} cy={area.dot.y} r={9} className="fill-surface" />
          <circle cx={area.dot.x} cy={area.dot.y} r={9} {...shared} />
        </>
      ) : null}
    </Link>
  );
}

/** How a shade is filled. */
function look(shade: Shade, shades: number, hatch: string): { fill?: string; fillOpacity?: number; className: string } {
  if (shade === null) return { fill: `url(#${hatch})`, className: "" };
  return { fillOpacity: shades === 1 ? 0.7 : Math.round((0.2 + (0.8 * shade) / (shades - 1)) * 100) / 100, className: "fill-leaf" };
}

function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width={9} height={9} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width={9} height={9} className="fill-surface" />
        <path d="M2 0V9" className="stroke-ink-soft" strokeWidth={3} />
      </pattern>
    </defs>
  );
}
