import { record } from "#app/outbox/record.server.ts";
import type { DealError } from "#app/domains/deals/deals.errors.ts";
import type { MoveInput } from "#app/domains/deals/deals.schema.ts";
import { beginMove, type OpenMove } from "#app/domains/deals/deals.service.server.ts";
import { daysLent } from "#app/domains/deals/loan.rules.ts";
import { dealTopics } from "#app/domains/deals/topics.server.ts";
import { asLoan } from "#app/domains/impact/loan.lot.ts";
import { recordLot } from "#app/domains/impact/ledger.service.server.ts";
import { writeOffUnits } from "#app/domains/listings/stock.service.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { ok, type Result } from "#app/shared/result.ts";
import { closeDealRequests } from "./close-deal-requests.server.ts";
import { lotOfDeal, movedOf, type DealCompleted } from "./complete-deal.server.ts";
import { announce, carryOut, giveBack, type DealMoved } from "./deal-moves.server.ts";

/** The giver has it back: a loan is complete, an inspected thing is returned. */
export async function confirmReturn(db: Db, actor: Actor, input: MoveInput, clock: Clock = systemClock): Promise<Result<DealCompleted, DealError>> {
  return transact<Result<DealCompleted, DealError>>(db, async (tx) => {
    const begun = await beginMove(tx, actor, { ...input, verb: "confirm_return" }, clock.now());
    return begun.ok ? takeBack(tx, begun.value, { code: "return_confirmed" }) : begun;
  });
}

/** The end of every way back: units are available again, once. A loan writes its one ledger entry here, at its return; an inspected thing none. */
export async function takeBack(tx: Tx, move: OpenMove, input: { code: string; resolution?: string }): Promise<Result<DealCompleted, DealError>> {
  return move.row.to === "completed" ? finishLoan(tx, move, input) : returnThing(tx, move, input);
}

async function returnThing(tx: Tx, move: OpenMove, input: { code: string }): Promise<Result<DealCompleted, DealError>> {
  // Nothing is paid for what went back.
  const change = { holdsUnits: false, handedBackAt: move.now, autoCompleteAt: null, settledMinor: null };
  const moved = await carryOut(tx, move, { change, code: input.code });
  if (!moved.ok) return moved;
  await giveBack(tx, move);
  await announce(tx, move.deal, "deals.returned");
  return ok({ ...moved.value, entryId: null });
}

async function finishLoan(tx: Tx, move: OpenMove, input: { code: string; resolution?: string }): Promise<Result<DealCompleted, DealError>> {
  const { deal, now } = move;
  const returnedAt = deal.handedBackAt ?? now;
  const resolution = input.resolution === undefined ? {} : { resolution: input.resolution };
  const moved = await carryOut(tx, move, {
    change: { holdsUnits: false, handedBackAt: returnedAt, handoverCode: null, autoCompleteAt: null, completedAt: now, ...resolution },
    code: input.code,
  });
  if (!moved.ok) return moved;
  await giveBack(tx, move);
  const what = movedOf(deal, now);
  const lot = { ...lotOfDeal(deal, what), occurredAt: returnedAt };
  const entry = await recordLot(tx, asLoan(lot, daysLent(deal.lentAt ?? what.handedOverAt, returnedAt)), now);
  await record(tx, {
    type: "deals.completed",
    payload: { dealId: deal.id, entryIds: [entry.entryId] },
    topics: [...new Set([...(await dealTopics(tx, deal)), ...entry.topics])],
  });
  return ok({ ...moved.value, entryId: entry.entryId });
}

/** Either side says that a lent thing is lost. Its units leave the stock, and nothing is counted. */
export async function reportLost(db: Db, actor: Actor, input: MoveInput, clock: Clock = systemClock): Promise<Result<DealMoved, DealError>> {
  return transact<Result<DealMoved, DealError>>(db, async (tx) => {
    const now = clock.now();
    const begun = await beginMove(tx, actor, { ...input, verb: "report_lost" }, now);
    if (!begun.ok) return begun;
    const { deal, mover } = begun.value;
    const moved = await carryOut(tx, begun.value, { change: { holdsUnits: false, autoCompleteAt: null }, code: "lost" });
    if (!moved.ok) return moved;
    const listingState = await writeOffUnits(tx, { listingId: deal.listingId, units: deal.units, by: actor });
    if (listingState === null) throw new Error(`Deal ${deal.id} holds units that its listing does not know of.`);
    if (listingState === "completed" || listingState === "withdrawn") await closeDealRequests(tx, { listingId: deal.listingId, reason: "listing_gone", now });
    await announce(tx, deal, "deals.lost", mover);
    return moved;
  });
}
