import type { Tx } from "#app/platform/db/database.server.ts";
import { record } from "#app/outbox/record.server.ts";
import { newId } from "#app/shared/ids.ts";
import { beginAct, lockStock, writeAct, type NewAct, type NewLot, type Part } from "./acts.repository.server.ts";
import { raiseAlarm } from "./alarm.service.server.ts";
import { gather, sumOf } from "./mass.rules.ts";
import { findSale, soldParts, type SoldLot } from "./sales.repository.server.ts";

/** Locks the buyer's stock that taking these sales back will touch; a flow calls it before it locks their entries' chains. */
export async function holdSales(tx: Tx, ledgerEntryIds: readonly string[]): Promise<void> {
  const found = await Promise.all(ledgerEntryIds.map((id) => findSale(tx, id)));
  const sales = found.flatMap((sale) => sale ?? []).sort((one, other) => one.lotNumber - other.lotNumber);
  for (const sale of sales) await lockBuyers(tx, sale);
}

async function lockBuyers(tx: Tx, { buyer, material, isSorted }: SoldLot): Promise<Set<string>> {
  return new Set((await lockStock(tx, { pointId: buyer.pointId, kind: { material, isSorted } })).map((lot) => lot.id));
}

/**
 * Undoes a sale between recyclers whose entry the ledger took back, in the caller's transaction. What still lies at the buyer's as it was sold is
 * a lot at the seller's again; what had left is a difference of both, unexplained, so that no gram lies in two places. `actId` is the reversal's
 * own id in the ledger: a second call does nothing. Nothing either for an entry that is no sale from the books.
 */
export async function undoSale(tx: Tx, input: { actId: string; ledgerEntryId: string; actorUserId: string | null; at: Date }): Promise<void> {
  const sale = await findSale(tx, input.ledgerEntryId);
  if (!sale) return;
  const { lotId, material, isSorted, contaminationPermille, grams, buyer, seller } = sale;
  const by = { kind: "correct" as const, actorUserId: input.actorUserId, at: input.at };
  const leaves: NewAct = { id: input.actId, ...by, ...buyer };
  if (!(await beginAct(tx, leaves))) return;
  const locked = await lockBuyers(tx, sale);
  const taken = upToSold((await soldParts(tx, sale)).filter((part) => locked.has(part.lotId)), grams);
  const found = sumOf(taken);
  const heaps = gather(taken.map((part) => ({ id: part.lotId, grams: part.grams })));
  const back: NewLot = { id: newId(), kind: "consigned", material, isSorted, madeGrams: found, contaminationPermille };
  const reason = "entry_reversed";
  await writeAct(tx, leaves, {
    lots: found > 0 ? [back] : [],
    edges: heaps.map((heap) => ({ parentId: heap.id, childId: back.id, grams: heap.grams })),
    taken,
    parts: gather(taken.map((part) => ({ id: part.originId, grams: part.grams }))).map((part) => ({ lotId: back.id, originId: part.id, grams: part.grams })),
    postings: [
      { account: "received", lotId, material, grams, reason },
      ...heaps.map((heap) => ({ account: "stock" as const, lotId: heap.id, material, grams: -heap.grams, reason })),
      { account: "difference", lotId, material, grams: found - grams, reason: "sent_on" },
    ],
  });
  const returns: NewAct = { id: newId(), ...by, ...seller };
  await beginAct(tx, returns);
  await writeAct(tx, returns, {
    postings: [
      { account: "sent", lotId, material, grams: -grams, reason },
      ...(found > 0 ? [{ account: "stock" as const, lotId: back.id, material, grams: found, reason }] : []),
      { account: "difference", lotId, material, grams: grams - found, reason: "sent_on" },
    ],
  });
  for (const act of [leaves, returns]) {
    await raiseAlarm(tx, act);
    await record(tx, { type: "custody.changed", payload: { pointId: act.pointId }, topics: [`point:${act.pointId}`, `party:${act.partyId}`] });
  }
}

/**
 * Of each load no more than was sold of it, for the buyer may have got more of the same load another way; and of all no more than was sold, for
 * what a count found at the buyer's later lies in the sold lot too.
 */
function upToSold(parts: readonly (Part & { capGrams: number })[], soldGrams: number): Part[] {
  const left = new Map(parts.map((part) => [part.originId, part.capGrams]));
  let open = soldGrams;
  return parts.flatMap(({ lotId, originId, grams }) => {
    const taken = Math.min(grams, left.get(originId) ?? 0, open);
    left.set(originId, (left.get(originId) ?? 0) - taken);
    open -= taken;
    return taken > 0 ? [{ lotId, originId, grams: taken }] : [];
  });
}
