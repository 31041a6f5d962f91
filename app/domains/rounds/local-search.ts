import { draftCost, keep, setRound, type Draft } from "./draft.ts";
import { measureRound } from "./measure-round.ts";
import { emptyRound, slack, type Round, type Terrain } from "./rounds.model.ts";

/** Or-opt and relocate move up to so many stops at once. */
const longestPiece = 3;

/**
 * Makes rounds shorter by small changes until none of them helps any more: 2-opt (a piece turned round), or-opt (a piece moved
 * within its round), relocate (a piece moved to another round) and swapped ends of two rounds. Every change keeps the plan
 * feasible, serves the same stops, sends no more vehicles, and saves distance, so it ends. `isOver` ends it earlier.
 */
export function improveLocally(draft: Draft, isOver: () => boolean): void {
  const vehicles = draft.rounds.map((_, vehicle) => vehicle);
  for (;;) {
    const { distance } = draftCost(draft);
    for (const one of vehicles) {
      if (isOver()) break;
      improveWithin(draft, one);
      for (const other of vehicles) if (other !== one) improveBetween(draft, one, other);
    }
    if (isOver() || draft.distance > distance - slack) break;
  }
  keep(draft);
}

const leg = ({ distance, size }: Terrain, from: number, to: number): number => distance[from * size + to] ?? 0;

/** Tries the changes of one round, takes each that helps. */
function improveWithin(draft: Draft, vehicle: number): void {
  while (turnPiece(draft, vehicle) || movePiece(draft, vehicle));
}

/** 2-opt: drives a piece of the round the other way. */
function turnPiece(draft: Draft, vehicle: number): boolean {
  const { terrain } = draft;
  const { stops } = roundOf(draft, vehicle);
  for (let from = 0; from < stops.length - 1; from += 1) {
    const before = stops[from - 1] ?? 0;
    const first = stops[from] ?? 0;
    // What the piece itself gains by being driven backwards: nothing where both directions are equally far.
    let inside = 0;
    for (let until = from + 1; until < stops.length; until += 1) {
      const last = stops[until] ?? 0;
      const after = stops[until + 1] ?? 0;
      const previous = stops[until - 1] ?? 0;
      inside += leg(terrain, last, previous) - leg(terrain, previous, last);
      const adds = inside + leg(terrain, before, last) + leg(terrain, first, after) - leg(terrain, before, first) - leg(terrain, last, after);
      if (adds < -slack && take(draft, [[vehicle, [...stops.slice(0, from), ...stops.slice(from, until + 1).reverse(), ...stops.slice(until + 1)]]])) return true;
    }
  }
  return false;
}

/** Or-opt: moves a piece of one to three stops to another place of the same round. */
function movePiece(draft: Draft, vehicle: number): boolean {
  const { terrain } = draft;
  const { stops } = roundOf(draft, vehicle);
  for (const piece of piecesOf(terrain, stops)) {
    const rest = [...stops.slice(0, piece.from), ...stops.slice(piece.until)];
    for (let at = 0; at <= rest.length; at += 1) {
      if (at !== piece.from && addsAt(terrain, rest, at, piece.stops) - piece.saves < -slack && take(draft, [[vehicle, [...rest.slice(0, at), ...piece.stops, ...rest.slice(at)]]])) return true;
    }
  }
  return false;
}

/** Tries the changes between two rounds, takes each that helps. */
function improveBetween(draft: Draft, one: number, other: number): void {
  while (relocatePiece(draft, one, other) || swapEnds(draft, one, other));
}

/** Relocate: moves a piece of one to three stops into another vehicle's round. */
function relocatePiece(draft: Draft, from: number, to: number): boolean {
  const { terrain } = draft;
  const { stops } = roundOf(draft, from);
  const target = roundOf(draft, to).stops;
  if (target.length === 0) return false;
  for (const piece of piecesOf(terrain, stops)) {
    for (let at = 0; at <= target.length; at += 1) {
      if (addsAt(terrain, target, at, piece.stops) - piece.saves >= -slack) continue;
      const changed: [number, number[]][] = [
        [from, [...stops.slice(0, piece.from), ...stops.slice(piece.until)]],
        [to, [...target.slice(0, at), ...piece.stops, ...target.slice(at)]],
      ];
      if (take(draft, changed)) return true;
    }
  }
  return false;
}

/** Two rounds go on, from some point, with what the other one would have done (2-opt* of Potvin and Rousseau, 1995). */
function swapEnds(draft: Draft, one: number, other: number): boolean {
  const { terrain } = draft;
  const [a, b] = [roundOf(draft, one).stops, roundOf(draft, other).stops];
  if (a.length === 0 || b.length === 0) return false;
  for (let cut = 0; cut <= a.length; cut += 1) {
    const [leaves, joins] = [a[cut - 1] ?? 0, a[cut] ?? 0];
    for (let otherCut = 0; otherCut <= b.length; otherCut += 1) {
      const [otherLeaves, otherJoins] = [b[otherCut - 1] ?? 0, b[otherCut] ?? 0];
      const adds = leg(terrain, leaves, otherJoins) + leg(terrain, otherLeaves, joins) - leg(terrain, leaves, joins) - leg(terrain, otherLeaves, otherJoins);
      if (adds >= -slack) continue;
      const changed: [number, number[]][] = [
        [one, [...a.slice(0, cut), ...b.slice(otherCut)]],
        [other, [...b.slice(0, otherCut), ...a.slice(cut)]],
      ];
      if (take(draft, changed)) return true;
    }
  }
  return false;
}

interface Piece {
  from: number;
  until: number;
  stops: number[];
  /** The distance that the round is shorter without it. */
  saves: number;
}

function* piecesOf(terrain: Terrain, stops: readonly number[]): Generator<Piece> {
  for (let from = 0; from < stops.length; from += 1) {
    let inside = 0;
    for (let until = from + 1; until <= Math.min(stops.length, from + longestPiece); until += 1) {
      const [before, first, last, after] = [stops[from - 1] ?? 0, stops[from] ?? 0, stops[until - 1] ?? 0, stops[until] ?? 0];
      if (until > from + 1) inside += leg(terrain, stops[until - 2] ?? 0, last);
      const saves = leg(terrain, before, first) + inside + leg(terrain, last, after) - leg(terrain, before, after);
      yield { from, until, stops: stops.slice(from, until), saves: saves - inside };
    }
  }
}

/** What a piece adds at a place of a round, but for the way inside it. */
function addsAt(terrain: Terrain, stops: readonly number[], at: number, piece: readonly number[]): number {
  const [before, after] = [stops[at - 1] ?? 0, stops[at] ?? 0];
  return leg(terrain, before, piece[0] ?? 0) + leg(terrain, piece[piece.length - 1] ?? 0, after) - leg(terrain, before, after);
}

const roundOf = (draft: Draft, vehicle: number): Round => draft.rounds[vehicle] ?? emptyRound;

/** Gives vehicles their new rounds if all of these are feasible. */
function take(draft: Draft, changed: readonly [vehicle: number, stops: number[]][]): boolean {
  const rounds: [number, Round][] = [];
  for (const [vehicle, stops] of changed) {
    const owner = draft.terrain.vehicles[vehicle];
    const round = owner ? measureRound(draft.terrain, owner, stops) : null;
    if (!round) return false;
    rounds.push([vehicle, round]);
  }
  for (const [vehicle, round] of rounds) setRound(draft, vehicle, round);
  return true;
}
