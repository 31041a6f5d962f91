import { err, ok, type Result } from "#app/shared/result.ts";
import type { DepotFacts, HomeBooking } from "./day.schema.ts";
import { problemOfDay, roundInOrder, timed, type OrderFault, type TimedRound } from "./plan.rules.ts";
import { dayOf, provider } from "./plan.service.server.ts";
import type { RoundError } from "./rounds.errors.ts";
import type { RoundToChange } from "./rounds.repository.server.ts";

/** Stops (or their ids) in order with one of them at another place, counted from 1. */
export function placedAt<T>(stops: readonly T[], moving: T, position: number): T[] {
  const rest = stops.filter((stop) => stop !== moving);
  return [...rest.slice(0, position - 1), moving, ...rest.slice(position - 1)];
}

/**
 * The timetable of a round whose visits stand in the order of somebody's hand, within its shift and `notBefore` at the earliest; times come in
 * that order. Errors: ROUNDS.NOT_FEASIBLE (details.faults).
 */
export async function timesInOrder(
  round: Pick<RoundToChange, "vehicleId" | "vehicle" | "localDate" | "shiftFrom" | "shiftUntil">,
  depot: DepotFacts,
  visits: readonly HomeBooking[],
  notBefore: Date = round.shiftFrom,
): Promise<Result<TimedRound, RoundError>> {
  const { vehicleId, vehicle, shiftUntil } = round;
  const dayStart = dayOf(round.localDate.toISOString().slice(0, 10), depot.timeZone).start;
  const shiftFrom = round.shiftFrom < notBefore ? notBefore : round.shiftFrom;
  const problem = await problemOfDay({ dayStart, depot, visits, vehicles: [{ id: vehicleId, ...vehicle, shiftFrom, shiftUntil }] }, provider);
  const driven = roundInOrder(problem);
  return "faults" in driven ? err("ROUNDS.NOT_FEASIBLE", { faults: driven.faults satisfies OrderFault[] }) : ok(timed(problem, driven.round, dayStart));
}
