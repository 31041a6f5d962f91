import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { bookingCalendar } from "#app/domains/pickups/ics.server.ts";
import { selectCalendarRoot } from "#app/domains/pickups/views.repository.server.ts";
import { openBooking } from "#app/domains/pickups/views.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";

/** The booking as a calendar file, for the members of its parties. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const db = await database();
  const opened = await openBooking(db, actor, params.id ?? "");
  if (!opened.ok) throw new Response(null, { status: statusOf(opened.error), statusText: opened.error });
  const { booking, side } = opened.value;
  const locale = requestLocale(request);
  const t = translator(locale, "pickups");
  const name = translator(locale, "materials");
  const h = translator(locale, "home-pickup");
  const materials = booking.lines.map((line) => name(`names.${line.material}`)).join(", ");
  const { home } = booking;
  // An address is for the page behind the sign-in; only one's own may stand in one's own calendar.
  const atHome = home && { summary: h("calendar.summary", { recycler: booking.recyclerName }), location: side === "resident" ? home.address : home.areaName };
  const publicUrl = env().PUBLIC_URL;
  const text = bookingCalendar({
    booking,
    rootId: await selectCalendarRoot(db, booking.id),
    host: new URL(publicUrl).hostname,
    url: `${publicUrl}/bookings/${booking.id}`,
    summary: atHome?.summary ?? t("calendar.summary", { point: booking.point.name }),
    description: t("calendar.description", { code: booking.checkInCode, materials }),
    location: atHome?.location ?? [booking.point.name, booking.point.address].filter(Boolean).join(", "),
    now: new Date(),
  });
  return new Response(text, {
    headers: {
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": `attachment; filename="booking-${booking.id.slice(-8)}.ics"`,
      "Cache-Control": "private, no-store",
    },
  });
}
