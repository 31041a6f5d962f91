import type { ListingsError } from "#app/domains/listings/listings.errors.ts";
import { extendListing, repostListing, resumeListing } from "#app/domains/listings/listing-states.service.server.ts";
import { createListing, publishListing as publish, type CreateListing, type ListingOutcome } from "#app/domains/listings/listings.service.server.ts";
import { isPrivateCommunity } from "#app/domains/communities/communities.repository.server.ts";
import { mayBegin, withinNewAccountLimit } from "#app/domains/trust/standing.service.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { refusalToAskFor } from "./licence-gate.server.ts";

type Refused = ListingsError | "TRUST.RESTRICTED_NOT_ALLOWED" | "TRUST.NEW_ACCOUNT_RATE_LIMITED";
type Which = { listingId: string; version?: number };

/** Whether the acting party may show anything: it is not restricted, and no community whose name nobody is to see. */
async function mayShow(tx: Tx, actor: Actor, clock: Clock): Promise<Result<null, Refused>> {
  const may = await mayBegin(tx, actor, clock);
  if (!may.ok) return may;
  return actor.party.kind === "community" && (await isPrivateCommunity(tx, actor.party.id)) ? err("LISTINGS.PRIVATE_COMMUNITY_NOT_ALLOWED") : ok(null);
}

/** Writes a listing and shows it, as long as its party may begin something new, may take what it asks for, and its account is not too new for one more. */
export async function publishNewListing(db: Db, actor: Actor, input: CreateListing, clock: Clock = systemClock): Promise<Result<ListingOutcome, Refused | "HTTP.KEY_REUSED">> {
  return transact<Result<ListingOutcome, Refused | "HTTP.KEY_REUSED">>(db, async (tx) => {
    const may = input.publish ? await mayShow(tx, actor, clock) : null;
    if (may && !may.ok) return may;
    const made = await createListing(tx, actor, input, clock);
    if (!made.ok) return made;
    return (await refusalToAskFor(tx, actor, made.value.id, clock.now())) ?? unlessTooMany(tx, actor, made, clock);
  });
}

/** Shows a draft. */
export async function publishDraft(db: Db, actor: Actor, input: Which, clock: Clock = systemClock): Promise<Result<ListingOutcome, Refused>> {
  return transact<Result<ListingOutcome, Refused>>(db, async (tx) => {
    const may = await mayShow(tx, actor, clock);
    if (!may.ok) return may;
    const shown = await publish(tx, actor, input, clock);
    if (!shown.ok) return shown;
    return (await refusalToAskFor(tx, actor, shown.value.id, clock.now())) ?? unlessTooMany(tx, actor, shown, clock);
  });
}

async function unlessTooMany(tx: Tx, actor: Actor, made: Result<ListingOutcome, never>, clock: Clock): Promise<Result<ListingOutcome, Refused>> {
  const within = await withinNewAccountLimit(tx, actor, clock);
  return within.ok ? made : within;
}

const again = { resume: resumeListing, extend: extendListing, repost: repostListing };

/** Shows again what was paused or over, or brings it to the front: not while the party is restricted. */
export async function showListingAgain(db: Db, actor: Actor, verb: keyof typeof again, input: Which, clock: Clock = systemClock): Promise<Result<ListingOutcome, Refused>> {
  return transact<Result<ListingOutcome, Refused>>(db, async (tx) => {
    const may = await mayShow(tx, actor, clock);
    if (!may.ok) return may;
    const shown = await again[verb](tx, actor, input, clock);
    return (shown.ok ? await refusalToAskFor(tx, actor, shown.value.id, clock.now()) : null) ?? shown;
  });
}
