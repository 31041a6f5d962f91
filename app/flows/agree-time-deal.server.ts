import type { DealError } from "#app/domains/deals/deals.errors.ts";
import type { AgreeTimeInput } from "#app/domains/deals/deals.schema.ts";
import { beginMove } from "#app/domains/deals/deals.service.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, type Result } from "#app/shared/result.ts";
import { announce, carryOut, type DealMoved } from "./deal-moves.server.ts";

/**
 * Yes to the time the other side named. It must be the one that was seen (DEALS.STALE otherwise) and lie ahead
 * (DEALS.WINDOW_INVALID, `problem`: past).
 */
export async function agreeDealTime(db: Db, actor: Actor, input: AgreeTimeInput, clock: Clock = systemClock): Promise<Result<DealMoved, DealError>> {
  return transact<Result<DealMoved, DealError>>(db, async (tx) => {
    const now = clock.now();
    const begun = await beginMove(tx, actor, { ...input, verb: "agree_time" }, now);
    if (!begun.ok) return begun;
    const { deal, mover } = begun.value;
    const { agreedStartsAt, agreedEndsAt } = deal;
    if (!agreedStartsAt || !agreedEndsAt) throw new Error(`Deal ${deal.id} is scheduled without a time.`);
    if (agreedStartsAt.getTime() !== input.startsAt.getTime()) return err("DEALS.STALE", { state: deal.state, version: deal.version });
    if (agreedEndsAt <= now) return err("DEALS.WINDOW_INVALID", { problem: "past" });
    const moved = await carryOut(tx, begun.value, {
      change: { windowAgreedAt: now },
      code: "time_agreed",
      params: { startsAt: agreedStartsAt.toISOString(), endsAt: agreedEndsAt.toISOString(), place: deal.agreedPlace, timeZone: deal.listing.timeZone },
    });
    if (moved.ok) await announce(tx, deal, "deals.time-agreed", mover);
    return moved;
  });
}
