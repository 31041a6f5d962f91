import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { findRefusalPhotoKey } from "#app/domains/pickups/refusals.repository.server.ts";
import { openBooking } from "#app/domains/pickups/views.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { privatePhotoResponse } from "#app/platform/http/private-photo-response.server.ts";

/** The photo of a load that was turned away, for the two sides of the booking. Nobody between keeps it. */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const db = await database();
  const opened = await openBooking(db, actor, params.id ?? "");
  const storageKey = opened.ok ? await findRefusalPhotoKey(db, opened.value.booking.id) : null;
  return privatePhotoResponse(request, storageKey, params.file);
}
