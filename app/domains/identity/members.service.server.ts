import { record } from "#app/outbox/record.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor, Role } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { lockParty } from "./membership.repository.server.ts";
import { mayChangeRole, mayManage } from "./membership.rules.ts";
import { activateMembership, findMembership } from "./parties.repository.server.ts";
import { findVerifiedUserId } from "./recyclers.repository.server.ts";

/**
 * A manager takes in somebody who has an account, by their e-mail address. Only for recyclers: whoever works there can be
 * named by those who run it; into a community or a household one comes by one's own choice. A request
 * they made before is granted by it.
 */
export async function addMemberByEmail(
  db: Db,
  actor: Pick<Actor, "userId">,
  input: { partyId: string; email: string; role: Role },
): Promise<
  Result<{ userId: string }, "ACCOUNT.NOT_FOUND" | "ACCOUNT.NOT_ALLOWED" | "ACCOUNT.NO_SUCH_PERSON_NOT_FOUND" | "ACCOUNT.ALREADY_MEMBER">
> {
  return transact(db, async (tx) => {
    const party = await lockParty(tx, input.partyId);
    if (party?.kind !== "recycler") return err("ACCOUNT.NOT_FOUND");
    const own = await findMembership(tx, { partyId: party.id, userId: actor.userId });
    const role = own?.state === "active" ? own.role : null;
    if (!mayManage(role) || !mayChangeRole(role, "viewer", input.role)) return err("ACCOUNT.NOT_ALLOWED");
    const userId = await findVerifiedUserId(tx, input.email);
    if (userId === null) return err("ACCOUNT.NO_SUCH_PERSON_NOT_FOUND");
    if (!(await activateMembership(tx, { partyId: party.id, userId, role: input.role }))) return err("ACCOUNT.ALREADY_MEMBER");
    await record(tx, {
      type: "identity.membership-changed",
      payload: { partyId: party.id, userId },
      topics: [`party:${party.id}`, `user:${userId}`],
    });
    return ok({ userId });
  });
}
