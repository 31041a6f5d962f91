import { countedUnitOf } from "#app/shared/material-units.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { ConditionTicks, CountField } from "#app/ui/forms/material-fields.tsx";
import type { DetailsForm } from "./details-form.ts";

/** For a material that people count rather than weigh: how many, and what is so with it. Nothing for others. */
export function CountedFields({ material, form }: { material: string; form: DetailsForm }) {
  const { t } = useTranslation("materials");
  const counted = countedUnitOf(material);
  return (
    <>
      {counted ? <CountField id={form.idOf("count")} name="count" counted={counted} label={t("counted.howMany", { unit: t(`counted.units.${counted.unit}`) })} typed={form.typed("count")} error={form.errorsOf("count")} /> : null}
      <div className="group-has-[[name=offer][value=wanted]:checked]/form:hidden">
        <ConditionTicks id={form.idOf("so")} material={material} legend={t("conditions.stated")} tick={(code) => ({ name: `so.${code}`, value: "yes", isTicked: form.typed("so", code) === "yes" })} error={form.errorsOf("so")} />
      </div>
    </>
  );
}
