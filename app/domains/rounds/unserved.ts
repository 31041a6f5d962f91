import { measureRound } from "./measure-round.ts";
import { slack, type Plan, type Terrain } from "./rounds.model.ts";

/** Why a stop is in nobody's round, with the figures that show it. */
export type Unserved =
  /** It is heavier than the largest vehicle carries. */
  | { stop: number; reason: "heavier_than_vehicle"; demand: number; largestCapacity: number }
  /** No vehicle that carries it gets there before it closes, not even straight from the depot. */
  | { stop: number; reason: "closes_before_reached"; closesAt: number; earliestArrival: number }
  /** A vehicle gets there in time, but none is back within its shift, or within the longest round it may make. */
  | { stop: number; reason: "shift_too_short" }
  /** Every vehicle that could go there alone is too full for it in this plan. */
  | { stop: number; reason: "no_capacity_left"; demand: number; mostLeft: number }
  /** There is a vehicle with room, but no place in its round where all windows and the shift would still hold. */
  | { stop: number; reason: "no_time_left" };

/** Why no vehicle can serve the stop even when it does nothing else; null when one can. */
export function whyNever(terrain: Terrain, stop: number): Unserved | null {
  const demand = terrain.demand[stop] ?? 0;
  const able = terrain.vehicles.filter(({ capacity }) => demand <= capacity + slack);
  if (able.length === 0) return { stop, reason: "heavier_than_vehicle", demand, largestCapacity: Math.max(0, ...terrain.vehicles.map(({ capacity }) => capacity)) };
  if (able.some((vehicle) => measureRound(terrain, vehicle, [stop]))) return null;
  const earliestArrival = Math.min(...able.map(({ shiftFrom, pace }) => shiftFrom + (terrain.travelTime[stop] ?? 0) * pace));
  const closesAt = terrain.closesAt[stop] ?? 0;
  return earliestArrival > closesAt + slack ? { stop, reason: "closes_before_reached", closesAt, earliestArrival } : { stop, reason: "shift_too_short" };
}

/** Why a stop that some vehicle could serve alone is in no round of this plan, which must be one that it cannot be added to. */
export function whyNotNow(terrain: Terrain, { rounds }: Plan, stop: number): Unserved {
  const demand = terrain.demand[stop] ?? 0;
  const left = terrain.vehicles.flatMap((vehicle, index) => (measureRound(terrain, vehicle, [stop]) ? [vehicle.capacity - (rounds[index]?.load ?? 0)] : []));
  const mostLeft = Math.max(0, ...left);
  return mostLeft + slack < demand ? { stop, reason: "no_capacity_left", demand, mostLeft } : { stop, reason: "no_time_left" };
}
