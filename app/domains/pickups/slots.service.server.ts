import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import { record } from "#app/outbox/record.server.ts";
import { hasRole, type Actor, type Role } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { PickupError } from "./pickups.errors.ts";
import type { OpenSlotsInput, SlotCapacityInput, SlotView, StaffSlotView } from "./pickups.schema.ts";
import {
  findPointFacts,
  findSlot,
  insertSlots,
  selectLiveBookingsOfSlot,
  selectSlots,
  selectStaffSlots,
  setSlotCapacity,
  setSlotStatus,
} from "./slots.repository.server.ts";
import { dateOverLimit, lockLimits } from "./daily-limits.repository.server.ts";
import { generateSlots, MAX_SLOTS_AT_ONCE, parseWallTime, roughSlotCount, type SlotTimes } from "./slots.rules.ts";

const DAY_MS = 86_400_000;

/**
 * The slots of a point from an instant on, with whether each can be booked now and why not. The same expression decides
 * when a place is taken. `grams` is what somebody means to bring (0 when unknown). At most 500 slots.
 */
export async function listOpenSlots(
  db: Db,
  input: { pointId: string; from: Date; days: number; now: Date; grams?: number },
): Promise<SlotView[]> {
  const until = new Date(input.from.getTime() + input.days * DAY_MS);
  return selectSlots(db, { pointId: input.pointId, from: input.from, until, now: input.now, grams: input.grams ?? 0, limit: 500 });
}

/** True when the actor works for the recycler `partyId` with at least this role. */
export function worksFor(actor: Actor, partyId: string | null, role: Role = "staff"): boolean {
  return partyId !== null && actor.party.kind === "recycler" && actor.party.id === partyId && hasRole(actor.role, role);
}

/**
 * Opens slots by a weekly pattern in the point's wall-clock time. Slots that exist or lie in the past are left out, so a
 * repeat changes nothing. `fits` leaves out times on which the point is not open. Errors: PICKUPS.NOT_FOUND, NOT_ALLOWED, NO_SLOTS (the
 * pattern gives none), TOO_MANY_SLOTS, OVER_DAILY_LIMIT (details.date).
 */
export async function openSlots(
  db: Db,
  actor: Actor,
  input: OpenSlotsInput,
  clock: Clock = systemClock,
  fits: (time: SlotTimes) => boolean = () => true,
): Promise<Result<{ opened: number; existing: number }, PickupError>> {
  const point = await findPointFacts(db, input.pointId);
  if (!point) return err("PICKUPS.NOT_FOUND");
  if (!worksFor(actor, point.operatorPartyId)) return err("PICKUPS.NOT_ALLOWED");
  const opensMinute = parseWallTime(input.opens);
  const closesMinute = parseWallTime(input.closes);
  if (opensMinute === null || closesMinute === null) return err("PICKUPS.NO_SLOTS");
  const now = clock.now();
  const rough = roughSlotCount({ ...input, opensMinute, closesMinute }, now);
  // Well over the limit even without those that a change of the clocks takes away.
  if (rough > 2 * MAX_SLOTS_AT_ONCE) return err("PICKUPS.TOO_MANY_SLOTS", { max: MAX_SLOTS_AT_ONCE, count: rough });
  const times = generateSlots({ ...input, timeZone: point.timeZone, opensMinute, closesMinute }).filter((slot) => slot.startsAt > now && fits(slot));
  if (times.length === 0) return err("PICKUPS.NO_SLOTS");
  if (times.length > MAX_SLOTS_AT_ONCE) return err("PICKUPS.TOO_MANY_SLOTS", { max: MAX_SLOTS_AT_ONCE, count: times.length });
  return transact<Result<{ opened: number; existing: number }, PickupError>>(db, async (tx) => {
    await lockLimits(tx, point.id);
    const opened = await insertSlots(tx, { ...input, recyclerPartyId: actor.party.id, times });
    const over = await dateOverLimit(tx, { pointId: point.id, now });
    if (over) return err("PICKUPS.OVER_DAILY_LIMIT", { date: over });
    if (opened > 0) {
      await record(tx, {
        type: "pickups.slots-opened",
        payload: { pointId: point.id, count: opened },
        topics: [`point:${point.id}`, `party:${actor.party.id}`],
      });
    }
    return ok({ opened, existing: times.length - opened });
  });
}

/** The slots of a recycler's points between two instants. */
export async function listStaffSlots(db: Db, actor: Actor, input: { pointId?: string; from: Date; until: Date }): Promise<StaffSlotView[]> {
  return selectStaffSlots(db, { recyclerPartyId: actor.party.id, ...input });
}

/**
 * Closes a slot for new bookings. Bookings on it stay, are listed in the answer, and are told. Closing a closed slot
 * changes nothing. Errors: PICKUPS.NOT_FOUND, NOT_ALLOWED, STALE.
 */
export async function closeSlot(
  db: Db,
  actor: Actor,
  input: { slotId: string; version: number },
): Promise<Result<{ bookingIds: string[] }, PickupError>> {
  const slot = await findSlot(db, input.slotId);
  if (!slot) return err("PICKUPS.NOT_FOUND");
  if (!worksFor(actor, slot.recyclerPartyId)) return err("PICKUPS.NOT_ALLOWED");
  return transact<Result<{ bookingIds: string[] }, PickupError>>(db, async (tx) => {
    const changed = slot.status === "open" && (await setSlotStatus(tx, { id: slot.id, version: input.version, status: "closed" }));
    if (slot.status === "open" && !changed) return err("PICKUPS.STALE");
    const bookings = await selectLiveBookingsOfSlot(tx, slot.id);
    const bookingIds = bookings.map((booking) => booking.id);
    if (changed) {
      await record(tx, {
        type: "pickups.slot-closed",
        payload: { slotId: slot.id, pointId: slot.pointId, bookingIds },
        topics: [`point:${slot.pointId}`, `party:${slot.recyclerPartyId}`, ...bookingIds.map((id) => `booking:${id}` as const)],
      });
    }
    return ok({ bookingIds });
  });
}

/** Opens a closed slot again. Errors: PICKUPS.NOT_FOUND, NOT_ALLOWED, STALE. */
export async function reopenSlot(
  db: Db,
  actor: Actor,
  input: { slotId: string; version: number },
): Promise<Result<{ slotId: string }, PickupError>> {
  return changeSlot(db, actor, input.slotId, async (tx, slot) => {
    if (slot.status === "open") return ok({ slotId: slot.id });
    const changed = await setSlotStatus(tx, { id: slot.id, version: input.version, status: "open" });
    return changed ? ok({ slotId: slot.id }) : err("PICKUPS.STALE");
  });
}

/** Changes how much a slot can take, never below what is taken. Errors: PICKUPS.NOT_FOUND, NOT_ALLOWED, CAPACITY_TAKEN, STALE. */
export async function changeCapacity(
  db: Db,
  actor: Actor,
  input: SlotCapacityInput,
): Promise<Result<{ slotId: string }, PickupError>> {
  return changeSlot(db, actor, input.slotId, async (tx, slot) => {
    if (await setSlotCapacity(tx, { ...input, id: slot.id })) return ok({ slotId: slot.id });
    const present = await findSlot(tx, slot.id);
    if (!present || present.version !== input.version) return err("PICKUPS.STALE");
    return err("PICKUPS.CAPACITY_TAKEN", { takenVisits: present.takenVisits, takenGrams: present.takenGrams });
  });
}

async function changeSlot(
  db: Db,
  actor: Actor,
  slotId: string,
  change: (tx: Parameters<typeof record>[0], slot: StaffSlotView) => Promise<Result<{ slotId: string }, PickupError>>,
): Promise<Result<{ slotId: string }, PickupError>> {
  const slot = await findSlot(db, slotId);
  if (!slot) return err("PICKUPS.NOT_FOUND");
  if (!worksFor(actor, slot.recyclerPartyId)) return err("PICKUPS.NOT_ALLOWED");
  return transact<Result<{ slotId: string }, PickupError>>(db, async (tx) => {
    await lockLimits(tx, slot.pointId);
    const result = await change(tx, slot);
    // What lies over the limit already is left alone; it must not become more.
    const over = result.ok ? await dateOverLimit(tx, { pointId: slot.pointId, now: new Date(slot.startsAt), slotId }) : null;
    if (over) return err("PICKUPS.OVER_DAILY_LIMIT", { date: over });
    if (result.ok) {
      await record(tx, {
        type: "pickups.slot-changed",
        payload: { slotId, pointId: slot.pointId },
        topics: [`point:${slot.pointId}`, `party:${slot.recyclerPartyId}`],
      });
    }
    return result;
  });
}
