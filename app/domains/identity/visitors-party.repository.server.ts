import type { Tx } from "#app/platform/db/database.server.ts";

/**
 * The party that stands for everybody who brings something to a recycler without saying who they are. A household nobody belongs to: in no
 * directory, in no community, in no ranking. Made at the first such visit; returns its id.
 */
export async function ensureVisitorsParty(tx: Tx, recycler: { id: string; name: string; timeZone: string }): Promise<string> {
  const id = `visitors-${recycler.id}`;
  await tx.party.createMany({ data: [{ id, kind: "household", name: recycler.name, slug: id, timeZone: recycler.timeZone, isListed: false, memberCount: 0 }], skipDuplicates: true });
  return id;
}
