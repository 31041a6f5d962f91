import { record } from "#app/outbox/record.server.ts";
import type { DealError } from "#app/domains/deals/deals.errors.ts";
import type { DealChange, DealRecord } from "#app/domains/deals/deals.repository.server.ts";
import type { DealState } from "#app/domains/deals/deals.rules.ts";
import type { OpenMove } from "#app/domains/deals/deals.service.server.ts";
import { dealTopics } from "#app/domains/deals/topics.server.ts";
import { recordLot, type MovedLot } from "#app/domains/impact/ledger.service.server.ts";
import { handOverUnits } from "#app/domains/listings/stock.service.server.ts";
import type { Tx } from "#app/platform/db/database.server.ts";
import { ok, type Result } from "#app/shared/result.ts";
import { closeDealRequests } from "./close-deal-requests.server.ts";
import { carryOut, type DealMoved } from "./deal-moves.server.ts";

/** What a hand-over answers: where the deal stands and what it tallied; null where that comes later, or nothing came of it. */
export type DealCompleted = DealMoved & { entryId: string | null };

/** The facts of a hand-over, as they are when the deal completes. */
export type Moved = { movedUnits: number; measuredGrams: number | null; weightConfirmed: boolean; handedOverAt: Date; settledMinor: number | null };

/** A hand-over: the code of its line in the thread, the facts, and the state it passes on the way. */
export type HandOverFacts = { code: string; moved?: Moved; change?: DealChange; via?: DealState; reason?: string };

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
    ...(input.reason ? { reason: input.reason } : {}),
    ...(input.via ? { via: input.via } : {}),
    change: { ...what, ...input.change, completedAt: now, holdsUnits: false, handoverCode: null, autoCompleteAt: null },
    params: { movedUnits: what.movedUnits, units: deal.units, measuredGrams: what.measuredGrams },
  });
  if (!done.ok) return done;

  const by = move.mover === "operator" ? null : move.actor;
  const listingState = await handOverUnits(tx, { listingId: deal.listingId, units: deal.units, movedUnits: what.movedUnits, by });
  if (listingState === null) throw new Error(`Deal ${deal.id} holds units that its listing does not know of.`);
  if (listingState === "completed") await closeDealRequests(tx, { listingId: deal.listingId, reason: "listing_gone", now });

  const topics = await dealTopics(tx, deal);
  const entry = await recordLot(tx, lotOfDeal(deal, what), now);
  await record(tx, {
    type: "deals.completed",
    payload: { dealId: deal.id, entryIds: [entry.entryId] },
    topics: [...new Set([...topics, ...entry.topics])],
  });
  return ok({ ...done.value, entryId: entry.entryId });
}

/** The declared mass of what moved, when nothing was weighed and it was confirmed; null is unknown. */
function confirmedGrams(unitGrams: number | null, what: Moved): number | null {
  return what.weightConfirmed && what.measuredGrams === null && unitGrams !== null ? unitGrams * what.movedUnits : null;
}
