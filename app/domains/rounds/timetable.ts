import type { Round, Terrain, Vehicle } from "./rounds.model.ts";

/** When a vehicle is where, on a round that is feasible. */
export interface Timetable {
  leavesAt: number;
  visits: Visit[];
  isBackAt: number;
}

export interface Visit {
  /** The number of the stop, from 1. */
  stop: number;
  arrivesAt: number;
  /** Loading begins: on arrival, or when the stop opens. */
  beginsAt: number;
  goesOnAt: number;
}

/** Follows a round stop by stop, leaving as early as it can without making the round longer: nobody waits at a door who could have left later. */
export function timetableOf(terrain: Terrain, vehicle: Vehicle, { stops }: Round): Timetable {
  const early = follow(terrain, vehicle, stops, vehicle.shiftFrom);
  // Leaving later shortens the waits, the first ones first, until some stop would be reached as it closes.
  let waited = 0;
  let spare = Infinity;
  for (const { stop, arrivesAt, beginsAt } of early.visits) {
    waited += beginsAt - arrivesAt;
    spare = Math.min(spare, waited + (terrain.closesAt[stop] ?? 0) - beginsAt);
  }
  return follow(terrain, vehicle, stops, vehicle.shiftFrom + Math.max(0, Math.min(waited, spare)));
}

function follow({ size, travelTime, opensAt, serviceTime }: Terrain, { pace }: Vehicle, stops: readonly number[], leavesAt: number): Timetable {
  let at = leavesAt;
  let from = 0;
  const drive = (to: number) => (at += (travelTime[from * size + to] ?? 0) * pace);
  const visits = stops.map((stop) => {
    const arrivesAt = drive(stop);
    const beginsAt = Math.max(arrivesAt, opensAt[stop] ?? 0);
    at = beginsAt + (serviceTime[stop] ?? 0);
    from = stop;
    return { stop, arrivesAt, beginsAt, goesOnAt: at };
  });
  return { leavesAt, visits, isBackAt: stops.length > 0 ? drive(0) : leavesAt };
}
