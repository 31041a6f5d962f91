import { useTranslation } from "#app/ui/i18n.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { FormErrorSummary } from "#app/ui/forms/form-error-summary.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { useReply, type Reply } from "#app/ui/forms/use-reply.ts";
import { Form } from "#app/ui/remix.ts";
import type { ProfileView } from "../benchmarking.schema.ts";
import { ENTERED_CODES } from "../indicators.ts";
import { addMonths } from "../months.ts";
import { CLIMATES, COMMUNITY_KINDS, DENSITIES } from "../peers.rules.ts";
import { PRACTICES } from "../practices.ts";
import { monthOptions, useIndicatorWords } from "./benchmark-words.ts";

/** Mistakes of the named fields, for the summary. */
function summary(errors: (name: string) => string[], prefix: string, names: readonly string[]) {
  return names.flatMap((name) => errors(name).map((message) => ({ fieldId: `${prefix}-${name}`, message })));
}

/** What the community says of itself. */
export function ProfileForm({ profile, reply }: { profile: ProfileView; reply: Reply }) {
  const { t } = useTranslation("benchmarking");
  const { errors, typed } = useReply(reply);
  const open = { value: "", label: t("profile.unknown") };
  const text = (value: number | string | null) => (value === null ? "" : String(value));
  return (
    <Form method="post" className="grid gap-5">
      <FormErrorSummary errors={summary(errors, "profile", ["kind", "residents", "dwellings", "climate", "density", "generationKg", "generationSource", "generationUrl"])} />
      <input type="hidden" name="version" value={profile.version} />
      <div className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <Field id="profile-kind" label={t("profile.kind")} error={errors("kind")}>
          <Select name="kind" defaultValue={typed("kind", text(profile.kind))} options={[open, ...COMMUNITY_KINDS.map((value) => ({ value, label: t(`profile.kinds.${value}`) }))]} />
        </Field>
        <Field id="profile-climate" label={t("profile.climate")} error={errors("climate")}>
          <Select name="climate" defaultValue={typed("climate", text(profile.climate))} options={[open, ...CLIMATES.map((value) => ({ value, label: t(`profile.climates.${value}`) }))]} />
        </Field>
        <Field id="profile-density" label={t("profile.density")} error={errors("density")}>
          <Select name="density" defaultValue={typed("density", text(profile.density))} options={[open, ...DENSITIES.map((value) => ({ value, label: t(`profile.densities.${value}`) }))]} />
        </Field>
        <Field id="profile-residents" label={t("profile.residents")} hint={t("profile.residentsHint")} error={errors("residents")} optional>
          <Input name="residents" inputMode="numeric" maxLength={7} defaultValue={typed("residents", text(profile.residents))} />
        </Field>
        <Field id="profile-dwellings" label={t("profile.dwellings")} error={errors("dwellings")} optional>
          <Input name="dwellings" inputMode="numeric" maxLength={7} defaultValue={typed("dwellings", text(profile.dwellings))} />
        </Field>
      </div>
      <div className="grid items-end gap-4 border-t border-line pt-4 sm:grid-cols-2 lg:grid-cols-3">
        <Field id="profile-generationKg" label={t("profile.estimate")} hint={t("profile.estimateHint")} error={errors("generationKg")} optional>
          <Input name="generationKg" inputMode="decimal" unit="kg" maxLength={7} defaultValue={typed("generationKg", profile.generationGramsPerHeadYear === null ? "" : String(profile.generationGramsPerHeadYear / 1000))} />
        </Field>
        <Field id="profile-generationSource" label={t("profile.source")} error={errors("generationSource")} optional>
          <Input name="generationSource" maxLength={300} defaultValue={typed("generationSource", profile.generationSource)} />
        </Field>
        <Field id="profile-generationUrl" label={t("profile.url")} error={errors("generationUrl")} optional>
          <Input name="generationUrl" inputMode="url" maxLength={500} defaultValue={typed("generationUrl", text(profile.generationUrl))} />
        </Field>
      </div>
      <div>
        <SubmitButton name="intent" value="profile">
          {t("profile.save")}
        </SubmitButton>
      </div>
    </Form>
  );
}

/** Enters a figure with its source. `month` is the present one. */
export function ValueForm({ valueId, reply, locale, month }: { valueId: string; reply: Reply; locale: string; month: string }) {
  const { t } = useTranslation("benchmarking");
  const words = useIndicatorWords(locale);
  const { errors, typed } = useReply(reply);
  const months = monthOptions(month, 25, locale, -1);
  return (
    <Form method="post" className="grid gap-4">
      <FormErrorSummary errors={summary(errors, "value", ["indicator", "value", "fromMonth", "toMonth", "source", "sourceUrl"])} />
      <input type="hidden" name="valueId" value={valueId} />
      <div className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <Field id="value-indicator" label={t("values.indicator")} error={errors("indicator")}>
          <Select name="indicator" defaultValue={typed("indicator")} options={ENTERED_CODES.map((code) => ({ value: code, label: words.name(code) }))} />
        </Field>
        <Field id="value-value" label={t("values.value")} hint={t("values.valueHint")} error={errors("value")}>
          <Input name="value" inputMode="decimal" maxLength={12} required defaultValue={typed("value")} />
        </Field>
        <Field id="value-fromMonth" label={t("values.from")} error={errors("fromMonth")}>
          <Select name="fromMonth" defaultValue={typed("fromMonth", addMonths(month, -3))} options={months} />
        </Field>
        <Field id="value-toMonth" label={t("values.to")} error={errors("toMonth")}>
          <Select name="toMonth" defaultValue={typed("toMonth", addMonths(month, -1))} options={months} />
        </Field>
      </div>
      <div className="grid items-end gap-4 sm:grid-cols-2">
        <Field id="value-source" label={t("values.source")} hint={t("values.sourceHint")} error={errors("source")}>
          <Input name="source" maxLength={300} required defaultValue={typed("source")} />
        </Field>
        <Field id="value-sourceUrl" label={t("values.url")} error={errors("sourceUrl")} optional>
          <Input name="sourceUrl" inputMode="url" maxLength={500} defaultValue={typed("sourceUrl")} />
        </Field>
      </div>
      <div>
        <SubmitButton name="intent" value="value" variant="secondary">
          {t("values.enter")}
        </SubmitButton>
      </div>
    </Form>
  );
}

/** Says what the community does, and since when. */
export function PracticeForm({ practiceId, reply, locale, month }: { practiceId: string; reply: Reply; locale: string; month: string }) {
  const { t } = useTranslation("benchmarking");
  const { errors, typed } = useReply(reply);
  return (
    <Form method="post" className="grid gap-4">
      <FormErrorSummary errors={summary(errors, "practice", ["practice", "sinceMonth", "words"])} />
      <input type="hidden" name="practiceId" value={practiceId} />
      <div className="grid items-start gap-4 sm:grid-cols-[1fr_1fr_2fr]">
        <Field id="practice-practice" label={t("practices.practice")} error={errors("practice")}>
          <Select name="practice" defaultValue={typed("practice")} options={PRACTICES.map((code) => ({ value: code, label: t(`practices.names.${code}`) }))} />
        </Field>
        <Field id="practice-sinceMonth" label={t("practices.since")} error={errors("sinceMonth")}>
          <Select name="sinceMonth" defaultValue={typed("sinceMonth", month)} options={monthOptions(month, 61, locale, -1)} />
        </Field>
        <Field id="practice-words" label={t("practices.words")} error={errors("words")} optional>
          <Input name="words" maxLength={500} defaultValue={typed("words")} />
        </Field>
      </div>
      <div>
        <SubmitButton name="intent" value="practice" variant="secondary">
          {t("practices.tag")}
        </SubmitButton>
      </div>
    </Form>
  );
}
