import type { DealError } from "#app/domains/deals/deals.errors.ts";
import type { DealKind } from "#app/domains/deals/deals.rules.ts";
import type { RequestInput } from "#app/domains/deals/deals.schema.ts";
import type { ListingOffer } from "#app/domains/listings/listings.schema.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { ok, type Result } from "#app/shared/result.ts";
import type { DealMoved } from "./deal-moves.server.ts";
import { openDeal } from "./open-deal.server.ts";

/** What kind of agreement comes of asking for a listing. */
export const kindOfOffer: Record<ListingOffer, DealKind> = { sale: "sale", free: "gift", swap: "swap", loan: "loan", wanted: "wanted" };

/**
 * Asks for (units of) a listing, or offers them where it is a wanted one: then who asks is the giver. Writes the first terms
 * and opens the thread with the first message. A gift that the listing gives to members of its owner's communities is accepted
 * at once. Errors: DEALS.LISTING_NOT_FOUND, LISTING_CLOSED, OWN_LISTING, TOO_MANY_UNITS (`available`), ALREADY_REQUESTED
 * (`dealId`), NOT_ALLOWED, those of `checkProposal`, NOT_LICENSED (`material`), UNITS_TAKEN for such a gift, and RESTRICTED_NOT_ALLOWED
 * while moderation lets the asking party begin nothing new.
 */
export async function requestDeal(db: Db, actor: Actor, asked: RequestInput, clock: Clock = systemClock): Promise<Result<DealMoved, DealError>> {
  return transact<Result<DealMoved, DealError>>(db, (tx) => openDeal(tx, actor, asked, (listing) => ok(kindOfOffer[listing.offer]), clock));
}
