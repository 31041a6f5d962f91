/** Three arcs of one ring: household, community, recycler. Angles in degrees from the top, clockwise. */
export const ringArcs = [
  { from: 10, to: 110, className: "stroke-leaf" },
  { from: 130, to: 230, className: "stroke-sky" },
  { from: 250, to: 350, className: "stroke-marigold" },
] as const;

/** The path of an arc around (cx, cy) from one angle to another, clockwise, in degrees from the top. */
export function arcPath(cx: number, cy: number, radius: number, from: number, to: number): string {
  const at = (angle: number) => {
    const radians = ((angle - 90) * Math.PI) / 180;
    return `${round(cx + radius * Math.cos(radians))} ${round(cy + radius * Math.sin(radians))}`;
  };
  return `M${at(from)}A${radius} ${radius} 0 ${to - from > 180 ? 1 : 0} 1 ${at(to)}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The mark. Decorative: it always stands beside the name or inside a labelled link. */
export function LogoMark({ size = 32, className = "" }: { size?: number; className?: string }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} fill="none" strokeWidth={5} strokeLinecap="round" className={`shrink-0 ${className}`} aria-hidden="true" focusable="false">
      {ringArcs.map((arc) => (
        <path key={arc.from} d={arcPath(16, 16, 11.5, arc.from + 6, arc.to - 6)} className={arc.className} />
      ))}
    </svg>
  );
}

/** The mark with the name. The name is the same in every language. */
export function Wordmark({ className = "", compact = false }: { className?: string; compact?: boolean }) {
  return (
    <span className={`inline-flex items-center gap-2 ${className}`}>
      <LogoMark size={30} />
      <span translate="no" className={`font-display text-xl font-bold tracking-tight text-ink ${compact ? "max-sm:sr-only" : ""}`}>
        {"Roundabout"}
      </span>
    </span>
  );
}
