import tzLookup from "tz-lookup";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import { once } from "#app/platform/idempotency.repository.server.ts";
import { keyedHash } from "#app/platform/keyed-hash.server.ts";
import { record } from "#app/outbox/record.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { locales } from "#app/shared/i18n.ts";
import { newId } from "#app/shared/ids.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { searchedWords } from "#app/shared/attributes/attribute-values.ts";
import { reopenClaims } from "./claims/reopen-claims.server.ts";
import { coarsePlace } from "./coarse-place.ts";
import { consumeDraft } from "./drafts/drafts.service.server.ts";
import { changesDetails, storedDetails, weakensMark, type StoredDetails } from "./listing-details.ts";
import type { ListingsError } from "./listings.errors.ts";
import { appendPhotos, insertListing, insertTransition, listPhotos, lockListing, setState, updateListing, wasAskedFor, type Derived, type LockedListing } from "./listings.repository.server.ts";
import { changedTerms, deadline, fitsState, isPublic, needsReview, type ListingVerb, type TermsChange } from "./listings.rules.ts";
import { maxPhotos, type ListingInput, type ListingState, type StoredPhoto } from "./listings.schema.ts";
import { reviewRules, standsInTheWay, type Judged } from "./prohibited.rules.ts";
import { searchText } from "./search-text.ts";

/** What a verb leaves behind. */
export type ListingOutcome = { id: string; state: ListingState; version: number };

/** The words a listing is found by: its own, and the names of what it is in every language. */
export function wordsOf(listing: { title: string; description: string; category: string | null; material: string | null; attributes?: ListingInput["attributes"] }): string {
  const [namespace, code] = listing.category ? (["goods", listing.category] as const) : (["materials", listing.material ?? ""] as const);
  return searchText([listing.title, listing.description, ...searchedWords(listing, listing.attributes ?? {}), ...locales.map((locale) => translator(locale, namespace)(`names.${code}`))]);
}

/** A listing lives by the clock of its place; without a place on the map, by the given one. */
function derive(input: { id: string; listing: ListingInput; now: Date; timeZone: string }): Derived {
  const { latitude, longitude } = input.listing;
  const timeZone = latitude === null || longitude === null ? input.timeZone : tzLookup(latitude, longitude);
  return {
    coarse: latitude === null || longitude === null ? null : coarsePlace(input.id, { latitude, longitude }),
    searchText: wordsOf(input.listing),
    expiresAt: deadline({ expiresOn: input.listing.expiresOn, now: input.now, timeZone }),
    timeZone,
    serialHash: serialHashOf(input.listing),
    details: storedDetails(input.listing.category, input.listing),
  };
}

/** What is kept of a serial number: letter case, spaces and dashes do not make another item. Null without one. */
function serialHashOf({ category, serialNumber }: Pick<ListingInput, "category" | "serialNumber">): string | null {
  const plain = (serialNumber ?? "").normalize("NFKC").toUpperCase().replace(/[\s\-_./]/g, "");
  return plain === "" ? null : keyedHash("serial number", `${category ?? ""} ${plain}`);
}

/** Tells everybody whose page shows this listing. Called in the transaction of the change. */
export async function tell(tx: Tx, listing: { id: string; ownerPartyId: string }): Promise<void> {
  await record(tx, { type: "listings.changed", payload: { listingId: listing.id }, topics: [`listing:${listing.id}`, "listings", `party:${listing.ownerPartyId}`] });
}

/**
 * Locks a listing and checks who asks, the version they saw, and the state. Somebody else's hidden listing does not exist for
 * them. Only the acting party's own listings may be changed: people of the owner's party who act for another are told so.
 * Operators may do only what the verbs of review are.
 */
export async function claim(
  tx: Tx,
  actor: Actor,
  input: { listingId: string; version?: number | undefined },
  verb: ListingVerb,
): Promise<Result<LockedListing, ListingsError>> {
  const listing = await lockListing(tx, { listingId: input.listingId, userId: actor.userId });
  if (!listing) return err("LISTINGS.NOT_FOUND");
  const isReview = verb === "approve" || verb === "reject";
  const may = isReview ? actor.isOperator : listing.role !== null && hasRole(listing.role, "member");
  if (!may) return err(isPublic(listing.state) || listing.role !== null ? "LISTINGS.NOT_ALLOWED" : "LISTINGS.NOT_FOUND");
  if (!isReview && listing.ownerPartyId !== actor.party.id) return err("LISTINGS.OTHER_PARTY_NOT_ALLOWED");
  if (!fitsState(verb, listing.state)) return err("LISTINGS.WRONG_STATE", { state: listing.state });
  if (input.version !== undefined && input.version !== listing.version) return err("LISTINGS.STALE", { version: listing.version, state: listing.state });
  return ok(listing);
}

/** Moves a claimed listing, writes the transition and tells. `role` is the actor's in the owner's party, else "operator". */
export async function moveTo(
  tx: Tx,
  actor: Actor,
  listing: LockedListing,
  input: { to: ListingState; reason?: string | null; expiresAt?: Date; sortAt?: Date; publishedAt?: Date; withdrawnReason?: string | null },
): Promise<ListingOutcome> {
  const { reason = null, ...change } = input;
  await setState(tx, { id: listing.id, ...change });
  await insertTransition(tx, { listingId: listing.id, from: listing.state, to: input.to, actor, role: listing.role ?? "operator", reason });
  await tell(tx, listing);
  return { id: listing.id, state: input.to, version: listing.version };
}

export type CreateListing = {
  listing: ListingInput;
  /** Publish at once, or keep it as a draft. What needs review goes to review. */
  publish: boolean;
  photos?: StoredPhoto[];
  /** The draft it was written in, with the photos sent ahead in the order they are to stand; it is used up. They come before `photos`. */
  draft?: { id: string; photoIds: readonly string[] } | undefined;
  /** From the form: a second press gets the first answer. */
  submissionId?: string | undefined;
};

/** Writes a listing for the acting party. Members and above; hazardous or licence-bound materials go to review when published. */
export async function createListing(db: Db, actor: Actor, input: CreateListing, clock = systemClock): Promise<Result<ListingOutcome, ListingsError | "HTTP.KEY_REUSED">> {
  if (!hasRole(actor.role, "member")) return err("LISTINGS.NOT_ALLOWED");
  const { photos = [], draft } = input;
  if (photos.length + (draft?.photoIds.length ?? 0) > maxPhotos) return err("LISTINGS.TOO_MANY_PHOTOS");
  const work = async (tx: Tx): Promise<Result<ListingOutcome, ListingsError>> => {
    const now = clock.now();
    const id = newId();
    const derived = derive({ id, listing: input.listing, now, timeZone: actor.party.timeZone });
    const sentAhead = draft ? await consumeDraft(tx, actor, { draftId: draft.id, photoIds: draft.photoIds, listingId: id, now }) : ok([]);
    if (!sentAhead.ok) return sentAhead;
    await insertListing(tx, { id, actor, listing: input.listing, derived, photos: [...sentAhead.value, ...photos] });
    await insertTransition(tx, { listingId: id, from: null, to: "draft", actor, role: actor.role, reason: null });
    await tell(tx, { id, ownerPartyId: actor.party.id });
    if (!input.publish) return ok({ id, state: "draft" as const, version: 1 });
    return publishListing(tx, actor, { listingId: id }, clock);
  };
  if (input.submissionId === undefined) return transact(db, work);
  return once(db, { userId: actor.userId, key: `listing:${input.submissionId}`, request: { listing: input.listing, publish: input.publish, party: actor.party.id } }, work);
}

/**
 * Shows a draft to everybody, or hands it to review where the material or a rule asks for that. What may not be listed stays a
 * draft: LISTINGS.PROHIBITED (`rule`).
 */
export async function publishListing(db: Db, actor: Actor, input: { listingId: string; version?: number }, clock = systemClock): Promise<Result<ListingOutcome, ListingsError>> {
  return transact(db, async (tx) => {
    const claimed = await claim(tx, actor, input, "publish");
    if (!claimed.ok) return claimed;
    const now = clock.now();
    const inTheWay = standsInTheWay(claimed.value);
    if (inTheWay) return err("LISTINGS.PROHIBITED", { rule: inTheWay.rule });
    const [reason] = reviewReasons(claimed.value);
    if (reason !== undefined) return ok(await moveTo(tx, actor, claimed.value, { to: "pending_review", reason }));
    return ok(await moveTo(tx, actor, claimed.value, { to: "published", publishedAt: now, sortAt: now, expiresAt: standingDeadline(claimed.value, now) }));
  });
}

/** Why a listing is looked at before it is shown: its material, or rules of prohibited things. Empty for nearly all. */
function reviewReasons(listing: Judged & { material: string | null }): string[] {
  return [...(needsReview(listing) ? ["material needs review"] : []), ...reviewRules(listing).map((rule) => `rule ${rule}`)];
}

/** A draft that waited past its own deadline gets the usual month. */
export function standingDeadline(listing: { expiresAt: Date | null; timeZone: string }, now: Date): Date {
  if (listing.expiresAt && listing.expiresAt > now) return listing.expiresAt;
  return deadline({ expiresOn: null, now, timeZone: listing.timeZone });
}

export type EditListing = { listingId: string; version: number; listing: ListingInput; newPhotos?: StoredPhoto[] };

/** What an edit leaves behind: the outcome, and what it changed of what deals stand on. */
export type EditOutcome = ListingOutcome & { changes: TermsChange[] };

/** The grade by itself; whatever else was stated about it as one. */
function changedDetails(before: LockedListing, after: StoredDetails): TermsChange[] {
  if (!changesDetails(before, after)) return [];
  const isGradeAlone = !changesDetails({ ...before, grade: after.grade }, after);
  return [
    ...(before.grade === after.grade ? [] : [{ field: "grade" as const, from: before.grade, to: after.grade }]),
    ...(isGradeAlone ? [] : [{ field: "details" as const, from: before.version, to: before.version + 1 }]),
  ];
}

/**
 * Rewrites a listing. The flow of the same name is the door: it asks those who have a deal about it. Price, condition, mass,
 * grade, mark, what it is and what its category's fields stated raise the version. While units are held for somebody, how it is
 * offered and which kind of thing it is stand, and so does not needing review (UNITS_HELD). Once anybody asked for it, a
 * remanufactured mark is not taken back or weakened (LISTINGS.MARK_STANDS). Fewer units than are held or handed over are refused.
 * What now needs review goes there; where title, category or material change, accepted claims wait for an operator again.
 */
export async function editListing(db: Db, actor: Actor, input: EditListing, clock = systemClock): Promise<Result<EditOutcome, ListingsError>> {
  return transact<Result<EditOutcome, ListingsError>>(db, async (tx) => {
    const claimed = await claim(tx, actor, input, "edit");
    if (!claimed.ok) return claimed;
    const before = claimed.value;
    const details = storedDetails(input.listing.category, input.listing);
    if (weakensMark(before, details) && (await wasAskedFor(tx, before.id))) return err("LISTINGS.MARK_STANDS");
    const inTheWay = before.state === "draft" || before.state === "rejected" ? null : standsInTheWay(input.listing);
    if (inTheWay) return err("LISTINGS.PROHIBITED", { rule: inTheWay.rule });
    const changes = [...changedTerms(before, input.listing), ...changedDetails(before, details)];
    const raiseVersion = before.offer !== input.listing.offer || changes.length > 0;
    const turnsIntoAnother = before.offer !== input.listing.offer || (before.category === null) !== (input.listing.category === null);
    const needsNewReview = needsReview(input.listing) && !needsReview(before);
    if (before.unitsHeld > 0 && (turnsIntoAnother || needsNewReview)) return err("LISTINGS.UNITS_HELD");
    const unitsAvailable = input.listing.units - before.unitsHeld - before.unitsHandedOver - before.unitsLost;
    if (unitsAvailable < 0 || (unitsAvailable === 0 && before.unitsHeld === 0)) return err("LISTINGS.UNITS_TAKEN");
    const present = await listPhotos(tx, before.id);
    const newPhotos = input.newPhotos ?? [];
    if (present.length + newPhotos.length > maxPhotos) return err("LISTINGS.TOO_MANY_PHOTOS");

    const now = clock.now();
    const derived = derive({ id: before.id, listing: input.listing, now, timeZone: before.timeZone });
    // An edit that names no day, and one of an expired listing, leaves the deadline alone: extending is its own verb.
    if (input.listing.expiresOn === null || before.state === "expired") derived.expiresAt = before.expiresAt ?? derived.expiresAt;
    await updateListing(tx, { id: before.id, listing: input.listing, derived, unitsAvailable, raiseVersion });
    await appendPhotos(tx, { listingId: before.id, photos: newPhotos, from: present.length });
    const isAnother = (["title", "category", "material"] as const).some((name) => before[name] !== input.listing[name]);
    if (isAnother) await reopenClaims(tx, actor, before);
    const version = before.version + (raiseVersion ? 1 : 0);
    // What an operator let pass once is not looked at again for the same reason.
    const passed = reviewReasons(before);
    const reviewFor = reviewReasons(input.listing).find((reason) => !passed.includes(reason));
    const to = stateAfterEdit(before, { needsReview: reviewFor !== undefined, unitsAvailable });
    if (to === before.state) {
      await tell(tx, before);
      return ok({ id: before.id, state: before.state, version, changes });
    }
    return ok({ ...(await moveTo(tx, actor, before, { to, reason: to === "pending_review" ? (reviewFor ?? null) : "edited" })), version, changes });
  });
}

function stateAfterEdit(before: LockedListing, after: { needsReview: boolean; unitsAvailable: number }): ListingState {
  const shown = before.state === "published" || before.state === "paused" || before.state === "expired";
  if (shown && after.needsReview) return "pending_review";
  if (before.state === "published" && after.unitsAvailable === 0) return "reserved";
  if (before.state === "reserved" && after.unitsAvailable > 0) return "published";
  return before.state;
}
