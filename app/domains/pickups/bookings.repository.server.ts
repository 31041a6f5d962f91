import { randomInt } from "node:crypto";
import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { emptySql, preparedSql, sql, type Sql } from "#app/platform/db/sql.server.ts";
import type { EventType } from "#app/outbox/events.ts";
import { nudge } from "#app/outbox/record.server.ts";
import { newId } from "#app/shared/ids.ts";
import { findHomeDetails, homeSql } from "./home/home.repository.server.ts";
import type { HomeDetails } from "./home/home.schema.ts";
import type { BookingFacts, BookingState } from "./pickups.rules.ts";
import type { LineDetail } from "./pickups.schema.ts";
import { lockLimitsOf } from "./daily-limits.repository.server.ts";
import { dayLeftSql, slotRefusalSql } from "./slots.repository.server.ts";

/** The states in which one party may have one booking per slot; the partial unique index lists the same. */
const active = sql`('held', 'confirmed', 'checked_in', 'weighed')`;

/** Whose pages change with a booking, as a JSON array built inside the statement. `b` is the booking. */
const topicsSql = sql`jsonb_build_array('booking:' || b.id, 'point:' || b.point_id, 'party:' || b.party_id, 'party:' || b.recycler_party_id, 'user:' || b.booked_by_user_id)`;

/** Who did it, for the history. */
export type By = { userId: string | null; partyId: string | null; role: string };

export type TakeInput = {
  bookingId: string;
  slotId: string;
  partyId: string;
  lines: ({ material: string; declaredGrams: number | null } & Partial<{ [K in keyof LineDetail]: LineDetail[K] | undefined }>)[];
  note: string;
  /** Where the door is, for a home slot; null at the point. */
  home: HomeDetails | null;
  /** A booking whose photos this one shows too. */
  photosOf?: string;
  /** Held until `holdExpiresAt`, or confirmed at once when null. */
  holdExpiresAt: Date | null;
  supersedesId?: string;
  /** Another booking that the same act gives back. */
  besides?: string;
  icsSequence?: number;
  by: By & { userId: string };
  /** Whose visit it is, where somebody else writes it down. */
  bookedByUserId?: string;
  now: Date;
  /** On behalf of whoever is next in line: a place kept for those who wait may be taken. */
  fromLine?: boolean;
  /** Somebody who stands at the gate without a booking: checked in at once. */
  walkIn?: { isAnonymous: boolean };
  /** Null when the event is recorded by the caller. */
  event: EventType | null;
};

/**
 * Takes a place in a slot: the conditional count, the booking, its lines, the door it is at, its history and its event in one statement.
 * Null when the slot has no place for it (closed, too late, full, refused material, no licence for it that day, booked already, not for this door):
 * nothing is written then.
 * @throws a unique violation when two bookings of one party for one slot race, or the six digits are in use at the point
 */
export async function takeSlot(db: Db, input: TakeInput): Promise<{ id: string } | null> {
  const grams = input.lines.reduce((sum, line) => sum + (line.declaredGrams ?? 0), 0);
  const lines = JSON.stringify(input.lines.map((line) => ({ id: newId(), material: line.material, grams: line.declaredGrams, unit: line.unit ?? null, count: line.unit ? (line.unitCount ?? null) : null, conditions: line.conditions ?? [] })));
  const isWalkIn = input.walkIn !== undefined;
  const isAnonymous = input.walkIn?.isAnonymous ?? false;
  const state: BookingState = isWalkIn ? "checked_in" : input.holdExpiresAt ? "held" : "confirmed";
  const refusal = slotRefusalSql({
    now: input.now,
    grams: sql`${grams}::int`,
    takenVisits: sql`s.taken_visits`,
    takenGrams: sql`s.taken_grams`,
    materials: input.lines.map((line) => line.material),
    door: input.home,
    day: dayLeftSql({ now: input.now, besides: input.supersedesId ?? input.besides ?? null, accepting: true }),
    fromLine: input.fromLine ?? false,
    atGate: isWalkIn,
  });
  const rows = await db.$queryRaw<{ id: string }[]>(sql`${preparedSql}
    WITH taken AS (
      UPDATE slot s SET taken_visits = taken_visits + 1, taken_grams = taken_grams + ${grams}::int, updated_at = ${input.now}::timestamptz
      WHERE s.id = ${input.slotId} AND ${refusal} IS NULL
        AND (${isAnonymous}::boolean OR NOT EXISTS (SELECT 1 FROM booking o WHERE o.slot_id = s.id AND o.party_id = ${input.partyId} AND o.takes_capacity AND o.state IN ${active}))
        AND NOT EXISTS (
          SELECT 1 FROM jsonb_to_recordset(${lines}::jsonb) AS l(material text)
          WHERE NOT EXISTS (SELECT 1 FROM point_material m WHERE m.point_id = s.point_id AND m.material = l.material AND m.accepts))
      RETURNING s.id, s.point_id, s.area_id, s.recycler_party_id),
    b AS (
      INSERT INTO booking (id, slot_id, point_id, recycler_party_id, party_id, booked_by_user_id, state, hold_expires_at, declared_grams,
        check_in_code, note, supersedes_id, ics_sequence, is_walk_in, is_anonymous, checked_in_at, created_at, updated_at)
      SELECT ${input.bookingId}, id, point_id, recycler_party_id, ${input.partyId}, ${input.bookedByUserId ?? input.by.userId}, ${state}::booking_state,
        ${input.holdExpiresAt}::timestamptz, ${grams}::int, ${sixDigits()}, ${input.note}, ${input.supersedesId ?? null}::text,
        ${input.icsSequence ?? 0}::int, ${isWalkIn}::boolean, ${isAnonymous}::boolean, ${isWalkIn ? input.now : null}::timestamptz, ${input.now}::timestamptz, ${input.now}::timestamptz
      FROM taken RETURNING id, point_id, party_id, recycler_party_id, booked_by_user_id),
    lined AS (
      INSERT INTO booking_line (id, booking_id, material, declared_grams, unit, unit_count, conditions)
      SELECT l.id, b.id, l.material, l.grams, CASE WHEN l.count IS NULL THEN NULL ELSE l.unit END, l.count, ARRAY(SELECT jsonb_array_elements_text(l.conditions))
      FROM b, jsonb_to_recordset(${lines}::jsonb) AS l(id text, material text, grams int, unit text, count int, conditions jsonb)),
    ${homeSql(input)}
    noted AS (
      INSERT INTO transition (id, subject_type, subject_id, from_state, to_state, actor_user_id, actor_party_id, actor_role, at)
      SELECT ${newId()}, 'booking', b.id, NULL, ${state}, ${input.by.userId}, ${input.by.partyId}, ${input.by.role}, ${input.now}::timestamptz FROM b)
    ${eventSql(input.event)}
    SELECT id FROM b`);
  if (rows[0] && input.event) nudge();
  return rows[0] ?? null;
}

/** The event as one more part of the statement. */
function eventSql(event: EventType | null): Sql {
  if (event === null) return emptySql;
  return sql`, told AS (
    INSERT INTO outbox_event (type, payload)
    SELECT ${event}, jsonb_build_object('bookingId', b.id, 'topics', ${topicsSql}) FROM b)`;
}

/** Six digits to show at the gate. */
function sixDigits(): string {
  return String(randomInt(0, 1_000_000)).padStart(6, "0");
}

export type MoveInput = {
  id: string;
  from: BookingState;
  version: number;
  to: BookingState;
  /** Gives the place back to the slot. */
  releases: boolean;
  by: By;
  now: Date;
  reason?: string | null | undefined;
  event: EventType | null;
};

/**
 * Moves a booking by compare-and-swap on state and version; gives its place back, notes the move and records the event in
 * the same statement. False when it has moved on meanwhile: nothing is written then, so nothing is released twice.
 */
export async function moveBooking(db: Db, input: MoveInput): Promise<boolean> {
  const reason = input.reason ?? null;
  const rows = await db.$queryRaw<{ id: string }[]>(sql`${preparedSql}
    WITH b AS (
      UPDATE booking SET state = ${input.to}::booking_state, version = version + 1, updated_at = ${input.now}::timestamptz, hold_expires_at = NULL,
        takes_capacity = takes_capacity AND NOT ${input.releases}::boolean,
        reason = coalesce(${reason}::text, reason),
        ics_sequence = ics_sequence + CASE WHEN ${input.releases}::boolean THEN 1 ELSE 0 END,
        checked_in_at = CASE WHEN ${input.to} = 'checked_in' THEN ${input.now}::timestamptz ELSE checked_in_at END,
        completed_at = CASE WHEN ${input.to} = 'done' THEN ${input.now}::timestamptz ELSE completed_at END
      WHERE id = ${input.id} AND state = ${input.from}::booking_state AND version = ${input.version} AND (takes_capacity OR NOT ${input.releases}::boolean)
      RETURNING id, slot_id, declared_grams, point_id, party_id, recycler_party_id, booked_by_user_id),
    freed AS (
      UPDATE slot s SET taken_visits = s.taken_visits - 1, taken_grams = s.taken_grams - b.declared_grams, updated_at = ${input.now}::timestamptz
      FROM b WHERE s.id = b.slot_id AND ${input.releases}::boolean),
    noted AS (
      INSERT INTO transition (id, subject_type, subject_id, from_state, to_state, actor_user_id, actor_party_id, actor_role, reason, at)
      SELECT ${newId()}, 'booking', b.id, ${input.from}, ${input.to}, ${input.by.userId}::text, ${input.by.partyId}::text, ${input.by.role}, ${reason}::text, ${input.now}::timestamptz FROM b)
    ${eventSql(input.event)}
    SELECT id FROM b`);
  if (rows[0] && input.event) nudge();
  return rows.length === 1;
}

/**
 * Lets go of holds that have run out, of one slot (and those that count with it for the day) or of any; returns how many. Bookings are locked
 * before slots and in order of id, like everywhere in this room. `wait: false` leaves out those somebody else is working on.
 */
export async function releaseExpiredHolds(tx: Tx, input: { now: Date; slotId?: string; limit: number; wait: boolean }): Promise<number> {
  const rows = await tx.$queryRaw<{ id: string }[]>(sql`
    WITH due AS (
      SELECT id FROM booking
      WHERE state = 'held' AND takes_capacity AND hold_expires_at <= ${input.now}::timestamptz
        ${input.slotId === undefined ? emptySql : sql`AND slot_id IN (SELECT slots_counted_with(${input.slotId}))`}
      ORDER BY slot_id, id LIMIT ${input.limit} FOR UPDATE ${input.wait ? emptySql : sql`SKIP LOCKED`}),
    b AS (
      UPDATE booking SET state = 'hold_expired', takes_capacity = false, version = version + 1, updated_at = ${input.now}::timestamptz
      FROM due WHERE booking.id = due.id
      RETURNING booking.id, slot_id, declared_grams, point_id, party_id, recycler_party_id, booked_by_user_id),
    held AS (SELECT id FROM slot WHERE id IN (SELECT slot_id FROM b) ORDER BY id FOR UPDATE),
    freed AS (
      UPDATE slot s SET taken_visits = s.taken_visits - f.visits, taken_grams = s.taken_grams - f.grams, updated_at = ${input.now}::timestamptz
      FROM (SELECT slot_id, count(*)::int AS visits, sum(declared_grams)::int AS grams FROM b JOIN held ON held.id = b.slot_id GROUP BY slot_id) f WHERE s.id = f.slot_id),
    noted AS (
      INSERT INTO transition (id, subject_type, subject_id, from_state, to_state, actor_role, at)
      SELECT gen_random_uuid()::text, 'booking', b.id, 'held', 'hold_expired', 'timer', ${input.now}::timestamptz FROM b)
    ${eventSql("pickups.hold-expired")}
    SELECT id FROM b`);
  if (rows.length > 0) nudge();
  return rows.length;
}

/** One slot that has a hold which ran out, or null; the timer takes them slot by slot. */
export async function findSlotsWithExpiredHolds(db: Db, input: { now: Date; limit: number }): Promise<string[]> {
  const rows = await db.$queryRaw<{ slotId: string }[]>(sql`
    SELECT DISTINCT slot_id AS "slotId" FROM booking
    WHERE state = 'held' AND takes_capacity AND hold_expires_at <= ${input.now}::timestamptz ORDER BY 1 LIMIT ${input.limit}`);
  return rows.map((row) => row.slotId);
}

/** A time that the point has closed may be left until it begins: whoever is asked to come at another time is not late. */
export function withoutCutoffs<T extends { changeCutoffMinutes: number; cancelCutoffMinutes: number }>(times: T, status: "open" | "closed"): T {
  return status === "closed" ? { ...times, changeCutoffMinutes: 0, cancelCutoffMinutes: 0 } : times;
}

/** What a verb needs to know before it changes a booking. */
export type BookingToChange = BookingFacts & {
  id: string;
  version: number;
  slotId: string;
  pointId: string;
  partyId: string;
  recyclerPartyId: string;
  bookedByUserId: string;
  note: string;
  icsSequence: number;
  lines: ({ id: string; material: string; declaredGrams: number | null } & LineDetail)[];
  home: HomeDetails | null;
};

/** A booking with its slot's times, or null. */
export async function findBookingToChange(db: Db, id: string): Promise<BookingToChange | null> {
  const row = await db.booking.findUnique({
    where: { id },
    select: {
      id: true,
      version: true,
      state: true,
      holdExpiresAt: true,
      slotId: true,
      pointId: true,
      partyId: true,
      recyclerPartyId: true,
      bookedByUserId: true,
      note: true,
      icsSequence: true,
      slot: { select: { kind: true, startsAt: true, endsAt: true, changeCutoffMinutes: true, cancelCutoffMinutes: true, status: true } },
      lines: { select: { id: true, material: true, declaredGrams: true, unit: true, unitCount: true, conditions: true }, orderBy: { id: "asc" } },
    },
  });
  if (!row) return null;
  const { slot: { kind, status, ...times }, ...rest } = row;
  return { ...rest, ...withoutCutoffs(times, status), home: kind === "home" ? await findHomeDetails(db, id) : null };
}

/**
 * Locks the points with a limit for the day, a booking, then both slots in order of id: two people swapping slots, or one moving and cancelling
 * at once, cannot wait for each other in a ring.
 */
export async function lockForReschedule(tx: Tx, input: { bookingId: string; slotIds: string[] }): Promise<void> {
  await lockLimitsOf(tx, input.slotIds);
  await tx.$queryRaw(sql`SELECT id FROM booking WHERE id = ${input.bookingId} FOR UPDATE`);
  await tx.$queryRaw(sql`SELECT id FROM slot WHERE id IN (SELECT jsonb_array_elements_text(${JSON.stringify(input.slotIds)}::jsonb)) ORDER BY id FOR UPDATE`);
}

/** The booking a party has on a slot that still counts, or null. */
export async function findActiveBooking(db: Db, input: { slotId: string; partyId: string }): Promise<{ id: string; state: BookingState; holdExpiresAt: Date | null } | null> {
  return db.booking.findFirst({
    where: { ...input, takesCapacity: true, state: { in: ["held", "confirmed", "checked_in", "weighed"] } },
    select: { id: true, state: true, holdExpiresAt: true },
  });
}

/** The booking of a recycler (at one of its points, where that is known) with these six digits, soonest slot first. */
export async function findByCode(db: Db, input: { recyclerPartyId: string; code: string; pointId?: string }): Promise<{ id: string; state: BookingState } | null> {
  return db.booking.findFirst({
    where: { recyclerPartyId: input.recyclerPartyId, checkInCode: input.code, ...(input.pointId ? { pointId: input.pointId } : {}), state: { in: ["confirmed", "checked_in", "weighed"] } },
    select: { id: true, state: true },
    orderBy: { slot: { startsAt: "asc" } },
  });
}

/** Slots whose counts are not the sum of their bookings; empty, always. For the invariant check. */
export async function findMiscountedSlots(db: Db): Promise<{ id: string; takenVisits: number; visits: number; takenGrams: number; grams: number }[]> {
  return db.$queryRaw(sql`
    SELECT s.id, s.taken_visits AS "takenVisits", c.visits, s.taken_grams AS "takenGrams", c.grams
    FROM slot s CROSS JOIN LATERAL (
      SELECT count(*)::int AS visits, coalesce(sum(b.declared_grams), 0)::int AS grams FROM booking b WHERE b.slot_id = s.id AND b.takes_capacity) c
    WHERE s.taken_visits <> c.visits OR s.taken_grams <> c.grams LIMIT 100`);
}
