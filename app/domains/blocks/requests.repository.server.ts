import type { Db } from "#app/platform/db/database.server.ts";

/** States in which a request still waits for somebody's answer. */
const unanswered = ["requested", "offered", "countered"] as const;

/** The unanswered requests and offers between two parties, in the order of their listings. */
export async function listOpenRequestIdsBetween(db: Db, a: string, b: string): Promise<string[]> {
  const rows = await db.deal.findMany({
    where: {
      state: { in: [...unanswered] },
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
