import { formatMass } from "#app/shared/units.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { FormFold } from "#app/ui/forms/form-fold.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Form } from "#app/ui/remix.ts";
import { formatInstant } from "#app/ui/time.tsx";
import type { ReadingView } from "../devices.schema.ts";

/** A visit that a reading could belong to. */
export type VisitChoice = { id: string; pointId: string; label: string };

/** A form of this page that did not go through. */
export type FailedReading = { readingId: string; intent: string; values: Record<string, string>; fields: Record<string, string[]> };

/** Readings without a visit, each with the two things that can be done about it. */
export function WaitingReadings({ readings, visits, locale, failed }: { readings: readonly ReadingView[]; visits: readonly VisitChoice[]; locale: string; failed: FailedReading | null }) {
  const { t } = useTranslation("devices");
  return (
    <ul className="grid gap-3">
      {readings.map((reading) => (
        <WaitingReading key={reading.id} reading={reading} visits={visits.filter((visit) => visit.pointId === reading.pointId)} locale={locale} failed={failed?.readingId === reading.id ? failed : null} />
      ))}
      {readings.length === 0 ? <li className="text-ink-soft">{t("waiting.none")}</li> : null}
    </ul>
  );
}

function WaitingReading({ reading, visits, locale, failed }: { reading: ReadingView; visits: readonly VisitChoice[]; locale: string; failed: FailedReading | null }) {
  const { t } = useTranslation("devices");
  const { t: name } = useTranslation("materials");
  const time = (at: string) => formatInstant(at, { locale, timeZone: reading.timeZone, format: "datetime" });
  const error = (field: string) => (failed?.fields[field] ?? []).map((message) => translateError((key, words) => t(key, words ?? {}), message));
  const which = (
    <>
      <input type="hidden" name="readingId" value={reading.id} />
      <input type="hidden" name="version" value={reading.version} />
    </>
  );
  const [room = "", reason = ""] = reading.code?.split(".") ?? [];
  const isLate = new Date(reading.receivedAt).getTime() - new Date(reading.measuredAt).getTime() > 10 * 60_000;
  return (
    <Card as="li" className="grid gap-3">
      <div>
        <p className="font-semibold">
          {name(`names.${reading.material}`)} · {t("waiting.net", { mass: formatMass(reading.netGrams, locale) })}
          {reading.contaminationPermille > 0 ? ` (−${reading.contaminationPermille / 10} %)` : ""}
        </p>
        <p className="text-sm text-ink-soft" suppressHydrationWarning>
          {t("waiting.grossTare", { gross: formatMass(reading.grossGrams, locale), tare: formatMass(reading.tareGrams, locale) })}
          {" · "}
          {t("waiting.read", { time: time(reading.measuredAt), device: reading.deviceName, point: reading.pointName })}
          {isLate ? ` · ${t("waiting.late", { time: time(reading.receivedAt) })}` : ""}
        </p>
        {reading.code ? <p className="text-sm">{t("waiting.why", { reason: t(`${room.toLowerCase()}:errors.${reason}`) })}</p> : null}
      </div>
      {visits.length > 0 ? (
        <Form method="post" className="flex flex-wrap items-end gap-3">
          {which}
          <div className="min-w-48 grow">
            <Field id={`booking-${reading.id}`} label={t("waiting.booking")} error={error("bookingId")}>
              <Select name="bookingId" required defaultValue={failed?.values.bookingId ?? ""} options={[{ value: "", label: t("waiting.choose") }, ...visits.map((visit) => ({ value: visit.id, label: visit.label }))]} />
            </Field>
          </div>
          <div className="min-w-48 grow">
            <Field id={`correction-${reading.id}`} label={t("waiting.reason")} error={error("reason")} optional>
              <Input name="reason" maxLength={300} defaultValue={failed?.intent === "assign" ? failed.values.reason : undefined} />
            </Field>
          </div>
          <SubmitButton name="intent" value="assign">
            {t("waiting.assign")}
          </SubmitButton>
        </Form>
      ) : (
        <p className="text-sm text-ink-soft">{t("waiting.bookingNone")}</p>
      )}
      <FormFold title={t("waiting.dismiss")} hint={t("waiting.dismissHint")} isOpen={failed?.intent === "dismiss"}>
        <Form method="post" className="flex flex-wrap items-end gap-3">
          {which}
          <div className="min-w-48 grow">
            <Field id={`dismiss-${reading.id}`} label={t("waiting.dismissReason")} error={failed?.intent === "dismiss" ? error("reason") : undefined}>
              <Input name="reason" maxLength={300} required defaultValue={failed?.intent === "dismiss" ? failed.values.reason : undefined} />
            </Field>
          </div>
          <SubmitButton variant="secondary" name="intent" value="dismiss">
            {t("waiting.dismissGo")}
          </SubmitButton>
        </Form>
      </FormFold>
    </Card>
  );
}
