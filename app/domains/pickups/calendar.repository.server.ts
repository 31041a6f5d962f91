import type { Db } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";

/** A visit for a calendar. `rootId` is the first booking of its chain of moves, which names the entry; instants in UTC. */
export type CalendarVisit = {
  id: string;
  rootId: string;
  icsSequence: number;
  startsAt: Date;
  endsAt: Date;
  pointName: string;
  address: string | null;
  /** The area of a visit at the door, whose address no calendar gets; null for one at the point. */
  areaName: string | null;
  recyclerName: string;
  materials: string[];
  isArrival: boolean;
  partyName: string;
};

/**
 * What a party has in its calendar from an instant on, soonest first: its own visits, and with `withArrivals` those of others at the
 * points it runs. Only what is agreed or has been: no holds, nothing cancelled or moved. At most `limit`.
 */
export async function selectCalendarVisits(db: Db, input: { partyId: string; withArrivals: boolean; from: Date; limit: number }): Promise<CalendarVisit[]> {
  return db.$queryRaw<CalendarVisit[]>(sql`
    SELECT b.id, root.id AS "rootId", b.ics_sequence AS "icsSequence", s.starts_at AS "startsAt", s.ends_at AS "endsAt",
      coalesce(p.name, p.operator_name, p.address, '') AS "pointName", p.address, y.name AS "partyName", a.name AS "areaName", r.name AS "recyclerName", b.party_id <> ${input.partyId} AS "isArrival",
      ARRAY(SELECT l.material FROM booking_line l WHERE l.booking_id = b.id ORDER BY l.id) AS materials
    FROM booking b JOIN slot s ON s.id = b.slot_id JOIN recycling_point p ON p.id = b.point_id JOIN party y ON y.id = b.party_id
      JOIN party r ON r.id = b.recycler_party_id LEFT JOIN service_area a ON a.id = s.area_id
    CROSS JOIN LATERAL (
      WITH RECURSIVE chain AS (
        SELECT c.id, c.supersedes_id, 0 AS depth FROM booking c WHERE c.id = b.id
        UNION ALL SELECT c.id, c.supersedes_id, chain.depth + 1 FROM booking c JOIN chain ON c.id = chain.supersedes_id WHERE chain.depth < 200)
      SELECT id FROM chain ORDER BY depth DESC LIMIT 1) root
    WHERE (b.party_id = ${input.partyId} OR (${input.withArrivals}::boolean AND b.recycler_party_id = ${input.partyId}))
      AND b.state IN ('confirmed', 'checked_in', 'weighed', 'done') AND s.ends_at >= ${input.from}::timestamptz
    ORDER BY s.starts_at, b.id LIMIT ${input.limit}`);
}
