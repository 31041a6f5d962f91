import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { arcPath } from "./brand/logo.tsx";

export type StepState = "done" | "current" | "next" | "stopped";

export interface Step {
  label: string;
  state: StepState;
  /** Who, until when. */
  detail?: ReactNode;
}

/** A way in steps: down the page on the phone, across it where there is room. Done closes its ring, current is an open arc. */
export function StepsLine({ label, steps }: { label: string; steps: readonly Step[] }) {
  const { t } = useTranslation("common");
  return (
    <ol aria-label={label} className="grid md:auto-cols-fr md:grid-flow-col">
      {steps.map((step, index) => {
        const last = index === steps.length - 1;
        return (
          <li key={step.label} aria-current={step.state === "current" ? "step" : undefined} className="relative flex gap-3 pb-6 last:pb-0 md:block md:pe-3 md:pb-0">
            {last ? null : (
              <span
                aria-hidden="true"
                className={`absolute inset-s-[15px] top-9 bottom-1 w-0.5 rounded-full md:inset-s-9 md:inset-e-1 md:top-[15px] md:bottom-auto md:h-0.5 md:w-auto ${step.state === "done" ? "bg-leaf" : "bg-line"}`}
              />
            )}
            <StepSign state={step.state} />
            <div className="min-w-0 md:mt-2">
              <p className={step.state === "current" ? "font-semibold" : step.state === "next" ? "text-ink-soft" : ""}>
                {step.label}
                <span className="sr-only">{` (${t(`steps.${step.state}`)})`}</span>
              </p>
              {step.detail ? <div className="text-sm text-ink-soft">{step.detail}</div> : null}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function StepSign({ state }: { state: StepState }) {
  return (
    <svg viewBox="0 0 32 32" width={32} height={32} fill="none" strokeWidth={3} strokeLinecap="round" strokeLinejoin="round" className="shrink-0" aria-hidden="true">
      {state === "done" ? (
        <>
          <circle cx={16} cy={16} r={13} className="fill-leaf stroke-leaf" />
          <path d="M10 16.500l4.2 4.200L22 12" className="stroke-on-leaf" />
        </>
      ) : state === "current" ? (
        <>
          <circle cx={16} cy={16} r={13} className="stroke-line" />
          <path d={arcPath(16, 16, 13, 0, 240)} className="stroke-marigold" strokeWidth={4} />
          <circle cx={16} cy={16} r={4} className="fill-ink" />
        </>
      ) : state === "stopped" ? (
        <>
          <circle cx={16} cy={16} r={13} className="fill-clay-soft stroke-clay" />
          <path d="M11.5 11.500l9 9M20.5 11.500l-9 9" className="stroke-clay" />
        </>
      ) : (
        <circle cx={16} cy={16} r={13} className="stroke-line-strong" strokeDasharray="1 6.42" />
      )}
    </svg>
  );
}
