import { recordLots } from "#app/domains/impact/ledger.service.server.ts";
import { finishVisit, recordCompletion } from "#app/domains/pickups/gate.service.server.ts";
import type { Moved, BookingRef } from "#app/domains/pickups/bookings.service.server.ts";
import type { PickupError } from "#app/domains/pickups/pickups.errors.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { weighedWithoutChoice } from "./need-erasure-choice.server.ts";

/**
 * Completes a weighed visit and writes one ledger entry per weighed material, in one transaction. The entry's cause is the
 * booking's line, so a second completion, however it races, writes nothing. Errors: PICKUPS.NOT_WEIGHED, WRONG_STATE, STALE,
 * NOT_ALLOWED, NOT_FOUND, ERASURE_CHOICE_NEEDED (details.materials) when a device with memory came and nobody said what becomes of its data.
 */
export async function completeBooking(
  db: Db,
  actor: Actor,
  ref: BookingRef,
  clock: Clock = systemClock,
): Promise<Result<Moved & { entryIds: string[] }, PickupError>> {
  return transact<Result<Moved & { entryIds: string[] }, PickupError>>(db, async (tx) => {
    const finished = await finishVisit(tx, actor, ref, clock);
    if (!finished.ok) return finished;
    const visit = finished.value;
    if (!visit.changed) return ok({ bookingId: visit.bookingId, state: "done", changed: false, entryIds: [] });
    const unsaid = await weighedWithoutChoice(tx, visit);
    if (unsaid.length > 0) return err("PICKUPS.ERASURE_CHOICE_NEEDED", { materials: unsaid });
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
    const entryIds = entries.map((entry) => entry.entryId);
    await recordCompletion(tx, visit, { entryIds, topics: entries.flatMap((entry) => entry.topics) });
    return ok({ bookingId: visit.bookingId, state: "done", changed: true, entryIds });
  });
}
