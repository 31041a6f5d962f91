import { transact, type Db } from "#app/platform/db/database.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import type { PreparedPhoto } from "#app/platform/images/photo.server.ts";
import { deletePhoto, photoKey, storePhoto } from "#app/platform/images/stored-photos.server.ts";
import type { Storage } from "#app/platform/storage/storage.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { ListingsError } from "../listings.errors.ts";
import { maxPhotos } from "../listings.schema.ts";
import { claimLeftPhotos, countUploads, deleteExpiredDrafts, deleteRemovedPhotos, findDraft, insertDraftPhoto, listDraftPhotos, markStored, removeDraftPhotos } from "./drafts.repository.server.ts";
import { uploadsPerHour, type DraftPhotoView } from "./drafts.schema.ts";
import { claimDraft, isMine } from "./drafts.service.server.ts";

/** Asked before a photo is decoded, which costs more than all the rest. */
export async function mayUpload(db: Db, actor: Actor, clock = systemClock): Promise<Result<null, ListingsError>> {
  if (!hasRole(actor.role, "member")) return err("LISTINGS.NOT_ALLOWED");
  const sent = await countUploads(db, { userId: actor.userId, since: new Date(clock.now().getTime() - 3_600_000) });
  return sent >= uploadsPerHour ? err("LISTINGS.UPLOAD_RATE_LIMITED") : ok(null);
}

/**
 * Puts a photo on a draft. Its place is taken first, then its files are written, then it counts: whatever breaks in between is
 * found by the timer. The same client id with the same photo again gives the same answer; with another one it is HTTP.KEY_REUSED.
 */
export async function addDraftPhoto(
  db: Db,
  files: Storage,
  actor: Actor,
  input: { draftId: string; clientId: string; photo: PreparedPhoto },
  clock = systemClock,
): Promise<Result<DraftPhotoView, ListingsError | "HTTP.KEY_REUSED">> {
  // Each photo of each draft has files of its own, so that taking one away never takes another's.
  const origin = `${actor.userId}:${input.draftId}:${input.clientId}`;
  const storageKey = photoKey(origin, input.photo);
  const { width, height, differenceHash } = input.photo;
  const place = await transact(db, async (tx) => {
    const now = clock.now();
    const claimed = await claimDraft(tx, actor, { draftId: input.draftId, now });
    if (!claimed.ok) return claimed;
    const present = await listDraftPhotos(tx, input.draftId);
    const known = present.find((photo) => photo.clientId === input.clientId);
    if (known?.removedAt) return err("LISTINGS.PHOTO_NOT_FOUND");
    if (known) return known.storageKey === storageKey ? ok(known) : err("HTTP.KEY_REUSED");
    if (present.filter((photo) => photo.removedAt === null).length >= maxPhotos) return err("LISTINGS.TOO_MANY_PHOTOS");
    const allowed = await mayUpload(tx, actor, clock);
    if (!allowed.ok) return allowed;
    return ok(await insertDraftPhoto(tx, { draftId: input.draftId, userId: actor.userId, clientId: input.clientId, storageKey, width, height, differenceHash, now }));
  });
  if (!place.ok) return place;
  if (place.value.storedAt === null) {
    await storePhoto(files, origin, input.photo);
    if (!(await markStored(db, { id: place.value.id, now: clock.now() }))) return err("LISTINGS.PHOTO_NOT_FOUND");
  }
  return ok({ id: place.value.id, key: storageKey, width, height });
}

/** Takes a photo off a draft. One that is off already is off. */
export async function removeDraftPhoto(db: Db, actor: Actor, input: { draftId: string; photoId: string }, clock = systemClock): Promise<Result<null, ListingsError>> {
  return transact(db, async (tx) => {
    const draft = await findDraft(tx, input.draftId, { lock: true });
    if (!draft || !isMine(draft, actor)) return err("LISTINGS.DRAFT_NOT_FOUND");
    if (draft.listingId !== null) return err("LISTINGS.DRAFT_CLOSED", { listingId: draft.listingId });
    const photo = (await listDraftPhotos(tx, draft.id)).find(({ id }) => id === input.photoId);
    if (!photo) return err("LISTINGS.PHOTO_NOT_FOUND");
    await removeDraftPhotos(tx, { draftId: draft.id, ids: [photo.id], now: clock.now() });
    return ok(null);
  });
}

const batch = 100;
/** Longer than any upload takes, and than the hour the limit of uploads counts. */
const leftHours = 2;

/**
 * The timer: throws away drafts whose time is over, and the files of photos nobody needs any more. Late, doubled or broken off
 * half-way: a photo is forgotten only after its files are gone. Returns what went.
 */
export async function cleanDrafts(db: Db, files: Storage, now: Date): Promise<{ drafts: number; photos: number }> {
  let drafts = 0;
  for (let count = batch; count === batch; drafts += count) count = await deleteExpiredDrafts(db, { now, limit: batch });
  let photos = 0;
  for (let count = batch; count === batch; photos += count) {
    const left = await claimLeftPhotos(db, { before: new Date(now.getTime() - leftHours * 3_600_000), now, limit: batch });
    for (const { storageKey } of left) await deletePhoto(files, storageKey);
    await deleteRemovedPhotos(db, left.map(({ id }) => id));
    count = left.length;
  }
  return { drafts, photos };
}
