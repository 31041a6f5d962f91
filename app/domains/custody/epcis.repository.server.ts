import type { Db } from "#app/platform/db/database.server.ts";
import type { EpcisAct } from "./epcis.ts";

/** The most acts that one document holds; `isCut` where there are more. */
export const EPCIS_LIMIT = 2000;

const whole = {
  id: true, kind: true, pointId: true, consignmentId: true, at: true, recordedAt: true,
  postings: { select: { account: true, lotId: true, material: true, grams: true, reason: true }, orderBy: { line: "asc" } },
} as const;

export type EpcisActs = { acts: EpcisAct[]; isCut: boolean };

/** What happened at a point in a period, in order. */
export async function actsAt(db: Db, input: { pointId: string; from: Date; until: Date }, limit = EPCIS_LIMIT): Promise<EpcisActs> {
  return acts(db, { pointId: input.pointId, at: { gte: input.from, lt: input.until } }, limit);
}

/** What happened to lots, in order. */
export async function actsOn(db: Db, lotIds: readonly string[]): Promise<EpcisActs> {
  return acts(db, { postings: { some: { lotId: { in: [...lotIds] } } } }, EPCIS_LIMIT);
}

async function acts(db: Db, where: object, limit: number): Promise<EpcisActs> {
  const found = await db.custodyAct.findMany({ where, select: whole, orderBy: { seq: "asc" }, take: limit + 1 });
  const rows = found.slice(0, limit);
  const consignments = await db.consignment.findMany({
    where: { id: { in: [...new Set(rows.flatMap((row) => row.consignmentId ?? []))] } },
    select: { id: true, fromPointId: true, toPointId: true, fromPartyId: true, toPartyId: true },
  });
  const zones = await db.recyclingPoint.findMany({ where: { id: { in: [...new Set(rows.map((row) => row.pointId))] } }, select: { id: true, timeZone: true } });
  const wayOf = new Map(consignments.map((one) => [one.id, one]));
  const zoneOf = new Map(zones.map((point) => [point.id, point.timeZone]));
  const told = rows.map(({ consignmentId, ...act }) => ({ ...act, timeZone: zoneOf.get(act.pointId) ?? "UTC", consignment: consignmentId === null ? null : (wayOf.get(consignmentId) ?? null) }));
  return { acts: told, isCut: found.length > limit };
}
