import type { LoaderFunctionArgs } from "@remix-run/node";
import { signedIn } from "#app/domains/identity/actor.server.ts";
import { photoForReader } from "#app/domains/messaging/withdraw.service.server.ts";
import { actorForDeal } from "#app/flows/view-deal.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { privatePhotoFile } from "#app/platform/images/stored-photos.server.ts";
import { storage } from "#app/platform/storage/storage.server.ts";

/**
 * A photo of a message in one of its sizes, for those who may read the thread; for everybody else there is none. The
 * reader's own browser may keep it, and asks each time whether that still holds.
 */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const who = await signedIn(request);
  const nothing = () => new Response(null, { status: 404, headers: { "Cache-Control": "private, no-store" } });
  if (!who) throw nothing();
  const db = await database();
  const dealId = params.id ?? "";
  const photo = await photoForReader(db, await actorForDeal(db, who, dealId), { dealId, photoId: params.photo ?? "" });
  const key = photo.ok ? privatePhotoFile(photo.value.storageKey, params.file) : null;
  if (!key) throw nothing();
  const headers = { ETag: `"${params.photo ?? ""}-${params.file ?? ""}"`, "Cache-Control": "private, no-cache", "X-Content-Type-Options": "nosniff", "Content-Disposition": "inline" };
  if (request.headers.get("if-none-match") === headers.ETag) return new Response(null, { status: 304, headers });
  const file = await (await storage()).get(key);
  if (!file) throw nothing();
  return new Response(file.body, { headers: { ...headers, "Content-Type": file.contentType, ...(file.sizeBytes > 0 ? { "Content-Length": String(file.sizeBytes) } : {}) } });
}
