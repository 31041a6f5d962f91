import type { DomainEvents } from "#app/outbox/events.ts";
import { record } from "#app/outbox/record.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { isCheckViolation } from "#app/platform/db/sql.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { hasRole } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { fillSeats } from "./attendance.service.server.ts";
import type { EventError } from "./events.errors.ts";
import * as rows from "./events.repository.server.ts";
import { spanOf, stateAfter, verbsFor } from "./events.rules.ts";
import type { EditEventInput, MoveEventInput, NewEventInput, ShiftInput } from "./events.schema.ts";

type Answer<T> = Result<T, EventError>;

/** Tells whoever looks at the community's pages to look again. */
export async function tellChanged(tx: Tx, event: { id: string; communityPartyId: string }): Promise<void> {
  await record(tx, { type: "events.changed", payload: { eventId: event.id }, topics: [`community:${event.communityPartyId}`] });
}

/** Tells everybody who comes of it, by mail as they chose. */
async function tellMoved(tx: Tx, event: { id: string; communityPartyId: string; version: number }, what: DomainEvents["events.moved"]["what"]): Promise<void> {
  await record(tx, { type: "events.moved", payload: { eventId: event.id, version: event.version, what }, topics: [`community:${event.communityPartyId}`] });
}

/** A day that the actor runs, kept as it is until the transaction ends. */
async function managed(tx: Tx, actor: Actor, eventId: string): Promise<Result<rows.StoredEvent, EventError>> {
  const event = await rows.findEvent(tx, eventId, actor, true);
  if (!event) return err("EVENTS.NOT_FOUND");
  return rows.manages(event) ? ok(event) : err("EVENTS.NOT_ALLOWED");
}

/** Times and place as the row has them. TIME_INVALID for a wall time that is none, POINT_NOT_FOUND where no recycler of the directory runs the point. */
async function factsOf(tx: Tx, input: Omit<EditEventInput, "version">, day: { kind: string; timeZone: string }): Promise<Answer<rows.EventFacts>> {
  const span = spanOf(input, day.timeZone);
  if (!span) return err("EVENTS.TIME_INVALID");
  const pointId = day.kind === "collection_day" ? input.pointId : null;
  const recyclerPartyId = pointId === null ? null : await rows.recyclerOfPoint(tx, pointId);
  if (pointId !== null && recyclerPartyId === null) return err("EVENTS.POINT_NOT_FOUND");
  const { title, description, placeLabel, guestCapacity } = input;
  return ok({ title, description, placeLabel, guestCapacity, ...span, pointId, recyclerPartyId });
}

/**
 * Plans a day of a community, by its managers; nobody else sees it before it is published. The same id again finds it.
 * EVENTS.NOT_FOUND, NOT_ALLOWED, TIME_INVALID (a skipped hour, or longer than a day), TOO_LATE (over already), POINT_NOT_FOUND, KEY_TAKEN.
 */
export async function planEvent(db: Db, actor: Actor, slug: string, input: NewEventInput, clock = systemClock): Promise<Answer<{ eventId: string }>> {
  return transact<Answer<{ eventId: string }>>(db, async (tx) => {
    const host = await rows.findHost(tx, slug, actor.userId);
    if (!host) return err("EVENTS.NOT_FOUND");
    if (host.role === null || !hasRole(host.role, "manager")) return err("EVENTS.NOT_ALLOWED");
    const now = clock.now();
    const { eventId, kind, stallCount } = input;
    const facts = await factsOf(tx, input, { kind, timeZone: host.timeZone });
    if (!facts.ok) return facts;
    if (facts.value.endsAt <= now) return err("EVENTS.TOO_LATE");
    const written = await rows.insertEvent(tx, { ...facts.value, id: eventId, communityPartyId: host.id, kind, timeZone: host.timeZone, createdByUserId: actor.userId, now });
    if (!written) {
      const known = await rows.findEvent(tx, eventId, actor);
      return known?.communityPartyId === host.id && known.createdByUserId === actor.userId ? ok({ eventId }) : err("EVENTS.KEY_TAKEN");
    }
    await rows.setStallCount(tx, eventId, stallCount);
    await rows.insertEventTransition(tx, { eventId, from: null, to: "planned", actor, reason: null, at: now });
    await tellChanged(tx, { id: eventId, communityPartyId: host.id });
    return ok({ eventId });
  });
}

/**
 * Changes a day that is planned or published. Another time or place is told to everybody who comes; more seats go to those who wait.
 * EVENTS.NOT_FOUND, NOT_ALLOWED, STALE, WRONG_STATE, TIME_INVALID, TOO_LATE, POINT_NOT_FOUND, CAPACITY_TAKEN (more come than that),
 * STALLS_TAKEN (a stall that would go is booked).
 */
export async function editEvent(db: Db, actor: Actor, eventId: string, input: EditEventInput, clock = systemClock): Promise<Answer<{ version: number }>> {
  try {
    return await transact<Answer<{ version: number }>>(db, async (tx) => {
      const found = await managed(tx, actor, eventId);
      if (!found.ok) return found;
      const event = found.value;
      const now = clock.now();
      if (event.version !== input.version) return err("EVENTS.STALE", { version: event.version });
      if (event.state !== "planned" && event.state !== "published") return err("EVENTS.WRONG_STATE", { state: event.state });
      const facts = await factsOf(tx, input, event);
      if (!facts.ok) return facts;
      if (facts.value.endsAt <= now) return err("EVENTS.TOO_LATE");
      if (facts.value.guestCapacity !== null && facts.value.guestCapacity < event.guestsTaken) return err("EVENTS.CAPACITY_TAKEN", { taken: event.guestsTaken });
      if (!(await rows.setStallCount(tx, eventId, input.stallCount))) return err("EVENTS.STALLS_TAKEN");
      const moves = facts.value.startsAt.getTime() !== event.startsAt.getTime() || facts.value.endsAt.getTime() !== event.endsAt.getTime() || facts.value.placeLabel !== event.placeLabel;
      if (!(await rows.swapEvent(tx, { id: eventId, version: input.version, facts: facts.value, moves, now }))) return err("EVENTS.STALE");
      const changed = { ...event, version: input.version + 1 };
      if (moves && event.state === "published") await tellMoved(tx, changed, "changed");
      else await tellChanged(tx, event);
      await fillSeats(tx, eventId, now);
      return ok({ version: changed.version });
    });
  } catch (error) {
    if (isCheckViolation(error)) return err("EVENTS.CAPACITY_TAKEN");
    throw error;
  }
}

/**
 * Publishes or cancels a day; everybody who comes is told that it is off. Closing goes through the flow that settles it (settle-event).
 * EVENTS.NOT_FOUND, NOT_ALLOWED, STALE, WRONG_STATE.
 */
export async function moveDay(db: Db, actor: Actor, eventId: string, input: MoveEventInput, clock = systemClock): Promise<Answer<rows.StoredEvent>> {
  return transact<Answer<rows.StoredEvent>>(db, async (tx) => {
    const found = await managed(tx, actor, eventId);
    if (!found.ok) return found;
    const event = found.value;
    const now = clock.now();
    if (event.version !== input.version) return err("EVENTS.STALE", { version: event.version, state: event.state });
    if (!verbsFor(event, now).includes(input.verb)) return err("EVENTS.WRONG_STATE", { state: event.state });
    return moveTo(tx, actor, event, { to: stateAfter(input.verb), reason: input.verb === "cancel" ? input.reason : null, now });
  });
}

/** Writes the step of a day that is locked, by a person or by the clock (`actor` null). */
export async function moveTo(tx: Tx, actor: Actor | null, event: rows.StoredEvent, step: { to: rows.StoredEvent["state"]; reason: string | null; now: Date }): Promise<Result<rows.StoredEvent, EventError>> {
  const { to, reason, now } = step;
  if (!(await rows.moveEvent(tx, { id: event.id, version: event.version, from: event.state, to, reason, now }))) return err("EVENTS.STALE");
  await rows.insertEventTransition(tx, { eventId: event.id, from: event.state, to, actor, reason, at: now });
  const moved = { ...event, state: to, version: event.version + 1, cancelReason: reason };
  if (to === "cancelled" && event.state === "published") await tellMoved(tx, moved, "cancelled");
  else await tellChanged(tx, event);
  return ok(moved);
}

/** Adds a shift to a day ahead. The same id again changes nothing. EVENTS.NOT_FOUND, NOT_ALLOWED, WRONG_STATE, TIME_INVALID, KEY_TAKEN. */
export async function addShift(db: Db, actor: Actor, eventId: string, input: ShiftInput): Promise<Answer<{ shiftId: string }>> {
  return transact<Answer<{ shiftId: string }>>(db, async (tx) => {
    const found = await managed(tx, actor, eventId);
    if (!found.ok) return found;
    const event = found.value;
    if (event.state !== "planned" && event.state !== "published") return err("EVENTS.WRONG_STATE", { state: event.state });
    const span = spanOf({ date: input.shiftDate, from: input.shiftFrom, until: input.shiftUntil }, event.timeZone);
    if (!span) return err("EVENTS.TIME_INVALID");
    const { shiftId, task, needed } = input;
    if (!(await rows.insertShift(tx, { id: shiftId, eventId, task, needed, ...span }))) {
      const known = (await rows.listShifts(tx, eventId, null)).some((shift) => shift.id === shiftId);
      return known ? ok({ shiftId }) : err("EVENTS.KEY_TAKEN");
    }
    await tellChanged(tx, event);
    return ok({ shiftId });
  });
}

/** Removes a shift that nobody has signed up for. EVENTS.NOT_FOUND, NOT_ALLOWED, SHIFT_TAKEN. */
export async function removeShift(db: Db, actor: Actor, eventId: string, input: { shiftId: string }): Promise<Answer<{ removed: boolean }>> {
  return transact<Answer<{ removed: boolean }>>(db, async (tx) => {
    const found = await managed(tx, actor, eventId);
    if (!found.ok) return found;
    const shift = (await rows.listShifts(tx, eventId, null)).find((one) => one.id === input.shiftId);
    if (!shift) return ok({ removed: false });
    if (!(await rows.deleteShift(tx, { eventId, shiftId: shift.id }))) return err("EVENTS.SHIFT_TAKEN");
    await tellChanged(tx, found.value);
    return ok({ removed: true });
  });
}
