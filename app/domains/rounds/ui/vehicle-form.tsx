import { useTranslation } from "#app/ui/i18n.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { Form } from "#app/ui/remix.ts";
import { vehicleKinds, type VehicleView } from "../vehicles.schema.ts";

/** A new vehicle, or the one that is changed. What was typed and refused stands in it again. */
export function VehicleForm({ vehicle, vehicleId, typed, errors }: { vehicle: VehicleView | null; vehicleId: string; typed: Readonly<Record<string, string | undefined>>; errors: Readonly<Record<string, string[] | null | undefined>> }) {
  const { t } = useTranslation("rounds");
  const first = (name: string) => errors[name]?.map((message) => translateError(t, message))[0];
  return (
    <Form method="post" action="/staff/vehicles" className="grid gap-4">
      <input type="hidden" name="vehicleId" value={vehicleId} />
      {vehicle ? <input type="hidden" name="version" value={vehicle.version} /> : null}
      <Field id="name" label={t("vehicles.name")} error={first("name")}>
        <Input name="name" required maxLength={60} defaultValue={typed.name ?? vehicle?.name ?? ""} autoComplete="off" />
      </Field>
      <Field id="kind" label={t("vehicles.kind")} error={first("kind")}>
        <Select name="kind" required defaultValue={typed.kind ?? vehicle?.kind ?? "van_diesel"} options={vehicleKinds.map((kind) => ({ value: kind, label: t(`vehicles.kinds.${kind}`) }))} />
      </Field>
      <Field id="capacityGrams" label={t("vehicles.capacity")} error={first("capacityGrams")}>
        <Input name="capacityGrams" required inputMode="decimal" unit="kg" defaultValue={typed.capacityGrams ?? (vehicle ? String(vehicle.capacityGrams / 1000) : "")} />
      </Field>
      <Field id="speedKmPerHour" label={t("vehicles.speed")} hint={t("vehicles.speedHint")} error={first("speedKmPerHour")}>
        <Input name="speedKmPerHour" required inputMode="numeric" unit={t("vehicles.kmPerHour")} defaultValue={typed.speedKmPerHour ?? String(vehicle?.speedKmPerHour ?? 25)} />
      </Field>
      <div className="flex flex-wrap gap-2">
        <SubmitButton icon={vehicle ? "check" : "plus"}>{t(vehicle ? "vehicles.save" : "vehicles.add")}</SubmitButton>
        {vehicle ? (
          <LinkButton to="/staff/vehicles" variant="quiet">
            {t("vehicles.add")}
          </LinkButton>
        ) : null}
      </div>
    </Form>
  );
}
