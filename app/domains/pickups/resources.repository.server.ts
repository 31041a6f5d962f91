import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { ResourceKind, ResourceView } from "./resources.schema.ts";

/** What a recycler's points have one of, by point and name, with how many slots ahead need it. */
export async function selectResources(db: Db, input: { recyclerPartyId: string; now: Date }): Promise<ResourceView[]> {
  return db.$queryRaw<ResourceView[]>(sql`
    SELECT r.id, r.point_id AS "pointId", coalesce(p.name, p.operator_name, p.address, '') AS "pointName", r.kind::text AS kind, r.name, r.buffer_minutes AS "bufferMinutes", r.is_active AS "isActive", r.version,
      (SELECT count(*)::int FROM slot s WHERE s.resource_id = r.id AND s.busy_until > ${input.now}::timestamptz) AS "slotsAhead"
    FROM point_resource r JOIN recycling_point p ON p.id = r.point_id
    WHERE r.recycler_party_id = ${input.recyclerPartyId} ORDER BY 3, r.name, r.id LIMIT 200`);
}

/** What a verb needs of one. */
export type ResourceRow = { id: string; pointId: string; recyclerPartyId: string; kind: ResourceKind; name: string; bufferMinutes: number; isActive: boolean; version: number };

const select = { id: true, pointId: true, recyclerPartyId: true, kind: true, name: true, bufferMinutes: true, isActive: true, version: true } as const;

export async function findResource(db: Db, id: string): Promise<ResourceRow | null> {
  return db.pointResource.findUnique({ where: { id }, select });
}

/**
 * One that is held until the transaction ends: whoever opens slots for it waits here, so that two patterns cannot each write a half and wait
 * for the other's at the exclusion constraint. Null for an unknown one.
 */
export async function lockResource(tx: Tx, id: string): Promise<ResourceRow | null> {
  await tx.$queryRaw(sql`SELECT id FROM point_resource WHERE id = ${id} FOR UPDATE`);
  return findResource(tx, id);
}

/** Writes one. @throws a unique violation when the point has one of this name */
export async function insertResource(tx: Tx, input: Omit<ResourceRow, "isActive" | "version">): Promise<void> {
  await tx.pointResource.create({ data: input, select: { id: true } });
}

/** Changes one by compare-and-swap; false when its version is another one now. @throws a unique violation on a name that is taken */
export async function updateResource(tx: Tx, input: { id: string; version: number; name: string; bufferMinutes: number; isActive: boolean }): Promise<boolean> {
  const { id, version, ...change } = input;
  const { count } = await tx.pointResource.updateMany({ where: { id, version }, data: { ...change, version: { increment: 1 } } });
  return count === 1;
}

/** Slots that keep a resource between two instants, soonest first. */
export async function selectBusyTimes(db: Db, input: { resourceId: string; from: Date; until: Date; limit: number }): Promise<{ startsAt: Date; busyUntil: Date }[]> {
  return db.$queryRaw(sql`
    SELECT starts_at AS "startsAt", busy_until AS "busyUntil" FROM slot
    WHERE resource_id = ${input.resourceId} AND busy_until IS NOT NULL AND starts_at < ${input.until}::timestamptz AND busy_until > ${input.from}::timestamptz
    ORDER BY starts_at, id LIMIT ${input.limit}`);
}

/** Others at the point that are free during all of these times, their own buffer included. */
export async function selectFreeResources(db: Db, input: { pointId: string; exceptId: string; times: readonly { startsAt: Date; endsAt: Date }[] }): Promise<{ id: string; name: string }[]> {
  const times = JSON.stringify(input.times.map((time) => ({ from: time.startsAt.toISOString(), until: time.endsAt.toISOString() })));
  return db.$queryRaw(sql`
    SELECT r.id, r.name FROM point_resource r
    WHERE r.point_id = ${input.pointId} AND r.id <> ${input.exceptId} AND r.is_active AND NOT EXISTS (
      SELECT 1 FROM slot s, jsonb_to_recordset(${times}::jsonb) AS w("from" timestamptz, "until" timestamptz)
      WHERE s.resource_id = r.id AND s.busy_until IS NOT NULL AND s.starts_at < w."until" + make_interval(mins => r.buffer_minutes) AND s.busy_until > w."from")
    ORDER BY r.name, r.id LIMIT 20`);
}
