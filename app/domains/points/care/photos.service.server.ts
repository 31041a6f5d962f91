import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { PointError } from "../points.errors.ts";
import { notePoint, writePoint } from "./care.repository.server.ts";
import { claimCare, tellPointChanged, type Changed } from "./care.service.server.ts";
import { MAX_POINT_PHOTOS } from "./care.schema.ts";
import { deletePointPhoto, insertPointPhotos, selectPointPhotos, setPhotoAlt } from "./photos.repository.server.ts";

type PointRef = { pointId: string; version: number };
type NewPhoto = { storageKey: string; width: number; height: number; alt: string };

/** Puts photos that are in storage behind those there are. Errors: POINTS.NOT_FOUND, NOT_ALLOWED, STALE, TOO_MANY_PHOTOS. */
export async function addPointPhotos(db: Db, actor: Actor, input: PointRef & { photos: NewPhoto[] }, clock: Clock = systemClock): Promise<Result<Changed, PointError>> {
  return transact<Result<Changed, PointError>>(db, async (tx) => {
    const claimed = await claimCare(tx, actor, input);
    if (!claimed.ok) return claimed;
    const present = await selectPointPhotos(tx, input.pointId);
    const fresh = input.photos.filter((photo) => !present.some((one) => one.storageKey === photo.storageKey));
    if (present.length + fresh.length > MAX_POINT_PHOTOS) return err("POINTS.TOO_MANY_PHOTOS");
    await insertPointPhotos(tx, { pointId: input.pointId, photos: fresh, from: present.length });
    const now = clock.now();
    const version = await writePoint(tx, input.pointId, {}, now);
    await notePoint(tx, { id: input.pointId, from: `v${claimed.value.version}`, to: "photos", actor, now });
    await tellPointChanged(tx, claimed.value);
    return ok({ pointId: input.pointId, version });
  });
}

/**
 * Says in words what a photo shows, or takes it off; `removedKey` is then the key of files that no point shows any more.
 * Errors: POINTS.NOT_FOUND, NOT_ALLOWED, STALE, PHOTO_NOT_FOUND.
 */
export async function changePointPhoto(
  db: Db,
  actor: Actor,
  input: PointRef & { photoId: string; change: { alt: string } | "remove" },
  clock: Clock = systemClock,
): Promise<Result<Changed & { removedKey: string | null }, PointError>> {
  return transact<Result<Changed & { removedKey: string | null }, PointError>>(db, async (tx) => {
    const claimed = await claimCare(tx, actor, input);
    if (!claimed.ok) return claimed;
    const photo = (await selectPointPhotos(tx, input.pointId)).find((one) => one.id === input.photoId);
    if (!photo) return err("POINTS.PHOTO_NOT_FOUND");
    const removedKey = input.change === "remove" ? await deletePointPhoto(tx, photo) : null;
    if (input.change !== "remove") await setPhotoAlt(tx, { id: photo.id, alt: input.change.alt.trim().slice(0, 200) });
    const now = clock.now();
    const version = await writePoint(tx, input.pointId, {}, now);
    await notePoint(tx, { id: input.pointId, from: `v${claimed.value.version}`, to: "photos", actor, now });
    await tellPointChanged(tx, claimed.value);
    return ok({ pointId: input.pointId, version, removedKey });
  });
}
