import type { DealError } from "#app/domains/deals/deals.errors.ts";
import type { MoveInput } from "#app/domains/deals/deals.schema.ts";
import { beginMove } from "#app/domains/deals/deals.service.server.ts";
import { insertTerms } from "#app/domains/deals/terms.repository.server.ts";
import { otherSideOf } from "#app/domains/deals/deals.rules.ts";
import { changedPrice } from "#app/domains/deals/pending.rules.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import type { Result } from "#app/shared/result.ts";
import { announce, carryOut, type DealMoved } from "./deal-moves.server.ts";

/**
 * The requester says yes to what the owner changed in the listing after the deal was agreed. A changed price becomes the next
 * number of the terms, agreed to by both.
 */
export async function agreeDealChange(db: Db, actor: Actor, input: MoveInput, clock: Clock = systemClock): Promise<Result<DealMoved, DealError>> {
  return transact<Result<DealMoved, DealError>>(db, async (tx) => {
    const now = clock.now();
    const begun = await beginMove(tx, actor, { ...input, verb: "agree_change" }, now);
    if (!begun.ok) return begun;
    const { deal, mover } = begun.value;
    const price = changedPrice(deal.terms.price, deal.pendingChange ?? []);
    const number = price ? deal.terms.number + 1 : deal.terms.number;
    if (price) await insertTerms(tx, { dealId: deal.id, byUserId: null, terms: { ...deal.terms, number, price, bySide: otherSideOf(deal.requesterSide), note: "" }, now });
    const moved = await carryOut(tx, begun.value, { change: { pendingChange: null, termsNumber: number, acceptedTerms: number }, code: "change_agreed" });
    if (moved.ok) await announce(tx, deal, "deals.change-agreed", mover);
    return moved;
  });
}
