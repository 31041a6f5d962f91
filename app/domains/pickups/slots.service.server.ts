import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { isWorkingDay } from "#app/shared/calendar/day-kind.server.ts";
import { isClient, transact, type Db } from "#app/platform/db/database.server.ts";
import { isExclusionViolation } from "#app/platform/db/sql.server.ts";
import { record } from "#app/outbox/record.server.ts";
import { hasRole, type Actor, type Role } from "#app/shared/actor.ts";
import type { LatLon } from "#app/shared/geo.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { minutesBefore, type Cutoff, type CutoffUnit } from "./cutoffs.rules.ts";
import { findOpenArea } from "./home/areas.repository.server.ts";
import type { PickupError } from "./pickups.errors.ts";
import type { OpenSlotsInput, PointFacts, SlotCapacityInput, SlotView, StaffSlotView } from "./pickups.schema.ts";
import { findResource, lockResource, selectBusyTimes, selectFreeResources } from "./resources.repository.server.ts";
import {
  findPointFacts,
  findSlot,
  insertSlots,
  selectLiveBookingsOfSlot,
  selectSlots,
  selectStaffSlots,
  setSlotCapacity,
  setSlotStatus,
  type NewSlot,
} from "./slots.repository.server.ts";
import { dateOverLimit, lockLimits } from "./daily-limits.repository.server.ts";
import { generateSlots, MAX_SLOTS_AT_ONCE, parseWallTime, roughSlotCount, type SlotTimes } from "./slots.rules.ts";

const DAY_MS = 86_400_000;

/**
 * The slots of a point from an instant on, with whether each can be booked now and why not. The same expression decides
 * when a place is taken. `grams` and `materials` are what somebody means to bring (0 and none when unknown). With `home`, the slots of
 * an area as they are for that door. `insteadOf` is a booking that would be moved. At most 500 slots.
 */
export async function listOpenSlots(
  db: Db,
  input: { pointId: string; from: Date; days: number; now: Date; grams?: number; materials?: readonly string[]; home?: { areaId: string; door: LatLon } | undefined; insteadOf?: string },
): Promise<SlotView[]> {
  const { pointId, from, now } = input;
  const until = new Date(from.getTime() + input.days * DAY_MS);
  return selectSlots(db, { pointId, ...input.home, from, until, now, grams: input.grams ?? 0, materials: input.materials ?? [], insteadOf: input.insteadOf, limit: 500 });
}

/** True when the actor works for the recycler `partyId` with at least this role. */
export function worksFor(actor: Actor, partyId: string | null, role: Role = "staff"): boolean {
  return partyId !== null && actor.party.kind === "recycler" && actor.party.id === partyId && hasRole(actor.role, role);
}

/**
 * Opens slots by a weekly pattern in the point's wall-clock time. Slots that exist or lie in the past are left out, so a repeat changes
 * nothing. With an area they are slots at the doors of it. Errors: PICKUPS.NOT_FOUND, NOT_ALLOWED, AREA_CLOSED (no open area of the
 * point), NO_SLOTS (the pattern gives none, or overlaps itself by the buffer), TOO_MANY_SLOTS, RESOURCE_TAKEN (details: `at`, the first
 * time it is taken, and `free`, the names of others that are free at all of these times), OVER_DAILY_LIMIT (details.date). `fits` leaves
 * out times on which the point is not open.
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
  const areaId = input.areaId || null;
  if (areaId !== null && !(await findOpenArea(db, { areaId, pointId: point.id }))) return err("PICKUPS.AREA_CLOSED");
  const opensMinute = parseWallTime(input.opens);
  const closesMinute = parseWallTime(input.closes);
  if (opensMinute === null || closesMinute === null) return err("PICKUPS.NO_SLOTS");
  const now = clock.now();
  const rough = roughSlotCount({ ...input, opensMinute, closesMinute }, now);
  // Well over the limit even without those that a change of the clocks takes away.
  if (rough > 2 * MAX_SLOTS_AT_ONCE) return err("PICKUPS.TOO_MANY_SLOTS", { max: MAX_SLOTS_AT_ONCE, count: rough });
  const resource = input.resourceId ? await findResource(db, input.resourceId) : null;
  if (input.resourceId && (resource?.pointId !== point.id || !resource.isActive)) return err("PICKUPS.NOT_FOUND");
  // The pattern leaves its own buffer free between one slot and the next.
  const pattern = { ...input, timeZone: point.timeZone, opensMinute, closesMinute, gapMinutes: resource?.bufferMinutes ?? 0 };
  const times = generateSlots(pattern).filter((slot) => slot.startsAt > now && fits(slot));
  if (times.length === 0) return err("PICKUPS.NO_SLOTS");
  if (times.length > MAX_SLOTS_AT_ONCE) return err("PICKUPS.TOO_MANY_SLOTS", { max: MAX_SLOTS_AT_ONCE, count: times.length });
  const slots = withCutoffs(times, input, point);
  try {
    return await transact<Result<{ opened: number; existing: number }, PickupError>>(db, async (tx) => {
      await lockLimits(tx, point.id);
      const held = resource && (await lockResource(tx, resource.id));
      const opened = await insertSlots(tx, { ...input, areaId, recyclerPartyId: actor.party.id, slots, resource: held });
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
  } catch (error) {
    if (!resource || !isExclusionViolation(error) || !isClient(db)) throw error;
    return resourceTaken(db, resource, times);
  }
}

/** The 409 of a resource that is taken: the first time it is, and which others are free at all of these times. */
async function resourceTaken(db: Db, resource: { id: string; pointId: string; bufferMinutes: number }, times: readonly SlotTimes[]): Promise<Result<never, PickupError>> {
  const [first, last] = [times[0], times.at(-1)];
  if (!first || !last) return err("PICKUPS.RESOURCE_TAKEN");
  const bufferMs = resource.bufferMinutes * 60_000;
  const busy = await selectBusyTimes(db, { resourceId: resource.id, from: first.startsAt, until: new Date(last.endsAt.getTime() + bufferMs), limit: 2000 });
  const at = times.find((time) => busy.some((one) => one.startsAt.getTime() < time.endsAt.getTime() + bufferMs && one.busyUntil > time.startsAt && one.startsAt.getTime() !== time.startsAt.getTime())) ?? first;
  const free = await selectFreeResources(db, { pointId: resource.pointId, exceptId: resource.id, times });
  return err("PICKUPS.RESOURCE_TAKEN", { at: at.startsAt.toISOString(), free: free.map((one) => one.name) });
}

/** Until when each slot may be booked, moved and given back, worked out on the place's clock and calendar. */
function withCutoffs(times: readonly SlotTimes[], input: OpenSlotsInput, { timeZone, calendarRegion }: PointFacts): NewSlot[] {
  const place = { timeZone, isWorkingDay: (date: string) => isWorkingDay(calendarRegion, date) };
  const atMinute = input.cutoffTime === undefined ? null : parseWallTime(input.cutoffTime);
  const cutoff = (count: number | undefined, unit: CutoffUnit | undefined, otherwise: number): Cutoff => (count === undefined ? { count: otherwise, unit: "minutes" } : { count, unit: unit ?? "minutes", atMinute });
  const book = cutoff(input.bookCutoff, input.bookCutoffUnit, Math.min(30, input.cutoffMinutes));
  const change = cutoff(input.changeCutoff, input.changeCutoffUnit, input.cutoffMinutes);
  const cancel = cutoff(input.cancelCutoff, input.cancelCutoffUnit, input.cutoffMinutes);
  return times.map((time) => ({
    ...time,
    bookCutoffMinutes: minutesBefore(time.startsAt, book, place),
    changeCutoffMinutes: minutesBefore(time.startsAt, change, place),
    cancelCutoffMinutes: minutesBefore(time.startsAt, cancel, place),
  }));
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

/** Opens a closed slot again. Errors: PICKUPS.NOT_FOUND, NOT_ALLOWED, STALE, RESOURCE_TAKEN (what it needs is another slot's meanwhile). */
export async function reopenSlot(
  db: Db,
  actor: Actor,
  input: { slotId: string; version: number },
): Promise<Result<{ slotId: string }, PickupError>> {
  try {
    return await changeSlot(db, actor, input.slotId, async (tx, slot) => {
      if (slot.status === "open") return ok({ slotId: slot.id });
      if (slot.resource) await lockResource(tx, slot.resource.id);
      const changed = await setSlotStatus(tx, { id: slot.id, version: input.version, status: "open" });
      return changed ? ok({ slotId: slot.id }) : err("PICKUPS.STALE");
    });
  } catch (error) {
    const slot = isExclusionViolation(error) && isClient(db) ? await findSlot(db, input.slotId) : null;
    if (!slot?.resource) throw error;
    return resourceTaken(db, { ...slot.resource, pointId: slot.pointId }, [{ startsAt: new Date(slot.startsAt), endsAt: new Date(slot.endsAt) }]);
  }
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
