import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { ListingsError } from "./listings.errors.ts";
import { deletePhotoRow, insertPhotoRow } from "./holds.repository.server.ts";
import { appendPhotos, arrangePhotos, deletePhotos, listPhotos } from "./listings.repository.server.ts";
import { maxPhotos, type StoredPhoto } from "./listings.schema.ts";
import { claim, tell } from "./listings.service.server.ts";

export type ArrangePhotos = {
  listingId: string;
  /** The photos that stay, in their new order, with what they show in words. All others are taken off. */
  photos: { id: string; alt: string }[];
};

/** Orders, describes and removes photos. The answer names the storage keys nobody needs any more; delete those files after it. */
export async function arrangeListingPhotos(db: Db, actor: Actor, input: ArrangePhotos): Promise<Result<{ removedKeys: string[] }, ListingsError>> {
  return transact(db, async (tx) => {
    const claimed = await claim(tx, actor, { listingId: input.listingId }, "edit");
    if (!claimed.ok) return claimed;
    const present = await listPhotos(tx, input.listingId);
    const known = new Set(present.map((photo) => photo.id));
    const wanted = new Set(input.photos.map((photo) => photo.id));
    if (wanted.size !== input.photos.length || input.photos.some((photo) => !known.has(photo.id))) return err("LISTINGS.PHOTO_NOT_FOUND");
    const removed = present.filter((photo) => !wanted.has(photo.id));
    await deletePhotos(tx, { listingId: input.listingId, ids: removed.map((photo) => photo.id) });
    await arrangePhotos(tx, { listingId: input.listingId, photos: input.photos.map(({ id, alt }) => ({ id, alt: alt.trim().slice(0, 200) })) });
    await tell(tx, claimed.value);
    return ok({ removedKeys: removed.map((photo) => photo.storageKey) });
  });
}

/** Puts photos that are already in storage behind those there are. */
export async function addListingPhotos(db: Db, actor: Actor, input: { listingId: string; photos: StoredPhoto[] }): Promise<Result<null, ListingsError>> {
  return transact(db, async (tx) => {
    const claimed = await claim(tx, actor, { listingId: input.listingId }, "edit");
    if (!claimed.ok) return claimed;
    const present = await listPhotos(tx, input.listingId);
    if (present.length + input.photos.length > maxPhotos) return err("LISTINGS.TOO_MANY_PHOTOS");
    await appendPhotos(tx, { listingId: input.listingId, photos: input.photos, from: present.length });
    await tell(tx, claimed.value);
    return ok(null);
  });
}

/** A photo that moderation takes off its listing, with all that putting it back needs. Its files stay. */
export type TakenPhoto = { id: string; listingId: string; position: number; storageKey: string; width: number; height: number; alt: string; differenceHash: string | null };

/** Takes one photo off, in the transaction of the flow that has checked who asks; null when it is not there any more. */
export async function takePhotoOff(tx: Tx, photoId: string): Promise<TakenPhoto | null> {
  const taken = await deletePhotoRow(tx, photoId);
  if (taken) await tell(tx, { id: taken.listingId, ownerPartyId: taken.ownerPartyId });
  if (!taken) return null;
  const { ownerPartyId: _owner, ...photo } = taken;
  return photo;
}

/** Puts a photo back that was taken off. Nothing happens where the listing is gone. */
export async function putPhotoBack(tx: Tx, photo: TakenPhoto): Promise<void> {
  const ownerPartyId = await insertPhotoRow(tx, photo);
  if (ownerPartyId) await tell(tx, { id: photo.listingId, ownerPartyId });
}
