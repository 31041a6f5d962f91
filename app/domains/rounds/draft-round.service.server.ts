import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { isUniqueViolation, sqlState } from "#app/platform/db/sql.server.ts";
import { record } from "#app/outbox/record.server.ts";
import type { Topic } from "#app/outbox/events.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { placedAt, timesInOrder } from "./hand-order.server.ts";
import { toldWindow } from "./plan.rules.ts";
import type { RoundError } from "./rounds.errors.ts";
import {
  deleteStops, findDepot, findRound, holdTimetable, lockRound, noteTransition, replaceStops, selectDrivers, selectRoundVisits, skipOpenStops, updateRound, type RoundToChange,
} from "./rounds.repository.server.ts";
import { tellStops } from "./stops.repository.server.ts";
import { mayPlan } from "./vehicles.service.server.ts";

export type RoundRef = { roundId: string; version: number };

/** The round of the acting recycler, or why not. Somebody else's is not told to exist. */
export async function ownRound(db: Db, actor: Actor, roundId: string): Promise<Result<RoundToChange, RoundError>> {
  const round = await findRound(db, roundId);
  if (round?.recyclerPartyId !== actor.party.id) return err("ROUNDS.NOT_FOUND");
  return mayPlan(actor) ? ok(round) : err("ROUNDS.NOT_ALLOWED");
}

/** A draft that is still as the page showed it. */
async function draftAsShown(tx: Tx, actor: Actor, ref: RoundRef): Promise<Result<RoundToChange, RoundError>> {
  await lockRound(tx, ref.roundId);
  const found = await ownRound(tx, actor, ref.roundId);
  if (!found.ok) return found;
  if (found.value.state !== "planned") return err("ROUNDS.WRONG_STATE", { state: found.value.state });
  return found.value.version === ref.version ? found : err("ROUNDS.STALE", { state: found.value.state });
}

/**
 * Moves a stop of a draft by hand: to another place of its round, to the end of another draft of that day, or out of it (`to` is null: the
 * booking waits for a round again). Times are made anew and checked; an order that cannot be driven changes nothing.
 * Errors: ROUNDS.NOT_FOUND, NOT_ALLOWED, WRONG_STATE, STALE, VEHICLE_TAKEN, NOT_FEASIBLE (details.faults).
 */
export async function moveStop(
  db: Db,
  actor: Actor,
  input: RoundRef & { stopId: string; to: { roundId: string; position: number } | null },
  clock: Clock = systemClock,
): Promise<Result<{ roundId: string; changed: boolean }, RoundError>> {
  try {
    return await transact<Result<{ roundId: string; changed: boolean }, RoundError>>(db, async (tx) => {
      const { to } = input;
      const other = to && to.roundId !== input.roundId ? to.roundId : null;
      await holdTimetable(tx, actor.party.id);
      // Two planners who swap stops between the same drafts must not wait for each other for ever.
      for (const id of [input.roundId, ...(other ? [other] : [])].sort()) await lockRound(tx, id);
      const found = await draftAsShown(tx, actor, input);
      if (!found.ok) return found;
      const stops = (await selectRoundVisits(tx, input.roundId)).map(({ stopId }) => stopId);
      if (!stops.includes(input.stopId)) return err("ROUNDS.NOT_FOUND");
      const rest = stops.filter((id) => id !== input.stopId);
      if (to && !other) {
        const order = placedAt(stops, input.stopId, to.position);
        if (order.join() === stops.join()) return ok({ roundId: input.roundId, changed: false });
        return reorder(tx, actor, found.value, order, [], clock.now());
      }
      if (!other) return reorder(tx, actor, found.value, rest, [], clock.now());
      const target = await ownRound(tx, actor, other);
      if (!target.ok) return target;
      const isSameDay = target.value.pointId === found.value.pointId && target.value.localDate.getTime() === found.value.localDate.getTime();
      if (target.value.state !== "planned" || !isSameDay) return err("ROUNDS.WRONG_STATE", { state: target.value.state });
      const moved = (await selectRoundVisits(tx, input.roundId)).filter(({ stopId }) => stopId === input.stopId);
      const there = (await selectRoundVisits(tx, other)).map(({ stopId }) => stopId);
      const left = await reorder(tx, actor, found.value, rest, [], clock.now());
      if (!left.ok) return left;
      return reorder(tx, actor, target.value, [...there, input.stopId], moved, clock.now());
    });
  } catch (error) {
    if (sqlState(error) === "23P01") return err("ROUNDS.VEHICLE_TAKEN");
    if (isUniqueViolation(error)) return err("ROUNDS.STALE");
    throw error;
  }
}

/** Gives a draft this order of stops, with the times that follow from it. A draft without stops is cancelled. */
async function reorder(
  tx: Tx,
  actor: Actor,
  round: RoundToChange,
  order: readonly string[],
  joining: Awaited<ReturnType<typeof selectRoundVisits>>,
  at: Date,
): Promise<Result<{ roundId: string; changed: boolean }, RoundError>> {
  const known = [...(await selectRoundVisits(tx, round.id)), ...joining];
  const visits = order.flatMap((id) => known.find(({ stopId }) => stopId === id) ?? []);
  const changed = async (data: Parameters<typeof updateRound>[1]["data"]) => updateRound(tx, { id: round.id, from: "planned", version: round.version, data });
  if (visits.length === 0) {
    await deleteStops(tx, round.id, known.map(({ stopId }) => stopId));
    if (!(await changed({ state: "cancelled" }))) return err("ROUNDS.STALE");
    await noteTransition(tx, { subject: "round", id: round.id, from: "planned", to: "cancelled", actor, reason: "no stops left", at });
    await record(tx, { type: "rounds.changed", payload: { roundIds: [round.id] }, topics: [`party:${round.recyclerPartyId}`] });
    return ok({ roundId: round.id, changed: true });
  }
  const depot = await findDepot(tx, round.pointId);
  if (!depot) return err("ROUNDS.NOT_FOUND");
  const driven = await timesInOrder(round, depot, visits);
  if (!driven.ok) return driven;
  const { stops, ...times } = driven.value;
  await replaceStops(tx, round.id, stops.map((stop, index) => ({ ...stop, stopId: visits[index]?.stopId ?? "" })));
  if (!(await changed(times))) return err("ROUNDS.STALE");
  await record(tx, { type: "rounds.changed", payload: { roundIds: [round.id] }, topics: [`party:${round.recyclerPartyId}`] });
  return ok({ roundId: round.id, changed: true });
}

/**
 * Publishes a draft with its driver: from now on the phone shows it, and every resident is told a window of half an hour around the planned
 * arrival. Who cancelled since is left out. Errors: ROUNDS.NOT_FOUND, NOT_ALLOWED, WRONG_STATE, STALE, PAST (it should have left), NO_DRIVER,
 * DRIVER_TAKEN, NO_STOPS.
 */
export async function publishRound(db: Db, actor: Actor, input: RoundRef & { driverUserId: string }, clock: Clock = systemClock): Promise<Result<{ roundId: string; changed: boolean }, RoundError>> {
  const now = clock.now();
  try {
    return await transact<Result<{ roundId: string; changed: boolean }, RoundError>>(db, async (tx) => {
      await holdTimetable(tx, actor.party.id);
      const shown = await ownRound(tx, actor, input.roundId);
      if (shown.ok && shown.value.state === "published" && shown.value.driverUserId === input.driverUserId) return ok({ roundId: input.roundId, changed: false });
      const found = await draftAsShown(tx, actor, input);
      if (!found.ok) return found;
      const round = found.value;
      if (round.isBackAt <= now) return err("ROUNDS.PAST");
      const drivers = await selectDrivers(tx, round.recyclerPartyId);
      if (!drivers.some(({ userId }) => userId === input.driverUserId)) return err("ROUNDS.NO_DRIVER");
      const visits = await selectRoundVisits(tx, round.id);
      const gone = visits.filter(({ bookingState }) => bookingState !== "confirmed");
      await skipOpenStops(tx, { roundId: round.id, reason: "cancelled", at: now, stopIds: gone.map(({ stopId }) => stopId) });
      const told = await tellStops(tx, round.id, toldWindow);
      if (told.length === 0) return err("ROUNDS.NO_STOPS");
      const isPublished = await updateRound(tx, { id: round.id, from: "planned", version: round.version, data: { state: "published", driverUserId: input.driverUserId, publishedAt: now } });
      if (!isPublished) return err("ROUNDS.STALE");
      await noteTransition(tx, { subject: "round", id: round.id, from: "planned", to: "published", actor, at: now });
      await record(tx, { type: "rounds.published", payload: { roundId: round.id }, topics: topicsOf(round, told.map(({ bookingId }) => bookingId)) });
      return ok({ roundId: round.id, changed: true });
    });
  } catch (error) {
    if (sqlState(error) === "23P01") return err("ROUNDS.DRIVER_TAKEN");
    throw error;
  }
}

/**
 * Cancels a round that has not left. Of a published one every resident is told that nobody comes as planned; their bookings wait for
 * another round. Errors: ROUNDS.NOT_FOUND, NOT_ALLOWED, WRONG_STATE, STALE.
 */
export async function cancelRound(db: Db, actor: Actor, input: RoundRef, clock: Clock = systemClock): Promise<Result<{ roundId: string; changed: boolean }, RoundError>> {
  const now = clock.now();
  return transact<Result<{ roundId: string; changed: boolean }, RoundError>>(db, async (tx) => {
    await lockRound(tx, input.roundId);
    const found = await ownRound(tx, actor, input.roundId);
    if (!found.ok) return found;
    const round = found.value;
    if (round.state === "cancelled") return ok({ roundId: round.id, changed: false });
    if (round.state !== "planned" && round.state !== "published") return err("ROUNDS.WRONG_STATE", { state: round.state });
    if (round.version !== input.version) return err("ROUNDS.STALE", { state: round.state });
    const left = await skipOpenStops(tx, { roundId: round.id, reason: "round_cancelled", at: now });
    if (!(await updateRound(tx, { id: round.id, from: round.state, version: round.version, data: { state: "cancelled" } }))) return err("ROUNDS.STALE");
    await noteTransition(tx, { subject: "round", id: round.id, from: round.state, to: "cancelled", actor, at: now });
    const topics = topicsOf(round, left.map(({ bookingId }) => bookingId));
    if (round.state === "published") await record(tx, { type: "rounds.left-out", payload: { roundId: round.id, stopIds: left.map(({ id }) => id) }, topics });
    else await record(tx, { type: "rounds.changed", payload: { roundIds: [round.id] }, topics });
    return ok({ roundId: round.id, changed: true });
  });
}

/** Whose pages a round is on: the recycler's, and each resident's. */
export function topicsOf(round: { recyclerPartyId: string }, bookingIds: readonly string[]): Topic[] {
  return [`party:${round.recyclerPartyId}`, ...bookingIds.map((id) => `booking:${id}` as const)];
}
