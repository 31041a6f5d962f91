import { isTakenAway, readHours } from "#app/domains/points/care/hours.service.server.ts";
import { findOperatorOf } from "#app/domains/points/points.repository.server.ts";
import type { PickupError } from "#app/domains/pickups/pickups.errors.ts";
import type { OpenSlotsInput } from "#app/domains/pickups/pickups.schema.ts";
import { openSlots } from "#app/domains/pickups/slots.service.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, type Result } from "#app/shared/result.ts";

/**
 * Opens slots by a weekly pattern, none of them on dates on which the point is closed or has other hours: holidays and what its operator
 * stated. Outside the weekly hours slots may be opened, as for visits by appointment. Errors as `openSlots`; none at a point
 * that is closed for good (NO_SLOTS).
 */
export async function openPointSlots(db: Db, actor: Actor, input: OpenSlotsInput, clock: Clock = systemClock): Promise<Result<{ opened: number; existing: number }, PickupError>> {
  const point = await findOperatorOf(db, input.pointId);
  if (point?.closedSince) return err("PICKUPS.NO_SLOTS");
  const hours = await readHours(db, input.pointId, clock.now());
  if (!hours) return err("PICKUPS.NOT_FOUND");
  const usual = { ...hours, exceptions: [], holidayRule: "unknown", makeUpWeekday: null };
  return openSlots(db, actor, input, clock, (time) => !isTakenAway(usual, hours, time));
}
