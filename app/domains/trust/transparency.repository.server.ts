import type { Db } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";

/** What is counted, each by month (UTC, YYYY-MM) and by a key of its own. */
export const measures = [
  "reports_by_subject",
  "reports_by_reason",
  "decisions_by_subject",
  "decisions_by_rule",
  "decisions_by_kind",
  "decisions_detected",
  "decisions_automated",
  "decisions_refused",
  "appeals_received",
  "appeals_decided",
  "restrictions_by_kind",
  "marks_decided",
] as const;
export type Measure = (typeof measures)[number];

export type Count = { month: string; measure: Measure; key: string; count: number };

/** Every figure of the public page since a month's first instant, counted from the rows themselves. */
export async function countByMonth(db: Db, since: Date): Promise<Count[]> {
  return db.$queryRaw<Count[]>(sql`
    WITH r AS (SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month, subject_kind, reason FROM report WHERE created_at >= ${since}::timestamptz),
    d AS (SELECT to_char(decided_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month, subject_kind, rule, kind, state, detected_by_rule, is_automated
      FROM moderation_decision WHERE decided_at >= ${since}::timestamptz)
    SELECT month, 'reports_by_subject' AS measure, subject_kind AS key, count(*)::int AS count FROM r GROUP BY month, subject_kind
    UNION ALL SELECT month, 'reports_by_reason', reason, count(*)::int FROM r GROUP BY month, reason
    UNION ALL SELECT month, 'decisions_by_subject', subject_kind, count(*)::int FROM d WHERE state <> 'refused' GROUP BY month, subject_kind
    UNION ALL SELECT month, 'decisions_by_rule', rule, count(*)::int FROM d WHERE state <> 'refused' GROUP BY month, rule
    UNION ALL SELECT month, 'decisions_by_kind', kind, count(*)::int FROM d WHERE state <> 'refused' GROUP BY month, kind
    UNION ALL SELECT month, 'decisions_detected', 'all', count(*)::int FROM d WHERE state <> 'refused' AND detected_by_rule GROUP BY month
    UNION ALL SELECT month, 'decisions_automated', 'all', count(*)::int FROM d WHERE is_automated GROUP BY month
    UNION ALL SELECT month, 'decisions_refused', 'all', count(*)::int FROM d WHERE state = 'refused' GROUP BY month
    UNION ALL SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM'), 'appeals_received', side, count(*)::int FROM moderation_appeal WHERE created_at >= ${since}::timestamptz GROUP BY 1, side
    UNION ALL SELECT to_char(decided_at AT TIME ZONE 'UTC', 'YYYY-MM'), 'appeals_decided', state, count(*)::int FROM moderation_appeal WHERE decided_at >= ${since}::timestamptz GROUP BY 1, state
    UNION ALL SELECT to_char(starts_at AT TIME ZONE 'UTC', 'YYYY-MM'), 'restrictions_by_kind', kind, count(*)::int FROM party_restriction WHERE starts_at >= ${since}::timestamptz GROUP BY 1, kind
    UNION ALL SELECT to_char(decided_at AT TIME ZONE 'UTC', 'YYYY-MM'), 'marks_decided', state, count(*)::int FROM mark_appeal WHERE decided_at >= ${since}::timestamptz GROUP BY 1, state`);
}

/** The median time in minutes from the opening of a case to its decision, by month of the decision, and of how many. */
export async function mediansByMonth(db: Db, since: Date): Promise<{ month: string; minutes: number; count: number }[]> {
  return db.$queryRaw<{ month: string; minutes: number; count: number }[]>(sql`
    SELECT to_char(d.decided_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month, count(*)::int AS count,
      round(percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM d.decided_at - c.opened_at)::float8) / 60)::int AS minutes
    FROM moderation_decision d JOIN moderation_case c ON c.id = d.case_id WHERE d.decided_at >= ${since}::timestamptz AND d.state <> 'refused' GROUP BY 1`);
}
