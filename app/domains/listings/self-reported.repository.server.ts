import type { Db } from "#app/platform/db/database.server.ts";

/**
 * How many listings a party took back because they were given away elsewhere. Its own word and nobody's confirmation: shown beside the
 * ledger, never counted in it.
 */
export async function countGivenElsewhere(db: Db, partyId: string): Promise<number> {
  return db.listing.count({ where: { ownerPartyId: partyId, state: "withdrawn", withdrawnReason: "given_elsewhere" } });
}
