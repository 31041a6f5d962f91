import type { Db } from "#app/platform/db/database.server.ts";

/** True when one of these parties is a side of the deal. */
export async function isDealParty(db: Db, input: { dealId: string; partyIds: string[] }): Promise<boolean> {
  const deal = await db.deal.findFirst({
    where: {
      id: input.dealId,
      OR: [{ giverPartyId: { in: input.partyIds } }, { takerPartyId: { in: input.partyIds } }],
    },
    select: { id: true },
  });
  return deal !== null;
}
