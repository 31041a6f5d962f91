import { record } from "#app/outbox/record.server.ts";
import { findDeal, insertTransition, listOpenDealIds, setPendingChange, type DealRecord } from "#app/domains/deals/deals.repository.server.ts";
import { isProposed, otherSideOf } from "#app/domains/deals/deals.rules.ts";
import { pendingAfter } from "#app/domains/deals/pending.rules.ts";
import { dealTopics } from "#app/domains/deals/topics.server.ts";
import type { ListingsError } from "#app/domains/listings/listings.errors.ts";
import type { TermsChange } from "#app/domains/listings/listings.rules.ts";
import { editListing as rewrite, type EditListing, type ListingOutcome } from "#app/domains/listings/listings.service.server.ts";
import { postSystemMessage } from "#app/domains/messaging/messaging.service.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { refusalToAskFor } from "./licence-gate.server.ts";

/**
 * Rewrites a listing and tells everybody who has a deal about it, in one transaction. Who waits for an answer is told in the
 * thread; what was proposed stands as it was. An accepted deal that the change concerns waits for its requester's yes and is
 * not handed over before. LISTINGS.UNITS_HELD when something has changed hands already, or was promised in return for
 * another thing: what is counted stands on it. LISTINGS.NOT_LICENSED when it now asks for what its owner may not take.
 */
export async function editListing(db: Db, actor: Actor, input: EditListing, clock: Clock = systemClock): Promise<Result<ListingOutcome, ListingsError>> {
  return transact<Result<ListingOutcome, ListingsError>>(db, async (tx) => {
    const edited = await rewrite(tx, actor, input, clock);
    if (!edited.ok) return edited;
    const refusal = await refusalToAskFor(tx, actor, input.listingId, clock.now());
    if (refusal) return refusal;
    const { changes, ...outcome } = edited.value;
    const told = changes.length === 0 || (await tellDeals(tx, actor, { listingId: input.listingId, changes, now: clock.now() }));
    return told ? ok(outcome) : err("LISTINGS.UNITS_HELD");
  });
}

type Told = { listingId: string; changes: TermsChange[]; now: Date };

/** False when a deal stands on what was changed. The listing's lock is held, which every mover of these deals takes. */
async function tellDeals(tx: Tx, actor: Actor, input: Told): Promise<boolean> {
  const { asked, inReturn } = await listOpenDealIds(tx, input.listingId);
  const isMoreThanPrice = input.changes.some(({ field }) => field !== "priceMinor" && field !== "currency");
  for (const dealId of asked) {
    const deal = await findDeal(tx, dealId);
    if (!deal) continue;
    if (isProposed(deal.state)) await say(tx, actor, deal, { ...input, code: "listing_changed" });
    else if (deal.state === "accepted" || deal.state === "scheduled") await ask(tx, actor, deal, input);
    else if (isMoreThanPrice) return false;
  }
  for (const dealId of inReturn) {
    const deal = await findDeal(tx, dealId);
    if (!deal || !isMoreThanPrice) continue;
    if (!isProposed(deal.state)) return false;
    await say(tx, actor, deal, { ...input, code: "return_changed" });
  }
  return true;
}

/** Puts the change to the requester of an accepted deal. */
async function ask(tx: Tx, actor: Actor, deal: DealRecord, input: Told): Promise<void> {
  const before = (field: "priceMinor" | "currency") => input.changes.find((one) => one.field === field);
  const listedBefore = {
    priceMinor: listedWas(before("priceMinor"), deal.listing.priceMinor),
    currency: listedWas(before("currency"), deal.listing.currency),
  };
  const pending = pendingAfter({ pending: deal.pendingChange, price: deal.terms.price }, input.changes, listedBefore);
  if (pending === null && deal.pendingChange === null) return;
  if (!(await setPendingChange(tx, { id: deal.id, version: deal.version, change: pending, now: input.now }))) throw new Error(`Deal ${deal.id} moved under its listing's lock.`);
  const by = { userId: actor.userId, partyId: actor.party.id };
  await insertTransition(tx, { dealId: deal.id, from: deal.state, to: deal.state, by, mover: otherSideOf(deal.requesterSide), reason: "listing_changed", at: input.now });
  await say(tx, actor, deal, { changes: pending ?? [], now: input.now, code: pending ? "change_asked" : "change_withdrawn" });
}

function listedWas<T extends string | number>(change: TermsChange | undefined, present: T | null): T | null {
  return change ? (change.from as T | null) : present;
}

/** The line in the thread, with the event for those who look at the deal and for the mail. */
async function say(tx: Tx, actor: Actor, deal: DealRecord, input: { changes: readonly { field: string; from: string | number | null; to: string | number | null }[]; now: Date; code: string }): Promise<void> {
  const bySide = input.code === "return_changed" ? deal.requesterSide : otherSideOf(deal.requesterSide);
  const values = input.changes.flatMap(({ field, from, to }) => [[`${field}From`, from] as const, [`${field}To`, to] as const]);
  await postSystemMessage(tx, {
    dealId: deal.id,
    key: newId(),
    code: input.code,
    params: {
      by: bySide,
      fields: input.changes.map(({ field }) => field).join(","),
      listedCurrency: deal.listing.currency,
      ...Object.fromEntries(values),
    },
    causedByUserId: actor.userId,
    at: input.now,
  });
  await record(tx, { type: "deals.listing-changed", payload: { dealId: deal.id, bySide }, topics: await dealTopics(tx, deal) });
}
