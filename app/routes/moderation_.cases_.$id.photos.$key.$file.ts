import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { casePhoto } from "#app/domains/trust/kept-photos.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { photoResponse } from "#app/platform/http/photo-response.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { photoFile, privatePhotoFile } from "#app/platform/images/stored-photos.server.ts";
import { storage } from "#app/platform/storage/storage.server.ts";

/** A photo of the copy that a case keeps, for moderators, wherever it is otherwise out of sight. No cache keeps it. */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const storageKey = params.key ?? "";
  const kept = await casePhoto(await database(), actor, { caseId: params.id ?? "", storageKey });
  const refused = (status: number) => new Response(null, { status, headers: { "Cache-Control": "no-store" } });
  if (!kept.ok) throw refused(statusOf(kept.error));
  const key = kept.value.isPrivate ? privatePhotoFile(storageKey, params.file) : photoFile(storageKey, params.file);
  if (!key) throw refused(404);
  return photoResponse(request, await storage(), { key, etag: `"${key}"`, caching: "private, no-store" });
}
