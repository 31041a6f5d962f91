import type { DomainEvents, NewEvent } from "#app/outbox/events.ts";
import { record } from "#app/outbox/record.server.ts";
import { postSystemMessage } from "#app/domains/messaging/messaging.service.server.ts";
import type { SystemParams } from "#app/domains/messaging/messaging.schema.ts";
import type { DealError } from "#app/domains/deals/deals.errors.ts";
import type { DealChange, DealRecord } from "#app/domains/deals/deals.repository.server.ts";
import type { DealState, Mover } from "#app/domains/deals/deals.rules.ts";
import { applyMove, type OpenMove } from "#app/domains/deals/deals.service.server.ts";
import { dealTopics } from "#app/domains/deals/topics.server.ts";
import { releaseUnits } from "#app/domains/listings/stock.service.server.ts";
import type { Tx } from "#app/platform/db/database.server.ts";
import { ok, type Result } from "#app/shared/result.ts";

/** What every move of a deal answers. */
export type DealMoved = { dealId: string; state: DealState; version: number };

/** Events of deals that need nothing but the deal. */
type PlainDealEvent = {
  [T in keyof DomainEvents]: T extends `deals.${string}` ? ({ dealId: string } extends DomainEvents[T] ? T : never) : never;
}[keyof DomainEvents];

/** Applies a move that `beginMove` allowed: state, transition, and the line in the thread. Events are the caller's. */
export async function carryOut(
  tx: Tx,
  move: OpenMove,
  input: { change?: DealChange; reason?: string; via?: DealState; code: string; params?: SystemParams },
): Promise<Result<DealMoved, DealError>> {
  const applied = await applyMove(tx, move, input);
  if (!applied.ok) return applied;
  await postSystemMessage(tx, {
    dealId: move.deal.id,
    key: applied.value.transitionId,
    code: input.code,
    params: { by: move.mover, ...(input.reason ? { reason: input.reason } : {}), ...input.params },
    causedByUserId: move.mover === "operator" ? null : (move.actor?.userId ?? null),
    at: move.now,
  });
  return ok({ dealId: move.deal.id, state: move.row.to, version: move.deal.version + 1 });
}

/** Records one of the plain events of a deal; `bySide` where the mail must know who. */
export async function announce(tx: Tx, deal: DealRecord, type: PlainDealEvent, mover?: Mover): Promise<void> {
  const bySide = mover === "giver" || mover === "taker" ? { bySide: mover } : {};
  await record(tx, { type, payload: { dealId: deal.id, ...bySide }, topics: await dealTopics(tx, deal) } as NewEvent);
}

/** Gives a deal's units back to its listing (of a swap, to both), once: `holdsUnits` of the row that was swapped tells whether it held any. */
export async function giveBack(tx: Tx, move: OpenMove): Promise<void> {
  const { deal } = move;
  if (!deal.holdsUnits) return;
  const by = move.mover === "operator" ? null : move.actor;
  const { swapListingId, swapUnits } = deal.terms;
  const held = [{ listingId: deal.listingId, units: deal.units }, ...(swapListingId && swapUnits ? [{ listingId: swapListingId, units: swapUnits }] : [])];
  for (const units of held) {
    if ((await releaseUnits(tx, { ...units, by })) === null) throw new Error(`Deal ${deal.id} holds units that listing ${units.listingId} does not know of.`);
  }
}

/** Of a deal that goes on with fewer units than agreed: gives the rest back. The deal's own `units` become `movedUnits` in the same move. */
export async function giveBackRest(tx: Tx, move: OpenMove, movedUnits: number): Promise<void> {
  const rest = move.deal.units - movedUnits;
  if (rest > 0) await giveBack(tx, { ...move, deal: { ...move.deal, units: rest } });
}
