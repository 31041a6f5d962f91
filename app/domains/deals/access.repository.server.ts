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

/** The two parties of a deal; nothing for an unknown id. */
export async function findDealParties(db: Db, dealId: string): Promise<string[]> {
  const deal = await db.deal.findUnique({ where: { id: dealId }, select: { giverPartyId: true, takerPartyId: true } });
  return deal ? [deal.giverPartyId, deal.takerPartyId] : [];
}
