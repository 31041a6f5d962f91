import type { Db } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";

/** How the visits of a community's households went in a month: those that took place or that nobody came to, and what scales said. */
export interface VisitMonth {
  communityId: string;
  month: string;
  visits: number;
  noShows: number;
  loads: number;
  netGrams: number;
  /** What did not belong in the loads: grams by permille, which are thousandths of a gram. */
  foreignMilligrams: number;
}

/**
 * Visits by the month of their slot in the community's zone ("YYYY-MM"), of households that count for the community now. A mark that is contested or
 * was taken back is a visit of neither kind. Readings that a correction replaced do not count.
 */
export async function visitsByMonth(db: Db, input: { communityIds: readonly string[]; from: string; to: string }): Promise<VisitMonth[]> {
  const rows = await db.$queryRaw<(Omit<VisitMonth, "netGrams" | "foreignMilligrams"> & { net: bigint; dirt: bigint })[]>(sql`
    WITH visit AS (
      SELECT b.id, h.home_community_id AS community_id, b.state::text AS state, to_char(s.starts_at AT TIME ZONE c.time_zone, 'YYYY-MM') AS month
      FROM booking b JOIN party h ON h.id = b.party_id AND h.home_community_id = ANY(${[...input.communityIds]}::text[])
      JOIN party c ON c.id = h.home_community_id JOIN slot s ON s.id = b.slot_id
      WHERE b.state IN ('done', 'no_show_customer') AND NOT b.is_anonymous
        AND s.starts_at BETWEEN ${`${input.from}-01`}::timestamp - interval '2 days' AND ${`${input.to}-01`}::timestamp + interval '33 days'
        AND NOT EXISTS (SELECT 1 FROM visit_mark k WHERE k.booking_id = b.id AND k.state IN ('contested', 'upheld', 'withdrawn'))),
    weighed AS (
      SELECT v.id, count(w.id)::int AS loads, coalesce(sum(w.net_grams), 0)::bigint AS net, coalesce(sum(w.net_grams::bigint * w.contamination_permille), 0)::bigint AS dirt
      FROM visit v JOIN weigh_in w ON w.booking_id = v.id AND w.superseded_by_id IS NULL WHERE v.state = 'done' GROUP BY v.id)
    SELECT v.community_id AS "communityId", v.month, count(*)::int AS visits, (count(*) FILTER (WHERE v.state = 'no_show_customer'))::int AS "noShows",
      coalesce(sum(w.loads), 0)::int AS loads, coalesce(sum(w.net), 0)::bigint AS net, coalesce(sum(w.dirt), 0)::bigint AS dirt
    FROM visit v LEFT JOIN weighed w ON w.id = v.id WHERE v.month BETWEEN ${input.from} AND ${input.to} GROUP BY v.community_id, v.month`);
  return rows.map(({ net, dirt, ...row }) => ({ ...row, netGrams: Number(net), foreignMilligrams: Number(dirt) }));
}
