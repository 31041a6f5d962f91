import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import type { DeviceKind } from "./devices.rules.ts";
import type { DeviceView, RegisterDevice } from "./devices.schema.ts";

export type DeviceRow = { id: string; partyId: string; pointId: string; name: string; kind: DeviceKind; publicKey: string; thumbprint: string; state: "active" | "revoked"; version: number };

const deviceSelect = { id: true, partyId: true, pointId: true, name: true, kind: true, publicKey: true, thumbprint: true, state: true, version: true } as const;

/** A device by its id, or by the thumbprint of its key; null when there is none. */
export async function findDevice(db: Db, by: { id: string } | { thumbprint: string }): Promise<DeviceRow | null> {
  return (await db.device.findUnique({ where: by, select: deviceSelect })) as DeviceRow | null;
}

/** Writes a device; false when this id or this key is there already. */
export async function insertDevice(tx: Tx, input: RegisterDevice & { partyId: string; thumbprint: string; userId: string; now: Date }): Promise<boolean> {
  const { deviceId, userId, now, ...device } = input;
  const { count } = await tx.device.createMany({ data: [{ ...device, id: deviceId, registeredByUserId: userId, registeredAt: now }], skipDuplicates: true });
  return count === 1;
}

/** Whether a point is run by a party. */
export async function isPointOf(db: Db, input: { pointId: string; partyId: string }): Promise<boolean> {
  return (await db.recyclingPoint.findFirst({ where: { id: input.pointId, operatorPartyId: input.partyId }, select: { id: true } })) !== null;
}

/** Revokes a device if it still stands where the mover saw it; false when it does not. */
export async function revoke(tx: Tx, input: { id: string; version: number; userId: string; now: Date }): Promise<boolean> {
  const { count } = await tx.device.updateMany({
    where: { id: input.id, version: input.version, state: "active" },
    data: { state: "revoked", revokedByUserId: input.userId, revokedAt: input.now, version: { increment: 1 } },
  });
  return count === 1;
}

/** Who registered or revoked a device, when. */
export async function insertDeviceTransition(tx: Tx, input: { deviceId: string; from: string | null; to: string; actor: Actor; at: Date }): Promise<void> {
  const { actor, deviceId, from, to, at } = input;
  await tx.transition.create({
    data: { id: newId(), subjectType: "device", subjectId: deviceId, fromState: from, toState: to, actorUserId: actor.userId, actorPartyId: actor.party.id, actorRole: actor.role, at },
    select: { id: true },
  });
}

/** A party's devices, those in use first, each with its point; at most two hundred. */
export async function listDevices(db: Db, partyId: string): Promise<DeviceView[]> {
  type Row = Omit<DeviceView, "registeredAt" | "revokedAt" | "lastSeenAt" | "refusedAt"> & { registeredAt: Date; revokedAt: Date | null; lastSeenAt: Date | null; refusedAt: Date | null };
  const rows = await db.$queryRaw<Row[]>(sql`
    SELECT d.id, d.name, d.kind, d.point_id AS "pointId", coalesce(p.name, p.operator_name, p.address, '') AS "pointName", p.time_zone AS "timeZone", d.thumbprint,
      d.state, d.registered_at AS "registeredAt", d.revoked_at AS "revokedAt", d.last_seen_at AS "lastSeenAt", d.clock_ahead_seconds AS "clockAheadSeconds",
      d.refused_at AS "refusedAt", d.refused_code AS "refusedCode", d.version
    FROM device d JOIN recycling_point p ON p.id = d.point_id WHERE d.party_id = ${partyId} ORDER BY d.state, d.name, d.id LIMIT 200`);
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return rows.map((row) => ({ ...row, registeredAt: row.registeredAt.toISOString(), revokedAt: iso(row.revokedAt), lastSeenAt: iso(row.lastSeenAt), refusedAt: iso(row.refusedAt) }));
}

/** Notes a nonce; false when this device has used it already. */
export async function insertNonce(db: Db, input: { deviceId: string; nonce: string; expiresAt: Date }): Promise<boolean> {
  const { count } = await db.deviceNonce.createMany({ data: [input], skipDuplicates: true });
  return count === 1;
}

/** Forgets nonces whose request could not be taken any more; at most `limit`. Returns how many. */
export async function deleteNonces(db: Db, input: { now: Date; limit: number }): Promise<number> {
  return db.$executeRaw(sql`
    DELETE FROM device_nonce WHERE (device_id, nonce) IN (SELECT device_id, nonce FROM device_nonce WHERE expires_at <= ${input.now}::timestamptz ORDER BY expires_at LIMIT ${input.limit})`);
}

/** Notes that a device was there, and how its clock stood. */
export async function noteSeen(db: Db, input: { id: string; now: Date; clockAheadSeconds: number }): Promise<void> {
  await db.device.updateMany({ where: { id: input.id }, data: { lastSeenAt: input.now, clockAheadSeconds: input.clockAheadSeconds } });
}

/** Notes that a request of a device was refused in spite of its signature. */
export async function noteRefused(db: Db, input: { id: string; now: Date; code: string }): Promise<void> {
  await db.device.updateMany({ where: { id: input.id }, data: { refusedAt: input.now, refusedCode: input.code } });
}
