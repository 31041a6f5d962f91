import type { Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";

export type TimeAhead = { id: string; startsAt: Date; endsAt: Date };

/** The times at a point that are not over and can still be booked, soonest first. Visits at the door are not among them. */
export async function selectTimesAhead(tx: Tx, input: { pointId: string; now: Date; limit: number }): Promise<TimeAhead[]> {
  return tx.slot.findMany({
    where: { pointId: input.pointId, kind: "point", status: "open", endsAt: { gt: input.now } },
    select: { id: true, startsAt: true, endsAt: true },
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
    take: input.limit,
  });
}

const ids = (list: readonly string[]) => sql`(SELECT jsonb_array_elements_text(${JSON.stringify(list)}::jsonb))`;

/**
 * Ends the holds of some slots now, so that nobody confirms a time that is gone; the timer gives their places back. With `wait` false those
 * somebody is working on are left: for the pass after the slots were locked, since bookings are locked before slots in this room.
 */
export async function endHolds(tx: Tx, input: { slotIds: readonly string[]; now: Date; wait: boolean }): Promise<void> {
  const lock = input.wait ? sql`FOR UPDATE` : sql`FOR UPDATE SKIP LOCKED`;
  await tx.$executeRaw(sql`
    WITH due AS (
      SELECT id FROM booking WHERE slot_id IN ${ids(input.slotIds)} AND state = 'held' AND hold_expires_at > ${input.now}::timestamptz ORDER BY slot_id, id ${lock})
    UPDATE booking SET hold_expires_at = ${input.now}::timestamptz, version = version + 1, updated_at = ${input.now}::timestamptz FROM due WHERE booking.id = due.id`);
}

/** Closes slots for new bookings, in order of id; returns those that were open until now. */
export async function closeSlots(tx: Tx, input: { slotIds: readonly string[]; now: Date }): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>(sql`
    WITH due AS (SELECT id FROM slot WHERE id IN ${ids(input.slotIds)} AND status = 'open' ORDER BY id FOR UPDATE)
    UPDATE slot SET status = 'closed', version = version + 1, updated_at = ${input.now}::timestamptz FROM due WHERE slot.id = due.id RETURNING slot.id`);
  return rows.map((row) => row.id);
}

/** Bookings that count on some slots, soonest first; holds that have run out do not. */
export async function selectBookingsOn(tx: Tx, input: { slotIds: readonly string[]; now: Date }): Promise<BookingOn[]> {
  return tx.$queryRaw<BookingOn[]>(sql`
    SELECT b.id, b.state::text AS state, s.starts_at AS "startsAt", s.ends_at AS "endsAt", y.name AS "partyName", b.declared_grams AS "declaredGrams"
    FROM booking b JOIN slot s ON s.id = b.slot_id JOIN party y ON y.id = b.party_id
    WHERE b.slot_id IN ${ids(input.slotIds)} AND (b.state IN ('confirmed', 'checked_in', 'weighed') OR (b.state = 'held' AND b.hold_expires_at > ${input.now}::timestamptz))
    ORDER BY s.starts_at, b.id LIMIT 2000`);
}

export type BookingOn = { id: string; state: string; startsAt: Date; endsAt: Date; partyName: string; declaredGrams: number };
