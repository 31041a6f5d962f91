import { useTranslation } from "#app/ui/i18n.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { useReply, type Reply } from "#app/ui/forms/use-reply.ts";
import { Section } from "#app/ui/page.tsx";
import { Form } from "#app/ui/remix.ts";
import { healthMethods } from "../passports.rules.ts";
import type { PrivatePassport } from "../passports.schema.ts";

type Props = { mine: PrivatePassport; readingId: string; today: string; isHeld: boolean; reply: Reply };

/** What has been measured, and a form for another measurement. */
export function HealthSection({ mine, readingId, today, isHeld, reply }: Props) {
  const { t } = useTranslation("passports");
  const { errors, typed } = useReply(reply);
  const { health, readings } = mine;
  return (
    <Section title={t("health.title")}>
      {isHeld ? (
        <Alert tone="warning" live>
          {t("health.held")}
        </Alert>
      ) : null}
      {health ? (
        <p>
          <span className="block font-display text-3xl font-semibold">{t("health.now", { percent: health.permille / 10 })}</span>
          <span className="text-ink-soft">{t("health.nowText", { value: health.wattHours / 1000, date: health.measuredOn })}</span>
        </p>
      ) : (
        <p className="text-ink-soft">{t("health.none")}</p>
      )}
      {readings.length > 0 ? (
        <DataTable
          caption={t("health.title")}
          hideCaption
          rows={readings}
          rowKey={(reading) => reading.id}
          columns={[
            { key: "on", header: t("health.on"), cell: (reading) => reading.measuredOn, primary: true },
            { key: "percent", header: t("health.percent"), align: "end", cell: (reading) => t("health.percentValue", { percent: reading.healthPermille / 10 }) },
            { key: "method", header: t("health.method"), cell: (reading) => t(`health.methods.${reading.method}`) },
            { key: "by", header: t("health.by"), cell: (reading) => reading.byName },
            { key: "standing", header: t("health.standing"), cell: (reading) => t(`health.standings.${reading.standing}`) },
          ]}
        />
      ) : null}
      {mine.mayMeasure ? (
        <details className="rounded-control border border-line bg-surface p-3" open={reply ? true : undefined}>
          <summary className="cursor-pointer font-semibold">{t("health.add")}</summary>
          <Form method="post" className="mt-3 grid gap-4">
            <input type="hidden" name="intent" value="measure" />
            <input type="hidden" name="readingId" value={readingId} />
            <div className="grid gap-4 sm:grid-cols-3">
              <Field id="healthPermille" label={t("health.value")} hint={t("health.valueHint")} error={errors("healthPermille")}>
                <Input name="healthPermille" inputMode="decimal" autoComplete="off" unit="%" maxLength={6} defaultValue={typed("healthPermille")} />
              </Field>
              <Field id="method" label={t("health.method")} error={errors("method")}>
                <Select name="method" defaultValue={typed("method", "management_system")} options={healthMethods.map((value) => ({ value, label: t(`health.methods.${value}`) }))} />
              </Field>
              <Field id="measuredOn" label={t("health.on")} error={errors("measuredOn")}>
                <Input name="measuredOn" type="date" defaultValue={typed("measuredOn", today)} />
              </Field>
            </div>
            <span>
              <SubmitButton>{t("health.send")}</SubmitButton>
            </span>
          </Form>
        </details>
      ) : null}
    </Section>
  );
}
