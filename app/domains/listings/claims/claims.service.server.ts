import { record } from "#app/outbox/record.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { once } from "#app/platform/idempotency.repository.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { ListingsError } from "../listings.errors.ts";
import { lockListing, type LockedListing } from "../listings.repository.server.ts";
import { fitsState } from "../listings.rules.ts";
import { claim as claimListing, tell } from "../listings.service.server.ts";
import { findClaim, findStanding, insertClaim, insertClaimTransition, listClaims, listDocumentsToDrop, listWaitingClaims, setDocumentDropped, swapClaim } from "./claims.repository.server.ts";
import { fitsClaim, keepsDocument, type ClaimKind, type ClaimState, type ClaimVerb } from "./claims.rules.ts";
import type { ClaimView, NewClaim, StoredDocument, WaitingClaim } from "./claims.schema.ts";

/** Expected failures of claims; sentences are in the `claims` catalogue under `errors`. */
export type ClaimsError = "CLAIMS.NOT_FOUND" | "CLAIMS.NOT_ALLOWED" | "CLAIMS.OWN_NOT_ALLOWED" | "CLAIMS.WRONG_STATE" | "CLAIMS.STALE" | "CLAIMS.ALREADY_STATED";

export type ClaimMoved = { id: string; listingId: string; state: ClaimState; version: number };

/** States a claim for a listing of the acting party, with its document already in private storage. It waits for an operator. */
export async function stateClaim(
  db: Db,
  actor: Actor,
  input: { listingId: string; kind: ClaimKind; percent: number | null; document: StoredDocument; submissionId: string },
  clock = systemClock,
): Promise<Result<ClaimMoved, ListingsError | ClaimsError | "HTTP.KEY_REUSED">> {
  const { submissionId, ...request } = input;
  return once<ClaimMoved, ListingsError | ClaimsError>(db, { userId: actor.userId, key: `claim:${submissionId}`, request }, async (tx) => {
    const listing = await claimListing(tx, actor, { listingId: input.listingId }, "edit");
    if (!listing.ok) return listing;
    const id = newId();
    if (!(await insertClaim(tx, { id, ...request, userId: actor.userId, now: clock.now() }))) return err("CLAIMS.ALREADY_STATED");
    await insertClaimTransition(tx, { claimId: id, from: null, to: "pending", actor, role: listing.value.role ?? "member", reason: input.kind });
    await tell(tx, listing.value);
    return ok({ id, listingId: input.listingId, state: "pending", version: 1 });
  });
}

/**
 * States several claims of a listing that is being made or changed, in its transaction: what was sent once counts once. Without its
 * document a claim waits for it, and nobody else sees it. Errors: CLAIMS.ALREADY_STATED with the `kind` of which one stands or waits.
 */
export async function stateClaims(
  db: Db,
  actor: Actor,
  input: { listingId: string; claims: readonly NewClaim[]; submissionId: string },
  clock = systemClock,
): Promise<Result<{ stated: number }, ListingsError | ClaimsError | "HTTP.KEY_REUSED">> {
  const { submissionId, ...request } = input;
  return once<{ stated: number }, ListingsError | ClaimsError>(db, { userId: actor.userId, key: `claims:${submissionId}`, request }, async (tx) => {
    const listing = await claimListing(tx, actor, { listingId: input.listingId }, "edit");
    if (!listing.ok) return listing;
    for (const { kind, percent, document } of input.claims) {
      const id = newId();
      if (!(await insertClaim(tx, { id, listingId: input.listingId, userId: actor.userId, kind, percent, document, now: clock.now() }))) return err("CLAIMS.ALREADY_STATED", { kind });
      await insertClaimTransition(tx, { claimId: id, from: null, to: document ? "pending" : "awaiting_document", actor, role: listing.value.role ?? "member", reason: kind });
    }
    if (input.claims.length > 0) await tell(tx, listing.value);
    return ok({ stated: input.claims.length });
  });
}

type Which = { claimId: string; version: number };

/** Hands in the document a claim waits for, already in private storage; now it waits for an operator. */
export async function handInDocument(db: Db, actor: Actor, input: Which & { document: StoredDocument }): Promise<Result<ClaimMoved, ClaimsError>> {
  return move(db, actor, { ...input, verb: "hand_in", to: "pending", reason: null });
}

/** Takes a claim back, by the owner's people; what was shown is shown no more. */
export async function withdrawClaim(db: Db, actor: Actor, input: Which): Promise<Result<ClaimMoved, ClaimsError>> {
  return move(db, actor, { ...input, verb: "withdraw", to: "withdrawn", reason: null });
}

/** An operator's yes. Never by somebody of the owner's own party. */
export async function acceptClaim(db: Db, actor: Actor, input: Which): Promise<Result<ClaimMoved, ClaimsError>> {
  return move(db, actor, { ...input, verb: "accept", to: "accepted", reason: null });
}

/** An operator's no, with the reason the owner reads; also of a claim accepted before. */
export async function refuseClaim(db: Db, actor: Actor, input: Which & { reason: string }): Promise<Result<ClaimMoved, ClaimsError>> {
  return move(db, actor, { ...input, verb: "refuse", to: "refused" });
}

async function move(db: Db, actor: Actor, input: Which & { verb: ClaimVerb; to: ClaimState; reason: string | null; document?: StoredDocument }): Promise<Result<ClaimMoved, ClaimsError>> {
  return transact<Result<ClaimMoved, ClaimsError>>(db, async (tx) => {
    const seen = await findClaim(tx, input.claimId);
    // The listing's lock puts movers of its claims, and edits that reopen them, in a row.
    const listing = seen && (await lockListing(tx, { listingId: seen.listingId, userId: actor.userId }));
    if (!seen || !listing) return err("CLAIMS.NOT_FOUND");
    const refusal = refusalFor(actor, listing, input.verb);
    if (refusal) return err(refusal);
    const present = (await findClaim(tx, input.claimId)) ?? seen;
    if (!fitsClaim(input.verb, present.state)) return err("CLAIMS.WRONG_STATE", { state: present.state });
    if (!(await swapClaim(tx, { id: seen.id, from: present.state, version: input.version, to: input.to, reason: input.reason, document: input.document }))) return err("CLAIMS.STALE", { state: present.state, version: present.version });
    await insertClaimTransition(tx, { claimId: seen.id, from: present.state, to: input.to, actor, role: isOwnersVerb(input.verb) ? (listing.role ?? "member") : "operator", reason: input.reason });
    await tell(tx, listing);
    if (!isOwnersVerb(input.verb)) await record(tx, { type: "listings.claim-decided", payload: { claimId: seen.id, version: input.version + 1 }, topics: [] });
    return ok({ id: seen.id, listingId: seen.listingId, state: input.to, version: input.version + 1 });
  });
}

/** What the owner's people do; the rest is an operator's. */
const isOwnersVerb = (verb: ClaimVerb) => verb === "withdraw" || verb === "hand_in";

/** Somebody else's claims do not exist for those who neither own nor judge them. */
function refusalFor(actor: Actor, listing: LockedListing, verb: ClaimVerb): ClaimsError | null {
  const isTheirs = listing.role !== null;
  if (isOwnersVerb(verb)) {
    if (!isTheirs) return actor.isOperator ? "CLAIMS.NOT_ALLOWED" : "CLAIMS.NOT_FOUND";
    return listing.role !== null && hasRole(listing.role, "member") && listing.ownerPartyId === actor.party.id ? null : "CLAIMS.NOT_ALLOWED";
  }
  if (!actor.isOperator) return isTheirs ? "CLAIMS.NOT_ALLOWED" : "CLAIMS.NOT_FOUND";
  return isTheirs ? "CLAIMS.OWN_NOT_ALLOWED" : null;
}

/** A listing's claims in every state, for the acting party that owns it. `mayState`: whether more may be stated now. */
export async function viewClaims(db: Db, actor: Actor, listingId: string): Promise<Result<{ title: string; claims: ClaimView[]; mayState: boolean }, ListingsError>> {
  const listing = await findStanding(db, { listingId, userId: actor.userId });
  if (!listing || listing.role === null) return err("LISTINGS.NOT_FOUND");
  if (listing.ownerPartyId !== actor.party.id) return err("LISTINGS.OTHER_PARTY_NOT_ALLOWED");
  return ok({ title: listing.title, claims: await listClaims(db, listingId), mayState: hasRole(listing.role, "member") && fitsState("edit", listing.state) });
}

const pageSize = 20;

/** Claims waiting for an operator, the longest waiting first. CLAIMS.NOT_ALLOWED for everybody else. */
export async function waitingClaims(db: Db, actor: Actor, input: { after: string | null }): Promise<Result<{ claims: WaitingClaim[]; nextCursor: string | null }, ClaimsError>> {
  if (!actor.isOperator) return err("CLAIMS.NOT_ALLOWED");
  const rows = await listWaitingClaims(db, { afterId: input.after, limit: pageSize + 1 });
  const claims = rows.slice(0, pageSize);
  return ok({ claims, nextCursor: rows.length > pageSize ? (claims.at(-1)?.id ?? null) : null });
}

/**
 * Where a claim's document lies, for the owner's people and operators; for everybody else there is none. Nor is there of a claim that
 * was refused or taken back: what proves nothing is not kept.
 */
export async function documentOf(db: Db, actor: Actor, claimId: string): Promise<Result<{ key: string; type: string }, ClaimsError>> {
  const claim = await findClaim(db, claimId);
  const listing = claim && (await findStanding(db, { listingId: claim.listingId, userId: actor.userId }));
  if (!claim || !listing || (listing.role === null && !actor.isOperator) || !keepsDocument(claim.state)) return err("CLAIMS.NOT_FOUND");
  if (claim.documentKey === null || claim.documentType === null) return err("CLAIMS.NOT_FOUND");
  return ok({ key: claim.documentKey, type: claim.documentType });
}

/**
 * Deletes the documents of claims that were refused or taken back; `remove` deletes a file and does not mind if it is gone already.
 * Nobody can appeal such a decision with it: who has a better document states the claim anew. Returns how many were deleted.
 */
export async function dropDocuments(db: Db, remove: (key: string) => Promise<void>, now: Date): Promise<number> {
  const documents = await listDocumentsToDrop(db, 100);
  for (const { id, documentKey } of documents) {
    await remove(documentKey);
    await setDocumentDropped(db, id, now);
  }
  return documents.length;
}
