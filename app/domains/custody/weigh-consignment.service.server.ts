import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { record } from "#app/outbox/record.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { beginAct, writeAct, type NewAct, type NewPosting, type SettledOrigin, type Written } from "./acts.repository.server.ts";
import { raiseAlarm } from "./alarm.service.server.ts";
import { setLineWeight, type ConsignmentRecord, type LineRow } from "./consignments.repository.server.ts";
import { carryMove, prepareMove, topicsOf, type ConsignmentMoved, type ConsignmentRef } from "./consignments.service.server.ts";
import type { CustodyError } from "./custody.errors.ts";
import { needsReason } from "./custody.rules.ts";
import type { WeighedLine } from "./custody.schema.ts";
import { draw } from "./draw.server.ts";

type Weighed = ConsignmentMoved & { settled: SettledOrigin[] };
type Input = ConsignmentRef & { lines: WeighedLine[] };

/**
 * Takes a consignment in, with what the scale said of each line. A difference above the tolerance needs a reason, `other` needs words:
 * CUSTODY.REASON_NEEDED (details.lineId). LINES_INVALID unless each line is weighed once. Else as `prepareMove`. `settled` names loads of
 * the ledger of which nothing is left on its way.
 */
export async function receiveConsignment(db: Db, actor: Actor, input: Input, clock: Clock = systemClock): Promise<Result<Weighed, CustodyError>> {
  return weighIn(db, actor, input, clock, "receive");
}

/** A refused consignment is back where it left, weighed again. Errors as `receiveConsignment`. */
export async function takeBackConsignment(db: Db, actor: Actor, input: Input, clock: Clock = systemClock): Promise<Result<Weighed, CustodyError>> {
  return weighIn(db, actor, input, clock, "take_back");
}

async function weighIn(db: Db, actor: Actor, input: Input, clock: Clock, verb: "receive" | "take_back"): Promise<Result<Weighed, CustodyError>> {
  const at = clock.now();
  return transact<Result<Weighed, CustodyError>>(db, async (tx) => {
    const prepared = await prepareMove(tx, actor, verb, input);
    if (!prepared.ok) return prepared;
    const consignment = prepared.value;
    const matched = matchLines(consignment, input.lines);
    if (!matched.ok) return matched;
    const moved = await carryMove(tx, actor, verb, consignment, at);
    if (!moved.ok) return moved;
    const [pointId, partyId] = verb === "receive" ? [consignment.toPointId, consignment.toPartyId] : [consignment.fromPointId, consignment.fromPartyId];
    const act: NewAct = { id: newId(), kind: verb, pointId, partyId, consignmentId: consignment.id, actorUserId: actor.userId, at };
    await beginAct(tx, act);
    const written = await weighedIn(tx, matched.value, verb === "receive" ? "received" : "taken_back");
    const settled = await writeAct(tx, act, written);
    for (const { line, weighed } of matched.value) {
      await setLineWeight(tx, line.id, { receivedGrams: weighed.grams, differenceReason: weighed.grams === line.grams ? null : (weighed.reason ?? null), differenceNote: weighed.note ?? "" });
    }
    await raiseAlarm(tx, act);
    await record(tx, { type: verb === "receive" ? "custody.received" : "custody.returned", payload: { consignmentId: consignment.id }, topics: topicsOf(consignment) });
    return ok({ ...moved.value, settled });
  });
}

type Matched = { line: LineRow; weighed: WeighedLine };

function matchLines(consignment: ConsignmentRecord, weighed: readonly WeighedLine[]): Result<Matched[], CustodyError> {
  if (weighed.length !== consignment.lines.length) return err("CUSTODY.LINES_INVALID");
  const matched: Matched[] = [];
  for (const line of consignment.lines) {
    const said = weighed.find((one) => one.lineId === line.id);
    if (!said || !Number.isSafeInteger(said.grams) || said.grams < 0) return err("CUSTODY.LINES_INVALID");
    const isExplained = said.reason !== undefined && (said.reason !== "other" || (said.note ?? "").trim() !== "");
    if (needsReason(line.grams, said.grams) && !isExplained) return err("CUSTODY.REASON_NEEDED", { lineId: line.id });
    matched.push({ line, weighed: said });
  }
  return ok(matched);
}

async function weighedIn(tx: Tx, lines: readonly Matched[], account: "received" | "taken_back"): Promise<Written> {
  const written = { postings: [] as NewPosting[], taken: [] as NonNullable<Written["taken"]>, parts: [] as NonNullable<Written["parts"]>, origins: [] as NonNullable<Written["origins"]> };
  const lost = new Map<string, number>();
  for (const { line, weighed } of lines) {
    const { lotId, material } = line;
    if (lotId === null) throw new Error(`line ${line.id} left without a lot`);
    const missing = line.grams - weighed.grams;
    const words = { reason: weighed.reason ?? null, note: weighed.note ?? "" };
    written.postings.push(
      { account, lotId, material, grams: -line.grams },
      { account: "stock", lotId, material, grams: weighed.grams },
      { account: "difference", lotId, material, grams: missing, ...words },
    );
    if (missing < 0) {
      // The second scale says more than the first: where that came from nobody knows.
      const originId = newId();
      written.origins.push({ id: originId, ledgerEntryId: null, lotId, grams: -missing, isRecovered: line.isSorted });
      written.parts.push({ lotId, originId, grams: -missing });
    }
    if (missing > 0) {
      const drawn = await draw(tx, [{ id: lotId, grams: missing }]);
      written.taken.push(...drawn.taken);
      // What a run has sorted is accounted for already.
      if (!line.isSorted) for (const part of drawn.origins) lost.set(part.id, (lost.get(part.id) ?? 0) + part.grams);
    }
  }
  return { ...written, ended: [...lost].map(([originId, grams]) => ({ originId, recovered: 0, residue: 0, lost: grams })) };
}
