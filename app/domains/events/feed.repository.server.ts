import type { Db } from "#app/platform/db/database.server.ts";
import { emptySql, sql } from "#app/platform/db/sql.server.ts";
import type { EventState } from "./events.rules.ts";

/** What became of a day, in its community's feed. `state` is how it stands now. */
export type DayNews = { id: string; what: "announced" | "cancelled" | "held"; at: Date; title: string; state: EventState; startsAt: Date; endsAt: Date; timeZone: string };

/**
 * When days of a community were announced, called off or over, the newest first, below an edge of the feed (its keys there are `day:ID:WHAT`). A plan that nobody
 * outside saw is no news, neither when it is dropped.
 */
export async function listDayNews(db: Db, input: { communityPartyId: string; now: Date; before: { at: Date; key: string } | null; limit: number }): Promise<DayNews[]> {
  const { before, communityPartyId, now } = input;
  const below = before ? sql`WHERE (at, ('day:' || id || ':' || what) COLLATE "C") < (${before.at}::timestamptz, ${before.key})` : emptySql;
  return db.$queryRaw<DayNews[]>(sql`
    WITH day AS (
      SELECT e.id, e.title, e.state, e.starts_at AS "startsAt", e.ends_at AS "endsAt", e.time_zone AS "timeZone"
      FROM community_event e WHERE e.community_party_id = ${communityPartyId} AND e.state <> 'planned')
    SELECT * FROM (
      SELECT day.*, CASE t.to_state WHEN 'published' THEN 'announced' ELSE 'cancelled' END AS what, t.at
      FROM day JOIN transition t ON t.subject_type = 'community_event' AND t.subject_id = day.id AND (t.to_state = 'published' OR (t.from_state = 'published' AND t.to_state = 'cancelled'))
      UNION ALL SELECT day.*, 'held', day."endsAt" FROM day WHERE day.state IN ('published', 'closed') AND day."endsAt" <= ${now}) news
    ${below} ORDER BY at DESC, (id || ':' || what) COLLATE "C" DESC LIMIT ${input.limit}`);
}
