import type { BlocksError } from "#app/domains/blocks/blocks.errors.ts";
import type { BlockInput } from "#app/domains/blocks/blocks.schema.ts";
import { blockParty } from "#app/domains/blocks/blocks.service.server.ts";
import { listOpenRequestIdsBetween } from "#app/domains/blocks/requests.repository.server.ts";
import { mayKnowOf } from "#app/domains/communities/communities.repository.server.ts";
import { beginMove } from "#app/domains/deals/deals.service.server.ts";
import { lockConversationsBetween } from "#app/domains/messaging/messaging.service.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { announce, carryOut } from "./deal-moves.server.ts";

/**
 * The acting party blocks another, and the unanswered requests between the two are closed with a line that names nobody.
 * What was accepted stays until one side cancels it. `closed` counts the requests; blocking again closes nothing.
 */
export async function blockAndCloseRequests(db: Db, actor: Actor, input: BlockInput, clock: Clock = systemClock): Promise<Result<{ changed: boolean; closed: number }, BlocksError>> {
  return transact<Result<{ changed: boolean; closed: number }, BlocksError>>(db, async (tx) => {
    if (!(await mayKnowOf(tx, { partyId: input.partyId, userId: actor.userId, actingPartyId: actor.party.id }))) return err("BLOCKS.NOT_FOUND");
    const blocked = await blockParty(tx, actor, input, clock);
    if (!blocked.ok) return blocked;
    if (!blocked.value.changed) return ok({ changed: false, closed: 0 });
    let closed = 0;
    // In the order of their listings, whose locks the moves take: two blocks at once cannot wait for each other in a circle.
    for (const dealId of await listOpenRequestIdsBetween(tx, actor.party.id, input.partyId)) {
      const begun = await beginMove(tx, null, { dealId, verb: "close" }, clock.now());
      if (!begun.ok) continue;
      const moved = await carryOut(tx, begun.value, { reason: "not_possible", code: "closed" });
      if (!moved.ok) continue;
      await announce(tx, begun.value.deal, "deals.declined");
      closed += 1;
    }
    await lockConversationsBetween(tx, actor.party.id, input.partyId);
    return ok({ changed: true, closed });
  });
}
