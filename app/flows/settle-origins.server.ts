import type { SettledOrigin } from "#app/domains/custody/acts.repository.server.ts";
import { verifyByShare } from "#app/domains/impact/corrections.service.server.ts";
import type { Tx } from "#app/platform/db/database.server.ts";

/**
 * Tells the ledger of loads that have been accounted for to the last gram: their entries become verified, by the share that was recovered.
 * Each load settles once, under an id of its own; what an operator has verified by hand or taken back stays so.
 */
export async function settleOrigins(tx: Tx, settled: readonly SettledOrigin[], at: Date): Promise<void> {
  for (const origin of settled) {
    const told = await verifyByShare(tx, { outcomeId: `custody:${origin.originId}`, entryId: origin.ledgerEntryId, recoveredGrams: origin.recoveredGrams, ofGrams: origin.grams, at });
    if (!told.ok) throw new Error(`the ledger knows nothing of entry ${origin.ledgerEntryId}: ${told.error}`);
  }
}
