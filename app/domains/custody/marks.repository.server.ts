import type { Db } from "#app/platform/db/database.server.ts";

/** What is so of consignments now: their state, by id. */
export async function consignmentMarks(db: Db, ids: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db.consignment.findMany({ where: { id: { in: [...ids] } }, select: { id: true, state: true }, take: ids.length });
  return new Map(rows.map((row) => [row.id, [row.state]]));
}

/** The id of a point's month, for what is told about it. */
export function balanceId(pointId: string, month: string): string {
  return `${pointId}/${month}`;
}

/** An alarm that was raised stays raised: its month's balance does not change behind anybody's back. */
export async function balanceMarks(db: Db, ids: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db.balanceAlarm.findMany({
    where: { OR: ids.map((id) => ({ pointId: id.slice(0, id.lastIndexOf("/")), month: id.slice(id.lastIndexOf("/") + 1) })) },
    select: { pointId: true, month: true },
    take: ids.length,
  });
  return new Map(rows.map((row) => [balanceId(row.pointId, row.month), ["raised"]]));
}
