import { recordLots } from "#app/domains/impact/ledger.service.server.ts";
import { finishVisit, recordCompletion } from "#app/domains/pickups/gate.service.server.ts";
import type { Moved, BookingRef } from "#app/domains/pickups/bookings.service.server.ts";
import type { PickupError } from "#app/domains/pickups/pickups.errors.ts";
import { cleanGrams } from "#app/domains/pickups/weights.rules.ts";
import type { PriceGrade } from "#app/domains/prices/grades.ts";
import type { PriceError } from "#app/domains/prices/prices.schema.ts";
import { dayAt, settleVisit } from "#app/domains/prices/prices.service.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { ok, type Result } from "#app/shared/result.ts";

/**
 * Completes a weighed visit, writes one ledger entry per weighed material, and fixes what it came to by the price board of its day, in
 * one transaction. The entry's cause is the booking's line, so a second completion, however it races, writes nothing. `grades` are
 * those the staff saw, by material; without one it follows from the contamination. Errors: PICKUPS.NOT_WEIGHED, WRONG_STATE, STALE,
 * NOT_ALLOWED, NOT_FOUND; PRICES.GRADE_INVALID.
 */
export async function completeBooking(
  db: Db,
  actor: Actor,
  ref: BookingRef & { grades?: Readonly<Record<string, PriceGrade>> | undefined },
  clock: Clock = systemClock,
): Promise<Result<Moved & { entryIds: string[] }, PickupError | PriceError>> {
  return transact<Result<Moved & { entryIds: string[] }, PickupError | PriceError>>(db, async (tx) => {
    const finished = await finishVisit(tx, actor, ref, clock);
    if (!finished.ok) return finished;
    const visit = finished.value;
    if (!visit.changed) return ok({ bookingId: visit.bookingId, state: "done", changed: false, entryIds: [] });
    const entries = await recordLots(
      tx,
      visit.readings
        // Nothing was left of it after the tare: nothing moved.
        .filter((reading) => reading.netGrams > 0)
        .map((reading) => ({
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
          occurredAt: visit.completedAt,
          giverPartyId: visit.partyId,
          takerPartyId: visit.recyclerPartyId,
        })),
      clock.now(),
    );
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
    const entryIds = entries.map((entry) => entry.entryId);
    await recordCompletion(tx, visit, { entryIds, topics: entries.flatMap((entry) => entry.topics) });
    return ok({ bookingId: visit.bookingId, state: "done", changed: true, entryIds });
  });
}
