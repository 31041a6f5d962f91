import { arcPath, ringArcs } from "../brand/logo.tsx";

/**
 * How our drawings are made: an ink line of one width, flat fills from the tokens, on a disc inside the ring of three arcs.
 * A drawing is a list of paths with what fills them, so that thirty of them stay small and alike.
 */
export type Fill =
  | "paper" // the object's body
  | "tone" // the group's own colour
  | "soft" // its pale version
  | "accent" // the one warm spot
  | "none"; // only the line

export type Part = readonly [d: string, fill: Fill];

export type DrawingTone = "leaf" | "sky" | "marigold" | "clay";

export interface DrawingSpec {
  tone: DrawingTone;
  parts: readonly Part[];
}

const toneFill = { leaf: "fill-leaf", sky: "fill-sky", marigold: "fill-marigold", clay: "fill-clay" } as const;
const softFill = { leaf: "fill-leaf-soft", sky: "fill-sky-soft", marigold: "fill-marigold-soft", clay: "fill-clay-soft" } as const;
const toneStroke = { leaf: "stroke-leaf", sky: "stroke-sky", marigold: "stroke-marigold", clay: "stroke-clay" } as const;

/** The object alone, for scenes; a 96 px grid. */
export function DrawingParts({ tone, parts }: DrawingSpec) {
  return (
    <g strokeWidth={2.5} strokeLinecap="round" strokeLinejoin="round" className="stroke-ink">
      {parts.map(([d, fill]) => (
        <path key={d} d={d} className={fill === "paper" ? "fill-surface" : fill === "tone" ? toneFill[tone] : fill === "soft" ? softFill[tone] : fill === "accent" ? "fill-marigold" : "fill-none"} />
      ))}
    </g>
  );
}

export interface DrawingProps extends DrawingSpec {
  size?: number;
  className?: string;
  /** A name under which `DrawnAgain` shows it once more. */
  id?: string;
}

/** The object on its disc inside the ring; the arc in the group's colour starts where `turn` says, so that neighbours differ. */
export function Drawing({ tone, parts, size = 96, turn = 0, className = "", id }: DrawingProps & { turn?: number }) {
  return (
    <svg id={id} viewBox="0 0 96 96" width={size} height={size} fill="none" className={`shrink-0 ${className}`} aria-hidden="true" focusable="false">
      <circle cx={48} cy={48} r={39} className={softFill[tone]} />
      <g strokeWidth={3} strokeLinecap="round">
        {ringArcs.map((arc, index) => (
          <path key={arc.from} d={arcPath(48, 48, 45, arc.from + turn, arc.to + turn)} className={index === 0 ? toneStroke[tone] : "stroke-line"} />
        ))}
      </g>
      <DrawingParts tone={tone} parts={parts} />
    </svg>
  );
}

/** A drawing that stands elsewhere on the page under this id: lists with many of a kind send each only once. */
export function DrawnAgain({ id, size = 96 }: { id: string; size?: number }) {
  return (
    <svg viewBox="0 0 96 96" width={size} height={size} className="shrink-0" aria-hidden="true">
      <use href={`#${id}`} />
    </svg>
  );
}
