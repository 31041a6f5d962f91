import type { Tx } from "#app/platform/db/database.server.ts";
import { record } from "#app/outbox/record.server.ts";
import { newId } from "#app/shared/ids.ts";
import { beginAct, writeAct, type NewAct, type NewLot, type NewOrigin } from "./acts.repository.server.ts";
import { MAX_GRAMS } from "./mass.rules.ts";
import { arrivedEntries } from "./origins.repository.server.ts";

/** A load that came in. `grams` as the scale said, with whatever does not belong in it; that part is noted beside. */
export type Load = { ledgerEntryId: string; material: string; grams: number; contaminationPermille: number };

/**
 * Puts loads into a point's stock, a lot each, in the caller's transaction. What the ledger's entry counts is the lot's origin; an entry
 * arrives once, however often it is told.
 */
export async function recordArrivals(
  tx: Tx,
  input: { pointId: string; partyId: string; actorUserId: string | null; loads: readonly Load[]; at: Date },
): Promise<void> {
  const known = await arrivedEntries(tx, input.loads.map((load) => load.ledgerEntryId));
  const fresh = input.loads.filter((load) => load.grams > 0 && load.grams <= MAX_GRAMS && !known.has(load.ledgerEntryId)).map((load) => ({ ...load, lotId: newId(), originId: newId() }));
  if (fresh.length === 0) return;
  const { pointId, partyId, actorUserId, at } = input;
  const act: NewAct = { id: newId(), kind: "arrive", pointId, partyId, actorUserId, at };
  await beginAct(tx, act);
  await writeAct(tx, act, {
    lots: fresh.map((load): NewLot => ({ id: load.lotId, kind: "arrival", material: load.material, isSorted: false, madeGrams: load.grams, contaminationPermille: load.contaminationPermille })),
    origins: fresh.map((load): NewOrigin => ({ id: load.originId, ledgerEntryId: load.ledgerEntryId, lotId: load.lotId, grams: load.grams, isRecovered: false })),
    parts: fresh.map(({ lotId, originId, grams }) => ({ lotId, originId, grams })),
    postings: fresh.flatMap(({ lotId, material, grams }) => [
      { account: "stock" as const, lotId, material, grams },
      { account: "arrived" as const, lotId, material, grams: -grams },
    ]),
  });
  await record(tx, { type: "custody.changed", payload: { pointId }, topics: [`point:${pointId}`, `party:${partyId}`] });
}
