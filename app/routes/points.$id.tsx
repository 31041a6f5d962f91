import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { useMemo } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { currentActor, requireActor } from "#app/domains/identity/actor.server.ts";
import { listStanding, listUnlicensedAt } from "#app/domains/licences/licences.repository.server.ts";
import { LicenceLines, UnlicensedNote } from "#app/domains/licences/ui/licence-lines.tsx";
import { findPointFacts } from "#app/domains/pickups/slots.repository.server.ts";
import { listOpenSlots } from "#app/domains/pickups/slots.service.server.ts";
import { errorsByField } from "#app/domains/points/care/forms.ts";
import { correctionsWaiting } from "#app/domains/points/corrections/corrections.service.server.ts";
import { reportState, stateReportInput } from "#app/domains/points/live/live.service.server.ts";
import { pointDetail } from "#app/domains/points/points.service.server.ts";
import { HoursTable } from "#app/domains/points/ui/hours-table.tsx";
import { LiveStateList } from "#app/domains/points/ui/live-state.tsx";
import { groupsOf, MaterialGroups } from "#app/domains/points/ui/material-marks.tsx";
import { OpenLine } from "#app/domains/points/ui/open-line.tsx";
import { PointFacts, PointSource } from "#app/domains/points/ui/point-facts.tsx";
import { kindKey, pointLabel } from "#app/domains/points/ui/point-words.ts";
import { PointPhotos } from "#app/domains/points/ui/point-photos.tsx";
import { Refusal } from "#app/domains/points/ui/refusal.tsx";
import { ReportStateForm } from "#app/domains/points/ui/report-state-form.tsx";
import { NextSlot, WeekSlots } from "#app/domains/points/ui/week-slots.tsx";
import { systemClock } from "#app/platform/clock.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { licenceBoundOf } from "#app/shared/licences.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { newId } from "#app/shared/ids.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { PointsMap } from "#app/ui/map/points-map.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { DateTime } from "#app/ui/time.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { useActionData, useUntilSent } from "#app/ui/forms/use-until-sent.ts";

const SLOT_DAYS = 7;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const db = await database();
  const actor = await currentActor(request);
  const found = await pointDetail(db, { id: params.id ?? "", forOperator: actor?.isOperator ?? false });
  if (!found.ok) throw new Response(null, { status: 404, statusText: found.error });
  const point = found.value;
  const now = systemClock.now();
  const locale = requestLocale(request);
  const [t, tm] = [translator(locale, "points"), translator(locale, "materials")];
  const slots = point.bookable ? await listOpenSlots(db, { pointId: point.id, from: now, days: SLOT_DAYS, now }) : [];
  const settings = env();
  const bound = licenceBoundOf(point.takes.map((one) => one.material));
  const runBy = bound.length > 0 ? ((await findPointFacts(db, point.id))?.operatorPartyId ?? null) : null;
  const licences = runBy ? (await listStanding(db, { partyId: runBy, at: now })).filter((licence) => bound.some((code) => (licence.materials as string[]).includes(code))) : [];
  const unlicensed = runBy ? await listUnlicensedAt(db, { partyId: runBy, pointId: point.id, materials: bound, at: now }) : bound;
  return {
    point,
    licences,
    unlicensed,
    slots: slots.map(({ id, startsAt, endsAt, freeVisits, bookable }) => ({ id, startsAt, endsAt, freeVisits, bookable })),
    label: pointLabel({ ...point, materials: point.takes.map((one) => one.material) }, t, tm),
    todayWeekday: weekdayIn(point.timeZone, now),
    tileUrl: settings.MAP_TILE_URL ?? null,
    mapAttribution: [settings.MAP_ATTRIBUTION, point.source.credit?.attribution].filter(Boolean).join(" · "),
    now: now.toISOString(),
    locale,
    // Of visitors, whose page is shared, nothing is made that is theirs alone.
    reportId: actor ? newId() : null,
    waiting: actor ? await correctionsWaiting(db, actor, point.id) : null,
  };
}

/** Takes what somebody says about how it is there now. */
export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  const text = (name: string) => String(form.get(name) ?? "");
  const pointId = params.id ?? "";
  const typed = { subject: text("subject"), level: text("level"), minutes: text("minutes") };
  const parsed = stateReportInput.safeParse({ ...typed, pointId, reportId: text("reportId") });
  if (!parsed.success) return data({ error: null, errors: errorsByField(parsed.error), typed }, { status: 400 });
  const reported = await reportState(await database(), { actor }, parsed.data);
  if (!reported.ok) return data({ error: reported.error, errors: {} as Record<string, string>, typed }, { status: statusOf(reported.error) });
  return redirect(`/points/${pointId}?said=report`);
}

/** ISO weekday at the place. */
function weekdayIn(timeZone: string, now: Date): number {
  const name = new Intl.DateTimeFormat("en", { weekday: "short", timeZone }).format(now);
  return ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(name) + 1;
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.label ?? ""} · Roundabout` }];

export default function PointPage() {
  const { point, licences, unlicensed, slots, label, todayWeekday, tileUrl, mapAttribution, now, locale, reportId: freshId, waiting } = useLoaderData<typeof loader>();
  const reportId = useUntilSent(freshId);
  const failure = useActionData<typeof action>();
  const [params] = useSearchParams();
  const said = params.get("said");
  const { t } = useTranslation("points");
  const { t: tm } = useTranslation("materials");
  const { t: tl } = useTranslation("licences");
  useLive([`point:${point.id}`]);
  const { id, latitude, longitude } = point;
  const markers = useMemo(() => [{ id, lat: latitude, lon: longitude, label, href: `/points/${id}` }], [id, latitude, longitude, label]);
  const bookTo = `/bookings/new?${new URLSearchParams({ point: id })}`;
  return (
    <div className="content pb-8">
      <PageHeader
        title={label}
        breadcrumbs={<Breadcrumbs items={[{ to: "/points", label: t("title") }, { label }]} />}
        lead={
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <OpenLine hours={point.hours} timeZone={point.timeZone} now={now} locale={locale} />
            <Badge icon="recycle">{t(`kinds.${kindKey(point)}`)}</Badge>
            {point.staffed && point.tier !== "collection" ? <Badge icon="people">{t("staffed")}</Badge> : null}
          </div>
        }
        actions={
          <>
            {point.bookable ? (
              <LinkButton to={bookTo} icon="calendar">
                {t("book")}
              </LinkButton>
            ) : null}
            <LinkButton to={`https://www.openstreetmap.org/directions?${new URLSearchParams({ to: `${latitude},${longitude}` })}`} rel="noopener" variant="secondary" icon="compass">
              {t("directions")}
            </LinkButton>
          </>
        }
      />
      {said && !failure ? <Alert tone="success">{t(said === "correction" ? "correct.thanks" : "live.thanks")}</Alert> : null}
      <Refusal error={failure?.error} />
      {point.closedSince ? (
        <Alert tone="warning" title={t("closedForGood")}>
          <DateTime at={`${point.closedSince}T12:00:00Z`} locale={locale} timeZone="UTC" format="date" />
        </Alert>
      ) : null}
      {waiting !== null ? (
        <p className="flex flex-wrap gap-2 py-2">
          <LinkButton to={waiting > 0 ? `/staff/points/${id}/corrections` : `/staff/points/${id}`} variant="secondary" size="sm" icon="settings">
            {waiting > 0 ? t("care.corrections", { count: waiting }) : t("care.edit")}
          </LinkButton>
        </p>
      ) : null}
      {point.reviewReasons.length > 0 ? (
        <Alert tone="warning" title={t("review.title")}>
          <ul className="list-disc ps-5">
            {point.reviewReasons.map((reason) => (
              <li key={reason}>{t(`review.reasons.${reason}`)}</li>
            ))}
          </ul>
        </Alert>
      ) : null}
      <div className="grid gap-x-10 lg:grid-cols-[minmax(0,1fr)_minmax(18rem,24rem)]">
        <div className="min-w-0">
          <PointPhotos photos={point.photos} name={label} />
          {point.closedSince ? null : (
            <Section title={t("live.title")}>
              {point.live ? <LiveStateList live={point.live} now={now} locale={locale} /> : <p className="text-ink-soft">{t("live.nothing")}</p>}
              {reportId ? (
                <ReportStateForm
                  key={reportId}
                  reportId={reportId}
                  groups={groupsOf(point.takes.map((one) => one.material))}
                  typed={failure?.typed ?? null}
                  errors={Object.fromEntries(Object.entries(failure?.errors ?? {}).map(([field, message]) => [field, translateError(t, message)]))}
                />
              ) : (
                <p className="text-sm">
                  <Link className="link" to={`/sign-in?returnTo=${encodeURIComponent(`/points/${id}`)}`}>
                    {t("live.signIn")}
                  </Link>
                </p>
              )}
            </Section>
          )}
          <Section title={t("takes.title")}>
            {point.takes.length > 0 ? <MaterialGroups takes={point.takes} /> : <p className="text-ink-soft">{t("takes.unknownLong")}</p>}
            {licences.length > 0 || unlicensed.length > 0 ? (
              <Card padding="sm" className="grid gap-2">
                <h3 className="text-base font-semibold">{tl("shown.title")}</h3>
                <LicenceLines licences={licences} locale={locale} />
                <UnlicensedNote materials={unlicensed} isRunHere={point.bookable} locale={locale} />
              </Card>
            ) : null}
            {point.refuses.length > 0 ? (
              <Card tone="clay" padding="sm">
                <h3 className="text-base font-semibold">{t("refuses.title")}</h3>
                <p>{t("refuses.text", { list: point.refuses.map((one) => tm(`names.${one.material}`)).join(t("refuses.comma")) })}</p>
              </Card>
            ) : null}
            {point.takesResidualWaste ? <p className="text-sm text-ink-soft">{t("takes.residual")}</p> : null}
          </Section>
          {point.bookable ? (
            <Section title={t("slots.title")} action={<NextSlot slots={slots} timeZone={point.timeZone} locale={locale} />}>
              <WeekSlots pointId={id} slots={slots} timeZone={point.timeZone} locale={locale} />
            </Section>
          ) : null}
          <Section title={t("hours.title")}>
            <HoursTable hours={point} todayWeekday={todayWeekday} locale={locale} />
          </Section>
        </div>
        <div className="grid min-w-0 content-start gap-5 py-5">
          <PointsMap
            markers={markers}
            center={{ lat: latitude, lon: longitude }}
            zoom={16}
            selectedId={id}
            onSelect={() => undefined}
            tileUrl={tileUrl}
            attribution={mapAttribution}
            label={t("map.one", { name: label })}
            className="h-64"
          />
          <PointFacts point={point} locale={locale} />
          <PointSource point={point} locale={locale} />
          <LinkButton to={`/points/${id}/correct`} variant="secondary" icon="flag">
            {t("correct.title")}
          </LinkButton>
        </div>
      </div>
    </div>
  );
}
