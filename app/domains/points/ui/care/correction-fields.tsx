import { useTranslation } from "#app/ui/i18n.ts";
import { MATERIAL_GROUPS, materialsOfGroup } from "#app/shared/materials.ts";
import { Field, FieldSet } from "#app/ui/forms/field.tsx";
import { Input, Select, Textarea } from "#app/ui/forms/inputs.tsx";
import type { CorrectionKind } from "../../corrections/corrections.schema.ts";
import { SeasonDates } from "./season-dates.tsx";
import { WeekFields } from "./week-fields.tsx";

export interface TypedCorrection {
  /** For which part of the year, `MM-DD`; blank for all of it. */
  from: string;
  to: string;
  days: string[];
  lines: { material: string; says: string }[];
  latitude: string;
  longitude: string;
  text: string;
}

/** What would be true instead, by the kind of correction, and in words. */
export function CorrectionFields({ kind, typed, errors, locale }: { kind: CorrectionKind; typed: TypedCorrection; errors: Record<string, string>; locale: string }) {
  const { t } = useTranslation("points");
  return (
    <>
      {kind === "hours" ? (
        <>
          <p className="text-ink-soft">{t("point-care:hours.lead")}</p>
          <WeekFields prefix="proposal-days" days={typed.days} errors={errors} locale={locale} />
          <fieldset className="grid gap-2">
            <legend className="mb-2 font-semibold">{t("point-care:hours.onlySeason")}</legend>
            <SeasonDates name={(end) => `proposal-${end}`} from={typed.from} to={typed.to} errors={errors} />
            <p className="text-sm text-ink-soft">{t("correct.partHint")}</p>
          </fieldset>
        </>
      ) : null}
      {kind === "materials" ? <MaterialLines lines={typed.lines} errors={errors} /> : null}
      {kind === "place" ? (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field id="proposal-latitude" label={t("point-care:facts.latitude")} error={errors["proposal-latitude"]}>
            <Input name="latitude" required defaultValue={typed.latitude} />
          </Field>
          <Field id="proposal-longitude" label={t("point-care:facts.longitude")} error={errors["proposal-longitude"]}>
            <Input name="longitude" required defaultValue={typed.longitude} />
          </Field>
        </div>
      ) : null}
      {kind === "closed" ? <p>{t("correct.closedText")}</p> : null}
      <Field id="text" label={t("correct.text")} hint={t("correct.textHint")} error={errors.text} optional={kind !== "other"}>
        <Textarea name="text" rows={3} maxLength={500} required={kind === "other"} defaultValue={typed.text} />
      </Field>
    </>
  );
}

function MaterialLines({ lines, errors }: { lines: TypedCorrection["lines"]; errors: Record<string, string> }) {
  const { t } = useTranslation("points");
  const { t: tm } = useTranslation("materials");
  return (
    <FieldSet id="proposal-lines" legend={t("correct.materials")} error={errors["proposal-lines"]}>
      <div className="grid gap-3">
        {lines.map((line, index) => (
          <div key={index} className="grid gap-3 sm:grid-cols-2">
            <Field id={`proposal-lines-${index}-material`} label={t("correct.material", { number: index + 1 })} error={errors[`proposal-lines-${index}-material`]} optional={index > 0}>
              <Select name={`material-${index}`} defaultValue={line.material}>
                <option value="">{t("correct.choose")}</option>
                {MATERIAL_GROUPS.map((group) => (
                  <optgroup key={group} label={tm(`groups.${group}`)}>
                    {materialsOfGroup(group).map(({ code }) => (
                      <option key={code} value={code}>
                        {tm(`names.${code}`)}
                      </option>
                    ))}
                  </optgroup>
                ))}
              </Select>
            </Field>
            <Field id={`says-${index}`} label={t("correct.saysLabel", { number: index + 1 })}>
              <Select name={`says-${index}`} defaultValue={line.says} options={(["takes", "refuses", "nothing"] as const).map((says) => ({ value: says, label: t(`point-care:corrections.says.${says}`) }))} />
            </Field>
          </div>
        ))}
      </div>
    </FieldSet>
  );
}
