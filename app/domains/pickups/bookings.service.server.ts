import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { inTransaction, isClient, transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { isUniqueViolation } from "#app/platform/db/sql.server.ts";
import { record } from "#app/outbox/record.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import {
  findActiveBooking,
  findBookingToChange,
  findSlotsWithExpiredHolds,
  lockForReschedule,
  moveBooking,
  releaseExpiredHolds,
  takeSlot,
  type BookingToChange,
  type By,
  type TakeInput,
} from "./bookings.repository.server.ts";
import type { PickupError } from "./pickups.errors.ts";
import { findVisitLimit } from "./home/areas.repository.server.ts";
import { decide, HOLD_MINUTES, isHoldOver, type BookingState, type BookingVerb, type Side } from "./pickups.rules.ts";
import type { HoldInput } from "./pickups.schema.ts";
import { findPointFacts, findSlot, selectSlots, selectUnlicensed } from "./slots.repository.server.ts";

/** Where a booking stands after a verb; `changed` is false when it stood there already. */
export type Moved = { bookingId: string; state: BookingState; changed: boolean };

/**
 * Keeps a place in a slot for twelve minutes. A hold that this one replaces is given back only if this one succeeds. One statement on the common way; when it finds no place, holds of the slot
 * that have run out are let go and it is tried once more. The booking's id comes from the caller: a repeat finds it.
 * Errors: PICKUPS.NOT_FOUND, NOT_ALLOWED, FULL, SLOT_CLOSED, TOO_LATE, ALREADY_BOOKED (details.bookingId), MATERIAL_REFUSED and
 * NOT_LICENSED (details.materials); of a slot at the door OUTSIDE_AREA and VISIT_TOO_LARGE (details.maxVisitGrams).
 */
export async function holdSlot(db: Db, actor: Actor, input: HoldInput & { photosOf?: string }, clock: Clock = systemClock): Promise<Result<Moved, PickupError>> {
  const now = clock.now();
  const times = { now, holdExpiresAt: new Date(now.getTime() + HOLD_MINUTES * 60_000) };
  const earlier = input.replacesId ? await findBookingToChange(db, input.replacesId) : null;
  if (!earlier || earlier.state !== "held" || earlier.partyId !== actor.party.id) return bookPlace(db, actor, input, times);
  await letGoOfDeadHolds(db, input.slotId, now);
  return transact<Result<Moved, PickupError>>(db, async (tx) => {
    await lockForReschedule(tx, { bookingId: earlier.id, slotIds: [earlier.slotId, input.slotId] });
    const given = await move(tx, actor, "cancel", { bookingId: earlier.id }, clock);
    return given.ok ? bookPlace(tx, actor, { ...input, besides: earlier.id }, times) : given;
  });
}

/** Books at once, without a hold: for programs that have asked everything already. Errors as `holdSlot`. */
export async function bookSlot(db: Db, actor: Actor, input: HoldInput & { photosOf?: string }, clock: Clock = systemClock): Promise<Result<Moved, PickupError>> {
  return bookPlace(db, actor, input, { now: clock.now(), holdExpiresAt: null });
}

async function bookPlace(
  db: Db,
  actor: Actor,
  input: Pick<TakeInput, "bookingId" | "slotId" | "lines" | "note" | "photosOf" | "besides"> & { home?: TakeInput["home"] | undefined },
  times: { now: Date; holdExpiresAt: Date | null },
): Promise<Result<Moved, PickupError>> {
  if (!hasRole(actor.role, "member")) return err("PICKUPS.NOT_ALLOWED");
  const take: TakeInput = {
    ...input,
    ...times,
    home: input.home ?? null,
    partyId: actor.party.id,
    by: byOf(actor, "resident"),
    event: times.holdExpiresAt ? "pickups.held" : "pickups.booked",
  };
  try {
    return await takePlace(db, take);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    // Inside somebody's transaction nothing more can be asked; it is undone by this answer.
    if (!isClient(db)) return err("PICKUPS.ALREADY_BOOKED");
    const known = await findBookingToChange(db, input.bookingId);
    if (known?.partyId === actor.party.id && known.slotId === input.slotId) return ok({ bookingId: known.id, state: known.state, changed: false });
    if (known) return err("PICKUPS.ALREADY_BOOKED");
    // Six digits that are in use at this point, or a race with oneself: the second try tells which.
    return takePlace(db, take);
  }
}

/**
 * One statement. When it finds no place, the reason is looked up; where there is none any more (only dead holds were in the
 * way, or a place came free meanwhile) it is tried again.
 */
async function takePlace(db: Db, take: TakeInput): Promise<Result<Moved, PickupError>> {
  for (let attempt = 0; attempt < 3; attempt++) {
    const taken = await takeSlot(db, take);
    if (taken) return ok({ bookingId: taken.id, state: take.holdExpiresAt ? "held" : "confirmed", changed: true });
    const refusal = await explainRefusal(db, take);
    if (refusal) return refusal;
    await letGoOfDeadHolds(db, take.slotId, take.now);
  }
  return err("PICKUPS.FULL");
}

/**
 * In a transaction of its own where that is possible: no slot may be locked when bookings are waited for. Inside somebody
 * else's transaction it therefore waits for nothing.
 */
async function letGoOfDeadHolds(db: Db, slotId: string, now: Date): Promise<number> {
  const wait = isClient(db);
  return inTransaction(db, (tx) => releaseExpiredHolds(tx, { now, slotId, limit: 1000, wait }));
}

/** Why a place could not be taken, or null when nothing stands in the way any more. */
async function explainRefusal(db: Db, take: TakeInput): Promise<Result<Moved, PickupError> | null> {
  const slot = await findSlot(db, take.slotId);
  if (!slot) return err("PICKUPS.NOT_FOUND");
  const known = await findActiveBooking(db, { slotId: slot.id, partyId: take.partyId });
  if (known?.id === take.bookingId) return ok({ bookingId: known.id, state: known.state, changed: false });
  if (known) return isHoldOver(known, take.now) ? null : err("PICKUPS.ALREADY_BOOKED", { bookingId: known.id });
  const point = await findPointFacts(db, slot.pointId);
  const refused = take.lines.map((line) => line.material).filter((material) => !point?.accepts.includes(material));
  if (refused.length > 0) return err("PICKUPS.MATERIAL_REFUSED", { materials: refused });
  const grams = take.lines.reduce((sum, line) => sum + (line.declaredGrams ?? 0), 0);
  const startsAt = new Date(slot.startsAt);
  const materials = take.lines.map((line) => line.material);
  const [view] = await selectSlots(db, { pointId: slot.pointId, door: take.home, from: startsAt, until: new Date(startsAt.getTime() + 1), now: take.now, grams, materials, slotId: slot.id, insteadOf: take.supersedesId ?? take.besides, limit: 1 });
  if (view?.bookable) return null;
  if (view?.reason === "NOT_LICENSED") {
    const unlicensed = await selectUnlicensed(db, { pointId: slot.pointId, recyclerPartyId: slot.recyclerPartyId, materials, at: startsAt });
    return err("PICKUPS.NOT_LICENSED", { materials: unlicensed });
  }
  const more = view?.reason === "VISIT_TOO_LARGE" ? { maxVisitGrams: await findVisitLimit(db, slot.areaId) } : {};
  return err(`PICKUPS.${view?.reason ?? "FULL"}`, view ? { freeVisits: view.freeVisits, freeGrams: view.freeGrams, ...more } : undefined);
}

/** The history's note of who acts. */
export function byOf(actor: Actor, side: Side): By & { userId: string } {
  return { userId: actor.userId, partyId: actor.party.id, role: `${side}:${actor.role}` };
}

/**
 * On which side of a booking the actor stands. Somebody on neither side is not told that it exists (PICKUPS.NOT_FOUND);
 * somebody on the right side with too weak a role is refused (NOT_ALLOWED).
 */
export function sideOf(actor: Actor, booking: { partyId: string; recyclerPartyId: string }): Result<Side, PickupError> {
  if (booking.recyclerPartyId === actor.party.id && booking.partyId !== actor.party.id) {
    return hasRole(actor.role, "staff") ? ok("staff") : err("PICKUPS.NOT_ALLOWED");
  }
  if (booking.partyId === actor.party.id) return hasRole(actor.role, "member") ? ok("resident") : err("PICKUPS.NOT_ALLOWED");
  return err("PICKUPS.NOT_FOUND");
}

/** What a form says about the booking it was made from. Without a version, the present one is meant. */
export type BookingRef = { bookingId: string; version?: number | undefined };

/** Reads a booking, finds the actor's side, asks the rules. The start of every verb. */
export async function prepare(
  db: Db,
  actor: Actor,
  verb: BookingVerb,
  ref: BookingRef,
  now: Date,
): Promise<Result<{ booking: BookingToChange; side: Side; to: BookingState; releases: boolean; repeated: boolean }, PickupError>> {
  const booking = await findBookingToChange(db, ref.bookingId);
  if (!booking) return err("PICKUPS.NOT_FOUND");
  const side = sideOf(actor, booking);
  if (!side.ok) return side;
  const decision = decide(verb, side.value, booking, now);
  if (!decision.ok) return decision;
  if (!decision.value.repeated && ref.version !== undefined && ref.version !== booking.version) return err("PICKUPS.STALE", { state: booking.state });
  return ok({ booking, side: side.value, ...decision.value });
}

const eventOf = {
  confirm: "pickups.booked",
  cancel: "pickups.cancelled",
  check_in: "pickups.checked-in",
  mark_no_show: "pickups.no-show",
  report_missed: "pickups.missed",
  reject: "pickups.rejected",
} as const;

/** A verb that only moves the booking: rules, then one statement. */
export async function move(
  db: Db,
  actor: Actor,
  verb: keyof typeof eventOf,
  ref: BookingRef & { reason?: string | undefined },
  clock: Clock,
): Promise<Result<Moved, PickupError>> {
  const now = clock.now();
  const prepared = await prepare(db, actor, verb, ref, now);
  if (!prepared.ok) return prepared;
  const { booking, side, to, releases, repeated } = prepared.value;
  if (repeated) return ok({ bookingId: booking.id, state: to, changed: false });
  const moved = await moveBooking(db, {
    id: booking.id,
    from: booking.state,
    version: booking.version,
    to,
    releases,
    by: byOf(actor, side),
    now,
    reason: ref.reason?.trim() || null,
    event: eventOf[verb],
  });
  if (moved) return ok({ bookingId: booking.id, state: to, changed: true });
  const present = await findBookingToChange(db, booking.id);
  if (present?.state === to) return ok({ bookingId: booking.id, state: to, changed: false });
  return err("PICKUPS.STALE", { state: present?.state });
}

/**
 * Turns a hold into a booking. A hold that has run out is tried once more in the same slot: the answer then carries the id
 * of the booking that took its place. Errors: PICKUPS.HOLD_EXPIRED (the slot is gone; details.reason), and those of `prepare`.
 */
export async function confirmBooking(db: Db, actor: Actor, ref: BookingRef, clock: Clock = systemClock): Promise<Result<Moved, PickupError>> {
  const confirmed = await move(db, actor, "confirm", ref, clock);
  if (confirmed.ok || confirmed.error !== "PICKUPS.HOLD_EXPIRED") return confirmed;
  const booking = await findBookingToChange(db, ref.bookingId);
  if (!booking) return err("PICKUPS.NOT_FOUND");
  const now = clock.now();
  if (isHoldOver(booking, now)) {
    await letGoOfDeadHolds(db, booking.slotId, now);
  }
  const lines = booking.lines.map(({ id: _id, ...line }) => line);
  const again = await bookPlace(db, actor, { bookingId: newId(), slotId: booking.slotId, lines, note: booking.note, home: booking.home, photosOf: booking.id }, { now, holdExpiresAt: null });
  if (again.ok) return again;
  if (again.error === "PICKUPS.ALREADY_BOOKED" && typeof again.details?.bookingId === "string") {
    // The second click of somebody whose first one found the place again.
    return ok({ bookingId: again.details.bookingId, state: "confirmed", changed: false });
  }
  return err("PICKUPS.HOLD_EXPIRED", { reason: again.error });
}

/**
 * Gives a booking back. By the resident it is late from the cut-off on; by the recycler's staff it never is, and needs a
 * reason. Errors: PICKUPS.REASON_NEEDED, TOO_LATE, and those of `prepare`.
 */
export async function cancelBooking(
  db: Db,
  actor: Actor,
  input: BookingRef & { reason?: string | undefined },
  clock: Clock = systemClock,
): Promise<Result<Moved, PickupError>> {
  const booking = await findBookingToChange(db, input.bookingId);
  if (booking && booking.recyclerPartyId === actor.party.id && booking.partyId !== actor.party.id && !input.reason?.trim()) {
    return err("PICKUPS.REASON_NEEDED");
  }
  return move(db, actor, "cancel", input, clock);
}

/**
 * Moves a booking to another slot of the same point: the new place is taken, then the old one given back, in one
 * transaction; if the new one cannot be had, the old one stays as it was. Answers with the new booking.
 * Errors: PICKUPS.SAME_SLOT, TOO_LATE, FULL, SLOT_CLOSED, ALREADY_BOOKED, MATERIAL_REFUSED, STALE, and those of `prepare`.
 */
export async function rescheduleBooking(
  db: Db,
  actor: Actor,
  input: BookingRef & { slotId: string; newBookingId: string },
  clock: Clock = systemClock,
): Promise<Result<Moved, PickupError>> {
  const now = clock.now();
  const known = await findBookingToChange(db, input.newBookingId);
  if (known?.partyId === actor.party.id && known.slotId === input.slotId) return ok({ bookingId: known.id, state: known.state, changed: false });
  if (known) return err("PICKUPS.STALE");
  await letGoOfDeadHolds(db, input.slotId, now);
  try {
    return await transact<Result<Moved, PickupError>>(db, (tx) => moveToSlot(tx, actor, input, now));
  } catch (error) {
    if (isUniqueViolation(error)) return err("PICKUPS.ALREADY_BOOKED");
    throw error;
  }
}

async function moveToSlot(
  tx: Tx,
  actor: Actor,
  input: BookingRef & { slotId: string; newBookingId: string },
  now: Date,
): Promise<Result<Moved, PickupError>> {
  const before = await findBookingToChange(tx, input.bookingId);
  if (!before) return err("PICKUPS.NOT_FOUND");
  await lockForReschedule(tx, { bookingId: before.id, slotIds: [before.slotId, input.slotId] });
  const prepared = await prepare(tx, actor, "reschedule", input, now);
  if (!prepared.ok) return prepared;
  const { booking, side, to, releases, repeated } = prepared.value;
  if (repeated) return err("PICKUPS.WRONG_STATE", { state: booking.state });
  if (booking.slotId === input.slotId) return err("PICKUPS.SAME_SLOT");
  const slot = await findSlot(tx, input.slotId);
  // A visit at the door stays one, and one at the point too.
  if (!slot || slot.pointId !== booking.pointId || (slot.areaId === null) !== (booking.home === null)) return err("PICKUPS.NOT_FOUND");
  const take: TakeInput = {
    bookingId: input.newBookingId,
    slotId: input.slotId,
    partyId: booking.partyId,
    lines: booking.lines.map(({ id: _id, ...line }) => line),
    note: booking.note,
    home: booking.home,
    photosOf: booking.id,
    holdExpiresAt: null,
    supersedesId: booking.id,
    icsSequence: booking.icsSequence + 1,
    by: byOf(actor, side),
    now,
    event: null,
  };
  const taken = await takeSlot(tx, take);
  if (!taken) return (await explainRefusal(tx, take)) ?? err("PICKUPS.FULL");
  const released = await moveBooking(tx, { id: booking.id, from: booking.state, version: booking.version, to, releases, by: byOf(actor, side), now, event: null });
  if (!released) return err("PICKUPS.STALE");
  await record(tx, {
    type: "pickups.rescheduled",
    payload: { bookingId: taken.id, fromBookingId: booking.id },
    topics: [`booking:${booking.id}`, `booking:${taken.id}`, `point:${booking.pointId}`, `party:${booking.partyId}`, `party:${booking.recyclerPartyId}`, `user:${booking.bookedByUserId}`],
  });
  return ok({ bookingId: taken.id, state: "confirmed", changed: true });
}

/** The timer's work: lets go of holds that have run out, slot by slot. Returns how many. Running twice changes nothing. */
export async function expireHolds(db: Db, now: Date): Promise<number> {
  let count = 0;
  for (const slotId of await findSlotsWithExpiredHolds(db, { now, limit: 500 })) {
    count += await inTransaction(db, (tx) => releaseExpiredHolds(tx, { now, slotId, limit: 1000, wait: false }));
  }
  return count;
}
