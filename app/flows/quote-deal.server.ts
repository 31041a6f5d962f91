import type { DealError } from "#app/domains/deals/deals.errors.ts";
import type { DealKind } from "#app/domains/deals/deals.rules.ts";
import type { QuoteInput } from "#app/domains/deals/inspections.schema.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { DealMoved } from "./deal-moves.server.ts";
import { openDeal } from "./open-deal.server.ts";

/** Who buys back: those who treat or make things. */
const buyers = ["recycler", "producer"];

/** True when a party of this kind may quote for what a listing offers. */
export function mayQuote(partyKind: string, listing: { offer: string }): boolean {
  return buyers.includes(partyKind) && (listing.offer === "sale" || listing.offer === "free");
}

/**
 * A recycler or producer offers a price for what a listing sells or gives away, subject to their inspection or not. The giver answers
 * it as any request. DEALS.NOT_A_BUYER for other parties and other offers, besides the errors of `openDeal`.
 */
export async function quoteDeal(db: Db, actor: Actor, input: QuoteInput, clock: Clock = systemClock): Promise<Result<DealMoved, DealError>> {
  const { priceMinor, currency, basis, subjectToInspection, ...asked } = input;
  const request = { ...asked, price: { minor: priceMinor, currency, basis } };
  const kindOf = (listing: { offer: string }): Result<DealKind, DealError> =>
    mayQuote(actor.party.kind, listing) ? ok(subjectToInspection ? "inspected" : "buy_back") : err("DEALS.NOT_A_BUYER");
  return transact<Result<DealMoved, DealError>>(db, (tx) => openDeal(tx, actor, request, kindOf, clock));
}
