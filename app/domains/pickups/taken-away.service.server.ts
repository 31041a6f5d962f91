import { record } from "#app/outbox/record.server.ts";
import type { Tx } from "#app/platform/db/database.server.ts";
import { otherTimes } from "./other-times.rules.ts";
import { selectSlots } from "./slots.repository.server.ts";
import { closeSlots, endHolds, selectBookingsOn, selectTimesAhead, type TimeAhead } from "./taken-away.repository.server.ts";

/** A booking whose time the point no longer has, with times that are offered instead. */
export type AffectedBooking = {
  bookingId: string;
  startsAt: string;
  endsAt: string;
  partyName: string;
  declaredGrams: number;
  offers: { id: string; startsAt: string; endsAt: string }[];
};

const DAY_MS = 86_400_000;
/** More slots ahead of one point are not looked at; opening them is limited to fewer at once. */
const MAX_AHEAD = 5_000;

/**
 * Closes for new bookings the times of a point that fall away, in the transaction of the flow that changes its hours. Bookings
 * on them stay and are listed with other times; holds end, and their makers are asked to choose again. Nobody is told here
 * (`tellTakenAway`), so that a first answer can be taken back whole. The caller has checked who asks and holds the point's lock.
 */
export async function takeTimesAway(
  tx: Tx,
  input: { pointId: string; now: Date; fallsAway: (time: TimeAhead) => boolean },
): Promise<{ closed: number; affected: AffectedBooking[]; toTell: string[] }> {
  const { pointId, now } = input;
  const ahead = await selectTimesAhead(tx, { pointId, now, limit: MAX_AHEAD });
  const slotIds = ahead.filter(input.fallsAway).map((slot) => slot.id);
  if (slotIds.length === 0) return { closed: 0, affected: [], toTell: [] };
  await endHolds(tx, { slotIds, now, wait: true });
  const closed = await closeSlots(tx, { slotIds, now });
  await endHolds(tx, { slotIds, now, wait: false });
  const bookings = await selectBookingsOn(tx, { slotIds, now });
  const certain = bookings.filter((booking) => booking.state !== "held");
  const last = certain.at(-1)?.startsAt ?? now;
  const free = certain.length === 0 ? [] : await selectSlots(tx, { pointId, from: now, until: new Date(last.getTime() + 28 * DAY_MS), now, grams: 0, limit: 2_000 });
  const affected = certain.map((booking): AffectedBooking => {
    const startsAt = booking.startsAt.toISOString();
    return {
      bookingId: booking.id,
      startsAt,
      endsAt: booking.endsAt.toISOString(),
      partyName: booking.partyName,
      declaredGrams: booking.declaredGrams,
      offers: otherTimes({ startsAt, grams: booking.declaredGrams }, free),
    };
  });
  return { closed: closed.length, affected, toTell: bookings.map((booking) => booking.id) };
}

/** Records that bookings lie outside the hours of their point now: each is told, with the way to another time. */
export async function tellTakenAway(tx: Tx, input: { pointId: string; bookingIds: readonly string[] }): Promise<void> {
  if (input.bookingIds.length === 0) return;
  await record(tx, {
    type: "pickups.hours-changed",
    payload: { pointId: input.pointId, bookingIds: [...input.bookingIds] },
    topics: [`point:${input.pointId}`, ...input.bookingIds.map((id) => `booking:${id}` as const)],
  });
}
