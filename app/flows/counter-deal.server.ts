import { record } from "#app/outbox/record.server.ts";
import type { DealError } from "#app/domains/deals/deals.errors.ts";
import { respondBy } from "#app/domains/deals/deals.rules.ts";
import { counterInput, type CounterInput } from "#app/domains/deals/deals.schema.ts";
import { beginMove } from "#app/domains/deals/deals.service.server.ts";
import { insertTerms } from "#app/domains/deals/terms.repository.server.ts";
import { maxProposals } from "#app/domains/deals/terms.rules.ts";
import { dealTopics } from "#app/domains/deals/topics.server.ts";
import { findForDeal } from "#app/domains/listings/for-deals.repository.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, type Result } from "#app/shared/result.ts";
import { carryOut, type DealMoved } from "./deal-moves.server.ts";
import { checkProposal, swapTitleOf, termsParams } from "./propose.server.ts";

/**
 * Another proposal in answer to the one that was seen: the next number of the deal's terms, with a new time to answer. Errors
 * beside the usual: DEALS.STALE_TERMS, DEALS.PROPOSALS_FULL (`limit`), and those of `checkProposal`.
 */
export async function counterDeal(db: Db, actor: Actor, asked: CounterInput, clock: Clock = systemClock): Promise<Result<DealMoved, DealError>> {
  const input = counterInput.parse(asked);
  return transact<Result<DealMoved, DealError>>(db, async (tx) => {
    const now = clock.now();
    const begun = await beginMove(tx, actor, { ...input, verb: "counter" }, now);
    if (!begun.ok) return begun;
    const { deal, mover } = begun.value;
    if (deal.terms.number >= maxProposals) return err("DEALS.PROPOSALS_FULL", { limit: maxProposals });
    const listing = await findForDeal(tx, deal.listingId);
    if (!listing) throw new Error(`Deal ${deal.id} has no listing.`);
    const bySide = mover === "giver" ? "giver" : "taker";
    const proposal = await checkProposal(tx, { kind: deal.kind, listing, requesterPartyId: deal.requesterPartyId, bySide, proposal: { ...input, loanDays: input.loanDays ?? deal.terms.loanDays ?? undefined }, now });
    if (!proposal.ok) return proposal;

    const terms = { ...proposal.value, number: deal.terms.number + 1, bySide, note: input.note } as const;
    await insertTerms(tx, { dealId: deal.id, byUserId: actor.userId, terms, now });
    const stillShown = listing.expiresAt !== null && listing.expiresAt > now ? listing.expiresAt : null;
    const moved = await carryOut(tx, begun.value, {
      change: { termsNumber: terms.number, units: terms.units, respondBy: respondBy(now, stillShown) },
      code: "countered",
      params: { ...termsParams(terms, await swapTitleOf(tx, terms)), ...(terms.note ? { note: terms.note } : {}) },
    });
    if (moved.ok) await record(tx, { type: "deals.countered", payload: { dealId: deal.id, number: terms.number, bySide }, topics: await dealTopics(tx, deal) });
    return moved;
  });
}
