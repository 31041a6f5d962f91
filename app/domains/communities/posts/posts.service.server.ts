import { record } from "#app/outbox/record.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor, type Role } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import * as posts from "./posts.repository.server.ts";
import { PINNED_MAX, type Audience, type PostKind } from "./posts.schema.ts";

type Person = Pick<Actor, "userId">;
type Refused = "FEED.NOT_FOUND" | "FEED.NOT_ALLOWED";
export type FeedError = Refused | "FEED.PUBLIC_NOT_ALLOWED" | "FEED.STALE" | "FEED.PINNED_FULL" | "FEED.QUESTION_WRONG_STATE";

const writes = (role: Role | null): boolean => role !== null && hasRole(role, "member");
const manages = (role: Role | null): boolean => role !== null && hasRole(role, "manager");

/**
 * Writes a post of a member, for the household `authorPartyId`. What everybody may read speaks for the community: managers write it, and only
 * of a community that is listed (FEED.PUBLIC_NOT_ALLOWED). FEED.NOT_FOUND for a community the person does not belong to.
 */
export async function writePost(
  db: Db,
  actor: Person,
  input: { partyId: string; authorPartyId: string; kind: PostKind; audience: Audience; body: string },
  clock: Clock = systemClock,
): Promise<Result<{ postId: string }, FeedError>> {
  return transact<Result<{ postId: string }, FeedError>>(db, async (tx) => {
    const standing = await posts.standingIn(tx, { partyId: input.partyId, userId: actor.userId });
    if (!standing || standing.role === null) return err("FEED.NOT_FOUND");
    if (!writes(standing.role)) return err("FEED.NOT_ALLOWED");
    if (input.audience === "everybody" && !(manages(standing.role) && standing.isListed)) return err("FEED.PUBLIC_NOT_ALLOWED");
    const postId = newId();
    await posts.insertPost(tx, { ...input, id: postId, authorUserId: actor.userId, at: clock.now() });
    await changed(tx, { id: postId, partyId: input.partyId });
    await record(tx, { type: "communities.posted", payload: { postId }, topics: [] });
    return ok({ postId });
  });
}

/** Takes back a post of one's own, also after leaving, or as a manager anybody's. Its words are gone, and so is what was answered. FEED.STALE when it has changed. */
export async function withdrawPost(db: Db, actor: Person, input: { postId: string; version: number }, clock: Clock = systemClock): Promise<Result<null, FeedError>> {
  return onPost(db, actor, input.postId, async (tx, post) => {
    if (post.authorUserId !== actor.userId && !manages(post.role)) return err("FEED.NOT_ALLOWED");
    if (!(await posts.withdrawPost(tx, { ...input, at: clock.now() }))) return err("FEED.STALE", { version: post.version });
    await changed(tx, post);
    return ok(null);
  });
}

/** A manager pins a post above the others, or takes it down again. FEED.PINNED_FULL when three are pinned. */
export async function pinPost(db: Db, actor: Person, input: { postId: string; version: number; isPinned: boolean }, clock: Clock = systemClock): Promise<Result<null, FeedError>> {
  return onPost(db, actor, input.postId, async (tx, post) => {
    if (!manages(post.role)) return err("FEED.NOT_ALLOWED");
    if (input.isPinned && !post.isPinned && (await posts.countPinned(tx, post.partyId)) >= PINNED_MAX) return err("FEED.PINNED_FULL");
    if (!(await posts.setPinned(tx, { ...input, pinnedAt: input.isPinned ? clock.now() : null }))) return err("FEED.STALE", { version: post.version });
    await changed(tx, post);
    return ok(null);
  });
}

/** A member answers a question. `hiddenPartyIds` are those between whom and the author there is a block: their questions are not there for them. */
export async function answerQuestion(
  db: Db,
  actor: Person,
  input: { postId: string; authorPartyId: string; body: string; hiddenPartyIds: readonly string[] },
  clock: Clock = systemClock,
): Promise<Result<{ answerId: string }, FeedError>> {
  return onPost(db, actor, input.postId, async (tx, post) => {
    if (input.hiddenPartyIds.includes(post.authorPartyId)) return err("FEED.NOT_FOUND");
    if (!writes(post.role)) return err("FEED.NOT_ALLOWED");
    if (post.kind !== "question") return err("FEED.QUESTION_WRONG_STATE");
    const answerId = newId();
    await posts.insertAnswer(tx, { id: answerId, postId: post.id, authorUserId: actor.userId, authorPartyId: input.authorPartyId, body: input.body, at: clock.now() });
    await changed(tx, post);
    if (post.authorUserId !== actor.userId) await record(tx, { type: "communities.answered", payload: { answerId }, topics: post.authorUserId ? [`user:${post.authorUserId}`] : [] });
    return ok({ answerId });
  });
}

/** Takes back an answer of one's own, or as a manager anybody's. */
export async function withdrawAnswer(db: Db, actor: Person, input: { answerId: string; version: number }, clock: Clock = systemClock): Promise<Result<null, FeedError>> {
  return onAnswer(db, actor, input.answerId, async (tx, post, answer) => {
    if (answer.authorUserId !== actor.userId && !manages(post.role)) return err("FEED.NOT_ALLOWED");
    if (!(await posts.withdrawAnswer(tx, { ...input, at: clock.now() }))) return err("FEED.STALE", { version: answer.version });
    await changed(tx, post);
    return ok(null);
  });
}

/** The asker, or a manager, marks the answer that helped, or takes the mark off. One helped at most. */
export async function markHelped(db: Db, actor: Person, input: { answerId: string; version: number; helped: boolean }, clock: Clock = systemClock): Promise<Result<null, FeedError>> {
  return onAnswer(db, actor, input.answerId, async (tx, post, answer) => {
    if (post.role === null || (post.authorUserId !== actor.userId && !manages(post.role))) return err("FEED.NOT_ALLOWED");
    if (answer.version !== input.version) return err("FEED.STALE", { version: answer.version });
    if (!(await posts.setHelped(tx, { postId: post.id, answerId: answer.id, version: input.version, helpedAt: input.helped ? clock.now() : null }))) return err("FEED.STALE", { version: answer.version });
    await changed(tx, post);
    return ok(null);
  });
}

/** Runs `work` on a post that is there for the person: one of theirs, or of a community they belong to. */
async function onPost<T>(db: Db, actor: Person, postId: string, work: (tx: Tx, post: posts.LockedPost) => Promise<Result<T, FeedError>>): Promise<Result<T, FeedError>> {
  return transact<Result<T, FeedError>>(db, async (tx) => {
    const post = await posts.lockPost(tx, { postId, userId: actor.userId });
    const isTheirs = post !== null && (post.role !== null || post.authorUserId === actor.userId);
    if (!isTheirs || post.state !== "published" || post.isHidden) return err("FEED.NOT_FOUND");
    return work(tx, post);
  });
}

async function onAnswer(db: Db, actor: Person, answerId: string, work: (tx: Tx, post: posts.LockedPost, answer: posts.FoundAnswer) => Promise<Result<null, FeedError>>): Promise<Result<null, FeedError>> {
  return transact<Result<null, FeedError>>(db, async (tx) => {
    const postId = await posts.postOfAnswer(tx, answerId);
    if (!postId) return err("FEED.NOT_FOUND");
    const post = await posts.lockPost(tx, { postId, userId: actor.userId });
    const answer = await posts.findAnswer(tx, answerId);
    if (!post || !answer || answer.state !== "published" || answer.isHidden || (post.role === null && answer.authorUserId !== actor.userId)) return err("FEED.NOT_FOUND");
    return work(tx, post, answer);
  });
}

async function changed(tx: Tx, post: { id: string; partyId: string }): Promise<void> {
  await record(tx, { type: "communities.posts-changed", payload: { partyId: post.partyId, postId: post.id }, topics: [`community:${post.partyId}`] });
}
