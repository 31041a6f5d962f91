import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { signedIn } from "#app/domains/identity/actor.server.ts";
import { refusedByAct } from "#app/domains/rounds/driver.service.server.ts";
import { MAX_PHOTO_MEGABYTES } from "#app/domains/rounds/driver.schema.ts";
import { keepRefusalPhoto } from "#app/flows/keep-refusal-photo.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { readPhotoForm } from "#app/platform/images/uploads.server.ts";
import { storage } from "#app/platform/storage/storage.server.ts";

const headers = { "Cache-Control": "no-store" };

/** POST /rounds/:id/photos/:act, multipart `photo`: what a driver photographed when they refused a load, by the act that refused it. */
export async function action({ request, params }: ActionFunctionArgs) {
  const refuse = (error: string) => Response.json({ error }, { status: statusOf(error), headers });
  const who = await signedIn(request);
  if (!who) return refuse("IDENTITY.SIGN_IN");
  const db = await database();
  const about = { roundId: params.id ?? "", clientId: params.act ?? "" };
  // Nobody makes us decode a picture who may not keep it.
  const allowed = await refusedByAct(db, who.actor, about);
  if (!allowed.ok) return refuse(allowed.error);
  const { photos, photoError } = await readPhotoForm(request, { field: "photo", maxFiles: 1, maxMegabytes: MAX_PHOTO_MEGABYTES });
  const [photo] = photos;
  if (photoError || !photo) return refuse("ROUNDS.PHOTO_INVALID");
  const kept = await keepRefusalPhoto(db, await storage(), who.actor, { ...about, photo });
  return kept.ok ? Response.json(kept.value, { headers }) : refuse(kept.error);
}

export function loader({ params }: { params: { id?: string } }) {
  return redirect(`/rounds/${params.id ?? ""}`);
}
