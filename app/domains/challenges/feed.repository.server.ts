import type { Db } from "#app/platform/db/database.server.ts";
import { emptySql, sql } from "#app/platform/db/sql.server.ts";

/** A challenge that began or is over, in the feed of a community that takes part. `isReached` is null until it is over and counted. */
export type ChallengeNews = { id: string; what: "begun" | "ended"; at: Date; title: string; isReached: boolean | null };

/**
 * When published challenges of a community began (one published late: with its publication) and ended, the newest first, below an edge of the feed (its keys there are
 * `challenge:ID:WHAT`).
 */
export async function listChallengeNews(db: Db, input: { communityId: string; now: Date; before: { at: Date; key: string } | null; limit: number }): Promise<ChallengeNews[]> {
  const { before, communityId, now } = input;
  const below = before ? sql`AND (at, ('challenge:' || id || ':' || what) COLLATE "C") < (${before.at}::timestamptz, ${before.key})` : emptySql;
  return db.$queryRaw<ChallengeNews[]>(sql`
    WITH theirs AS (
      SELECT c.id, c.title, c.starts_at, c.ends_at, r.is_reached AS "isReached"
      FROM challenge_community cc JOIN challenge c ON c.id = cc.challenge_id LEFT JOIN challenge_result r ON r.challenge_id = c.id
      WHERE cc.community_id = ${communityId} AND c.state = 'published')
    SELECT id, title, what, at, "isReached" FROM (
      SELECT c.id, c.title, 'begun' AS what, greatest(c.starts_at, t.at) AS at, NULL::boolean AS "isReached"
      FROM theirs c JOIN transition t ON t.subject_type = 'challenge' AND t.subject_id = c.id AND t.to_state = 'published'
      UNION ALL SELECT c.id, c.title, 'ended', c.ends_at, c."isReached" FROM theirs c) news
    WHERE at <= ${now} ${below} ORDER BY at DESC, (id || ':' || what) COLLATE "C" DESC LIMIT ${input.limit}`);
}
