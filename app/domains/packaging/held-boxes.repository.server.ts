import type { Db } from "#app/platform/db/database.server.ts";

/** How many boxes these parties have for a deposit. */
export async function countHeldBoxes(db: Db, partyIds: readonly string[]): Promise<number> {
  return db.packagingBox.count({ where: { holderPartyId: { in: [...partyIds] } } });
}
