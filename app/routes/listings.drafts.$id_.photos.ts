import type { ActionFunctionArgs } from "@remix-run/node";
import { signedIn } from "#app/domains/identity/actor.server.ts";
import { addDraftPhoto, mayUpload, removeDraftPhoto } from "#app/domains/listings/drafts/draft-photos.service.server.ts";
import { clientPhotoId, draftId, removePhotoInput } from "#app/domains/listings/drafts/drafts.schema.ts";
import { maxPhotoMegabytes } from "#app/domains/listings/listings.schema.ts";
import { database } from "#app/platform/db/database.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { readPhotoForm } from "#app/platform/images/uploads.server.ts";
import { storage } from "#app/platform/storage/storage.server.ts";

const headers = { "Cache-Control": "no-store" };

/** `message` is a key (with numbers) for the photo's tile. */
function refuse(error: string, message = errorKey(error)) {
  return Response.json({ error, message }, { status: statusOf(error), headers });
}

/** POST multipart `photo`, `clientId` -> `{id, key, width, height}`, the same again for the same photo. DELETE `?photo=ID` takes one off. */
export async function action({ request, params }: ActionFunctionArgs) {
  const who = await signedIn(request);
  if (!who) return refuse("IDENTITY.SIGN_IN");
  const db = await database();
  if (request.method === "DELETE") {
    const input = removePhotoInput.safeParse({ draftId: params.id, photoId: new URL(request.url).searchParams.get("photo") });
    if (!input.success) return refuse("LISTINGS.DRAFT_INVALID");
    const removed = await removeDraftPhoto(db, who.actor, input.data);
    return removed.ok ? Response.json({ removed: input.data.photoId }, { headers }) : refuse(removed.error);
  }
  const allowed = await mayUpload(db, who.actor);
  if (!allowed.ok) return refuse(allowed.error);
  const { form, photos, photoError } = await readPhotoForm(request, { field: "photo", maxFiles: 1, maxMegabytes: maxPhotoMegabytes });
  if (photoError) return refuse("LISTINGS.PHOTO_INVALID", photoError);
  const [id, clientId, photo] = [draftId.safeParse(params.id), clientPhotoId.safeParse(form.get("clientId")), photos[0]];
  if (!id.success || !clientId.success || !photo) return refuse("LISTINGS.DRAFT_INVALID");
  const added = await addDraftPhoto(db, await storage(), who.actor, { draftId: id.data, clientId: clientId.data, photo });
  return added.ok ? Response.json(added.value, { headers }) : refuse(added.error);
}
