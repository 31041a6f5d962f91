import { emptyRound, type Cost, type Plan, type Round, type Terrain } from "./rounds.model.ts";
import { makeSegments, writeSegments, type Segments } from "./segments.ts";

/**
 * A plan that is being changed: what was done since the last `keep` can be undone. Rounds themselves are never changed, only
 * replaced, so remembering one costs nothing.
 */
export interface Draft {
  terrain: Terrain;
  rounds: Round[];
  /** Stops that no round has, in no particular order. */
  unserved: number[];
  /** The vehicle that comes to each stop, or -1. */
  vehicleOf: Int32Array;
  segments: Segments;
  /** Vehicles that leave the depot, and what all of them drive. */
  used: number;
  distance: number;
  undo: { vehicles: number[]; rounds: (Round | null)[]; unserved: number[] };
  /** Vehicles that can do exactly the same share a number. */
  kindOf: readonly number[];
}

/** A draft that starts as the given plan. */
export function draftOf(terrain: Terrain, plan: Plan): Draft {
  const { vehicles, size } = terrain;
  const kinds = new Map<string, number>();
  const kindOf = vehicles.map(({ capacity, shiftFrom, shiftUntil, longestRound, pace }) => {
    const key = [capacity, shiftFrom, shiftUntil, longestRound, pace].join(" ");
    if (!kinds.has(key)) kinds.set(key, kinds.size);
    return kinds.get(key) ?? 0;
  });
  const draft: Draft = {
    terrain,
    rounds: vehicles.map(() => emptyRound),
    unserved: [],
    vehicleOf: new Int32Array(size).fill(-1),
    segments: makeSegments(terrain),
    used: 0,
    distance: 0,
    undo: { vehicles: [], rounds: vehicles.map(() => null), unserved: [] },
    kindOf,
  };
  startFrom(draft, plan);
  return draft;
}

/** Makes the draft a given plan; nothing before it can be undone. */
export function startFrom(draft: Draft, plan: Plan): void {
  draft.vehicleOf.fill(-1);
  for (let vehicle = 0; vehicle < draft.rounds.length; vehicle += 1) setRound(draft, vehicle, plan.rounds[vehicle] ?? emptyRound);
  draft.unserved = [...plan.unserved];
  keep(draft);
}

/** The draft as a plan of its own. */
export function planOf(draft: Draft): Plan {
  return { rounds: [...draft.rounds], unserved: [...draft.unserved] };
}

/** What the draft costs. */
export function draftCost({ unserved, used, distance }: Draft): Cost {
  return { unserved: unserved.length, vehicles: used, distance };
}

/** Gives a vehicle another round, which must be feasible. The caller keeps `unserved` in step. */
export function setRound(draft: Draft, vehicle: number, round: Round): void {
  const { undo, rounds, vehicleOf, terrain } = draft;
  const old = rounds[vehicle] ?? emptyRound;
  if (undo.rounds[vehicle] === null) {
    undo.rounds[vehicle] = old;
    undo.vehicles.push(vehicle);
  }
  for (const stop of old.stops) if (vehicleOf[stop] === vehicle) vehicleOf[stop] = -1;
  for (const stop of round.stops) vehicleOf[stop] = vehicle;
  rounds[vehicle] = round;
  draft.distance += round.distance - old.distance;
  draft.used += Number(round.stops.length > 0) - Number(old.stops.length > 0);
  const owner = terrain.vehicles[vehicle];
  if (owner) writeSegments(terrain, draft.segments, owner, round.stops);
}

/** What was done stays done. */
export function keep(draft: Draft): void {
  for (const vehicle of draft.undo.vehicles) draft.undo.rounds[vehicle] = null;
  draft.undo.vehicles = [];
  draft.undo.unserved = [...draft.unserved];
}

/** Takes back everything since the last `keep`. */
export function undo(draft: Draft): void {
  const touched = draft.undo.vehicles;
  // In two steps: a stop may have moved from one of these rounds to another.
  for (const vehicle of touched) for (const stop of draft.rounds[vehicle]?.stops ?? []) draft.vehicleOf[stop] = -1;
  for (const vehicle of touched) setRound(draft, vehicle, draft.undo.rounds[vehicle] ?? emptyRound);
  draft.unserved = draft.undo.unserved;
  keep(draft);
}
