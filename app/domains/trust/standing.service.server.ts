import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import type { Db, Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { countShown, listInForce, lockNewAccount } from "./restrictions.repository.server.ts";
import { newAccountListingsPerDay, newAccountMs } from "./trust.rules.ts";

/** Whether a party may begin something new. `until` is null for a suspension; `decisionId` leads to the statement of reasons. */
export type Standing = { kind: "free" } | { kind: "restricted" | "suspended"; until: string | null; decisionId: string };

/** How a party stands now. A restriction whose day has passed binds nobody, whether or not anything has cleared it. */
export async function standingOf(db: Db, partyId: string, clock: Clock = systemClock): Promise<Standing> {
  const [first] = await listInForce(db, { partyId, now: clock.now() });
  return first ? { kind: first.kind, until: first.until?.toISOString() ?? null, decisionId: first.decisionId } : { kind: "free" };
}

/** Refuses what a restricted or suspended party may not begin: new listings and new requests. TRUST.RESTRICTED_NOT_ALLOWED with the standing. */
export async function mayBegin(db: Db, actor: Actor, clock: Clock = systemClock): Promise<Result<null, "TRUST.RESTRICTED_NOT_ALLOWED">> {
  const standing = await standingOf(db, actor.party.id, clock);
  return standing.kind === "free" ? ok(null) : err("TRUST.RESTRICTED_NOT_ALLOWED", standing);
}

/**
 * Refuses what an account in its first day has just shown too much of: TRUST.NEW_ACCOUNT_RATE_LIMITED with `listings` and `hours`.
 * Ask it after publishing, in the same transaction: then a form that is sent twice counts once, and two at once wait for each other.
 */
export async function withinNewAccountLimit(tx: Tx, actor: Actor, clock: Clock = systemClock): Promise<Result<null, "TRUST.NEW_ACCOUNT_RATE_LIMITED">> {
  const now = clock.now().getTime();
  const createdAt = await lockNewAccount(tx, { userId: actor.userId, since: new Date(now - newAccountMs) });
  if (createdAt === null) return ok(null);
  const shown = await countShown(tx, { userId: actor.userId, since: new Date(now - newAccountMs) });
  return shown > newAccountListingsPerDay ? err("TRUST.NEW_ACCOUNT_RATE_LIMITED", { listings: newAccountListingsPerDay, hours: newAccountMs / 3_600_000 }) : ok(null);
}
