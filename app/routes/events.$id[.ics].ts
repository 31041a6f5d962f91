import type { LoaderFunctionArgs } from "@remix-run/node";
import { eventCalendar } from "#app/domains/events/ics.server.ts";
import { viewEvent } from "#app/domains/events/view.service.server.ts";
import { currentActor } from "#app/domains/identity/actor.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";

/** A community's day as a calendar file, for whoever may see the day. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const event = await viewEvent(await database(), await currentActor(request), params.id ?? "", new Date());
  if (!event || event.state === "planned") throw new Response(null, { status: 404 });
  const publicUrl = env().PUBLIC_URL;
  const text = eventCalendar({ event, host: new URL(publicUrl).hostname, url: `${publicUrl}/events/${event.id}`, now: new Date() });
  return new Response(text, {
    headers: { "Content-Type": "text/calendar; charset=utf-8", "Content-Disposition": `attachment; filename="event-${event.id.slice(-8)}.ics"`, "Cache-Control": "private, no-store" },
  });
}
