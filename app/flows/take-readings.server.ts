import type { DevicesError, ReadingError } from "#app/domains/devices/devices.errors.ts";
import { ageRefusal, mayHandleReadings } from "#app/domains/devices/devices.rules.ts";
import type { AdmittedDevice, ReadingView } from "#app/domains/devices/devices.schema.ts";
import { contentHashOf, findReading, findRepeated, holdDevice, insertReading, listWaiting, setCode, settleReading, type DeviceReadingInput, type ReadingRow } from "#app/domains/devices/readings.repository.server.ts";
import { weighByDevice } from "#app/domains/pickups/device-weigh.service.server.ts";
import type { PickupError } from "#app/domains/pickups/pickups.errors.ts";
import { netGrams } from "#app/domains/pickups/weights.rules.ts";
import { record } from "#app/outbox/record.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { inTransaction, transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";

/** What became of one reading. `code` is why it waits or is refused. */
export type ReadingOutcome = { id: string; outcome: "accepted" | "repeated" | "refused"; state: ReadingRow["state"] | null; bookingId: string | null; code: string | null };

/**
 * Takes a batch of readings, each in a transaction of its own: one that is refused keeps no other from being taken. One that names a
 * booking is weighed in; where that cannot be done (not there, not licensed, weighed already) it is kept and waits for the staff with the
 * reason, because what a scale has read is never thrown away. A repeat is answered as the first time. In the order given.
 */
export async function takeReadings(db: Db, device: AdmittedDevice, readings: readonly (DeviceReadingInput | { id: string; isUnreadable: true })[], now: Date): Promise<ReadingOutcome[]> {
  const outcomes: ReadingOutcome[] = [];
  for (const reading of readings) outcomes.push("isUnreadable" in reading ? refused(reading.id, "DEVICES.READING_INVALID") : await inTransaction(db, (tx) => takeReading(tx, device, reading, now)));
  const taken = outcomes.filter(({ outcome }) => outcome === "accepted").length;
  if (taken > 0) await inTransaction(db, (tx) => record(tx, { type: "devices.readings-came", payload: { deviceId: device.id, count: taken }, topics: [`party:${device.partyId}`] }));
  return outcomes;
}

function refused(id: string, code: ReadingError): ReadingOutcome {
  return { id, outcome: "refused", state: null, bookingId: null, code };
}

async function takeReading(tx: Tx, device: AdmittedDevice, reading: DeviceReadingInput, now: Date): Promise<ReadingOutcome> {
  // Revoked in the middle of a batch: what comes after it is not taken.
  if (!(await holdDevice(tx, device.id))) return refused(reading.id, "DEVICES.KEY_REVOKED");
  const known = await findRepeated(tx, { deviceId: device.id, readingId: reading.id });
  if (known) return repeated(reading, known);
  const late = ageRefusal(reading.measuredAt, now);
  if (late) return refused(reading.id, late);
  const net = netGrams(reading);
  if (net === null) return refused(reading.id, "DEVICES.READING_WEIGHT");
  const id = await insertReading(tx, { device, reading, netGrams: net, now });
  if (id === null) {
    const twin = await findRepeated(tx, { deviceId: device.id, readingId: reading.id });
    return twin ? repeated(reading, twin) : refused(reading.id, "DEVICES.READING_ID_TAKEN");
  }
  if (reading.booking === null) return { id: reading.id, outcome: "accepted", state: "waiting", bookingId: null, code: null };
  const { material, grossGrams, tareGrams, contaminationPermille, unit, reason } = reading;
  const weighed = await weighByDevice(tx, { device, booking: reading.booking, reading: { material, grossGrams, tareGrams, contaminationPermille, unit, reason: reason ?? undefined }, measuredAt: reading.measuredAt, userId: null }, now);
  if (!weighed.ok) {
    await setCode(tx, { id, code: weighed.error });
    return { id: reading.id, outcome: "accepted", state: "waiting", bookingId: null, code: weighed.error };
  }
  if (!(await settleReading(tx, { id, version: 1, to: "attached", ...weighed.value, handledBy: null, reason }))) throw new Error(`reading ${id} moved within its own transaction`);
  return { id: reading.id, outcome: "accepted", state: "attached", bookingId: weighed.value.bookingId, code: null };
}

function repeated(reading: DeviceReadingInput, known: ReadingRow): ReadingOutcome {
  if (known.contentHash !== contentHashOf(reading)) return refused(reading.id, "DEVICES.READING_ID_TAKEN");
  return { id: reading.id, outcome: "repeated", state: known.state, bookingId: known.bookingId, code: known.code };
}

type Which = { readingId: string; version: number };

/**
 * Says which visit a waiting reading belongs to; it is weighed in there as the device's, with who said so. Errors: DEVICES.NOT_FOUND,
 * NOT_ALLOWED, WRONG_STATE, STALE, and why the visit does not take it (PICKUPS.*).
 */
export async function assignReading(db: Db, actor: Actor, input: Which & { bookingId: string; reason: string }, clock: Clock = systemClock): Promise<Result<{ bookingId: string }, DevicesError | PickupError>> {
  return transact<Result<{ bookingId: string }, DevicesError | PickupError>>(db, async (tx) => {
    const found = await waitingReading(tx, actor, input);
    if (!found.ok) return found;
    const { id, deviceId, partyId, pointId, material, grossGrams, tareGrams, contaminationPermille, unit, measuredAt } = found.value;
    const now = clock.now();
    const reading = { material, grossGrams, tareGrams, contaminationPermille, unit, reason: input.reason || undefined };
    const weighed = await weighByDevice(tx, { device: { id: deviceId, partyId, pointId }, booking: { id: input.bookingId }, reading, measuredAt, userId: actor.userId }, now);
    if (!weighed.ok) return weighed;
    const settled = await settleReading(tx, { id, version: input.version, to: "attached", ...weighed.value, handledBy: { userId: actor.userId, at: now }, reason: input.reason || null });
    if (!settled) return err("DEVICES.STALE");
    await record(tx, { type: "devices.reading-settled", payload: { readingId: id }, topics: [`party:${partyId}`] });
    return ok({ bookingId: weighed.value.bookingId });
  });
}

/** Says that a waiting reading belongs to no visit, and why. Errors: DEVICES.NOT_FOUND, NOT_ALLOWED, WRONG_STATE, STALE, REASON_NEEDED. */
export async function dismissReading(db: Db, actor: Actor, input: Which & { reason: string }, clock: Clock = systemClock): Promise<Result<null, DevicesError>> {
  return transact<Result<null, DevicesError>>(db, async (tx) => {
    const found = await waitingReading(tx, actor, input);
    if (!found.ok) return found;
    if (!input.reason.trim()) return err("DEVICES.REASON_NEEDED");
    const settled = await settleReading(tx, { id: found.value.id, version: input.version, to: "dismissed", reason: input.reason.trim(), handledBy: { userId: actor.userId, at: clock.now() } });
    if (!settled) return err("DEVICES.STALE");
    await record(tx, { type: "devices.reading-settled", payload: { readingId: found.value.id }, topics: [`party:${found.value.partyId}`] });
    return ok(null);
  });
}

async function waitingReading(tx: Tx, actor: Actor, input: Which): Promise<Result<ReadingRow, DevicesError>> {
  const reading = await findReading(tx, input.readingId, true);
  if (!reading || reading.partyId !== actor.party.id) return err("DEVICES.NOT_FOUND");
  if (!mayHandleReadings(actor)) return err("DEVICES.NOT_ALLOWED");
  if (reading.state !== "waiting") return err("DEVICES.WRONG_STATE", { state: reading.state });
  return reading.version === input.version ? ok(reading) : err("DEVICES.STALE", { state: reading.state, version: reading.version });
}

const pageSize = 30;

/** Readings that wait for somebody to say where they belong, the oldest first. DEVICES.NOT_ALLOWED for all but the recycler's staff. */
export async function viewWaitingReadings(db: Db, actor: Actor, cursor: string | null): Promise<Result<{ readings: ReadingView[]; nextCursor: string | null }, DevicesError>> {
  if (!mayHandleReadings(actor)) return err("DEVICES.NOT_ALLOWED");
  const [time = "", id = ""] = cursor?.split("_") ?? [];
  const receivedAt = new Date(time);
  const after = id && !Number.isNaN(receivedAt.getTime()) ? { receivedAt, id } : null;
  const rows = await listWaiting(db, { partyId: actor.party.id, after, limit: pageSize + 1 });
  const readings = rows.slice(0, pageSize);
  const last = readings.at(-1);
  return ok({ readings, nextCursor: rows.length > pageSize && last ? `${last.receivedAt}_${last.id}` : null });
}
