import { allocateByMass, roundEmissions } from "#app/domains/impact/impact.rounds.ts";
import type { RoundShare } from "#app/domains/impact/impact.schema.ts";
import { markNoShow } from "#app/domains/pickups/gate.service.server.ts";
import { selectCurrentReadings } from "#app/domains/pickups/weigh.repository.server.ts";
import { beginClose, finishClose, type CloseRef } from "#app/domains/rounds/close-round.service.server.ts";
import type { RoundError } from "#app/domains/rounds/rounds.errors.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { completeVisit } from "./complete-booking.server.ts";
import { weighedWithoutChoice } from "./need-erasure-choice.server.ts";

export type ClosedRound = { roundId: string; changed: boolean; emissionGrams: number; entryIds: string[] };

/**
 * Closes a round that is back at its depot, in one transaction. What it emitted (metres times the vehicle's published factor; the odometer's
 * metres where they were read, else the estimated way over the doors it came to) is divided over the collected lots by mass, to the gram,
 * and every collected visit is completed with its share as a burden of its ledger entries. Who was not met counts as not having turned up
 * where their time is long over; a device whose data nobody has spoken of yet is completed later at the yard, with the share it got here; stops that were not reached wait for another round. A round that collected nothing keeps its emissions
 * to itself. Errors: ROUNDS.NOT_FOUND, NOT_ALLOWED, WRONG_STATE, STALE.
 */
export async function closeRound(db: Db, actor: Actor, input: CloseRef, clock: Clock = systemClock): Promise<Result<ClosedRound, RoundError>> {
  return transact<Result<ClosedRound, RoundError>>(db, async (tx) => {
    const begun = await beginClose(tx, actor, input);
    if (!begun.ok) return begun;
    const { round, metres, basis, collected, nobody, repeated } = begun.value;
    if (repeated) return ok({ roundId: round.id, changed: false, emissionGrams: begun.value.emissionGrams, entryIds: [] });
    const lots: { lineId: string; bookingId: string; massGrams: number }[] = [];
    for (const bookingId of collected) {
      for (const reading of await selectCurrentReadings(tx, bookingId)) if (reading.netGrams > 0) lots.push({ lineId: reading.lineId, bookingId, massGrams: reading.netGrams });
    }
    const vehicle = round.vehicle.kind;
    const emissionGrams = roundEmissions(vehicle, metres);
    const collectedGrams = lots.reduce((sum, lot) => sum + lot.massGrams, 0);
    const parts = allocateByMass(emissionGrams, lots.map((lot) => ({ id: lot.lineId, massGrams: lot.massGrams })));
    const shares = new Map(lots.map(({ lineId, massGrams }): [string, RoundShare] => [lineId, { vehicle, metres, basis, lotGrams: massGrams, collectedGrams, shareGrams: parts.get(lineId) ?? 0 }]));
    const entryIds: string[] = [];
    for (const bookingId of collected) {
      const readings = await selectCurrentReadings(tx, bookingId);
      if ((await weighedWithoutChoice(tx, { bookingId, readings })).length > 0) continue;
      const completed = await completeVisit(tx, actor, { bookingId }, clock, shares);
      if (!completed.ok) return err("ROUNDS.STALE", { because: completed.error });
      entryIds.push(...completed.value.entryIds);
    }
    // Too early for that is no error here: the yard can still note it on the booking.
    for (const bookingId of nobody) await markNoShow(tx, actor, { bookingId }, clock);
    const closed = await finishClose(tx, actor, { round, metres, basis, emissionGrams, collectedGrams, allocations: lots.map((lot) => ({ ...lot, emissionGrams: parts.get(lot.lineId) ?? 0 })) }, clock.now());
    return closed.ok ? ok({ roundId: round.id, changed: true, emissionGrams, entryIds }) : closed;
  });
}
