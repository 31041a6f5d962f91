import { record } from "#app/outbox/record.server.ts";
import type { DealError } from "#app/domains/deals/deals.errors.ts";
import type { DealChange, DealRecord } from "#app/domains/deals/deals.repository.server.ts";
import { swapCause } from "#app/domains/deals/tally.repository.server.ts";
import type { DealState } from "#app/domains/deals/deals.rules.ts";
import type { OpenMove } from "#app/domains/deals/deals.service.server.ts";
import { dealTopics } from "#app/domains/deals/topics.server.ts";
import type { MovedLot } from "#app/domains/impact/ledger.service.server.ts";
import { findForDeal } from "#app/domains/listings/for-deals.repository.server.ts";
import { handOverUnits } from "#app/domains/listings/stock.service.server.ts";
import type { Tx } from "#app/platform/db/database.server.ts";
import { ok, type Result } from "#app/shared/result.ts";
import { closeDealRequests } from "./close-deal-requests.server.ts";
import { carryOut, type DealMoved } from "./deal-moves.server.ts";
import { tallyLot, type TalliedLot } from "./tally-lot.server.ts";

/** What a hand-over answers: where the deal stands and what it tallied, of a swap both; null where that comes later, or nothing came of it. */
export type DealCompleted = DealMoved & { entryId: string | null; returnEntryId?: string };

/** The facts of a hand-over, as they are when the deal completes. */
export type Moved = { movedUnits: number; measuredGrams: number | null; weightConfirmed: boolean; handedOverAt: Date; settledMinor: number | null };

/** A hand-over: the code of its line in the thread, the facts, and the state it passes on the way. */
export type HandOverFacts = { code: string; moved?: Moved; change?: DealChange; via?: DealState };

/** The facts as the deal has them already, where a move states none anew. */
export function movedOf(deal: DealRecord, now: Date): Moved {
  return {
    movedUnits: deal.movedUnits ?? deal.units,
    measuredGrams: deal.measuredGrams,
    weightConfirmed: deal.weightConfirmed,
    handedOverAt: deal.handedOverAt ?? now,
    settledMinor: deal.settledMinor,
  };
}

/**
 * The end of every way to completion: state, stock, ledger entry and event, or nothing of it. The units that did not move are
 * available again; when the listing has none left, its waiting requests are told.
 */
export async function finishDeal(
  tx: Tx,
  move: OpenMove,
  input: HandOverFacts,
): Promise<Result<DealCompleted, DealError>> {
  const { deal, now } = move;
  const what = input.moved ?? movedOf(deal, now);
  const done = await carryOut(tx, move, {
    code: input.code,
    ...(input.via ? { via: input.via } : {}),
    change: { ...what, ...input.change, completedAt: now, holdsUnits: false, handoverCode: null, autoCompleteAt: null },
    params: { movedUnits: what.movedUnits, units: deal.units, measuredGrams: what.measuredGrams },
  });
  if (!done.ok) return done;

  await takeFromStock(tx, move, { listingId: deal.listingId, units: deal.units, movedUnits: what.movedUnits });
  const [entry, ...surplus] = await tallyLot(tx, lotOfDeal(deal, what), { actorUserId: move.actor?.userId ?? null, now });
  const returned = await finishReturn(tx, move, what);
  const entries = [entry, ...surplus, ...(returned ?? [])];
  await record(tx, {
    type: "deals.completed",
    payload: { dealId: deal.id, entryIds: entries.map((one) => one.entryId) },
    topics: [...new Set([...(await dealTopics(tx, deal)), ...entries.flatMap((one) => one.topics)])],
  });
  return ok({ ...done.value, entryId: entry.entryId, ...(returned ? { returnEntryId: returned[0].entryId } : {}) });
}

/** Held units leave; when the listing has none left, those who wait for it are told. */
async function takeFromStock(tx: Tx, move: OpenMove, input: { listingId: string; units: number; movedUnits: number }): Promise<void> {
  const state = await handOverUnits(tx, { ...input, by: move.mover === "operator" ? null : move.actor });
  if (state === null) throw new Error(`Deal ${move.deal.id} holds units that listing ${input.listingId} does not know of.`);
  if (state === "completed") await closeDealRequests(tx, { listingId: input.listingId, reason: "listing_gone", now: move.now });
}

/** What was given in return moves with it: its own stock, its own lot, its own entry, with the sides turned. */
async function finishReturn(tx: Tx, move: OpenMove, what: Moved): Promise<TalliedLot | null> {
  const { deal, now } = move;
  const { swapListingId, swapUnits } = deal.terms;
  if (!swapListingId || !swapUnits) return null;
  await takeFromStock(tx, move, { listingId: swapListingId, units: swapUnits, movedUnits: swapUnits });
  const thing = await findForDeal(tx, swapListingId);
  if (!thing) throw new Error(`Deal ${deal.id} gives listing ${swapListingId}, which does not exist.`);
  const lot: MovedLot = {
    causeType: "deal",
    causeId: swapCause(deal.id),
    lotId: swapCause(deal.id),
    kind: thing.kind,
    category: thing.category,
    material: thing.material,
    condition: thing.condition,
    serialHash: swapUnits === 1 ? thing.serialHash : null,
    itemCount: thing.kind === "goods" ? swapUnits : null,
    weights: { measuredGrams: null, declaredConfirmedGrams: null },
    occurredAt: what.handedOverAt,
    giverPartyId: deal.takerPartyId,
    takerPartyId: deal.giverPartyId,
  };
  return tallyLot(tx, lot, { actorUserId: move.actor?.userId ?? null, now });
}

/** What moved, as the ledger takes it. */
export function lotOfDeal(deal: DealRecord, what: Moved): MovedLot {
  return {
    causeType: "deal",
    causeId: deal.id,
    lotId: deal.id,
    kind: deal.listing.kind,
    category: deal.listing.category,
    material: deal.listing.material,
    condition: deal.listing.condition,
    serialHash: what.movedUnits === 1 ? deal.serialHash : null,
    itemCount: deal.listing.kind === "goods" ? what.movedUnits : null,
    weights: { measuredGrams: what.measuredGrams, declaredConfirmedGrams: confirmedGrams(deal.listing.massGrams, what) },
    occurredAt: what.handedOverAt,
    giverPartyId: deal.giverPartyId,
    takerPartyId: deal.takerPartyId,
  };
}

/** The declared mass of what moved, when nothing was weighed and it was confirmed; null is unknown. */
function confirmedGrams(unitGrams: number | null, what: Moved): number | null {
  return what.weightConfirmed && what.measuredGrams === null && unitGrams !== null ? unitGrams * what.movedUnits : null;
}
