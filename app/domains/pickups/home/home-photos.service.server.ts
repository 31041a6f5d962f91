import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import type { PreparedPhoto } from "#app/platform/images/photo.server.ts";
import { deletePrivatePhoto, photoKey, storePrivatePhoto } from "#app/platform/images/stored-photos.server.ts";
import type { Storage } from "#app/platform/storage/storage.ts";
import { record } from "#app/outbox/record.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { findBookingToChange, type BookingToChange } from "../bookings.repository.server.ts";
import { sideOf } from "../bookings.service.server.ts";
import type { PickupError } from "../pickups.errors.ts";
import { deleteHomePhoto, insertHomePhoto, isPhotoUsed, lockHomePhotos, moveHomePhoto } from "./home.repository.server.ts";
import { MAX_HOME_PHOTOS } from "./home.schema.ts";

/**
 * Puts photos on a home booking that is still ahead, for both its sides: of one kind of its pieces, or (`goods` null) of all there is. The same
 * photo again changes nothing, but for the piece it is of. `isLost`: on a hold that has run out, whose place is looked for again. Files are
 * written first: one without its row is seen by nobody. Errors: PICKUPS.NOT_FOUND, NOT_ALLOWED, WRONG_STATE, PHOTOS_FULL, NO_SUCH_PIECE.
 */
export async function addHomePhotos(
  db: Db,
  files: Storage,
  actor: Actor,
  input: { bookingId: string; photos: PreparedPhoto[]; goods?: string | null; isLost?: boolean },
  clock: Clock = systemClock,
): Promise<Result<{ added: number }, PickupError>> {
  const { goods = null, isLost = false } = input;
  const mine = await bookingOf(db, actor, input.bookingId, isLost);
  if (!mine.ok) return mine;
  if (goods !== null && !mine.value.home?.pieces.some((piece) => piece.goods === goods)) return err("PICKUPS.NO_SUCH_PIECE");
  // Of the person, not of the booking: one that is chosen again when a hold was lost is the same photo.
  const origin = `${actor.userId}:home`;
  const sent = new Map(input.photos.map((photo) => [photoKey(origin, photo), photo]));
  for (const photo of sent.values()) await storePrivatePhoto(files, origin, photo);
  const done = await transact<Result<{ added: number }, PickupError>>(db, async (tx) => {
    const there = await lockHomePhotos(tx, input.bookingId);
    const checked = await bookingOf(tx, actor, input.bookingId, isLost);
    if (!checked.ok) return checked;
    const other = there.filter((photo) => sent.has(photo.storageKey) && goods !== null && photo.goods !== goods);
    for (const { id } of other) await moveHomePhoto(tx, id, goods);
    const fresh = [...sent].filter(([key]) => !there.some((photo) => photo.storageKey === key));
    const free = Array.from({ length: MAX_HOME_PHOTOS }, (_, index) => index + 1).filter((position) => !there.some((photo) => photo.position === position));
    if (fresh.length > free.length) return err("PICKUPS.PHOTOS_FULL", { max: MAX_HOME_PHOTOS });
    for (const [index, [storageKey, { width, height }]] of fresh.entries()) {
      await insertHomePhoto(tx, { bookingId: input.bookingId, goods, position: free[index] ?? 0, storageKey, width, height, now: clock.now() });
    }
    if (fresh.length + other.length > 0) await tell(tx, checked.value);
    return ok({ added: fresh.length });
  });
  if (!done.ok) for (const key of sent.keys()) if (!(await isPhotoUsed(db, key))) await deletePrivatePhoto(files, key);
  return done;
}

/**
 * Takes a photo off a booking that is still ahead; its files go when no other booking shows them. What is gone is gone already.
 * Errors: PICKUPS.NOT_FOUND, NOT_ALLOWED, WRONG_STATE.
 */
export async function removeHomePhoto(db: Db, files: Storage, actor: Actor, input: { bookingId: string; photoId: string }): Promise<Result<{ removed: boolean }, PickupError>> {
  const taken = await transact<Result<{ key: string | null }, PickupError>>(db, async (tx) => {
    const there = await lockHomePhotos(tx, input.bookingId);
    const checked = await bookingOf(tx, actor, input.bookingId);
    if (!checked.ok) return checked;
    const photo = there.find((one) => one.id === input.photoId);
    if (!photo) return ok({ key: null });
    await deleteHomePhoto(tx, photo.id);
    await tell(tx, checked.value);
    return ok({ key: photo.storageKey });
  });
  if (!taken.ok) return taken;
  const { key } = taken.value;
  if (key !== null && !(await isPhotoUsed(db, key))) await deletePrivatePhoto(files, key);
  return ok({ removed: key !== null });
}

/** The actor's own home booking, while the visit is still ahead, or while its lost hold is looked for again. */
async function bookingOf(db: Db, actor: Actor, bookingId: string, isLost = false): Promise<Result<BookingToChange, PickupError>> {
  const booking = await findBookingToChange(db, bookingId);
  if (!booking || booking.home === null) return err("PICKUPS.NOT_FOUND");
  const side = sideOf(actor, booking);
  if (!side.ok) return side;
  if (side.value !== "resident") return err("PICKUPS.NOT_ALLOWED");
  return booking.state === "held" || booking.state === "confirmed" || (isLost && booking.state === "hold_expired") ? ok(booking) : err("PICKUPS.WRONG_STATE", { state: booking.state });
}

async function tell(tx: Tx, booking: BookingToChange): Promise<void> {
  await record(tx, { type: "pickups.home-changed", payload: { bookingId: booking.id }, topics: [`booking:${booking.id}`] });
}
