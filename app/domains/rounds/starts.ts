import type { Random } from "#app/shared/random.ts";
import { draftCost, draftOf, keep, planOf, startFrom, type Draft } from "./draft.ts";
import { measureRound } from "./measure-round.ts";
import { firstOrders, insertAll } from "./recreate.ts";
import { costOf, emptyRound, isBetter, type Plan, type Round, type Terrain, type Vehicle } from "./rounds.model.ts";

/** The best of the plans that take no search: nearest neighbour, and cheapest insertion in several orders. */
export function firstDraft(terrain: Terrain, stops: readonly number[], random: Random): Draft {
  let best = nearestNeighbour(terrain, stops);
  const nothing: Plan = { rounds: terrain.vehicles.map(() => emptyRound), unserved: [...stops] };
  const draft = draftOf(terrain, nothing);
  for (const order of firstOrders) {
    startFrom(draft, nothing);
    insertAll(draft, order, { random, blinks: 0, maxVehicles: terrain.vehicles.length });
    keep(draft);
    if (isBetter(draftCost(draft), costOf(best))) best = planOf(draft);
  }
  startFrom(draft, best);
  return draft;
}

/**
 * What a driver would do without a plan: from where they are to the nearest stop they can still take, home when there is none,
 * then the next vehicle. What the search starts from is never worse, and measurements compare with it.
 */
export function nearestNeighbour(terrain: Terrain, stops: readonly number[]): Plan {
  const open = new Set(stops);
  const rounds = terrain.vehicles.map((vehicle) => {
    let round = emptyRound;
    for (;;) {
      const next = nearestNext(terrain, vehicle, round, open);
      if (!next) return round;
      round = next;
      open.delete(round.stops[round.stops.length - 1] ?? 0);
    }
  });
  return { rounds, unserved: [...open] };
}

function nearestNext(terrain: Terrain, vehicle: Vehicle, round: Round, open: ReadonlySet<number>): Round | null {
  const here = round.stops[round.stops.length - 1] ?? 0;
  let nearest: Round | null = null;
  let least = Infinity;
  for (const stop of open) {
    const far = terrain.distance[here * terrain.size + stop] ?? 0;
    // Driving the round in thought takes longer than comparing, so the nearest of those seen so far is asked first.
    const longer = far < least ? measureRound(terrain, vehicle, [...round.stops, stop]) : null;
    if (longer) [nearest, least] = [longer, far];
  }
  return nearest;
}
