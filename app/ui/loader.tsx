import { useTranslation } from "#app/ui/i18n.ts";
import { arcPath, ringArcs } from "./brand/logo.tsx";

const pixels = { sm: 18, md: 32, lg: 56 } as const;

/** The ring of three arcs, turning. Under reduced motion it stands still and the words carry the meaning. */
export function Loader({ label, size = "md" }: { label?: string; size?: keyof typeof pixels }) {
  const { t } = useTranslation("common");
  return (
    <span role="status" className="inline-flex items-center gap-3 text-ink-soft">
      <RingSpinner size={pixels[size]} coloured />
      <span className={label ? "" : "sr-only"}>{label ?? t("loading")}</span>
    </span>
  );
}

/** Only the drawing; inside a button it takes the button's colour. */
export function RingSpinner({ size, coloured = false }: { size: number; coloured?: boolean }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} fill="none" strokeWidth={4} strokeLinecap="round" className="shrink-0 animate-turn" aria-hidden="true">
      {ringArcs.map((arc) => (
        <path key={arc.from} d={arcPath(16, 16, 12, arc.from + 8, arc.to - 8)} className={coloured ? arc.className : "stroke-current"} />
      ))}
    </svg>
  );
}
