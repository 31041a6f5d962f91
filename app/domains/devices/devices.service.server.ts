import { record } from "#app/outbox/record.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import { keyObjectOf, thumbprintOf } from "#app/platform/signatures/ed25519-key.ts";
import { coveredBy, isDigestOf, isSignedBy, parameterOf, readSignatures } from "#app/platform/signatures/message-signature.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { DevicesError, DoorError } from "./devices.errors.ts";
import { deleteNonces, findDevice, insertDevice, insertDeviceTransition, insertNonce, isPointOf, listDevices, noteRefused, noteSeen, revoke } from "./devices.repository.server.ts";
import { clockAheadSeconds, coversEnough, maxClockOffSeconds, mayHandleReadings, mayManageDevices, nonceKeptMs } from "./devices.rules.ts";
import type { AdmittedDevice, DeviceView, RegisterDevice } from "./devices.schema.ts";

/**
 * Registers a scale or terminal for one of the acting recycler's points. The id comes from the form: a repeat finds it. A key is one
 * device's for ever, revoked or not. Errors: DEVICES.NOT_ALLOWED (managers of a recycler only), POINT_NOT_FOUND, KEY_TAKEN.
 */
export async function registerDevice(db: Db, actor: Actor, input: RegisterDevice, clock: Clock = systemClock): Promise<Result<{ deviceId: string }, DevicesError>> {
  return transact<Result<{ deviceId: string }, DevicesError>>(db, async (tx) => {
    if (!mayManageDevices(actor)) return err("DEVICES.NOT_ALLOWED");
    if (!(await isPointOf(tx, { pointId: input.pointId, partyId: actor.party.id }))) return err("DEVICES.POINT_NOT_FOUND");
    const now = clock.now();
    const thumbprint = thumbprintOf(input.publicKey);
    if (!(await insertDevice(tx, { ...input, partyId: actor.party.id, thumbprint, userId: actor.userId, now }))) {
      const known = await findDevice(tx, { id: input.deviceId });
      return known?.partyId === actor.party.id && known.thumbprint === thumbprint ? ok({ deviceId: known.id }) : err("DEVICES.KEY_TAKEN");
    }
    await insertDeviceTransition(tx, { deviceId: input.deviceId, from: null, to: "active", actor, at: now });
    await record(tx, { type: "devices.changed", payload: { deviceId: input.deviceId }, topics: [`party:${actor.party.id}`] });
    return ok({ deviceId: input.deviceId });
  });
}

/** Revokes a device at once and for good; twice changes nothing. Errors: DEVICES.NOT_FOUND, NOT_ALLOWED, STALE. */
export async function revokeDevice(db: Db, actor: Actor, input: { deviceId: string; version: number }, clock: Clock = systemClock): Promise<Result<{ deviceId: string }, DevicesError>> {
  return transact<Result<{ deviceId: string }, DevicesError>>(db, async (tx) => {
    const device = await findDevice(tx, { id: input.deviceId });
    if (!device || device.partyId !== actor.party.id) return err("DEVICES.NOT_FOUND");
    if (!mayManageDevices(actor)) return err("DEVICES.NOT_ALLOWED");
    if (device.state === "revoked") return ok({ deviceId: device.id });
    const now = clock.now();
    if (!(await revoke(tx, { id: device.id, version: input.version, userId: actor.userId, now }))) return err("DEVICES.STALE", { state: device.state, version: device.version });
    await insertDeviceTransition(tx, { deviceId: device.id, from: "active", to: "revoked", actor, at: now });
    await record(tx, { type: "devices.changed", payload: { deviceId: device.id }, topics: [`party:${device.partyId}`] });
    return ok({ deviceId: device.id });
  });
}

/** The acting recycler's devices, for its staff. DEVICES.NOT_ALLOWED for everybody else. */
export async function viewDevices(db: Db, actor: Actor): Promise<Result<DeviceView[], DevicesError>> {
  return mayHandleReadings(actor) ? ok(await listDevices(db, actor.party.id)) : err("DEVICES.NOT_ALLOWED");
}

/** A request as a device sent it. `target` is path and query; `body` is what arrived, byte by byte. */
export type DeviceRequest = { method: string; target: string; headers: readonly (readonly [string, string])[]; body: Uint8Array };

/**
 * Lets a device in by its signature (RFC 9421, Ed25519) over a request to `origin`, our public address: what a proxy in between or the
 * caller says about the address does not count. First the digest of the body and the signature, then the clock, then the nonce, which
 * is used up. Errors: those of `doorErrors`; CLOCK_OFF with `aheadSeconds`; all with `serverTime`, by which a device can set itself right.
 */
export async function admitDevice(db: Db, request: DeviceRequest, context: { origin: string; now: Date }): Promise<Result<AdmittedDevice, DoorError>> {
  const { now, origin } = context;
  const refuse = (error: DoorError, more: Record<string, unknown> = {}) => err(error, { serverTime: now.toISOString(), ...more });
  const message = { method: request.method, target: request.target, origin, headers: request.headers };
  const signatures = readSignatures(message);
  const [signature] = signatures ?? [];
  if (!signature || signatures?.length !== 1) return refuse("DEVICES.SIGNATURE_MISSING");
  const { list } = signature;
  const [keyid, nonce] = [parameterOf(list, "keyid", "string"), parameterOf(list, "nonce", "string")];
  const [created, expires] = [parameterOf(list, "created", "integer"), parameterOf(list, "expires", "integer")];
  const isWhole = keyid !== null && created !== null && nonce !== null && nonce.length >= 8 && nonce.length <= 128;
  if (!isWhole || !coversEnough(coveredBy(list), request.target.includes("?"))) return refuse("DEVICES.SIGNATURE_INCOMPLETE");
  const device = await findDevice(db, { thumbprint: keyid });
  if (!device) return refuse("DEVICES.KEY_UNKNOWN");
  if (!isSignedBy(message, signature, keyObjectOf(device.publicKey))) return refuse("DEVICES.SIGNATURE_WRONG");
  const digest = request.headers.filter(([name]) => name.toLowerCase() === "content-digest").map(([, value]) => value);
  if (!isDigestOf(digest.join(", "), request.body)) return refuse("DEVICES.DIGEST_WRONG");
  if (device.state !== "active") return refuse("DEVICES.KEY_REVOKED");
  const aheadSeconds = clockAheadSeconds(created, now);
  const isOver = expires !== null && expires * 1000 <= now.getTime();
  if (Math.abs(aheadSeconds) > maxClockOffSeconds || isOver) {
    await noteRefused(db, { id: device.id, now, code: "DEVICES.CLOCK_OFF" });
    return refuse("DEVICES.CLOCK_OFF", { aheadSeconds });
  }
  if (!(await insertNonce(db, { deviceId: device.id, nonce, expiresAt: new Date(now.getTime() + nonceKeptMs) }))) return refuse("DEVICES.NONCE_USED");
  await noteSeen(db, { id: device.id, now, clockAheadSeconds: aheadSeconds });
  return ok({ id: device.id, partyId: device.partyId, pointId: device.pointId, name: device.name, kind: device.kind });
}

/** The timer: forgets nonces that protect from nothing any more. Returns how many. */
export async function forgetNonces(db: Db, now: Date): Promise<number> {
  return deleteNonces(db, { now, limit: 10_000 });
}
