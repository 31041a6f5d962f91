import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { checkIn, checkInByCode } from "#app/domains/pickups/gate.service.server.ts";
import { localDay, shiftDay } from "#app/domains/pickups/local-day.rules.ts";
import { selectOpenMarks } from "#app/domains/pickups/marks.repository.server.ts";
import { marksSince } from "#app/domains/pickups/marks.rules.ts";
import { selectOwnPoints } from "#app/domains/pickups/slots.repository.server.ts";
import { ArrivalRow } from "#app/domains/pickups/ui/arrival-row.tsx";
import { Refusal } from "#app/domains/pickups/ui/refusal.tsx";
import { selectDaySums } from "#app/domains/pickups/views.repository.server.ts";
import { listArrivals } from "#app/domains/pickups/views.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { formatMass } from "#app/shared/units.ts";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { StaffPlaces } from "#app/ui/layout/staff-rail.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { DateTime } from "#app/ui/time.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const params = new URL(request.url).searchParams;
  const now = new Date();
  const db = await database();
  const points = await selectOwnPoints(db, actor.party.id);
  // The day is that of the first point: staff works where its points are.
  const timeZone = points[0]?.timeZone ?? actor.party.timeZone;
  const day = localDay(params.get("date"), timeZone, now);
  const [arrivals, homeCount, sums] = [
    await listArrivals(db, actor, { from: day.from, until: day.until, now }),
    (await listArrivals(db, actor, { from: day.from, until: day.until, now, kind: "home" })).length,
    await selectDaySums(db, { recyclerPartyId: actor.party.id, from: day.from, until: day.until }),
  ];
  const locale = requestLocale(request);
  const openMarks = await selectOpenMarks(db, { recyclerPartyId: actor.party.id, since: marksSince(now), limit: 20 });
  return {
    arrivals,
    homeCount,
    sums,
    openMarks: openMarks.map(({ bookingId, kind, state, partyName }) => ({ bookingId, kind, state, partyName })),
    timeZone,
    date: day.date,
    dayStart: day.from.toISOString(),
    isToday: day.isToday,
    hasPoints: points.length > 0,
    code: (params.get("code") ?? "").replace(/\D/g, "").slice(0, 6),
    locale,
    partyId: actor.party.id,
    title: translator(locale, "pickups")("staff.title"),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const form = await request.formData();
  const db = await database();
  const code = String(form.get("code") ?? "");
  const result =
    form.get("intent") === "check-in" ? await checkIn(db, actor, { bookingId: String(form.get("bookingId") ?? "") }) : await checkInByCode(db, actor, code);
  if (!result.ok) return data({ error: result.error, code }, { status: statusOf(result.error) });
  return redirect(`/staff/bookings/${result.value.bookingId}`);
}

export default function StaffToday() {
  const { arrivals, homeCount, sums, openMarks, timeZone, date, dayStart, isToday, hasPoints, code, locale, partyId, title } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation(["pickups", "home-pickup"]);
  useLive([`party:${partyId}`]);
  const figures = [
    { label: t("staff.expected"), value: String(sums.expected) },
    { label: t("staff.here"), value: String(sums.here) },
    { label: t("staff.done"), value: String(sums.done) },
    { label: t("staff.weighed"), value: formatMass(sums.netGrams, locale) },
  ];
  return (
    <div className="content grid gap-4 pb-12">
      <PageHeader title={title} lead={<DateTime at={dayStart} locale={locale} timeZone={timeZone} format="day" />} />
      {hasPoints ? null : (
        <EmptyState kind="bookings" title={t("staff.noPoints.title")} headingLevel={2} action={<LinkButton to="/staff/points/new">{t("staff.noPoints.action")}</LinkButton>}>
          {t("staff.noPoints.text")}
        </EmptyState>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-[2fr_3fr]">
        <Card as="section" tone="sunken" className="grid gap-3 lg:sticky lg:top-20">
          <Refusal error={failure?.error} />
          <Form method="post" className="grid gap-3">
            <Field id="code" label={t("staff.code")} hint={t("staff.codeHint")}>
              <Input
                name="code"
                inputMode="numeric"
                autoComplete="off"
                maxLength={7}
                required
                key={failure?.code ?? code}
                defaultValue={failure?.code ?? code}
                className="tabular min-h-16 text-center text-3xl font-semibold"
              />
            </Field>
            <SubmitButton name="intent" value="code" size="lg" wide icon="check">
              {t("staff.codeGo")}
            </SubmitButton>
          </Form>
          {hasPoints ? (
            <LinkButton to="/staff/walk-in" variant="secondary" size="lg" icon="people">
              {t("walkIn.link")}
            </LinkButton>
          ) : null}
        </Card>
        <div className="grid gap-4">
          {openMarks.length > 0 ? (
            <Card as="section" tone="marigold" className="grid gap-2">
              <h2 className="text-lg">{t("marks.open.title")}</h2>
              <ul className="grid gap-1">
                {openMarks.map((mark) => (
                  <li key={mark.bookingId}>
                    <Link to={`/staff/bookings/${mark.bookingId}`} className="link">
                      {mark.partyName}
                    </Link>
                    {` · ${t(mark.kind === "missed" ? (mark.state === "contested" ? "marks.open.ownContest" : "marks.open.missed") : "marks.open.contested")}`}
                  </li>
                ))}
              </ul>
            </Card>
          ) : null}
          <dl className="grid grid-cols-2 gap-2 sm:grid-cols-4">
            {figures.map(({ label, value }) => (
              <div key={label} className="flex flex-col-reverse rounded-card border border-line bg-surface p-3">
                <dt className="text-sm text-ink-soft">{label}</dt>
                <dd className="tabular font-display text-2xl font-semibold">{value}</dd>
              </div>
            ))}
          </dl>
          {homeCount > 0 ? (
            <div>
              <LinkButton to={`/staff/home?date=${date}`} variant="secondary" icon="home">
                {t("home-pickup:staff.today", { count: homeCount })}
              </LinkButton>
            </div>
          ) : null}
          {arrivals.length > 0 ? (
            <ul className="grid gap-3">
              {arrivals.map((booking) => (
                <ArrivalRow key={booking.id} booking={booking} locale={locale} />
              ))}
            </ul>
          ) : hasPoints ? (
            <EmptyState kind="bookings" title={t("staff.none")} headingLevel={2} action={<LinkButton to="/staff/slots/new">{t("slots.open")}</LinkButton>}>
              {t("staff.noneHint")}
            </EmptyState>
          ) : null}
          <nav aria-label={t("staff.today")} className="flex flex-wrap gap-2">
            <LinkButton to={`/staff?date=${shiftDay(date, -1)}`} variant="secondary" icon="chevron-left">
              {t("staff.dayBefore")}
            </LinkButton>
            {isToday ? null : (
              <LinkButton to="/staff" variant="secondary">
                {t("staff.backToToday")}
              </LinkButton>
            )}
            <LinkButton to={`/staff?date=${shiftDay(date, 1)}`} variant="secondary" iconEnd="chevron-right">
              {t("staff.dayAfter")}
            </LinkButton>
          </nav>
        </div>
      </div>
      <StaffPlaces />
    </div>
  );
}
