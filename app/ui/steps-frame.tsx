import { useEffect, useRef, type ReactNode } from "react";
import { StepsLine } from "./steps-line.tsx";

/**
 * The frame of a form in steps: where one is, and a head that the next step begins at, where the eye and the keyboard are expected, not
 * where the last button was. `step` is from 1 on, `said` names it ("Step 2 of 4: How much").
 */
export function StepsFrame({ step, steps, label, said, children }: { step: number; steps: readonly string[]; label: string; said: string; children: ReactNode }) {
  const top = useRef<HTMLDivElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current !== step) top.current?.focus();
    shown.current = step;
  }, [step]);
  return (
    <div ref={top} tabIndex={-1} role="group" aria-label={said} className="grid max-w-3xl gap-6 outline-none">
      <div className="max-md:hidden">
        <StepsLine label={label} steps={steps.map((name, index) => ({ label: name, state: index + 1 < step ? "done" : index + 1 === step ? "current" : "next" }))} />
      </div>
      <div className="grid gap-2 md:hidden">
        <p className="text-sm font-semibold">{said}</p>
        <div aria-hidden="true" className="flex gap-1">
          {steps.map((name, index) => (
            <span key={name} className={`h-1.5 flex-1 rounded-full ${index + 1 < step ? "bg-leaf" : index + 1 === step ? "bg-marigold" : "bg-line"}`} />
          ))}
        </div>
      </div>
      {children}
    </div>
  );
}
