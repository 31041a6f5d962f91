import { recordArrivals } from "#app/domains/custody/arrivals.service.server.ts";
import { recordLots } from "#app/domains/impact/ledger.service.server.ts";
import type { RoundShare } from "#app/domains/impact/impact.schema.ts";
import { finishVisit, recordCompletion } from "#app/domains/pickups/gate.service.server.ts";
import type { Moved, BookingRef } from "#app/domains/pickups/bookings.service.server.ts";
import type { PickupError } from "#app/domains/pickups/pickups.errors.ts";
import { selectSharesOfBooking } from "#app/domains/rounds/driver.repository.server.ts";
import { findActiveStop } from "#app/domains/rounds/stops.repository.server.ts";
import { cleanGrams } from "#app/domains/pickups/weights.rules.ts";
import type { PriceGrade } from "#app/domains/prices/grades.ts";
import type { PriceError } from "#app/domains/prices/prices.schema.ts";
import { dayAt, settleVisit } from "#app/domains/prices/prices.service.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { weighedWithoutChoice } from "./need-erasure-choice.server.ts";

type Completed = Moved & { entryIds: string[] };
type Refused = PickupError | PriceError;
type GradedRef = BookingRef & { grades?: Readonly<Record<string, PriceGrade>> | undefined };

/**
 * Completes a weighed visit, writes one ledger entry and one lot in the point's stock per weighed material, and fixes what it came to by
 * the price board of its day, in one transaction. The entry's cause is the booking's line, so a second completion, however it races,
 * writes nothing. `grades` are those the staff saw, by material; without one it follows from the contamination.
 * Errors: PICKUPS.NOT_WEIGHED, WRONG_STATE, STALE, NOT_ALLOWED, NOT_FOUND, ROUND_NOT_CLOSED (it came on a round, whose end completes it
 * with its share of the way), ERASURE_CHOICE_NEEDED (details.materials) when a device with memory came and nobody said what becomes
 * of its data; PRICES.GRADE_INVALID.
 */
export async function completeBooking(db: Db, actor: Actor, ref: GradedRef, clock: Clock = systemClock): Promise<Result<Completed, Refused>> {
  return transact<Result<Completed, Refused>>(db, async (tx) => {
    const shares = new Map((await selectSharesOfBooking(tx, ref.bookingId)).map(({ lineId, ...share }) => [lineId, share]));
    const finished = await completeVisit(tx, actor, ref, clock, shares);
    if (!finished.ok || !finished.value.changed) return finished;
    const stop = await findActiveStop(tx, ref.bookingId);
    return stop && stop.roundState !== "done" ? err("PICKUPS.ROUND_NOT_CLOSED") : finished;
  });
}

/** The same in the caller's transaction, for a visit that came on a round: `shares` by the booking's lines. */
export async function completeVisit(tx: Tx, actor: Actor, ref: GradedRef, clock: Clock, shares: ReadonlyMap<string, RoundShare> = new Map()): Promise<Result<Completed, Refused>> {
  const finished = await finishVisit(tx, actor, ref, clock);
  if (!finished.ok) return finished;
  const visit = finished.value;
  if (!visit.changed) return ok({ bookingId: visit.bookingId, state: "done", changed: false, entryIds: [] });
  const unsaid = await weighedWithoutChoice(tx, visit);
  if (unsaid.length > 0) return err("PICKUPS.ERASURE_CHOICE_NEEDED", { materials: unsaid });
  // Nothing was left of it after the tare: nothing moved.
  const readings = visit.readings.filter((reading) => reading.netGrams > 0);
  const entries = await recordLots(
    tx,
    readings.map((reading) => {
      const round = shares.get(reading.lineId);
      return {
        causeType: "booking_line" as const,
        causeId: reading.lineId,
        lotId: reading.lineId,
        kind: "material" as const,
        category: null,
        material: reading.material,
        condition: null,
        itemCount: null,
        weights: { measuredGrams: reading.netGrams, declaredConfirmedGrams: null },
        contaminationPermille: reading.contaminationPermille,
        ...(round ? { round } : {}),
        occurredAt: visit.completedAt,
        giverPartyId: visit.partyId,
        takerPartyId: visit.recyclerPartyId,
      };
    }),
    clock.now(),
  );
  const entryIds = entries.map((entry) => entry.entryId);
  await recordArrivals(tx, {
    pointId: visit.pointId,
    partyId: visit.recyclerPartyId,
    actorUserId: actor.userId,
    loads: readings.map((reading, index) => ({ ledgerEntryId: entryIds[index] ?? "", material: reading.material, grams: reading.netGrams, contaminationPermille: reading.contaminationPermille })),
    at: visit.completedAt,
  });
  const settled = await settleVisit(tx, {
    bookingId: visit.bookingId,
    recyclerPartyId: visit.recyclerPartyId,
    partyId: visit.partyId,
    day: dayAt(visit.startsAt, visit.timeZone),
    at: visit.completedAt,
    load: visit.readings.map((reading) => ({ material: reading.material, grams: cleanGrams(reading.netGrams, reading.contaminationPermille), contaminationPermille: reading.contaminationPermille })),
    grades: ref.grades ?? {},
  });
  if (!settled.ok) return settled;
  await recordCompletion(tx, visit, { entryIds, topics: entries.flatMap((entry) => entry.topics) });
  return ok({ bookingId: visit.bookingId, state: "done", changed: true, entryIds });
}
