import type { Db, Tx } from "#app/platform/db/database.server.ts";
import type { RefusalKind, RefusalPhoto } from "./refusals.schema.ts";

/** Writes why a load was turned away. One per booking; a photo may follow. */
export async function insertRefusal(tx: Tx, input: { bookingId: string; kind: RefusalKind; reason: string; photo: RefusalPhoto | null; byUserId: string; now: Date }): Promise<void> {
  const { photo, now, ...rest } = input;
  await tx.visitRefusal.create({ data: { ...rest, storageKey: photo?.storageKey ?? null, width: photo?.width ?? null, height: photo?.height ?? null, at: now }, select: { bookingId: true } });
}

/** Where the photo of a refusal lies in storage, or null. The caller has checked who asks. */
export async function findRefusalPhotoKey(db: Db, bookingId: string): Promise<string | null> {
  const row = await db.visitRefusal.findUnique({ where: { bookingId }, select: { storageKey: true } });
  return row?.storageKey ?? null;
}

/** Adds the photo of a refusal that has none yet; false when it has one, or when there is no such refusal. */
export async function addPhotoOfRefusal(tx: Tx, bookingId: string, photo: RefusalPhoto): Promise<boolean> {
  const { count } = await tx.visitRefusal.updateMany({ where: { bookingId, storageKey: null }, data: photo });
  return count === 1;
}
