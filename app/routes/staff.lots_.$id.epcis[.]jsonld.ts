import type { LoaderFunctionArgs } from "@remix-run/node";
import { lotEpcis } from "#app/domains/custody/epcis.service.server.ts";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { statusOf } from "#app/platform/http/status.ts";

/** Everything that happened to a lot, to what it came from and to what came of it, as EPCIS 2.0. For whoever may see the lot. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler", "authority"], "staff");
  const made = await lotEpcis(await database(), actor, params.id ?? "", { origin: env().PUBLIC_URL, at: new Date() });
  if (!made.ok) throw new Response(null, { status: statusOf(made.error), statusText: made.error });
  return new Response(JSON.stringify(made.value.document, null, 1), {
    headers: { "Content-Type": "application/ld+json; charset=utf-8", "Content-Disposition": `attachment; filename="lot-${made.value.number}.jsonld"`, "Cache-Control": "private, no-store" },
  });
}
