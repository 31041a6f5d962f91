import type { LoaderFunctionArgs } from "@remix-run/node";
import { epcisDocument } from "#app/domains/custody/epcis.ts";
import { actsOn } from "#app/domains/custody/epcis.repository.server.ts";
import { openLot } from "#app/domains/custody/trace.service.server.ts";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { statusOf } from "#app/platform/http/status.ts";

/** Everything that happened to a lot, to what it came from and to what came of it, as EPCIS 2.0. For whoever may see the lot. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler", "authority"], "staff");
  const db = await database();
  const opened = await openLot(db, actor, params.id ?? "");
  if (!opened.ok) throw new Response(null, { status: statusOf(opened.error), statusText: opened.error });
  const ids = opened.value.trace.lots.map((lot) => lot.id);
  // An act may have touched other lots too; those are somebody else's to see.
  const seen = new Set(ids);
  const acts = (await actsOn(db, ids)).map((act) => ({ ...act, postings: act.postings.filter((posting) => seen.has(posting.lotId)) }));
  return new Response(JSON.stringify(epcisDocument(acts, env().PUBLIC_URL, new Date()), null, 1), {
    headers: { "Content-Type": "application/ld+json; charset=utf-8", "Content-Disposition": `attachment; filename="lot-${opened.value.lot.number}.jsonld"`, "Cache-Control": "private, no-store" },
  });
}
