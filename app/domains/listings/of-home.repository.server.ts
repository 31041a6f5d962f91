import type { Db } from "#app/platform/db/database.server.ts";
import { emptySql, sql } from "#app/platform/db/sql.server.ts";

/** A listing in the feed of a community: what it is, and whose. */
export type HomeListing = { id: string; title: string; ownerName: string; isOwn: boolean; at: Date };

/**
 * What is in the lists of a community and, with `ofHouseholds`, of the households that count for it, the newest first, below an edge of the
 * feed (its keys there are `listing:ID`). Those of `hiddenPartyIds` are left out.
 */
export async function listOfHome(
  db: Db,
  input: { communityId: string; ofHouseholds: boolean; hiddenPartyIds: readonly string[]; before: { at: Date; key: string } | null; limit: number },
): Promise<HomeListing[]> {
  const { before, communityId } = input;
  const below = before ? sql`AND (l.published_at, ('listing:' || l.id) COLLATE "C") < (${before.at}::timestamptz, ${before.key})` : emptySql;
  const whose = input.ofHouseholds ? sql`(p.id = ${communityId} OR (p.kind = 'household' AND p.home_community_id = ${communityId}))` : sql`p.id = ${communityId}`;
  return db.$queryRaw<HomeListing[]>(sql`
    SELECT l.id, l.title, p.name AS "ownerName", p.id = ${communityId} AS "isOwn", l.published_at AS at
    FROM party p JOIN listing l ON l.owner_party_id = p.id
    WHERE ${whose} AND l.state = 'published' AND l.published_at IS NOT NULL AND NOT (p.id = ANY(${[...input.hiddenPartyIds]}::text[])) ${below}
    ORDER BY l.published_at DESC, l.id COLLATE "C" DESC LIMIT ${input.limit}`);
}
