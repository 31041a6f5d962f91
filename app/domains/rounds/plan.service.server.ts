import { DateTime } from "luxon";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { isUniqueViolation, sqlState } from "#app/platform/db/sql.server.ts";
import { record } from "#app/outbox/record.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { faultsOf } from "./check-rounds.ts";
import type { DayRound, DepotFacts, HomeBooking, PlanInput, UnservedView } from "./day.schema.ts";
import { estimatedDistances, usualDetour, type DistanceProvider } from "./distances.ts";
import { MAX_STOPS, problemOfDay, timed, type PlanVehicle } from "./plan.rules.ts";
import type { Problem } from "./rounds.model.ts";
import type { RoundError } from "./rounds.errors.ts";
import { findDepot, findPlan, holdTimetable, insertRound, keepPlan, lockDrafts, noteTransition, selectDayRounds, selectDrivers, selectUnplanned, skipOpenStops, updateRound } from "./rounds.repository.server.ts";
import { solveRoundsAside } from "./solve-aside.server.ts";
import type { Solution } from "./solve-rounds.ts";
import type { Unserved } from "./unserved.ts";
import { selectVehicles } from "./vehicles.repository.server.ts";
import { mayPlan } from "./vehicles.service.server.ts";
import type { VehicleView } from "./vehicles.schema.ts";

/** Today's provider: an estimate. Pages say so wherever a distance of it is shown. */
export const provider: DistanceProvider = estimatedDistances();
export const detourPermille = Math.round(usualDetour * 1000);

/** A depot's day as the planner sees it. */
export type DayView = {
  depot: DepotFacts;
  rounds: DayRound[];
  unplanned: HomeBooking[];
  plan: { unserved: UnservedView[]; wasHurried: boolean; plannedAt: Date } | null;
  vehicles: VehicleView[];
  drivers: { userId: string; name: string }[];
};

/** Rounds, bookings without one, and what there is to send, for a day of the depot's zone. Errors: ROUNDS.NOT_ALLOWED, NOT_FOUND. */
export async function viewDay(db: Db, actor: Actor, input: { pointId: string; date: string }): Promise<Result<DayView, RoundError>> {
  if (!mayPlan(actor)) return err("ROUNDS.NOT_ALLOWED");
  const depot = await findDepot(db, input.pointId);
  if (depot?.recyclerPartyId !== actor.party.id) return err("ROUNDS.NOT_FOUND");
  const { start, end } = dayOf(input.date, depot.timeZone);
  const unplanned = await selectUnplanned(db, { pointId: depot.id, from: start, until: end, withDrafts: false, limit: MAX_STOPS });
  const plan = await findPlan(db, { pointId: depot.id, localDate: input.date });
  const still = new Set(unplanned.map((visit) => visit.bookingId));
  return ok({
    depot,
    rounds: await selectDayRounds(db, { pointId: depot.id, localDate: input.date }),
    unplanned,
    plan: plan && { ...plan, unserved: plan.unserved.filter(({ bookingId }) => still.has(bookingId)) },
    vehicles: await selectVehicles(db, actor.party.id),
    drivers: await selectDrivers(db, actor.party.id),
  });
}

/**
 * Plans a depot's day: every confirmed home booking that is on no published round, over the vehicles given. Drafts of that day are thrown
 * away; what was published stays. The search runs in a thread of its own, for the seconds given (1.5), and its plan is checked by the checker
 * before anything is written; `signal` ends it when nobody waits any more. Answers with the drafts and who was left out.
 * Errors: ROUNDS.NOT_ALLOWED, NOT_FOUND (depot or vehicle), NO_VEHICLES, SHIFT_INVALID, PAST, NOTHING_TO_PLAN, TOO_MANY_STOPS, VEHICLE_TAKEN (it is on another
 * round then), STALE (somebody planned meanwhile), PLAN_CANCELLED, PLAN_TIMED_OUT.
 */
export async function planDay(db: Db, actor: Actor, input: PlanInput, clock: Clock = systemClock, signal?: AbortSignal): Promise<Result<{ roundIds: string[]; unserved: UnservedView[]; wasHurried: boolean }, RoundError>> {
  if (!mayPlan(actor)) return err("ROUNDS.NOT_ALLOWED");
  const depot = await findDepot(db, input.pointId);
  if (depot?.recyclerPartyId !== actor.party.id) return err("ROUNDS.NOT_FOUND");
  const { start, end } = dayOf(input.date, depot.timeZone);
  if (end <= clock.now()) return err("ROUNDS.PAST");
  const chosen = await chooseVehicles(db, actor, input, depot.timeZone);
  if (!chosen.ok) return chosen;
  const visits = await selectUnplanned(db, { pointId: depot.id, from: start, until: end, withDrafts: true, limit: MAX_STOPS + 1 });
  if (visits.length === 0) return err("ROUNDS.NOTHING_TO_PLAN");
  if (visits.length > MAX_STOPS) return err("ROUNDS.TOO_MANY_STOPS");
  const problem = await problemOfDay({ dayStart: start, depot, visits, vehicles: chosen.value }, provider);
  const solved = await solveRoundsAside(problem, { ...(input.seconds ? { seconds: input.seconds } : {}), ...(input.iterations ? { iterations: input.iterations } : {}), signal });
  if (!solved.ok) return solved;
  const solution = solved.value;
  const faults = faultsOf(problem, solution);
  if (faults.length > 0) throw new Error(`the plan cannot be driven: ${faults.join("; ")}`);
  const unserved = solution.unserved.map((one) => unservedView(one, problem, start));
  try {
    return await transact(db, (tx) => writePlan(tx, { actor, depot, input, problem, solution, vehicles: chosen.value, dayStart: start, unserved, at: clock.now() }));
  } catch (error) {
    if (sqlState(error) === "23P01") return err("ROUNDS.VEHICLE_TAKEN");
    if (isUniqueViolation(error)) return err("ROUNDS.STALE");
    throw error;
  }
}

/** The first instants of a local day and of the next one. */
export function dayOf(date: string, timeZone: string): { start: Date; end: Date } {
  const start = DateTime.fromISO(date, { zone: timeZone }).startOf("day");
  return { start: start.toJSDate(), end: start.plus({ days: 1 }).toJSDate() };
}

async function chooseVehicles(db: Db, actor: Actor, input: PlanInput, timeZone: string): Promise<Result<PlanVehicle[], RoundError>> {
  if (input.vehicles.length === 0) return err("ROUNDS.NO_VEHICLES");
  const own = await selectVehicles(db, actor.party.id);
  const chosen: PlanVehicle[] = [];
  for (const { vehicleId, from, until } of input.vehicles) {
    const vehicle = own.find((one) => one.id === vehicleId && one.isActive);
    if (!vehicle || chosen.some((one) => one.id === vehicleId)) return err("ROUNDS.NOT_FOUND");
    if (from >= until) return err("ROUNDS.SHIFT_INVALID", { vehicleId });
    const at = (clock: string) => DateTime.fromISO(`${input.date}T${clock}`, { zone: timeZone }).toJSDate();
    chosen.push({ id: vehicleId, capacityGrams: vehicle.capacityGrams, speedKmPerHour: vehicle.speedKmPerHour, shiftFrom: at(from), shiftUntil: at(until) });
  }
  return ok(chosen);
}

function unservedView(one: Unserved, problem: Problem, dayStart: Date): UnservedView {
  const bookingId = problem.stops[one.stop - 1]?.id ?? "";
  const { reason } = one;
  switch (reason) {
    case "heavier_than_vehicle":
      return { bookingId, reason, demandGrams: one.demand, capacityGrams: one.largestCapacity };
    case "no_capacity_left":
      return { bookingId, reason, demandGrams: one.demand, capacityGrams: one.mostLeft };
    case "closes_before_reached":
      return { bookingId, reason, earliestAt: new Date(dayStart.getTime() + Math.ceil(one.earliestArrival) * 60_000).toISOString() };
    default:
      return { bookingId, reason };
  }
}

type ToWrite = { actor: Actor; depot: DepotFacts; input: PlanInput; problem: Problem; solution: Solution; vehicles: PlanVehicle[]; dayStart: Date; unserved: UnservedView[]; at: Date };

async function writePlan(tx: Tx, { actor, depot, input, problem, solution, vehicles, dayStart, unserved, at }: ToWrite): Promise<Result<{ roundIds: string[]; unserved: UnservedView[]; wasHurried: boolean }, RoundError>> {
  await holdTimetable(tx, actor.party.id);
  for (const draft of await lockDrafts(tx, { pointId: depot.id, localDate: input.date })) {
    await skipOpenStops(tx, { roundId: draft.id, reason: "round_cancelled", at });
    await updateRound(tx, { id: draft.id, from: "planned", version: draft.version, data: { state: "cancelled" } });
    await noteTransition(tx, { subject: "round", id: draft.id, from: "planned", to: "cancelled", actor, reason: "planned again", at });
  }
  const roundIds: string[] = [];
  for (const planned of solution.rounds) {
    const vehicle = vehicles[planned.vehicle];
    if (!vehicle) throw new Error("a round without a vehicle");
    const id = newId();
    await insertRound(tx, {
      id,
      recyclerPartyId: actor.party.id,
      pointId: depot.id,
      vehicleId: vehicle.id,
      localDate: input.date,
      shiftFrom: vehicle.shiftFrom,
      shiftUntil: vehicle.shiftUntil,
      detourPermille,
      round: timed(problem, planned, dayStart),
    });
    await noteTransition(tx, { subject: "round", id, from: null, to: "planned", actor, at });
    roundIds.push(id);
  }
  await keepPlan(tx, { pointId: depot.id, localDate: input.date, unserved, wasHurried: solution.wasHurried, userId: actor.userId, at });
  await record(tx, { type: "rounds.changed", payload: { roundIds }, topics: [`party:${actor.party.id}`] });
  return ok({ roundIds, unserved, wasHurried: solution.wasHurried });
}
