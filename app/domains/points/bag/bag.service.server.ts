import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import type { LatLon } from "#app/shared/geo.ts";
import type { MaterialCode } from "#app/shared/materials.ts";
import { liveStates } from "../live/live.service.server.ts";
import { openNow } from "../open-now.server.ts";
import { arcOf, selectNearest, type PointRow } from "../points.repository.server.ts";
import type { PointCard } from "../points.schema.ts";
import { isClearlyShorter, shared, taken, tripMetres } from "./bag.rules.ts";

/** Where a bag of several materials goes. Trips are there and back, in estimated metres (straight lines times a detour factor). */
export interface BagAnswer {
  bag: MaterialCode[];
  /** The nearest point that takes all. */
  one: { point: PointCard; tripMetres: number } | null;
  /** Two points that take all between them: where no single one does, or where going round by both is clearly shorter. */
  pair: { stops: { point: PointCard; takes: MaterialCode[] }[]; tripMetres: number } | null;
  /** Materials that no point within reach takes. */
  nowhere: MaterialCode[];
}

/** Points farther than this are not looked at: nobody carries a bag there. */
export const REACH_METRES = 50_000;
const BATCH = 40;
/** More points of one kind than this are not looked at; only far away ones, or in a city with a container at every corner. */
const MOST = 2_000;

/**
 * Where to take a bag on one trip from a place. The pair is the best one there is: points are read nearest first, and reading stops
 * where a farther point cannot make the trip shorter, since any trip is at least twice the way to its farthest stop.
 */
export async function pointsForBag(db: Db, input: { bag: readonly MaterialCode[]; center: LatLon }, clock: Clock = systemClock): Promise<BagAnswer> {
  const now = clock.now();
  const { center } = input;
  const bag = [...new Set(input.bag)];
  const near = nearestReader(db, center, now);
  const firsts = new Map<MaterialCode, PointRow | null>();
  for (const material of bag) firsts.set(material, await near([material], 0));
  const nowhere = bag.filter((material) => !firsts.get(material));
  const rest = bag.filter((material) => firsts.get(material));
  if (rest.length === 0) return { bag, one: null, pair: null, nowhere };
  const one = await near(rest, 0);
  const oneMetres = one ? tripMetres(center, [one]) : null;
  const best = rest.length > 1 ? await bestPair({ bag: rest, firsts, near, center, beat: oneMetres }) : null;
  const pair = best && (oneMetres === null || isClearlyShorter(best.metres, oneMetres)) ? best : null;
  const rows = [...(one ? [one] : []), ...(pair ? [pair.first, pair.second] : [])];
  const live = await liveStates(db, rows.map((row) => row.id), now);
  const card = (row: PointRow): PointCard => {
    const { chordMetres, hoursStatus: _s, holidayRule: _r, holidayHours: _h, makeUpWeekday: _w, rules: _u, exceptions: _e, countryCode: _c, subdivisionCode: _d, sourceProfile: _p, ...shown } = row;
    return { ...shown, hours: openNow(row, now), metres: arcOf(chordMetres), live: live.get(row.id) ?? null };
  };
  return {
    bag,
    one: one && oneMetres !== null ? { point: card(one), tripMetres: oneMetres } : null,
    pair: pair ? { tripMetres: pair.metres, stops: [{ point: card(pair.first), takes: pair.split.first }, { point: card(pair.second), takes: pair.split.second }] } : null,
    nowhere,
  };
}

type Reader = (materials: readonly MaterialCode[], index: number) => Promise<PointRow | null>;

/** Reads the points that take all of some materials, nearest first, in batches and each batch once. */
function nearestReader(db: Db, center: LatLon, now: Date): Reader {
  const lists = new Map<string, { rows: PointRow[]; ended: boolean }>();
  return async (materials, index) => {
    const key = [...materials].sort().join();
    const list = lists.get(key) ?? { rows: [], ended: false };
    lists.set(key, list);
    while (list.rows.length <= index && !list.ended && list.rows.length < MOST) {
      const last = list.rows.at(-1);
      const more = await selectNearest(db, {
        bounds: null,
        groups: [],
        materials,
        openAt: null,
        bookable: false,
        operator: null,
        at: now,
        now,
        center,
        maxMetres: REACH_METRES,
        after: last ? { chordMetres: last.chordMetres, id: last.id } : null,
        limit: BATCH,
      });
      list.rows.push(...more);
      list.ended = more.length < BATCH;
    }
    return list.rows[index] ?? null;
  };
}

type Pair = { first: PointRow; second: PointRow; metres: number; split: { first: MaterialCode[]; second: MaterialCode[] } };

/**
 * The pair with the shortest way round that takes a bag. One of the two takes the rarest material (that whose nearest point is farthest);
 * for each such point, the other must take what is left.
 */
async function bestPair(input: { bag: MaterialCode[]; firsts: ReadonlyMap<MaterialCode, PointRow | null>; near: Reader; center: LatLon; beat: number | null }): Promise<Pair | null> {
  const { bag, firsts, near, center } = input;
  const rarest = [...bag].sort((a, b) => (firsts.get(b)?.chordMetres ?? 0) - (firsts.get(a)?.chordMetres ?? 0))[0];
  if (rarest === undefined) return null;
  let best: Pair | null = null;
  let limit = input.beat ?? Number.POSITIVE_INFINITY;
  for (let index = 0; ; index++) {
    const anchor = await near([rarest], index);
    if (!anchor || tripMetres(center, [anchor]) >= limit) return best;
    const left = bag.filter((material) => !taken(bag, anchor.accepts).includes(material));
    if (left.length === 0) continue;
    for (let other = 0; ; other++) {
      const partner = await near(left, other);
      if (!partner || tripMetres(center, [partner]) >= limit) break;
      const metres = tripMetres(center, [anchor, partner]);
      if (metres >= limit) continue;
      const [first, second] = anchor.chordMetres <= partner.chordMetres ? [anchor, partner] : [partner, anchor];
      const split = shared(bag, first.accepts, second.accepts) ?? shared(bag, second.accepts, first.accepts);
      if (!split) continue;
      const isSwapped = shared(bag, first.accepts, second.accepts) === null;
      best = { first, second, metres, split: isSwapped ? { first: split.second, second: split.first } : split };
      limit = metres;
    }
  }
}
