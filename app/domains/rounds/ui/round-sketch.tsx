import { useTranslation } from "#app/ui/i18n.ts";
import type { LatLon } from "#app/shared/geo.ts";

const [width, height, edge] = [640, 360, 28];

/** Places on a flat drawing: east to the right, north up, both to the same scale. */
export function placed(places: readonly LatLon[]): { x: number; y: number }[] {
  const middle = places.reduce((sum, place) => sum + place.latitude, 0) / Math.max(1, places.length);
  const flat = places.map((place) => ({ x: place.longitude * Math.cos((middle * Math.PI) / 180), y: -place.latitude }));
  const [left, right] = [Math.min(...flat.map(({ x }) => x)), Math.max(...flat.map(({ x }) => x))];
  const [top, bottom] = [Math.min(...flat.map(({ y }) => y)), Math.max(...flat.map(({ y }) => y))];
  const scale = Math.min((width - 2 * edge) / (right - left || 1e-9), (height - 2 * edge) / (bottom - top || 1e-9), 1e7);
  const round = (value: number) => Math.round(value * 10) / 10;
  return flat.map(({ x, y }) => ({ x: round(width / 2 + (x - (left + right) / 2) * scale), y: round(height / 2 + (y - (top + bottom) / 2) * scale) }));
}

/** The order of the stops as straight lines from the depot and back. Not a map: it needs no tiles, and says nothing about streets. */
export function RoundSketch({ depot, stops }: { depot: LatLon; stops: readonly (LatLon & { id: string; sequence: number })[] }) {
  const { t } = useTranslation("rounds");
  const [home, ...doors] = placed([depot, ...stops]);
  if (!home) return null;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t("round.mapLabel")} className="h-auto w-full rounded-card border border-line bg-sunken">
      <polygon points={[home, ...doors].map(({ x, y }) => `${x},${y}`).join(" ")} className="fill-none stroke-leaf" strokeWidth={2.5} strokeLinejoin="round" strokeDasharray="7 5" />
      <rect x={home.x - 11} y={home.y - 11} width={22} height={22} rx={5} className="fill-ink" />
      {doors.map(({ x, y }, index) => (
        <g key={stops[index]?.id ?? index}>
          <circle cx={x} cy={y} r={13} className="fill-surface stroke-leaf" strokeWidth={2.5} />
          <text x={x} y={y} textAnchor="middle" dominantBaseline="central" className="fill-ink text-sm font-semibold">
            {stops[index]?.sequence ?? index + 1}
          </text>
        </g>
      ))}
    </svg>
  );
}
