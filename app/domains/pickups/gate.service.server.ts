import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { record } from "#app/outbox/record.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { findBookingToChange, findByCode, moveBooking, type BookingToChange } from "./bookings.repository.server.ts";
import { byOf, move, prepare, type BookingRef, type Moved } from "./bookings.service.server.ts";
import { insertMark } from "./marks.repository.server.ts";
import type { PickupError } from "./pickups.errors.ts";
import type { WeighInput } from "./pickups.schema.ts";
import { findPointFacts, selectUnlicensed } from "./slots.repository.server.ts";
import { insertReading, selectCurrentReadings, type CurrentReading } from "./weigh.repository.server.ts";
import { netGrams } from "./weights.rules.ts";

/** Lets somebody in, by the booking from the list. Errors: PICKUPS.TOO_EARLY, and those of `prepare`. */
export async function checkIn(db: Db, actor: Actor, ref: BookingRef, clock: Clock = systemClock): Promise<Result<Moved, PickupError>> {
  return move(db, actor, "check_in", ref, clock);
}

/**
 * Lets somebody in by the six digits they show. A code of a booking that is checked in already finds it again.
 * Errors: PICKUPS.CODE_NOT_FOUND, NOT_ALLOWED, TOO_EARLY.
 */
export async function checkInByCode(db: Db, actor: Actor, code: string, clock: Clock = systemClock): Promise<Result<Moved, PickupError>> {
  if (actor.party.kind !== "recycler" || !hasRole(actor.role, "staff")) return err("PICKUPS.NOT_ALLOWED");
  const digits = code.replace(/\D/g, "");
  const found = digits.length === 6 ? await findByCode(db, { recyclerPartyId: actor.party.id, code: digits }) : null;
  if (!found) return err("PICKUPS.CODE_NOT_FOUND");
  if (found.state !== "confirmed") return ok({ bookingId: found.id, state: found.state, changed: false });
  return move(db, actor, "check_in", { bookingId: found.id }, clock);
}

/**
 * Writes what the scale said, one reading per material. The same reading again changes nothing; another one for the same
 * material is a correction: it needs a reason and keeps the old one. Only materials of the booking or of the point,
 * and only with a licence for those that need one. Errors: PICKUPS.WEIGHT_INVALID (details.material), MATERIAL_REFUSED, NOT_LICENSED (details.materials), REASON_NEEDED (details.material), STALE, and those of `prepare`.
 */
export async function weigh(db: Db, actor: Actor, input: WeighInput, clock: Clock = systemClock): Promise<Result<Moved, PickupError>> {
  const now = clock.now();
  return transact<Result<Moved, PickupError>>(db, async (tx) => {
    const prepared = await prepare(tx, actor, "weigh", { bookingId: input.bookingId }, now);
    if (!prepared.ok) return prepared;
    const { booking, side, to } = prepared.value;
    const checked = await checkReadings(tx, booking, input, now);
    if (!checked.ok) return checked;
    if (checked.value.length === 0) return ok({ bookingId: booking.id, state: booking.state, changed: false });
    if (input.version !== undefined && input.version !== booking.version) return err("PICKUPS.STALE", { state: booking.state });
    // The move comes first: it is the lock that keeps two scales from correcting each other unseen.
    const moved = await moveBooking(tx, {
      id: booking.id,
      from: booking.state,
      version: booking.version,
      to,
      releases: false,
      by: byOf(actor, side),
      now,
      event: "pickups.weighed",
    });
    if (!moved) return err("PICKUPS.STALE", { state: booking.state });
    for (const reading of checked.value) {
      await insertReading(tx, { ...reading, bookingId: booking.id, weighedByUserId: actor.userId, at: now });
    }
    return ok({ bookingId: booking.id, state: to, changed: true });
  });
}

type CheckedReading = Omit<Parameters<typeof insertReading>[1], "bookingId" | "weighedByUserId" | "deviceId" | "at">;

/** Which of some readings are new to a booking, and what they correct. Errors as `weigh`. */
export async function checkReadings(tx: Tx, booking: BookingToChange, input: Pick<WeighInput, "readings">, now: Date): Promise<Result<CheckedReading[], PickupError>> {
  const [known, point] = [await selectCurrentReadings(tx, booking.id), await findPointFacts(tx, booking.pointId)];
  const taken = new Set([...booking.lines.map((line) => line.material), ...(point?.accepts ?? [])]);
  const readings: CheckedReading[] = [];
  for (const reading of input.readings) {
    const net = netGrams(reading);
    if (net === null) return err("PICKUPS.WEIGHT_INVALID", { material: reading.material });
    if (!taken.has(reading.material)) return err("PICKUPS.MATERIAL_REFUSED", { materials: [reading.material] });
    const earlier = known.find((one) => one.material === reading.material);
    if (earlier && isSame(earlier, reading)) continue;
    if (earlier && !reading.reason) return err("PICKUPS.REASON_NEEDED", { material: reading.material });
    // A correction takes nothing in that has not been taken.
    const unlicensed = earlier ? [] : await selectUnlicensed(tx, { pointId: booking.pointId, recyclerPartyId: booking.recyclerPartyId, materials: [reading.material], at: now });
    if (unlicensed.length > 0) return err("PICKUPS.NOT_LICENSED", { materials: unlicensed });
    readings.push({
      material: reading.material,
      grossGrams: reading.grossGrams,
      tareGrams: reading.tareGrams,
      netGrams: net,
      contaminationPermille: reading.contaminationPermille,
      unit: reading.unit,
      reason: reading.reason ?? null,
      corrects: earlier?.id ?? null,
    });
  }
  return ok(readings);
}

function isSame(one: CurrentReading, other: { grossGrams: number; tareGrams: number; contaminationPermille: number }): boolean {
  return one.grossGrams === other.grossGrams && one.tareGrams === other.tareGrams && one.contaminationPermille === other.contaminationPermille;
}

/**
 * Notes that nobody came; from half an hour after the slot's end. The visitor has a mark then, which they may contest.
 * Errors: PICKUPS.TOO_EARLY, and those of `prepare`.
 */
export async function markNoShow(db: Db, actor: Actor, ref: BookingRef, clock: Clock = systemClock): Promise<Result<Moved, PickupError>> {
  return marking(db, actor, "mark_no_show", ref, clock);
}

/**
 * The resident's word that nobody was there; from the slot's end for seven days. The recycler has a mark then, which it may contest.
 * Errors: PICKUPS.TOO_EARLY, TOO_LATE, and those of `prepare`.
 */
export async function reportMissed(
  db: Db,
  actor: Actor,
  input: BookingRef & { reason?: string | undefined },
  clock: Clock = systemClock,
): Promise<Result<Moved, PickupError>> {
  return marking(db, actor, "report_missed", input, clock);
}

async function marking(db: Db, actor: Actor, verb: "mark_no_show" | "report_missed", ref: BookingRef & { reason?: string | undefined }, clock: Clock): Promise<Result<Moved, PickupError>> {
  return transact<Result<Moved, PickupError>>(db, async (tx) => {
    const moved = await move(tx, actor, verb, ref, clock);
    const booking = moved.ok && moved.value.changed ? await findBookingToChange(tx, moved.value.bookingId) : null;
    if (!booking) return moved;
    const [kind, partyId, byPartyId] = verb === "mark_no_show" ? (["no_show", booking.partyId, booking.recyclerPartyId] as const) : (["missed", booking.recyclerPartyId, booking.partyId] as const);
    await insertMark(tx, { bookingId: booking.id, kind, partyId, byPartyId, now: clock.now() });
    return moved;
  });
}

/** What a completed visit handed over, for whoever counts its effect. */
export type CompletedVisit = {
  bookingId: string;
  pointId: string;
  /** Who brought it, and who took it. */
  partyId: string;
  recyclerPartyId: string;
  bookedByUserId: string;
  /** When its slot begins, and the zone of its point: which day it was for. */
  startsAt: Date;
  timeZone: string;
  readings: CurrentReading[];
  completedAt: Date;
  /** False when it was complete before: everything it causes has been written then. */
  changed: boolean;
};

/**
 * Completes a weighed visit, inside the caller's transaction; the caller writes what it causes and then records the event.
 * Errors: PICKUPS.NOT_WEIGHED, STALE, and those of `prepare`.
 */
export async function finishVisit(tx: Tx, actor: Actor, ref: BookingRef, clock: Clock = systemClock): Promise<Result<CompletedVisit, PickupError>> {
  const now = clock.now();
  const prepared = await prepare(tx, actor, "complete", ref, now);
  if (!prepared.ok) return prepared.error === "PICKUPS.WRONG_STATE" && prepared.details?.state === "checked_in" ? err("PICKUPS.NOT_WEIGHED") : prepared;
  const { booking, side, to, repeated } = prepared.value;
  const timeZone = (await findPointFacts(tx, booking.pointId))?.timeZone ?? "UTC";
  const visit = { startsAt: booking.startsAt, timeZone, bookingId: booking.id, pointId: booking.pointId, partyId: booking.partyId, recyclerPartyId: booking.recyclerPartyId, bookedByUserId: booking.bookedByUserId, completedAt: now };
  if (repeated) return ok({ ...visit, readings: [], changed: false });
  const moved = await moveBooking(tx, { id: booking.id, from: booking.state, version: booking.version, to, releases: false, by: byOf(actor, side), now, event: null });
  if (!moved) {
    const present = await findBookingToChange(tx, booking.id);
    return present?.state === "done" ? ok({ ...visit, readings: [], changed: false }) : err("PICKUPS.STALE", { state: present?.state });
  }
  const readings = await selectCurrentReadings(tx, booking.id);
  if (readings.length === 0) return err("PICKUPS.NOT_WEIGHED");
  return ok({ ...visit, readings, changed: true });
}

/** Tells everybody whose pages show the visit, and those its entries change. */
export async function recordCompletion(tx: Tx, visit: CompletedVisit, entries: { entryIds: string[]; topics: Parameters<typeof record>[1]["topics"] }): Promise<void> {
  await record(tx, {
    type: "pickups.completed",
    payload: { bookingId: visit.bookingId, entryIds: entries.entryIds },
    topics: [
      ...new Set([
        `booking:${visit.bookingId}` as const,
        `point:${visit.pointId}` as const,
        `party:${visit.partyId}` as const,
        `party:${visit.recyclerPartyId}` as const,
        `user:${visit.bookedByUserId}` as const,
        ...entries.topics,
      ]),
    ],
  });
}
