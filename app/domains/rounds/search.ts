import type { Random } from "#app/shared/random.ts";
import type { Budget } from "./budget.ts";
import { draftCost, keep, planOf, setRound, startFrom, undo, type Draft } from "./draft.ts";
import { improvingLocally } from "./local-search.ts";
import { recreate } from "./recreate.ts";
import { emptyRound, isBetter, type Cost, type Plan } from "./rounds.model.ts";
import { neighboursOf, ruin, type Neighbours } from "./ruin.ts";

/** The share of the budget after which no more is tried to serve more stops, and then to send fewer vehicles. */
const servingUntil = 0.25;
const fewerVehiclesUntil = 0.65;
/** Places overlooked while stops are put back (Christiaens, Vanden Berghe 2020). */
const blinks = 0.01;
/**
 * A worse plan is taken in exchange for the present one where it is longer by about this many mean legs. While stops are still to
 * be placed that hardly helps, so it stays cold; when only distance counts the search cools down from hot to cold.
 */
const hot = 0.5;
const cold = 0.01;
/** A few stops need so many rounds of the search each to cool down; what is left goes into heating up again, up to so often. */
const roundsToCool = 300;
const mostCoolings = 10;

/**
 * Looks for a better plan than the draft's until the budget is spent, and returns the best one seen. Stops are taken out and put
 * back (`ruin`, `recreate`); the result is gone on from when it is better, or worse by little (simulated annealing). First more
 * stops are to be served, then fewer vehicles sent, then less driven. Comes in small steps, so that it can share a thread.
 */
export function* search(draft: Draft, budget: Budget, random: Random): Generator<void, Plan> {
  const found: Found = { plan: planOf(draft), cost: draftCost(draft) };
  const stops = [...draft.unserved, ...draft.rounds.flatMap((round) => round.stops)].sort((a, b) => a - b);
  const context: Context = {
    draft,
    budget,
    random,
    found,
    neighbours: neighboursOf(draft.terrain, stops),
    absences: new Float64Array(draft.terrain.size),
    meanLeg: draft.distance / (stops.length + draft.used),
  };
  const all = draft.rounds.length;
  if (found.cost.unserved > 0) yield* explore(context, { maxVehicles: all, until: servingUntil, startsAt: cold, isDone: (cost) => cost.unserved === 0 });
  yield* sendFewer(context);
  startFrom(draft, found.plan);
  const coolings = Math.max(1, Math.min(mostCoolings, Math.floor(budget.iterations / (stops.length * roundsToCool))));
  for (let left = coolings; left > 0; left -= 1) {
    const until = budget.share() + (1 - budget.share()) / left;
    yield* explore(context, { maxVehicles: found.cost.unserved > 0 ? all : found.cost.vehicles, until, startsAt: hot, isDone: () => false });
  }
  startFrom(draft, found.plan);
  yield* improvingLocally(draft, () => budget.isPast(1));
  return planOf(draft);
}

interface Found {
  plan: Plan;
  cost: Cost;
}

interface Context {
  draft: Draft;
  budget: Budget;
  random: Random;
  found: Found;
  neighbours: Neighbours;
  /** How often each stop was left out: those that are hard to place are worth more than others. */
  absences: Float64Array;
  meanLeg: number;
}

/** Empties one round after the other, as long as its stops find places in those that are left. */
function* sendFewer(context: Context): Generator<void, void> {
  const { draft, found, budget } = context;
  while (found.cost.vehicles > fewestVehicles(draft) && budget.share() < fewerVehiclesUntil) {
    const { vehicles, unserved } = found.cost;
    startFrom(draft, found.plan);
    emptyOne(context);
    yield* explore(context, { maxVehicles: vehicles - 1, until: fewerVehiclesUntil, startsAt: cold, isDone: (cost) => cost.vehicles < vehicles && cost.unserved <= unserved });
    if (found.cost.vehicles === vehicles) return;
  }
}

/** So many vehicles at least: the largest ones that together carry what is served. */
function fewestVehicles({ terrain, rounds }: Draft): number {
  let load = rounds.reduce((sum, round) => sum + round.load, 0);
  const capacities = terrain.vehicles.map(({ capacity }) => capacity).sort((a, b) => b - a);
  let vehicles = 0;
  while (load > 0 && vehicles < capacities.length) load -= capacities[vehicles++] ?? 0;
  return Math.max(1, vehicles);
}

/** Takes all stops out of the round whose stops were the easiest to place so far; among those, out of the shortest. */
function emptyOne({ draft, absences }: Context): void {
  let [chosen, least] = [-1, Infinity];
  for (const [vehicle, { stops }] of draft.rounds.entries()) {
    const difficulty = sum(absences, stops) + stops.length / draft.terrain.size;
    if (stops.length > 0 && difficulty < least) [chosen, least] = [vehicle, difficulty];
  }
  draft.unserved.push(...(draft.rounds[chosen]?.stops ?? []));
  setRound(draft, chosen, emptyRound);
  keep(draft);
}

interface Phase {
  maxVehicles: number;
  /** The share of the whole budget at which the phase ends, */
  until: number;
  /** in mean legs, see `hot`; it ends with `cold`, */
  startsAt: number;
  /** unless a plan of this cost was found before. */
  isDone: (cost: Cost) => boolean;
}

/** Changes between two pauses: together far less than a millisecond. */
const changesPerStep = 16;

function* explore({ draft, budget, random, found, neighbours, absences, meanLeg }: Context, phase: Phase): Generator<void, void> {
  let untilPause = changesPerStep;
  const from = budget.share();
  for (let share = from; share < phase.until && !phase.isDone(found.cost); share = budget.next()) {
    untilPause -= 1;
    if (untilPause === 0) {
      untilPause = changesPerStep;
      yield;
    }
    const heat = meanLeg * phase.startsAt * (cold / phase.startsAt) ** ((share - from) / (phase.until - from));
    const { distance, undo: { unserved } } = draft;
    ruin(draft, neighbours, random);
    recreate(draft, { random, blinks, maxVehicles: phase.maxVehicles });
    const isEasier = sum(absences, draft.unserved) < sum(absences, unserved) || draft.unserved.length < unserved.length;
    const isTaken = isEasier || (draft.unserved.length <= unserved.length && draft.distance < distance - heat * Math.log(random()));
    for (const stop of draft.unserved) absences[stop] = (absences[stop] ?? 0) + 1;
    if (!isTaken) {
      undo(draft);
      continue;
    }
    keep(draft);
    const cost = draftCost(draft);
    if (isBetter(cost, found.cost)) [found.plan, found.cost] = [planOf(draft), cost];
  }
}

const sum = (absences: Float64Array, stops: readonly number[]): number => stops.reduce((total, stop) => total + (absences[stop] ?? 0), 0);
