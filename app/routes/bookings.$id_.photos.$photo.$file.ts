import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { findHomePhotoKey } from "#app/domains/pickups/home/home.repository.server.ts";
import { openBooking } from "#app/domains/pickups/views.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { privatePhotoFile } from "#app/platform/images/stored-photos.server.ts";
import { storage } from "#app/platform/storage/storage.server.ts";

/** A photo of what stands at the door, for the two sides of the booking. Nobody between keeps it. */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const db = await database();
  const bookingId = params.id ?? "";
  const opened = await openBooking(db, actor, bookingId);
  const storageKey = opened.ok ? await findHomePhotoKey(db, { bookingId, photoId: params.photo ?? "" }) : null;
  const key = storageKey ? privatePhotoFile(storageKey, params.file) : null;
  const file = key ? await (await storage()).get(key) : null;
  if (!file) throw new Response(null, { status: 404 });
  const headers = { "Content-Type": file.contentType, "Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff" };
  if (request.method === "HEAD") await file.body.cancel();
  return new Response(request.method === "HEAD" ? null : file.body, { headers });
}
