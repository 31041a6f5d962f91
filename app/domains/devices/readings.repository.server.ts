import { createHash } from "node:crypto";
import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { emptySql, sql } from "#app/platform/db/sql.server.ts";
import { newId } from "#app/shared/ids.ts";
import type { AdmittedDevice, ReadingView } from "./devices.schema.ts";

/** What a device says it read. Masses in grams; `booking` is the booking's id or six digits, where it knows them. */
export type DeviceReadingInput = {
  id: string;
  measuredAt: Date;
  material: string;
  grossGrams: number;
  tareGrams: number;
  contaminationPermille: number;
  unit: "kg" | "g" | "jin";
  booking: { id: string } | { code: string } | null;
  /** Where it corrects an earlier one. */
  reason: string | null;
};

export type ReadingRow = {
  id: string;
  deviceId: string;
  partyId: string;
  pointId: string;
  material: string;
  grossGrams: number;
  tareGrams: number;
  contaminationPermille: number;
  unit: "kg" | "g" | "jin";
  measuredAt: Date;
  contentHash: string;
  state: "attached" | "waiting" | "dismissed";
  code: string | null;
  bookingId: string | null;
  version: number;
};

const readingSelect = { id: true, deviceId: true, partyId: true, pointId: true, material: true, grossGrams: true, tareGrams: true, contaminationPermille: true, unit: true, measuredAt: true, contentHash: true, state: true, code: true, bookingId: true, version: true } as const;

/**
 * What a reading says, as one short text: the same id with another one is another reading. Its time is left out, because a device may
 * have set its clock between the first time it sent it and the second.
 */
export function contentHashOf(reading: DeviceReadingInput): string {
  const { measuredAt: _measuredAt, ...said } = reading;
  return createHash("sha256").update(JSON.stringify(Object.entries(said).sort(([a], [b]) => (a < b ? -1 : 1)))).digest("hex");
}

/** Keeps a device as it is until the transaction ends; false when it is revoked. */
export async function holdDevice(tx: Tx, deviceId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ state: string }[]>(sql`SELECT state FROM device WHERE id = ${deviceId} FOR SHARE`);
  return rows[0]?.state === "active";
}

/** A reading by the device's own id of it; null when it never came. */
export async function findRepeated(db: Db, input: { deviceId: string; readingId: string }): Promise<ReadingRow | null> {
  return (await db.deviceReading.findUnique({ where: { deviceId_readingId: input }, select: readingSelect })) as ReadingRow | null;
}

/** Writes a reading that waits; its id, or null when it is there already (kept by an index). */
export async function insertReading(tx: Tx, input: { device: AdmittedDevice; reading: DeviceReadingInput; netGrams: number; now: Date }): Promise<string | null> {
  const { device, reading, netGrams, now } = input;
  const { id: readingId, booking: _booking, reason: _reason, ...said } = reading;
  const id = newId();
  const { count } = await tx.deviceReading.createMany({
    data: [{ id, deviceId: device.id, readingId, partyId: device.partyId, pointId: device.pointId, ...said, netGrams, receivedAt: now, contentHash: contentHashOf(reading), state: "waiting" }],
    skipDuplicates: true,
  });
  return count === 1 ? id : null;
}

/** Notes why a reading waits. */
export async function setCode(tx: Tx, input: { id: string; code: string }): Promise<void> {
  await tx.deviceReading.updateMany({ where: { id: input.id, state: "waiting" }, data: { code: input.code } });
}

/** Says where a waiting reading went; false when it does not wait any more, or is not as it was seen. */
export async function settleReading(
  tx: Tx,
  input: { id: string; version: number } & ({ to: "attached"; bookingId: string; weighInId: string; handledBy: { userId: string; at: Date } | null; reason: string | null } | { to: "dismissed"; reason: string; handledBy: { userId: string; at: Date } }),
): Promise<boolean> {
  const where = input.to === "attached" ? { bookingId: input.bookingId, weighInId: input.weighInId, code: null } : {};
  const { count } = await tx.deviceReading.updateMany({
    where: { id: input.id, version: input.version, state: "waiting" },
    data: { state: input.to, ...where, reason: input.reason, handledByUserId: input.handledBy?.userId ?? null, handledAt: input.handledBy?.at ?? null, version: { increment: 1 } },
  });
  return count === 1;
}

/** A reading, or null. `lock` holds the row. */
export async function findReading(db: Db, id: string, lock = false): Promise<(ReadingRow & { deviceName: string }) | null> {
  const rows = await db.$queryRaw<(ReadingRow & { deviceName: string })[]>(sql`
    SELECT r.id, r.device_id AS "deviceId", r.party_id AS "partyId", r.point_id AS "pointId", r.material, r.gross_grams AS "grossGrams", r.tare_grams AS "tareGrams",
      r.contamination_permille AS "contaminationPermille", r.unit, r.measured_at AS "measuredAt", r.content_hash AS "contentHash", r.state, r.code,
      r.booking_id AS "bookingId", r.version, d.name AS "deviceName"
    FROM device_reading r JOIN device d ON d.id = r.device_id WHERE r.id = ${id} ${lock ? sql`FOR UPDATE OF r` : emptySql}`);
  return rows[0] ?? null;
}

/** A party's readings that wait, the oldest first, after `afterId` of the page before. */
export async function listWaiting(db: Db, input: { partyId: string; after: { receivedAt: Date; id: string } | null; limit: number }): Promise<ReadingView[]> {
  type Row = Omit<ReadingView, "measuredAt" | "receivedAt"> & { measuredAt: Date; receivedAt: Date };
  const { after } = input;
  const rows = await db.$queryRaw<Row[]>(sql`
    SELECT r.id, d.name AS "deviceName", r.point_id AS "pointId", coalesce(p.name, p.operator_name, p.address, '') AS "pointName", p.time_zone AS "timeZone", r.material,
      r.gross_grams AS "grossGrams", r.tare_grams AS "tareGrams", r.net_grams AS "netGrams", r.contamination_permille AS "contaminationPermille",
      r.measured_at AS "measuredAt", r.received_at AS "receivedAt", r.code, r.version
    FROM device_reading r JOIN device d ON d.id = r.device_id JOIN recycling_point p ON p.id = r.point_id
    WHERE r.party_id = ${input.partyId} AND r.state = 'waiting' ${after ? sql`AND (r.received_at, r.id) > (${after.receivedAt}::timestamptz, ${after.id})` : emptySql}
    ORDER BY r.received_at, r.id LIMIT ${input.limit}`);
  return rows.map((row) => ({ ...row, measuredAt: row.measuredAt.toISOString(), receivedAt: row.receivedAt.toISOString() }));
}
