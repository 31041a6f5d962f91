import { record } from "#app/outbox/record.server.ts";
import type { DealError } from "#app/domains/deals/deals.errors.ts";
import { disputeEndsAfterMs } from "#app/domains/deals/deals.rules.ts";
import type { DisputeInput, ResolveInput } from "#app/domains/deals/deals.schema.ts";
import { beginMove } from "#app/domains/deals/deals.service.server.ts";
import { dealTopics } from "#app/domains/deals/topics.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import type { Result } from "#app/shared/result.ts";
import { finishDeal } from "./complete-deal.server.ts";
import { announce, carryOut, giveBack, type DealMoved } from "./deal-moves.server.ts";

/** A side disagrees with what was handed over. The timer of fourteen days stops; an operator decides within sixty. */
export async function disputeDeal(db: Db, actor: Actor, input: DisputeInput, clock: Clock = systemClock): Promise<Result<DealMoved, DealError>> {
  return transact<Result<DealMoved, DealError>>(db, async (tx) => {
    const now = clock.now();
    const begun = await beginMove(tx, actor, { ...input, verb: "dispute" }, now);
    if (!begun.ok) return begun;
    const autoCompleteAt = new Date(now.getTime() + disputeEndsAfterMs);
    const moved = await carryOut(tx, begun.value, { reason: input.reason, change: { autoCompleteAt }, code: "disputed" });
    if (moved.ok) await announce(tx, begun.value.deal, "deals.disputed", begun.value.mover);
    return moved;
  });
}

/** An operator decides a dispute: what moved counts, or nothing does and the units return. */
export async function resolveDealDispute(db: Db, actor: Actor, input: ResolveInput, clock: Clock = systemClock): Promise<Result<DealMoved, DealError>> {
  return transact<Result<DealMoved, DealError>>(db, async (tx) => {
    const verb = input.outcome === "completed" ? "resolve_completed" : "resolve_cancelled";
    const begun = await beginMove(tx, actor, { ...input, verb }, clock.now());
    if (!begun.ok) return begun;
    if (verb === "resolve_completed") return finishDeal(tx, begun.value, { code: "resolved_completed" });
    const moved = await carryOut(tx, begun.value, { change: { holdsUnits: false, handoverCode: null, autoCompleteAt: null }, code: "resolved_cancelled" });
    if (!moved.ok) return moved;
    await giveBack(tx, begun.value);
    const { deal } = begun.value;
    await record(tx, { type: "deals.cancelled", payload: { dealId: deal.id, bySide: "operator" }, topics: await dealTopics(tx, deal) });
    return moved;
  });
}
