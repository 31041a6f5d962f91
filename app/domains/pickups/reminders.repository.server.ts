import type { Db } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";

/** The reminders of a visit: three days ahead, a day ahead, and for a visit at the door the evening before in place of the latter. */
export type ReminderLead = "early" | "reminder" | "evening";

/** How long before the start the first two go out, in minutes of true time. */
export const EARLY_LEAD_MINUTES = 3 * 1440;
export const DAY_LEAD_MINUTES = 1440;
/** At which hour of the place's clock the evening before is told. */
export const EVENING_HOUR = 18;

export type DueReminder = { bookingId: string; lead: ReminderLead };

/**
 * Confirmed visits that are due a reminder now: the latest one whose time has come, so that a late timer does not send two, and none that was
 * due before the visit was booked, or that has been sent. A moved visit is another booking and begins anew. At most `limit`, soonest first.
 */
export async function selectDueReminders(db: Db, input: { now: Date; limit: number }): Promise<DueReminder[]> {
  return db.$queryRaw<DueReminder[]>(sql`
    SELECT b.id AS "bookingId", d.lead
    FROM booking b JOIN slot s ON s.id = b.slot_id JOIN recycling_point p ON p.id = b.point_id
    CROSS JOIN LATERAL (
      SELECT l.lead, l.due_at FROM (VALUES
        ('early', s.starts_at - make_interval(mins => ${EARLY_LEAD_MINUTES}::int)),
        (CASE WHEN s.kind = 'home' THEN 'evening' ELSE 'reminder' END,
         CASE WHEN s.kind = 'home' THEN (date_trunc('day', s.starts_at AT TIME ZONE p.time_zone) - make_interval(hours => 24 - ${EVENING_HOUR}::int)) AT TIME ZONE p.time_zone
           ELSE s.starts_at - make_interval(mins => ${DAY_LEAD_MINUTES}::int) END)) AS l(lead, due_at)
      WHERE l.due_at <= ${input.now}::timestamptz ORDER BY l.due_at DESC LIMIT 1) d
    WHERE b.state = 'confirmed' AND s.starts_at > ${input.now}::timestamptz AND s.starts_at <= ${input.now}::timestamptz + make_interval(mins => ${EARLY_LEAD_MINUTES}::int)
      AND b.created_at < d.due_at
      AND NOT EXISTS (SELECT 1 FROM notification n WHERE n.cause_key = 'pickups.' || d.lead || ':' || b.id)
    ORDER BY s.starts_at, b.id LIMIT ${input.limit}`);
}
