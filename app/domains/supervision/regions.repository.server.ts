import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";

/** The regions of an authority, by their codes; at most a hundred. */
export async function listRegions(db: Db, partyId: string): Promise<string[]> {
  const rows = await db.authorityRegion.findMany({ where: { partyId }, select: { region: true }, orderBy: { region: "asc" }, take: 100 });
  return rows.map((row) => row.region);
}

/** Writes a region down; false when it stands there already. */
export async function insertRegion(tx: Tx, row: { partyId: string; region: string; statedByUserId: string; statedAt: Date }): Promise<boolean> {
  return (await tx.authorityRegion.createMany({ data: [row], skipDuplicates: true })).count === 1;
}

/** Takes a region away; false when it was not there. */
export async function deleteRegion(tx: Tx, row: { partyId: string; region: string }): Promise<boolean> {
  return (await tx.authorityRegion.deleteMany({ where: row })).count === 1;
}

/** Whether a party is an authority. */
export async function isAuthority(db: Db, partyId: string): Promise<boolean> {
  return (await db.party.findFirst({ where: { id: partyId, kind: "authority" }, select: { id: true } })) !== null;
}

/** Every authority with its regions, by name; at most two hundred. */
export async function listAuthorities(db: Db): Promise<{ id: string; name: string; regions: string[] }[]> {
  return db.$queryRaw<{ id: string; name: string; regions: string[] }[]>(sql`
    SELECT p.id, p.name, coalesce(array_agg(r.region ORDER BY r.region) FILTER (WHERE r.region IS NOT NULL), '{}') AS regions
    FROM party p LEFT JOIN authority_region r ON r.party_id = p.id WHERE p.kind = 'authority' GROUP BY p.id, p.name ORDER BY p.name, p.id LIMIT 200`);
}
