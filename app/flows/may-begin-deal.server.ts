import { isBlockedBetween, lockPair } from "#app/domains/blocks/blocks.service.server.ts";
import type { DealError } from "#app/domains/deals/deals.errors.ts";
import { newThreadLimit } from "#app/domains/messaging/messaging.service.server.ts";
import type { Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, type Result } from "#app/shared/result.ts";

/**
 * Why this party cannot begin a deal with another now; null when it can. Holds what makes a block at the same moment wait.
 * DEALS.OTHER_NOT_ALLOWED when one side blocks the other (it does not say which), REQUEST_RATE_LIMITED (`max`) for a new
 * account that has asked for many things today.
 */
export async function refusalToBegin(tx: Tx, actor: Actor, input: { otherPartyId: string; now: Date }): Promise<Extract<Result<never, DealError>, { ok: false }> | null> {
  await lockPair(tx, actor.party.id, input.otherPartyId);
  if (await isBlockedBetween(tx, actor.party.id, input.otherPartyId)) return err("DEALS.OTHER_NOT_ALLOWED");
  const max = await newThreadLimit(tx, actor, input);
  return max === null ? null : err("DEALS.REQUEST_RATE_LIMITED", { max });
}
