import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { rescheduleBooking } from "#app/domains/pickups/bookings.service.server.ts";
import { listOpenSlots } from "#app/domains/pickups/slots.service.server.ts";
import { Refusal } from "#app/domains/pickups/ui/refusal.tsx";
import { SlotDays } from "#app/domains/pickups/ui/slot-days.tsx";
import { openBooking } from "#app/domains/pickups/views.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { newId } from "#app/shared/ids.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { formatSpan } from "#app/ui/time.tsx";

const DAY_MS = 86_400_000;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const db = await database();
  const opened = await openBooking(db, actor, params.id ?? "");
  if (!opened.ok) throw new Response(null, { status: statusOf(opened.error), statusText: opened.error });
  const { booking, side, verbs } = opened.value;
  if (side !== "resident" || !verbs.includes("reschedule")) throw redirect(`/bookings/${booking.id}`);
  const week = Math.min(26, Math.max(0, Number.parseInt(new URL(request.url).searchParams.get("week") ?? "0", 10) || 0));
  const now = new Date();
  const slots = await listOpenSlots(db, {
    pointId: booking.point.id,
    from: new Date(now.getTime() + week * 7 * DAY_MS),
    days: 7,
    now,
    grams: booking.declaredGrams,
    materials: booking.lines.map((line) => line.material),
    home: booking.home ? { areaId: booking.home.areaId, door: booking.home } : undefined,
    insteadOf: booking.id,
  });
  const locale = requestLocale(request);
  return { booking, slots, week, locale, newBookingId: newId(), title: translator(locale, "pickups")("move.title") };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  const version = Number(form.get("version"));
  const moved = await rescheduleBooking(await database(), actor, {
    bookingId: params.id ?? "",
    slotId: String(form.get("slotId") ?? ""),
    newBookingId: String(form.get("newBookingId") || newId()),
    ...(Number.isInteger(version) && version > 0 ? { version } : {}),
  });
  if (!moved.ok) return data({ error: moved.error }, { status: statusOf(moved.error) });
  return redirect(`/bookings/${moved.value.bookingId}?moved=1`);
}

export default function MovePage() {
  const { booking, slots, week, locale, newBookingId, title } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation(["pickups", "home-pickup"]);
  useLive([`booking:${booking.id}`, `point:${booking.point.id}`]);
  const when = formatSpan(booking.slot.startsAt, booking.slot.endsAt, { locale, timeZone: booking.point.timeZone });
  const address = `/bookings/${booking.id}/move`;
  return (
    <div className="content grid gap-4 pb-12">
      <PageHeader
        breadcrumbs={<Breadcrumbs items={[{ to: "/bookings", label: t("title") }, { to: `/bookings/${booking.id}`, label: booking.home ? t("home-pickup:door.short") : booking.point.name }, { label: title }]} />}
        title={title}
        lead={<span suppressHydrationWarning>{t("move.lead", { when })}</span>}
      />
      <Refusal error={failure?.error} />
      {slots.length > 0 ? (
        <Form method="post" preventScrollReset>
          <input type="hidden" name="version" value={booking.version} />
          <input type="hidden" name="newBookingId" value={newBookingId} />
          <SlotDays slots={slots} timeZone={booking.point.timeZone} locale={locale} currentSlotId={booking.slot.id} headingLevel={2} />
        </Form>
      ) : (
        <EmptyState kind="bookings" title={t("new.noSlots.title")} headingLevel={2}>
          {t("new.noSlots.text")}
        </EmptyState>
      )}
      <div className="flex flex-wrap gap-2">
        <LinkButton to={`/bookings/${booking.id}`} variant="quiet">
          {t("move.keep")}
        </LinkButton>
        {week > 0 ? (
          <LinkButton to={`${address}?week=${week - 1}`} variant="secondary" icon="chevron-left">
            {t("new.when.earlier")}
          </LinkButton>
        ) : null}
        <LinkButton to={`${address}?week=${week + 1}`} variant="secondary" iconEnd="chevron-right">
          {t("new.when.later")}
        </LinkButton>
      </div>
    </div>
  );
}
