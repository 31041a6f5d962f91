import { useTranslation } from "#app/ui/i18n.ts";
import { dateFormat } from "#app/shared/formatters.ts";
import { Badge } from "#app/ui/badge.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Segmented } from "#app/ui/forms/choices.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { Icon } from "#app/ui/icons/icon.tsx";
import { Form } from "#app/ui/remix.ts";
import type { SpecialDaysAhead } from "../../care/special-days.server.ts";
import { AffectedBookings, type ListedBookings } from "./affected-bookings.tsx";

export interface TypedDates {
  date: string;
  until: string;
  kind: string;
  hours: string;
  note: string;
}

/** Other hours on a date or several: closed, other hours, or an extra day. */
export function DatesForm({ version, typed, errors, affected, today, timeZone, locale }: { version: number; typed: TypedDates; errors: Record<string, string>; affected: ListedBookings | null; today: string; timeZone: string; locale: string }) {
  const { t } = useTranslation("point-care");
  return (
    <Form method="post" className="grid max-w-3xl gap-4">
      <input type="hidden" name="version" value={version} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field id="date" label={t("dates.date")} error={errors.date}>
          <Input type="date" name="date" required min={today} defaultValue={typed.date} />
        </Field>
        <Field id="until" label={t("dates.until")} error={errors.until} optional>
          <Input type="date" name="until" min={today} defaultValue={typed.until} />
        </Field>
      </div>
      <Segmented legend={t("dates.kind")} name="kind" defaultValue={typed.kind} options={[{ value: "closed", label: t("dates.closed") }, { value: "hours", label: t("dates.hours") }, { value: "usual", label: t("dates.usual") }]} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field id="hours" label={t("dates.hoursText")} hint={t("dates.hoursHint")} error={errors.hours} optional>
          <Input name="hours" maxLength={200} defaultValue={typed.hours} placeholder="10:00-14:00" />
        </Field>
        <Field id="note" label={t("dates.note")} hint={t("dates.noteHint")} error={errors.note} optional>
          <Input name="note" maxLength={120} defaultValue={typed.note} />
        </Field>
      </div>
      {affected ? (
        <AffectedBookings listed={affected} timeZone={timeZone} locale={locale} intent="dates" />
      ) : (
        <div>
          <SubmitButton name="intent" value="dates">
            {t("dates.save")}
          </SubmitButton>
        </div>
      )}
    </Form>
  );
}

/** Dates on which other hours hold already, each with the way back to the usual ones. */
export function DatesList({ version, dates, locale }: { version: number; dates: readonly { date: string; text: string | null; note: string | null }[]; locale: string }) {
  const { t } = useTranslation("point-care");
  if (dates.length === 0) return <p className="text-ink-soft">{t("dates.none")}</p>;
  return (
    <ul className="grid max-w-3xl gap-2">
      {dates.map(({ date, text, note }) => (
        <li key={date} className="flex flex-wrap items-center justify-between gap-2 rounded-control border border-line bg-surface p-3">
          <span>
            <span suppressHydrationWarning className="tabular font-semibold">
              {dayWords(date, locale)}
            </span>{" "}
            {text ?? t("dates.closed")}
            {note ? <span className="text-ink-soft"> · {note}</span> : null}
          </span>
          <DateButton version={version} date={date} kind="usual" label={t("dates.backToUsual")} name={dayWords(date, locale)} />
        </li>
      ))}
    </ul>
  );
}

/** Days off and days worked instead that lie ahead, each with one press to close on it. */
export function SpecialDays({ version, ahead, named, locale }: { version: number; ahead: SpecialDaysAhead; named: readonly string[]; locale: string }) {
  const { t } = useTranslation("point-care");
  return (
    <div className="grid max-w-3xl gap-3">
      <p className="text-ink-soft">{t("special.lead")}</p>
      {ahead.notFixedYear !== null ? <p className="rounded-control bg-marigold-soft p-3">{t("special.notFixed", { year: String(ahead.notFixedYear) })}</p> : null}
      {ahead.region === null ? <p>{t("special.noCountry")}</p> : null}
      {ahead.days.length > 0 ? (
        <details>
          <summary className="flex min-h-11 cursor-pointer items-center gap-2 font-semibold">
            <Icon name="chevron-down" size={16} />
            {t("special.show", { count: ahead.days.length })}
          </summary>
          <ul className="grid gap-2">
            {ahead.days.map((day) => (
              <li key={day.date} className="flex flex-wrap items-center justify-between gap-2 border-b border-line py-2 last:border-0">
                <span className="flex flex-wrap items-center gap-2">
                  <span suppressHydrationWarning className="tabular">
                    {dayWords(day.date, locale)}
                  </span>
                  {day.name ? <span className="text-ink-soft">{day.name}</span> : null}
                  <Badge tone={day.kind === "day_off" ? "neutral" : "marigold"}>{t(`special.${day.kind}`)}</Badge>
                </span>
                {named.includes(day.date) ? <span className="text-sm text-ink-soft">{t("special.named")}</span> : <DateButton version={version} date={day.date} kind="closed" label={t("special.close")} name={dayWords(day.date, locale)} note={day.name ?? ""} />}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}

function DateButton({ version, date, kind, label, name, note = "" }: { version: number; date: string; kind: "usual" | "closed"; label: string; name: string; note?: string }) {
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="date" value={date} />
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="note" value={note} />
      <SubmitButton name="intent" value="dates" variant="secondary" size="sm" aria-label={`${label}: ${name}`}>
        {label}
      </SubmitButton>
    </Form>
  );
}

function dayWords(date: string, locale: string): string {
  return dateFormat(locale === "en" ? "en-GB" : locale, { weekday: "short", day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(new Date(`${date}T00:00:00Z`));
}
