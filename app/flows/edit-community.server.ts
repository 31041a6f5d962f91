import { countOpenListings } from "#app/domains/communities/communities.repository.server.ts";
import { leaveNetworks } from "#app/domains/communities/networks/networks.service.server.ts";
import { comeBackPaused } from "#app/domains/listings/holds.repository.server.ts";
import type { PartyEdit } from "#app/domains/identity/membership.repository.server.ts";
import { editParty } from "#app/domains/identity/membership.service.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";

type Refused = "COMMUNITIES.NOT_FOUND" | "COMMUNITIES.NOT_ALLOWED" | "COMMUNITIES.STALE" | "COMMUNITIES.LISTINGS_OPEN_WRONG_STATE";

/**
 * Changes a community. It does not turn private while anybody sees its listings, which bear its name
 * (COMMUNITIES.LISTINGS_OPEN_WRONG_STATE). Other errors as `editParty`.
 */
export async function editCommunity(
  db: Db,
  actor: Pick<Actor, "userId">,
  input: { partyId: string; version: number; edit: PartyEdit },
  clock: Clock = systemClock,
): Promise<Result<null, Refused>> {
  return transact<Result<null, Refused>>(db, async (tx) => {
    const edited = await editParty(tx, actor, input, clock);
    if (!edited.ok) return edited;
    // Counted after the edit: whoever lists at this moment either waits for it, or is counted.
    if (input.edit.joinPolicy !== "invite") return ok(null);
    if ((await countOpenListings(tx, input.partyId)) > 0) return err("COMMUNITIES.LISTINGS_OPEN_WRONG_STATE");
    // What moderators hold could not be taken back by its owner; it does not come back into the lists either.
    await comeBackPaused(tx, input.partyId);
    await leaveNetworks(tx, { communityId: input.partyId, userId: actor.userId, at: clock.now() });
    return ok(null);
  });
}
