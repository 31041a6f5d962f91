import { useTranslation } from "#app/ui/i18n.ts";
import { formatMass } from "#app/shared/units.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { RadioCards } from "#app/ui/forms/choices.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Textarea } from "#app/ui/forms/inputs.tsx";
import { Segmented } from "#app/ui/forms/choices.tsx";
import { Form } from "#app/ui/remix.ts";
import type { AreaAtPlace } from "../../home/areas.schema.ts";
import type { HomeDraftData } from "../../home/home-draft.rules.ts";
import { placeOuts } from "../../home/home.schema.ts";
import { PlacePicker, type MapSettings } from "./place-picker.tsx";
import { StepButtons } from "./four-steps.tsx";

/** The first step: the door, how to get to it, and where things will stand. */
export function WhereStep({ action, draft, isRough, problem, map }: { action: string; draft: HomeDraftData; isRough: boolean; problem: (field: string) => string | undefined; map: MapSettings }) {
  const { t } = useTranslation("home-pickup");
  const nobody = problem("place");
  return (
    <Form method="post" action={action} className="grid gap-6">
      {nobody ? (
        <Alert tone="warning" live action={<LinkButton to="/points" variant="secondary" size="sm">{t("where.toPoints")}</LinkButton>}>
          {nobody}
        </Alert>
      ) : null}
      <Field id="address" label={t("where.address")} hint={t("where.addressHint")} error={problem("address")}>
        <Textarea name="address" rows={2} required maxLength={200} autoComplete="street-address" defaultValue={draft.address} className="min-h-16" />
      </Field>
      <PlacePicker
        legend={t("where.place")}
        hint={isRough ? t("where.placeRough") : t("where.placeHint")}
        latitude={draft.latitude}
        longitude={draft.longitude}
        errors={{ latitude: problem("latitude"), longitude: problem("longitude") }}
        map={map}
        marker={t("where.marker")}
      />
      <RadioCards
        id="placeOut"
        legend={t("where.placeOut")}
        name="placeOut"
        columns={2}
        defaultValue={draft.placeOut}
        options={placeOuts.map((value) => ({ value, label: t(`placeOut.${value}`), hint: t(`placeOutHint.${value}`) }))}
      />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field id="floor" label={t("where.floor")} hint={t("where.floorHint")} error={problem("floor")} optional>
          <Input name="floor" inputMode="numeric" autoComplete="off" defaultValue={draft.floor} className="max-w-32" />
        </Field>
        <Segmented
          legend={t("where.lift")}
          name="hasLift"
          defaultValue={draft.hasLift}
          options={[
            { value: "", label: t("where.liftUnknown") },
            { value: "yes", label: t("where.liftYes") },
            { value: "no", label: t("where.liftNo") },
          ]}
        />
      </div>
      <Field id="instructions" label={t("where.instructions")} hint={t("where.instructionsHint")} error={problem("instructions")} optional>
        <Textarea name="instructions" rows={2} maxLength={500} defaultValue={draft.instructions} />
      </Field>
      <p className="text-sm text-ink-soft">{t("where.private")}</p>
      <div>
        <SubmitButton size="lg" name="intent" value="where" iconEnd="arrow-right">
          {t("next")}
        </SubmitButton>
      </div>
    </Form>
  );
}

/** Several collect at this place: who shall come. */
export function AreaStep({ action, areas, chosen, locale, back }: { action: string; areas: readonly AreaAtPlace[]; chosen: string | null; locale: string; back: string }) {
  const { t } = useTranslation("home-pickup");
  const { t: name } = useTranslation("materials");
  const list = new Intl.ListFormat(locale, { style: "short", type: "conjunction" });
  return (
    <Form method="post" action={action} className="grid gap-5">
      <RadioCards
        id="areaId"
        legend={t("who.legend")}
        hint={t("who.hint")}
        name="areaId"
        columns={1}
        defaultValue={chosen ?? areas[0]?.id ?? ""}
        options={areas.map((area) => ({
          value: area.id,
          label: area.recyclerName,
          hint: (
            <>
              {list.format(area.accepts.map((code) => name(`names.${code}`)))}
              {area.maxVisitGrams === null ? null : <span className="block">{t("areas.max", { mass: formatMass(area.maxVisitGrams, locale) })}</span>}
            </>
          ),
        }))}
      />
      <StepButtons intent="area" back={back} />
    </Form>
  );
}
