import { pick, type Random } from "#app/shared/random.ts";
import { setRound, type Draft } from "./draft.ts";
import { measureRound } from "./measure-round.ts";
import type { Terrain } from "./rounds.model.ts";

/**
 * Taking neighbouring strings of stops out of neighbouring rounds, so that there is slack where stops are put back: "slack
 * induction by string removals" (Christiaens, Vanden Berghe 2020, Transportation Science 54(2), sections 5.1 and 5.2), with
 * the parameters of that paper but for the number taken out: smaller changes are quicker, and a second or two is all there is.
 */
const removedOnAverage = 6;
const longestString = 10;
/** How often a string leaves a stop in its middle alone, and how often it then leaves one more. */
const splits = 0.5;
const splitsFurther = 0.01;

/** The stops that take part, and for each of them all of them by distance from it, itself first. */
export interface Neighbours {
  stops: readonly number[];
  of(stop: number): Int32Array;
}

/** Neighbours are sorted when they are first asked for: of many stops, few are before time is over. */
export function neighboursOf({ size, distance }: Terrain, stops: readonly number[]): Neighbours {
  const sorted: (Int32Array | undefined)[] = new Array(size);
  const near = (from: number, to: number) => (from === to ? -1 : (distance[from * size + to] ?? 0));
  return { stops, of: (from) => (sorted[from] ??= Int32Array.from(stops).sort((a, b) => near(from, a) - near(from, b) || a - b)) };
}

/** Takes some strings out of the draft around a stop drawn by chance; what was taken out is unserved. */
export function ruin(draft: Draft, neighbours: Neighbours, random: Random): void {
  const { rounds, used, vehicleOf } = draft;
  if (used === 0) return;
  const served = neighbours.stops.length - draft.unserved.length;
  const longest = Math.min(longestString, served / used);
  const mostStrings = (4 * removedOnAverage) / (1 + longest) - 1;
  const strings = Math.floor(1 + random() * mostStrings);
  const ruined = new Set<number>();
  for (const stop of neighbours.of(neighbours.stops[pick(random, neighbours.stops.length)] ?? 0)) {
    if (ruined.size >= strings) break;
    const vehicle = vehicleOf[stop] ?? -1;
    if (vehicle < 0 || ruined.has(vehicle)) continue;
    ruined.add(vehicle);
    const stops = rounds[vehicle]?.stops ?? [];
    const length = Math.floor(1 + random() * Math.min(stops.length, longest));
    takeOut(draft, vehicle, stringWith(stops, stop, length, random));
  }
}

/** Which stops of a round go: `length` of them, one of which is `stop`, next to each other but for some that a split leaves alone. */
function stringWith(stops: readonly number[], stop: number, length: number, random: Random): { from: number; until: number; spareFrom: number; spareUntil: number } {
  let spared = 0;
  if (length > 1 && length < stops.length && random() < splits) {
    spared = 1;
    while (length + spared < stops.length && random() < splitsFurther) spared += 1;
  }
  const span = length + spared;
  const at = stops.indexOf(stop);
  const first = Math.max(0, at - span + 1);
  const last = Math.min(at, stops.length - span);
  const from = first + pick(random, last - first + 1);
  const spareFrom = from + pick(random, length + 1);
  return { from, until: from + span, spareFrom, spareUntil: spareFrom + spared };
}

function takeOut(draft: Draft, vehicle: number, { from, until, spareFrom, spareUntil }: ReturnType<typeof stringWith>): void {
  const owner = draft.terrain.vehicles[vehicle];
  if (!owner) return;
  const left: number[] = [];
  const taken: number[] = [];
  for (const [at, stop] of (draft.rounds[vehicle]?.stops ?? []).entries()) {
    (at >= from && at < until && (at < spareFrom || at >= spareUntil) ? taken : left).push(stop);
  }
  const round = measureRound(draft.terrain, owner, left);
  // Only where times are not those of the quickest ways can fewer stops be too many; such a round stays as it is.
  if (!round) return;
  setRound(draft, vehicle, round);
  draft.unserved.push(...taken);
}
