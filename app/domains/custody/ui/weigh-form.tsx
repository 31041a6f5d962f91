import { useTranslation } from "#app/ui/i18n.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { formatMass } from "#app/shared/units.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { FormErrorSummary } from "#app/ui/forms/form-error-summary.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { Form } from "#app/ui/remix.ts";
import { differenceReasons } from "../custody.rules.ts";
import type { ConsignmentView } from "../custody.schema.ts";
import type { FormProblem } from "./consignment-forms.tsx";
import { useKindName } from "./names.ts";

/** What the scale says at the end of the way, line by line, with the reason where the two scales differ. */
export function WeighForm({ intent, consignment, problem, locale }: { intent: "receive" | "take_back"; consignment: ConsignmentView; problem: FormProblem | undefined; locale: string }) {
  const { t } = useTranslation("custody");
  const kindName = useKindName();
  const isMine = problem?.intent === intent;
  const typed = isMine ? problem.typed : {};
  const errors = isMine ? problem.errors : {};
  const first = (name: string) => (errors[name] ? translateError(t, errors[name]) : undefined);
  const words = intent === "receive" ? "receive" : "takeBack";
  return (
    <Card as="section">
      <Form method="post" className="grid gap-4">
        <h2 className="text-lg">{t(`consignment.${words}`)}</h2>
        <p className="text-sm text-ink-soft">{t(`consignment.${words}Hint`)}</p>
        <FormErrorSummary errors={Object.keys(errors).map((field) => ({ fieldId: field, message: first(field) ?? "" }))} />
        <input type="hidden" name="version" value={consignment.version} />
        {consignment.lines.map((line) => (
          <div key={line.id} className="grid gap-3 border-t border-line pt-4 sm:grid-cols-2">
            <Field id={`kg.${line.id}`} label={t("consignment.weight", { material: kindName(line) })} hint={t("consignment.sentHint", { mass: formatMass(line.grams, locale) })} error={first(`kg.${line.id}`)}>
              <Input name={`kg.${line.id}`} inputMode="decimal" unit="kg" required defaultValue={typed[`kg.${line.id}`] ?? ""} />
            </Field>
            <Field id={`reason.${line.id}`} label={t("consignment.why")} error={first(`reason.${line.id}`)} optional>
              <Select name={`reason.${line.id}`} defaultValue={typed[`reason.${line.id}`] ?? ""} options={[{ value: "", label: t("consignment.whyNone") }, ...differenceReasons.map((reason) => ({ value: reason, label: t(`reasons.${reason}`) }))]} />
            </Field>
            <div className="sm:col-span-2">
              <Field id={`note.${line.id}`} label={t("consignment.words")} error={first(`note.${line.id}`)} optional>
                <Input name={`note.${line.id}`} maxLength={300} defaultValue={typed[`note.${line.id}`] ?? ""} />
              </Field>
            </div>
          </div>
        ))}
        <div>
          <SubmitButton name="intent" value={intent} size="lg" icon="scale">
            {t(`consignment.${words}Submit`)}
          </SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
