import type { ReactNode } from "react";
import { arcPath } from "../brand/logo.tsx";

const strokes = { leaf: "stroke-leaf", marigold: "stroke-marigold", clay: "stroke-clay", sky: "stroke-sky" } as const;
const boxes = { sm: "size-12", md: "size-24", lg: "size-36" } as const;

export interface RingProgressProps {
  /** From 0 to 1; beyond is drawn as full. */
  value: number;
  label: string;
  tone?: keyof typeof strokes;
  size?: keyof typeof boxes;
  /** Stands in the middle, e.g. "3 of 5". */
  children?: ReactNode;
}

/** How far round something is. */
export function RingProgress({ value, label, tone = "leaf", size = "md", children }: RingProgressProps) {
  const share = Math.min(1, Math.max(0, value));
  return (
    <div role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(share * 100)} className={`relative inline-flex items-center justify-center ${boxes[size]}`}>
      <svg viewBox="0 0 100 100" className="absolute inset-0 size-full" fill="none" strokeWidth={10} strokeLinecap="round" aria-hidden="true">
        <circle cx={50} cy={50} r={43} className="stroke-line" />
        {share === 1 ? <circle cx={50} cy={50} r={43} className={strokes[tone]} /> : share > 0 ? <path d={arcPath(50, 50, 43, 0, share * 360)} className={strokes[tone]} /> : null}
      </svg>
      {children ? <span className="tabular relative text-center leading-tight font-semibold">{children}</span> : null}
    </div>
  );
}
