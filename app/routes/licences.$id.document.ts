import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { licenceDocumentOf } from "#app/domains/licences/licences.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { documentResponse } from "#app/platform/documents/document-response.server.ts";
import { statusOf } from "#app/platform/http/status.ts";

/** The document of a licence, for its holder and those who judge it. Saved, never opened as part of our pages. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const found = await licenceDocumentOf(await database(), actor, params.id ?? "");
  if (!found.ok) throw new Response(null, { status: statusOf(found.error) });
  return documentResponse(found.value, `licence-${params.id ?? ""}`);
}
