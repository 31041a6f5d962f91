import type { Db } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";

export interface CalendarEvent {
  id: string;
  state: "published" | "closed" | "cancelled";
  title: string;
  placeLabel: string;
  startsAt: Date;
  endsAt: Date;
  icsSequence: number;
}

/**
 * Days that a person comes to with this party, has a stall at with it, or helps at; also those that were called off, so that calendars hear of it. Of a
 * private community only while the person belongs to it.
 */
export async function selectCalendarEvents(db: Db, input: { userId: string; partyId: string; from: Date; limit: number }): Promise<CalendarEvent[]> {
  const { userId, partyId, from, limit } = input;
  return db.$queryRaw<CalendarEvent[]>(sql`
    SELECT e.id, e.state, e.title, e.place_label AS "placeLabel", e.starts_at AS "startsAt", e.ends_at AS "endsAt", e.ics_sequence AS "icsSequence"
    FROM community_event e JOIN party p ON p.id = e.community_party_id
    WHERE e.ends_at > ${from} AND e.state <> 'planned'
      AND (p.is_listed OR EXISTS (SELECT 1 FROM membership m WHERE m.party_id = p.id AND m.user_id = ${userId} AND m.state = 'active'))
      AND (EXISTS (SELECT 1 FROM event_rsvp r WHERE r.event_id = e.id AND r.party_id = ${partyId} AND r.state = 'coming')
        OR EXISTS (SELECT 1 FROM event_stall s WHERE s.event_id = e.id AND s.party_id = ${partyId})
        OR EXISTS (SELECT 1 FROM event_helper h JOIN event_shift sh ON sh.id = h.shift_id WHERE sh.event_id = e.id AND h.user_id = ${userId}))
    ORDER BY e.starts_at DESC, e.id DESC LIMIT ${limit}`);
}
