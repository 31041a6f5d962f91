import { useTranslation } from "#app/ui/i18n.ts";
import { Field, FieldSet } from "#app/ui/forms/field.tsx";
import { Checkbox, Input } from "#app/ui/forms/inputs.tsx";
import type { DetailsForm } from "./details-form.ts";

/** The mark of a remanufactured thing; who made it and the warranty are asked once it is ticked (before scripts too). */
export function RemanufacturedField({ form }: { form: DetailsForm }) {
  const { t } = useTranslation("grading");
  return (
    <FieldSet legend={t("mark.form.legend")} hideLegend>
      <div className="group/mark grid gap-3">
        <Checkbox name="remanufactured" value="yes" id={form.idOf("remanufactured")} defaultChecked={form.typed("remanufactured") !== ""} label={t("mark.form.tick")} hint={t("mark.form.tickHint")} />
        <div className="hidden items-start gap-4 group-has-[[name=remanufactured]:checked]/mark:grid sm:grid-cols-[minmax(0,1fr)_9rem]">
          <Field id={form.idOf("remanufacturer")} label={t("mark.form.maker")} error={form.errorsOf("remanufacturer")}>
            <Input name="remanufacturer" defaultValue={form.typed("remanufacturer")} maxLength={80} autoComplete="organization" />
          </Field>
          <Field id={form.idOf("warrantyMonths")} label={t("mark.form.months")} hint={t("mark.form.monthsHint")} error={form.errorsOf("warrantyMonths")}>
            <Input name="warrantyMonths" defaultValue={form.typed("warrantyMonths")} inputMode="numeric" maxLength={3} unit={t("mark.form.monthsUnit")} autoComplete="off" />
          </Field>
        </div>
      </div>
    </FieldSet>
  );
}
