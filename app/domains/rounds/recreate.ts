import { pick, type Random } from "#app/shared/random.ts";
import { setRound, type Draft } from "./draft.ts";
import { slack, type Terrain } from "./rounds.model.ts";
import { fitsBetween } from "./segments.ts";

/** How unserved stops are put back. */
export interface Insertion {
  random: Random;
  /** The share of places that are overlooked, so that the cheapest one is not always taken. */
  blinks: number;
  /** So many vehicles may be sent at most. */
  maxVehicles: number;
}

/** In which order stops are put back: the smaller the value, the sooner. */
type Order = (terrain: Terrain, stop: number) => number;

const mostToCarry: Order = ({ demand }, stop) => -(demand[stop] ?? 0);
const farthest: Order = ({ distance }, stop) => -(distance[stop] ?? 0);
const nearest: Order = ({ distance }, stop) => distance[stop] ?? 0;
const shortestWindow: Order = ({ opensAt, closesAt }, stop) => (closesAt[stop] ?? 0) - (opensAt[stop] ?? 0);
const opensFirst: Order = ({ opensAt }, stop) => opensAt[stop] ?? 0;
const closesLast: Order = ({ closesAt }, stop) => -(closesAt[stop] ?? 0);

/** Orders worth a first plan each. */
export const firstOrders: readonly Order[] = [farthest, shortestWindow, opensFirst, closesLast, mostToCarry];

/** How often each order is drawn while searching; `null` is any order. The weights are those of the paper named in `ruin.ts`. */
const drawnOrders: readonly (Order | null)[] = [null, null, null, null, mostToCarry, mostToCarry, mostToCarry, mostToCarry, farthest, farthest, nearest, shortestWindow, shortestWindow, opensFirst, opensFirst, closesLast, closesLast];

/** Puts unserved stops back, each where it adds the least distance, in an order drawn by chance. Those that fit nowhere stay unserved. */
export function recreate(draft: Draft, insertion: Insertion): void {
  insertAll(draft, drawnOrders[pick(insertion.random, drawnOrders.length)] ?? null, insertion);
}

/** The same in a given order. */
export function insertAll(draft: Draft, order: Order | null, insertion: Insertion): void {
  const { terrain } = draft;
  const queue = draft.unserved.map((stop) => ({ stop, at: order ? order(terrain, stop) : insertion.random() }));
  queue.sort((a, b) => a.at - b.at || a.stop - b.stop);
  draft.unserved = [];
  for (const { stop } of queue) if (!insert(draft, stop, insertion)) draft.unserved.push(stop);
}

/** Puts one stop in the cheapest place of the rounds there are, else sends another vehicle; false where neither is possible. */
function insert(draft: Draft, stop: number, insertion: Insertion): boolean {
  const place = cheapestPlace(draft, stop, insertion);
  if (!place) return draft.used < insertion.maxVehicles && sendAnother(draft, stop, insertion);
  const round = draft.rounds[place.vehicle];
  if (!round) return false;
  const stops = round.stops.slice();
  stops.splice(place.at, 0, stop);
  setRound(draft, place.vehicle, { stops, distance: round.distance + place.adds, load: round.load + (draft.terrain.demand[stop] ?? 0) });
  return true;
}

function cheapestPlace({ terrain, rounds, segments }: Draft, stop: number, { random, blinks }: Insertion): { vehicle: number; at: number; adds: number } | null {
  const { size, distance, distanceTo, vehicles } = terrain;
  const demand = terrain.demand[stop] ?? 0;
  const row = stop * size;
  const { after, done } = segments;
  const closes = (terrain.closesAt[stop] ?? 0) + slack;
  const goesOn = (terrain.opensAt[stop] ?? 0) + (terrain.serviceTime[stop] ?? 0) - slack;
  let bestVehicle = -1;
  let bestAt = 0;
  let least = Infinity;
  for (let vehicle = 0; vehicle < rounds.length; vehicle += 1) {
    const round = rounds[vehicle];
    const owner = vehicles[vehicle];
    if (!round || !owner || round.stops.length === 0 || round.load + demand > owner.capacity + slack) continue;
    const { stops } = round;
    const { length } = stops;
    let from = 0;
    for (let at = 0; at <= length; at += 1) {
      // Reading past the end of an array is slow, and this is where the search spends its time.
      const to = at < length ? (stops[at] ?? 0) : 0;
      // Most places are out of the question by the clock, before anything is added up. After this one it is later still.
      if ((done[from] ?? 0) > closes) break;
      if ((after.latest[to] ?? 0) < goesOn) {
        from = to;
        continue;
      }
      const adds = (distanceTo[row + from] ?? 0) + (distance[row + to] ?? 0) - (distance[from * size + to] ?? 0);
      // Times are looked at only where the place would be taken, which is seldom.
      if (adds < least && random() >= blinks && fitsBetween(terrain, segments, owner, from, stop, to)) {
        bestVehicle = vehicle;
        bestAt = at;
        least = adds;
      }
      from = to;
    }
  }
  return bestVehicle < 0 ? null : { vehicle: bestVehicle, at: bestAt, adds: least };
}

/** Sends a vehicle that stayed at home to the stop alone: one of those that can, by chance among those that differ. */
function sendAnother(draft: Draft, stop: number, { random }: Insertion): boolean {
  const { terrain, rounds, segments, kindOf } = draft;
  const { size, distance, vehicles } = terrain;
  const demand = terrain.demand[stop] ?? 0;
  const able = new Map<number, number>();
  for (let vehicle = 0; vehicle < rounds.length; vehicle += 1) {
    const owner = vehicles[vehicle];
    const kind = kindOf[vehicle] ?? 0;
    if (!owner || able.has(kind) || (rounds[vehicle]?.stops.length ?? 0) > 0 || demand > owner.capacity + slack) continue;
    if (fitsBetween(terrain, segments, owner, 0, stop, 0)) able.set(kind, vehicle);
  }
  if (able.size === 0) return false;
  const chosen = [...able.values()][able.size === 1 ? 0 : pick(random, able.size)] ?? 0;
  setRound(draft, chosen, { stops: [stop], distance: (distance[stop] ?? 0) + (distance[stop * size] ?? 0), load: demand });
  return true;
}
