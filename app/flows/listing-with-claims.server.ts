import { stateClaims, type ClaimsError } from "#app/domains/listings/claims/claims.service.server.ts";
import type { NewClaim } from "#app/domains/listings/claims/claims.schema.ts";
import type { CreateListing, EditListing } from "#app/domains/listings/listings.service.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { editListing } from "./edit-listing.server.ts";
import { publishNewListing } from "./publish-listing.server.ts";

/** The claims that a form states beside the listing, with the id that form was made with. */
type Stated = { claims: readonly NewClaim[]; submissionId: string };

/** Writes a new listing with its green claims, all or nothing. Errors: those of publishing, and CLAIMS.ALREADY_STATED with the `kind`. */
export async function publishWithClaims(db: Db, actor: Actor, input: CreateListing, stated: Stated, clock: Clock = systemClock) {
  return transact<Awaited<ReturnType<typeof publishNewListing>> | Failed>(db, async (tx) => {
    const made = await publishNewListing(tx, actor, input, clock);
    if (!made.ok || stated.claims.length === 0) return made;
    const done = await stateClaims(tx, actor, { listingId: made.value.id, ...stated }, clock);
    return done.ok ? made : done;
  });
}

/** Rewrites a listing and states green claims with it, all or nothing. Errors: those of the edit, and CLAIMS.ALREADY_STATED with the `kind`. */
export async function editWithClaims(db: Db, actor: Actor, input: EditListing, stated: Stated, clock: Clock = systemClock) {
  return transact<Awaited<ReturnType<typeof editListing>> | Failed>(db, async (tx) => {
    const edited = await editListing(tx, actor, input, clock);
    if (!edited.ok || stated.claims.length === 0) return edited;
    const done = await stateClaims(tx, actor, { listingId: input.listingId, ...stated }, clock);
    return done.ok ? edited : done;
  });
}

type Failed = Extract<Awaited<ReturnType<typeof stateClaims>>, { ok: false }> | { ok: false; error: ClaimsError };
