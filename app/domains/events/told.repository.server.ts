import type { Db } from "#app/platform/db/database.server.ts";
import { sql, type Sql } from "#app/platform/db/sql.server.ts";

/** What is told about a day. */
export interface ToldEvent {
  id: string;
  state: string;
  version: number;
  title: string;
  placeLabel: string;
  startsAt: Date;
  endsAt: Date;
  timeZone: string;
  cancelReason: string | null;
  communityPartyId: string;
  communityName: string;
  recyclerPartyId: string | null;
  settledAt: Date | null;
}

/** Somebody to tell: with which household they come, or null where they help as the person they are. */
export interface Told {
  userId: string;
  partyId: string | null;
}

export async function findToldEvent(db: Db, id: string): Promise<ToldEvent | null> {
  const [row] = await db.$queryRaw<ToldEvent[]>(sql`
    SELECT e.id, e.state, e.version, e.title, e.place_label AS "placeLabel", e.starts_at AS "startsAt", e.ends_at AS "endsAt", e.time_zone AS "timeZone",
      e.cancel_reason AS "cancelReason", e.community_party_id AS "communityPartyId", p.name AS "communityName", e.recycler_party_id AS "recyclerPartyId", e.settled_at AS "settledAt"
    FROM community_event e JOIN party p ON p.id = e.community_party_id WHERE e.id = ${id}`);
  return row ?? null;
}

/** Everybody with something to do at a day, each once: who comes (with those who wait, where `withWaiting`), has a stall, or helps. */
const attending = sql`
  SELECT r.event_id, r.user_id, r.party_id, r.created_at AS since, r.state = 'waiting' AS waits FROM event_rsvp r WHERE r.state <> 'cancelled'
  UNION ALL SELECT s.event_id, s.user_id, s.party_id, s.booked_at, false FROM event_stall s WHERE s.party_id IS NOT NULL
  UNION ALL SELECT sh.event_id, h.user_id, NULL, h.at, false FROM event_helper h JOIN event_shift sh ON sh.id = h.shift_id`;

/** Whether somebody may still know of a day: of a private community only while they belong to it, also where they answered before it turned private. */
const mayKnow = (userId: Sql): Sql => sql`EXISTS (
  SELECT 1 FROM community_event known JOIN party p ON p.id = known.community_party_id LEFT JOIN membership m ON m.party_id = p.id AND m.user_id = ${userId} AND m.state = 'active'
  WHERE known.id = a.event_id AND (p.is_listed OR m.id IS NOT NULL))`;

/** Who is told what happens to a day; at most five thousand. */
export async function listAttending(db: Db, input: { eventId: string; withWaiting: boolean }): Promise<Told[]> {
  return db.$queryRaw<Told[]>(sql`
    SELECT a.user_id AS "userId", max(a.party_id) AS "partyId" FROM (${attending}) a
    WHERE a.event_id = ${input.eventId} AND (${input.withWaiting} OR NOT a.waits) AND ${mayKnow(sql`a.user_id`)} GROUP BY a.user_id ORDER BY a.user_id LIMIT 5000`);
}

/** How long before the start people are reminded, in hours of true time. */
export const REMINDER_HOURS = 24;

/** What the reminder of a day is known by: another start is another reminder. */
export function reminderKey(input: { eventId: string; startsAt: Date; userId: string }): string {
  return `events.reminder:${input.eventId}:${input.startsAt.getTime()}:${input.userId}`;
}

/**
 * Who is due a reminder now: of a published day that begins within a day, whoever comes, has a stall or helps, did so before the reminder was
 * due, and has not had it. At most `limit`, soonest first.
 */
export async function listDueReminders(db: Db, input: { now: Date; limit: number }): Promise<(Told & { eventId: string })[]> {
  return db.$queryRaw<(Told & { eventId: string })[]>(sql`
    SELECT e.id AS "eventId", a.user_id AS "userId", max(a.party_id) AS "partyId" FROM community_event e JOIN (${attending}) a ON a.event_id = e.id AND NOT a.waits
    WHERE e.state = 'published' AND e.starts_at > ${input.now}::timestamptz AND e.starts_at <= ${input.now}::timestamptz + make_interval(hours => ${REMINDER_HOURS}::int)
      AND a.since < e.starts_at - make_interval(hours => ${REMINDER_HOURS}::int)
      AND ${mayKnow(sql`a.user_id`)}
      AND NOT EXISTS (SELECT 1 FROM notification n WHERE n.cause_key = 'events.reminder:' || e.id || ':' || (extract(epoch FROM e.starts_at) * 1000)::bigint || ':' || a.user_id)
    GROUP BY e.id, e.starts_at, a.user_id ORDER BY e.starts_at, e.id, a.user_id LIMIT ${input.limit}`);
}

/** A seat that somebody was given; null where there is none, or they may not know of the day any more. */
export async function findToldSeat(db: Db, rsvpId: string): Promise<(Told & { eventId: string; state: string; version: number; size: number }) | null> {
  const [row] = await db.$queryRaw<(Told & { eventId: string; state: string; version: number; size: number })[]>(sql`
    SELECT a.event_id AS "eventId", a.user_id AS "userId", a.party_id AS "partyId", a.state, a.version, a.size FROM event_rsvp a WHERE a.id = ${rsvpId} AND ${mayKnow(sql`a.user_id`)}`);
  return row ?? null;
}

/** The people who run a recycler; at most fifty. */
export async function listRecyclerManagers(db: Db, partyId: string): Promise<string[]> {
  const rows = await db.membership.findMany({ where: { partyId, state: "active", role: { in: ["owner", "manager"] } }, select: { userId: true }, orderBy: { userId: "asc" }, take: 50 });
  return rows.map((row) => row.userId);
}

/** Holds of a day that is published and has not begun. */
export const AHEAD = "published:ahead";
/** Holds of a closed day whose load nobody has confirmed. */
export const LOAD_WAITS = "closed:waits";

/** How each day stands; those that are gone are left out. */
export async function eventMarks(db: Db, ids: readonly string[], now: Date): Promise<Map<string, string[]>> {
  const rows = await db.communityEvent.findMany({ where: { id: { in: [...ids] } }, select: { id: true, state: true, startsAt: true, endsAt: true, settledAt: true } });
  return new Map(
    rows.map((row) => [
      row.id,
      [
        ...(row.state === "cancelled" && row.endsAt > now ? ["cancelled"] : []),
        ...(row.state === "published" && row.startsAt > now ? [AHEAD] : []),
        ...(row.state === "closed" && row.settledAt === null ? [LOAD_WAITS] : []),
      ],
    ]),
  );
}

/** Whether a seat is still somebody's, of a day that has not begun. */
export async function seatMarks(db: Db, ids: readonly string[], now: Date): Promise<Map<string, string[]>> {
  const rows = await db.eventRsvp.findMany({ where: { id: { in: [...ids] } }, select: { id: true, state: true, event: { select: { state: true, startsAt: true } } } });
  return new Map(rows.map((row) => [row.id, row.state === "coming" && row.event.state === "published" && row.event.startsAt > now ? [AHEAD] : []]));
}
