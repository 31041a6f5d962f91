import type { DealError } from "#app/domains/deals/deals.errors.ts";
import type { DeclineInput } from "#app/domains/deals/deals.schema.ts";
import { beginMove } from "#app/domains/deals/deals.service.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import type { Result } from "#app/shared/result.ts";
import { announce, carryOut, type DealMoved } from "./deal-moves.server.ts";

/** No to a proposal, or the author of a counter-offer takes it back; with a reason the other side reads. */
export async function declineDeal(db: Db, actor: Actor, input: DeclineInput, clock: Clock = systemClock): Promise<Result<DealMoved, DealError>> {
  return transact<Result<DealMoved, DealError>>(db, async (tx) => {
    const begun = await beginMove(tx, actor, { ...input, verb: "decline" }, clock.now());
    if (!begun.ok) return begun;
    const moved = await carryOut(tx, begun.value, { reason: input.reason, code: "declined" });
    if (moved.ok) await announce(tx, begun.value.deal, "deals.declined", begun.value.mover);
    return moved;
  });
}
