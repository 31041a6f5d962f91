import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { suggestFor } from "#app/domains/listings/suggest/lessons.service.server.ts";
import { titleMax } from "#app/domains/listings/listings.schema.ts";
import { database } from "#app/platform/db/database.server.ts";

/** GET ?title=... -> `{suggestions: [{kind, code}]}`, at most three, best first. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireActor(request);
  const title = (new URL(request.url).searchParams.get("title") ?? "").slice(0, titleMax);
  return Response.json({ suggestions: await suggestFor(await database(), title) }, { headers: { "Cache-Control": "private, max-age=60" } });
}
