/** How far along: a track that ends a little beyond the target, the part that is reached, and a line where the target is. */

const width = 320;
const height = 26;
/** The target stands here, so that what goes beyond it is seen. */
const targetX = 272;

/** Drawn on the server; `words` says the same for whoever hears it. Without a share nothing is filled. */
export function TargetBar({ share, words }: { share: number | null; words: string }) {
  const filled = share === null ? 0 : Math.min(width, Math.max(share > 0 ? 2 : 0, Math.round(share * targetX * 10) / 10));
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className="h-auto w-full max-w-sm" role="img" aria-label={words} fill="none">
      <rect x={0} y={7} width={width} height={12} rx={6} className="fill-sunken stroke-line-strong" strokeDasharray={share === null ? "4 4" : undefined} />
      {filled > 0 ? <rect x={0} y={7} width={filled} height={12} rx={Math.min(6, filled / 2)} className={share !== null && share >= 1 ? "fill-leaf" : "fill-marigold"} /> : null}
      <path d={`M${targetX} 1V${height - 1}`} className="stroke-surface" strokeWidth={6} />
      <path d={`M${targetX} 1V${height - 1}`} className="stroke-ink" strokeWidth={2} />
    </svg>
  );
}
