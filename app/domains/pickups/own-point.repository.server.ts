import type { Tx } from "#app/platform/db/database.server.ts";
import { newId } from "#app/shared/ids.ts";

/** Writes a recycler's own point; false when one with this id is there. */
export async function insertOwnPoint(
  tx: Tx,
  input: {
    id: string;
    operatorPartyId: string;
    operatorName: string;
    name: string;
    address: string;
    city: string | null;
    searchText: string;
    latitude: number;
    longitude: number;
    timeZone: string;
    countryCode: string | null;
    tier: "collection" | "transfer" | "sorting";
    materials: string[];
    hours: { weekday: number; opensMinute: number; closesMinute: number }[];
    contentHash: string;
  },
): Promise<boolean> {
  const { materials, hours, ...point } = input;
  const { count } = await tx.recyclingPoint.createMany({
    data: [{ ...point, sourceName: "own", externalId: input.id, site: "centre", staffed: true, hoursStatus: hours.length > 0 ? "weekly" : "none" }],
    skipDuplicates: true,
  });
  if (count === 0) return false;
  await tx.pointMaterial.createMany({ data: materials.map((material) => ({ pointId: input.id, material })) });
  await tx.openingRule.createMany({ data: hours.map((rule) => ({ id: newId(), pointId: input.id, ...rule })) });
  return true;
}

/** Who runs a point now; null when there is no such point. */
export async function findOperator(tx: Tx, pointId: string): Promise<{ operatorPartyId: string | null } | null> {
  return tx.recyclingPoint.findUnique({ where: { id: pointId }, select: { operatorPartyId: true } });
}

/** Gives a point nobody runs to a recycler; false when somebody does. */
export async function setOperator(tx: Tx, input: { pointId: string; partyId: string }): Promise<boolean> {
  const { count } = await tx.recyclingPoint.updateMany({
    where: { id: input.pointId, operatorPartyId: null },
    data: { operatorPartyId: input.partyId, staffed: true, version: { increment: 1 } },
  });
  return count === 1;
}
