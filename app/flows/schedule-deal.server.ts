import type { DealError } from "#app/domains/deals/deals.errors.ts";
import { lapsesAt } from "#app/domains/deals/deals.rules.ts";
import type { ScheduleInput } from "#app/domains/deals/deals.schema.ts";
import { beginMove } from "#app/domains/deals/deals.service.server.ts";
import { windowProblem } from "#app/domains/deals/window.rules.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, type Result } from "#app/shared/result.ts";
import { announce, carryOut, type DealMoved } from "./deal-moves.server.ts";

/**
 * Either side names when and where. It waits for the other one's yes; they may name another time instead, and each new one
 * needs a new yes. Errors beside the
 * usual: DEALS.WINDOW_INVALID (`problem`: past, too_long, too_far).
 */
export async function scheduleDeal(db: Db, actor: Actor, input: ScheduleInput, clock: Clock = systemClock): Promise<Result<DealMoved, DealError>> {
  return transact<Result<DealMoved, DealError>>(db, async (tx) => {
    const now = clock.now();
    const begun = await beginMove(tx, actor, { ...input, verb: "schedule" }, now);
    if (!begun.ok) return begun;
    const problem = windowProblem(input, now);
    if (problem) return err("DEALS.WINDOW_INVALID", { problem });
    const { deal, mover } = begun.value;
    const moved = await carryOut(tx, begun.value, {
      change: { agreedStartsAt: input.startsAt, agreedEndsAt: input.endsAt, agreedPlace: input.place, windowBySide: mover === "giver" ? "giver" : "taker", windowAgreedAt: null, ...(deal.light ? { autoCompleteAt: lapsesAt(now, input.endsAt) } : {}) },
      code: deal.state === "scheduled" ? "rescheduled" : "scheduled",
      params: { startsAt: input.startsAt.toISOString(), endsAt: input.endsAt.toISOString(), place: input.place, timeZone: deal.listing.timeZone },
    });
    if (moved.ok) await announce(tx, deal, "deals.scheduled", mover);
    return moved;
  });
}
