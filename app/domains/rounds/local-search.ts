import { keep, setRound, type Draft } from "./draft.ts";
import { measureRound } from "./measure-round.ts";
import { emptyRound, slack, type Round } from "./rounds.model.ts";

/** Or-opt and relocate move up to so many stops at once. */
const longestPiece = 3;

/**
 * Makes rounds shorter by small changes until none of them helps any more: 2-opt (a piece turned round), or-opt (a piece moved
 * within its round), relocate (a piece moved to another round) and swapped ends of two rounds. Every change keeps the plan
 * feasible, serves the same stops, sends no more vehicles, and saves distance, so it ends. `isOver` ends it earlier.
 */
export function improveLocally(draft: Draft, isOver: () => boolean): void {
  for (const _ of improvingLocally(draft, isOver));
}

/** The same in small steps, for whoever has to do something else between them. */
export function* improvingLocally(draft: Draft, isOver: () => boolean): Generator<void, void> {
  const count = draft.rounds.length;
  // Rounds are replaced, never changed: two that were tried together need not be tried again before one is another object.
  const tried: (readonly [Round, Round] | undefined)[] = new Array(count * count);
  for (let hasChanged = true; hasChanged; ) {
    hasChanged = false;
    for (let one = 0; one < count; one += 1) {
      for (let other = 0; other < count; other += 1) {
        const last = tried[one * count + other];
        if (last && last[0] === roundOf(draft, one) && last[1] === roundOf(draft, other)) continue;
        if (isOver()) return keep(draft);
        const { distance } = draft;
        if (one === other) improveWithin(draft, one);
        else improveBetween(draft, one, other);
        hasChanged ||= draft.distance < distance - slack;
        tried[one * count + other] = [roundOf(draft, one), roundOf(draft, other)];
        yield;
      }
    }
  }
  keep(draft);
}

/** A round's stops between the depot it leaves and the depot it comes back to, so that every stop has something on both sides. */
const pathOf = (draft: Draft, vehicle: number): number[] => [0, ...roundOf(draft, vehicle).stops, 0];
const withoutDepot = (path: readonly number[]): number[] => path.slice(1, -1);

/** Tries the changes of one round, takes each that helps. */
function improveWithin(draft: Draft, vehicle: number): void {
  while (turnPiece(draft, vehicle) || movePiece(draft, vehicle, vehicle));
}

/** Tries the changes between two rounds, takes each that helps. */
function improveBetween(draft: Draft, one: number, other: number): void {
  // An empty round is not begun: that would send a vehicle more.
  while (roundOf(draft, one).stops.length > 0 && roundOf(draft, other).stops.length > 0 && (movePiece(draft, one, other) || swapEnds(draft, one, other)));
}

/** 2-opt: drives a piece of the round the other way. */
function turnPiece(draft: Draft, vehicle: number): boolean {
  const { size, distance } = draft.terrain;
  const path = pathOf(draft, vehicle);
  const far = (from: number, to: number) => distance[(path[from] ?? 0) * size + (path[to] ?? 0)] ?? 0;
  for (let from = 1; from < path.length - 2; from += 1) {
    // What the piece itself costs more driven backwards: nothing where both directions are equally far.
    let inside = 0;
    for (let until = from + 1; until < path.length - 1; until += 1) {
      inside += far(until, until - 1) - far(until - 1, until);
      const adds = inside + far(from - 1, until) + far(from, until + 1) - far(from - 1, from) - far(until, until + 1);
      if (adds < -slack && take(draft, [[vehicle, [...path.slice(0, from), ...path.slice(from, until + 1).reverse(), ...path.slice(until + 1)]]])) return true;
    }
  }
  return false;
}

/** Or-opt and relocate: moves a piece of one to three stops to another place of its round, or into another vehicle's. */
function movePiece(draft: Draft, vehicle: number, to: number): boolean {
  const { size, distance } = draft.terrain;
  const path = pathOf(draft, vehicle);
  const leg = (from: number, until: number) => distance[from * size + until] ?? 0;
  for (let from = 1; from < path.length - 1; from += 1) {
    for (let until = from; until < Math.min(path.length - 1, from + longestPiece); until += 1) {
      const [before, first, last, after] = [path[from - 1] ?? 0, path[from] ?? 0, path[until] ?? 0, path[until + 1] ?? 0];
      const saves = leg(before, first) + leg(last, after) - leg(before, after);
      if (saves <= slack) continue;
      const rest = [...path.slice(0, from), ...path.slice(until + 1)];
      const target = vehicle === to ? rest : pathOf(draft, to);
      for (let at = 1; at < target.length; at += 1) {
        const [left, right] = [target[at - 1] ?? 0, target[at] ?? 0];
        if (leg(left, first) + leg(last, right) - leg(left, right) >= saves - slack) continue;
        const longer = [...target.slice(0, at), ...path.slice(from, until + 1), ...target.slice(at)];
        if (take(draft, vehicle === to ? [[vehicle, longer]] : [[to, longer], [vehicle, rest]])) return true;
      }
    }
  }
  return false;
}

/** Two rounds go on, from some point, with what the other one would have done (2-opt* of Potvin and Rousseau, 1995). */
function swapEnds(draft: Draft, one: number, other: number): boolean {
  const { size, distance } = draft.terrain;
  const [a, b] = [pathOf(draft, one), pathOf(draft, other)];
  const leg = (from: number, to: number) => distance[from * size + to] ?? 0;
  for (let cut = 1; cut < a.length; cut += 1) {
    const [leaves, joins] = [a[cut - 1] ?? 0, a[cut] ?? 0];
    const present = leg(leaves, joins) - slack;
    for (let otherCut = 1; otherCut < b.length; otherCut += 1) {
      const [otherLeaves, otherJoins] = [b[otherCut - 1] ?? 0, b[otherCut] ?? 0];
      if (leg(leaves, otherJoins) + leg(otherLeaves, joins) - leg(otherLeaves, otherJoins) >= present) continue;
      if (take(draft, [[one, [...a.slice(0, cut), ...b.slice(otherCut)]], [other, [...b.slice(0, otherCut), ...a.slice(cut)]]])) return true;
    }
  }
  return false;
}

const roundOf = (draft: Draft, vehicle: number): Round => draft.rounds[vehicle] ?? emptyRound;

/** Gives vehicles their new paths if all of these are feasible. */
function take(draft: Draft, changed: readonly [vehicle: number, path: number[]][]): boolean {
  const rounds: [number, Round][] = [];
  for (const [vehicle, path] of changed) {
    const owner = draft.terrain.vehicles[vehicle];
    const round = owner ? measureRound(draft.terrain, owner, withoutDepot(path)) : null;
    if (!round) return false;
    rounds.push([vehicle, round]);
  }
  for (const [vehicle, round] of rounds) setRound(draft, vehicle, round);
  return true;
}
