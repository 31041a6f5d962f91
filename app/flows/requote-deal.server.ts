import type { DealError } from "#app/domains/deals/deals.errors.ts";
import { autoReturnAfterMs } from "#app/domains/deals/deals.rules.ts";
import type { MoveInput } from "#app/domains/deals/deals.schema.ts";
import { beginMove, type OpenMove } from "#app/domains/deals/deals.service.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import type { Result } from "#app/shared/result.ts";
import { finishDeal, type DealCompleted } from "./complete-deal.server.ts";
import { announce, carryOut, type DealMoved } from "./deal-moves.server.ts";

/** The giver takes the new quote: the deal is complete at its price. */
export async function acceptRequote(db: Db, actor: Actor, input: MoveInput, clock: Clock = systemClock): Promise<Result<DealCompleted, DealError>> {
  return transact<Result<DealCompleted, DealError>>(db, async (tx) => {
    const begun = await beginMove(tx, actor, { ...input, verb: "accept_requote" }, clock.now());
    if (!begun.ok) return begun;
    const { terms } = begun.value.deal;
    return finishDeal(tx, begun.value, { code: "requote_accepted", change: { acceptedTerms: terms.number, settledMinor: terms.price?.minor ?? 0 } });
  });
}

/** The giver does not take it: the thing goes back free of charge. */
export async function refuseRequote(db: Db, actor: Actor, input: MoveInput, clock: Clock = systemClock): Promise<Result<DealMoved, DealError>> {
  return transact<Result<DealMoved, DealError>>(db, async (tx) => {
    const begun = await beginMove(tx, actor, { ...input, verb: "refuse_requote" }, clock.now());
    return begun.ok ? sendBack(tx, begun.value, "requote_refused") : begun;
  });
}

/** The thing is on its way back; its giver confirms, or fourteen days without a word do. */
export async function sendBack(tx: Tx, move: OpenMove, code: string): Promise<Result<DealMoved, DealError>> {
  const autoCompleteAt = new Date(move.now.getTime() + autoReturnAfterMs);
  const moved = await carryOut(tx, move, { change: { autoCompleteAt }, code });
  if (moved.ok) await announce(tx, move.deal, "deals.sent-back");
  return moved;
}
