import { recordArrivals } from "#app/domains/custody/arrivals.service.server.ts";
import { arrivalPlace } from "#app/domains/custody/places.repository.server.ts";
import { holdSale, recordSale } from "#app/domains/custody/sales.service.server.ts";
import { surplusCause } from "#app/domains/deals/tally.repository.server.ts";
import { recordLot, type MovedLot, type RecordedLot } from "#app/domains/impact/ledger.service.server.ts";
import type { Tx } from "#app/platform/db/database.server.ts";

type By = { actorUserId: string | null; now: Date };

/** The entry of a lot, and where a part of it is counted by itself, that part's. */
export type TalliedLot = [RecordedLot, ...RecordedLot[]];

/**
 * Counts what moved, and moves it in stock. What a recycler had on its books and sold to another was counted when it came to the first of
 * them: it is handed on. What it sold beyond its books was never counted: it has an entry of its own.
 */
export async function tallyLot(tx: Tx, lot: MovedLot, by: By): Promise<TalliedLot> {
  const { kind, material, giverPartyId: sellerPartyId, takerPartyId: buyerPartyId, contaminationPermille } = lot;
  const grams = gramsOf(lot);
  const sale = kind === "material" && material !== null && grams !== null ? { sellerPartyId, buyerPartyId, material, grams, ...(contaminationPermille === undefined ? {} : { contaminationPermille }), actorUserId: by.actorUserId, at: by.now } : null;
  const held = sale && (await holdSale(tx, sale));
  if (!sale || !held) {
    const entry = await recordLot(tx, lot, by.now);
    await putInStock(tx, lot, { entryId: entry.entryId, ...by });
    return [entry];
  }
  const { foundGrams } = held;
  const handedOn = await recordLot(tx, { ...lot, weights: weighing(lot, foundGrams), isHandedOn: true }, by.now);
  const cause = surplusCause(lot.causeId);
  const surplus = sale.grams > foundGrams ? [await recordLot(tx, { ...lot, causeId: cause, lotId: cause, weights: weighing(lot, sale.grams - foundGrams) }, by.now)] : [];
  await recordSale(tx, sale, held, { entryId: handedOn.entryId, surplusEntryId: surplus[0]?.entryId ?? null });
  return [handedOn, ...surplus];
}

function gramsOf({ weights }: MovedLot): number | null {
  return weights.measuredGrams ?? weights.declaredConfirmedGrams;
}

/** A part of a lot, weighed or declared as the whole was. */
function weighing({ weights }: MovedLot, grams: number): MovedLot["weights"] {
  return weights.measuredGrams === null ? { measuredGrams: null, declaredConfirmedGrams: grams } : { measuredGrams: grams, declaredConfirmedGrams: null };
}

/** A material that a recycler took lies in its stock from then on. */
async function putInStock(tx: Tx, lot: MovedLot, by: By & { entryId: string }): Promise<void> {
  const { kind, material, takerPartyId, contaminationPermille = 0 } = lot;
  const grams = gramsOf(lot);
  if (kind !== "material" || material === null || grams === null) return;
  const pointId = await arrivalPlace(tx, { takerPartyId, material });
  if (pointId === null) return;
  await recordArrivals(tx, { pointId, partyId: takerPartyId, actorUserId: by.actorUserId, loads: [{ ledgerEntryId: by.entryId, material, grams, contaminationPermille }], at: by.now });
}
