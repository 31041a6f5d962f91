import type { Db } from "#app/platform/db/database.server.ts";
import { emptySql, sql } from "#app/platform/db/sql.server.ts";
import type { AnswerView, Audience, FeedEdge, FeedFilter, PostKind, PostView } from "./posts.schema.ts";

/** Who reads: a member sees everything but what is across a block, anybody else what is for everybody, without names and answers. */
export interface Reader {
  userId: string | null;
  isMember: boolean;
  hiddenPartyIds: readonly string[];
}

type PostRow = Omit<PostView, "at" | "answers" | "isMine"> & { authorUserId: string | null; answers: bigint; at: Date; kind: PostKind; audience: Audience };

/** A post `p` that this reader may see. */
const seenBy = (reader: Reader) => sql`
  p.state = 'published' AND NOT EXISTS (SELECT 1 FROM hidden_content h WHERE h.subject_kind = 'post' AND h.subject_id = p.id)
  ${reader.isMember ? emptySql : sql`AND p.audience = 'everybody'`} AND NOT (p.author_party_id = ANY(${[...reader.hiddenPartyIds]}::text[]))`;

/** An answer `a` that this reader may see. */
const answerSeenBy = (reader: Reader) => sql`
  a.state = 'published' AND ${reader.isMember} AND NOT (a.author_party_id = ANY(${[...reader.hiddenPartyIds]}::text[]))
  AND NOT EXISTS (SELECT 1 FROM hidden_content h WHERE h.subject_kind = 'answer' AND h.subject_id = a.id)`;

const columns = (reader: Reader) => sql`
  p.id, p.kind, p.audience, p.body, ${reader.isMember ? sql`u.name` : sql`NULL::text`} AS "authorName", p.author_user_id AS "authorUserId", p.pinned_at IS NOT NULL AS "isPinned", p.version,
  p.created_at AS at, (SELECT count(*) FROM community_answer a WHERE a.post_id = p.id AND ${answerSeenBy(reader)}) AS answers,
  EXISTS (SELECT 1 FROM community_answer a WHERE a.post_id = p.id AND a.helped_at IS NOT NULL AND ${answerSeenBy(reader)}) AS "hasHelped"
  FROM community_post p LEFT JOIN "user" u ON u.id = p.author_user_id`;

const view = (reader: Reader, { authorUserId, at, answers, ...row }: PostRow): PostView => ({ ...row, answers: Number(answers), isMine: reader.userId !== null && authorUserId === reader.userId, at: at.toISOString() });

const chosen = (filter: FeedFilter, reader: Reader) =>
  filter === "all"
    ? emptySql
    : filter === "questions"
      ? sql`AND p.kind = 'question'`
      : sql`AND p.kind = 'question' AND NOT EXISTS (SELECT 1 FROM community_answer a WHERE a.post_id = p.id AND ${answerSeenBy(reader)})`;

/** Posts of a community, those that stand above as pinned left out unless `withPinned`, the newest first, below an edge of the feed. Their keys there are `post:ID`. */
export async function listPosts(db: Db, reader: Reader, input: { partyId: string; filter: FeedFilter; withPinned?: boolean; before: FeedEdge | null; limit: number }): Promise<PostView[]> {
  const { before } = input;
  const below = before ? sql`AND (p.created_at, ('post:' || p.id) COLLATE "C") < (${before.at}::timestamptz, ${before.key})` : emptySql;
  const pinned = input.filter === "all" && !input.withPinned ? sql`AND p.pinned_at IS NULL` : emptySql;
  const rows = await db.$queryRaw<PostRow[]>(sql`
    SELECT ${columns(reader)} WHERE p.party_id = ${input.partyId} AND ${seenBy(reader)} ${chosen(input.filter, reader)} ${pinned} ${below}
    ORDER BY p.created_at DESC, p.id COLLATE "C" DESC LIMIT ${input.limit}`);
  return rows.map((row) => view(reader, row));
}

/** What managers put above the others, the last one first. */
export async function listPinned(db: Db, reader: Reader, partyId: string): Promise<PostView[]> {
  const rows = await db.$queryRaw<PostRow[]>(sql`SELECT ${columns(reader)} WHERE p.party_id = ${partyId} AND p.pinned_at IS NOT NULL AND ${seenBy(reader)} ORDER BY p.pinned_at DESC, p.id LIMIT 3`);
  return rows.map((row) => view(reader, row));
}

/** One post of a community, or null where this reader does not see it. */
export async function findPost(db: Db, reader: Reader, input: { partyId: string; postId: string }): Promise<PostView | null> {
  const [row] = await db.$queryRaw<PostRow[]>(sql`SELECT ${columns(reader)} WHERE p.id = ${input.postId} AND p.party_id = ${input.partyId} AND ${seenBy(reader)}`);
  return row ? view(reader, row) : null;
}

/** The answers to a question, what helped first, then the oldest first; at most two hundred. */
export async function listAnswers(db: Db, reader: Reader, postId: string): Promise<AnswerView[]> {
  const rows = await db.$queryRaw<(Omit<AnswerView, "at" | "isMine"> & { authorUserId: string | null; at: Date })[]>(sql`
    SELECT a.id, a.body, coalesce(u.name, '') AS "authorName", a.author_user_id AS "authorUserId", a.helped_at IS NOT NULL AS helped, a.version, a.created_at AS at
    FROM community_answer a LEFT JOIN "user" u ON u.id = a.author_user_id
    WHERE a.post_id = ${postId} AND ${answerSeenBy(reader)} ORDER BY a.helped_at IS NULL, a.created_at, a.id LIMIT 200`);
  return rows.map(({ authorUserId, at, ...row }) => ({ ...row, isMine: authorUserId === reader.userId, at: at.toISOString() }));
}

/** How many people came in on which days (UTC), the latest first, below an edge of the feed. The key of a day there is `joined:YYYY-MM-DD`, its instant that of the last who came. */
export async function listJoinedDays(db: Db, input: { partyId: string; before: FeedEdge | null; limit: number }): Promise<{ day: string; count: number; at: Date }[]> {
  const { before } = input;
  const below = before ? sql`WHERE (at, ('joined:' || day) COLLATE "C") < (${before.at}::timestamptz, ${before.key})` : emptySql;
  return db.$queryRaw<{ day: string; count: number; at: Date }[]>(sql`
    SELECT * FROM (
      SELECT to_char(m.joined_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, count(*)::int AS count, max(m.joined_at) AS at
      FROM membership m WHERE m.party_id = ${input.partyId} AND m.state = 'active' GROUP BY 1) joined
    ${below} ORDER BY at DESC, day DESC LIMIT ${input.limit}`);
}

/** An answer with its question, for what is told of it; null where one of them is gone or hidden. */
export interface ToldAnswer {
  id: string;
  askerUserId: string;
  askerPartyId: string;
  answererPartyId: string;
  answererName: string;
  postId: string;
  question: string;
  answer: string;
  communityId: string;
  communityName: string;
  slug: string;
}

export async function findToldAnswer(db: Db, answerId: string): Promise<ToldAnswer | null> {
  const [row] = await db.$queryRaw<ToldAnswer[]>(sql`
    SELECT a.id, p.author_user_id AS "askerUserId", p.author_party_id AS "askerPartyId", a.author_party_id AS "answererPartyId", coalesce(u.name, '') AS "answererName", p.id AS "postId", p.body AS question, a.body AS answer,
      c.id AS "communityId", c.name AS "communityName", c.slug
    FROM community_answer a JOIN community_post p ON p.id = a.post_id JOIN party c ON c.id = p.party_id LEFT JOIN "user" u ON u.id = a.author_user_id
    JOIN membership m ON m.party_id = c.id AND m.user_id = p.author_user_id AND m.state = 'active'
    WHERE a.id = ${answerId} AND a.state = 'published' AND p.state = 'published' AND p.author_user_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM hidden_content h WHERE (h.subject_kind, h.subject_id) IN (('answer', a.id), ('post', p.id)))
      AND NOT EXISTS (SELECT 1 FROM party_block b WHERE (b.blocker_party_id, b.blocked_party_id) IN ((a.author_party_id, p.author_party_id), (p.author_party_id, a.author_party_id)))`);
  return row ?? null;
}

/** Which answers are still there to be read by those who asked. */
export async function answerMarks(db: Db, ids: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const id of ids) if (await findToldAnswer(db, id)) found.set(id, ["published"]);
  return found;
}
