import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { findHomePhotoKey } from "#app/domains/pickups/home/home.repository.server.ts";
import { openBooking } from "#app/domains/pickups/views.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { privatePhotoResponse } from "#app/platform/http/private-photo-response.server.ts";

/** A photo of what stands at the door, for the two sides of the booking. Nobody between keeps it. */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const db = await database();
  const bookingId = params.id ?? "";
  const opened = await openBooking(db, actor, bookingId);
  const storageKey = opened.ok ? await findHomePhotoKey(db, { bookingId, photoId: params.photo ?? "" }) : null;
  return privatePhotoResponse(request, storageKey, params.file);
}
