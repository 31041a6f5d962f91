import type { Db } from "#app/platform/db/database.server.ts";

/** The deals that wait for an operator's decision, longest first; at most fifty. For operators only: the caller checks. */
export async function listDisputes(db: Db): Promise<{ id: string; title: string }[]> {
  const rows = await db.deal.findMany({
    where: { state: "disputed" },
    select: { id: true, listing: { select: { title: true } } },
    orderBy: [{ updatedAt: "asc" }, { id: "asc" }],
    take: 50,
  });
  return rows.map((row) => ({ id: row.id, title: row.listing.title }));
}
