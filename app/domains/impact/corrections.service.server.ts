import { nudge } from "#app/outbox/record.server.ts";
import type { Topic } from "#app/outbox/events.ts";
import type { Tx } from "#app/platform/db/database.server.ts";
import { newId } from "#app/shared/ids.ts";
import { err, ok, type Result } from "#app/shared/result.ts";

import type { Standing, Step } from "./ledger.correct.ts";
import { asItStands, correctionStep, reversalStep, standingOf } from "./ledger.correct.ts";
import { insertRows, ledgerParties, lockedChain, returnLife, rowByCause } from "./ledger.repository.server.ts";
import type { EntryKind, EntryRow, ShareRow, StoredRow } from "./ledger.rows.ts";
import { countAgain, countWithNewerFigures, notTreated } from "./ledger.recount.ts";
import type { Calculators, CorrectionReason, CountedLot } from "./ledger.rules.ts";
import { dayIn, isLate } from "./ledger.rules.ts";
import { daysOf, topicsOf, toWrite } from "./ledger.service.server.ts";
import { SIDES } from "./ledger.state.ts";

/** What a correction gives back; `entryId` is the row it wrote, null where nothing had to be written. */
export interface Corrected {
  entryId: string | null;
  kind: EntryKind | null;
  topics: Topic[];
}

export type CorrectionError = "IMPACT.NOT_FOUND" | "IMPACT.WRONG_STATE";

/**
 * Takes an entry back, with all that corrected it since, by a reversing row dated `at`; the rows before stay as they are, and the totals
 * lose what they brought. A second call gives the same reversal. IMPACT.NOT_FOUND for an unknown id, IMPACT.WRONG_STATE for a row that is
 * itself a correction.
 */
export async function reverseEntry(
  tx: Tx,
  input: { entryId: string; reason: CorrectionReason; note?: string; at: Date },
): Promise<Result<{ entryId: string; topics: Topic[] }, CorrectionError>> {
  const found = await openChain(tx, input.entryId);
  if (!found.ok) return found;
  const { root, chain } = found.value;
  const earlier = chain.find((row) => row.kind === "reversal");
  if (earlier) return ok({ entryId: earlier.id, topics: topicsOf(earlier.shares) });
  const step = reversalStep(standingOf(chain), root, correctionOf(input));
  const written = await write(tx, { root, step, cause: { type: root.causeType, id: root.causeId }, at: input.at });
  const life = root.serialHash ? (root.inputs.calculation?.remainingLife ?? 0) : 0;
  if (root.serialHash && life > 0) await returnLife(tx, root.serialHash, Math.round(life * 1_000_000));
  return ok({ entryId: written.id, topics: topicsOf(written.shares) });
}

/** What became of a load at the end of its chain. */
export interface Outcome {
  /** Unique for this news about this entry, so that a repeat writes nothing. */
  outcomeId: string;
  entryId: string;
  /** `not_treated`: it was thrown away after all, and nothing was kept out of the air. */
  treatment: "as_recorded" | "not_treated" | { netGrams: number; contaminationPermille: number };
  note?: string;
  at: Date;
}

/**
 * The consignment that a load went with was received and treated: its provisional entry becomes verified. A different outcome writes the
 * difference as an adjustment, which verifies too; the same outcome writes a row without grams. The entry itself is never touched.
 */
export async function verifyEntry(tx: Tx, outcome: Outcome): Promise<Result<Corrected, CorrectionError>> {
  const { treatment } = outcome;
  const reason = treatment === "as_recorded" ? "treated" : treatment === "not_treated" ? "not_treated" : "treated_otherwise";
  return correct(tx, {
    cause: { type: "outcome", id: outcome.outcomeId },
    entryId: outcome.entryId,
    reason,
    note: outcome.note,
    at: outcome.at,
    verifies: true,
    kindOf: (changed) => (changed ? "adjustment" : "verification"),
    next: (root, standing) => {
      if (treatment === "as_recorded") return asItStands(standing);
      if (treatment === "not_treated") return notTreated(root);
      return root.material === null ? null : countAgain(root, { measuredGrams: treatment.netGrams, contaminationPermille: treatment.contaminationPermille });
    },
  });
}

/**
 * All of a load has been accounted for, and `recoveredGrams` of its `ofGrams` were recovered: its entry becomes verified, counted with the
 * share that was not as what did not belong in it. Nothing is written about an entry that is verified already or was taken back.
 */
export async function verifyByShare(
  tx: Tx,
  input: { outcomeId: string; entryId: string; recoveredGrams: number; ofGrams: number; at: Date },
): Promise<Result<Corrected, CorrectionError>> {
  const { outcomeId, entryId, at } = input;
  const found = await openChain(tx, entryId);
  if (!found.ok) return found;
  const standing = standingOf(found.value.chain);
  if (standing.isVerified || standing.isReversed) return ok({ entryId: null, kind: null, topics: [] });
  return verifyEntry(tx, { outcomeId, entryId, treatment: treatmentByShare(standing, input), at });
}

function treatmentByShare(standing: Standing, { recoveredGrams, ofGrams }: { recoveredGrams: number; ofGrams: number }): Outcome["treatment"] {
  if (recoveredGrams === 0) return "not_treated";
  // A trace that was recovered is no more than a thousandth, and no less.
  const notRecovered = Math.min(999, Math.round(((ofGrams - recoveredGrams) * 1000) / ofGrams));
  const { massGrams, last } = standing;
  if (massGrams === null || notRecovered === last.inputs.contaminationPermille) return "as_recorded";
  return { netGrams: massGrams, contaminationPermille: notRecovered };
}

/** A scale or a hand was wrong: the entry is counted again with the right weight, and the difference is written. Needs a material. */
export async function correctWeight(
  tx: Tx,
  input: { correctionId: string; entryId: string; netGrams: number; contaminationPermille: number; note?: string; at: Date },
): Promise<Result<Corrected, CorrectionError>> {
  return correct(tx, {
    cause: { type: "weight", id: input.correctionId },
    entryId: input.entryId,
    reason: "weight_corrected",
    note: input.note,
    at: input.at,
    verifies: false,
    kindOf: () => "adjustment",
    next: (root) => (root.material === null ? null : countAgain(root, { measuredGrams: input.netGrams, contaminationPermille: input.contaminationPermille })),
  });
}

/**
 * Counts an entry again with the figures of today, by a decision that has an id of its own. Old figures are never rewritten: the
 * difference is a row. Nothing is written where nothing changed.
 */
export async function restateEntry(
  tx: Tx,
  input: { restatementId: string; entryId: string; note?: string; at: Date; calculators?: Calculators },
): Promise<Result<Corrected, CorrectionError>> {
  return correct(tx, {
    cause: { type: "restatement", id: `${input.restatementId}:${input.entryId}` },
    entryId: input.entryId,
    reason: "newer_figures",
    note: input.note,
    at: input.at,
    verifies: false,
    kindOf: () => "restatement",
    next: (root, standing) => countWithNewerFigures(root, standing, input.calculators),
  });
}

interface Correction {
  cause: { type: string; id: string };
  entryId: string;
  reason: CorrectionReason;
  note?: string | undefined;
  at: Date;
  verifies: boolean;
  kindOf(changed: boolean): EntryKind;
  /** The lot as it is known now. Null where this entry cannot be counted so. */
  next(root: StoredRow, standing: Standing): CountedLot | null;
}

async function correct(tx: Tx, correction: Correction): Promise<Result<Corrected, CorrectionError>> {
  const found = await openChain(tx, correction.entryId);
  if (!found.ok) return found;
  const { root, chain } = found.value;
  const earlier = await rowByCause(tx, correction.cause.type, correction.cause.id);
  if (earlier) return ok({ entryId: earlier.id, kind: earlier.kind, topics: topicsOf(earlier.shares) });
  const standing = standingOf(chain);
  if (standing.isReversed) return err("IMPACT.WRONG_STATE");
  const next = correction.next(root, standing);
  if (!next) return err("IMPACT.WRONG_STATE");
  const counted = { ...next, inputs: { ...next.inputs, correction: correctionOf(correction) } };
  const step = correctionStep(standing, root, { counted, verifies: correction.verifies, kindOf: correction.kindOf });
  if (!step) return ok({ entryId: null, kind: null, topics: [] });
  const written = await write(tx, { root, step, cause: correction.cause, at: correction.at });
  return ok({ entryId: written.id, kind: written.kind, topics: topicsOf(written.shares) });
}

function correctionOf({ reason, note }: { reason: CorrectionReason; note?: string | undefined }): { reason: CorrectionReason; note?: string } {
  return { reason, ...(note ? { note } : {}) };
}

async function openChain(tx: Tx, entryId: string): Promise<Result<{ root: StoredRow; chain: StoredRow[] }, CorrectionError>> {
  const chain = await lockedChain(tx, entryId);
  const root = chain.find((row) => row.id === entryId);
  if (!root) return err("IMPACT.NOT_FOUND");
  if (root.kind !== "entry") return err("IMPACT.WRONG_STATE");
  return ok({ root, chain });
}

/** Writes a step with its shares. */
async function write(tx: Tx, input: { root: StoredRow; step: Step; cause: { type: string; id: string }; at: Date }): Promise<StoredRow> {
  const { root, step, at } = input;
  const recordedAt = at;
  const parties = await ledgerParties(tx, root.shares.flatMap(({ partyId, communityId }) => (communityId ? [partyId, communityId] : [partyId])));
  const id = newId();
  const { shares: sharesOfRoot, ...rest } = root;
  const row: EntryRow = {
    ...rest,
    ...countedOf(step.row),
    id,
    kind: step.kind,
    causeType: input.cause.type,
    causeId: input.cause.id,
    reversesId: step.kind === "reversal" ? root.id : null,
    correctsId: root.id,
    isLate: isLate(at, recordedAt),
    regionDay: dayIn(at, parties.get(root.takerPartyId ?? "")?.timeZone ?? "UTC"),
    occurredAt: at,
    recordedAt,
  };
  const shares = SIDES.map((side): ShareRow => {
    const own = sharesOfRoot.find((share) => share.side === side);
    if (!own) throw new Error(`entry ${root.id} has no ${side}`);
    const party = parties.get(own.partyId);
    const community = { communityId: own.communityId, communityTimeZone: parties.get(own.communityId ?? "")?.timeZone ?? null };
    return { ...own, ...step.shares[side], entryId: id, ...daysOf(party ? { ...party, ...community } : undefined, at) };
  });
  const written = await insertRows(tx, [toWrite(row, shares)]);
  if (!written.has(id)) throw new Error(`the ledger refused a ${step.kind} of ${root.id}`);
  nudge();
  return { ...row, shares };
}

/** What a step counts, without whatever else its source held. */
function countedOf(row: CountedLot): CountedLot {
  return {
    co2eGrams: row.co2eGrams, lowGrams: row.lowGrams, highGrams: row.highGrams, massGrams: row.massGrams, movedGrams: row.movedGrams,
    measuredGrams: row.measuredGrams, uncoveredGrams: row.uncoveredGrams, verifiedGrams: row.verifiedGrams, spread: row.spread,
    independentSquares: row.independentSquares, gradeGrams: row.gradeGrams, gradePoints: row.gradePoints, stage: row.stage, status: row.status,
    route: row.route, publisherName: row.publisherName, weightBasis: row.weightBasis, grade: row.grade, formulaVersion: row.formulaVersion,
    factorIds: row.factorIds, terms: row.terms, inputs: row.inputs,
  };
}
