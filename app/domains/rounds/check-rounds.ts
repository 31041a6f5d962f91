import type { Problem } from "./rounds.model.ts";
import type { PlannedRound, Solution } from "./solve-rounds.ts";

/** Sums of many figures may differ by this much from what somebody else adds up. */
const tolerance = 1e-6;

/**
 * What is wrong with a solution, in sentences; none where it may be driven. It shares nothing with the search: it drives every
 * round by the timetable that was given, with the problem's own figures, and counts who was served.
 */
export function faultsOf(problem: Problem, solution: Solution): string[] {
  const faults: string[] = [];
  const seen = new Map<number, number>();
  const see = (stop: number) => void seen.set(stop, (seen.get(stop) ?? 0) + 1);
  const vehicles = new Set<number>();
  let distance = 0;
  for (const round of solution.rounds) {
    if (vehicles.has(round.vehicle)) faults.push(`vehicle ${round.vehicle} makes two rounds`);
    vehicles.add(round.vehicle);
    for (const { stop } of round.visits) see(stop);
    faults.push(...faultsOfRound(problem, round));
    distance += round.distance;
  }
  for (const { stop } of solution.unserved) see(stop);
  problem.stops.forEach(({ id }, index) => {
    const times = seen.get(index + 1) ?? 0;
    if (times !== 1) faults.push(`stop ${id} is named ${times} times`);
    seen.delete(index + 1);
  });
  for (const stop of seen.keys()) faults.push(`there is no stop ${stop}`);
  if (Math.abs(distance - solution.distance) > tolerance) faults.push(`the rounds are ${distance} long together, not ${solution.distance}`);
  return faults;
}

function faultsOfRound(problem: Problem, round: PlannedRound): string[] {
  const vehicle = problem.vehicles[round.vehicle];
  if (!vehicle) return [`there is no vehicle ${round.vehicle}`];
  const faults: string[] = [];
  const claim = (holds: boolean, sentence: string) => void (holds || faults.push(`${vehicle.id}: ${sentence}`));
  const lines = problem.stops.length + 1;
  const table = (figures: Float64Array, from: number, to: number) => figures[from * lines + to] ?? Number.NaN;
  const same = (one: number, other: number) => Math.abs(one - other) <= tolerance;

  let here = 0;
  let goesOnAt = round.leavesAt;
  let load = 0;
  let distance = 0;
  claim(round.visits.length > 0, "leaves for nothing");
  claim(round.leavesAt >= vehicle.shiftFrom - tolerance, `leaves at ${round.leavesAt}, before its shift`);
  for (const visit of round.visits) {
    const stop = problem.stops[visit.stop - 1];
    if (!stop) return [...faults, `${vehicle.id}: there is no stop ${visit.stop}`];
    claim(same(visit.arrivesAt, goesOnAt + table(problem.travelTime, here, visit.stop) * vehicle.pace), `cannot be at ${stop.id} at ${visit.arrivesAt}`);
    claim(same(visit.beginsAt, Math.max(visit.arrivesAt, stop.opensAt)), `does not begin at ${stop.id} when it can`);
    claim(visit.beginsAt <= stop.closesAt + tolerance, `begins at ${stop.id} at ${visit.beginsAt}, after it closed at ${stop.closesAt}`);
    claim(same(visit.goesOnAt, visit.beginsAt + stop.serviceTime), `leaves ${stop.id} before it has loaded`);
    load += stop.demand;
    distance += table(problem.distance, here, visit.stop);
    goesOnAt = visit.goesOnAt;
    here = visit.stop;
  }
  distance += table(problem.distance, here, 0);
  claim(same(round.isBackAt, goesOnAt + table(problem.travelTime, here, 0) * vehicle.pace), `is not back at ${round.isBackAt}`);
  claim(round.isBackAt <= vehicle.shiftUntil + tolerance, `is back at ${round.isBackAt}, after its shift`);
  claim(round.isBackAt - round.leavesAt <= vehicle.longestRound + tolerance, `is out for ${round.isBackAt - round.leavesAt}`);
  claim(load <= vehicle.capacity + tolerance, `carries ${load} of ${vehicle.capacity}`);
  claim(same(load, round.load), `says that it carries ${round.load}, not ${load}`);
  claim(same(distance, round.distance), `says that it drives ${round.distance}, not ${distance}`);
  return faults;
}
