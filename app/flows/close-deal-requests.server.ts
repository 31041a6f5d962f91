import { listOpenRequestIds } from "#app/domains/deals/deals.repository.server.ts";
import { beginMove } from "#app/domains/deals/deals.service.server.ts";
import type { Tx } from "#app/platform/db/database.server.ts";
import { announce, carryOut } from "./deal-moves.server.ts";

/**
 * Closes the unanswered proposals that a listing stands in, asked for or offered in return, when it cannot be had any more:
 * each with a line in its thread and a mail. Runs in the transaction that withdraws or completes the listing and holds its
 * lock, which everybody takes who moves one of these deals. Returns how many were closed.
 */
export async function closeDealRequests(tx: Tx, input: { listingId: string; reason: "listing_withdrawn" | "listing_gone"; now: Date }): Promise<number> {
  let closed = 0;
  for (const dealId of await listOpenRequestIds(tx, input.listingId)) {
    const begun = await beginMove(tx, null, { dealId, verb: "close", isLocked: true }, input.now);
    if (!begun.ok) continue;
    const moved = await carryOut(tx, begun.value, { reason: input.reason, code: "closed" });
    if (!moved.ok) continue;
    await announce(tx, begun.value.deal, "deals.declined");
    closed += 1;
  }
  return closed;
}
