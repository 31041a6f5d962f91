import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Textarea } from "#app/ui/forms/inputs.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Form } from "#app/ui/remix.ts";
import { formatInstant } from "#app/ui/time.tsx";
import type { FailedForm } from "../forms.ts";
import { appealTextMax } from "../trust.schema.ts";
import { Refused, useFieldErrors } from "./parts.tsx";

/** Asks somebody else to look at a decision again. */
export function AppealForm(props: { decisionId: string; until: string; title: string; failed: FailedForm | undefined; locale: string; timeZone: string; action?: string }) {
  const { t } = useTranslation("trust");
  const mine = props.failed?.values.decisionId === props.decisionId ? props.failed : undefined;
  const errors = useFieldErrors(mine);
  const date = formatInstant(props.until, { locale: props.locale, timeZone: props.timeZone, format: "date" });
  return (
    <Card as="section" aria-label={props.title} className="grid gap-3">
      <h2 className="text-lg">{props.title}</h2>
      <p>{t("appeal.lead", { date })}</p>
      <Form method="post" className="grid gap-3" {...(props.action ? { action: props.action } : {})}>
        <Refused failed={mine} />
        <input type="hidden" name="intent" value="appeal" />
        <input type="hidden" name="decisionId" value={props.decisionId} />
        <Field id={`appeal-${props.decisionId}`} label={t("appeal.text")} error={errors("text")}>
          <Textarea name="text" rows={4} required minLength={10} maxLength={appealTextMax} defaultValue={mine?.values.text ?? ""} />
        </Field>
        <span>
          <SubmitButton>{t("appeal.send")}</SubmitButton>
        </span>
      </Form>
    </Card>
  );
}
