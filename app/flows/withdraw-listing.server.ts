import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import { withdrawListing as withdraw } from "#app/domains/listings/listing-states.service.server.ts";
import type { ListingsError } from "#app/domains/listings/listings.errors.ts";
import type { WithdrawReason } from "#app/domains/listings/listings.schema.ts";
import type { ListingOutcome } from "#app/domains/listings/listings.service.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import type { Result } from "#app/shared/result.ts";
import { closeDealRequests } from "./close-deal-requests.server.ts";

/** Takes a listing back and closes its unanswered requests, each with a line in its thread. Accepted deals run on. */
export async function withdrawListing(
  db: Db,
  actor: Actor,
  input: { listingId: string; version?: number; reason: WithdrawReason },
  clock: Clock = systemClock,
): Promise<Result<ListingOutcome, ListingsError>> {
  return transact(db, async (tx) => {
    const withdrawn = await withdraw(tx, actor, input);
    if (withdrawn.ok) await closeDealRequests(tx, { listingId: input.listingId, reason: "listing_withdrawn", now: clock.now() });
    return withdrawn;
  });
}
