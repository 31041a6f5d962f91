import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { cancelBooking } from "#app/domains/pickups/bookings.service.server.ts";
import { checkIn, markNoShow, weigh } from "#app/domains/pickups/gate.service.server.ts";
import { MARK_COUNTS_DAYS } from "#app/domains/pickups/marks.rules.ts";
import { markWords } from "#app/domains/pickups/marks.schema.ts";
import { contestVisitMark, withdrawVisitMark } from "#app/domains/pickups/marks.service.server.ts";
import { weighForm } from "#app/domains/pickups/pickups.schema.ts";
import { findPointFacts } from "#app/domains/pickups/slots.repository.server.ts";
import { BookingStateBadge, BookingSteps } from "#app/domains/pickups/ui/booking-state.tsx";
import { PlaceSummary } from "#app/domains/pickups/ui/place-summary.tsx";
import { HomePhotos } from "#app/domains/pickups/ui/home/home-details.tsx";
import { ReasonForm } from "#app/domains/pickups/ui/reason-form.tsx";
import { Refusal } from "#app/domains/pickups/ui/refusal.tsx";
import { RefusedLoad, VisitMark } from "#app/domains/pickups/ui/visit-mark.tsx";
import { WeighForm } from "#app/domains/pickups/ui/weigh-form.tsx";
import { Effects, WeightsTable } from "#app/domains/pickups/ui/weights.tsx";
import { openBooking } from "#app/domains/pickups/views.service.server.ts";
import { BatteryPanel } from "#app/domains/passports/ui/passport-parts.tsx";
import { viewBatteries } from "#app/flows/name-battery.server.ts";
import { ErasurePanel } from "#app/domains/erasure/ui/erasure-parts.tsx";
import { viewErasures } from "#app/flows/view-erasures.server.ts";
import { cleanGrams } from "#app/domains/pickups/weights.rules.ts";
import { selectSettlement } from "#app/domains/prices/prices.repository.server.ts";
import { priceGrades, type PriceGrade } from "#app/domains/prices/grades.ts";
import { dayAt, gradeChoices } from "#app/domains/prices/prices.service.server.ts";
import { GradeFields, Settlement } from "#app/domains/prices/ui/settlement.tsx";
import { completeBooking } from "#app/flows/complete-booking.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const db = await database();
  const opened = await openBooking(db, actor, params.id ?? "");
  if (!opened.ok) throw new Response(null, { status: statusOf(opened.error), statusText: opened.error });
  const { booking, side, verbs, markVerbs, otherSide } = opened.value;
  if (side !== "staff") throw redirect(`/bookings/${booking.id}`);
  const point = verbs.includes("weigh") ? await findPointFacts(db, booking.point.id) : null;
  const asked = new URL(request.url).searchParams.get("material");
  const weighed = booking.weighIns.map((reading) => reading.material);
  const materials = [...new Set([...booking.lines.map((line) => line.material), ...(point?.accepts ?? [])])];
  const material = asked && materials.includes(asked) ? asked : (booking.lines.find((line) => !weighed.includes(line.material))?.material ?? null);
  const erasure = await viewErasures(db, actor, { type: "booking", id: booking.id });
  const batteries = await viewBatteries(db, actor, { type: "booking", id: booking.id });
  const load = booking.weighIns
    .filter((reading) => !reading.superseded)
    .map(({ material: code, netGrams, contaminationPermille }) => ({ material: code, grams: cleanGrams(netGrams, contaminationPermille), contaminationPermille }));
  const day = dayAt(new Date(booking.slot.startsAt), booking.point.timeZone);
  const grades = verbs.includes("complete") ? await gradeChoices(db, { recyclerPartyId: booking.recyclerPartyId, day, load }) : null;
  const settlement = booking.state === "done" ? await selectSettlement(db, booking.id) : [];
  const locale = requestLocale(request);
  const title = booking.isAnonymous ? translator(locale, "pickups")("walkIn.anonymous") : booking.partyName;
  return { booking, erasure, batteries, grades, settlement, verbs, markVerbs, otherSide, materials, material, locale, title };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const form = await request.formData();
  const db = await database();
  const bookingId = params.id ?? "";
  const intent = String(form.get("intent"));
  const here = `/staff/bookings/${bookingId}`;
  if (intent === "weigh") {
    const submission = parseWithZod(form, { schema: weighForm });
    if (submission.status !== "success") return data({ error: null, intent, words: "", submission: submission.reply() }, { status: 400 });
    const { reading, version } = submission.value;
    const weighed = await weigh(db, actor, { bookingId, version, readings: [{ ...reading, reason: reading.reason || undefined }] });
    if (weighed.ok) return redirect(here);
    const fields: Record<string, string[]> | null = weighed.error === "PICKUPS.REASON_NEEDED" ? { reason: ["pickups:errors.REASON_NEEDED"] } : weighed.error === "PICKUPS.WEIGHT_INVALID" ? { gross: ["pickups:errors.WEIGHT_INVALID"] } : null;
    const reply = fields ? submission.reply({ fieldErrors: fields }) : submission.reply();
    return data({ error: fields ? null : weighed.error, intent, words: "", submission: reply }, { status: statusOf(weighed.error) });
  }
  if (intent === "contest" || intent === "withdraw") {
    const read = markWords.safeParse({ bookingId, version: form.get("markVersion") ?? undefined, words: String(form.get("words") ?? "") });
    const words = String(form.get("words") ?? "").slice(0, 1000);
    if (!read.success) return data({ error: "PICKUPS.WORDS_NEEDED", intent, words, submission: null }, { status: 400 });
    const done = await (intent === "contest" ? contestVisitMark : withdrawVisitMark)(db, actor, read.data);
    return done.ok ? redirect(here) : data({ error: done.error, intent, words, submission: null }, { status: statusOf(done.error) });
  }
  const version = Number(form.get("version"));
  const ref = { bookingId, ...(Number.isInteger(version) && version > 0 ? { version } : {}), reason: String(form.get("reason") ?? "").slice(0, 300) };
  const verbs = { "check-in": checkIn, complete: (...[base, who, one]: Parameters<typeof checkIn>) => completeBooking(base, who, { ...one, grades: gradesOf(form) }), "no-show": markNoShow, cancel: cancelBooking } as const;
  const verb = verbs[intent as keyof typeof verbs];
  if (!verb) return data({ error: "PICKUPS.WRONG_STATE", intent, words: "", submission: null }, { status: 400 });
  const result = await verb(db, actor, ref);
  if (!result.ok) return data({ error: result.error, intent, words: "", submission: null }, { status: statusOf(result.error) });
  return redirect(here);
}

/** The grades chosen in the form, by material; what is no grade is as if it had not been said. */
function gradesOf(form: FormData): Record<string, PriceGrade> {
  const chosen: Record<string, PriceGrade> = {};
  for (const [name, value] of form) {
    const grade = priceGrades.find((one) => one === value);
    if (name.startsWith("grade-") && grade) chosen[name.slice("grade-".length)] = grade;
  }
  return chosen;
}

export default function StaffBooking() {
  const { booking, erasure, batteries, grades, settlement, verbs, markVerbs, otherSide, materials, material, locale, title } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation(["pickups", "home-pickup", "prices"]);
  useLive([`booking:${booking.id}`]);
  const version = <input type="hidden" name="version" value={booking.version} />;
  return (
    <div className="content grid gap-4 pb-12">
      <PageHeader
        breadcrumbs={<Breadcrumbs items={[booking.home ? { to: "/staff/home", label: t("home-pickup:staff.title") } : { to: "/staff", label: t("staff.title") }, { label: title }]} />}
        title={title}
        lead={
          <span className="flex flex-wrap items-center gap-2">
            <BookingStateBadge state={booking.state} />
            {booking.isWalkIn ? <Badge tone="sky">{t("walkIn.badge")}</Badge> : null}
          </span>
        }
      />
      <Refusal error={failure?.error === "PICKUPS.WORDS_NEEDED" ? null : failure?.error} />
      <RefusedLoad booking={booking} />
      {booking.mark ? (
        <VisitMark mark={booking.mark} verbs={markVerbs} locale={locale} timeZone={booking.point.timeZone} failed={failure?.error ? { intent: failure.intent, words: failure.words, error: failure.error } : null} />
      ) : null}
      {/* On the phone the badge says it; the scale comes first. */}
      <div className="max-md:hidden">
        <BookingSteps state={booking.state} checkedIn={booking.checkedInAt !== null} atDoor={booking.home !== null} />
      </div>
      {erasure ? <ErasurePanel panel={erasure} /> : null}
      {batteries ? <BatteryPanel panel={batteries} /> : null}
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
      {/* What has just been saved stands at the top, where the page opens again. */}
      {booking.weighIns.length > 0 ? (
        <Section title={t("booking.weights")}>
          <WeightsTable readings={booking.weighIns} locale={locale} timeZone={booking.point.timeZone} />
        </Section>
      ) : null}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card as="section" className="grid gap-4">
          <PlaceSummary
            booking={booking}
            locale={locale}
            seenBy="staff"
            extra={booking.isAnonymous ? [] : [{ term: booking.home ? t("home-pickup:staff.resident") : t("staff.visitor"), value: booking.bookedByName }]}
          />
          {booking.home && booking.home.photos.length > 0 ? <HomePhotos bookingId={booking.id} home={booking.home} /> : null}
          {otherSide ? <p className="text-sm text-ink-soft">{t("marks.visitor", { days: MARK_COUNTS_DAYS, ...otherSide })}</p> : null}
          <div className="grid gap-3">
            {verbs.includes("check_in") ? (
              <Form method="post" className="grid">
                {version}
                <SubmitButton name="intent" value="check-in" size="lg" icon="check">
                  {booking.home ? t("home-pickup:staff.arrived") : t("staff.checkIn")}
                </SubmitButton>
              </Form>
            ) : null}
            {verbs.includes("complete") ? (
              <Form method="post" className="grid gap-3">
                {version}
                {grades ? <GradeFields {...grades} locale={locale} /> : null}
                <SubmitButton name="intent" value="complete" size="lg" icon="check">
                  {t("staff.complete")}
                </SubmitButton>
                <p className="text-sm text-ink-soft">{t("staff.completeHint")}</p>
              </Form>
            ) : null}
            {verbs.includes("mark_no_show") ? (
              <Form method="post" className="grid">
                {version}
                <SubmitButton name="intent" value="no-show" size="lg" variant="secondary">
                  {t("staff.noShow")}
                </SubmitButton>
              </Form>
            ) : null}
            {verbs.includes("reject") ? (
              <LinkButton to={`/staff/bookings/${booking.id}/refuse`} variant="secondary" size="lg">
                {t("staff.reject")}
              </LinkButton>
            ) : null}
            {verbs.includes("cancel") ? (
              <ReasonForm intent="cancel" version={booking.version} title={t("staff.cancel")} text={t("staff.cancelText")} label={t("staff.rejectReason")} isOpen={failure?.intent === "cancel"} />
            ) : null}
          </div>
        </Card>
        {verbs.includes("weigh") ? (
          <div className={material === null ? "" : "max-lg:order-first"}>
            <WeighForm key={`${material ?? ""}-${booking.version}`} booking={booking} materials={materials} material={material} submission={failure?.submission ?? null} />
          </div>
        ) : null}
      </div>
    </div>
  );
}
