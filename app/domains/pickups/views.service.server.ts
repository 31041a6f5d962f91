import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { hasRole } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { countMarks } from "./marks.repository.server.ts";
import { marksSince, markVerbs, type MarkVerb } from "./marks.rules.ts";
import type { PickupError } from "./pickups.errors.ts";
import { allowedVerbs, bookingStates, isOpenState, type BookingVerb, type Side } from "./pickups.rules.ts";
import type { BookingRow, BookingView } from "./pickups.schema.ts";
import { selectBookings, selectBookingView } from "./views.repository.server.ts";

/** A booking for one of its sides, with what that side may do now. */
export type OpenedBooking = {
  booking: BookingView;
  side: Side;
  verbs: BookingVerb[];
  /** What it may do about a mark of this booking. */
  markVerbs: MarkVerb[];
  /** How the other side keeps its visits: marks that count, and visits that took place in the same time. Null for somebody nobody knows. */
  otherSide: { marks: number; kept: number } | null;
};

/**
 * One booking, for a member of either side; everybody else is told that there is none. A viewer sees it and may do nothing.
 */
export async function openBooking(db: Db, actor: Actor, bookingId: string, clock: Clock = systemClock): Promise<Result<OpenedBooking, PickupError>> {
  const booking = await selectBookingView(db, bookingId);
  if (!booking) return err("PICKUPS.NOT_FOUND");
  const side: Side | null = booking.partyId === actor.party.id ? "resident" : booking.recyclerPartyId === actor.party.id ? "staff" : null;
  if (!side) return err("PICKUPS.NOT_FOUND");
  const mayAct = hasRole(actor.role, side === "staff" ? "staff" : "member");
  if (side === "staff" && !mayAct) return err("PICKUPS.NOT_ALLOWED");
  const facts = {
    state: booking.state,
    holdExpiresAt: booking.holdExpiresAt ? new Date(booking.holdExpiresAt) : null,
    startsAt: new Date(booking.slot.startsAt),
    endsAt: new Date(booking.slot.endsAt),
    changeCutoffMinutes: booking.slot.changeCutoffMinutes,
    cancelCutoffMinutes: booking.slot.cancelCutoffMinutes,
  };
  const now = clock.now();
  const since = marksSince(now);
  const { mark } = booking;
  const otherSide =
    side === "resident" ? await countMarks(db, { partyId: booking.recyclerPartyId, kind: "missed", since }) : booking.isAnonymous ? null : await countMarks(db, { partyId: booking.partyId, kind: "no_show", since });
  const isMarked = mark !== null && (mark.kind === "no_show") === (side === "resident");
  return ok({
    booking,
    side,
    verbs: mayAct ? allowedVerbs(side, facts, now) : [],
    markVerbs: mayAct && mark ? markVerbs(isMarked ? "marked" : "marking", { state: mark.state, at: new Date(mark.at) }, now) : [],
    otherSide,
  });
}

const openStates = bookingStates.filter(isOpenState);
const pastStates = bookingStates.filter((state) => !isOpenState(state) && state !== "hold_expired" && state !== "rescheduled");

/** The acting party's bookings: what is ahead (or still open), soonest first, and what was, newest first. */
export async function listMyBookings(
  db: Db,
  actor: Actor,
  input: { now: Date; pastOffset?: number; pastLimit?: number },
): Promise<{ upcoming: BookingRow[]; past: BookingRow[]; hasMore: boolean }> {
  const limit = input.pastLimit ?? 20;
  const upcoming = await selectBookings(db, { partyId: actor.party.id, states: openStates, now: input.now, order: "asc", limit: 100 });
  const past = await selectBookings(db, { partyId: actor.party.id, states: pastStates, now: input.now, order: "desc", limit: limit + 1, offset: input.pastOffset ?? 0 });
  return { upcoming, past: past.slice(0, limit), hasMore: past.length > limit };
}

/** Who is expected, here or gone at a recycler's points between two instants, by time; with `kind: "home"`, who is to be visited at the door. */
export async function listArrivals(db: Db, actor: Actor, input: { from: Date; until: Date; now: Date; kind?: "point" | "home" }): Promise<BookingRow[]> {
  return selectBookings(db, {
    recyclerPartyId: actor.party.id,
    kind: input.kind ?? "point",
    from: input.from,
    until: input.until,
    states: ["confirmed", "checked_in", "weighed", "done", "no_show_customer", "rejected_on_site", "missed_by_collector"],
    now: input.now,
    order: "asc",
    limit: 300,
  });
}
