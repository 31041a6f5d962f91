import type { LoaderFunctionArgs } from "@remix-run/node";
import { pointEpcis } from "#app/domains/custody/epcis.service.server.ts";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { statusOf } from "#app/platform/http/status.ts";

/** What happened at one of one's points in a month, as EPCIS 2.0. */
export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const params = new URL(request.url).searchParams;
  const made = await pointEpcis(await database(), actor, { pointId: params.get("point") ?? "", month: params.get("month") }, { origin: env().PUBLIC_URL, at: new Date() });
  if (!made.ok) throw new Response(null, { status: statusOf(made.error), statusText: made.error });
  return new Response(JSON.stringify(made.value.document, null, 1), {
    headers: { "Content-Type": "application/ld+json; charset=utf-8", "Content-Disposition": `attachment; filename="epcis-${made.value.month}.jsonld"`, "Cache-Control": "private, no-store" },
  });
}
