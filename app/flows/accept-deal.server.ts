import { newHandoverCode } from "#app/domains/deals/code.server.ts";
import type { DealError } from "#app/domains/deals/deals.errors.ts";
import type { MoveInput } from "#app/domains/deals/deals.schema.ts";
import { beginMove } from "#app/domains/deals/deals.service.server.ts";
import { holdUnits } from "#app/domains/listings/stock.service.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, type Result } from "#app/shared/result.ts";
import { announce, carryOut, type DealMoved } from "./deal-moves.server.ts";

/**
 * The listing's owner says yes: units are held and the hand-over code is made. When the units went to somebody else in the
 * meantime: DEALS.UNITS_TAKEN, and the request stays open.
 */
export async function acceptDeal(db: Db, actor: Actor, input: MoveInput, clock: Clock = systemClock): Promise<Result<DealMoved, DealError>> {
  return transact<Result<DealMoved, DealError>>(db, async (tx) => {
    const begun = await beginMove(tx, actor, { ...input, verb: "accept" }, clock.now());
    if (!begun.ok) return begun;
    const { deal } = begun.value;
    const held = await holdUnits(tx, { listingId: deal.listingId, units: deal.units, by: actor });
    if (held === null) return err("DEALS.UNITS_TAKEN", { state: deal.state });
    const moved = await carryOut(tx, begun.value, { change: { holdsUnits: true, handoverCode: newHandoverCode() }, code: "accepted" });
    if (moved.ok) await announce(tx, deal, "deals.accepted");
    return moved;
  });
}
