import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";

import { correctWeight, reverseEntry, verifyEntry, type CorrectionError } from "./corrections.service.server.ts";
import type { CorrectEntry, CorrectionAct } from "./correct-entry.schema.ts";
import { CORRECTION_ACTS } from "./correct-entry.schema.ts";
import { insertEntryTransition, lockedChain, rowByCause } from "./ledger.repository.server.ts";
import type { StoredRow } from "./ledger.rows.ts";

export type CorrectEntryError = CorrectionError | "IMPACT.NOT_ALLOWED" | "IMPACT.STALE";

/**
 * What somebody may say about an entry as it stands. Operators everything that fits; managers of the recycler that took the load may put
 * its weight right. Nobody anything about an entry that was taken back.
 */
export function actsFor(actor: Actor | null, chain: readonly Pick<StoredRow, "kind" | "stage" | "material" | "route" | "takerPartyId">[]): CorrectionAct[] {
  const [root] = chain;
  if (!actor || !root || root.kind !== "entry" || chain.some((row) => row.kind === "reversal")) return [];
  const isLoad = root.material !== null && root.route !== "in_chain";
  const isProvisional = chain.every((row) => row.stage === "provisional");
  const fitting = CORRECTION_ACTS.filter((act) => {
    if (act === "take_back") return true;
    return act === "weight" ? isLoad : isLoad && isProvisional;
  });
  if (actor.isOperator) return fitting;
  const isTaker = actor.party.kind === "recycler" && actor.party.id === root.takerPartyId && hasRole(actor.role, "manager");
  return isTaker ? fitting.filter((act) => act === "weight") : [];
}

/** An entry that was corrected, and the row that says so: null where nothing was written, since nothing changed or the submission came again. */
export type EntryCorrected = { entryId: string; rowId: string | null };

/**
 * Writes a correction of an entry and who made it. IMPACT.NOT_FOUND, NOT_ALLOWED, WRONG_STATE (what was asked does not fit the entry), STALE
 * (somebody corrected it meanwhile). The same submission again is no error, and writes nothing.
 */
export async function correctEntry(db: Db, actor: Actor, input: CorrectEntry, clock: Clock = systemClock): Promise<Result<EntryCorrected, CorrectEntryError>> {
  return transact<Result<EntryCorrected, CorrectEntryError>>(db, async (tx) => {
    const chain = await lockedChain(tx, input.entryId);
    const root = chain.find((row) => row.id === input.entryId);
    if (!root) return err("IMPACT.NOT_FOUND");
    if (!mayAtAll(actor, root)) return err("IMPACT.NOT_ALLOWED");
    if (await isRepeat(tx, input, chain)) return ok({ entryId: root.id, rowId: null });
    if (input.version !== chain.length) return err("IMPACT.STALE", { version: chain.length });
    if (!actsFor(actor, chain).includes(input.act)) return err(actor.isOperator ? "IMPACT.WRONG_STATE" : "IMPACT.NOT_ALLOWED");
    const at = clock.now();
    const done = await perform(tx, input, at);
    if (!done.ok) return done;
    await insertEntryTransition(tx, { entryId: root.id, actor, from: root.stage, to: input.act, reason: input.note || null, at });
    return ok({ entryId: root.id, rowId: done.value.entryId });
  });
}

function mayAtAll(actor: Actor, root: StoredRow): boolean {
  return actor.isOperator || actor.party.id === root.takerPartyId;
}

/** A repeated press: its row is there already. */
async function isRepeat(tx: Tx, input: CorrectEntry, chain: readonly StoredRow[]): Promise<boolean> {
  if (input.act === "take_back") return chain.some((row) => row.kind === "reversal");
  return (await rowByCause(tx, input.act === "weight" ? "weight" : "outcome", input.submissionId)) !== null;
}

async function perform(tx: Tx, input: CorrectEntry, at: Date): Promise<Result<{ entryId: string | null }, CorrectionError>> {
  const { entryId, submissionId, contamination } = input;
  const note = input.note === "" ? {} : { note: input.note };
  const netGrams = input.net ?? 0;
  switch (input.act) {
    case "take_back":
      return reverseEntry(tx, { entryId, reason: input.reason ?? "mistake", at, ...note });
    case "weight":
      return correctWeight(tx, { correctionId: submissionId, entryId, netGrams, contaminationPermille: contamination, at, ...note });
    case "treated":
      return verifyEntry(tx, { outcomeId: submissionId, entryId, treatment: "as_recorded", at, ...note });
    case "not_treated":
      return verifyEntry(tx, { outcomeId: submissionId, entryId, treatment: "not_treated", at, ...note });
    case "treated_otherwise":
      return verifyEntry(tx, { outcomeId: submissionId, entryId, treatment: { netGrams, contaminationPermille: contamination }, at, ...note });
  }
}
