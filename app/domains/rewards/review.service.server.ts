import { record } from "#app/outbox/record.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { post } from "./accounts.repository.server.ts";
import { findGrantById, swapGrant } from "./earnings.repository.server.ts";
import { lockProgramme, note, roleIn } from "./programmes.repository.server.ts";
import { manages, tell } from "./programmes.service.server.ts";
import type { RewardsError } from "./rewards.errors.ts";
import { accounts, move } from "./rewards.rules.ts";

/**
 * Decides about points that a rule of suspicion holds: the household gets them, or the budget has them back. Managers of the community and
 * operators of the platform decide, nobody who belongs to either party of the hand-over. Errors: REWARDS.NOT_FOUND for everybody else,
 * OWN_CASE_NOT_ALLOWED, STALE (somebody decided, or a correction came), WRONG_STATE.
 */
export async function reviewGrant(db: Db, actor: Actor, input: { grantId: string; version: number; to: "released" | "refused"; note: string }, clock = systemClock): Promise<Result<{ state: string }, RewardsError>> {
  return transact<Result<{ state: string }, RewardsError>>(db, async (tx) => {
    const seen = await findGrantById(tx, input.grantId);
    const programme = seen ? await lockProgramme(tx, seen.programmeId) : null;
    // Again, now that nothing moves.
    const grant = programme ? await findGrantById(tx, input.grantId) : null;
    if (!programme || !grant || !(actor.isOperator || (await manages(tx, actor, programme.communityId)))) return err("REWARDS.NOT_FOUND");
    for (const partyId of [grant.partyId, grant.takerPartyId]) {
      if (partyId && (await roleIn(tx, { userId: actor.userId, partyId }))) return err("REWARDS.OWN_CASE_NOT_ALLOWED");
    }
    if (grant.state !== "held") return err("REWARDS.WRONG_STATE", { state: grant.state });
    const now = clock.now();
    if (!(await swapGrant(tx, { id: grant.id, version: input.version, to: input.to, note: input.note || null, userId: actor.userId, now }))) return err("REWARDS.STALE", { version: grant.version });
    const isGiven = input.to === "released";
    await post(tx, {
      programmeId: programme.id, kind: isGiven ? "release" : "refuse", cause: `review:${grant.id}`, partyId: grant.partyId, entryId: grant.entryId, userId: actor.userId, at: now,
      sides: move(grant.points, accounts.held(grant.partyId), isGiven ? accounts.home(grant.partyId) : accounts.budget),
    });
    await note(tx, { type: "reward_grant", id: grant.id, from: "held", to: input.to, actor, reason: input.note || null, at: now });
    await tell(tx, programme, [grant.partyId]);
    await record(tx, { type: "rewards.decided", payload: { grantId: grant.id }, topics: [] });
    return ok({ state: input.to });
  });
}
