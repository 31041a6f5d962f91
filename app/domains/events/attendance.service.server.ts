import { record } from "#app/outbox/record.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { isUniqueViolation } from "#app/platform/db/sql.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { hasRole } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import * as attendance from "./attendance.repository.server.ts";
import type { EventError } from "./events.errors.ts";
import { findEvent, type StoredEvent } from "./events.repository.server.ts";
import { fits, freeSeats, takesPeople } from "./events.rules.ts";

type Answer<T> = Result<T, EventError>;

/** A day that takes people, locked, and the household that answers. Every answer about seats goes through this lock, so the line is fair. */
async function open(tx: Tx, actor: Actor, eventId: string, now: Date): Promise<Answer<StoredEvent>> {
  const event = await findEvent(tx, eventId, actor, true);
  if (!event) return err("EVENTS.NOT_FOUND");
  if (actor.party.kind !== "household" || !hasRole(actor.role, "member")) return err("EVENTS.HOUSEHOLD_NEEDED");
  if (!takesPeople(event, now)) return err(event.state === "published" ? "EVENTS.TOO_LATE" : "EVENTS.WRONG_STATE", { state: event.state });
  return ok(event);
}

async function tell(tx: Tx, event: StoredEvent, actor: Actor): Promise<void> {
  await record(tx, { type: "events.changed", payload: { eventId: event.id }, topics: [`community:${event.communityPartyId}`, `party:${actor.party.id}`] });
}

/**
 * Says that the acting household comes, with how many; said again it changes how many. Where they do not fit a newcomer waits in line. Who
 * comes already and wants more seats than are free keeps what they have (EVENTS.FULL); who waits keeps their place in the line.
 * EVENTS.NOT_FOUND, HOUSEHOLD_NEEDED, WRONG_STATE, TOO_LATE, FULL.
 */
export async function answerComing(db: Db, actor: Actor, eventId: string, input: { size: number }, clock = systemClock): Promise<Answer<{ state: "coming" | "waiting" }>> {
  return transact<Answer<{ state: "coming" | "waiting" }>>(db, async (tx) => {
    const now = clock.now();
    const found = await open(tx, actor, eventId, now);
    if (!found.ok) return found;
    const event = found.value;
    const known = await attendance.findRsvp(tx, { eventId, partyId: actor.party.id });
    if (known && known.state !== "cancelled") {
      if (known.size === input.size) return ok({ state: known.state });
      if (known.state === "coming" && !fits(event, input.size - known.size)) return err("EVENTS.FULL", { free: freeSeats(event) });
      await attendance.updateRsvp(tx, { id: known.id, state: known.state, size: input.size, now });
    } else {
      const state = fits(event, input.size) ? "coming" : "waiting";
      await attendance.insertRsvp(tx, { id: known?.id ?? newId(), eventId, partyId: actor.party.id, userId: actor.userId, state, size: input.size, now });
    }
    await fillSeats(tx, eventId, now);
    const after = await attendance.findRsvp(tx, { eventId, partyId: actor.party.id });
    await tell(tx, event, actor);
    return ok({ state: after?.state === "coming" ? "coming" : "waiting" });
  });
}

/** Calls it off; the seats go to the first of the line for whom they are enough, at once. Twice is once. Errors as `answerComing`. */
export async function callOff(db: Db, actor: Actor, eventId: string, clock = systemClock): Promise<Answer<{ changed: boolean }>> {
  return transact<Answer<{ changed: boolean }>>(db, async (tx) => {
    const now = clock.now();
    const found = await open(tx, actor, eventId, now);
    if (!found.ok) return found;
    const known = await attendance.findRsvp(tx, { eventId, partyId: actor.party.id });
    if (!known || known.state === "cancelled") return ok({ changed: false });
    await attendance.updateRsvp(tx, { id: known.id, state: "cancelled", size: known.size, now });
    await fillSeats(tx, eventId, now);
    await tell(tx, found.value, actor);
    return ok({ changed: true });
  });
}

/**
 * Gives free seats to those who wait: always to the first of the line for whom they are enough, until nobody fits any more. The caller holds
 * the day's lock. Each is told. Returns how many households came in.
 */
export async function fillSeats(tx: Tx, eventId: string, now: Date): Promise<number> {
  for (let filled = 0; ; filled++) {
    const day = await attendance.findSeats(tx, eventId);
    if (!takesPeople(day, now)) return filled;
    const free = freeSeats(day);
    const next = free === 0 ? null : await attendance.firstThatFits(tx, eventId, free);
    if (!next) return filled;
    await attendance.updateRsvp(tx, { id: next.id, state: "coming", size: next.size, now });
    await record(tx, { type: "events.place-came", payload: { rsvpId: next.id, version: next.version + 1 }, topics: [`party:${next.partyId}`] });
  }
}

/** Gives seats out that came free by no verb of a day: somebody left the platform. By the clock; a second run finds nothing. */
export async function fillIdleSeats(db: Db, now: Date): Promise<number> {
  let filled = 0;
  for (const eventId of await attendance.listIdleSeats(db, now, 50)) {
    const done = await transact<Result<number>>(db, async (tx) => {
      await attendance.lockSeats(tx, eventId);
      return ok(await fillSeats(tx, eventId, now));
    });
    filled += done.ok ? done.value : 0;
  }
  return filled;
}

/**
 * Books a stall for the acting household, or says anew what is to be found at its own. EVENTS.NOT_FOUND (no such stall), STALL_TAKEN,
 * ALREADY_HAS_STALL (another one; details.number), and as `answerComing`.
 */
export async function bookStall(db: Db, actor: Actor, eventId: string, input: { number: number; wares: string }, clock = systemClock): Promise<Answer<{ number: number }>> {
  const stall = { eventId, partyId: actor.party.id, number: input.number, wares: input.wares };
  try {
    return await transact<Answer<{ number: number }>>(db, async (tx) => {
      const now = clock.now();
      const found = await open(tx, actor, eventId, now);
      if (!found.ok) return found;
      if (await attendance.setWares(tx, stall)) return ok({ number: input.number });
      const other = await attendance.stallOf(tx, stall);
      if (other !== null) return err("EVENTS.ALREADY_HAS_STALL", { number: other });
      if (!(await attendance.takeStall(tx, { ...stall, userId: actor.userId, now }))) return err("EVENTS.STALL_TAKEN");
      await tell(tx, found.value, actor);
      return ok({ number: input.number });
    });
  } catch (error) {
    if (isUniqueViolation(error)) return err("EVENTS.ALREADY_HAS_STALL");
    throw error;
  }
}

/** Gives the household's stall back. Twice is once. Errors as `answerComing`. */
export async function giveStallBack(db: Db, actor: Actor, eventId: string, clock = systemClock): Promise<Answer<{ changed: boolean }>> {
  return transact<Answer<{ changed: boolean }>>(db, async (tx) => {
    const found = await open(tx, actor, eventId, clock.now());
    if (!found.ok) return found;
    const changed = await attendance.leaveStall(tx, { eventId, partyId: actor.party.id });
    if (changed) await tell(tx, found.value, actor);
    return ok({ changed });
  });
}

/** Signs the person up for a shift, up to as many as it needs. Twice is once. EVENTS.NOT_FOUND, WRONG_STATE, TOO_LATE, SHIFT_FULL. */
export async function helpIn(db: Db, actor: Actor, eventId: string, input: { shiftId: string }, clock = systemClock): Promise<Answer<{ changed: boolean }>> {
  return transact<Answer<{ changed: boolean }>>(db, async (tx) => {
    const now = clock.now();
    const event = await findEvent(tx, eventId, actor);
    // The shift's lock keeps its number; the day's is not needed and would make helpers wait for guests.
    const shift = event && (await attendance.lockShift(tx, { eventId, shiftId: input.shiftId }));
    if (!event || !shift) return err("EVENTS.NOT_FOUND");
    if (!takesPeople(event, now)) return err(event.state === "published" ? "EVENTS.TOO_LATE" : "EVENTS.WRONG_STATE", { state: event.state });
    if (await attendance.isHelper(tx, { shiftId: input.shiftId, userId: actor.userId })) return ok({ changed: false });
    if (shift.taken >= shift.needed) return err("EVENTS.SHIFT_FULL");
    await attendance.insertHelper(tx, { shiftId: input.shiftId, userId: actor.userId, now });
    await tell(tx, event, actor);
    return ok({ changed: true });
  });
}

/** Takes the person off a shift. Twice is once. EVENTS.NOT_FOUND, TOO_LATE. */
export async function stopHelping(db: Db, actor: Actor, eventId: string, input: { shiftId: string }, clock = systemClock): Promise<Answer<{ changed: boolean }>> {
  return transact<Answer<{ changed: boolean }>>(db, async (tx) => {
    const event = await findEvent(tx, eventId, actor);
    const shift = event && (await attendance.lockShift(tx, { eventId, shiftId: input.shiftId }));
    if (!event || !shift) return err("EVENTS.NOT_FOUND");
    if (event.endsAt <= clock.now()) return err("EVENTS.TOO_LATE");
    const changed = await attendance.deleteHelper(tx, { shiftId: input.shiftId, userId: actor.userId });
    if (changed) await tell(tx, event, actor);
    return ok({ changed });
  });
}
