import { useState } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { FormErrorSummary } from "#app/ui/forms/form-error-summary.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { Segmented } from "#app/ui/forms/choices.tsx";
import { useHydrated } from "#app/ui/assistive.tsx";
import { Form } from "#app/ui/remix.ts";
import { areaShapes } from "../../home/areas.schema.ts";
import { OutlinePicker } from "./outline-picker.tsx";
import { PlacePicker, type MapSettings } from "./place-picker.tsx";

export type AreaTyped = Record<"shape" | "outline" | "areaId" | "pointId" | "name" | "latitude" | "longitude" | "radiusKm" | "maxVisitKg" | "serviceMinutes", string>;

/** A service area as a form, new (with points to choose from) or to be changed (with its version). */
export function AreaForm({ typed, errors, map, points, version, submit }: { typed: AreaTyped; errors: Record<string, string[] | null | undefined>; map: MapSettings; points?: readonly { id: string; name: string }[]; version?: number; submit: string }) {
  const { t } = useTranslation(["home-pickup", "errors"]);
  const first = (name: string) => errors[name]?.map((message) => translateError((key, words) => t(key, words ?? {}), message))[0];
  const [radiusKm, setRadiusKm] = useState(typed.radiusKm);
  const [shape, setShape] = useState(typed.shape);
  // Before the script both are there, and what was chosen counts.
  const hydrated = useHydrated();
  const [isCircle, isOutline] = [!hydrated || shape !== "outline", !hydrated || shape === "outline"];
  const [lat, lon] = [Number(typed.latitude), Number(typed.longitude)];
  const reach = Number(radiusKm.replace(",", "."));
  return (
    <Form method="post" className="grid max-w-2xl gap-5">
      <FormErrorSummary errors={Object.keys(errors).map((field) => ({ fieldId: field, message: first(field) ?? "" }))} />
      <input type="hidden" name="areaId" value={typed.areaId} />
      {version === undefined ? null : <input type="hidden" name="version" value={version} />}
      <Field id="name" label={t("areas.name")} hint={t("areas.nameHint")} error={first("name")}>
        <Input name="name" required maxLength={80} defaultValue={typed.name} />
      </Field>
      {points ? (
        <Field id="pointId" label={t("areas.depot")} hint={t("areas.depotHint")} error={first("pointId")}>
          <Select name="pointId" defaultValue={typed.pointId} options={points.map((point) => ({ value: point.id, label: point.name }))} />
        </Field>
      ) : (
        <input type="hidden" name="pointId" value={typed.pointId} />
      )}
      <Segmented legend={t("areas.shape")} name="shape" value={shape} onChange={setShape} options={areaShapes.map((one) => ({ value: one, label: t(`areas.shapes.${one}`) }))} />
      {isOutline ? <OutlinePicker text={typed.outline} error={first("outline")} near={typed.latitude && typed.longitude && Number.isFinite(lat) && Number.isFinite(lon) ? { lat, lon } : null} map={map} /> : null}
      {isCircle ? (
        <PlacePicker
          legend={t("areas.centre")}
          hint={t("areas.centreHint")}
          latitude={typed.latitude}
          longitude={typed.longitude}
          errors={{ latitude: first("latitude"), longitude: first("longitude") }}
          map={map}
          marker={t("areas.centre")}
          reachKm={Number.isFinite(reach) && reach > 0 && reach <= 200 ? reach : null}
        />
      ) : null}
      <div className="grid items-start gap-4 sm:grid-cols-3">
        {isCircle ? (
          <Field id="radiusKm" label={t("areas.radius")} error={first("radiusKm")}>
            <Input name="radiusKm" inputMode="decimal" unit="km" required={hydrated} value={radiusKm} onChange={(event) => setRadiusKm(event.target.value)} />
          </Field>
        ) : null}
        <Field id="maxVisitKg" label={t("areas.maxVisit")} error={first("maxVisitKg")} optional>
          <Input name="maxVisitKg" inputMode="decimal" unit="kg" defaultValue={typed.maxVisitKg} />
        </Field>
        <Field id="serviceMinutes" label={t("areas.minutes")} error={first("serviceMinutes")}>
          <Input name="serviceMinutes" inputMode="numeric" unit={t("areas.min")} required defaultValue={typed.serviceMinutes} />
        </Field>
      </div>
      <div>
        <SubmitButton size="lg">{submit}</SubmitButton>
      </div>
    </Form>
  );
}
