import { ensureVisitorsParty } from "#app/domains/identity/visitors-party.repository.server.ts";
import type { Moved } from "#app/domains/pickups/bookings.service.server.ts";
import type { PickupError } from "#app/domains/pickups/pickups.errors.ts";
import type { WalkInInput } from "#app/domains/pickups/walk-in.schema.ts";
import { walkIn } from "#app/domains/pickups/walk-in.service.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { isClient, transact, type Db } from "#app/platform/db/database.server.ts";
import { isUniqueViolation } from "#app/platform/db/sql.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, type Result } from "#app/shared/result.ts";

/**
 * Lets in somebody without a booking, by the pass they show, or without knowing who they are (`code` null): then the recycler's party for
 * such visitors is the giver. It has no members and no community, so what they bring counts for the platform, the material and the region,
 * and for no household or community. Errors as `walkIn`.
 */
export async function letWalkIn(db: Db, actor: Actor, input: WalkInInput, clock: Clock = systemClock): Promise<Result<Moved, PickupError>> {
  if (actor.party.kind !== "recycler" || !hasRole(actor.role, "staff")) return err("PICKUPS.NOT_ALLOWED");
  const attempt = () =>
    transact<Result<Moved, PickupError>>(db, async (tx) => {
      const visitor = input.code === null ? { visitorsPartyId: await ensureVisitorsParty(tx, actor.party) } : { code: input.code };
      return walkIn(tx, actor, { ...input, visitor }, clock);
    });
  try {
    return await attempt();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    // Inside somebody's transaction nothing more can be asked; it is undone by this answer.
    if (!isClient(db)) return err("PICKUPS.STALE");
    // The same form twice at once, the same party at two gates, or six digits that are in use: the second try tells which.
    return attempt();
  }
}
