import type { Tx } from "#app/platform/db/database.server.ts";
import { record } from "#app/outbox/record.server.ts";
import type { Topic } from "#app/outbox/events.ts";
import { newId } from "#app/shared/ids.ts";
import { beginAct, lockStock, writeAct, type NewAct, type NewLot, type NewOrigin } from "./acts.repository.server.ts";
import { raiseAlarm } from "./alarm.service.server.ts";
import { contaminationOf, draw } from "./draw.server.ts";
import { sumOf, takeInOrder } from "./mass.rules.ts";
import { arrivalPlace, stockForSale } from "./places.repository.server.ts";

/** What a recycler sold to another, as it was handed over. Grams. */
export type Sale = { sellerPartyId: string; buyerPartyId: string; material: string; grams: number; actorUserId: string | null; at: Date };

/**
 * Moves what a deal sold from the seller's stock to the buyer's, in the caller's transaction: the seller's oldest lots of it become one lot,
 * which lies at the buyer's, with them as its parents. What the seller hands over beyond its books becomes a difference of its own point,
 * unexplained, and an origin without a giver. Stock is never below nothing.
 *
 * False, and nothing written, where the seller has none of it on its books (then it comes to the buyer as from anybody), where either is
 * no recycler, or where the buyer has no point.
 */
export async function recordSale(tx: Tx, sale: Sale): Promise<boolean> {
  const { sellerPartyId, buyerPartyId, material, grams, actorUserId, at } = sale;
  if (sellerPartyId === buyerPartyId) return false;
  const from = await stockForSale(tx, { partyId: sellerPartyId, material, grams });
  const toPointId = from && (await arrivalPlace(tx, { takerPartyId: buyerPartyId, material }));
  if (!from || !toPointId) return false;
  const { pointId, isSorted } = from;
  const here = await lockStock(tx, { pointId, kind: { material, isSorted } });
  const found = Math.min(grams, sumOf(here));
  const heaps = found === 0 ? null : takeInOrder(here, found);
  if (!heaps) return false;

  const drawn = await draw(tx, heaps);
  const lot: NewLot = { id: newId(), kind: "consigned", material, isSorted, madeGrams: found, contaminationPermille: contaminationOf(here, heaps) };
  const surplus: NewOrigin[] = grams > found ? [{ id: newId(), ledgerEntryId: null, lotId: lot.id, grams: grams - found, isRecovered: isSorted }] : [];
  const leaves: NewAct = { id: newId(), kind: "send", pointId, partyId: sellerPartyId, actorUserId, at };
  await beginAct(tx, leaves);
  await writeAct(tx, leaves, {
    lots: [lot],
    edges: heaps.map((heap) => ({ parentId: heap.id, childId: lot.id, grams: heap.grams })),
    origins: surplus,
    taken: drawn.taken,
    parts: [...drawn.origins, ...surplus].map((part) => ({ lotId: lot.id, originId: part.id, grams: part.grams })),
    postings: [
      ...heaps.map((heap) => ({ account: "stock" as const, lotId: heap.id, material, grams: -heap.grams })),
      { account: "sent", lotId: lot.id, material, grams },
      { account: "difference", lotId: lot.id, material, grams: found - grams, reason: "not_on_books" },
    ],
  });
  const comes: NewAct = { id: newId(), kind: "receive", pointId: toPointId, partyId: buyerPartyId, actorUserId, at };
  await beginAct(tx, comes);
  await writeAct(tx, comes, {
    postings: [
      { account: "received", lotId: lot.id, material, grams: -grams },
      { account: "stock", lotId: lot.id, material, grams },
    ],
  });
  if (surplus.length > 0) await raiseAlarm(tx, leaves);
  for (const act of [leaves, comes]) await record(tx, { type: "custody.changed", payload: { pointId: act.pointId }, topics: [`point:${act.pointId}`, `party:${act.partyId}`] satisfies Topic[] });
  return true;
}
