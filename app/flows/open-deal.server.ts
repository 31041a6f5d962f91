import { record } from "#app/outbox/record.server.ts";
import type { DealError } from "#app/domains/deals/deals.errors.ts";
import { findOpenDealId, insertDeal, insertTransition } from "#app/domains/deals/deals.repository.server.ts";
import { respondBy, type DealKind, type Side } from "#app/domains/deals/deals.rules.ts";
import { insertTerms, type DealTermsRow } from "#app/domains/deals/terms.repository.server.ts";
import { dealTopics } from "#app/domains/deals/topics.server.ts";
import { findForDeal, type ListingForDeal } from "#app/domains/listings/for-deals.repository.server.ts";
import { openConversation, postSystemMessage, sendMessage } from "#app/domains/messaging/messaging.service.server.ts";
import type { Clock } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { DealMoved } from "./deal-moves.server.ts";

/** What somebody asks a listing for: the kind of deal and its first terms. */
export type FirstProposal = { kind: DealKind; light?: boolean; terms: Omit<DealTermsRow, "number" | "bySide" | "units"> };

/** Terms without anything but units. */
export const plainTerms: FirstProposal["terms"] = { price: null, swapListingId: null, swapUnits: null, loanDays: null, note: "" };

/**
 * The start of every deal: the listing is checked, the deal and its first terms are written, and the thread opens with the first
 * message. `propose` says what kind of deal it is, or why not. Errors: DEALS.LISTING_NOT_FOUND, LISTING_CLOSED, OWN_LISTING,
 * TOO_MANY_UNITS (`available`), ALREADY_REQUESTED (`dealId`), NOT_ALLOWED, and those of `propose`.
 */
export async function openDeal(
  tx: Tx,
  actor: Actor,
  input: { listingId: string; units: number; message: string },
  propose: (listing: ListingForDeal) => Result<FirstProposal, DealError>,
  clock: Clock,
): Promise<Result<DealMoved, DealError>> {
  const now = clock.now();
  if (!hasRole(actor.role, "member")) return err("DEALS.NOT_ALLOWED");
  const listing = await findForDeal(tx, input.listingId);
  if (!listing || ["draft", "pending_review", "rejected", "removed_by_moderator"].includes(listing.state)) return err("DEALS.LISTING_NOT_FOUND");
  if (listing.ownerPartyId === actor.party.id) return err("DEALS.OWN_LISTING");
  const isOver = listing.expiresAt !== null && listing.expiresAt <= now;
  if (listing.state !== "published" || isOver) return err("DEALS.LISTING_CLOSED", { listingState: isOver ? "expired" : listing.state });
  if (input.units > listing.unitsAvailable) return err("DEALS.TOO_MANY_UNITS", { available: listing.unitsAvailable });
  const proposal = propose(listing);
  if (!proposal.ok) return proposal;

  const [giverPartyId, takerPartyId] = listing.offer === "wanted" ? [actor.party.id, listing.ownerPartyId] : [listing.ownerPartyId, actor.party.id];
  const deal = {
    id: newId(),
    kind: proposal.value.kind,
    light: proposal.value.light ?? false,
    listingId: listing.id,
    giverPartyId,
    takerPartyId,
    requesterPartyId: actor.party.id,
    requestedByUserId: actor.userId,
    units: input.units,
    respondBy: respondBy(now, listing.expiresAt),
  };
  if (!(await insertDeal(tx, deal, now))) {
    const openId = await findOpenDealId(tx, { listingId: listing.id, requesterPartyId: actor.party.id });
    return err("DEALS.ALREADY_REQUESTED", openId ? { dealId: openId } : {});
  }
  const side: Side = giverPartyId === actor.party.id ? "giver" : "taker";
  const terms = { number: 1, bySide: side, units: input.units, ...proposal.value.terms };
  await insertTerms(tx, { dealId: deal.id, byUserId: actor.userId, terms, now });
  const by = { userId: actor.userId, partyId: actor.party.id };
  const transitionId = await insertTransition(tx, { dealId: deal.id, from: null, to: "requested", by, mover: side, at: now });

  await openConversation(tx, deal.id);
  const params = { by: side, units: input.units };
  await postSystemMessage(tx, { dealId: deal.id, key: transitionId, code: "requested", params, causedByUserId: actor.userId, at: now });
  if (input.message) {
    const sent = await sendMessage(tx, actor, { dealId: deal.id, clientId: `first-${deal.id}`, body: input.message }, clock);
    if (!sent.ok) return err("DEALS.MESSAGE_RATE_LIMITED");
  }
  await record(tx, { type: "deals.requested", payload: { dealId: deal.id }, topics: await dealTopics(tx, deal) });
  return ok({ dealId: deal.id, state: "requested", version: 1 });
}
