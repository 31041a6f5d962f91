/**
 * What there is to plan: stops that have something to collect, and vehicles that go out from one depot and come back to it.
 * Distances, masses and times are numbers in whatever units the problem is stated in; the JSON form of the command uses metres,
 * grams, and minutes since midnight at the depot.
 */

export interface Stop {
  /** What the caller knows it by. */
  id: string;
  /** What the vehicle must carry away, not negative. */
  demand: number;
  /** Loading may begin from here on; who comes earlier waits. */
  opensAt: number;
  /** Loading must have begun by then; it may end later. */
  closesAt: number;
  /** How long loading takes. */
  serviceTime: number;
}

export interface Vehicle {
  id: string;
  capacity: number;
  /** It leaves the depot at this time at the earliest, */
  shiftFrom: number;
  /** and is back by then. */
  shiftUntil: number;
  /** The longest time from leaving to being back; `Infinity` where only the shift bounds it. */
  longestRound: number;
  /** Travel times of the problem are multiplied by this: 1 for the vehicle they were made for, 2 for one half as fast. */
  pace: number;
}

export interface Problem {
  stops: readonly Stop[];
  vehicles: readonly Vehicle[];
  /**
   * Square tables, row by row, of one more line than there are stops: line 0 is the depot, line n is `stops[n - 1]`. There and back
   * may differ. Travel times are those of the quickest ways: no other stop on the way makes it quicker.
   */
  distance: Float64Array;
  travelTime: Float64Array;
}

/** One vehicle's way: numbers of stops (1 is `stops[0]`) in order, without the depot. Empty where the vehicle stays at home. */
export interface Round {
  stops: readonly number[];
  distance: number;
  load: number;
}

/** One round for each vehicle, in the vehicles' order, and who is left out. */
export interface Plan {
  rounds: Round[];
  unserved: number[];
}

export const emptyRound: Round = { stops: [], distance: 0, load: 0 };

/** Times that differ by less than this are the same: sums of square roots do not come out even. */
export const slack = 1e-7;

/** The columns that inner loops read, as typed arrays over the numbers of the stops; place 0 is the depot's. */
export interface Terrain {
  /** Number of stops and one: the length of a table's line. */
  size: number;
  vehicles: readonly Vehicle[];
  distance: Float64Array;
  /** The same table with lines and columns exchanged: line n has the ways to stop n. */
  distanceTo: Float64Array;
  travelTime: Float64Array;
  demand: Float64Array;
  opensAt: Float64Array;
  closesAt: Float64Array;
  serviceTime: Float64Array;
}

/** Lays a problem out for the search. Throws where the tables do not fit the stops: that is a bug of the caller's. */
export function terrainOf(problem: Problem): Terrain {
  const { stops, vehicles, distance, travelTime } = problem;
  const size = stops.length + 1;
  if (distance.length !== size * size || travelTime.length !== size * size) throw new Error(`${stops.length} stops want tables of ${size * size} figures`);
  const column = (of: (stop: Stop) => number) => Float64Array.from([0, ...stops.map(of)]);
  return {
    size,
    vehicles,
    distance,
    distanceTo: distance.map((_, index) => distance[(index % size) * size + Math.floor(index / size)] ?? 0),
    travelTime,
    demand: column((stop) => stop.demand),
    opensAt: column((stop) => stop.opensAt),
    closesAt: column((stop) => stop.closesAt),
    serviceTime: column((stop) => stop.serviceTime),
  };
}

/** What a plan costs, in the order in which it counts. */
export interface Cost {
  unserved: number;
  vehicles: number;
  distance: number;
}

/** How many a plan leaves out, how many vehicles it sends, how far they drive. */
export function costOf(plan: Plan): Cost {
  let vehicles = 0;
  let distance = 0;
  for (const round of plan.rounds) {
    if (round.stops.length > 0) vehicles += 1;
    distance += round.distance;
  }
  return { unserved: plan.unserved.length, vehicles, distance };
}

/** Whether one plan is better than another: more people served, else fewer vehicles, else less driven. */
export function isBetter(one: Cost, other: Cost): boolean {
  if (one.unserved !== other.unserved) return one.unserved < other.unserved;
  if (one.vehicles !== other.vehicles) return one.vehicles < other.vehicles;
  return one.distance < other.distance - slack;
}
