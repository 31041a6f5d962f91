import { createHash } from "node:crypto";
import type { Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { storedAttributes } from "#app/shared/attributes/attribute-values.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { writeWords } from "./corrected-words.repository.server.ts";
import type { ListingsError } from "./listings.errors.ts";
import { insertTransition, lockListing, type LockedListing } from "./listings.repository.server.ts";
import type { ListingState } from "./listings.schema.ts";
import { tell, wordsOf } from "./listings.service.server.ts";

/** A mark of words as somebody saw them, to tell whether they are still the same: a listing's version does not follow its words. */
export function wordsMark(words: Words): string {
  return createHash("sha256").update(`${words.title}\n${words.description}`).digest("base64url").slice(0, 22);
}

export type Words = { title: string; description: string };
/** What a listing said, and what moderation wrote instead. */
export type CorrectedWords = { from: Words; to: Words };

/** Where a listing has words that others read, or will read again. */
const correctable: readonly ListingState[] = ["pending_review", "published", "paused", "reserved", "completed", "expired", "held"];

/**
 * Replaces title and description of a listing by what moderation writes, in the transaction of the flow that has checked who asks.
 * `seen` is the mark of the words they were shown: what the owner wrote since is not written over (STALE). The owner may edit it as
 * before; a form of theirs that was open meanwhile is stale. Errors: LISTINGS.NOT_FOUND, WRONG_STATE, STALE; WORDS_SAME_INVALID
 * where nothing would change.
 */
export async function correctWords(tx: Tx, actor: Actor, input: { listingId: string; to: Words; seen: string; cause: string }): Promise<Result<CorrectedWords, ListingsError>> {
  const listing = await lockListing(tx, { listingId: input.listingId, userId: actor.userId });
  if (!listing) return err("LISTINGS.NOT_FOUND");
  if (!correctable.includes(listing.state)) return err("LISTINGS.WRONG_STATE", { state: listing.state });
  const from = { title: listing.title, description: listing.description };
  if (wordsMark(from) !== input.seen) return err("LISTINGS.STALE", { version: listing.version, state: listing.state });
  if (from.title === input.to.title && from.description === input.to.description) return err("LISTINGS.WORDS_SAME_INVALID");
  await write(tx, actor, listing, { to: input.to, reason: input.cause });
  return ok({ from, to: input.to });
}

/** Puts back what a listing said before: title and description each where they are still as moderation wrote them. */
export async function restoreWords(tx: Tx, actor: Actor, input: { listingId: string; words: CorrectedWords; cause: string }): Promise<void> {
  const listing = await lockListing(tx, { listingId: input.listingId, userId: actor.userId });
  if (!listing) return;
  const { from, to } = input.words;
  const back = { title: listing.title === to.title ? from.title : listing.title, description: listing.description === to.description ? from.description : listing.description };
  if (back.title === listing.title && back.description === listing.description) return;
  await write(tx, actor, listing, { to: back, reason: `lifted ${input.cause}` });
}

async function write(tx: Tx, actor: Actor, listing: LockedListing, input: { to: Words; reason: string }): Promise<void> {
  await writeWords(tx, { id: listing.id, ...input.to, searchText: wordsOf({ ...listing, ...input.to, attributes: storedAttributes(listing.attributes) }) });
  await insertTransition(tx, { listingId: listing.id, from: listing.state, to: listing.state, actor, role: "operator", reason: input.reason });
  await tell(tx, listing);
}
