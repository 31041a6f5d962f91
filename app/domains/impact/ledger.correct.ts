/**
 * What a correction writes: the step from what an entry and all rows about it come to, to what the entry shall stand for. Pure, so that
 * whoever checks the ledger takes the same steps as the one who wrote it.
 */

import type { EntryKind } from "./ledger.rows.ts";
import type { CountedLot, FrozenInputs, Stage } from "./ledger.rules.ts";
import type { SharePart, Side, State } from "./ledger.state.ts";
import { addRow, difference, isNothing, NO_SUMS, NOTHING, splitRow } from "./ledger.state.ts";

/** A row of a chain: an entry, or a later row about it. */
export interface ChainRow extends Omit<CountedLot, "terms"> {
  kind: EntryKind;
  terms: unknown;
  shares: readonly (SharePart & { side: Side; ppm: number })[];
}

/** What an entry and the rows about it come to. */
export interface Standing {
  state: State;
  sides: Readonly<Record<Side, State>>;
  /** As the latest row says it. */
  massGrams: number | null;
  /** The row that last said how the lot was counted; a mere verification does not. */
  last: ChainRow;
  isVerified: boolean;
  isReversed: boolean;
  /** Whether any row has a figure. */
  isCounted: boolean;
}

/** The standing after one more row; null before the entry itself. */
export function addToStanding(before: Standing | null, row: ChainRow): Standing {
  return {
    state: addRow(before?.state ?? NOTHING, row),
    sides: { taker: sideAfter(before, row, "taker"), giver: sideAfter(before, row, "giver") },
    massGrams: row.massGrams,
    last: before && row.kind === "verification" ? before.last : row,
    isVerified: before?.isVerified === true || row.stage === "verified",
    isReversed: before?.isReversed === true || row.kind === "reversal",
    isCounted: before?.isCounted === true || row.co2eGrams !== null,
  };
}

function sideAfter(before: Standing | null, row: ChainRow, side: Side): State {
  const share = row.shares.find((one) => one.side === side);
  if (!share) throw new Error(`a row has no ${side}`);
  return addRow(before?.sides[side] ?? NOTHING, { ...NO_SUMS, ...share });
}

/** What the rows of a chain come to, oldest first. */
export function standingOf(chain: readonly ChainRow[]): Standing {
  const standing = chain.reduce<Standing | null>(addToStanding, null);
  if (!standing) throw new Error("a chain has at least its entry");
  return standing;
}

const NO_FIGURES = { co2eGrams: null, lowGrams: null, highGrams: null } as const;

/** The entry as it stands, all corrections taken together. */
export function asItStands({ state, last, massGrams, isCounted }: Standing): CountedLot {
  return { ...last, ...state, ...(isCounted ? {} : NO_FIGURES), massGrams, terms: last.terms as CountedLot["terms"] };
}

/** The row to write: what it adds, and what each side gets of that. */
export interface Step {
  kind: EntryKind;
  row: CountedLot;
  shares: Readonly<Record<Side, SharePart>>;
}

/** The row that takes an entry back, with all that corrected it. */
export function reversalStep(standing: Standing, root: ChainRow, correction: FrozenInputs["correction"]): Step {
  const { massGrams } = standing;
  const counted: CountedLot = {
    ...root,
    terms: [],
    massGrams: massGrams === null || massGrams === 0 ? massGrams : -massGrams,
    inputs: { ...root.inputs, ...(correction ? { correction } : {}) },
  };
  return stepTo(standing, { kind: "reversal", counted, target: NOTHING, stage: root.stage, takerPpm: takerPpmOf(root) });
}

/**
 * The row after which the entry stands as `counted` says. Null where nothing would change, unless it `verifies`. `kindOf` names the row by
 * whether any gram changes.
 */
export function correctionStep(
  standing: Standing,
  root: ChainRow,
  to: { counted: CountedLot; verifies: boolean; kindOf(changed: boolean): EntryKind },
): Step | null {
  const { counted, verifies } = to;
  const isVerified = verifies || standing.isVerified;
  const target: State = { ...stateOf(counted), verifiedGrams: isVerified ? (counted.co2eGrams ?? 0) : 0 };
  const changed = !isNothing({ ...difference(target, standing.state), verifiedGrams: 0 });
  if (!changed && !verifies) return null;
  return stepTo(standing, { kind: to.kindOf(changed), counted, target, stage: isVerified ? "verified" : "provisional", takerPpm: takerPpmOf(root) });
}

function takerPpmOf(root: ChainRow): number {
  return root.shares.find((share) => share.side === "taker")?.ppm ?? 500_000;
}

function stateOf(counted: CountedLot): State {
  const { co2eGrams, lowGrams, highGrams, movedGrams, measuredGrams, uncoveredGrams, spread, independentSquares, gradeGrams, gradePoints } = counted;
  return {
    co2eGrams: co2eGrams ?? 0, lowGrams: lowGrams ?? 0, highGrams: highGrams ?? 0, movedGrams, measuredGrams, uncoveredGrams,
    verifiedGrams: 0, spread, independentSquares, gradeGrams, gradePoints,
  };
}

function stepTo(standing: Standing, to: { kind: EntryKind; counted: CountedLot; target: State; stage: Stage; takerPpm: number }): Step {
  const { kind, counted, target } = to;
  const hasFigures = standing.isCounted || counted.co2eGrams !== null;
  const added = (state: State, before: State): State => {
    const step = difference(state, before);
    // The low end of what is taken back is minus the high one.
    return kind === "reversal" ? { ...step, lowGrams: step.highGrams, highGrams: step.lowGrams } : step;
  };
  const figures = hasFigures ? {} : NO_FIGURES;
  const parts = splitRow({ ...target, massGrams: counted.massGrams }, to.takerPpm);
  const shareOf = (side: Side): SharePart => {
    const { co2eGrams, lowGrams, highGrams, massGrams, ...sums } = parts[side];
    const whole: State = { ...NOTHING, ...sums, co2eGrams: co2eGrams ?? 0, lowGrams: lowGrams ?? 0, highGrams: highGrams ?? 0 };
    const { spread: _spread, independentSquares: _squares, gradeGrams: _grams, gradePoints: _points, ...step } = added(whole, standing.sides[side]);
    return { ...step, ...figures, massGrams };
  };
  return {
    kind,
    row: { ...counted, ...added(target, standing.state), ...figures, massGrams: counted.massGrams, stage: to.stage },
    shares: { taker: shareOf("taker"), giver: shareOf("giver") },
  };
}
