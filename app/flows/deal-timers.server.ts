import { record } from "#app/outbox/record.server.ts";
import { listDueDealIds } from "#app/domains/deals/deals.repository.server.ts";
import { beginMove } from "#app/domains/deals/deals.service.server.ts";
import { announceDueReveals } from "#app/domains/deals/reviews.service.server.ts";
import { dealTopics } from "#app/domains/deals/topics.server.ts";
import { inTransaction, type Db } from "#app/platform/db/database.server.ts";
import type { Timer } from "#app/platform/timers.server.ts";
import { moveDueReturns } from "./deal-return-timers.server.ts";
import { announce, carryOut, giveBack } from "./deal-moves.server.ts";
import { remindOfLoans } from "./loan-reminders.server.ts";
import { settleHandOver } from "./settle-hand-over.server.ts";
import { recordDueReminders } from "./deal-reminders.server.ts";

const batch = 200;

/** Moves the deals that are due by the clock. Each is looked at anew in its own transaction, so late or twice does no harm. */
export async function moveDueDeals(db: Db, now: Date): Promise<{ expired: number; lapsed: number; completed: number; ended: number }> {
  return {
    expired: await each(db, now, "expire", expireOne),
    lapsed: await each(db, now, "lapse", lapseOne),
    completed: await each(db, now, "auto_complete", completeOne),
    ended: await each(db, now, "end_dispute", endDisputeOne),
  };
}

/** The deals' line in the list of timers. */
export const dealTimer: Timer = {
  name: "deals",
  everySeconds: 20,
  run: async (db, now) => {
    await moveDueDeals(db, now);
    await moveDueReturns(db, now);
    await remindOfLoans(db, now);
    await recordDueReminders(db, now);
    await announceDueReveals(db, now);
  },
};

type DueKind = "expire" | "lapse" | "auto_complete" | "end_dispute";

async function each(db: Db, now: Date, kind: DueKind, act: (db: Db, dealId: string, now: Date) => Promise<boolean>): Promise<number> {
  let count = 0;
  for (const dealId of await listDueDealIds(db, { kind, now, limit: batch })) if (await act(db, dealId, now)) count += 1;
  return count;
}

/** A request nobody answered in time. */
async function expireOne(db: Db, dealId: string, now: Date): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const begun = await beginMove(tx, null, { dealId, verb: "expire" }, now);
    if (!begun.ok) return false;
    const moved = await carryOut(tx, begun.value, { code: "expired" });
    if (moved.ok) await announce(tx, begun.value.deal, "deals.expired");
    return moved.ok;
  });
}

/**
 * A gift without ceremony of which nobody said that it has gone. Without a word there is nothing to count, and others may still want it: the
 * units are free again.
 */
async function lapseOne(db: Db, dealId: string, now: Date): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const begun = await beginMove(tx, null, { dealId, verb: "lapse" }, now);
    if (!begun.ok) return false;
    const moved = await carryOut(tx, begun.value, { change: { holdsUnits: false, handoverCode: null, autoCompleteAt: null }, code: "lapsed" });
    if (!moved.ok) return false;
    await giveBack(tx, begun.value);
    await announce(tx, begun.value.deal, "deals.lapsed");
    return true;
  });
}

/** Handed over by one side, and fourteen days without a word from the other. */
async function completeOne(db: Db, dealId: string, now: Date): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const begun = await beginMove(tx, null, { dealId, verb: "auto_complete" }, now);
    return begun.ok && (await settleHandOver(tx, begun.value, { code: "completed_by_time" })).ok;
  });
}

/** A dispute nobody decided in sixty days ends without counting anything; a completed deal that was contested stays completed. */
async function endDisputeOne(db: Db, dealId: string, now: Date): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const begun = await beginMove(tx, null, { dealId, verb: "end_dispute" }, now);
    if (!begun.ok) return false;
    const { deal, row } = begun.value;
    const stays = row.to === "completed";
    const moved = await carryOut(tx, begun.value, { change: { holdsUnits: false, handoverCode: null, autoCompleteAt: null }, code: stays ? "contest_ended" : "dispute_ended" });
    if (!moved.ok) return false;
    await giveBack(tx, begun.value);
    if (stays) await announce(tx, deal, "deals.resolved");
    else await record(tx, { type: "deals.cancelled", payload: { dealId, bySide: "operator" }, topics: await dealTopics(tx, deal) });
    return true;
  });
}
