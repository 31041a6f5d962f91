import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { newId } from "#app/shared/ids.ts";
import type { PointPhotoView } from "./care.schema.ts";

/** The photos of a point, in their order. */
export async function selectPointPhotos(db: Db, pointId: string): Promise<PointPhotoView[]> {
  return db.pointPhoto.findMany({
    where: { pointId },
    select: { id: true, storageKey: true, width: true, height: true, alt: true },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    take: 50,
  });
}

/** Writes photos from a position on. */
export async function insertPointPhotos(tx: Tx, input: { pointId: string; photos: readonly { storageKey: string; width: number; height: number; alt: string }[]; from: number }): Promise<void> {
  await tx.pointPhoto.createMany({
    data: input.photos.map(({ storageKey, width, height, alt }, index) => ({ id: newId(), pointId: input.pointId, position: input.from + index, storageKey, width, height, alt: alt.trim().slice(0, 200) })),
  });
}

/** Says what a photo shows. */
export async function setPhotoAlt(tx: Tx, input: { id: string; alt: string }): Promise<void> {
  await tx.pointPhoto.updateMany({ where: { id: input.id }, data: { alt: input.alt } });
}

/** Takes a photo off; its key when no other photo of a point has the same files, else null. */
export async function deletePointPhoto(tx: Tx, photo: { id: string; storageKey: string }): Promise<string | null> {
  await tx.pointPhoto.deleteMany({ where: { id: photo.id } });
  return (await tx.pointPhoto.count({ where: { storageKey: photo.storageKey } })) === 0 ? photo.storageKey : null;
}

/** Whether some point shows the files of a key: then anybody may see them. */
export async function isPointPhoto(db: Db, storageKey: string): Promise<boolean> {
  return (await db.pointPhoto.findFirst({ where: { storageKey }, select: { id: true } })) !== null;
}
