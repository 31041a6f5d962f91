import type { DealError } from "#app/domains/deals/deals.errors.ts";
import type { MoveInput } from "#app/domains/deals/deals.schema.ts";
import { beginMove } from "#app/domains/deals/deals.service.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import type { Result } from "#app/shared/result.ts";
import type { DealCompleted } from "./complete-deal.server.ts";
import { settleHandOver } from "./settle-hand-over.server.ts";

/** The other side confirms what one side handed over. Units and ledger follow in the same transaction; a loan begins. */
export async function completeDeal(db: Db, actor: Actor, input: MoveInput, clock: Clock = systemClock): Promise<Result<DealCompleted, DealError>> {
  return transact<Result<DealCompleted, DealError>>(db, async (tx) => {
    const begun = await beginMove(tx, actor, { ...input, verb: "complete" }, clock.now());
    if (!begun.ok) return begun;
    return settleHandOver(tx, begun.value, { code: "completed" });
  });
}
