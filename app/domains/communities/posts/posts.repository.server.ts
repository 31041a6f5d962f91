import type { Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { Role } from "#app/shared/actor.ts";
import type { Audience, PostKind } from "./posts.schema.ts";

/** What a person is in a community now, and whether anybody sees it; null where there is no such community. */
export async function standingIn(tx: Tx, input: { partyId: string; userId: string }): Promise<{ role: Role | null; isListed: boolean } | null> {
  const [row] = await tx.$queryRaw<{ role: Role | null; isListed: boolean }[]>(sql`
    SELECT p.is_listed AS "isListed", m.role::text AS role FROM party p LEFT JOIN membership m ON m.party_id = p.id AND m.user_id = ${input.userId} AND m.state = 'active'
    WHERE p.id = ${input.partyId} AND p.kind = 'community' FOR SHARE OF p`);
  return row ?? null;
}

export interface NewPost {
  id: string;
  partyId: string;
  authorUserId: string;
  authorPartyId: string;
  kind: PostKind;
  audience: Audience;
  body: string;
  at: Date;
}

export async function insertPost(tx: Tx, { at, ...post }: NewPost): Promise<void> {
  await tx.communityPost.create({ data: { ...post, createdAt: at }, select: { id: true } });
}

/** A post under lock, with what the person is in its community. */
export interface LockedPost {
  id: string;
  partyId: string;
  kind: PostKind;
  state: "published" | "withdrawn";
  authorUserId: string | null;
  authorPartyId: string;
  isPinned: boolean;
  isHidden: boolean;
  version: number;
  role: Role | null;
}

/** Locks a post until the transaction ends. */
export async function lockPost(tx: Tx, input: { postId: string; userId: string }): Promise<LockedPost | null> {
  const [row] = await tx.$queryRaw<LockedPost[]>(sql`
    SELECT p.id, p.party_id AS "partyId", p.kind, p.state, p.author_user_id AS "authorUserId", p.author_party_id AS "authorPartyId", p.pinned_at IS NOT NULL AS "isPinned",
      EXISTS (SELECT 1 FROM hidden_content h WHERE h.subject_kind = 'post' AND h.subject_id = p.id) AS "isHidden", p.version,
      (SELECT m.role::text FROM membership m WHERE m.party_id = p.party_id AND m.user_id = ${input.userId} AND m.state = 'active') AS role
    FROM community_post p WHERE p.id = ${input.postId} FOR UPDATE OF p`);
  return row ?? null;
}

/** Takes a post's words away; false when `version` is no longer the present one. */
export async function withdrawPost(tx: Tx, input: { postId: string; version: number; at: Date }): Promise<boolean> {
  const { count } = await tx.communityPost.updateMany({
    where: { id: input.postId, version: input.version, state: "published" },
    data: { state: "withdrawn", body: "", pinnedAt: null, withdrawnAt: input.at, version: { increment: 1 } },
  });
  return count === 1;
}

/** Makes those who pin in a community take turns, and counts what is pinned there. */
export async function countPinned(tx: Tx, partyId: string): Promise<number> {
  await tx.$executeRaw(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`pins ${partyId}`}, 0))`);
  return tx.communityPost.count({ where: { partyId, pinnedAt: { not: null } } });
}

export async function setPinned(tx: Tx, input: { postId: string; version: number; pinnedAt: Date | null }): Promise<boolean> {
  const { count } = await tx.communityPost.updateMany({ where: { id: input.postId, version: input.version, state: "published" }, data: { pinnedAt: input.pinnedAt, version: { increment: 1 } } });
  return count === 1;
}

export async function insertAnswer(tx: Tx, { at, ...answer }: { id: string; postId: string; authorUserId: string; authorPartyId: string; body: string; at: Date }): Promise<void> {
  await tx.communityAnswer.create({ data: { ...answer, createdAt: at }, select: { id: true } });
}

/** To which post an answer belongs. The post is locked first, whoever touches its answers. */
export async function postOfAnswer(tx: Tx, answerId: string): Promise<string | null> {
  return (await tx.communityAnswer.findUnique({ where: { id: answerId }, select: { postId: true } }))?.postId ?? null;
}

export interface FoundAnswer {
  id: string;
  state: "published" | "withdrawn";
  authorUserId: string | null;
  helped: boolean;
  isHidden: boolean;
  version: number;
}

/** An answer of a post that is locked. */
export async function findAnswer(tx: Tx, answerId: string): Promise<FoundAnswer | null> {
  const [row] = await tx.$queryRaw<FoundAnswer[]>(sql`
    SELECT a.id, a.state, a.author_user_id AS "authorUserId", a.helped_at IS NOT NULL AS helped, a.version,
      EXISTS (SELECT 1 FROM hidden_content h WHERE h.subject_kind = 'answer' AND h.subject_id = a.id) AS "isHidden"
    FROM community_answer a WHERE a.id = ${answerId}`);
  return row ?? null;
}

export async function withdrawAnswer(tx: Tx, input: { answerId: string; version: number; at: Date }): Promise<boolean> {
  const { count } = await tx.communityAnswer.updateMany({
    where: { id: input.answerId, version: input.version, state: "published" },
    data: { state: "withdrawn", body: "", helpedAt: null, withdrawnAt: input.at, version: { increment: 1 } },
  });
  return count === 1;
}

/** Marks the answer that helped, instead of any other, or takes the mark off. */
export async function setHelped(tx: Tx, input: { postId: string; answerId: string; version: number; helpedAt: Date | null }): Promise<boolean> {
  await tx.communityAnswer.updateMany({ where: { postId: input.postId, helpedAt: { not: null }, id: { not: input.answerId } }, data: { helpedAt: null, version: { increment: 1 } } });
  const { count } = await tx.communityAnswer.updateMany({ where: { id: input.answerId, version: input.version, state: "published" }, data: { helpedAt: input.helpedAt, version: { increment: 1 } } });
  return count === 1;
}
