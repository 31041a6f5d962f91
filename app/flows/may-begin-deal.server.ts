import { isBlockedBetween, lockPair } from "#app/domains/blocks/blocks.service.server.ts";
import type { DealError } from "#app/domains/deals/deals.errors.ts";
import { newThreadLimit } from "#app/domains/messaging/messaging.service.server.ts";
import { mayBegin } from "#app/domains/trust/standing.service.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import type { Db, Tx } from "#app/platform/db/database.server.ts";
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

/**
 * Why the form for a deal on this listing is of no use to the actor, for its page; null when it is. Only to say so before anything is typed:
 * `openDeal` checks again, under its locks. DEALS.OWN_LISTING, RESTRICTED_NOT_ALLOWED, OTHER_NOT_ALLOWED for a blocked pair (it does not say
 * who blocked whom), LISTING_CLOSED.
 */
export async function whyNotBegin(
  db: Db,
  actor: Actor,
  listing: { ownerPartyId: string; state: string; expiresAt: Date | null },
  clock: Clock = systemClock,
): Promise<Extract<DealError, "DEALS.OWN_LISTING" | "DEALS.RESTRICTED_NOT_ALLOWED" | "DEALS.OTHER_NOT_ALLOWED" | "DEALS.LISTING_CLOSED"> | null> {
  if (listing.ownerPartyId === actor.party.id) return "DEALS.OWN_LISTING";
  if (!(await mayBegin(db, actor, clock)).ok) return "DEALS.RESTRICTED_NOT_ALLOWED";
  if (await isBlockedBetween(db, actor.party.id, listing.ownerPartyId)) return "DEALS.OTHER_NOT_ALLOWED";
  const isOver = listing.state !== "published" || (listing.expiresAt !== null && listing.expiresAt <= clock.now());
  return isOver ? "DEALS.LISTING_CLOSED" : null;
}
