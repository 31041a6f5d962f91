import type { MessagingError } from "#app/domains/messaging/messaging.errors.ts";
import { maxMessagePhotos, maxPhotoMegabytes, sendFormInput, type MessageView, type NewMessagePhoto } from "#app/domains/messaging/messaging.schema.ts";
import { mayWrite, sendMessage } from "#app/domains/messaging/messaging.service.server.ts";
import { isPhotoUnused } from "#app/domains/messaging/withdraw.service.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { deletePrivatePhoto, storePrivatePhoto } from "#app/platform/images/stored-photos.server.ts";
import { readPhotoForm } from "#app/platform/images/uploads.server.ts";
import { storage } from "#app/platform/storage/storage.server.ts";
import type { Storage } from "#app/platform/storage/storage.ts";
import type { Actor } from "#app/shared/actor.ts";

/** A form with a message that went through, or everything typed, with why not. `fields` are keys of the catalogue. */
export type SentForm =
  | { ok: true; message: MessageView }
  | { ok: false; error: MessagingError | "MESSAGING.PHOTO_INVALID"; details: Record<string, unknown>; body: string; fields: Record<string, string[]> };

/**
 * Sends what a form of the thread holds: a text, up to four photos, or both. Photos are encoded anew and stored only for
 * somebody who may write here; those of a message that was refused after all go again.
 */
export async function sendMessageForm(db: Db, actor: Actor, input: { dealId: string; request: Request }): Promise<SentForm> {
  const may = await mayWrite(db, actor, input.dealId);
  if (!may.ok) {
    const form = await input.request.formData().catch(() => new FormData());
    const repeat = await repeated(db, actor, input.dealId, form);
    return repeat ?? refused(may.error, may.details, bodyOf(form), {});
  }
  const { form, photos, photoError } = await readPhotoForm(input.request, { field: "photos", maxFiles: maxMessagePhotos, maxMegabytes: maxPhotoMegabytes });
  const parsed = sendFormInput.safeParse({ dealId: input.dealId, clientId: form.get("clientId"), body: bodyOf(form) });
  if (photoError) return refused("MESSAGING.PHOTO_INVALID", {}, bodyOf(form), { photos: [photoError] });
  if (!parsed.success) return refused("MESSAGING.INVALID", {}, bodyOf(form), parsed.error.flatten().fieldErrors);
  if (parsed.data.body === "" && photos.length === 0) return refused("MESSAGING.INVALID", {}, "", { body: ["errors:required"] });

  const shelf = await storage();
  const stored: NewMessagePhoto[] = [];
  for (const photo of photos) {
    const { storageKey, width, height } = await storePrivatePhoto(shelf, `${input.dealId} ${actor.userId} ${parsed.data.clientId}`, photo);
    stored.push({ storageKey, width, height });
  }
  const sent = await sendMessage(db, actor, { ...parsed.data, photos: stored });
  if (sent.ok) return { ok: true, message: sent.value };
  await forget(db, shelf, stored);
  return refused(sent.error, sent.details, parsed.data.body, {});
}

/** The answer to a message that is saved already, however busy its author has been since. */
async function repeated(db: Db, actor: Actor, dealId: string, form: FormData): Promise<SentForm | null> {
  const parsed = sendFormInput.safeParse({ dealId, clientId: form.get("clientId"), body: bodyOf(form) });
  if (!parsed.success || parsed.data.body === "") return null;
  const sent = await sendMessage(db, actor, parsed.data);
  return sent.ok ? { ok: true, message: sent.value } : null;
}

async function forget(db: Db, shelf: Storage, photos: readonly NewMessagePhoto[]): Promise<void> {
  for (const { storageKey } of photos) if (await isPhotoUnused(db, storageKey)) await deletePrivatePhoto(shelf, storageKey);
}

function bodyOf(form: FormData): string {
  const body = form.get("body");
  return typeof body === "string" ? body : "";
}

function refused(error: MessagingError | "MESSAGING.PHOTO_INVALID", details: Record<string, unknown> | undefined, body: string, fields: Record<string, string[] | undefined>): SentForm {
  return { ok: false, error, details: details ?? {}, body, fields: Object.fromEntries(Object.entries(fields).flatMap(([name, texts]) => (texts ? [[name, texts]] : []))) };
}
