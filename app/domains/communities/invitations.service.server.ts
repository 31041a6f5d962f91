import { randomBytes } from "node:crypto";
import { record } from "#app/outbox/record.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import * as invitations from "./invitations.repository.server.ts";

type Person = Pick<Actor, "userId">;
type Refused = "COMMUNITIES.NOT_ALLOWED" | "COMMUNITIES.INVITATION_NOT_FOUND" | "COMMUNITIES.INVITATIONS_FULL";

/** How many invitations of one community may be good at once. */
const MOST_GOOD = 30;

/**
 * A manager makes a link by which people come in, good for `days` days and `maxUses` people (null: no limit). Gives its secret.
 * COMMUNITIES.INVITATIONS_FULL when thirty are good already.
 */
export async function makeInvitation(
  db: Db,
  actor: Person,
  input: { partyId: string; days: number; maxUses: number | null },
  clock: Clock = systemClock,
): Promise<Result<{ invitationId: string; token: string }, Refused>> {
  return transact<Result<{ invitationId: string; token: string }, Refused>>(db, async (tx) => {
    const role = await invitations.roleInLockedCommunity(tx, { partyId: input.partyId, userId: actor.userId });
    if (!role || !hasRole(role, "manager")) return err("COMMUNITIES.NOT_ALLOWED");
    const at = clock.now();
    if ((await invitations.countGoodInvitations(tx, { partyId: input.partyId, now: at })) >= MOST_GOOD) return err("COMMUNITIES.INVITATIONS_FULL");
    const token = randomBytes(18).toString("base64url");
    const expiresAt = new Date(at.getTime() + input.days * 86_400_000);
    const invitationId = await invitations.insertInvitation(tx, { partyId: input.partyId, token, userId: actor.userId, maxUses: input.maxUses, expiresAt, at });
    await record(tx, { type: "communities.invitations-changed", payload: { partyId: input.partyId }, topics: [`party:${input.partyId}`] });
    return ok({ invitationId, token });
  });
}

/** A manager ends an invitation. Whoever came in by it stays; ending it twice is ending it once. */
export async function endInvitation(db: Db, actor: Person, input: { partyId: string; invitationId: string }, clock: Clock = systemClock): Promise<Result<null, Refused>> {
  return transact<Result<null, Refused>>(db, async (tx) => {
    const role = await invitations.roleInLockedCommunity(tx, { partyId: input.partyId, userId: actor.userId });
    if (!role || !hasRole(role, "manager")) return err("COMMUNITIES.NOT_ALLOWED");
    if (!(await invitations.revokeInvitation(tx, { ...input, at: clock.now() }))) return err("COMMUNITIES.INVITATION_NOT_FOUND");
    await record(tx, { type: "communities.invitations-changed", payload: { partyId: input.partyId }, topics: [`party:${input.partyId}`] });
    return ok(null);
  });
}
