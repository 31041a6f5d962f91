import { systemClock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import * as attendance from "./attendance.repository.server.ts";
import * as desk from "./desk.repository.server.ts";
import type { EventError } from "./events.errors.ts";
import { findEvent, works, type StoredEvent } from "./events.repository.server.ts";
import { deskProblem, directionsOf, notesMaterials } from "./events.rules.ts";
import type { NoteInput } from "./events.schema.ts";
import { tellChanged } from "./events.service.server.ts";

type Answer<T> = Result<T, EventError>;

/** A day whose desk is open, for somebody who works at it. */
export async function atDesk(tx: Tx, actor: Actor, eventId: string, now: Date): Promise<Answer<StoredEvent>> {
  // Locked: a day is not closed while somebody writes at its desk.
  const event = await findEvent(tx, eventId, actor, true);
  if (!event) return err("EVENTS.NOT_FOUND");
  if (!works(event)) return err("EVENTS.NOT_ALLOWED");
  const problem = deskProblem(event, now);
  return problem ? err(problem, { state: event.state }) : ok(event);
}

/**
 * Lets somebody in: a household (`partyId`), or people without a name (null). The same id again changes nothing; a household is let in
 * once. EVENTS.NOT_FOUND, NOT_ALLOWED, WRONG_STATE, TOO_EARLY, ALREADY_HERE.
 */
export async function letIn(tx: Tx, actor: Actor, eventId: string, input: { checkInId: string; partyId: string | null; size: number }, now: Date): Promise<Answer<{ checkInId: string }>> {
  const found = await atDesk(tx, actor, eventId, now);
  if (!found.ok) return found;
  const { checkInId, partyId, size } = input;
  if (await desk.findCheckIn(tx, { id: checkInId, eventId })) return ok({ checkInId });
  if (partyId !== null && (await desk.isHere(tx, { eventId, partyId }))) return err("EVENTS.ALREADY_HERE");
  await desk.insertCheckIns(tx, [{ id: checkInId, eventId, partyId, size, byUserId: actor.userId, at: now }]);
  await tellChanged(tx, found.value);
  return ok({ checkInId });
}

/** Lets in those of the list who are here, with as many as they said; who is in already stays in. Errors as `letIn`. */
export async function letInMany(db: Db, actor: Actor, eventId: string, input: { partyIds: readonly string[] }, clock = systemClock): Promise<Answer<{ count: number }>> {
  return transact<Answer<{ count: number }>>(db, async (tx) => {
    const now = clock.now();
    const found = await atDesk(tx, actor, eventId, now);
    if (!found.ok) return found;
    const here = (await attendance.listGuests(tx, eventId)).filter((guest) => input.partyIds.includes(guest.partyId) && !guest.isHere);
    const count = await desk.insertCheckIns(tx, here.map(({ partyId, size }) => ({ id: newId(), eventId, partyId, size, byUserId: actor.userId, at: now })));
    if (count > 0) await tellChanged(tx, found.value);
    return ok({ count });
  });
}

/** Takes a check-in back. Twice is once. Errors as `letIn`. */
export async function sendOff(db: Db, actor: Actor, eventId: string, input: { checkInId: string }, clock = systemClock): Promise<Answer<{ changed: boolean }>> {
  return transact<Answer<{ changed: boolean }>>(db, async (tx) => {
    const found = await atDesk(tx, actor, eventId, clock.now());
    if (!found.ok) return found;
    const changed = await desk.undoCheckIn(tx, { id: input.checkInId, eventId, now: clock.now() });
    if (changed) await tellChanged(tx, found.value);
    return ok({ changed });
  });
}

/**
 * Notes what somebody brought, took or had mended, in the caller's transaction. It counts when the day is settled. The same id again changes
 * nothing. EVENTS.NOT_FOUND, NOT_ALLOWED, WRONG_STATE (also: not what this kind of day notes), TOO_EARLY, STALL_NOT_FOUND (nobody holds that
 * stall), SAME_SIDE (a household's own stall, or whoever takes the load), KEY_TAKEN.
 */
export async function writeNote(tx: Tx, actor: Actor, eventId: string, input: NoteInput, now: Date): Promise<Answer<{ noteId: string; event: StoredEvent }>> {
  const found = await atDesk(tx, actor, eventId, now);
  if (!found.ok) return found;
  const event = found.value;
  const { noteId, direction, category, material, itemCount, grams } = input;
  if (!directionsOf(event.kind).includes(direction) || notesMaterials(event.kind) !== (material !== null)) return err("EVENTS.WRONG_STATE", { state: event.state });
  const checkIn = input.checkInId === "" ? null : await desk.findCheckIn(tx, { id: input.checkInId, eventId });
  if (input.checkInId !== "" && !checkIn) return err("EVENTS.NOT_FOUND");
  const partyId = checkIn?.partyId ?? null;
  const stallPartyId = input.stall === null || direction !== "taken" ? null : await attendance.holderOfStall(tx, { eventId, number: input.stall });
  if (input.stall !== null && direction === "taken" && stallPartyId === null) return err("EVENTS.STALL_NOT_FOUND");
  if (partyId !== null && [stallPartyId, event.recyclerPartyId, event.communityPartyId].includes(partyId)) return err("EVENTS.SAME_SIDE");
  const written = await desk.insertNote(tx, { id: noteId, eventId, partyId, stallPartyId, direction, category, material, itemCount, grams, byUserId: actor.userId, at: now });
  if (!written) return (await desk.findNote(tx, noteId))?.eventId === eventId ? ok({ noteId, event }) : err("EVENTS.KEY_TAKEN");
  await tellChanged(tx, event);
  return ok({ noteId, event });
}

/** Takes a note back, until the day is settled. Twice is once. Errors as `letIn`. */
export async function takeNoteBack(db: Db, actor: Actor, eventId: string, input: { noteId: string }, clock = systemClock): Promise<Answer<{ changed: boolean }>> {
  return transact<Answer<{ changed: boolean }>>(db, async (tx) => {
    const found = await atDesk(tx, actor, eventId, clock.now());
    if (!found.ok) return found;
    const changed = await desk.undoNote(tx, { id: input.noteId, eventId, now: clock.now() });
    if (changed) await tellChanged(tx, found.value);
    return ok({ changed });
  });
}
