import type { DealError } from "#app/domains/deals/deals.errors.ts";
import { insertUndoing } from "#app/domains/deals/deals.repository.server.ts";
import { respondBy } from "#app/domains/deals/deals.rules.ts";
import type { UndoInput } from "#app/domains/deals/deals.schema.ts";
import { beginMove } from "#app/domains/deals/deals.service.server.ts";
import { findForDeal } from "#app/domains/listings/for-deals.repository.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import type { Result } from "#app/shared/result.ts";
import { announce, carryOut, giveBack, type DealMoved } from "./deal-moves.server.ts";

/**
 * The listing's owner takes a promise back: the deal is a request again and stays in the queue, units return once, code and
 * time are gone. It is remembered for the owner's record, where it counts like a cancellation.
 */
export async function undoAcceptDeal(db: Db, actor: Actor, input: UndoInput, clock: Clock = systemClock): Promise<Result<DealMoved, DealError>> {
  return transact<Result<DealMoved, DealError>>(db, async (tx) => {
    const now = clock.now();
    const begun = await beginMove(tx, actor, { ...input, verb: "undo_accept" }, now);
    if (!begun.ok) return begun;
    const { deal, mover } = begun.value;
    const listing = await findForDeal(tx, deal.listingId);
    const stillShown = listing?.expiresAt && listing.expiresAt > now ? listing.expiresAt : null;
    const moved = await carryOut(tx, begun.value, {
      reason: input.reason,
      change: {
        holdsUnits: false,
        handoverCode: null,
        acceptedTerms: null,
        agreedStartsAt: null,
        agreedEndsAt: null,
        agreedPlace: null,
        windowBySide: null,
        windowAgreedAt: null,
        pendingChange: null,
        autoCompleteAt: null,
        respondBy: respondBy(now, stillShown),
      },
      code: "undone",
    });
    if (!moved.ok) return moved;
    await giveBack(tx, begun.value);
    const side = mover === "giver" ? "giver" : "taker";
    await insertUndoing(tx, { dealId: deal.id, partyId: actor.party.id, side, agreedStartsAt: deal.windowAgreedAt ? deal.agreedStartsAt : null, reason: input.reason, at: now });
    await announce(tx, deal, "deals.undone", mover);
    return moved;
  });
}
