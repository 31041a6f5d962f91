import { translateError } from "#app/shared/field-errors.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { RadioCards } from "#app/ui/forms/choices.tsx";
import { Field, FieldSet } from "#app/ui/forms/field.tsx";
import { FormErrorSummary } from "#app/ui/forms/form-error-summary.tsx";
import { Checkbox, Input } from "#app/ui/forms/inputs.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Form } from "#app/ui/remix.ts";
import { boundOfGroup, licenceGroups, maxDocumentMegabytes } from "../licences.schema.ts";

/** What a form begins with: what came back of one that did not go through, with messages by field, or what was handed in before. */
export type FailedLicence = { values: Record<string, string[]>; fields: Record<string, string[]> };

type Props = { licenceId: string; countryCode: string; timeZone: string; points: readonly { id: string; name: string }[]; failed: FailedLicence | null };

/** Hands a licence in. Works without JavaScript; what was typed comes back with the errors, only the file has to be chosen again. */
export function LicenceForm({ licenceId, countryCode, timeZone, points, failed }: Props) {
  const { t } = useTranslation("licences");
  const { t: tm } = useTranslation("materials");
  const value = (name: string, otherwise = "") => failed?.values[name]?.[0] ?? otherwise;
  const chosen = (name: string, code: string) => failed?.values[name]?.includes(code) ?? false;
  const errors = (name: string) => (failed?.fields[name] ?? []).map((message) => translateError((key, words) => t(key, words ?? {}), message));
  const summary = Object.keys(failed?.fields ?? {}).flatMap((name) => errors(name).map((message) => ({ fieldId: name, message })));
  return (
    <Form method="post" encType="multipart/form-data" className="grid gap-5">
      <input type="hidden" name="intent" value="submit" />
      <input type="hidden" name="licenceId" value={value("licenceId", licenceId)} />
      <FormErrorSummary errors={summary} />
      <div className="grid items-end gap-4 sm:grid-cols-2">
        <Field id="number" label={t("form.number")} error={errors("number")}>
          <Input name="number" required maxLength={80} autoComplete="off" defaultValue={value("number")} />
        </Field>
        <Field id="issuer" label={t("form.issuer")} hint={t("form.issuerHint")} error={errors("issuer")}>
          <Input name="issuer" required maxLength={160} defaultValue={value("issuer")} />
        </Field>
      </div>
      <div id="scope">
        <FieldSet legend={t("form.scope")} hint={t("form.scopeHint")} error={errors("scope")}>
          <div className="grid gap-4">
            {licenceGroups.map((group) => (
              <div key={group} className="grid gap-1">
                <Checkbox name="groups" value={group} label={<span className="font-semibold">{t("form.wholeGroup", { group: tm(`groups.${group}`) })}</span>} defaultChecked={chosen("groups", group)} />
                <div className="grid gap-x-4 ps-8 sm:grid-cols-2 lg:grid-cols-3">
                  {boundOfGroup(group).map((code) => (
                    <Checkbox key={code} name="materials" value={code} label={tm(`names.${code}`)} defaultChecked={chosen("materials", code)} />
                  ))}
                </div>
              </div>
            ))}
          </div>
        </FieldSet>
      </div>
      <Field id="countryCode" label={t("form.country")} hint={t("form.countryHint")} error={errors("countryCode")}>
        <Input name="countryCode" required minLength={2} maxLength={2} autoComplete="country" defaultValue={value("countryCode", countryCode)} className="max-w-24 uppercase" />
      </Field>
      <Field id="subdivision" label={t("form.subdivision")} hint={t("form.subdivisionHint")} error={errors("subdivision")} optional>
        <Input name="subdivision" maxLength={12} autoComplete="off" defaultValue={value("subdivision")} className="max-w-32 uppercase" />
      </Field>
      {points.length > 0 ? (
        <>
          <RadioCards
            legend={t("form.around")}
            name="aroundPointId"
            columns={2}
            defaultValue={value("aroundPointId")}
            options={[{ value: "", label: t("form.aroundCountry") }, ...points.map((point) => ({ value: point.id, label: t("form.aroundPoint", { point: point.name }) }))]}
          />
          <Field id="radiusKm" label={t("form.radiusLabel")} hint={t("form.radiusHint")} error={errors("radiusKm")} optional>
            <Input name="radiusKm" inputMode="decimal" unit="km" defaultValue={value("radiusKm")} />
          </Field>
        </>
      ) : null}
      <div className="grid items-end gap-4 sm:grid-cols-2">
        <Field id="validFrom" label={t("form.from")} error={errors("validFrom")}>
          <Input type="date" name="validFrom" required defaultValue={value("validFrom")} />
        </Field>
        <Field id="validUntil" label={t("form.until")} hint={t("form.untilHint", { zone: timeZone })} error={errors("validUntil")}>
          <Input type="date" name="validUntil" required defaultValue={value("validUntil")} />
        </Field>
      </div>
      <Field id="document" label={t("form.document")} hint={failed ? t("form.again") : t("form.documentHint", { max: maxDocumentMegabytes })} error={errors("document")}>
        <Input type="file" name="document" required accept="application/pdf,image/jpeg,image/png,image/webp" />
      </Field>
      <span>
        <SubmitButton size="lg">{t("form.send")}</SubmitButton>
      </span>
    </Form>
  );
}
