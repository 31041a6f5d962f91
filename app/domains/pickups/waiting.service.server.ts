import { record } from "#app/outbox/record.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { inTransaction, transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { licenceBoundOf } from "#app/shared/licences.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { findActiveBooking, releaseExpiredHolds, takeSlot } from "./bookings.repository.server.ts";
import type { PickupError } from "./pickups.errors.ts";
import { isHoldOver } from "./pickups.rules.ts";
import { findPointFacts, findSlot, selectSlots } from "./slots.repository.server.ts";
import { findEntry, findLiveEntry, findPlaceLeft, insertEntry, keepLeastLoad, lockSlot, moveEntry, selectLinesToServe, selectWaiting, settleOffers, type PlaceLeft, type WaitingEntry } from "./waiting.repository.server.ts";
import { offerUntil } from "./waiting.rules.ts";
import type { WaitingInput, WaitingState } from "./waiting.schema.ts";

/** So many in line are looked at for one free place: those before them may bring more than is left. */
const SCAN = 200;

/** Where a place in line stands after a verb; `changed` is false when it stood there already. */
export type Waited = { entryId: string; state: WaitingState; changed: boolean };

/**
 * Waits for a place in a full slot. A slot with a place for this load is to be booked, not waited for.
 * The entry's id comes from the caller: a repeat finds it, and one party stands once in a line.
 * Errors: PICKUPS.NOT_FOUND, NOT_ALLOWED, SLOT_CLOSED, TOO_LATE, NOT_FULL, ALREADY_BOOKED (details.bookingId), MATERIAL_REFUSED and NOT_LICENSED (details.materials),
 * LOAD_TOO_LARGE (more than the slot takes at all, or the point on a day; details.capacityGrams), OUTSIDE_AREA, VISIT_TOO_LARGE.
 */
export async function joinLine(db: Db, actor: Actor, input: WaitingInput, clock: Clock = systemClock): Promise<Result<Waited, PickupError>> {
  if (!hasRole(actor.role, "member")) return err("PICKUPS.NOT_ALLOWED");
  const now = clock.now();
  return transact<Result<Waited, PickupError>>(db, async (tx) => {
    if (!(await lockSlot(tx, input.slotId))) return err("PICKUPS.NOT_FOUND");
    await settleOffers(tx, now, input.slotId);
    const known = await findEntry(tx, input.entryId);
    if (known && (known.partyId !== actor.party.id || known.slotId !== input.slotId)) return err("PICKUPS.NOT_FOUND");
    const live = known ?? (await findLiveEntry(tx, { slotId: input.slotId, partyId: actor.party.id }));
    if (live) return ok({ entryId: live.id, state: live.state, changed: false });
    const grams = input.lines.reduce((sum, line) => sum + (line.declaredGrams ?? 0), 0);
    const slot = await refusedOrSlot(tx, actor, input, grams, now);
    if (!slot.ok) return slot;
    const entry = { id: input.entryId, slotId: input.slotId, pointId: slot.value.pointId, recyclerPartyId: slot.value.recyclerPartyId, partyId: actor.party.id, userId: actor.userId, lines: input.lines, declaredGrams: grams, note: input.note, home: input.home ?? null };
    await insertEntry(tx, entry, now);
    await lineChanged(tx, entry, now);
    return ok({ entryId: entry.id, state: "waiting", changed: true });
  });
}

/** Why one cannot wait for this slot, or the slot. */
async function refusedOrSlot(tx: Tx, actor: Actor, input: WaitingInput, grams: number, now: Date): Promise<Result<{ pointId: string; recyclerPartyId: string }, PickupError>> {
  const slot = await findSlot(tx, input.slotId);
  if (!slot) return err("PICKUPS.NOT_FOUND");
  const booking = await findActiveBooking(tx, { slotId: slot.id, partyId: actor.party.id });
  if (booking && !isHoldOver(booking, now)) return err("PICKUPS.ALREADY_BOOKED", { bookingId: booking.id });
  const point = await findPointFacts(tx, slot.pointId);
  const refused = input.lines.map((line) => line.material).filter((material) => !point?.accepts.includes(material));
  if (refused.length > 0) return err("PICKUPS.MATERIAL_REFUSED", { materials: refused });
  const most = Math.min(slot.capacityGrams ?? Infinity, (slot.areaId === null ? point?.dailyGrams : null) ?? Infinity);
  if (grams > most) return err("PICKUPS.LOAD_TOO_LARGE", { capacityGrams: most });
  const startsAt = new Date(slot.startsAt);
  const materials = input.lines.map((line) => line.material);
  const [view] = await selectSlots(tx, { pointId: slot.pointId, door: input.home ?? null, from: startsAt, until: new Date(startsAt.getTime() + 1), now, grams, materials, slotId: slot.id, limit: 1 });
  if (view?.reason === "NOT_LICENSED") return err("PICKUPS.NOT_LICENSED", { materials: licenceBoundOf(materials) });
  if (view?.reason && view.reason !== "FULL") return err(`PICKUPS.${view.reason}`);
  return view?.reason === "FULL" ? ok(slot) : err("PICKUPS.NOT_FULL");
}

/**
 * Leaves a line. Whoever was offered a place gives that back as a booking. Leaving twice changes nothing.
 * Errors: PICKUPS.NOT_FOUND, NOT_ALLOWED, STALE, WRONG_STATE (details.bookingId where a place was offered).
 */
export async function leaveLine(db: Db, actor: Actor, input: { entryId: string; version?: number | undefined }, clock: Clock = systemClock): Promise<Result<Waited, PickupError>> {
  const now = clock.now();
  const seen = await findEntry(db, input.entryId);
  if (!seen || seen.partyId !== actor.party.id) return err("PICKUPS.NOT_FOUND");
  if (!hasRole(actor.role, "member")) return err("PICKUPS.NOT_ALLOWED");
  return transact<Result<Waited, PickupError>>(db, async (tx) => {
    await lockSlot(tx, seen.slotId);
    const entry = (await findEntry(tx, seen.id)) ?? seen;
    if (entry.state === "left") return ok({ entryId: entry.id, state: "left", changed: false });
    if (entry.state !== "waiting") return err("PICKUPS.WRONG_STATE", { state: entry.state, ...(entry.bookingId ? { bookingId: entry.bookingId } : {}) });
    const moved = (input.version ?? entry.version) === entry.version && (await moveEntry(tx, { id: entry.id, from: "waiting", version: entry.version, to: "left", now }));
    if (!moved) return err("PICKUPS.STALE", { state: entry.state });
    await lineChanged(tx, entry, now);
    return ok({ entryId: entry.id, state: "left", changed: true });
  });
}

/** The slot's own note of its line, and the pages that show it. */
async function lineChanged(tx: Tx, entry: Pick<WaitingEntry, "slotId" | "pointId" | "partyId" | "recyclerPartyId">, now: Date): Promise<void> {
  await keepLeastLoad(tx, entry.slotId, now);
  await record(tx, {
    type: "pickups.line-changed",
    payload: { slotId: entry.slotId },
    topics: [`point:${entry.pointId}`, `party:${entry.partyId}`, `party:${entry.recyclerPartyId}`],
  });
}

/**
 * Offers the free places of a slot to those who wait, first come first; whoever brings more than is left keeps their place and is
 * passed over. An offer is a hold (`offerUntil`). Returns how many were offered. Running twice offers nothing twice.
 */
export async function serveLine(db: Db, slotId: string, now: Date): Promise<number> {
  // Bookings are locked before slots, like everywhere in this room.
  await inTransaction(db, (tx) => releaseExpiredHolds(tx, { now, slotId, limit: 1000, wait: false }));
  return inTransaction(db, async (tx) => {
    if (!(await lockSlot(tx, slotId))) return 0;
    await settleOffers(tx, now, slotId);
    let offered = 0;
    for (const entry of await selectWaiting(tx, slotId, SCAN)) {
      const left = await findPlaceLeft(tx, slotId, now);
      if (!left?.isFree) break;
      if (left.freeGrams !== null && entry.declaredGrams > left.freeGrams) continue;
      if (await offerPlace(tx, entry, left, now)) offered += 1;
      // The point takes this material no more, or its licence does not reach that day, or the party came in by another door: they would keep the place from everybody.
      else await endEntry(tx, entry, now);
    }
    return offered;
  });
}

async function offerPlace(tx: Tx, entry: WaitingEntry, left: PlaceLeft, now: Date): Promise<boolean> {
  const bookingId = newId();
  const taken = await takeSlot(tx, {
    bookingId,
    slotId: entry.slotId,
    partyId: entry.partyId,
    lines: entry.lines,
    note: entry.note,
    home: entry.home,
    holdExpiresAt: offerUntil(now, left.timeZone, left.bookUntil),
    by: { userId: entry.userId, partyId: entry.partyId, role: "timer" },
    now,
    fromLine: true,
    event: "pickups.held",
  });
  if (!taken) return false;
  await moveEntry(tx, { id: entry.id, from: "waiting", version: entry.version, to: "offered", bookingId, now });
  await lineChanged(tx, entry, now);
  await record(tx, { type: "pickups.offered", payload: { entryId: entry.id, bookingId }, topics: [`party:${entry.partyId}`, `user:${entry.userId}`] });
  return true;
}

/** Ends the line of a slot that can no longer be booked, and has each who waited told. Returns how many. */
async function closeLine(db: Db, slotId: string, now: Date): Promise<number> {
  return inTransaction(db, async (tx) => {
    if (!(await lockSlot(tx, slotId))) return 0;
    const waiting = await selectWaiting(tx, slotId, 10_000);
    for (const entry of waiting) await endEntry(tx, entry, now);
    return waiting.length;
  });
}

async function endEntry(tx: Tx, entry: WaitingEntry, now: Date): Promise<void> {
  await moveEntry(tx, { id: entry.id, from: "waiting", version: entry.version, to: "closed", now });
  await keepLeastLoad(tx, entry.slotId, now);
  await record(tx, { type: "pickups.line-closed", payload: { entryId: entry.id }, topics: [`party:${entry.partyId}`, `point:${entry.pointId}`] });
}

/** The timer's work: settles what was offered, offers what came free, ends the lines of slots whose booking has ended. */
export async function serveLines(db: Db, now: Date): Promise<{ offered: number; closed: number }> {
  await settleOffers(db, now);
  const done = { offered: 0, closed: 0 };
  for (const { slotId, isOver } of await selectLinesToServe(db, { now, limit: 200 })) {
    if (isOver) done.closed += await closeLine(db, slotId, now);
    else done.offered += await serveLine(db, slotId, now);
  }
  return done;
}
