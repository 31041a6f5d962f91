import type { LoaderFunctionArgs } from "@remix-run/node";
import { epcisDocument } from "#app/domains/custody/epcis.ts";
import { actsAt } from "#app/domains/custody/epcis.repository.server.ts";
import { askedMonth, monthBounds } from "#app/domains/custody/months.rules.ts";
import { placesOf } from "#app/domains/custody/places.repository.server.ts";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";

/** What happened at one of one's points in a month, as EPCIS 2.0. */
export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const params = new URL(request.url).searchParams;
  const db = await database();
  const point = (await placesOf(db, actor.party.id)).find((one) => one.id === params.get("point"));
  if (!point) throw new Response(null, { status: 404, statusText: "CUSTODY.NOT_FOUND" });
  const month = askedMonth(params.get("month"), point.timeZone, new Date());
  const acts = await actsAt(db, { pointId: point.id, ...monthBounds(month, point.timeZone) });
  return new Response(JSON.stringify(epcisDocument(acts, env().PUBLIC_URL, new Date()), null, 1), {
    headers: { "Content-Type": "application/ld+json; charset=utf-8", "Content-Disposition": `attachment; filename="epcis-${month}.jsonld"`, "Cache-Control": "private, no-store" },
  });
}
