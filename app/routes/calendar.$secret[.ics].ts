import type { LoaderFunctionArgs } from "@remix-run/node";
import { calendarFeed, REFRESH_SECONDS } from "#app/flows/calendar-feed.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";

/** A party's calendar, for programs that know its address and nothing else. */
export async function loader({ params }: LoaderFunctionArgs) {
  const text = await calendarFeed(await database(), params.secret ?? "", { publicUrl: env().PUBLIC_URL, now: new Date() });
  if (text === null) throw new Response(null, { status: 404, statusText: "ACCOUNT.NOT_FOUND" });
  return new Response(text, {
    headers: {
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": 'inline; filename="roundabout.ics"',
      "Cache-Control": `private, max-age=${REFRESH_SECONDS / 3}`,
      "X-Robots-Tag": "noindex",
    },
  });
}
