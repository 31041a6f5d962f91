import { useTranslation } from "#app/ui/i18n.ts";
import { formatMass } from "#app/shared/units.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Field, FieldSet } from "#app/ui/forms/field.tsx";
import { Checkbox, Input } from "#app/ui/forms/inputs.tsx";
import { Form } from "#app/ui/remix.ts";
import type { VehicleView } from "../vehicles.schema.ts";

/** Who goes out and when: a row per vehicle. `typed` has what was sent before, by vehicle. */
export function PlanForm({ vehicles, pointId, date, typed, hasDrafts, locale, isBusy }: { vehicles: readonly VehicleView[]; pointId: string; date: string; typed: Readonly<Record<string, string>> | null; hasDrafts: boolean; locale: string; isBusy: boolean }) {
  const { t } = useTranslation("rounds");
  return (
    <Form method="post" action={`/staff/rounds?index&point=${pointId}&date=${date}`} className="grid gap-4">
      <p className="text-ink-soft">{t("day.planText")}</p>
      <FieldSet legend={t("day.vehicles")}>
        <div className="grid gap-3">
          {vehicles.map((vehicle) => (
            <div key={vehicle.id} className="grid items-end gap-x-4 gap-y-2 rounded-control border border-line p-3 sm:grid-cols-[1fr_auto_auto]">
              <Checkbox
                name="vehicle"
                value={vehicle.id}
                defaultChecked={typed ? typed[`use-${vehicle.id}`] === "yes" : true}
                label={vehicle.name}
                hint={`${t(`vehicles.kinds.${vehicle.kind}`)} · ${formatMass(vehicle.capacityGrams, locale)}`}
              />
              <Field id={`from-${vehicle.id}`} label={t("day.from")}>
                <Input type="time" name={`from-${vehicle.id}`} required defaultValue={typed?.[`from-${vehicle.id}`] ?? "08:00"} />
              </Field>
              <Field id={`until-${vehicle.id}`} label={t("day.until")}>
                <Input type="time" name={`until-${vehicle.id}`} required defaultValue={typed?.[`until-${vehicle.id}`] ?? "18:00"} />
              </Field>
            </div>
          ))}
        </div>
      </FieldSet>
      {hasDrafts ? <p className="text-sm text-ink-soft">{t("day.replaces")}</p> : null}
      <div>
        <SubmitButton icon="truck" size="lg" busy={isBusy}>
          {t("day.go")}
        </SubmitButton>
      </div>
    </Form>
  );
}
