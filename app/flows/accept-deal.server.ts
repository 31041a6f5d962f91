import { newHandoverCode } from "#app/domains/deals/code.server.ts";
import type { DealError } from "#app/domains/deals/deals.errors.ts";
import { lapsesAt } from "#app/domains/deals/deals.rules.ts";
import type { AcceptInput } from "#app/domains/deals/deals.schema.ts";
import { beginMove, type OpenMove } from "#app/domains/deals/deals.service.server.ts";
import { holdUnits } from "#app/domains/listings/stock.service.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, type Result } from "#app/shared/result.ts";
import { announce, carryOut, type DealMoved } from "./deal-moves.server.ts";
import { refusalForLicence } from "./licence-gate.server.ts";

/**
 * Yes to a proposal, named by its number, from whoever it lies with: units are held (of a swap, those of both listings) and
 * the hand-over code is made. DEALS.STALE_TERMS (`number`, `terms`) when another proposal has taken its place; DEALS.UNITS_TAKEN
 * when the units went to somebody else in the meantime, DEALS.NOT_LICENSED (`material`) when whoever would take it may not: the request stays open.
 */
export async function acceptDeal(db: Db, actor: Actor, input: AcceptInput, clock: Clock = systemClock): Promise<Result<DealMoved, DealError>> {
  return transact<Result<DealMoved, DealError>>(db, async (tx) => {
    const begun = await beginMove(tx, actor, { ...input, verb: "accept" }, clock.now());
    return begun.ok ? agree(tx, begun.value, { handoverCode: newHandoverCode(), code: "accepted" }) : begun;
  });
}

/** The listing's own word: a gift without ceremony is accepted in the transaction of its request. */
export async function autoAcceptDeal(tx: Tx, input: { dealId: string }, now: Date): Promise<Result<DealMoved, DealError>> {
  const begun = await beginMove(tx, null, { ...input, verb: "auto_accept" }, now);
  return begun.ok ? agree(tx, begun.value, { handoverCode: null, code: "accepted_light" }) : begun;
}

async function agree(tx: Tx, move: OpenMove, input: { handoverCode: string | null; code: string }): Promise<Result<DealMoved, DealError>> {
  const { deal } = move;
  const { number, units, swapListingId, swapUnits } = deal.terms;
  const refusal = await refusalForLicence(tx, deal, move.now);
  if (refusal) return refusal;
  const taken = (listingId: string) => err("DEALS.UNITS_TAKEN", { state: deal.state, listingId });
  if ((await holdUnits(tx, { listingId: deal.listingId, units, by: move.actor })) === null) return taken(deal.listingId);
  if (swapListingId && swapUnits && (await holdUnits(tx, { listingId: swapListingId, units: swapUnits, by: move.actor })) === null) return taken(swapListingId);
  // Nobody has to come back to a gift without ceremony, so the clock does.
  const autoCompleteAt = deal.light ? lapsesAt(move.now, null) : null;
  const change = { holdsUnits: true, handoverCode: input.handoverCode, acceptedTerms: number, units, autoCompleteAt };
  const moved = await carryOut(tx, move, { change, code: input.code });
  if (moved.ok) await announce(tx, deal, "deals.accepted", move.mover);
  return moved;
}
