import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { bookingDraft, draftParams, draftSchemaInput, type BookingDraft } from "#app/domains/pickups/draft.rules.ts";
import { confirmBooking, holdSlot } from "#app/domains/pickups/bookings.service.server.ts";
import type { PickupError } from "#app/domains/pickups/pickups.errors.ts";
import { HOLD_MINUTES } from "#app/domains/pickups/pickups.rules.ts";
import { holdInput } from "#app/domains/pickups/pickups.schema.ts";
import { findPointFacts, selectUnlicensed } from "#app/domains/pickups/slots.repository.server.ts";
import { listOpenSlots } from "#app/domains/pickups/slots.service.server.ts";
import { BookingForm } from "#app/domains/pickups/ui/booking-form.tsx";
import { openBooking } from "#app/domains/pickups/views.service.server.ts";
import { waitingInput } from "#app/domains/pickups/waiting.schema.ts";
import { joinLine } from "#app/domains/pickups/waiting.service.server.ts";
import { estimateLoad } from "#app/domains/prices/prices.service.server.ts";
import { EstimateLine } from "#app/domains/prices/ui/estimate-line.tsx";
import { database, type Database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader } from "#app/ui/page.tsx";

const DAY_MS = 86_400_000;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const params = new URL(request.url).searchParams;
  const locale = requestLocale(request);
  const title = translator(locale, "pickups")("new.title");
  const draft = bookingDraft(params);
  const db = await database();
  const facts = draft.point ? await findPointFacts(db, draft.point) : null;
  const now = new Date();
  // What nobody may take there today stands in the form, but cannot be chosen.
  const point = facts && { ...facts, unlicensed: await selectUnlicensed(db, { pointId: facts.id, recyclerPartyId: facts.operatorPartyId ?? "", materials: facts.accepts, at: now }) };
  if (!point) return { locale, title, now: "", draft, point: null, slots: [], hold: null, bookingId: "", estimate: null };
  const opened = draft.booking ? await openBooking(db, actor, draft.booking) : null;
  const hold = opened?.ok && opened.value.side === "resident" && opened.value.booking.state === "held" ? opened.value.booking : null;
  if (opened?.ok && opened.value.booking.state === "confirmed") throw redirect(`/bookings/${opened.value.booking.id}`);
  const from = new Date(now.getTime() + draft.week * 7 * DAY_MS);
  const grams = draft.lines.reduce((sum, line) => sum + (line.declaredGrams ?? 0), 0);
  const slots = draft.step === 3 || (draft.step === 4 && !hold) ? await listOpenSlots(db, { pointId: point.id, from, days: 7, now, grams, materials: draft.materials, ...(hold ? { insteadOf: hold.id } : {}) }) : [];
  const estimate = draft.step >= 3 && point.operatorPartyId ? await estimateLoad(db, { recyclerPartyId: point.operatorPartyId, timeZone: point.timeZone, lines: draft.lines, now }) : null;
  return { locale, title, now: now.toISOString(), draft, point, slots, hold, bookingId: newId(), estimate };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  const params = new URLSearchParams([...form].filter((pair): pair is [string, string] => typeof pair[1] === "string"));
  const draft = bookingDraft(params);
  const db = await database();
  if (params.get("intent") === "confirm") {
    const confirmed = await confirmBooking(db, actor, { bookingId: draft.booking ?? "" });
    if (confirmed.ok) return redirect(`/bookings/${confirmed.value.bookingId}?booked=1`);
    if (confirmed.error === "PICKUPS.HOLD_EXPIRED") return redirect(`/bookings/new?${draftParams({ ...draft, booking: null, step: 3 }, { lost: "1" })}`);
    return refused(confirmed);
  }
  if (params.get("waitFor")) return wait(db, actor, draft, params);
  const parsed = holdInput.safeParse(draftSchemaInput(draft, { bookingId: params.get("bookingId"), slotId: params.get("slotId") }));
  // What cannot be read leads back to the step that asks for it, with everything typed.
  if (!parsed.success) return redirect(`/bookings/new?${draftParams({ ...draft, step: draft.lines.length === 0 ? 1 : 3 })}`);
  const held = await holdSlot(db, actor, parsed.data);
  if (held.ok) return redirect(`/bookings/new?${draftParams({ ...draft, booking: held.value.bookingId, step: 4 })}`);
  const known = held.details?.bookingId;
  if (held.error === "PICKUPS.ALREADY_BOOKED" && typeof known === "string") {
    const opened = await openBooking(db, actor, known);
    if (opened.ok) return redirect(opened.value.booking.state === "held" ? `/bookings/new?${draftParams({ ...draft, booking: known, step: 4 })}` : `/bookings/${known}`);
  }
  return refused(held);
}

/** Why it could not be done, and which materials are to blame, if any. */
function refused({ error, details }: { error: PickupError; details?: Record<string, unknown> }) {
  const materials = (error === "PICKUPS.MATERIAL_REFUSED" || error === "PICKUPS.NOT_LICENSED") && Array.isArray(details?.materials) ? details.materials.map(String) : [];
  return data({ error, materials }, { status: statusOf(error) });
}

/** Stands in line for a full slot with what the form knows. */
async function wait(db: Database["db"], actor: Actor, draft: BookingDraft, params: URLSearchParams) {
  const { bookingId: entryId, slotId, lines, note } = draftSchemaInput(draft, { bookingId: params.get("bookingId"), slotId: params.get("waitFor") });
  const parsed = waitingInput.safeParse({ entryId, slotId, lines, note });
  if (!parsed.success) return redirect(`/bookings/new?${draftParams({ ...draft, step: draft.lines.length === 0 ? 1 : 3 })}`);
  const joined = await joinLine(db, actor, parsed.data);
  if (joined.ok) return redirect("/bookings?waiting=1");
  const known = joined.details?.bookingId;
  if (typeof known === "string") return redirect(`/bookings/${known}`);
  return refused(joined);
}

export default function NewBookingPage() {
  const page = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation("pickups");
  useLive(page.point ? [`point:${page.point.id}`] : []);
  if (!page.point || page.point.operatorPartyId === null) {
    const kind = page.point ? "notBookable" : "choosePoint";
    return (
      <div className="content pb-12">
        <PageHeader title={t("new.title")} />
        <EmptyState kind="bookings" title={t(`new.${kind}.title`)} headingLevel={2} action={<LinkButton to={page.point ? `/points/${page.point.id}` : "/points"}>{t(`new.${kind}.action`)}</LinkButton>}>
          {t(`new.${kind}.text`)}
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="content pb-12">
      <PageHeader title={t("new.title")} lead={t("new.at", { point: page.point.name })} />
      <BookingForm
        draft={page.draft}
        point={page.point}
        slots={page.slots}
        hold={page.hold}
        bookingId={page.bookingId}
        now={page.now}
        locale={page.locale}
        holdMinutes={HOLD_MINUTES}
        failure={failure ?? null}
        estimate={page.estimate ? <EstimateLine {...page.estimate} locale={page.locale} /> : null}
      />
    </div>
  );
}
