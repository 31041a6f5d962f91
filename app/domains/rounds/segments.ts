import { slack, type Terrain, type Vehicle } from "./rounds.model.ts";

/**
 * What is known of every round up to each of its stops and from each of them on, so that putting one more stop anywhere is
 * judged in constant time. Each stop is in one round at most, so one place per stop is enough; see `measureRound` for the method.
 */
export interface Segments {
  /** From leaving the depot to having loaded at the stop: how long it takes at least, and between which times to leave for that. */
  before: Piece;
  /** From beginning to load at the stop to being back. */
  after: Piece;
  /** When loading at the stop is done at the earliest. At the depot, place 0, this is always so, and its `after.latest` is never past. */
  done: Float64Array;
}

interface Piece {
  lasts: Float64Array;
  earliest: Float64Array;
  latest: Float64Array;
}

/** Room for the segments of every stop; `writeSegments` fills it round by round. */
export function makeSegments(terrain: Terrain): Segments {
  const piece = (): Piece => ({ lasts: new Float64Array(terrain.size), earliest: new Float64Array(terrain.size), latest: new Float64Array(terrain.size) });
  const segments = { before: piece(), after: piece(), done: new Float64Array(terrain.size) };
  segments.done[0] = -Infinity;
  segments.after.latest[0] = Infinity;
  return segments;
}

/** Writes down the segments of one round, which must be feasible. */
export function writeSegments(terrain: Terrain, { before, after, done }: Segments, vehicle: Vehicle, stops: readonly number[]): void {
  const { size, travelTime, opensAt, closesAt, serviceTime } = terrain;
  const { shiftFrom, shiftUntil, pace } = vehicle;
  let [from, lasts, earliest, latest] = [0, 0, shiftFrom, shiftUntil];
  for (const stop of stops) {
    const reach = lasts + (travelTime[from * size + stop] ?? 0) * pace;
    const opens = opensAt[stop] ?? 0;
    const waits = Math.max(opens - reach - latest, 0);
    earliest = Math.max(opens - reach, earliest) - waits;
    latest = Math.min((closesAt[stop] ?? 0) - reach, latest);
    lasts = reach + waits + (serviceTime[stop] ?? 0);
    before.lasts[stop] = lasts;
    before.earliest[stop] = earliest;
    before.latest[stop] = latest;
    done[stop] = earliest + lasts;
    from = stop;
  }
  let to = 0;
  [lasts, earliest, latest] = [0, shiftFrom, shiftUntil];
  for (let at = stops.length - 1; at >= 0; at -= 1) {
    const stop = stops[at] ?? 0;
    const reach = (serviceTime[stop] ?? 0) + (travelTime[stop * size + to] ?? 0) * pace;
    const closes = closesAt[stop] ?? 0;
    const waits = Math.max(earliest - reach - closes, 0);
    earliest = Math.max(earliest - reach, opensAt[stop] ?? 0) - waits;
    latest = Math.min(latest - reach, closes);
    lasts += reach + waits;
    after.lasts[stop] = lasts;
    after.earliest[stop] = earliest;
    after.latest[stop] = latest;
    to = stop;
  }
}

/**
 * Whether the vehicle, whose segments are written, can also load at `stop` between `from` and `to`, which follow each other in
 * its round (0 is the depot). Looks at times only, not at the load.
 */
export function fitsBetween(terrain: Terrain, { before, after }: Segments, vehicle: Vehicle, from: number, stop: number, to: number): boolean {
  const { size, travelTime } = terrain;
  const { shiftFrom, shiftUntil, pace } = vehicle;
  let lasts = from === 0 ? 0 : (before.lasts[from] ?? 0);
  let earliest = from === 0 ? shiftFrom : (before.earliest[from] ?? 0);
  let latest = from === 0 ? shiftUntil : (before.latest[from] ?? 0);

  let reach = lasts + (travelTime[from * size + stop] ?? 0) * pace;
  const closes = terrain.closesAt[stop] ?? 0;
  if (earliest + reach > closes + slack) return false;
  const opens = terrain.opensAt[stop] ?? 0;
  let waits = Math.max(opens - reach - latest, 0);
  earliest = Math.max(opens - reach, earliest) - waits;
  latest = Math.min(closes - reach, latest);
  lasts = reach + waits + (terrain.serviceTime[stop] ?? 0);

  reach = lasts + (travelTime[stop * size + to] ?? 0) * pace;
  if (earliest + reach > (to === 0 ? shiftUntil : (after.latest[to] ?? 0)) + slack) return false;
  if (vehicle.longestRound === Infinity) return true;
  waits = Math.max((to === 0 ? shiftFrom : (after.earliest[to] ?? 0)) - reach - latest, 0);
  return reach + waits + (to === 0 ? 0 : (after.lasts[to] ?? 0)) <= vehicle.longestRound + slack;
}
