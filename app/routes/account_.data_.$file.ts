import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { exportFile } from "#app/domains/my-data/exports.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { storage } from "#app/platform/storage/storage.server.ts";

/** `/account/data/ID.zip`: the archive, for the person it is about and nobody else; kept by nobody between. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const id = /^([0-9a-f-]{36})\.zip$/.exec(params.file ?? "")?.[1];
  if (!id) throw new Response(null, { status: 404 });
  const found = await exportFile(await database(), actor, { id });
  if (!found.ok) throw new Response(null, { status: statusOf(found.error) });
  const file = await (await storage()).get(found.value.key);
  if (!file) throw new Response(null, { status: 404 });
  if (request.method === "HEAD") await file.body.cancel();
  return new Response(request.method === "HEAD" ? null : file.body, {
    headers: {
      "Content-Type": "application/zip",
      "Content-Length": String(file.sizeBytes),
      "Content-Disposition": `attachment; filename="roundabout-${found.value.askedAt.toISOString().slice(0, 10)}.zip"`,
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
