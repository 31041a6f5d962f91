import type { DealError } from "#app/domains/deals/deals.errors.ts";
import type { MoveInput } from "#app/domains/deals/deals.schema.ts";
import { beginMove } from "#app/domains/deals/deals.service.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import type { Result } from "#app/shared/result.ts";
import { announce, carryOut, giveBack, type DealMoved } from "./deal-moves.server.ts";

/** One side waited in vain: possible from half an hour after the agreed window. Ends the deal; units return. */
export async function reportDealNoShow(db: Db, actor: Actor, input: MoveInput, clock: Clock = systemClock): Promise<Result<DealMoved, DealError>> {
  return transact<Result<DealMoved, DealError>>(db, async (tx) => {
    const begun = await beginMove(tx, actor, { ...input, verb: "report_no_show" }, clock.now());
    if (!begun.ok) return begun;
    const moved = await carryOut(tx, begun.value, { change: { holdsUnits: false, handoverCode: null }, code: "no_show" });
    if (!moved.ok) return moved;
    await giveBack(tx, begun.value);
    await announce(tx, begun.value.deal, "deals.no-show", begun.value.mover);
    return moved;
  });
}
