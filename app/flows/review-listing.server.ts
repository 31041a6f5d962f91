import { approveListing, rejectListing } from "#app/domains/listings/listing-states.service.server.ts";
import type { ListingsError } from "#app/domains/listings/listings.errors.ts";
import type { ListingOutcome } from "#app/domains/listings/listings.service.server.ts";
import { lockListing } from "#app/domains/listings/listings.repository.server.ts";
import { isPrivateCommunity } from "#app/domains/communities/communities.repository.server.ts";
import { audit } from "#app/domains/trust/audit.repository.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, type Result } from "#app/shared/result.ts";

type Input = { listingId: string; version?: number } & ({ outcome: "approve" } | { outcome: "reject"; reason: string });

/**
 * A moderator lets a listing under review be shown, or refuses it with the reason the owner reads; both are written down. What a private
 * community handed in from the time before it was one is not shown (LISTINGS.PRIVATE_COMMUNITY_NOT_ALLOWED).
 */
export async function reviewListing(db: Db, actor: Actor, input: Input, clock: Clock = systemClock): Promise<Result<ListingOutcome, ListingsError>> {
  return transact<Result<ListingOutcome, ListingsError>>(db, async (tx) => {
    const which = { listingId: input.listingId, ...(input.version === undefined ? {} : { version: input.version }) };
    const done = input.outcome === "approve" ? await approveListing(tx, actor, which, clock) : await rejectListing(tx, actor, { ...which, reason: input.reason });
    if (!done.ok) return done;
    const listing = input.outcome === "approve" ? await lockListing(tx, { listingId: input.listingId, userId: actor.userId }) : null;
    if (listing && (await isPrivateCommunity(tx, listing.ownerPartyId))) return err("LISTINGS.PRIVATE_COMMUNITY_NOT_ALLOWED");
    await audit(tx, {
      at: clock.now(),
      actorUserId: actor.userId,
      action: input.outcome === "approve" ? "listing.approved" : "listing.rejected",
      subjectKind: "listing",
      subjectId: input.listingId,
      details: input.outcome === "reject" ? { reason: input.reason } : {},
    });
    return done;
  });
}
