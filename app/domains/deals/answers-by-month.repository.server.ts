import type { Db } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";

/** How requests to a community's households were answered, by the month in which they were made. */
export interface AnswerMonth {
  communityId: string;
  month: string;
  requests: number;
  answeredInDay: number;
}

/**
 * Requests by month ("YYYY-MM" in the community's zone) to households that count for the community now: those that were answered (accepted,
 * declined, or with other terms) or that nobody answered in time. What was taken back before an answer, and gifts without ceremony, are left out.
 */
export async function answersByMonth(db: Db, input: { communityIds: readonly string[]; from: string; to: string }): Promise<AnswerMonth[]> {
  return db.$queryRaw<AnswerMonth[]>(sql`
    WITH asked AS (
      SELECT d.id, d.created_at, h.home_community_id AS community_id, to_char(d.created_at AT TIME ZONE c.time_zone, 'YYYY-MM') AS month
      FROM deal d JOIN party h ON h.id = CASE WHEN d.requester_party_id = d.giver_party_id THEN d.taker_party_id ELSE d.giver_party_id END
        AND h.home_community_id = ANY(${[...input.communityIds]}::text[])
      JOIN party c ON c.id = h.home_community_id
      WHERE NOT d.light AND d.created_at BETWEEN ${`${input.from}-01`}::timestamp - interval '2 days' AND ${`${input.to}-01`}::timestamp + interval '33 days')
    SELECT a.community_id AS "communityId", a.month, count(*)::int AS requests,
      (count(*) FILTER (WHERE t.to_state <> 'expired' AND t.at <= a.created_at + interval '1 day'))::int AS "answeredInDay"
    FROM asked a JOIN LATERAL (
      SELECT to_state, at FROM transition WHERE subject_type = 'deal' AND subject_id = a.id AND from_state = 'requested' ORDER BY at, id LIMIT 1) t ON true
    WHERE a.month BETWEEN ${input.from} AND ${input.to} AND t.to_state IN ('accepted', 'declined', 'countered', 'expired')
    GROUP BY a.community_id, a.month`);
}
