import type { Db } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import { LICENCE_BOUND } from "#app/shared/licences.ts";

/** A visit still ahead that brings something its point may not take on the day it is due. */
export type StrandedBooking = {
  id: string;
  version: number;
  startsAt: Date;
  endsAt: Date;
  timeZone: string;
  pointId: string;
  pointName: string;
  latitude: number;
  longitude: number;
  partyName: string;
  /** Of what it brings, that for which there is no licence. */
  materials: string[];
};

/** Such visits of a recycler, soonest first. What was weighed has been taken and is not among them. */
export async function selectStrandedBookings(db: Db, input: { recyclerPartyId: string; now: Date; limit: number }): Promise<StrandedBooking[]> {
  return db.$queryRaw<StrandedBooking[]>(sql`
    SELECT b.id, b.version, s.starts_at AS "startsAt", s.ends_at AS "endsAt", p.time_zone AS "timeZone", p.id AS "pointId",
      coalesce(p.name, p.operator_name, p.address, '') AS "pointName", p.latitude, p.longitude, y.name AS "partyName", missing.materials
    FROM booking b JOIN slot s ON s.id = b.slot_id JOIN recycling_point p ON p.id = b.point_id JOIN party y ON y.id = b.party_id
    CROSS JOIN LATERAL (
      SELECT array_agg(l.material ORDER BY l.id) AS materials FROM booking_line l
      WHERE l.booking_id = b.id AND l.material = ANY (${[...LICENCE_BOUND]}::text[])
        AND NOT licence_allows_at(b.recycler_party_id, l.material, b.point_id, greatest(s.starts_at, ${input.now}::timestamptz))) missing
    WHERE b.recycler_party_id = ${input.recyclerPartyId} AND b.state IN ('held', 'confirmed', 'checked_in')
      AND NOT (b.state = 'held' AND b.hold_expires_at <= ${input.now}::timestamptz)
      AND s.ends_at > ${input.now}::timestamptz - interval '7 days' AND missing.materials IS NOT NULL
    ORDER BY s.starts_at, b.id LIMIT ${input.limit}`);
}
