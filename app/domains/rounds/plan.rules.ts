/** From a day's bookings to a problem the solver takes, and back to instants. Pure. */

import type { LatLon } from "#app/shared/geo.ts";
import { faultsOf } from "./check-rounds.ts";
import { usualSpeedKmPerHour, type DistanceProvider } from "./distances.ts";
import type { HomeBooking } from "./day.schema.ts";
import { measureRound } from "./measure-round.ts";
import { terrainOf, type Problem } from "./rounds.model.ts";
import type { PlannedRound } from "./solve-rounds.ts";
import { timetableOf } from "./timetable.ts";

/** What a line weighs, for planning alone, where nobody said: a full bag. An assumption. */
export const UNKNOWN_LINE_GRAMS = 5_000;
/** Minutes more for each floor without a lift, up to the most. An assumption. */
const MINUTES_PER_FLOOR = 1;
const MOST_STAIR_MINUTES = 8;
/** Between two rounds of a vehicle: unloading and a look at it. */
export const BUFFER_MINUTES = 15;
/** How far from the expected arrival the window reaches that a resident is told. */
export const WINDOW_MINUTES = 30;
/** More stops than this are not planned at once. */
export const MAX_STOPS = 300;

const MINUTE_MS = 60_000;

/** What a visit is planned to take away, in grams. */
export function demandOf(visit: Pick<HomeBooking, "declaredGrams" | "unknownLines">): number {
  return visit.declaredGrams + visit.unknownLines * UNKNOWN_LINE_GRAMS;
}

/** Minutes at the door. */
export function serviceMinutesOf(visit: Pick<HomeBooking, "serviceMinutes" | "floor" | "hasLift">): number {
  const stairs = visit.hasLift === false && visit.floor !== null ? Math.min(MOST_STAIR_MINUTES, Math.abs(visit.floor) * MINUTES_PER_FLOOR) : 0;
  return visit.serviceMinutes + stairs;
}

export type PlanVehicle = { id: string; capacityGrams: number; speedKmPerHour: number; shiftFrom: Date; shiftUntil: Date };

/**
 * The problem of a depot's day in grams, metres and true minutes from `dayStart` (the first instant of the local day), so that a day on
 * which clocks change is planned right. Loading has to begin within the booking's slot.
 */
export async function problemOfDay(
  input: { dayStart: Date; depot: LatLon; visits: readonly HomeBooking[]; vehicles: readonly PlanVehicle[] },
  provider: DistanceProvider,
): Promise<Problem> {
  const minutes = (at: Date) => (at.getTime() - input.dayStart.getTime()) / MINUTE_MS;
  const tables = await provider.tables([input.depot, ...input.visits]);
  return {
    stops: input.visits.map((visit) => ({
      id: visit.bookingId,
      demand: demandOf(visit),
      opensAt: minutes(visit.startsAt),
      closesAt: minutes(visit.endsAt),
      serviceTime: serviceMinutesOf(visit),
    })),
    vehicles: input.vehicles.map((vehicle) => ({
      id: vehicle.id,
      capacity: vehicle.capacityGrams,
      shiftFrom: minutes(vehicle.shiftFrom),
      shiftUntil: minutes(vehicle.shiftUntil),
      longestRound: Infinity,
      pace: usualSpeedKmPerHour / vehicle.speedKmPerHour,
    })),
    distance: tables.metres,
    travelTime: tables.minutes,
  };
}

/** A planned round in instants, to the minute: leaving and arriving rounded down, going on and return up. */
export type TimedRound = {
  leavesAt: Date;
  isBackAt: Date;
  busyFrom: Date;
  busyUntil: Date;
  estimatedMetres: number;
  stops: { bookingId: string; plannedAt: Date; plannedUntil: Date }[];
};

/** The timetable of one round in instants. */
export function timed(problem: Problem, round: PlannedRound, dayStart: Date): TimedRound {
  const instant = (minutes: number, to: "down" | "up") => {
    const whole = to === "down" ? Math.floor(minutes + 1e-6) : Math.ceil(minutes - 1e-6);
    return new Date(dayStart.getTime() + whole * MINUTE_MS);
  };
  const leavesAt = instant(round.leavesAt, "down");
  const isBackAt = instant(round.isBackAt, "up");
  return {
    leavesAt,
    isBackAt,
    busyFrom: new Date(leavesAt.getTime() - BUFFER_MINUTES * MINUTE_MS),
    busyUntil: new Date(isBackAt.getTime() + BUFFER_MINUTES * MINUTE_MS),
    estimatedMetres: Math.round(round.distance),
    stops: round.visits.map((visit) => ({
      bookingId: problem.stops[visit.stop - 1]?.id ?? "",
      plannedAt: instant(visit.beginsAt, "down"),
      plannedUntil: instant(visit.goesOnAt, "up"),
    })),
  };
}

/** Why an order of stops cannot be driven, at which stop (of `stops`, by id) where one is to blame. */
export type OrderFault = { fault: "too_heavy" } | { fault: "too_late"; stop: string } | { fault: "shift_over" };

/**
 * Drives the problem's only vehicle over its stops in the order in which they stand. The answer is checked by the checker that shares no
 * code with the search; a plan it finds fault with is a bug and throws.
 */
export function roundInOrder(problem: Problem): { round: PlannedRound } | { faults: OrderFault[] } {
  const [vehicle] = problem.vehicles;
  if (!vehicle) throw new Error("a round has a vehicle");
  const terrain = terrainOf(problem);
  const order = problem.stops.map((_, index) => index + 1);
  const measured = measureRound(terrain, vehicle, order);
  if (!measured) return { faults: faultsInOrder(problem) };
  const round: PlannedRound = { vehicle: 0, distance: measured.distance, load: measured.load, ...timetableOf(terrain, vehicle, measured) };
  const faults = faultsOf(problem, { rounds: [round], unserved: [], distance: round.distance, wasHurried: false });
  if (faults.length > 0) throw new Error(`a round was measured as feasible but is not: ${faults.join("; ")}`);
  return { round };
}

/** Leaves as early as the shift allows and names everything that then does not hold. */
function faultsInOrder({ stops, vehicles, travelTime }: Problem): OrderFault[] {
  const [vehicle] = vehicles;
  if (!vehicle) return [];
  const size = stops.length + 1;
  const faults: OrderFault[] = [];
  let at = vehicle.shiftFrom;
  stops.forEach((stop, index) => {
    at = Math.max(stop.opensAt, at + (travelTime[index * size + index + 1] ?? 0) * vehicle.pace);
    if (at > stop.closesAt) faults.push({ fault: "too_late", stop: stop.id });
    at += stop.serviceTime;
  });
  if (at + (travelTime[stops.length * size] ?? 0) * vehicle.pace > vehicle.shiftUntil) faults.push({ fault: "shift_over" });
  if (stops.reduce((sum, stop) => sum + stop.demand, 0) > vehicle.capacity) faults.push({ fault: "too_heavy" });
  return faults;
}

/** The window somebody is told: half an hour around the expected arrival, never outside their booking's time. */
export function toldWindow(expectedAt: Date, slot: { startsAt: Date; endsAt: Date }): { from: Date; until: Date } {
  const from = Math.max(slot.startsAt.getTime(), expectedAt.getTime() - WINDOW_MINUTES * MINUTE_MS);
  const until = Math.min(slot.endsAt.getTime(), expectedAt.getTime() + WINDOW_MINUTES * MINUTE_MS);
  // A round that runs late may expect to come after the slot: then its last minutes are what was promised.
  return { from: new Date(Math.min(from, slot.endsAt.getTime())), until: new Date(Math.max(until, slot.startsAt.getTime())) };
}

/** How far a window may move before somebody is told the new one. */
export const TOLD_ANEW_MINUTES = 15;

/** Whether a resident has to be told another window: either end moves by more than a quarter of an hour from what they were told. */
export function isToldAnew(told: { toldFrom: Date | null; toldUntil: Date | null }, window: { from: Date; until: Date }): boolean {
  if (!told.toldFrom || !told.toldUntil) return true;
  const moves = (one: Date, other: Date) => Math.abs(one.getTime() - other.getTime()) > TOLD_ANEW_MINUTES * MINUTE_MS;
  return moves(told.toldFrom, window.from) || moves(told.toldUntil, window.until);
}

/** What a stop still to come is to the forecast. */
export type StopAhead = LatLon & { id: string; startsAt: Date; serviceMinutes: number; arrivedAt: Date | null };

/**
 * When the vehicle comes to each of the stops ahead, in order: from where it is now (or from the stop where it stands) onwards, waiting
 * where a slot has not begun.
 */
export async function forecast(
  input: { from: LatLon; leavesAt: Date; now: Date; stops: readonly StopAhead[]; speedKmPerHour: number },
  provider: DistanceProvider,
): Promise<Map<string, Date>> {
  const { minutes } = await provider.tables([input.from, ...input.stops]);
  const size = input.stops.length + 1;
  const pace = usualSpeedKmPerHour / input.speedKmPerHour;
  const expected = new Map<string, Date>();
  let at = Math.max(input.now.getTime(), input.leavesAt.getTime());
  input.stops.forEach((stop, index) => {
    if (stop.arrivedAt) {
      expected.set(stop.id, stop.arrivedAt);
      at = Math.max(at, stop.arrivedAt.getTime() + stop.serviceMinutes * MINUTE_MS);
      return;
    }
    at = Math.max(stop.startsAt.getTime(), at + (minutes[index * size + index + 1] ?? 0) * pace * MINUTE_MS);
    expected.set(stop.id, new Date(Math.round(at / MINUTE_MS) * MINUTE_MS));
    at += stop.serviceMinutes * MINUTE_MS;
  });
  return expected;
}
