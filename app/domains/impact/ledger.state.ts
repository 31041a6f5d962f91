/**
 * What an entry stands for at a moment: its own row and everything that corrected it since. Pure arithmetic on whole numbers, so that
 * corrections are exact and a chain that was taken back is exactly nothing. Grams; errors in milligrams.
 */

import type { Calculation } from "./impact.formula.ts";
import { splitByShares } from "./impact.totals.ts";
import { GRADES } from "#app/shared/grades.ts";

/** Grams; null where nothing is known or counted. */
export interface Amounts {
  co2eGrams: number | null;
  lowGrams: number | null;
  highGrams: number | null;
  massGrams: number | null;
}

/** What a row adds to sums that is exact per share: split by largest remainder, never scaled. */
export interface SharedSums {
  /** Mass that counts in totals: 0 while the lot is on its way. */
  movedGrams: number;
  measuredGrams: number;
  uncoveredGrams: number;
  verifiedGrams: number;
}

/** What a row adds to the kept sums behind a total's range and grade; scopes take their part of it. */
export interface KeptSums {
  /** Milligrams by factor; errors of one factor move together over all entries. */
  spread: Readonly<Record<string, number>>;
  /** Square of the error that is the lot's own, mg2, as a decimal integer: it outgrows a double. */
  independentSquares: string;
  gradeGrams: number;
  /** Grams x points, A 0 to D 3. */
  gradePoints: number;
}

export const NO_SUMS: KeptSums = { spread: {}, independentSquares: "0", gradeGrams: 0, gradePoints: 0 };

/** Rounds half away from zero, so that what is added and taken back is the same. Never minus zero. */
function whole(value: number): number {
  const rounded = Math.sign(value) * Math.floor(Math.abs(value) + 0.5);
  return rounded === 0 ? 0 : rounded;
}

/** The kept sums of one counted lot. */
export function keptSumsOf(calculation: Calculation): KeptSums {
  if (calculation.status !== "ok") return NO_SUMS;
  const { spread, co2eGrams, grade } = calculation;
  const magnitude = Math.abs(co2eGrams);
  const own = BigInt(whole(spread.independentGrams * 1000));
  const together = whole(spread.correlatedGrams * 1000);
  return {
    spread: together === 0 ? {} : { [spread.key]: together },
    independentSquares: String(own * own),
    gradeGrams: magnitude,
    gradePoints: magnitude * GRADES.indexOf(grade),
  };
}

/** Everything a row, or a chain of rows, adds up to. */
export interface State extends SharedSums, KeptSums {
  co2eGrams: number;
  lowGrams: number;
  highGrams: number;
}

export const NO_SHARED: SharedSums = { movedGrams: 0, measuredGrams: 0, uncoveredGrams: 0, verifiedGrams: 0 };
export const NOTHING: State = { ...NO_SHARED, ...NO_SUMS, co2eGrams: 0, lowGrams: 0, highGrams: 0 };

type Contribution = Pick<Amounts, "co2eGrams" | "lowGrams" | "highGrams"> & SharedSums & KeptSums;

/** `state` with one more row; `sign` -1 takes it away. */
export function addRow(state: State, row: Contribution, sign: 1 | -1 = 1): State {
  const sums = new Map(Object.entries(state.spread));
  for (const [key, milligrams] of Object.entries(row.spread)) sums.set(key, (sums.get(key) ?? 0) + sign * milligrams);
  const spread = Object.fromEntries([...sums].filter(([, milligrams]) => milligrams !== 0));
  const plus = (one: number, other: number | null): number => one + sign * (other ?? 0) + 0;
  return {
    co2eGrams: plus(state.co2eGrams, row.co2eGrams),
    lowGrams: plus(state.lowGrams, row.lowGrams),
    highGrams: plus(state.highGrams, row.highGrams),
    movedGrams: plus(state.movedGrams, row.movedGrams),
    measuredGrams: plus(state.measuredGrams, row.measuredGrams),
    uncoveredGrams: plus(state.uncoveredGrams, row.uncoveredGrams),
    verifiedGrams: plus(state.verifiedGrams, row.verifiedGrams),
    spread,
    independentSquares: String(BigInt(state.independentSquares) + BigInt(sign) * BigInt(row.independentSquares)),
    gradeGrams: plus(state.gradeGrams, row.gradeGrams),
    gradePoints: plus(state.gradePoints, row.gradePoints),
  };
}

/** The row that leads from one state to another. */
export function difference(to: State, from: State): State {
  return addRow(to, from, -1);
}

/** True when nothing at all would change. */
export function isNothing(state: State): boolean {
  const { spread, independentSquares, ...numbers } = state;
  return Object.keys(spread).length === 0 && independentSquares === "0" && Object.values(numbers).every((value) => value === 0);
}

export const SIDES = ["taker", "giver"] as const;
export type Side = (typeof SIDES)[number];

/** What a side of an entry gets. */
export type SharePart = Amounts & SharedSums;

/**
 * Divides a row between the sides; the parts sum to it exactly (largest remainder, a gram that cannot be divided goes to the taker).
 * `takerPpm` is the taker's share in parts per million.
 */
export function splitRow(row: Amounts & SharedSums, takerPpm: number): Record<Side, SharePart> {
  const shares = [takerPpm / 1_000_000, (1_000_000 - takerPpm) / 1_000_000];
  const split = (grams: number | null): readonly (number | null)[] => (grams === null ? [null, null] : splitByShares(grams, shares));
  const parts = {
    co2eGrams: split(row.co2eGrams), lowGrams: split(row.lowGrams), highGrams: split(row.highGrams), massGrams: split(row.massGrams),
    movedGrams: split(row.movedGrams), measuredGrams: split(row.measuredGrams), uncoveredGrams: split(row.uncoveredGrams),
    verifiedGrams: split(row.verifiedGrams),
  };
  const part = (side: 0 | 1): SharePart => ({
    co2eGrams: parts.co2eGrams[side] ?? null,
    lowGrams: parts.lowGrams[side] ?? null,
    highGrams: parts.highGrams[side] ?? null,
    massGrams: parts.massGrams[side] ?? null,
    movedGrams: parts.movedGrams[side] ?? 0,
    measuredGrams: parts.measuredGrams[side] ?? 0,
    uncoveredGrams: parts.uncoveredGrams[side] ?? 0,
    verifiedGrams: parts.verifiedGrams[side] ?? 0,
  });
  return { taker: part(0), giver: part(1) };
}
