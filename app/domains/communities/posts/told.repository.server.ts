import type { Db } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { Audience, PostKind } from "./posts.schema.ts";

/** A post that members are told of. */
export interface ToldPost {
  id: string;
  kind: PostKind;
  audience: Audience;
  body: string;
  authorName: string;
  communityId: string;
  communityName: string;
  slug: string;
}

/** A post `p` that is there to be read. */
const published = sql`p.state = 'published' AND NOT EXISTS (SELECT 1 FROM hidden_content h WHERE h.subject_kind = 'post' AND h.subject_id = p.id)`;

/** A post with its words, or null where it was taken back or hidden. */
export async function findToldPost(db: Db, postId: string): Promise<ToldPost | null> {
  const [row] = await db.$queryRaw<ToldPost[]>(sql`
    SELECT p.id, p.kind, p.audience, p.body, coalesce(u.name, '') AS "authorName", c.id AS "communityId", c.name AS "communityName", c.slug
    FROM community_post p JOIN party c ON c.id = p.party_id LEFT JOIN "user" u ON u.id = p.author_user_id WHERE p.id = ${postId} AND ${published}`);
  return row ?? null;
}

/** Those of some people who read a post as members: not who wrote it, and nobody of a household across a block from its own. */
export async function listPostReaders(db: Db, input: { postId: string; userIds: readonly string[] }): Promise<string[]> {
  const rows = await db.$queryRaw<{ userId: string }[]>(sql`
    SELECT m.user_id AS "userId" FROM community_post p JOIN membership m ON m.party_id = p.party_id AND m.state = 'active' AND m.user_id = ANY(${[...input.userIds]}::text[])
    WHERE p.id = ${input.postId} AND ${published} AND m.user_id IS DISTINCT FROM p.author_user_id
      AND NOT EXISTS (SELECT 1 FROM membership h JOIN party_block b ON (b.blocker_party_id, b.blocked_party_id) IN ((h.party_id, p.author_party_id), (p.author_party_id, h.party_id))
        WHERE h.user_id = m.user_id AND h.state = 'active')
    ORDER BY m.user_id`);
  return rows.map((row) => row.userId);
}

/** Holds while somebody may read a post. */
export const READABLE = "readable";

/** Whether somebody may read a post. */
export async function postMarks(db: Db, input: { postId: string; userId: string }): Promise<string[]> {
  return (await listPostReaders(db, { postId: input.postId, userIds: [input.userId] })).length > 0 ? [READABLE] : [];
}
