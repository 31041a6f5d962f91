import fc from "fast-check";
import type { Problem, Stop, Vehicle } from "../../app/domains/rounds/rounds.model.ts";
import { chance } from "./chance.ts";

/** What a plan costs, in the order in which it counts. */
export type PlanCost = [unserved: number, vehicles: number, distance: number];

/** Places on a grid, windows that are sometimes narrow, vehicles that are sometimes small, short of time or slow. */
export function problems(bounds: { maxStops: number; maxVehicles: number; minStops?: number }): fc.Arbitrary<Problem> {
  const place = fc.record({ x: fc.integer({ min: 0, max: 40 }), y: fc.integer({ min: 0, max: 40 }) });
  const stop = fc.record({ place, demand: fc.integer({ min: 0, max: 12 }), opensAt: fc.integer({ min: 0, max: 150 }), width: fc.integer({ min: 0, max: 120 }), serviceTime: fc.integer({ min: 0, max: 10 }) });
  const vehicle = fc.record({
    capacity: fc.integer({ min: 5, max: 60 }),
    shiftFrom: fc.integer({ min: 0, max: 40 }),
    shift: fc.integer({ min: 60, max: 260 }),
    longestRound: fc.oneof({ weight: 2, arbitrary: fc.constant(Infinity) }, { weight: 1, arbitrary: fc.integer({ min: 40, max: 160 }) }),
    pace: fc.constantFrom(1, 1, 1, 1.5),
  });
  return fc
    .record({ depot: place, stops: fc.array(stop, { minLength: bounds.minStops ?? 0, maxLength: bounds.maxStops }), vehicles: fc.array(vehicle, { minLength: 1, maxLength: bounds.maxVehicles }), alike: fc.boolean(), roomy: fc.constantFrom(1, 3) })
    .map(({ depot, stops, vehicles, alike, roomy }) =>
      problemOf(
        depot,
        stops.map((one, index) => ({ id: `s${index + 1}`, demand: one.demand, opensAt: one.opensAt, closesAt: one.opensAt + one.width * roomy, serviceTime: one.serviceTime, ...one.place })),
        vehicles.map((one, index) => {
          const { shift, capacity, longestRound, ...like } = (alike ? vehicles[0] : undefined) ?? one;
          return { id: `v${index + 1}`, ...like, capacity: capacity * roomy, longestRound: longestRound * roomy, shiftUntil: like.shiftFrom + shift * roomy };
        }),
      ),
    );
}

/** A problem in the plane: as far as the crow flies, one unit of time for one of distance. */
export function problemOf(depot: { x: number; y: number }, stops: readonly (Stop & { x: number; y: number })[], vehicles: readonly Vehicle[]): Problem {
  const places = [depot, ...stops];
  const table = Float64Array.from(places.flatMap((from) => places.map((to) => Math.hypot(from.x - to.x, from.y - to.y))));
  return { stops: stops.map(({ id, demand, opensAt, closesAt, serviceTime }) => ({ id, demand, opensAt, closesAt, serviceTime })), vehicles, distance: table, travelTime: table };
}

/** The same problem on roads: every way is longer or shorter by chance, there and back differ; times are those of the quickest ways, lengths need not be the shortest. */
export function onRoads(problem: Problem, seed: number): Problem {
  const next = chance(seed);
  const lines = problem.stops.length + 1;
  const distance = problem.distance.map((far) => far * (0.5 + 2 * next()));
  const travelTime = problem.travelTime.map((long) => long * (0.5 + next()));
  for (let via = 0; via < lines; via += 1) {
    for (let from = 0; from < lines; from += 1) {
      for (let to = 0; to < lines; to += 1) {
        const round = (travelTime[from * lines + via] ?? 0) + (travelTime[via * lines + to] ?? 0);
        travelTime[from * lines + to] = Math.min(travelTime[from * lines + to] ?? 0, round);
      }
    }
  }
  return { ...problem, distance, travelTime };
}

/** Whether the first cost is lower, in the order in which costs count. */
export function isLower(one: PlanCost, other: PlanCost): boolean {
  if (one[0] !== other[0]) return one[0] < other[0];
  if (one[1] !== other[1]) return one[1] < other[1];
  return one[2] < other[2] - 1e-6;
}

/**
 * Drives stops in an order: the length, or null where it cannot be done. Written without any of the search's tricks: who leaves as
 * late as windows and shift allow waits least, so that is the start that is tried.
 */
export function driveLength(problem: Problem, vehicle: Vehicle, order: readonly number[]): number | null {
  const lines = problem.stops.length + 1;
  const leg = (table: Float64Array, from: number, to: number) => table[from * lines + to] ?? Number.NaN;
  const stopAt = (number: number): Stop => problem.stops[number - 1] ?? { id: "none", demand: Infinity, opensAt: 0, closesAt: -1, serviceTime: 0 };
  if (order.reduce((load, stop) => load + stopAt(stop).demand, 0) > vehicle.capacity) return null;
  let [next, latest] = [0, vehicle.shiftUntil];
  for (const stop of [...order].reverse()) {
    latest = Math.min(stopAt(stop).closesAt, latest - leg(problem.travelTime, stop, next) * vehicle.pace - stopAt(stop).serviceTime);
    next = stop;
  }
  const start = latest - leg(problem.travelTime, 0, next) * vehicle.pace;
  if (start < vehicle.shiftFrom - 1e-7) return null;
  let [time, here, distance] = [start, 0, 0];
  for (const stop of order) {
    time = Math.max(time + leg(problem.travelTime, here, stop) * vehicle.pace, stopAt(stop).opensAt);
    if (time > stopAt(stop).closesAt + 1e-7) return null;
    time += stopAt(stop).serviceTime;
    distance += leg(problem.distance, here, stop);
    here = stop;
  }
  time += leg(problem.travelTime, here, 0) * vehicle.pace;
  const isInTime = order.length === 0 || (time <= vehicle.shiftUntil + 1e-7 && time - start <= vehicle.longestRound + 1e-7);
  return isInTime ? distance + leg(problem.distance, here, 0) : null;
}

/** The lowest cost there is, by trying every order of every choice of stops for every vehicle. For up to eight stops or so, in the plane. */
export function bruteForce(problem: Problem): PlanCost {
  const count = problem.stops.length;
  const full = 2 ** count - 1;
  // Of each set of stops (a bit each) that the vehicles so far can serve: how many of them leave, and how far they drive.
  let served = new Map<number, [vehicles: number, distance: number]>([[0, [0, 0]]]);
  for (const vehicle of problem.vehicles) {
    const shortest = new Map<number, number>();
    const goOn = (order: number[], set: number): void => {
      const length = driveLength(problem, vehicle, order);
      // In the plane a round that is impossible does not become possible by going further.
      if (length === null) return;
      shortest.set(set, Math.min(length, shortest.get(set) ?? Infinity));
      for (let stop = 1; stop <= count; stop += 1) if ((set & (1 << (stop - 1))) === 0) goOn([...order, stop], set | (1 << (stop - 1)));
    };
    goOn([], 0);
    const more = new Map<number, [number, number]>();
    for (const [before, [vehicles, distance]] of served) {
      for (const [set, length] of shortest) {
        if ((before & set) !== 0) continue;
        const cost: [number, number] = [vehicles + Number(set !== 0), distance + length];
        const best = more.get(before | set);
        if (!best || isLower([0, ...cost], [0, ...best])) more.set(before | set, cost);
      }
    }
    served = more;
  }
  const costs = [...served].map(([set, cost]): PlanCost => [bits(full) - bits(set), ...cost]);
  return costs.reduce((best, cost) => (isLower(cost, best) ? cost : best));
}

const bits = (set: number): number => set.toString(2).replaceAll("0", "").length;

/** Always on to the nearest stop that still works, home when none does, then the next vehicle. */
export function nearestNeighbourCost(problem: Problem): PlanCost {
  const lines = problem.stops.length + 1;
  const left = new Set(problem.stops.map((_, index) => index + 1));
  let [vehicles, distance] = [0, 0];
  for (const vehicle of problem.vehicles) {
    const order: number[] = [];
    for (;;) {
      const here = order.at(-1) ?? 0;
      const next = [...left]
        .filter((stop) => driveLength(problem, vehicle, [...order, stop]) !== null)
        .sort((a, b) => (problem.distance[here * lines + a] ?? 0) - (problem.distance[here * lines + b] ?? 0))[0];
      if (next === undefined) break;
      order.push(next);
      left.delete(next);
    }
    vehicles += Number(order.length > 0);
    distance += driveLength(problem, vehicle, order) ?? Number.NaN;
  }
  return [left.size, vehicles, distance];
}
