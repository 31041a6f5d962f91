import { holdListing, liftHold } from "#app/domains/listings/holds.service.server.ts";
import type { ListingsError } from "#app/domains/listings/listings.errors.ts";
import { audit } from "#app/domains/trust/audit.repository.server.ts";
import { takeCase, tellCase } from "#app/domains/trust/cases.service.server.ts";
import type { TrustError } from "#app/domains/trust/trust.errors.ts";
import type { CaseAct } from "#app/domains/trust/trust.schema.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { caseHold } from "./moderation-effects.server.ts";

/**
 * Takes the listing of a case that one holds out of sight while it is looked at, or shows it again. Pressed twice, it is one act.
 * Errors: those of takeCase, and the listing's own.
 */
export async function holdReportedListing(db: Db, actor: Actor, input: CaseAct & { hold: boolean }, clock: Clock = systemClock): Promise<Result<null, TrustError | ListingsError>> {
  return transact<Result<null, TrustError | ListingsError>>(db, async (tx) => {
    const now = clock.now();
    const taken = await takeCase(tx, actor, input, now);
    if (!taken.ok) return taken;
    const { id, listingId } = taken.value;
    if (!listingId) return err("TRUST.KIND_INVALID");
    const moved = await (input.hold ? holdListing : liftHold)(tx, actor, { listingId, cause: caseHold(id), now });
    if (!moved.ok) return moved;
    await audit(tx, { at: now, actorUserId: actor.userId, action: input.hold ? "listing.held" : "listing.shown", subjectKind: "listing", subjectId: listingId, details: { caseId: id } });
    await tellCase(tx, id);
    return ok(null);
  });
}
