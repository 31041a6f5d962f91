import { SubmitButton } from "#app/ui/buttons.tsx";
import { RadioCards } from "#app/ui/forms/choices.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Textarea } from "#app/ui/forms/inputs.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Form } from "#app/ui/remix.ts";
import type { FailedForm } from "../forms.ts";
import { factsMax } from "../trust.schema.ts";
import { Refused, useFieldErrors } from "./parts.tsx";

/** A moderator's answer to somebody: one of two outcomes, and words that they read. */
export function AnswerForm(props: {
  intent: string;
  idName: "appealId" | "partyId" | "bookingId";
  id: string;
  version: number;
  outcomes: readonly { value: string; label: string }[];
  textName: "answer" | "reason";
  textLabel: string;
  optional?: boolean;
  failed: FailedForm | undefined;
}) {
  const { t } = useTranslation("trust");
  const mine = props.failed?.values[props.idName] === props.id && props.failed.intent === props.intent ? props.failed : undefined;
  const errors = useFieldErrors(mine);
  return (
    <Form method="post" className="grid gap-3">
      <Refused failed={mine} />
      <input type="hidden" name="intent" value={props.intent} />
      <input type="hidden" name={props.idName} value={props.id} />
      <input type="hidden" name="version" value={props.version} />
      <RadioCards id={`outcome-${props.id}`} legend={t("appeals.outcome")} name="outcome" options={props.outcomes} defaultValue={mine?.values.outcome ?? ""} error={errors("outcome")} />
      <Field id={`text-${props.id}`} label={props.textLabel} hint={props.optional ? undefined : t("appeals.answerHint")} error={errors(props.textName)} optional={props.optional ?? false}>
        <Textarea name={props.textName} rows={3} required={!props.optional} maxLength={props.textName === "reason" ? 500 : factsMax} defaultValue={mine?.values[props.textName] ?? ""} />
      </Field>
      <span>
        <SubmitButton>{t("appeals.send")}</SubmitButton>
      </span>
    </Form>
  );
}
