import type { Db } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";

/** A hand-over for a calendar; instants in UTC. Its time waits for a yes, is agreed, or was overtaken by the hand-over itself. */
export type CalendarHandOver = {
  id: string;
  version: number;
  startsAt: Date;
  endsAt: Date;
  place: string;
  standing: "proposed" | "agreed" | "handedOver";
  title: string;
  otherName: string;
};

/** The hand-overs of a party that have a time, from an instant on, soonest first; none that are off. At most `limit`. */
export async function selectCalendarHandOvers(db: Db, input: { partyId: string; from: Date; limit: number }): Promise<CalendarHandOver[]> {
  return db.$queryRaw<CalendarHandOver[]>(sql`
    SELECT d.id, d.version, d.agreed_starts_at AS "startsAt", d.agreed_ends_at AS "endsAt", coalesce(d.agreed_place, '') AS place,
      CASE WHEN d.state <> 'scheduled' THEN 'handedOver' WHEN d.window_agreed_at IS NULL THEN 'proposed' ELSE 'agreed' END AS standing, l.title, o.name AS "otherName"
    FROM deal d JOIN listing l ON l.id = d.listing_id
    JOIN party o ON o.id = CASE WHEN d.giver_party_id = ${input.partyId} THEN d.taker_party_id ELSE d.giver_party_id END
    WHERE (d.giver_party_id = ${input.partyId} OR d.taker_party_id = ${input.partyId})
      AND d.state IN ('scheduled', 'handed_over', 'inspecting', 'requoted', 'on_loan', 'returning', 'returned', 'completed')
      AND d.agreed_starts_at IS NOT NULL AND d.agreed_ends_at >= ${input.from}::timestamptz
    ORDER BY d.agreed_starts_at, d.id LIMIT ${input.limit}`);
}
