import type { ReactNode } from "react";
import { translateError } from "#app/shared/field-errors.ts";
import { formatMass } from "#app/shared/units.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field, FieldSet } from "#app/ui/forms/field.tsx";
import { FormErrorSummary } from "#app/ui/forms/form-error-summary.tsx";
import { Input, Select, Textarea } from "#app/ui/forms/inputs.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Form } from "#app/ui/remix.ts";
import { kindKey } from "../custody.forms.ts";
import type { PointTier } from "../custody.rules.ts";
import type { LotRow } from "../stock.schema.ts";
import { LotChoice } from "./lot-choice.tsx";
import { useKindName } from "./names.ts";
import { Refusal } from "./refusal.tsx";

/** What came of the last press, or what was planned: errors by field, texts as typed, lots ticked. */
export type PlanTyped = { error: string | null; errors: Record<string, string>; typed: Record<string, string>; chosen: string[] };

type Props = {
  destinations: readonly { id: string; name: string; tier: PointTier; partyName: string }[];
  stock: readonly { material: string; isSorted: boolean; grams: number }[];
  lots: readonly LotRow[];
  filled: PlanTyped;
  timeZone: string;
  locale: string;
  submit: string;
  /** Hidden fields: which consignment. */
  children: ReactNode;
};

/** What goes, how much of it, and where to. Without a script too; what was typed comes back with the errors at their fields. */
export function PlanForm({ destinations, stock, lots, filled, timeZone, locale, submit, children }: Props) {
  const { t } = useTranslation("custody");
  const kindName = useKindName();
  const { error, errors, typed, chosen } = filled;
  const first = (name: string) => (errors[name] ? translateError(t, errors[name]) : undefined);
  const option = ({ id, name, tier, partyName }: Props["destinations"][number]) => ({ value: id, label: t("new.toOption", { name, tier: t(`tiers.${tier}`), party: partyName }) });
  return (
    <Form method="post" className="grid max-w-2xl gap-5">
      <Refusal error={error} />
      <FormErrorSummary errors={Object.keys(errors).map((field) => ({ fieldId: field, message: first(field) ?? "" }))} />
      {children}
      <Field id="toPointId" label={t("new.to")} hint={t("new.toHint")} error={first("toPointId")}>
        <Select name="toPointId" required defaultValue={typed.toPointId ?? ""} options={[{ value: "", label: t("run.choose") }, ...destinations.map(option)]} />
      </Field>
      <FieldSet id="lines" legend={t("new.lines")} error={first("lines")}>
        <div className="grid gap-3">
          {stock.map((kind) => {
            const key = kindKey(kind);
            return (
              <Card key={key} padding="sm" className="grid gap-1">
                <Field id={`kg.${key}`} label={kindName(kind)} hint={t("new.here", { mass: formatMass(kind.grams, locale) })} error={first(`kg.${key}`)} optional>
                  <Input name={`kg.${key}`} inputMode="decimal" unit="kg" defaultValue={typed[`kg.${key}`] ?? ""} />
                </Field>
                <LotChoice lots={lots.filter((lot) => kindKey(lot) === key)} chosen={chosen} locale={locale} timeZone={timeZone} />
              </Card>
            );
          })}
        </div>
      </FieldSet>
      <Field id="vehicle" label={t("consignment.vehicle")} error={first("vehicle")} optional>
        <Input name="vehicle" maxLength={60} defaultValue={typed.vehicle ?? ""} />
      </Field>
      <Field id="note" label={t("new.note")} error={first("note")} optional>
        <Textarea name="note" rows={2} maxLength={300} defaultValue={typed.note ?? ""} />
      </Field>
      <div>
        <SubmitButton size="lg" icon="truck">
          {submit}
        </SubmitButton>
      </div>
    </Form>
  );
}
