import type { Db } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { PointTier } from "./custody.rules.ts";
import type { PlaceFacts } from "./custody.schema.ts";

/** A point that somebody runs here, as this room needs it, or null. */
export async function findPlace(db: Db, pointId: string): Promise<PlaceFacts | null> {
  const [place] = await places(db, { id: pointId });
  return place ?? null;
}

/** The points a recycler runs, oldest first. */
export async function placesOf(db: Db, partyId: string): Promise<PlaceFacts[]> {
  return places(db, { operatorPartyId: partyId });
}

/** Where a point's stock may go: transfer stations and sorting centres that somebody runs here, and the recycler's own points; by name. */
export async function destinationsFor(db: Db, from: { id: string; partyId: string }): Promise<PlaceFacts[]> {
  const found = await places(db, { id: { not: from.id }, OR: [{ tier: { in: ["transfer", "sorting"] }, operatorPartyId: { not: null } }, { operatorPartyId: from.partyId }] });
  return found.sort((one, other) => one.name.localeCompare(other.name));
}

async function places(db: Db, where: object): Promise<PlaceFacts[]> {
  const rows = await db.recyclingPoint.findMany({
    where: { operatorPartyId: { not: null }, ...where },
    select: {
      id: true, name: true, operatorName: true, city: true, countryCode: true, tier: true, timeZone: true, operatorPartyId: true,
      materials: { where: { accepts: true }, select: { material: true } },
    },
    orderBy: { createdAt: "asc" },
    take: 500,
  });
  return rows.flatMap(({ operatorPartyId, operatorName, name, tier, materials, ...row }) =>
    operatorPartyId === null
      ? []
      : [{ ...row, partyId: operatorPartyId, partyName: operatorName ?? "", name: name ?? operatorName ?? row.id, tier: tier as PointTier, accepts: materials.map((one) => one.material) }],
  );
}

/**
 * Where a load that a deal brought to a recycler lies from then on: at its oldest point that takes the material, else at its oldest point.
 * Null when the taker is no recycler or has no point.
 */
export async function arrivalPlace(db: Db, input: { takerPartyId: string; material: string }): Promise<string | null> {
  const [row] = await db.$queryRaw<{ id: string }[]>(sql`
    SELECT p.id FROM recycling_point p JOIN party taker ON taker.id = p.operator_party_id
    WHERE p.operator_party_id = ${input.takerPartyId} AND taker.kind = 'recycler'
    ORDER BY EXISTS (SELECT 1 FROM point_material m WHERE m.point_id = p.id AND m.material = ${input.material} AND m.accepts) DESC, p.created_at, p.id LIMIT 1`);
  return row?.id ?? null;
}

/**
 * What of a recycler's stock is sold when it sells a material: at one point, sorted or not. Sorted before unsorted where both are enough, the
 * oldest point first; where none is enough, what is the most. Null when nothing of it lies anywhere.
 */
export async function stockForSale(db: Db, input: { partyId: string; material: string; grams: number }): Promise<{ pointId: string; isSorted: boolean } | null> {
  const [row] = await db.$queryRaw<{ pointId: string; isSorted: boolean }[]>(sql`
    SELECT s.* FROM (
      SELECT b.point_id AS "pointId", l.is_sorted AS "isSorted", sum(b.grams)::bigint AS grams, min(p.created_at) AS since
      FROM custody_balance b JOIN custody_lot l ON l.id = b.lot_id JOIN recycling_point p ON p.id = b.point_id JOIN party o ON o.id = p.operator_party_id
      WHERE p.operator_party_id = ${input.partyId} AND o.kind = 'recycler' AND l.material = ${input.material} AND b.grams > 0 GROUP BY 1, 2) s
    ORDER BY s.grams >= ${input.grams} DESC, CASE WHEN s.grams >= ${input.grams} THEN 0 ELSE -s.grams END, s."isSorted" DESC, s.since, s."pointId" LIMIT 1`);
  return row ? { pointId: row.pointId, isSorted: row.isSorted } : null;
}

/** Owners and managers of a party, who are told what concerns its stock. */
export async function managersOf(db: Db, partyId: string): Promise<string[]> {
  const rows = await db.membership.findMany({ where: { partyId, state: "active", role: { in: ["owner", "manager"] } }, select: { userId: true }, orderBy: { userId: "asc" }, take: 50 });
  return rows.map((row) => row.userId);
}
