import { record } from "#app/outbox/record.server.ts";
import type { DealError } from "#app/domains/deals/deals.errors.ts";
import type { CancelInput } from "#app/domains/deals/deals.schema.ts";
import { beginMove } from "#app/domains/deals/deals.service.server.ts";
import { dealTopics } from "#app/domains/deals/topics.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, type Result } from "#app/shared/result.ts";
import { carryOut, giveBack, type DealMoved } from "./deal-moves.server.ts";

/**
 * Either side steps back before the hand-over (a request: only who asked). Held units return, once. The reason `terms_changed`
 * is for whoever was asked to agree to a change (DEALS.REASON_INVALID otherwise) and counts against nobody.
 */
export async function cancelDeal(db: Db, actor: Actor, input: CancelInput, clock: Clock = systemClock): Promise<Result<DealMoved, DealError>> {
  return transact<Result<DealMoved, DealError>>(db, async (tx) => {
    const begun = await beginMove(tx, actor, { ...input, verb: "cancel" }, clock.now());
    if (!begun.ok) return begun;
    const { deal, mover } = begun.value;
    const wasAsked = deal.hasPendingChange && mover === deal.requesterSide;
    if (input.reason === "terms_changed" && !wasAsked) return err("DEALS.REASON_INVALID");
    const moved = await carryOut(tx, begun.value, { reason: input.reason, change: { holdsUnits: false, handoverCode: null }, code: "cancelled" });
    if (!moved.ok) return moved;
    await giveBack(tx, begun.value);
    const bySide = mover === "giver" ? "giver" : "taker";
    await record(tx, { type: "deals.cancelled", payload: { dealId: deal.id, bySide }, topics: await dealTopics(tx, deal) });
    return moved;
  });
}
