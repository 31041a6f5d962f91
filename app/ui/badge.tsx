import type { ReactNode } from "react";
import { arcPath } from "./brand/logo.tsx";
import { Icon } from "./icons/icon.tsx";
import type { IconName } from "./icons/icon.tsx";

export type Tone = "neutral" | "leaf" | "marigold" | "clay" | "sky";

const toneClass: Record<Tone, string> = {
  neutral: "bg-sunken text-ink border-line",
  leaf: "bg-leaf-soft text-leaf border-transparent",
  marigold: "bg-marigold-soft text-marigold-ink border-transparent",
  clay: "bg-clay-soft text-clay border-transparent",
  sky: "bg-sky-soft text-sky border-transparent",
};

const badge = "inline-flex items-center gap-1 rounded-full border px-2 py-0.5 text-xs font-semibold whitespace-nowrap align-middle";

/** A short fact about a thing: grade, kind, mark. Never a control. */
export function Badge({ tone = "neutral", icon, children }: { tone?: Tone; icon?: IconName; children: ReactNode }) {
  return (
    <span className={`${badge} ${toneClass[tone]}`}>
      {icon ? <Icon name={icon} size={16} /> : null}
      {children}
    </span>
  );
}

export type Stage = "waiting" | "active" | "done" | "stopped" | "problem";

const stages: Record<Stage, { tone: Tone; to: number }> = {
  waiting: { tone: "marigold", to: 115 },
  active: { tone: "sky", to: 235 },
  done: { tone: "leaf", to: 352 },
  stopped: { tone: "neutral", to: 0 },
  problem: { tone: "clay", to: 180 },
};

/** Where something stands, as a ring that fills: a third while waiting, two while under way, closed when done. */
export function StateBadge({ stage, children }: { stage: Stage; children: ReactNode }) {
  const { tone, to } = stages[stage];
  return (
    <span className={`${badge} ${toneClass[tone]}`}>
      <svg viewBox="0 0 16 16" width={14} height={14} fill="none" strokeWidth={2.5} strokeLinecap="round" aria-hidden="true">
        <circle cx={8} cy={8} r={6} className="stroke-current opacity-25" />
        {to > 0 ? <path d={arcPath(8, 8, 6, 0, to)} className="stroke-current" /> : <path d="M5.5 8h5" className="stroke-current" />}
      </svg>
      {children}
    </span>
  );
}
