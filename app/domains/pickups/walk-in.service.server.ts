import type { Clock } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { releaseExpiredHolds, takeSlot, type TakeInput } from "./bookings.repository.server.ts";
import { byOf, type Moved } from "./bookings.service.server.ts";
import { localDay } from "./local-day.rules.ts";
import { findPassHolder } from "./passes.repository.server.ts";
import type { PickupError } from "./pickups.errors.ts";
import { findPointFacts } from "./slots.repository.server.ts";
import { worksFor } from "./slots.service.server.ts";
import { findExpectedBooking, findWalkIn, insertWalkInSlot, selectPresentSlots, shutWalkInSlot } from "./walk-in.repository.server.ts";

/** Who stands at the gate: somebody with a pass, or nobody known, for whom `visitorsPartyId` stands. */
export type Visitor = { code: string } | { visitorsPartyId: string };

/**
 * Lets in somebody who has no booking, inside the caller's transaction. They take a place in the slot under way; when it is full only with
 * `beyond`, and then, or when no slot is under way, they stand in a slot of their own that nobody is shown. The visit is checked in: weighing,
 * completing and turning away go on as for a booking. The id comes from the form: a repeat finds the visit.
 * Errors: PICKUPS.NOT_FOUND, NOT_ALLOWED, PASS_NOT_FOUND, ALREADY_BOOKED (details.bookingId: they have a booking today), FULL, STALE.
 */
export async function walkIn(tx: Tx, actor: Actor, input: { bookingId: string; pointId: string; visitor: Visitor; beyond: boolean }, clock: Clock): Promise<Result<Moved, PickupError>> {
  const now = clock.now();
  const point = await findPointFacts(tx, input.pointId);
  if (!point) return err("PICKUPS.NOT_FOUND");
  if (!worksFor(actor, point.operatorPartyId)) return err("PICKUPS.NOT_ALLOWED");
  const known = await findWalkIn(tx, input.bookingId);
  if (known) return known.isWalkIn && known.recyclerPartyId === actor.party.id ? ok({ bookingId: input.bookingId, state: "checked_in", changed: false }) : err("PICKUPS.STALE");
  const isAnonymous = "visitorsPartyId" in input.visitor;
  const holder = "code" in input.visitor ? await findPassHolder(tx, input.visitor.code) : { partyId: input.visitor.visitorsPartyId, userId: actor.userId };
  if (!holder) return err("PICKUPS.PASS_NOT_FOUND");
  // A recycler's own load does not come through its gate: it would be both sides of the visit.
  if (holder.partyId === actor.party.id) return err("PICKUPS.NOT_ALLOWED");
  const today = localDay(null, point.timeZone, now);
  const expected = isAnonymous ? null : await findExpectedBooking(tx, { pointId: point.id, partyId: holder.partyId, from: today.from, until: today.until });
  if (expected) return err("PICKUPS.ALREADY_BOOKED", { bookingId: expected });
  const take = (slotId: string): TakeInput => ({
    bookingId: input.bookingId,
    slotId,
    partyId: holder.partyId,
    bookedByUserId: holder.userId,
    lines: [],
    note: "",
    home: null,
    holdExpiresAt: null,
    walkIn: { isAnonymous },
    by: byOf(actor, "staff"),
    now,
    event: "pickups.walked-in",
  });
  const present = await selectPresentSlots(tx, { pointId: point.id, now });
  for (const slot of present) {
    // A place that only a dead hold is in the way of is free.
    if ((await takeSlot(tx, take(slot.id))) || ((await releaseExpiredHolds(tx, { now, slotId: slot.id, limit: 1000, wait: false })) > 0 && (await takeSlot(tx, take(slot.id))))) {
      return ok({ bookingId: input.bookingId, state: "checked_in", changed: true });
    }
  }
  if (present.length > 0 && !input.beyond) return err("PICKUPS.FULL");
  const slotId = await insertWalkInSlot(tx, { pointId: point.id, recyclerPartyId: actor.party.id, now });
  if (!(await takeSlot(tx, take(slotId)))) return err("PICKUPS.STALE");
  await shutWalkInSlot(tx, slotId);
  return ok({ bookingId: input.bookingId, state: "checked_in", changed: true });
}
