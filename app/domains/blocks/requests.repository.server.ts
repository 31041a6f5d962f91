import type { Db } from "#app/platform/db/database.server.ts";

/** The unanswered requests between two parties, in the order of their listings. */
export async function listOpenRequestIdsBetween(db: Db, a: string, b: string): Promise<string[]> {
  const rows = await db.deal.findMany({
    where: {
      state: "requested",
      OR: [
        { giverPartyId: a, takerPartyId: b },
        { giverPartyId: b, takerPartyId: a },
      ],
    },
    select: { id: true },
    orderBy: [{ listingId: "asc" }, { id: "asc" }],
    take: 1000,
  });
  return rows.map((row) => row.id);
}
