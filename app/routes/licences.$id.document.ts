import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { licenceDocumentOf } from "#app/domains/licences/licences.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { documentTypes, type DocumentType } from "#app/platform/documents/document-type.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { storage } from "#app/platform/storage/storage.server.ts";

/** The document of a licence, for its holder and those who judge it. Saved, never opened as part of our pages. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const found = await licenceDocumentOf(await database(), actor, params.id ?? "");
  if (!found.ok) throw new Response(null, { status: statusOf(found.error) });
  const file = await (await storage()).get(found.value.key);
  if (!file) throw new Response(null, { status: 404 });
  const ending = documentTypes[found.value.type as DocumentType];
  return new Response(file.body, {
    headers: {
      "Content-Type": found.value.type,
      "Content-Disposition": `attachment; filename="licence-${params.id ?? ""}.${ending}"`,
      "Cache-Control": "private, no-store",
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "X-Content-Type-Options": "nosniff",
      ...(file.sizeBytes > 0 ? { "Content-Length": String(file.sizeBytes) } : {}),
    },
  });
}
