import { record } from "#app/outbox/record.server.ts";
import type { DealError } from "#app/domains/deals/deals.errors.ts";
import { findOpenDealId, insertDeal, insertTransition } from "#app/domains/deals/deals.repository.server.ts";
import { respondBy, type DealKind, type Side } from "#app/domains/deals/deals.rules.ts";
import { requestInput, type RequestInput } from "#app/domains/deals/deals.schema.ts";
import { insertTerms } from "#app/domains/deals/terms.repository.server.ts";
import { dealTopics } from "#app/domains/deals/topics.server.ts";
import { shareCommunity } from "#app/domains/identity/parties.repository.server.ts";
import { findForDeal, holdListings, type ListingForDeal } from "#app/domains/listings/for-deals.repository.server.ts";
import { openConversation, postSystemMessage, sendMessage } from "#app/domains/messaging/messaging.service.server.ts";
import { mayBegin } from "#app/domains/trust/standing.service.server.ts";
import type { Clock } from "#app/platform/clock.server.ts";
import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { autoAcceptDeal } from "./accept-deal.server.ts";
import type { DealMoved } from "./deal-moves.server.ts";
import { refusalToRequest } from "./licence-gate.server.ts";
import { refusalToBegin } from "./may-begin-deal.server.ts";
import { checkProposal, swapTitleOf, termsParams } from "./propose.server.ts";

/**
 * The start of every deal: the listing and the first proposal are checked, deal and terms are written, and the thread opens with the
 * first message. `kindOf` says what kind of deal the listing and the asking party make, or why none. Whoever would take what they may not is DEALS.NOT_LICENSED (`material`). A gift that the listing gives to
 * members of its owner's communities is accepted at once.
 */
export async function openDeal(
  tx: Tx,
  actor: Actor,
  asked: RequestInput,
  kindOf: (listing: ListingForDeal) => Result<DealKind, DealError>,
  clock: Clock,
): Promise<Result<DealMoved, DealError>> {
  const input = requestInput.parse(asked);
  const now = clock.now();
  if (!hasRole(actor.role, "member")) return err("DEALS.NOT_ALLOWED");
  // Whoever withdraws or rewrites one of them is waited for, so that nobody asks for what has just gone.
  await holdListings(tx, [input.listingId, ...(input.swapListingId ? [input.swapListingId] : [])]);
  const listing = await findForDeal(tx, input.listingId);
  if (!listing || ["draft", "pending_review", "rejected", "removed_by_moderator", "held"].includes(listing.state)) return err("DEALS.LISTING_NOT_FOUND");
  if (listing.ownerPartyId === actor.party.id) return err("DEALS.OWN_LISTING");
  if (!(await mayBegin(tx, actor, clock)).ok) return err("DEALS.RESTRICTED_NOT_ALLOWED");
  const refusal = await refusalToBegin(tx, actor, { otherPartyId: listing.ownerPartyId, now });
  if (refusal) return refusal;
  const isOver = listing.expiresAt !== null && listing.expiresAt <= now;
  if (listing.state !== "published" || isOver) return err("DEALS.LISTING_CLOSED", { listingState: isOver ? "expired" : listing.state });

  const which = kindOf(listing);
  if (!which.ok) return which;
  const kind = which.value;
  const side: Side = listing.offer === "wanted" ? "giver" : "taker";
  const unlicensed = side === "taker" ? await refusalToRequest(tx, actor, listing, now) : null;
  if (unlicensed) return unlicensed;
  const proposal = await checkProposal(tx, { kind, listing, requesterPartyId: actor.party.id, bySide: side, proposal: input, now });
  if (!proposal.ok) return proposal;
  const [giverPartyId, takerPartyId] = side === "giver" ? [actor.party.id, listing.ownerPartyId] : [listing.ownerPartyId, actor.party.id];
  const light = kind === "gift" && (await takesAtOnce(tx, listing, actor));
  const deal = {
    id: newId(),
    kind,
    light,
    listingId: listing.id,
    giverPartyId,
    takerPartyId,
    requesterPartyId: actor.party.id,
    requestedByUserId: actor.userId,
    units: proposal.value.units,
    respondBy: respondBy(now, listing.expiresAt),
  };
  if (!(await insertDeal(tx, deal, now))) {
    const openId = await findOpenDealId(tx, { listingId: listing.id, requesterPartyId: actor.party.id });
    return err("DEALS.ALREADY_REQUESTED", openId ? { dealId: openId } : {});
  }
  await insertTerms(tx, { dealId: deal.id, byUserId: actor.userId, terms: { ...proposal.value, number: 1, bySide: side, note: "" }, now });
  const by = { userId: actor.userId, partyId: actor.party.id };
  const transitionId = await insertTransition(tx, { dealId: deal.id, from: null, to: "requested", by, mover: side, at: now });

  await openConversation(tx, deal.id);
  const params = { by: side, ...termsParams(proposal.value, await swapTitleOf(tx, proposal.value)) };
  await postSystemMessage(tx, { dealId: deal.id, key: transitionId, code: "requested", params, causedByUserId: actor.userId, at: now });
  if (input.message) {
    const sent = await sendMessage(tx, actor, { dealId: deal.id, clientId: `first-${deal.id}`, body: input.message }, clock);
    if (!sent.ok) return err("DEALS.MESSAGE_RATE_LIMITED");
  }
  await record(tx, { type: "deals.requested", payload: { dealId: deal.id }, topics: await dealTopics(tx, deal) });
  return light ? autoAcceptDeal(tx, { dealId: deal.id }, now) : ok({ dealId: deal.id, state: "requested", version: 1 });
}

/** Whether the listing has said yes beforehand: its owner gives it to members of a community that both households belong to. */
export async function takesAtOnce(db: Db, listing: ListingForDeal, actor: Actor): Promise<boolean> {
  return listing.offer === "free" && listing.lightGift && actor.party.kind === "household" && shareCommunity(db, [listing.ownerPartyId, actor.party.id]);
}
