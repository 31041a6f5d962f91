import { DateTime } from "luxon";
import { listHiddenPartyIds } from "#app/domains/blocks/blocks.repository.server.ts";
import { listChallengeNews, type ChallengeNews } from "#app/domains/challenges/feed.repository.server.ts";
import type { CommunityView } from "#app/domains/communities/communities.schema.ts";
import { findPost, listAnswers, listJoinedDays, listPinned, listPosts, type Reader } from "#app/domains/communities/posts/feed.repository.server.ts";
import type { AnswerView, FeedEdge, FeedFilter, PostView } from "#app/domains/communities/posts/posts.schema.ts";
import { answerQuestion, writePost, type FeedError } from "#app/domains/communities/posts/posts.service.server.ts";
import type { AnswerInput, PostInput } from "#app/domains/communities/posts/posts.schema.ts";
import { listDayNews, type DayNews } from "#app/domains/events/feed.repository.server.ts";
import { householdsOf } from "#app/domains/identity/membership.repository.server.ts";
import { totalsByMonth } from "#app/domains/impact/totals.repository.server.ts";
import { listOfHome } from "#app/domains/listings/of-home.repository.server.ts";
import { standingOf } from "#app/domains/trust/standing.service.server.ts";
import type { z } from "zod";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import type { Db, Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, type Result } from "#app/shared/result.ts";

type Community = Pick<CommunityView, "id" | "membership" | "timeZone">;

/** Something new in a community. `key` and `at` say where in the feed it stands. */
export type FeedItem = { key: string; at: string } & (
  | { type: "post"; post: PostView }
  | { type: "listing"; id: string; title: string; ownerName: string; isOwn: boolean }
  /** A day of the community that was announced, called off or held; `isOff` says of an announced one that it was called off since. */
  | ({ type: "day"; isOff: boolean; startsAt: string; endsAt: string } & Pick<DayNews, "id" | "what" | "title" | "timeZone">)
  | ({ type: "challenge" } & Pick<ChallengeNews, "id" | "what" | "title" | "isReached">)
  /** People who came in on a day, without names. */
  | { type: "joined"; count: number }
  /** What was handed over in a month that is over, without names: the sums of the community's own page. */
  | { type: "month"; month: string; count: number; co2eGrams: number; lowGrams: number; highGrams: number }
);

export type Feed = { pinned: PostView[]; items: FeedItem[]; nextCursor: string | null };

/** The household for which a person writes: the one they act for, else their first; whoever has none writes for the party they act for. */
async function writingParty(db: Db, actor: Actor): Promise<string> {
  if (actor.party.kind === "household") return actor.party.id;
  return (await householdsOf(db, actor.userId))[0]?.id ?? actor.party.id;
}

async function readerOf(db: Db, actor: Actor | null, community: Community): Promise<Reader> {
  const hiddenPartyIds = actor ? await listHiddenPartyIds(db, await writingParty(db, actor)) : [];
  return { userId: actor?.userId ?? null, isMember: community.membership?.state === "active", hiddenPartyIds };
}

/** Where a page begins, from what an earlier one said; null for the first and for what is no cursor. */
export function readEdge(cursor: string | null): FeedEdge | null {
  const [, at = "", key = ""] = /^(\d{4}-\d\d-\d\dT[\d:.]{8,12}Z)_(.{1,100})$/.exec(cursor ?? "") ?? [];
  const instant = new Date(at);
  return key && !Number.isNaN(instant.getTime()) ? { at: instant, key } : null;
}

/**
 * What is new in a community, as its viewer may see it, the newest first. Members see posts, listings of households that count for it, its days and challenges, months
 * that are over and how many people came in; everybody else the posts for everybody, the community's own listings, and its days, challenges and months, which stand on its
 * pages as well. Whether the viewer may know of the community is the caller's to ask.
 */
export async function viewFeed(
  db: Db,
  actor: Actor | null,
  input: { community: Community; filter: FeedFilter; cursor: string | null; limit: number },
  clock: Clock = systemClock,
): Promise<Feed> {
  const { community, filter, limit } = input;
  const before = readEdge(input.cursor);
  const reader = await readerOf(db, actor, community);
  const page = { before, limit: limit + 1 };
  const isWhole = filter === "all";
  const now = clock.now();
  const [pinned, posts, listings, joined, days, challenges, months] = await Promise.all([
    isWhole && !before ? listPinned(db, reader, community.id) : [],
    listPosts(db, reader, { partyId: community.id, filter, ...page }),
    isWhole ? listOfHome(db, { communityId: community.id, ofHouseholds: reader.isMember, hiddenPartyIds: reader.hiddenPartyIds, ...page }) : [],
    isWhole && reader.isMember ? listJoinedDays(db, { partyId: community.id, ...page }) : [],
    isWhole ? listDayNews(db, { communityPartyId: community.id, now, ...page }) : [],
    isWhole ? listChallengeNews(db, { communityId: community.id, now, ...page }) : [],
    isWhole ? totalsByMonth(db, { type: "community", id: community.id }, 36) : [],
  ]);
  const items: FeedItem[] = [
    ...posts.map((post): FeedItem => ({ key: `post:${post.id}`, at: post.at, type: "post", post })),
    ...listings.map(({ id, title, ownerName, isOwn, at }): FeedItem => ({ key: `listing:${id}`, at: at.toISOString(), type: "listing", id, title, ownerName, isOwn })),
    ...joined.map(({ day, count, at }): FeedItem => ({ key: `joined:${day}`, at: at.toISOString(), type: "joined", count })),
    ...days.map(({ id, what, at, title, state, startsAt, endsAt, timeZone }): FeedItem => ({ key: `day:${id}:${what}`, at: at.toISOString(), type: "day", id, what, title, isOff: state === "cancelled", startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), timeZone })),
    ...challenges.map(({ id, what, at, title, isReached }): FeedItem => ({ key: `challenge:${id}:${what}`, at: at.toISOString(), type: "challenge", id, what, title, isReached })),
    ...months.flatMap((row): FeedItem[] => {
      const at = monthEnd(row.month, community.timeZone);
      if (row.entryCount === 0 || at > now) return [];
      const { month, entryCount: count, co2eGrams, lowGrams, highGrams } = row;
      return [{ key: `month:${month}`, at: at.toISOString(), type: "month", month, count, co2eGrams, lowGrams, highGrams }];
    }),
  ].filter((item) => !before || isBelow(item, before));
  items.sort((one, other) => (isBelow(one, { at: new Date(other.at), key: other.key }) ? 1 : -1));
  const shown = items.slice(0, limit);
  const last = shown.at(-1);
  return { pinned, items: shown, nextCursor: items.length > limit && last ? `${last.at}_${last.key}` : null };
}

/** What a community posts for everybody, the newest first, page by page; pinned or not. */
export async function publicPosts(db: Db, input: { communityId: string; cursor: string | null; limit: number }): Promise<{ items: PostView[]; nextCursor: string | null }> {
  const reader: Reader = { userId: null, isMember: false, hiddenPartyIds: [] };
  const rows = await listPosts(db, reader, { partyId: input.communityId, filter: "all", withPinned: true, before: readEdge(input.cursor), limit: input.limit + 1 });
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > input.limit && last ? `${last.at}_post:${last.id}` : null };
}

/** The same order as the rooms' `(at, key) COLLATE "C"`, the greatest first. */
function isBelow(item: { at: string; key: string }, edge: FeedEdge): boolean {
  const at = new Date(item.at).getTime() - edge.at.getTime();
  return at < 0 || (at === 0 && item.key < edge.key);
}

/** When a month ("YYYY-MM") was over at a place. */
function monthEnd(month: string, timeZone: string): Date {
  return DateTime.fromISO(`${month}-01`, { zone: timeZone }).plus({ months: 1 }).toJSDate();
}

/** A post with its answers, or null where its viewer does not see it. Answers are for members. */
export async function viewPost(db: Db, actor: Actor | null, input: { community: Community; postId: string }): Promise<{ post: PostView; answers: AnswerView[] } | null> {
  const reader = await readerOf(db, actor, input.community);
  const post = await findPost(db, reader, { partyId: input.community.id, postId: input.postId });
  if (!post) return null;
  return { post, answers: post.kind === "question" && reader.isMember ? await listAnswers(db, reader, post.id) : [] };
}

type Refused = FeedError | "TRUST.RESTRICTED_NOT_ALLOWED";

/** A member writes to a community, unless their household is restricted. Errors: those of `writePost`. */
export async function writeToCommunity(tx: Tx, actor: Actor, input: Omit<z.infer<typeof PostInput>, "submissionId"> & { partyId: string }, clock: Clock = systemClock): Promise<Result<{ postId: string }, Refused>> {
  const authorPartyId = await writingParty(tx, actor);
  const standing = await standingOf(tx, authorPartyId, clock);
  if (standing.kind !== "free") return err("TRUST.RESTRICTED_NOT_ALLOWED", standing);
  return writePost(tx, actor, { ...input, authorPartyId }, clock);
}

/** A member answers a question, unless their household is restricted, or there is a block between it and the asker's. Errors: those of `answerQuestion`. */
export async function answerInCommunity(tx: Tx, actor: Actor, input: Omit<z.infer<typeof AnswerInput>, "submissionId"> & { postId: string }, clock: Clock = systemClock): Promise<Result<{ answerId: string }, Refused>> {
  const authorPartyId = await writingParty(tx, actor);
  const standing = await standingOf(tx, authorPartyId, clock);
  if (standing.kind !== "free") return err("TRUST.RESTRICTED_NOT_ALLOWED", standing);
  return answerQuestion(tx, actor, { ...input, authorPartyId, hiddenPartyIds: await listHiddenPartyIds(tx, authorPartyId) }, clock);
}
