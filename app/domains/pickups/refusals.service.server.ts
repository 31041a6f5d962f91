import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { PreparedPhoto } from "#app/platform/images/photo.server.ts";
import { deletePrivatePhoto, photoKey, storePrivatePhoto } from "#app/platform/images/stored-photos.server.ts";
import type { Storage } from "#app/platform/storage/storage.ts";
import { record } from "#app/outbox/record.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { findBookingToChange } from "./bookings.repository.server.ts";
import { move, sideOf, type Moved } from "./bookings.service.server.ts";
import type { PickupError } from "./pickups.errors.ts";
import { addPhotoOfRefusal, findRefusalPhotoKey, insertRefusal } from "./refusals.repository.server.ts";
import type { RefuseInput } from "./refusals.schema.ts";

/**
 * Turns a load away at the gate, with its kind, the reason and perhaps a photo that lies in storage already. It counts neither as not turning
 * up nor as impact: no mark, no ledger entry. Errors: PICKUPS.REASON_NEEDED, and those of `prepare`.
 */
export async function rejectOnSite(db: Db, actor: Actor, input: RefuseInput, clock: Clock = systemClock): Promise<Result<Moved, PickupError>> {
  const reason = input.reason.trim();
  if (reason === "") return err("PICKUPS.REASON_NEEDED");
  return transact<Result<Moved, PickupError>>(db, async (tx) => {
    const moved = await move(tx, actor, "reject", { bookingId: input.bookingId, version: input.version, reason }, clock);
    if (moved.ok && moved.value.changed) await insertRefusal(tx, { bookingId: input.bookingId, kind: input.kind, reason, photo: input.photo, byUserId: actor.userId, now: clock.now() });
    return moved;
  });
}

/**
 * Adds the photo of a load that was turned away before there was a network to send it. The same photo again changes nothing, another one
 * is refused: what was shown to the resident stays. Errors: PICKUPS.NOT_FOUND, NOT_ALLOWED, WRONG_STATE (not turned away),
 * ALREADY_WITH_PHOTO.
 */
export async function addRefusalPhoto(db: Db, files: Storage, actor: Actor, input: { bookingId: string; photo: PreparedPhoto }): Promise<Result<{ changed: boolean }, PickupError>> {
  const { bookingId, photo } = input;
  const booking = await findBookingToChange(db, bookingId);
  if (!booking) return err("PICKUPS.NOT_FOUND");
  const side = sideOf(actor, booking);
  if (!side.ok) return side;
  if (side.value !== "staff") return err("PICKUPS.NOT_ALLOWED");
  if (booking.state !== "rejected_on_site") return err("PICKUPS.WRONG_STATE", { state: booking.state });
  // One origin whoever sends it: the phone and the page's form write the same files for the same photo.
  const origin = `refusal:${bookingId}`;
  const key = photoKey(origin, photo);
  const there = await findRefusalPhotoKey(db, bookingId);
  if (there !== null) return there === key ? ok({ changed: false }) : err("PICKUPS.ALREADY_WITH_PHOTO");
  const stored = await storePrivatePhoto(files, origin, photo);
  const added = await transact<Result<{ changed: boolean }, PickupError>>(db, async (tx) => {
    if (!(await addPhotoOfRefusal(tx, bookingId, stored))) return err("PICKUPS.ALREADY_WITH_PHOTO");
    await record(tx, { type: "pickups.home-changed", payload: { bookingId }, topics: [`booking:${bookingId}`, `party:${booking.recyclerPartyId}`] });
    return ok({ changed: true });
  });
  if (added.ok) return added;
  // Sent twice at the same time: the other one was first.
  if ((await findRefusalPhotoKey(db, bookingId)) === key) return ok({ changed: false });
  await deletePrivatePhoto(files, key);
  return added;
}
