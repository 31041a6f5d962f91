import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { cancelBooking, confirmBooking } from "#app/domains/pickups/bookings.service.server.ts";
import { reportMissed } from "#app/domains/pickups/gate.service.server.ts";
import { MARK_COUNTS_DAYS } from "#app/domains/pickups/marks.rules.ts";
import { markWords } from "#app/domains/pickups/marks.schema.ts";
import { contestVisitMark, withdrawVisitMark } from "#app/domains/pickups/marks.service.server.ts";
import { isOpenState, isPastCutoff } from "#app/domains/pickups/pickups.rules.ts";
import { qrPath } from "#app/domains/pickups/qr.server.ts";
import { BookingStateBadge, BookingSteps } from "#app/domains/pickups/ui/booking-state.tsx";
import { PlaceSummary } from "#app/domains/pickups/ui/place-summary.tsx";
import { HomePhotos } from "#app/domains/pickups/ui/home/home-details.tsx";
import { QrCode } from "#app/domains/pickups/ui/qr-code.tsx";
import { Refusal } from "#app/domains/pickups/ui/refusal.tsx";
import { RefusedLoad, VisitMark } from "#app/domains/pickups/ui/visit-mark.tsx";
import { Effects, WeightsTable } from "#app/domains/pickups/ui/weights.tsx";
import { findLive } from "#app/domains/rounds/driver.service.server.ts";
import { LiveCard } from "#app/domains/rounds/ui/live-card.tsx";
import { openBooking } from "#app/domains/pickups/views.service.server.ts";
import { BatteryPanel } from "#app/domains/passports/ui/passport-parts.tsx";
import { viewBatteries } from "#app/flows/name-battery.server.ts";
import { TakebackPanel } from "#app/domains/takeback/ui/takeback-parts.tsx";
import { viewTakeback } from "#app/flows/pledge-takeback.server.ts";
import { ErasurePanel } from "#app/domains/erasure/ui/erasure-parts.tsx";
import { viewErasures } from "#app/flows/view-erasures.server.ts";
import { selectSettlement } from "#app/domains/prices/prices.repository.server.ts";
import { estimateLoad } from "#app/domains/prices/prices.service.server.ts";
import { EstimateLine } from "#app/domains/prices/ui/estimate-line.tsx";
import { Settlement } from "#app/domains/prices/ui/settlement.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Textarea } from "#app/ui/forms/inputs.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { Countdown, formatInstant } from "#app/ui/time.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const db = await database();
  const opened = await openBooking(db, actor, params.id ?? "");
  if (!opened.ok) throw new Response(null, { status: statusOf(opened.error), statusText: opened.error });
  const { booking, side, verbs, markVerbs, otherSide } = opened.value;
  if (side === "staff") throw redirect(`/staff/bookings/${booking.id}`);
  const locale = requestLocale(request);
  const now = new Date();
  const showsCode = booking.state === "confirmed" || booking.state === "checked_in";
  const today = isOpenState(booking.state) ? await estimateLoad(db, { recyclerPartyId: booking.recyclerPartyId, timeZone: booking.point.timeZone, lines: booking.lines, now }) : null;
  return {
    booking,
    erasure: booking.state === "held" ? null : await viewErasures(db, actor, { type: "booking", id: booking.id }),
    live: isOpenState(booking.state) ? await findLive(db, booking.id) : null,
    estimate: today,
    settlement: booking.state === "done" ? await selectSettlement(db, booking.id) : [],
    takeback: booking.state === "held" ? null : await viewTakeback(db, actor, { type: "booking", id: booking.id }),
    batteries: booking.state === "held" ? null : await viewBatteries(db, actor, { type: "booking", id: booking.id }),
    verbs,
    markVerbs,
    otherSide,
    locale,
    now: now.toISOString(),
    viewerTimeZone: actor.party.timeZone,
    isLate: isPastCutoff(new Date(booking.slot.startsAt), booking.slot.cancelCutoffMinutes, now),
    notice: booking.state === "confirmed" ? noticeOf(new URL(request.url).searchParams) : null,
    qr: showsCode ? qrPath(`${env().PUBLIC_URL}/staff?code=${booking.checkInCode}`) : null,
    title: booking.home ? translator(locale, "home-pickup")("door.title") : translator(locale, "pickups")("booking.title", { point: booking.point.name }),
  };
}

/** What has just been done, as the redirect says it. */
function noticeOf(params: URLSearchParams): "booked" | "rebooked" | null {
  if (params.get("booked") === "1") return "booked";
  return params.get("moved") === "1" ? "rebooked" : null;
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  const db = await database();
  const intent = String(form.get("intent"));
  const words = String(form.get("words") ?? "").slice(0, 1000);
  if (intent === "contest" || intent === "withdraw") {
    const read = markWords.safeParse({ bookingId: params.id ?? "", version: form.get("markVersion") ?? undefined, words });
    if (!read.success) return data({ error: "PICKUPS.WORDS_NEEDED", intent, words }, { status: 400 });
    const done = await (intent === "contest" ? contestVisitMark : withdrawVisitMark)(db, actor, read.data);
    return done.ok ? redirect(`/bookings/${read.data.bookingId}`) : data({ error: done.error, intent, words }, { status: statusOf(done.error) });
  }
  const version = Number(form.get("version"));
  const ref = { bookingId: params.id ?? "", ...(Number.isInteger(version) && version > 0 ? { version } : {}), reason: String(form.get("reason") ?? "").slice(0, 300) };
  const verbs = { confirm: confirmBooking, cancel: cancelBooking, missed: reportMissed } as const;
  const verb = verbs[intent as keyof typeof verbs];
  if (!verb) return data({ error: "PICKUPS.WRONG_STATE", intent, words }, { status: 400 });
  const result = await verb(db, actor, ref);
  if (!result.ok) return data({ error: result.error, intent, words }, { status: statusOf(result.error) });
  return redirect(`/bookings/${result.value.bookingId}`);
}

export default function BookingPage() {
  const { booking, live, erasure, batteries, takeback, estimate, settlement, verbs, markVerbs, otherSide, locale, now, viewerTimeZone, isLate, notice, qr, title } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation(["pickups", "home-pickup", "prices"]);
  useLive([`booking:${booking.id}`]);
  const border = (minutes: number) => formatInstant(new Date(Date.parse(booking.slot.startsAt) - minutes * 60_000), { locale, timeZone: booking.point.timeZone });
  const until = { change: border(booking.slot.changeCutoffMinutes), cancel: border(booking.slot.cancelCutoffMinutes) };
  const version = <input type="hidden" name="version" value={booking.version} />;
  return (
    <div className="content grid gap-2 pb-12">
      <PageHeader
        breadcrumbs={<Breadcrumbs items={[{ to: "/bookings", label: t("title") }, { label: booking.home ? t("home-pickup:door.short") : booking.point.name }]} />}
        title={title}
        lead={<BookingStateBadge state={booking.state} />}
      />
      <div className="grid gap-3">
        <Refusal error={failure?.error === "PICKUPS.WORDS_NEEDED" ? null : failure?.error} />
        {notice ? (
          <Alert tone="success" live>
            {t(`booking.${notice}`)}
          </Alert>
        ) : null}
        {booking.mark?.kind === "missed" && booking.mark.state === "standing" ? <Alert tone="info">{t("booking.reported")}</Alert> : null}
        <RefusedLoad booking={booking} />
        {booking.mark ? <VisitMark mark={booking.mark} verbs={markVerbs} locale={locale} timeZone={booking.point.timeZone} failed={failure ?? null} /> : null}
        {live ? <LiveCard live={live} locale={locale} /> : null}
        <BookingSteps state={booking.state} checkedIn={booking.checkedInAt !== null} atDoor={booking.home !== null} />
      </div>
      {erasure || batteries || takeback ? (
        <div className="mt-4 grid gap-4">
          {erasure ? <ErasurePanel panel={erasure} /> : null}
          {batteries ? <BatteryPanel panel={batteries} /> : null}
          {takeback ? <TakebackPanel panel={takeback} /> : null}
        </div>
      ) : null}
      <div className={`mt-4 grid gap-4 ${qr ? "lg:grid-cols-[3fr_2fr]" : ""}`}>
        <Card as="section" className="grid content-start gap-4">
          <PlaceSummary booking={booking} locale={locale} viewerTimeZone={viewerTimeZone} extra={[{ term: t("booking.by"), value: booking.recyclerName }]} />
          {booking.state === "held" && booking.holdExpiresAt ? (
            <Form method="post" className="flex flex-wrap items-center gap-3">
              {version}
              <p>
                {t("new.hold.left")} <Countdown until={booking.holdExpiresAt} now={now} />
              </p>
              <SubmitButton name="intent" value="confirm" icon="check">
                {t("new.hold.confirm")}
              </SubmitButton>
              <SubmitButton name="intent" value="cancel" variant="quiet">
                {t("booking.giveBack")}
              </SubmitButton>
            </Form>
          ) : null}
          {booking.supersededById ? (
            <p>
              <LinkButton to={`/bookings/${booking.supersededById}`} iconEnd="arrow-right">
                {t("booking.movedTo")}
              </LinkButton>
            </p>
          ) : null}
          {estimate ? <EstimateLine {...estimate} locale={locale} /> : null}
          {verbs.includes("reschedule") && booking.state === "confirmed" && !isLate ? (
            <p className="text-sm text-ink-soft" suppressHydrationWarning>
              {t("booking.onTime", until)}
            </p>
          ) : null}
          {otherSide && otherSide.marks > 0 ? <p className="text-sm text-ink-soft">{t("marks.recycler", { days: MARK_COUNTS_DAYS, recycler: booking.recyclerName, ...otherSide })}</p> : null}
          {isOpenState(booking.state) && booking.state !== "held" && booking.effects.length === 0 ? <p className="text-sm text-ink-soft">{t("booking.willTally")}</p> : null}
          {booking.home && booking.home.photos.length > 0 ? <HomePhotos bookingId={booking.id} home={booking.home} /> : null}
          <div className="flex flex-wrap gap-2">
            {booking.state === "confirmed" ? (
              <LinkButton to={`/bookings/${booking.id}.ics`} reloadDocument variant="secondary" icon="calendar">
                {t("booking.calendar")}
              </LinkButton>
            ) : null}
            {verbs.includes("reschedule") ? (
              <LinkButton to={`/bookings/${booking.id}/move`} variant="secondary" icon="clock">
                {t("booking.move")}
              </LinkButton>
            ) : null}
            {booking.home && (booking.state === "held" || booking.state === "confirmed") ? (
              <LinkButton to={`/bookings/${booking.id}/photos`} variant="secondary" icon="photo">
                {t("home-pickup:photos.change", { count: booking.home.photos.length })}
              </LinkButton>
            ) : null}
            {isOpenState(booking.state) ? null : (
              <LinkButton to={booking.home ? "/bookings/home/new" : `/bookings/new?point=${booking.point.id}`} variant="secondary" icon="refresh">
                {t("booking.again")}
              </LinkButton>
            )}
          </div>
          {verbs.includes("cancel") && booking.state === "confirmed" ? (
            <details className="rounded-control border border-line p-3">
              <summary className="cursor-pointer font-semibold text-clay">{t("booking.cancel")}</summary>
              <Form method="post" className="mt-3 grid gap-3">
                {version}
                <p>{isLate ? t("booking.cancelLate", { until: until.cancel }) : t("booking.cancelSure")}</p>
                <div>
                  <SubmitButton name="intent" value="cancel" variant="danger">
                    {t("booking.cancelConfirm")}
                  </SubmitButton>
                </div>
              </Form>
            </details>
          ) : null}
          {verbs.includes("report_missed") ? (
            <details className="rounded-control border border-line p-3">
              <summary className="cursor-pointer font-semibold">{booking.home ? t("home-pickup:door.missed") : t("booking.missed")}</summary>
              <Form method="post" className="mt-3 grid gap-3">
                {version}
                <p>{booking.home ? t("home-pickup:door.missedText") : t("booking.missedText")}</p>
                <Field id="reason" label={t("booking.missedWhat")} optional>
                  <Textarea name="reason" rows={2} maxLength={300} />
                </Field>
                <div>
                  <SubmitButton name="intent" value="missed">
                    {t("booking.missedConfirm")}
                  </SubmitButton>
                </div>
              </Form>
            </details>
          ) : null}
        </Card>
        {qr ? (
          <Card as="section" tone="sunken" className="grid content-start justify-items-center gap-3 text-center">
            <h2 className="text-xl">{booking.home ? t("home-pickup:door.code") : t("booking.code.title")}</h2>
            <p className="text-sm text-ink-soft">{booking.home ? t("home-pickup:door.codeText") : t("booking.code.text")}</p>
            <QrCode path={qr} label={t("booking.code.qr")} />
            <p>
              <span className="sr-only">{t("booking.code.digits")}: </span>
              <span data-testid="check-in-code" className="tabular font-display text-4xl font-semibold">{`${booking.checkInCode.slice(0, 3)} ${booking.checkInCode.slice(3)}`}</span>
            </p>
          </Card>
        ) : null}
      </div>
      {settlement.length > 0 ? (
        <Section title={t("prices:settlement.title")}>
          <Settlement lines={settlement} locale={locale} />
        </Section>
      ) : null}
      {booking.effects.length > 0 ? (
        <Section title={t("booking.effect")}>
          <Effects effects={booking.effects} locale={locale} />
        </Section>
      ) : null}
      {booking.weighIns.length > 0 ? (
        <Section title={t("booking.weights")}>
          <WeightsTable readings={booking.weighIns} locale={locale} timeZone={booking.point.timeZone} />
        </Section>
      ) : null}
    </div>
  );
}
