import { record } from "#app/outbox/record.server.ts";
import type { DealError } from "#app/domains/deals/deals.errors.ts";
import type { DealRecord } from "#app/domains/deals/deals.repository.server.ts";
import { talliedEntries } from "#app/domains/deals/tally.repository.server.ts";
import { disputeEndsAfterMs, type DealVerb } from "#app/domains/deals/deals.rules.ts";
import type { DisputeInput, ResolveInput } from "#app/domains/deals/deals.schema.ts";
import { beginMove, type OpenMove } from "#app/domains/deals/deals.service.server.ts";
import { settledMinorOf, movedGrams } from "#app/domains/deals/price.rules.ts";
import { listTerms } from "#app/domains/deals/terms.repository.server.ts";
import { dealTopics } from "#app/domains/deals/topics.server.ts";
import { reverseEntry } from "#app/domains/impact/corrections.service.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import type { Result } from "#app/shared/result.ts";
import { finishDeal, movedOf } from "./complete-deal.server.ts";
import { holdStock, stockFollows } from "./correct-ledger-entry.server.ts";
import { announce, carryOut, giveBack, type DealMoved } from "./deal-moves.server.ts";
import { takeBack } from "./return-deal.server.ts";

/** A side disagrees with what was handed over, lent, inspected or sent back. Its timer stops; an operator decides within sixty days. */
export async function disputeDeal(db: Db, actor: Actor, input: DisputeInput, clock: Clock = systemClock): Promise<Result<DealMoved, DealError>> {
  return openDispute(db, actor, input, "dispute", clock);
}

/** A side contests a completed deal, within fourteen days and once. What was counted stands until an operator decides. */
export async function contestDeal(db: Db, actor: Actor, input: DisputeInput, clock: Clock = systemClock): Promise<Result<DealMoved, DealError>> {
  return openDispute(db, actor, input, "contest", clock);
}

async function openDispute(db: Db, actor: Actor, input: DisputeInput, verb: Extract<DealVerb, "dispute" | "contest">, clock: Clock): Promise<Result<DealMoved, DealError>> {
  return transact<Result<DealMoved, DealError>>(db, async (tx) => {
    const now = clock.now();
    const begun = await beginMove(tx, actor, { ...input, verb }, now);
    if (!begun.ok) return begun;
    const change = { autoCompleteAt: new Date(now.getTime() + disputeEndsAfterMs), ...(verb === "contest" ? { contestedAt: now } : {}) };
    const moved = await carryOut(tx, begun.value, { reason: input.reason, change, code: verb === "contest" ? "contested" : "disputed" });
    if (moved.ok) await announce(tx, begun.value.deal, "deals.disputed", begun.value.mover);
    return moved;
  });
}

/**
 * An operator decides a dispute, in words that both sides read. Completed: what moved counts, a loan is back. Cancelled: nothing counts and the
 * units return; what a contested deal had counted is taken back by a correction, and its units stay where they are.
 */
export async function resolveDealDispute(db: Db, actor: Actor, input: ResolveInput, clock: Clock = systemClock): Promise<Result<DealMoved, DealError>> {
  return transact<Result<DealMoved, DealError>>(db, async (tx) => {
    const verb = input.outcome === "completed" ? "resolve_completed" : "resolve_cancelled";
    const begun = await beginMove(tx, actor, { ...input, verb }, clock.now());
    if (!begun.ok) return begun;
    const { resolution } = input;
    if (begun.value.deal.contestedAt) return decideContest(tx, begun.value, resolution);
    return verb === "resolve_completed" ? complete(tx, begun.value, resolution) : cancel(tx, begun.value, resolution);
  });
}

async function complete(tx: Tx, move: OpenMove, resolution: string): Promise<Result<DealMoved, DealError>> {
  const { deal } = move;
  if (deal.kind === "loan") return takeBack(tx, move, { code: "resolved_completed", resolution });
  return finishDeal(tx, move, { code: "resolved_completed", change: { resolution, settledMinor: await agreedMinor(tx, deal, move.now) } });
}

/** What both had agreed on. A new quote that was not accepted cannot be imposed by a decision. */
async function agreedMinor(tx: Tx, deal: DealRecord, now: Date): Promise<number | null> {
  const agreed = (await listTerms(tx, deal.id)).find((terms) => terms.number === deal.acceptedTerms);
  const what = movedOf(deal, now);
  return agreed ? settledMinorOf(agreed.price, { units: agreed.units, movedUnits: what.movedUnits, grams: movedGrams(deal.listing, what) }) : null;
}

async function cancel(tx: Tx, move: OpenMove, resolution: string): Promise<Result<DealMoved, DealError>> {
  const { deal } = move;
  const moved = await carryOut(tx, move, { change: { holdsUnits: false, handoverCode: null, autoCompleteAt: null, resolution, settledMinor: null }, code: "resolved_cancelled" });
  if (!moved.ok) return moved;
  await giveBack(tx, move);
  await record(tx, { type: "deals.cancelled", payload: { dealId: deal.id, bySide: "operator" }, topics: await dealTopics(tx, deal) });
  return moved;
}

async function decideContest(tx: Tx, move: OpenMove, resolution: string): Promise<Result<DealMoved, DealError>> {
  const { deal, now } = move;
  const stays = move.row.to === "completed";
  const moved = await carryOut(tx, move, { change: { autoCompleteAt: null, resolution }, code: stays ? "contest_refused" : "contest_upheld" });
  if (!moved.ok) return moved;
  if (!stays) await takeBackEntries(tx, deal.id, now);
  await announce(tx, deal, "deals.resolved");
  return moved;
}

/** Takes back what a deal, and the other half of a swap, had counted, and out of stock what lies there of it. */
async function takeBackEntries(tx: Tx, dealId: string, at: Date): Promise<void> {
  const entryIds = await talliedEntries(tx, dealId);
  await holdStock(tx, entryIds);
  for (const entryId of entryIds) {
    const reversed = await reverseEntry(tx, { entryId, reason: "dispute", at });
    if (!reversed.ok) throw new Error(`entry ${entryId} of deal ${dealId} cannot be taken back: ${reversed.error}`);
    await stockFollows(tx, { entryId, rowId: reversed.value.entryId, grams: 0, isReversal: true, actorUserId: null, at });
  }
}
