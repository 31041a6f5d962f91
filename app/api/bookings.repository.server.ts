import type { BookingState } from "#app/domains/pickups/pickups.rules.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { emptySql, sql } from "#app/platform/db/sql.server.ts";

/** A row of a list of bookings. Masses in grams. */
export type ListedBooking = {
  id: string;
  state: BookingState;
  startsAt: string;
  endsAt: string;
  point: { id: string; name: string; timeZone: string };
  partyName: string;
  materials: string[];
  declaredGrams: number;
  netGrams: number | null;
};

type Row = Omit<ListedBooking, "startsAt" | "endsAt" | "point"> & { startsAt: Date; endsAt: Date; pointId: string; pointName: string; timeZone: string };

/**
 * A party's bookings, the latest slot first, by keyset: as the one who comes, or as the recycler who receives. Holds that ran
 * out are left out. The cursor is the last page's `nextCursor`.
 */
export async function listBookings(
  db: Db,
  input: { partyId: string; side: "resident" | "staff"; status: "open" | "past" | "all"; now: Date; cursor: string | null; limit: number },
): Promise<{ items: ListedBooking[]; nextCursor: string | null }> {
  const [at, afterId] = (input.cursor ?? "").split("_");
  const after = at && afterId ? sql`AND (s.starts_at, b.id) < (${at}::timestamptz, ${afterId})` : emptySql;
  const open = sql`('held', 'confirmed', 'checked_in', 'weighed')`;
  const status = input.status === "all" ? emptySql : input.status === "open" ? sql`AND b.state IN ${open}` : sql`AND b.state NOT IN ${open}`;
  const rows = await db.$queryRaw<Row[]>(sql`
    SELECT b.id, b.state::text AS state, s.starts_at AS "startsAt", s.ends_at AS "endsAt", b.point_id AS "pointId",
      coalesce(p.name, p.operator_name, p.address, '') AS "pointName", p.time_zone AS "timeZone", y.name AS "partyName",
      b.declared_grams AS "declaredGrams",
      ARRAY(SELECT l.material FROM booking_line l WHERE l.booking_id = b.id ORDER BY l.id) AS materials,
      (SELECT sum(w.net_grams)::int FROM weigh_in w WHERE w.booking_id = b.id AND w.superseded_by_id IS NULL) AS "netGrams"
    FROM booking b JOIN slot s ON s.id = b.slot_id JOIN recycling_point p ON p.id = b.point_id JOIN party y ON y.id = b.party_id
    WHERE ${input.side === "staff" ? sql`b.recycler_party_id` : sql`b.party_id`} = ${input.partyId} ${status} ${after}
      AND NOT (b.state = 'held' AND b.hold_expires_at <= ${input.now}::timestamptz)
    ORDER BY s.starts_at DESC, b.id DESC LIMIT ${input.limit + 1}`);
  const items = rows.slice(0, input.limit).map(({ pointId, pointName, timeZone, ...row }) => ({
    ...row,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    point: { id: pointId, name: pointName, timeZone },
  }));
  const last = items.at(-1);
  return { items, nextCursor: rows.length > input.limit && last ? `${last.startsAt}_${last.id}` : null };
}
