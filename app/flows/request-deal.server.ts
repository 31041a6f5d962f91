import type { DealError } from "#app/domains/deals/deals.errors.ts";
import type { DealKind } from "#app/domains/deals/deals.rules.ts";
import type { RequestInput } from "#app/domains/deals/deals.schema.ts";
import type { ListingForDeal } from "#app/domains/listings/for-deals.repository.server.ts";
import type { ListingOffer } from "#app/domains/listings/listings.schema.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { DealMoved } from "./deal-moves.server.ts";
import { openDeal, plainTerms, type FirstProposal } from "./open-deal.server.ts";

/**
 * Asks for (units of) a listing, or offers them where it is a wanted one: then who asks is the giver. Opens the thread with
 * the first message. Errors: those of `openDeal`; DEALS.LOAN_TOO_LONG (`days`) for more days than the listing lends for.
 */
export async function requestDeal(db: Db, actor: Actor, input: RequestInput, clock: Clock = systemClock): Promise<Result<DealMoved, DealError>> {
  return transact<Result<DealMoved, DealError>>(db, (tx) => openDeal(tx, actor, input, (listing) => firstProposal(listing, input), clock));
}

const kindOfOffer: Record<ListingOffer, DealKind> = { sale: "sale", free: "gift", swap: "swap", loan: "loan", wanted: "wanted" };

function firstProposal(listing: ListingForDeal, input: RequestInput): Result<FirstProposal, DealError> {
  const kind = kindOfOffer[listing.offer];
  const price = listing.priceMinor === null || listing.currency === null ? null : { minor: listing.priceMinor, currency: listing.currency, basis: "per_unit" as const };
  const longest = listing.loanDays;
  if (kind !== "loan" || longest === null) return ok({ kind, terms: { ...plainTerms, price } });
  const loanDays = input.loanDays ?? longest;
  return loanDays > longest ? err("DEALS.LOAN_TOO_LONG", { days: longest }) : ok({ kind, terms: { ...plainTerms, price, loanDays } });
}
