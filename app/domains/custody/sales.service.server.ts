import type { Tx } from "#app/platform/db/database.server.ts";
import { record } from "#app/outbox/record.server.ts";
import type { Topic } from "#app/outbox/events.ts";
import { newId } from "#app/shared/ids.ts";
import { beginAct, lockStock, writeAct, type NewAct, type NewLot, type StockLot } from "./acts.repository.server.ts";
import { raiseAlarm } from "./alarm.service.server.ts";
import { contaminationOf, draw } from "./draw.server.ts";
import { MAX_GRAMS, sumOf, takeInOrder } from "./mass.rules.ts";
import { arrivalPlace, stockForSale } from "./places.repository.server.ts";

/** What a recycler sold to another, as it was handed over. Grams. */
export type Sale = { sellerPartyId: string; buyerPartyId: string; material: string; grams: number; contaminationPermille?: number; actorUserId: string | null; at: Date };

/** A sale that stock can follow, with what the seller's books hold of it under lock. `foundGrams` is at least one. */
export type HeldSale = { fromPointId: string; toPointId: string; isSorted: boolean; here: StockLot[]; foundGrams: number };

/**
 * Finds and locks what of a sale lies on the seller's books. Null where the seller has none of it there (then it comes to the buyer as from
 * anybody), where either is no recycler, where the buyer has no point, or where it is more than a lot can hold.
 */
export async function holdSale(tx: Tx, sale: Pick<Sale, "sellerPartyId" | "buyerPartyId" | "material" | "grams">): Promise<HeldSale | null> {
  const { sellerPartyId, buyerPartyId, material, grams } = sale;
  if (sellerPartyId === buyerPartyId || grams <= 0 || grams > MAX_GRAMS) return null;
  const from = await stockForSale(tx, { partyId: sellerPartyId, material, grams });
  const toPointId = from && (await arrivalPlace(tx, { takerPartyId: buyerPartyId, material }));
  if (!from || !toPointId) return null;
  const here = await lockStock(tx, { pointId: from.pointId, kind: { material, isSorted: from.isSorted } });
  const foundGrams = Math.min(grams, sumOf(here));
  return foundGrams === 0 ? null : { fromPointId: from.pointId, toPointId, isSorted: from.isSorted, here, foundGrams };
}

/**
 * Moves what a deal sold from the seller's stock to the buyer's, in the caller's transaction: the seller's oldest lots of it become one lot,
 * which lies at the buyer's, with them as its parents; the act has the id of the ledger's entry about it. What the seller hands over beyond its
 * books is a difference of its own point, unexplained, and a load of its own at the buyer's, which `surplusEntryId` counts: nobody has sorted
 * or counted it before. Stock is never below nothing. A second call under the same entry does nothing.
 */
export async function recordSale(tx: Tx, sale: Sale, held: HeldSale, entries: { entryId: string; surplusEntryId: string | null }): Promise<void> {
  const { sellerPartyId, buyerPartyId, material, grams, contaminationPermille = 0, actorUserId, at } = sale;
  const { fromPointId, toPointId, isSorted, here, foundGrams } = held;
  const heaps = takeInOrder(here, foundGrams);
  if (!heaps) throw new Error(`of sale ${entries.entryId} less lies there than was held`);
  const leaves: NewAct = { id: entries.entryId, kind: "send", pointId: fromPointId, partyId: sellerPartyId, actorUserId, at };
  if (!(await beginAct(tx, leaves))) return;
  const comes = (): NewAct => ({ id: newId(), kind: "receive", pointId: toPointId, partyId: buyerPartyId, actorUserId, at });
  const surplus = entries.surplusEntryId === null ? [] : [{ lotId: newId(), originId: newId(), ledgerEntryId: entries.surplusEntryId, grams: grams - foundGrams }];
  if (surplus.length > 0) await writeSurplus(tx, comes(), surplus, { material, contaminationPermille });

  const drawn = await draw(tx, heaps);
  const lot: NewLot = { id: newId(), kind: "consigned", material, isSorted, madeGrams: foundGrams, contaminationPermille: contaminationOf(here, heaps) };
  await writeAct(tx, leaves, {
    lots: [lot],
    edges: heaps.map((heap) => ({ parentId: heap.id, childId: lot.id, grams: heap.grams })),
    taken: drawn.taken,
    parts: drawn.origins.map((part) => ({ lotId: lot.id, originId: part.id, grams: part.grams })),
    postings: [
      ...heaps.map((heap) => ({ account: "stock" as const, lotId: heap.id, material, grams: -heap.grams })),
      { account: "sent", lotId: lot.id, material, grams: foundGrams },
      ...surplus.flatMap((load) => [
        { account: "sent" as const, lotId: load.lotId, material, grams: load.grams },
        { account: "difference" as const, lotId: load.lotId, material, grams: -load.grams, reason: "not_on_books" },
      ]),
    ],
  });
  const received = comes();
  await beginAct(tx, received);
  await writeAct(tx, received, {
    postings: [
      { account: "received", lotId: lot.id, material, grams: -foundGrams },
      { account: "stock", lotId: lot.id, material, grams: foundGrams },
    ],
  });
  if (surplus.length > 0) await raiseAlarm(tx, leaves);
  for (const act of [leaves, received]) await record(tx, { type: "custody.changed", payload: { pointId: act.pointId }, topics: [`point:${act.pointId}`, `party:${act.partyId}`] satisfies Topic[] });
}

type Surplus = { lotId: string; originId: string; ledgerEntryId: string; grams: number };

/** What was on nobody's books, as a load at the buyer's. */
async function writeSurplus(tx: Tx, act: NewAct, loads: readonly Surplus[], { material, contaminationPermille }: { material: string; contaminationPermille: number }): Promise<void> {
  await beginAct(tx, act);
  await writeAct(tx, act, {
    lots: loads.map((load): NewLot => ({ id: load.lotId, kind: "arrival", material, isSorted: false, madeGrams: load.grams, contaminationPermille })),
    origins: loads.map(({ originId, ledgerEntryId, lotId, grams }) => ({ id: originId, ledgerEntryId, lotId, grams, isRecovered: false })),
    parts: loads.map(({ lotId, originId, grams }) => ({ lotId, originId, grams })),
    postings: loads.flatMap(({ lotId, grams }) => [
      { account: "received" as const, lotId, material, grams: -grams },
      { account: "stock" as const, lotId, material, grams },
    ]),
  });
}
