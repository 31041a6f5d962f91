/** Counting a leaf again from what it froze, and from the rows before it where it is a correction. */

import type { ChainRow, Standing, Step } from "../ledger.correct.ts";
import { asItStands, correctionStep, reversalStep } from "../ledger.correct.ts";
import type { Leaf, LeafShare } from "../ledger.leaf.ts";
import { leafInputs } from "../ledger.leaf.ts";
import type { Frozen } from "../ledger.recount.ts";
import { countAgain, countWithNewerFigures, lotOf, notTreated } from "../ledger.recount.ts";
import type { Calculators, CorrectionReason, CountedLot, FrozenInputs, LotFacts, Sharing } from "../ledger.rules.ts";
import { calculateGoodsLot, calculateMaterialLot } from "../impact.coverage.ts";
import { countLot, remainingLifeOf } from "../ledger.rules.ts";
import { lentDaysOf } from "../loan.lot.ts";
import type { EntryKind } from "../ledger.rows.ts";
import type { SharePart, Side } from "../ledger.state.ts";
import { splitRow } from "../ledger.state.ts";
import { calculate } from "../impact.formula.ts";
import type { CalculationInput, OpenRoute } from "../impact.schema.ts";
import { capRemainingLife } from "../impact.totals.ts";
import type { Difference } from "./difference.ts";
import { firstDifference } from "./difference.ts";

/** The first field in which an entry is not what its frozen inputs give, or null. */
export function recomputeEntry(leaf: Leaf): Difference | null {
  const difference = recomputeBy(leaf, {});
  return difference && recomputeBy(leaf, FIRST_RULES) === null ? null : difference;
}

interface Rules {
  calculators?: Calculators;
  sharing?: Sharing;
}

/**
 * The rules around the formula when the first entries were written, before there was a log: half to each side of everything, and no estimate
 * by weight for goods of unknown kind. They never count more than today's.
 */
const FIRST_RULES: Rules = {
  calculators: { material: calculateMaterialLot, goods: ({ massGrams: _mass, weightBasis: _basis, ...lot }) => calculateGoodsLot(lot) },
  sharing: { rule: "convention", takerPpm: 500_000 },
};

function recomputeBy(leaf: Leaf, rules: Rules): Difference | null {
  const facts = factsOf(leaf);
  // Who takes a load on its way is not in the leaf; that it was one of those who only hand it on is what its route says.
  const today = countLot(leaf.id, facts, leaf.route === "in_chain" ? "household" : "recycler", rules.calculators);
  const counted = rules.sharing ? { ...today, inputs: { ...today.inputs, sharing: rules.sharing } } : today;
  const { takerPpm } = counted.inputs.sharing;
  const parts = splitRow(counted, takerPpm);
  return compare(leaf, counted, (share) => ({ ...parts[share.side], ppm: ppmOf(share.side, takerPpm) })) ?? correctionOfNone(leaf);
}

/** The lot as the rules must have been given it. */
function factsOf(leaf: Leaf): LotFacts {
  const { remainingLife, ...facts } = lotOf(frozenOf(leaf));
  if (facts.kind !== "goods") return facts;
  // What was lent counts whole days, and never as much as its sale would.
  if (leaf.serial === null) return remainingLife !== undefined && lentDaysOf(remainingLife, facts.condition) !== null ? { ...facts, remainingLife } : facts;
  // A numbered item: what the condition leaves, as far as earlier sales have left any. What they left is audited over the whole log.
  const requested = remainingLifeOf(facts.condition);
  const granted = remainingLife ?? requested;
  return { ...facts, serialHash: leaf.serial, requestedLife: requested, remainingLife: capRemainingLife(requested, 1 - granted) };
}

function correctionOfNone(leaf: Leaf): Difference | null {
  return firstDifference({ corrects: null, inputs: { correction: null } }, { corrects: leaf.corrects, inputs: { correction: leaf.inputs.correction } });
}

function ppmOf(side: Side, takerPpm: number): number {
  return side === "taker" ? takerPpm : 1_000_000 - takerPpm;
}

/** An entry that was corrected, and what it has come to. */
export interface Chain {
  root: Leaf;
  standing: Standing;
}

/** The first field in which a correction is not the difference between its recomputed target and the rows before it, or null. */
export function recomputeCorrection(leaf: Leaf, { root, standing }: Chain): Difference | null {
  const rootRow = chainRowOf(root);
  const { correction } = leaf.inputs;
  const about = aboutRoot(leaf, root);
  if (about) return about;
  if (correction === null) return { field: "inputs.correction", expected: "a reason", found: null };
  const step = leaf.kind === "reversal" ? reversalStep(standing, rootRow, { reason: correction }) : stepFor(leaf, root, rootRow, standing, correction);
  if (!step) return { field: "kind", expected: "no row, for nothing changes", found: leaf.kind };
  const own = new Map(root.shares.map((share) => [share.side, share]));
  return (
    firstDifference({ kind: step.kind }, { kind: leaf.kind }) ??
    compare(leaf, step.row, ({ side }) => ({ ...step.shares[side], ppm: own.get(side)?.ppm ?? 0, party: own.get(side)?.party, community: own.get(side)?.community ?? null }))
  );
}

/** What a correction takes over from its entry. */
function aboutRoot(leaf: Leaf, root: Leaf): Difference | null {
  const same = (one: Leaf) => ({ corrects: one === root ? root.id : one.corrects, lot: one.lot, material: one.material, category: one.category, itemCount: one.itemCount, region: one.region, serial: one.serial });
  return firstDifference(same(root), same(leaf));
}

interface Rule {
  verifies: boolean;
  kindOf(changed: boolean): EntryKind;
  counted: CountedLot | null;
}

/** As corrections.service.server.ts takes the step, told by the reason. Null where nothing had to be written, or nothing could be counted. */
function stepFor(leaf: Leaf, root: Leaf, rootRow: ChainRow, standing: Standing, reason: CorrectionReason): Step | null {
  const rule = ruleOf(leaf, root, rootRow, standing, reason);
  if (!rule?.counted) return null;
  const counted = { ...rule.counted, inputs: { ...rule.counted.inputs, correction: { reason } } };
  return correctionStep(standing, rootRow, { counted, verifies: rule.verifies, kindOf: rule.kindOf });
}

function ruleOf(leaf: Leaf, root: Leaf, rootRow: ChainRow, standing: Standing, reason: CorrectionReason): Rule | null {
  const outcome = { verifies: true, kindOf: (changed: boolean): EntryKind => (changed ? "adjustment" : "verification") };
  const { measuredGrams, contaminationPermille } = leaf.inputs;
  const weighed = () => (root.material === null ? null : countAgain(frozenOf(root), { measuredGrams, contaminationPermille }));
  switch (reason) {
    case "treated":
      return { ...outcome, counted: asItStands(standing) };
    case "not_treated":
      return { ...outcome, counted: notTreated(rootRow) };
    case "treated_otherwise":
      return { ...outcome, counted: weighed() };
    case "weight_corrected":
      return { verifies: false, kindOf: () => "adjustment", counted: weighed() };
    case "newer_figures":
      return { verifies: false, kindOf: () => "restatement", counted: countWithNewerFigures(frozenOf(root), standing, restatedBy(leaf)) };
    default:
      return null;
  }
}

/**
 * A restatement is a decision to count by another published name or edition, which it froze; amounts and lives are still the entry's. Where it
 * froze nothing, the rules of today have to say the same.
 */
function restatedBy(leaf: Leaf): Calculators | undefined {
  const frozen = leaf.inputs.calculation;
  if (!frozen) return undefined;
  return {
    material: ({ id, massGrams, basis, contamination = 0 }) => calculate({ ...frozen, id, massKg: massGrams / 1000, weightBasis: basis, contamination } as Asked),
    goods: ({ id, count, remainingLife }) => calculate({ ...frozen, id, count, ...(remainingLife === undefined ? {} : { remainingLife }) } as Asked),
  };
}

type Asked = CalculationInput & { route: OpenRoute };

/** A leaf as a row of its chain. */
export function chainRowOf(leaf: Leaf): ChainRow {
  return {
    ...(leaf as unknown as ChainRow),
    formulaVersion: leaf.formula,
    factorIds: leaf.factors,
    terms: [],
    inputs: frozenInputsOf(leaf),
  };
}

function frozenOf(leaf: Leaf): Frozen {
  return {
    id: leaf.id,
    material: leaf.material,
    category: leaf.category,
    itemCount: leaf.itemCount,
    route: leaf.route as Frozen["route"],
    inputs: frozenInputsOf(leaf),
    serialHash: leaf.serial,
  };
}

function frozenInputsOf(leaf: Leaf): FrozenInputs {
  const { correction: _correction, requestedLife, ...inputs } = leaf.inputs;
  return { ...inputs, ...(leaf.serial === null ? {} : { requestedLife }) };
}

/** Holds a leaf against what was counted; `shareOf` gives what a share must say. */
function compare(leaf: Leaf, counted: CountedLot, shareOf: (share: LeafShare) => SharePart & { ppm: number; party?: string | undefined; community?: string | null }): Difference | null {
  const expected = {
    status: counted.status,
    route: counted.route,
    publisherName: counted.publisherName,
    massGrams: counted.massGrams,
    weightBasis: counted.weightBasis,
    co2eGrams: counted.co2eGrams,
    lowGrams: counted.lowGrams,
    highGrams: counted.highGrams,
    grade: counted.grade,
    stage: counted.stage,
    movedGrams: counted.movedGrams,
    measuredGrams: counted.measuredGrams,
    uncoveredGrams: counted.uncoveredGrams,
    verifiedGrams: counted.verifiedGrams,
    spread: counted.spread,
    independentSquares: counted.independentSquares,
    gradeGrams: counted.gradeGrams,
    gradePoints: counted.gradePoints,
    formula: counted.formulaVersion,
    factors: counted.factorIds,
    inputs: leafInputs(counted.inputs),
    shares: leaf.shares.map((share): LeafShare => {
      const { ppm, party = share.party, community = share.community, ...part } = shareOf(share);
      return { side: share.side, ppm, party, community, partyDay: share.partyDay, communityDay: share.communityDay, ...part };
    }),
  };
  const found = Object.fromEntries(Object.keys(expected).map((key) => [key, leaf[key as keyof Leaf]]));
  return firstDifference(expected, found);
}
