import { slack, type Round, type Terrain, type Vehicle } from "./rounds.model.ts";

/**
 * Drives a round in thought: its distance and load, or null where it would overload the vehicle, come to a stop after it closed,
 * or be back too late or too long after leaving.
 *
 * When to leave is left open. A piece of a round keeps the shortest time it can take and the earliest and latest start that
 * take no longer; pieces are joined in constant time (Vidal, Crainic, Gendreau, Prins 2013, "A hybrid genetic algorithm with
 * adaptive diversity management for a large class of vehicle routing problems with time-windows", section 4.1, without its
 * time warp since what is late is refused).
 */
export function measureRound(terrain: Terrain, vehicle: Vehicle, stops: readonly number[]): Round | null {
  const { size, distance, travelTime, demand, opensAt, closesAt, serviceTime } = terrain;
  let load = 0;
  for (const stop of stops) load += demand[stop] ?? 0;
  if (load > vehicle.capacity + slack) return null;
  let driven = 0;
  let lasts = 0;
  let earliest = vehicle.shiftFrom;
  let latest = vehicle.shiftUntil;
  let from = 0;
  for (let at = 0; at <= stops.length; at += 1) {
    const to = stops[at] ?? 0;
    const isHome = at === stops.length;
    const reach = lasts + (travelTime[from * size + to] ?? 0) * vehicle.pace;
    const opens = isHome ? vehicle.shiftFrom : (opensAt[to] ?? 0);
    const closes = isHome ? vehicle.shiftUntil : (closesAt[to] ?? 0);
    if (earliest + reach > closes + slack) return null;
    const waits = Math.max(opens - reach - latest, 0);
    earliest = Math.max(opens - reach, earliest) - waits;
    latest = Math.min(closes - reach, latest);
    lasts = reach + waits + (isHome ? 0 : (serviceTime[to] ?? 0));
    driven += distance[from * size + to] ?? 0;
    from = to;
  }
  if (stops.length > 0 && lasts > vehicle.longestRound + slack) return null;
  return { stops, distance: driven, load };
}
