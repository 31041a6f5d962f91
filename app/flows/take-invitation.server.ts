import { insertInvitationUse, lockInvitation } from "#app/domains/communities/invitations.repository.server.ts";
import { joinParty } from "#app/domains/identity/membership.service.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";

type Refused = "COMMUNITIES.INVITATION_NOT_FOUND" | "COMMUNITIES.NOT_FOUND" | "COMMUNITIES.INVITE_NOT_ALLOWED" | "COMMUNITIES.ALREADY_MEMBER" | "COMMUNITIES.RULES_UNCONFIRMED";

/**
 * Comes into a community by an invitation, and writes down by which. Taking it twice is taking it once; it takes a place only from whoever
 * comes in. COMMUNITIES.INVITATION_NOT_FOUND when there is none, or it has ended, whichever way: nobody learns which. Whoever was removed
 * after it was made does not come back by it (INVITE_NOT_ALLOWED), or asks as anybody would.
 */
export async function takeInvitation(
  db: Db,
  actor: Pick<Actor, "userId">,
  input: { token: string; rulesVersion?: number | null },
  clock: Clock = systemClock,
): Promise<Result<{ partyId: string; state: "active" | "requested" }, Refused>> {
  return transact<Result<{ partyId: string; state: "active" | "requested" }, Refused>>(db, async (tx) => {
    const at = clock.now();
    const invitation = await lockInvitation(tx, { token: input.token, now: at });
    if (!invitation?.good) return err("COMMUNITIES.INVITATION_NOT_FOUND");
    const { partyId } = invitation;
    const joined = await joinParty(tx, actor, { partyId, invitedAt: invitation.createdAt, rulesVersion: input.rulesVersion ?? null });
    if (!joined.ok) return joined;
    if (joined.value.state === "active") await insertInvitationUse(tx, { invitationId: invitation.id, userId: actor.userId, at });
    return ok({ partyId, state: joined.value.state });
  });
}
