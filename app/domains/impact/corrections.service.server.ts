import { nudge } from "#app/outbox/record.server.ts";
import type { Topic } from "#app/outbox/events.ts";
import type { Tx } from "#app/platform/db/database.server.ts";
import { newId } from "#app/shared/ids.ts";
import { err, ok, type Result } from "#app/shared/result.ts";

import { insertRows, ledgerParties, lockedChain, returnLife, rowByCause } from "./ledger.repository.server.ts";
import type { EntryKind, EntryRow, ShareRow, StoredRow } from "./ledger.rows.ts";
import { countAgain, notTreated } from "./ledger.recount.ts";
import type { Calculators, CorrectionReason, CountedLot } from "./ledger.rules.ts";
import { dayIn, isLate } from "./ledger.rules.ts";
import { daysOf, topicsOf, toWrite } from "./ledger.service.server.ts";
import type { SharePart, State } from "./ledger.state.ts";
import { addRow, difference, isNothing, NO_SUMS, NOTHING, SIDES, splitRow } from "./ledger.state.ts";

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
  const { massGrams } = chain.at(-1) ?? root;
  const turned: CountedLot = {
    ...root,
    terms: [],
    massGrams: massGrams === null || massGrams === 0 ? massGrams : -massGrams,
    inputs: { ...root.inputs, correction: { reason: input.reason, ...(input.note ? { note: input.note } : {}) } },
  };
  const written = await write(tx, {
    root,
    chain,
    kind: "reversal",
    cause: { type: root.causeType, id: root.causeId },
    counted: turned,
    target: NOTHING,
    at: input.at,
    stage: root.stage,
  });
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
    next: (root, last, before) => {
      // A later row holds differences, so what stands is the sum of all rows and not what the last one says.
      if (treatment === "as_recorded") return { ...last, ...before, ...(last.co2eGrams === null ? NOT_COUNTED : {}), terms: last.terms as CountedLot["terms"] };
      if (treatment === "not_treated") return notTreated(root);
      return root.material === null ? null : countAgain(root, { measuredGrams: treatment.netGrams, contaminationPermille: treatment.contaminationPermille });
    },
  });
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
    next: (root, last) =>
      countAgain(
        root,
        { measuredGrams: last.inputs.measuredGrams, contaminationPermille: last.inputs.contaminationPermille },
        input.calculators,
      ),
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
  /**
   * The lot as it is known now; `last` is the row that last said how it was counted, `before` what all rows come to. Null where this entry
   * cannot be counted so.
   */
  next(root: StoredRow, last: StoredRow, before: State): CountedLot | null;
}

const NOT_COUNTED = { co2eGrams: null, lowGrams: null, highGrams: null };

async function correct(tx: Tx, correction: Correction): Promise<Result<Corrected, CorrectionError>> {
  const found = await openChain(tx, correction.entryId);
  if (!found.ok) return found;
  const { root, chain } = found.value;
  const earlier = await rowByCause(tx, correction.cause.type, correction.cause.id);
  if (earlier) return ok({ entryId: earlier.id, kind: earlier.kind, topics: topicsOf(earlier.shares) });
  if (chain.some((row) => row.kind === "reversal")) return err("IMPACT.WRONG_STATE");
  const last = chain.findLast((row) => row.kind !== "verification") ?? root;
  const before = chain.reduce((state, row) => addRow(state, row), NOTHING);
  const next = correction.next(root, last, before);
  if (!next) return err("IMPACT.WRONG_STATE");
  const wasVerified = chain.some((row) => row.stage === "verified");
  const isVerified = correction.verifies || wasVerified;
  const target: State = { ...NOTHING, ...stateOf(next), verifiedGrams: isVerified ? (next.co2eGrams ?? 0) : 0 };
  const change = difference(target, before);
  const changed = !isNothing({ ...change, verifiedGrams: 0 });
  if (!changed && !correction.verifies) return ok({ entryId: null, kind: null, topics: [] });
  const written = await write(tx, {
    root,
    chain,
    kind: correction.kindOf(changed),
    cause: correction.cause,
    counted: { ...next, inputs: { ...next.inputs, correction: { reason: correction.reason, ...(correction.note ? { note: correction.note } : {}) } } },
    target,
    at: correction.at,
    stage: isVerified ? "verified" : "provisional",
  });
  return ok({ entryId: written.id, kind: written.kind, topics: topicsOf(written.shares) });
}

async function openChain(tx: Tx, entryId: string): Promise<Result<{ root: StoredRow; chain: StoredRow[] }, CorrectionError>> {
  const chain = await lockedChain(tx, entryId);
  const root = chain.find((row) => row.id === entryId);
  if (!root) return err("IMPACT.NOT_FOUND");
  if (root.kind !== "entry") return err("IMPACT.WRONG_STATE");
  return ok({ root, chain });
}

function stateOf(counted: CountedLot): Omit<State, "verifiedGrams"> {
  const { co2eGrams, lowGrams, highGrams, movedGrams, measuredGrams, uncoveredGrams, spread, independentSquares, gradeGrams, gradePoints } = counted;
  return { co2eGrams: co2eGrams ?? 0, lowGrams: lowGrams ?? 0, highGrams: highGrams ?? 0, movedGrams, measuredGrams, uncoveredGrams, spread, independentSquares, gradeGrams, gradePoints };
}

/** Writes the row that leads from the chain as it stands to `target`, with its shares. */
async function write(
  tx: Tx,
  input: { root: StoredRow; chain: readonly StoredRow[]; kind: EntryKind; cause: { type: string; id: string }; counted: CountedLot; target: State; at: Date; stage: EntryRow["stage"] },
): Promise<StoredRow> {
  const { root, chain, kind, counted, target, at } = input;
  const recordedAt = at;
  const parties = await ledgerParties(tx, root.shares.flatMap(({ partyId, communityId }) => (communityId ? [partyId, communityId] : [partyId])));
  const id = newId();
  const step = difference(target, chain.reduce((state, row) => addRow(state, row), NOTHING));
  const isReversal = kind === "reversal";
  const nothingCounted = chain.every((row) => row.co2eGrams === null) && counted.co2eGrams === null;
  const row: EntryRow = {
    ...root,
    ...counted,
    ...(isReversal ? turnedEnds(step) : step),
    ...(nothingCounted ? { co2eGrams: null, lowGrams: null, highGrams: null } : {}),
    massGrams: counted.massGrams,
    id,
    kind,
    causeType: input.cause.type,
    causeId: input.cause.id,
    reversesId: isReversal ? root.id : null,
    correctsId: root.id,
    stage: input.stage,
    isLate: isLate(at, recordedAt),
    regionDay: dayIn(at, parties.get(root.takerPartyId ?? "")?.timeZone ?? "UTC"),
    terms: isReversal ? [] : counted.terms,
    occurredAt: at,
    recordedAt,
  };
  const shares = sharesOf(root, chain, { target, counted, row }, parties, at);
  const { shares: _shares, ...bare } = { ...row, shares };
  const written = await insertRows(tx, [toWrite(bare, shares)]);
  if (!written.has(id)) throw new Error(`the ledger refused a ${kind} of ${root.id}`);
  nudge();
  return { ...row, shares };
}

function sharesOf(
  root: StoredRow,
  chain: readonly StoredRow[],
  to: { target: State; counted: CountedLot; row: EntryRow },
  parties: Awaited<ReturnType<typeof ledgerParties>>,
  at: Date,
): ShareRow[] {
  const { target, row } = to;
  const takerPpm = root.shares.find((share) => share.side === "taker")?.ppm ?? 500_000;
  const whole = splitRow({ ...target, massGrams: to.counted.massGrams }, takerPpm);
  return SIDES.map((side): ShareRow => {
    const own = root.shares.find((share) => share.side === side);
    if (!own) throw new Error(`entry ${root.id} has no ${side}`);
    const before = chain.reduce((sum, { shares }) => addRow(sum, { ...NO_SUMS, ...(shares.find((share) => share.side === side) ?? own) }), NOTHING);
    const step = difference({ ...NOTHING, ...filled(whole[side]) }, before);
    const party = parties.get(own.partyId);
    return {
      ...own,
      ...pick(row.kind === "reversal" ? turnedEnds(step) : step),
      ...(row.co2eGrams === null ? { co2eGrams: null, lowGrams: null, highGrams: null } : {}),
      massGrams: whole[side].massGrams,
      entryId: row.id,
      ...daysOf(party ? { ...party, communityId: own.communityId, communityTimeZone: parties.get(own.communityId ?? "")?.timeZone ?? null } : undefined, at),
    };
  });
}

/** The low end of what is taken back is minus the high one. */
const turnedEnds = (step: State): State => ({ ...step, lowGrams: step.highGrams, highGrams: step.lowGrams });

const filled = (part: SharePart) => ({ ...part, co2eGrams: part.co2eGrams ?? 0, lowGrams: part.lowGrams ?? 0, highGrams: part.highGrams ?? 0 });

const pick = ({ co2eGrams, lowGrams, highGrams, movedGrams, measuredGrams, uncoveredGrams, verifiedGrams }: State) => ({
  co2eGrams, lowGrams, highGrams, movedGrams, measuredGrams, uncoveredGrams, verifiedGrams,
});
