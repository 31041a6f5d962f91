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
 * Null when the taker is no recycler or has no point, or when the giver is a recycler too: what is in the network goes by consignment.
 */
export async function arrivalPlace(db: Db, input: { takerPartyId: string; giverPartyId: string; material: string }): Promise<string | null> {
  const [row] = await db.$queryRaw<{ id: string }[]>(sql`
    SELECT p.id FROM recycling_point p JOIN party taker ON taker.id = p.operator_party_id
    WHERE p.operator_party_id = ${input.takerPartyId} AND taker.kind = 'recycler'
      AND NOT EXISTS (SELECT 1 FROM party giver WHERE giver.id = ${input.giverPartyId} AND giver.kind = 'recycler')
    ORDER BY EXISTS (SELECT 1 FROM point_material m WHERE m.point_id = p.id AND m.material = ${input.material} AND m.accepts) DESC, p.created_at, p.id LIMIT 1`);
  return row?.id ?? null;
}

/** Owners and managers of a party, who are told what concerns its stock. */
export async function managersOf(db: Db, partyId: string): Promise<string[]> {
  const rows = await db.membership.findMany({ where: { partyId, state: "active", role: { in: ["owner", "manager"] } }, select: { userId: true }, orderBy: { userId: "asc" }, take: 50 });
  return rows.map((row) => row.userId);
}
