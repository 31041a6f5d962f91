import { useTranslation } from "#app/ui/i18n.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Field, FieldSet } from "#app/ui/forms/field.tsx";
import { FormErrorSummary } from "#app/ui/forms/form-error-summary.tsx";
import { Checkbox, Input, Select } from "#app/ui/forms/inputs.tsx";
import { useReply, type Reply } from "#app/ui/forms/use-reply.ts";
import { Form } from "#app/ui/remix.ts";
import { MOST_INDICATORS, PERIODS, UNTIL } from "../benchmarking.schema.ts";
import { INDICATOR_CODES, indicatorOf } from "../indicators.ts";
import { useIndicatorWords } from "./benchmark-words.ts";

/** What was ticked, of a form that came back. */
function ticked(reply: Reply, usual: readonly string[]): readonly string[] {
  if (!reply?.initialValue) return usual;
  const value = reply.initialValue["indicators"];
  return Array.isArray(value) ? value.map(String) : typeof value === "string" ? [value] : [];
}

/** The indicators as boxes: what is measured by the platform, then what communities enter. */
export function IndicatorBoxes({ chosen, locale, error }: { chosen: readonly string[]; locale: string; error?: readonly string[] }) {
  const { t } = useTranslation("benchmarking");
  const words = useIndicatorWords(locale);
  return (
    <FieldSet legend={t("form.indicators")} hint={t("form.indicatorsHint", { count: MOST_INDICATORS })} error={[...(error ?? [])]}>
      <div className="grid gap-x-6 gap-y-2 sm:grid-cols-2 lg:grid-cols-3">
        {INDICATOR_CODES.map((code) => (
          <Checkbox key={code} name="indicators" value={code} defaultChecked={chosen.includes(code)} label={words.name(code)} hint={`${t(`better.${indicatorOf(code)?.better ?? "more"}`)}${indicatorOf(code)?.source === "entered" ? ` · ${t("sources.entered")}` : ""}`} />
        ))}
      </div>
    </FieldSet>
  );
}

/** Begins a round: what it is about, the indicators and the months. */
export function StartForm({ cycleId, reply, locale }: { cycleId: string; reply: Reply; locale: string }) {
  const { t } = useTranslation("benchmarking");
  const { errors, typed } = useReply(reply);
  return (
    <Form method="post" className="grid gap-5">
      <FormErrorSummary errors={["title", "indicators", "months", "until"].flatMap((name) => errors(name).map((message) => ({ fieldId: `start-${name}`, message })))} />
      <input type="hidden" name="cycleId" value={cycleId} />
      <div className="max-w-xl">
        <Field id="start-title" label={t("form.title")} hint={t("form.titleHint")} error={errors("title")}>
          <Input name="title" maxLength={120} required defaultValue={typed("title")} />
        </Field>
      </div>
      <IndicatorBoxes chosen={ticked(reply, ["mass_per_head", "reuse_share"])} locale={locale} error={errors("indicators")} />
      <div className="grid max-w-xl items-start gap-4 sm:grid-cols-2">
        <Field id="start-months" label={t("form.months")} error={errors("months")}>
          <Select name="months" defaultValue={typed("months", "3")} options={PERIODS.map((count) => ({ value: String(count), label: t("form.monthsOption", { count }) }))} />
        </Field>
        <Field id="start-until" label={t("form.until")} error={errors("until")}>
          <Select name="until" defaultValue={typed("until", "last")} options={UNTIL.map((value) => ({ value, label: t(`form.untilOptions.${value}`) }))} />
        </Field>
        <p className="text-sm text-ink-soft sm:col-span-2">{t("form.untilHint")}</p>
      </div>
      <div>
        <SubmitButton name="intent" value="start" size="lg">
          {t("form.begin")}
        </SubmitButton>
      </div>
    </Form>
  );
}
