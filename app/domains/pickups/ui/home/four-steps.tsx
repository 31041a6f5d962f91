import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { StepsFrame } from "#app/ui/steps-frame.tsx";

const keys = ["where", "what", "when", "done"] as const;

/** The frame of the four steps of a pickup from home. */
export function FourSteps({ step, children }: { step: number; children: ReactNode }) {
  const { t } = useTranslation("home-pickup");
  const said = t("stepOf", { step: String(step), name: t(`steps.${keys[step - 1] ?? "where"}`) });
  return (
    <StepsFrame step={step} steps={keys.map((key) => t(`steps.${key}`))} label={t("steps.label")} said={said}>
      {children}
    </StepsFrame>
  );
}

/** On to the next step, or back to the one before with everything kept. */
export function StepButtons({ intent, back }: { intent: string; back: string }) {
  const { t } = useTranslation("home-pickup");
  return (
    <div className="flex flex-wrap gap-2">
      <SubmitButton size="lg" name="intent" value={intent} iconEnd="arrow-right">
        {t("next")}
      </SubmitButton>
      <LinkButton to={back} variant="quiet" size="lg">
        {t("back")}
      </LinkButton>
    </div>
  );
}
