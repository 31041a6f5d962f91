import { record } from "#app/outbox/record.server.ts";
import type { DealError } from "#app/domains/deals/deals.errors.ts";
import { findOpenDealId, insertDeal, insertTransition } from "#app/domains/deals/deals.repository.server.ts";
import { respondBy } from "#app/domains/deals/deals.rules.ts";
import type { RequestInput } from "#app/domains/deals/deals.schema.ts";
import { dealTopics } from "#app/domains/deals/topics.server.ts";
import { findForDeal } from "#app/domains/listings/for-deals.repository.server.ts";
import { openConversation, postSystemMessage, sendMessage } from "#app/domains/messaging/messaging.service.server.ts";
import { mayBegin } from "#app/domains/trust/standing.service.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { DealMoved } from "./deal-moves.server.ts";

/**
 * Asks for (units of) a listing, or offers them where it is a wanted one: then who asks is the giver. Opens the thread with
 * the first message. Errors: DEALS.LISTING_NOT_FOUND, LISTING_CLOSED, OWN_LISTING, TOO_MANY_UNITS (`available`),
 * ALREADY_REQUESTED (`dealId`), NOT_ALLOWED, RESTRICTED_NOT_ALLOWED while moderation lets its party begin nothing new.
 */
export async function requestDeal(db: Db, actor: Actor, input: RequestInput, clock: Clock = systemClock): Promise<Result<DealMoved, DealError>> {
  return transact<Result<DealMoved, DealError>>(db, async (tx) => {
    const now = clock.now();
    if (!hasRole(actor.role, "member")) return err("DEALS.NOT_ALLOWED");
    const listing = await findForDeal(tx, input.listingId);
    if (!listing || ["draft", "pending_review", "rejected", "removed_by_moderator", "held"].includes(listing.state)) return err("DEALS.LISTING_NOT_FOUND");
    if (listing.ownerPartyId === actor.party.id) return err("DEALS.OWN_LISTING");
    if (!(await mayBegin(tx, actor, clock)).ok) return err("DEALS.RESTRICTED_NOT_ALLOWED");
    const isOver = listing.expiresAt !== null && listing.expiresAt <= now;
    if (listing.state !== "published" || isOver) return err("DEALS.LISTING_CLOSED", { listingState: isOver ? "expired" : listing.state });
    if (input.units > listing.unitsAvailable) return err("DEALS.TOO_MANY_UNITS", { available: listing.unitsAvailable });

    const [giverPartyId, takerPartyId] = listing.offer === "wanted" ? [actor.party.id, listing.ownerPartyId] : [listing.ownerPartyId, actor.party.id];
    const deal = {
      id: newId(),
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
    const side = giverPartyId === actor.party.id ? "giver" : "taker";
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
  });
}
