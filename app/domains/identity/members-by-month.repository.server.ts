import type { Db } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";

/** How many members a community had at the end of a month ("YYYY-MM") in its own zone; of the month under way: has now. */
export interface MonthMembers {
  communityId: string;
  month: string;
  members: number;
}

/** Members at the ends of months, by communities. Requests do not count, memberships that ended later do. */
export async function membersByMonth(db: Db, input: { communityIds: readonly string[]; months: readonly string[]; now: Date }): Promise<MonthMembers[]> {
  return db.$queryRaw<MonthMembers[]>(sql`
    SELECT p.id AS "communityId", x.month, count(m.id)::int AS members
    FROM party p CROSS JOIN unnest(${[...input.months]}::text[]) AS x(month)
    CROSS JOIN LATERAL (SELECT least(((x.month || '-01')::timestamp + interval '1 month') AT TIME ZONE p.time_zone, ${input.now}::timestamptz) AS ends_at) e
    JOIN membership m ON m.party_id = p.id AND m.state <> 'requested' AND m.joined_at <= e.ends_at AND (m.ended_at IS NULL OR m.ended_at > e.ends_at)
    WHERE p.id = ANY(${[...input.communityIds]}::text[]) AND ((x.month || '-01')::timestamp AT TIME ZONE p.time_zone) <= ${input.now}::timestamptz
    GROUP BY p.id, x.month`);
}
