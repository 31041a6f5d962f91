import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { sqlState } from "#app/platform/db/sql.server.ts";
import { record } from "#app/outbox/record.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { ownRound, topicsOf, type RoundRef } from "./draft-round.service.server.ts";
import { isExpected } from "./driver.rules.ts";
import { placedAt, timesInOrder } from "./hand-order.server.ts";
import { isToldAnew, toldWindow } from "./plan.rules.ts";
import type { RoundError } from "./rounds.errors.ts";
import { findDepot, holdTimetable, lockRound, selectRoundVisits, updateRound, type RoundToChange } from "./rounds.repository.server.ts";
import { resequence, selectStops, type StopToChange } from "./stops.repository.server.ts";

export type Reordered = { roundId: string; changed: boolean; /** How many residents are told another window. */ told: number };

/**
 * Moves a stop of a published round to another place, before it leaves: times are made anew and checked as those of a draft, from now on at
 * the earliest. Whose window moves by more than a quarter of an hour is told the new one; the others keep what they were told. Stops keep
 * their ids, so what the driver's phone holds back still finds them. Errors: ROUNDS.NOT_FOUND, NOT_ALLOWED, WRONG_STATE (a draft, or out
 * already), STALE, STOP_WRONG_STATE, VEHICLE_TAKEN, NOT_FEASIBLE (details.faults).
 */
export async function reorderPublished(db: Db, actor: Actor, input: RoundRef & { stopId: string; position: number }, clock: Clock = systemClock): Promise<Result<Reordered, RoundError>> {
  const { roundId, stopId, position } = input;
  try {
    return await transact<Result<Reordered, RoundError>>(db, async (tx) => {
      await holdTimetable(tx, actor.party.id);
      await lockRound(tx, roundId);
      const found = await ownRound(tx, actor, roundId);
      if (!found.ok) return found;
      const round = found.value;
      if (round.state !== "published") return err("ROUNDS.WRONG_STATE", { state: round.state });
      if (round.version !== input.version) return err("ROUNDS.STALE", { state: round.state });
      const stops = await selectStops(tx, roundId);
      const moving = stops.find(({ id }) => id === stopId);
      if (!moving) return err("ROUNDS.NOT_FOUND");
      if (!isOpen(moving)) return err("ROUNDS.STOP_WRONG_STATE", { state: moving.state });
      const order = placedAt(stops, moving, position);
      return order.every(({ id }, index) => id === stops[index]?.id) ? ok({ roundId, changed: false, told: 0 }) : await giveOrder(tx, round, order, clock.now());
    });
  } catch (error) {
    // Longer on the road, and the vehicle or its driver goes out again.
    if (sqlState(error) === "23P01") return err("ROUNDS.VEHICLE_TAKEN");
    throw error;
  }
}

/** To come, and still wanted. */
function isOpen(stop: StopToChange): boolean {
  return stop.state === "planned" && isExpected(stop.bookingState);
}

async function giveOrder(tx: Tx, round: RoundToChange, order: readonly StopToChange[], now: Date): Promise<Result<Reordered, RoundError>> {
  const depot = await findDepot(tx, round.pointId);
  if (!depot) return err("ROUNDS.NOT_FOUND");
  const known = await selectRoundVisits(tx, round.id);
  const open = order.filter(isOpen);
  const visits = open.flatMap(({ id }) => known.find((visit) => visit.stopId === id) ?? []);
  const driven = await timesInOrder(round, depot, visits, now);
  if (!driven.ok) return driven;
  const { stops: times, ...ofRound } = driven.value;
  const moved: string[] = [];
  await resequence(
    tx,
    round.id,
    order.map((stop, index) => {
      const at = times[open.indexOf(stop)];
      if (!at) return { id: stop.id, sequence: index + 1 };
      const window = toldWindow(at.plannedAt, stop);
      const isNew = isToldAnew(stop, window);
      if (isNew) moved.push(stop.id);
      return { id: stop.id, sequence: index + 1, plannedAt: at.plannedAt, plannedUntil: at.plannedUntil, ...(isNew ? { told: window } : {}) };
    }),
  );
  if (!(await updateRound(tx, { id: round.id, from: "published", version: round.version, data: ofRound }))) return err("ROUNDS.STALE");
  await record(tx, { type: "rounds.reordered", payload: { roundId: round.id, stopIds: moved }, topics: topicsOf(round, open.map(({ bookingId }) => bookingId)) });
  return ok({ roundId: round.id, changed: true, told: moved.length });
}
