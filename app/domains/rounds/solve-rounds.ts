import { seededRandom } from "#app/shared/random.ts";
import { budgetOf } from "./budget.ts";
import { draftOf, draftCost, keep, planOf } from "./draft.ts";
import { improvingLocally } from "./local-search.ts";
import { measureRound } from "./measure-round.ts";
import { insertAll } from "./recreate.ts";
import { emptyRound, terrainOf, type Plan, type Problem, type Terrain } from "./rounds.model.ts";
import { search } from "./search.ts";
import { firstDraft } from "./starts.ts";
import { timetableOf, type Timetable } from "./timetable.ts";
import { whyNever, whyNotNow, type Unserved } from "./unserved.ts";

/** The longest a search takes unless said otherwise, in seconds. */
export const usualSeconds = 1.5;

export interface SolveOptions {
  /** The same seed and the same number of iterations give the same plan. */
  seed?: number;
  /** Never longer than this; `usualSeconds` unless said. */
  seconds?: number;
  /** Plans looked at; by default what usually takes a good half of the seconds, so that a busy machine seldom decides. */
  iterations?: number;
  /** A clock in milliseconds, for tests. */
  now?: () => number;
}

export interface Solution {
  /** The vehicles that leave, in the order of the problem's vehicles. */
  rounds: PlannedRound[];
  unserved: Unserved[];
  distance: number;
  /** True where the machine was too busy for the iterations, so that the clock had a say: another run may differ. */
  wasHurried: boolean;
}

export interface PlannedRound extends Timetable {
  /** Which of the problem's vehicles, from 0. */
  vehicle: number;
  distance: number;
  load: number;
}

/** Plans looked at for each second allowed. */
const iterationsPerSecond = 45_000;

/**
 * Plans rounds: serves as many stops as it can, with as few vehicles as it can, driving as little as it can, and says of each stop
 * that is left out why. Never breaks a window, a load or a shift. It computes without pause for up to `seconds`.
 */
export function solveRounds(problem: Problem, options: SolveOptions = {}): Solution {
  const solving = solvingRounds(problem, options);
  for (;;) {
    const step = solving.next();
    if (step.done) return step.value;
  }
}

/** How long a process that serves pages may be kept from them by one piece of the search, in milliseconds. */
const SLICE_MS = 8;

/**
 * The same plan, made in slices of a few milliseconds with the event loop's turn between them: pages, sockets and timers go on. What others
 * do meanwhile counts towards `seconds`. Null when the signal says that nobody waits for it any more. Where there is a thread to be had, that
 * is better (`solve-aside.server.ts`).
 */
export async function solveRoundsInSlices(problem: Problem, options: SolveOptions = {}, signal?: AbortSignal): Promise<Solution | null> {
  const { now = () => performance.now() } = options;
  const solving = solvingRounds(problem, options);
  for (let sliceEnds = now() + SLICE_MS; ; ) {
    const step = solving.next();
    if (step.done) return step.value;
    if (signal?.aborted) return null;
    if (now() < sliceEnds) continue;
    await new Promise<void>((resolve) => setImmediate(resolve));
    sliceEnds = now() + SLICE_MS;
  }
}

function* solvingRounds(problem: Problem, options: SolveOptions): Generator<void, Solution> {
  const { seed = 1, seconds = usualSeconds, now = () => performance.now() } = options;
  const terrain = terrainOf(problem);
  const budget = budgetOf({ seconds, iterations: options.iterations ?? Math.ceil(seconds * iterationsPerSecond), now });
  const never = problem.stops.flatMap((_, index) => whyNever(terrain, index + 1) ?? []);
  const impossible = new Set(never.map(({ stop }) => stop));
  const possible = problem.stops.flatMap((_, index) => (impossible.has(index + 1) ? [] : [index + 1]));
  const plan = possible.length > 0 ? yield* planFor(terrain, possible) : { rounds: terrain.vehicles.map(() => emptyRound), unserved: [] };
  return solutionOf(terrain, plan, never, budget.wasHurried());

  function* planFor(all: Terrain, stops: number[]): Generator<void, Plan> {
    const random = seededRandom(seed);
    const draft = firstDraft(all, stops, random);
    // Of a thousand stops small changes alone would take all the time.
    yield* improvingLocally(draft, () => budget.isPast(0.4));
    const found = yield* search(draft, budget, random);
    // What was left out may fit after the last changes; reasons must be true of the plan that is given.
    const last = draftOf(all, found);
    const before = draftCost(last);
    insertAll(last, null, { random, blinks: 0, maxVehicles: all.vehicles.length });
    keep(last);
    return draftCost(last).unserved < before.unserved ? planOf(last) : found;
  }
}

function solutionOf(terrain: Terrain, plan: Plan, never: readonly Unserved[], wasHurried: boolean): Solution {
  const rounds = plan.rounds.flatMap((round, index): PlannedRound[] => {
    const vehicle = terrain.vehicles[index];
    if (!vehicle || round.stops.length === 0) return [];
    const measured = measureRound(terrain, vehicle, round.stops);
    if (!measured) throw new Error(`the round of ${vehicle.id} is not feasible`);
    return [{ vehicle: index, distance: measured.distance, load: measured.load, ...timetableOf(terrain, vehicle, round) }];
  });
  const unserved = [...never, ...plan.unserved.map((stop) => whyNotNow(terrain, plan, stop))].sort((a, b) => a.stop - b.stop);
  return { rounds, unserved, distance: rounds.reduce((sum, round) => sum + round.distance, 0), wasHurried };
}
