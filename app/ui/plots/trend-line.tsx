/** A small line of the latest values, oldest first; null is a gap. Its words are given, since only the page knows what they are of. */
export function TrendLine({ values, label }: { values: readonly (number | null)[]; label: string }) {
  const known = values.filter((value) => value !== null);
  const [min, max] = [Math.min(0, ...known), Math.max(1, ...known)];
  const x = (at: number) => Math.round((4 + (at / Math.max(1, values.length - 1)) * 72) * 10) / 10;
  const y = (value: number) => Math.round((20 - ((value - min) / (max - min)) * 16) * 10) / 10;
  const path = values.map((value, at) => (value === null ? "" : `${at === 0 || values[at - 1] === null ? "M" : "L"}${x(at)} ${y(value)}`)).join("");
  const lastAt = values.findLastIndex((value) => value !== null);
  const last = values[lastAt];
  return (
    <svg viewBox="0 0 80 24" width={80} height={24} role="img" aria-label={label} fill="none" strokeLinecap="round" strokeLinejoin="round" className="shrink-0">
      <path d={`M4 ${y(0)}H76`} className="stroke-line" strokeWidth={1} />
      <path d={path} className="stroke-leaf" strokeWidth={2} />
      {last === null || last === undefined ? null : <circle cx={x(lastAt)} cy={y(last)} r={2.5} className="fill-leaf" />}
    </svg>
  );
}
