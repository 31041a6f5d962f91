import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { openForCare } from "#app/domains/points/care/care.service.server.ts";
import { pointDatesInput, pointHoursInput } from "#app/domains/points/care/care.schema.ts";
import { dayText } from "#app/domains/points/care/day-text.ts";
import { errorsByField, hoursOfForm, typedHours, type TypedHours } from "#app/domains/points/care/forms.ts";
import { specialDaysAhead } from "#app/domains/points/care/special-days.server.ts";
import { ownExceptions } from "#app/domains/points/open-now.server.ts";
import type { ListedBookings } from "#app/domains/points/ui/care/affected-bookings.tsx";
import { DatesForm, DatesList, SpecialDays, type TypedDates } from "#app/domains/points/ui/care/dates-form.tsx";
import { HoursForm } from "#app/domains/points/ui/care/hours-form.tsx";
import { Refusal } from "#app/domains/points/ui/refusal.tsx";
import { changePointDates, changePointHours } from "#app/flows/change-point-hours.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale } from "#app/platform/i18n.server.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { Alert } from "#app/ui/alert.tsx";
import { FormErrorSummary } from "#app/ui/forms/form-error-summary.tsx";
import { Section } from "#app/ui/page.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const opened = await openForCare(await database(), actor, params.id ?? "");
  if (!opened.ok) throw new Response(null, { status: statusOf(opened.error), statusText: opened.error });
  const { point, today } = opened.value;
  const locale = requestLocale(request);
  const told = new URL(request.url).searchParams;
  const count = (name: string) => (told.has(name) ? Number(told.get(name)) || 0 : null);
  return {
    version: point.version,
    timeZone: point.timeZone,
    typed: typedHours(point),
    holidayHours: point.holidayRule === "open" && point.holidayHours ? dayText(point.holidayHours) : null,
    status: point.hoursStatus,
    dates: ownExceptions(point.exceptions).map(({ date, intervals, note }) => ({ date, text: intervals.length > 0 ? dayText(intervals) : null, note })),
    ahead: specialDaysAhead(point, today, locale),
    today,
    locale,
    told: count("told"),
    closed: count("closed") ?? 0,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  const text = (name: string) => String(form.get(name) ?? "");
  const db = await database();
  const pointId = params.id ?? "";
  const options = { isConfirmed: form.get("confirm") === "1" };
  const typed: { hours: TypedHours | null; dates: TypedDates | null } =
    text("intent") === "hours" ? { hours: hoursOfForm(form), dates: null } : { hours: null, dates: { date: text("date"), until: text("until"), kind: text("kind"), hours: text("hours"), note: text("note") } };
  const parsed = typed.hours ? pointHoursInput.safeParse({ pointId, version: form.get("version"), ...typed.hours }) : pointDatesInput.safeParse({ pointId, version: form.get("version"), ...typed.dates });
  if (!parsed.success) return data({ error: null, errors: errorsByField(parsed.error), typed, affected: null }, { status: 400 });
  const changed = "seasons" in parsed.data ? await changePointHours(db, actor, parsed.data, options) : await changePointDates(db, actor, parsed.data, options);
  if (!changed.ok) {
    const isPast = changed.error === "POINTS.DATE_PAST_INVALID";
    const affected = changed.error === "POINTS.BOOKINGS_AFFECTED" ? (changed.details as unknown as ListedBookings) : null;
    const errors: Record<string, string> = isPast ? { date: "errors:past" } : {};
    return data({ error: affected || isPast ? null : changed.error, errors, typed, affected }, { status: statusOf(changed.error) });
  }
  return redirect(`/staff/points/${pointId}/hours?${new URLSearchParams({ told: String(changed.value.toldBookings), closed: String(changed.value.closedSlots) })}`);
}

export default function PointHoursPage() {
  const { version, timeZone, typed, holidayHours, status, dates, ahead, today, locale, told, closed } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation("point-care");
  const errors = Object.fromEntries(Object.entries(failure?.errors ?? {}).map(([field, message]) => [field, translateError(t, message)]));
  const ofHours = failure?.typed.hours ? errors : {};
  const ofDates = failure?.typed.dates ? errors : {};
  return (
    <div className="grid gap-2">
      <Refusal error={failure?.error} />
      {told !== null && !failure ? (
        <Alert tone="success">
          {t("done.saved")} {told > 0 ? t("done.told", { count: told }) : ""} {closed > 0 ? t("done.closed", { count: closed }) : ""}
        </Alert>
      ) : null}
      <FormErrorSummary errors={Object.entries(errors).map(([field, message]) => ({ fieldId: field, message }))} />
      <Section title={t("hours.title")}>
        {status === "partial" || status === "unparsed" ? <Alert tone="info">{t("hours.imported")}</Alert> : null}
        <HoursForm key={`h${version}`} version={version} typed={failure?.typed.hours ?? typed} holidayHours={holidayHours} errors={ofHours} affected={failure?.typed.hours ? failure.affected : null} movesWorkingDays={ahead.movesWorkingDays} timeZone={timeZone} locale={locale} />
      </Section>
      <Section title={t("dates.title")}>
        <DatesList version={version} dates={dates} locale={locale} />
        <DatesForm key={`d${version}`} version={version} typed={failure?.typed.dates ?? { date: "", until: "", kind: "closed", hours: "", note: "" }} errors={ofDates} affected={failure?.typed.dates ? failure.affected : null} today={today} timeZone={timeZone} locale={locale} />
      </Section>
      <Section title={t("special.title")}>
        <SpecialDays version={version} ahead={ahead} named={dates.map((one) => one.date)} locale={locale} />
      </Section>
    </div>
  );
}
