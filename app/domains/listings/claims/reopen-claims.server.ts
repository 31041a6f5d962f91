import type { Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import type { LockedListing } from "../listings.repository.server.ts";
import { insertClaimTransition, listClaimIds, swapClaim } from "./claims.repository.server.ts";

/**
 * What was proven of one thing is not proven of another: when an edit changes what a listing is, its accepted claims wait
 * again. Called in the edit's transaction, under the listing's lock.
 */
export async function reopenClaims(tx: Tx, actor: Actor, listing: LockedListing): Promise<void> {
  for (const { id, version } of await listClaimIds(tx, { listingId: listing.id, state: "accepted" })) {
    if (await swapClaim(tx, { id, from: "accepted", version, to: "pending", reason: null })) {
      await insertClaimTransition(tx, { claimId: id, from: "accepted", to: "pending", actor, role: listing.role ?? "member", reason: "listing changed" });
    }
  }
}
