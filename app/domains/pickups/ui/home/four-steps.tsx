import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { StepsLine } from "#app/ui/steps-line.tsx";

const keys = ["where", "what", "when", "done"] as const;

/** The frame of the four steps: where one is, and a head that the next step begins at. */
export function FourSteps({ step, children }: { step: number; children: ReactNode }) {
  const { t } = useTranslation("home-pickup");
  const top = useRef<HTMLDivElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current !== step) top.current?.focus();
    shown.current = step;
  }, [step]);
  const said = t("stepOf", { step: String(step), name: t(`steps.${keys[step - 1] ?? "where"}`) });
  return (
    <div ref={top} tabIndex={-1} role="group" aria-label={said} className="grid max-w-3xl gap-6 outline-none">
      <div className="max-md:hidden">
        <StepsLine label={t("steps.label")} steps={keys.map((key, index) => ({ label: t(`steps.${key}`), state: index + 1 < step ? "done" : index + 1 === step ? "current" : "next" }))} />
      </div>
      <div className="grid gap-2 md:hidden">
        <p className="text-sm font-semibold">{said}</p>
        <div aria-hidden="true" className="grid grid-cols-4 gap-1">
          {keys.map((key, index) => (
            <span key={key} className={`h-1.5 rounded-full ${index + 1 < step ? "bg-leaf" : index + 1 === step ? "bg-marigold" : "bg-line"}`} />
          ))}
        </div>
      </div>
      {children}
    </div>
  );
}
