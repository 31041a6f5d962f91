import type { Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { deleteHold, insertHold, listHolds, listHoldable, listHeldBy, makeFinal } from "./holds.repository.server.ts";
import type { ListingsError } from "./listings.errors.ts";
import { insertTransition, lockListing, setState, type LockedListing } from "./listings.repository.server.ts";
import type { ListingState } from "./listings.schema.ts";
import { tell, type ListingOutcome } from "./listings.service.server.ts";

/**
 * Holds take a listing out of sight while moderators look at it, and for good when they remove it. Called by flows that have
 * checked who asks; each runs in the caller's transaction. A listing is shown again when its last hold is lifted, in the state
 * that fits what happened meanwhile: deals that were open ran on.
 */

/** What can be put out of sight: everything that somebody else can see, or is about to. */
const holdable: readonly ListingState[] = ["pending_review", "published", "paused", "reserved", "completed", "expired"];

type Outcome = Result<ListingOutcome, ListingsError>;
type Hold = { listingId: string; cause: string; now: Date };

async function move(tx: Tx, actor: Actor | null, listing: LockedListing, input: { to: ListingState; reason: string }): Promise<ListingOutcome> {
  if (input.to !== listing.state) {
    await setState(tx, { id: listing.id, to: input.to });
    await insertTransition(tx, { listingId: listing.id, from: listing.state, to: input.to, actor, role: actor ? "operator" : "system", reason: input.reason });
    await tell(tx, listing);
  }
  return { id: listing.id, state: input.to, version: listing.version };
}

/** Puts a listing out of sight for one cause. A second cause joins the first; the same cause twice changes nothing. */
export async function holdListing(tx: Tx, actor: Actor | null, input: Hold): Promise<Outcome> {
  const listing = await lockListing(tx, { listingId: input.listingId, userId: actor?.userId ?? "" });
  if (!listing) return err("LISTINGS.NOT_FOUND");
  const holds = await listHolds(tx, listing.id);
  if (!holdable.includes(listing.state) && holds.length === 0) return err("LISTINGS.WRONG_STATE", { state: listing.state });
  await insertHold(tx, { listingId: listing.id, cause: input.cause, fromState: holds[0]?.fromState ?? listing.state, now: input.now });
  if (!holdable.includes(listing.state)) return ok({ id: listing.id, state: listing.state, version: listing.version });
  return ok(await move(tx, actor, listing, { to: "held", reason: input.cause }));
}

/** Makes a hold final: the listing stays out of sight as removed. Its hold stays, as the way back. */
export async function removeListing(tx: Tx, actor: Actor, input: Hold): Promise<Outcome> {
  const held = await holdListing(tx, actor, input);
  if (!held.ok) return held;
  const listing = await lockListing(tx, { listingId: input.listingId, userId: actor.userId });
  if (!listing) return err("LISTINGS.NOT_FOUND");
  await makeFinal(tx, { listingId: input.listingId, cause: input.cause });
  return ok(await move(tx, actor, listing, { to: "removed_by_moderator", reason: input.cause }));
}

/** Lifts one cause. With none left, the listing comes back; while others stand, it stays held. Without such a cause nothing happens. */
export async function liftHold(tx: Tx, actor: Actor | null, input: Hold): Promise<Outcome> {
  const listing = await lockListing(tx, { listingId: input.listingId, userId: actor?.userId ?? "" });
  if (!listing) return err("LISTINGS.NOT_FOUND");
  const hold = (await listHolds(tx, listing.id)).find((one) => one.cause === input.cause);
  const asItIs = ok({ id: listing.id, state: listing.state, version: listing.version });
  if (!hold) return asItIs;
  await deleteHold(tx, { listingId: listing.id, cause: input.cause });
  if (listing.state !== "held" && listing.state !== "removed_by_moderator") return asItIs;
  const others = await listHolds(tx, listing.id);
  const to = others.some((one) => one.isFinal) ? "removed_by_moderator" : others.length > 0 ? "held" : stateNow(listing, hold.fromState, input.now);
  return ok(await move(tx, actor, listing, { to, reason: `lifted ${input.cause}` }));
}

/** Where a listing stands that comes back: its units may have gone and its deadline passed while it was away. */
export function stateNow(listing: Pick<LockedListing, "unitsAvailable" | "unitsHeld" | "expiresAt">, from: ListingState, now: Date): ListingState {
  if (from === "pending_review" || from === "completed") return from;
  if (listing.unitsAvailable === 0 && listing.unitsHeld === 0) return "completed";
  if (listing.expiresAt !== null && listing.expiresAt <= now) return "expired";
  if (from === "paused") return "paused";
  return listing.unitsAvailable === 0 ? "reserved" : from === "expired" ? "expired" : "published";
}

const batch = 200;

/** Puts everything of a party that others can see out of sight. Returns how many listings that were. */
export async function holdAllOf(tx: Tx, actor: Actor, input: { partyId: string; cause: string; now: Date }): Promise<number> {
  let total = 0;
  let afterId: string | null = null;
  for (;;) {
    const ids: string[] = await listHoldable(tx, { partyId: input.partyId, afterId, limit: batch });
    for (const listingId of ids) await holdListing(tx, actor, { listingId, cause: input.cause, now: input.now });
    total += ids.length;
    afterId = ids.at(-1) ?? null;
    if (ids.length < batch) return total;
  }
}

/** Lifts one cause wherever it stands. Returns how many listings it held. */
export async function liftAll(tx: Tx, actor: Actor | null, input: { cause: string; now: Date }): Promise<number> {
  let total = 0;
  for (;;) {
    const ids = await listHeldBy(tx, { cause: input.cause, limit: batch });
    for (const listingId of ids) await liftHold(tx, actor, { listingId, cause: input.cause, now: input.now });
    total += ids.length;
    if (ids.length < batch) return total;
  }
}
