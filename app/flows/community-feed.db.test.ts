import { beforeAll, expect, it } from "vitest";
import { communityBySlug } from "#app/domains/communities/communities.repository.server.ts";
import { markHelped, pinPost, withdrawAnswer, withdrawPost } from "#app/domains/communities/posts/posts.service.server.ts";
import type { FeedFilter } from "#app/domains/communities/posts/posts.schema.ts";
import { leaveParty } from "#app/domains/identity/membership.service.server.ts";
import { communitiesMails } from "#app/outbox/mails/communities.server.ts";
import { inTransaction } from "#app/platform/db/database.server.ts";
import { once } from "#app/platform/idempotency.repository.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { createListing } from "#tests/factories/listings.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { answerInCommunity, viewFeed, viewPost, writeToCommunity } from "./community-feed.server.ts";
import { openReport } from "./report-subject.server.ts";

describeDatabases("the feed of a community", (open, kind) => {
  let owner: Actor, member: Actor, other: Actor, stranger: Actor, closedOwner: Actor;
  let clockMs = Date.now() - 3_600_000;
  /** Each thing a second later than the one before. */
  const clock = { now: () => new Date((clockMs += 1000)) };

  beforeAll(async () => {
    const db = open();
    owner = await createParty(db, "community", { name: "Feed Street" });
    closedOwner = await createParty(db, "community", { name: "Quiet Yard", isListed: false, joinPolicy: "invite" });
    member = await createPerson(db, { communityId: owner.party.id, name: "Ann" });
    other = await createPerson(db, { communityId: owner.party.id, name: "Ben" });
    stranger = await createPerson(db);
  });

  const write = (actor: Actor, body: string, more: Partial<{ kind: "news" | "question"; audience: "members" | "everybody"; partyId: string }> = {}) =>
    inTransaction(open(), (tx) => writeToCommunity(tx, actor, { partyId: owner.party.id, kind: "news", audience: "members", body, ...more }, clock));
  const written = async (...args: Parameters<typeof write>) => {
    const done = await write(...args);
    if (!done.ok) throw new Error(done.error);
    return done.value.postId;
  };
  const answer = (actor: Actor, postId: string, body: string) => inTransaction(open(), (tx) => answerInCommunity(tx, actor, { postId, body }, clock));
  const community = async (actor: Actor | null, of = owner) => {
    const { slug } = await open().party.findUniqueOrThrow({ where: { id: of.party.id }, select: { slug: true } });
    const found = await communityBySlug(open(), { slug, userId: actor?.userId ?? null });
    if (!found) throw new Error("not visible");
    return found;
  };
  const feed = async (actor: Actor | null, filter: FeedFilter = "all", cursor: string | null = null, limit = 50) => viewFeed(open(), actor, { community: await community(actor), filter, cursor, limit });
  const bodies = async (actor: Actor | null, filter: FeedFilter = "all") => (await feed(actor, filter)).items.flatMap((item) => (item.type === "post" ? [item.post.body] : []));
  const versionOf = async (postId: string) => (await open().communityPost.findUniqueOrThrow({ where: { id: postId } })).version;

  it("lets members write, managers for everybody, and nobody else", async () => {
    expect(await write(stranger, "hello")).toMatchObject({ error: "FEED.NOT_FOUND" });
    expect(await write(await withRole(open(), owner, "viewer"), "hello")).toMatchObject({ error: "FEED.NOT_ALLOWED" });
    expect(await write(member, "for all", { audience: "everybody" })).toMatchObject({ error: "FEED.PUBLIC_NOT_ALLOWED" });
    expect(await write(closedOwner, "for all", { partyId: closedOwner.party.id, audience: "everybody" })).toMatchObject({ error: "FEED.PUBLIC_NOT_ALLOWED" });
    await written(member, "among us");
    await written(owner, "welcome everybody", { audience: "everybody" });
    expect(await bodies(member)).toEqual(["welcome everybody", "among us"]);
    for (const reader of [null, stranger]) {
      const seen = await feed(reader);
      expect(seen.items.map((item) => item.type)).toEqual(["post"]);
      expect(seen.items[0]).toMatchObject({ post: { body: "welcome everybody", authorName: null } });
    }
    expect((await feed(member)).items.find((item) => item.type === "post")).toMatchObject({ post: { authorName: owner.userName } });
    await expect(community(stranger, closedOwner)).rejects.toThrow("not visible");
  });

  it("joins posts with listings, newcomers and months, and pages them without loss or repetition", async () => {
    const db = open();
    await createListing(db, member, { title: "A lamp of Ann's" });
    await createListing(db, stranger, { title: "A lamp from elsewhere" });
    for (let n = 0; n < 5; n += 1) await written(member, `note ${n}`);
    await db.impactTotal.create({ data: { scopeType: "community", scopeId: owner.party.id, period: "2026-03", route: "all", material: "all", entryCount: 7, co2eGrams: 4200n, lowGrams: 4000n, highGrams: 4400n } });
    const whole = (await feed(member)).items;
    expect(new Set(whole.map((item) => item.type))).toEqual(new Set(["post", "listing", "joined", "month"]));
    expect(whole.filter((item) => item.type === "listing")).toMatchObject([{ title: "A lamp of Ann's", isOwn: false }]);
    expect(whole.find((item) => item.type === "month")).toMatchObject({ month: "2026-03", count: 7, co2eGrams: 4200, at: "2026-03-31T22:00:00.000Z" });
    expect(whole.map((item) => item.at)).toEqual(whole.map((item) => item.at).toSorted().toReversed());
    const paged: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof feed>> = await feed(member, "all", cursor, 2);
      paged.push(...page.items.map((item) => item.key));
      cursor = page.nextCursor;
    } while (cursor);
    expect(paged).toEqual(whole.map((item) => item.key));
    // Who lives here is nobody's business outside; the months stand on the page anyway.
    expect(new Set((await feed(stranger)).items.map((item) => item.type))).toEqual(new Set(["post", "month"]));
    expect((await feed(member, "all", "nonsense")).items).toHaveLength(whole.length);
  });

  it("pins three at most, takes turns by version, and takes back what is one's own", async () => {
    const db = open();
    const ids: string[] = [];
    for (let n = 0; n < 4; n += 1) ids.push(await written(member, `pin ${n}`));
    const [first = "", , , fourth = ""] = ids;
    expect(await pinPost(db, member, { postId: first, version: 1, isPinned: true })).toMatchObject({ error: "FEED.NOT_ALLOWED" });
    expect(await pinPost(db, stranger, { postId: first, version: 1, isPinned: true })).toMatchObject({ error: "FEED.NOT_FOUND" });
    for (const postId of ids.slice(0, 3)) expect(await pinPost(db, owner, { postId, version: 1, isPinned: true })).toMatchObject({ ok: true });
    expect(await pinPost(db, owner, { postId: first, version: 1, isPinned: false })).toMatchObject({ error: "FEED.STALE", details: { version: 2 } });
    expect(await pinPost(db, owner, { postId: fourth, version: 1, isPinned: true })).toMatchObject({ error: "FEED.PINNED_FULL" });
    expect((await feed(member)).pinned.map((post) => post.id).toSorted()).toEqual(ids.slice(0, 3).toSorted());
    expect((await bodies(member)).filter((body) => body.startsWith("pin"))).toEqual(["pin 3"]);

    expect(await withdrawPost(db, other, { postId: first, version: 2 })).toMatchObject({ error: "FEED.NOT_ALLOWED" });
    expect(await withdrawPost(db, member, { postId: first, version: 1 })).toMatchObject({ error: "FEED.STALE" });
    expect(await withdrawPost(db, member, { postId: first, version: 2 })).toMatchObject({ ok: true });
    expect(await withdrawPost(db, member, { postId: first, version: 3 })).toMatchObject({ error: "FEED.NOT_FOUND" });
    expect(await db.communityPost.findUniqueOrThrow({ where: { id: first } })).toMatchObject({ body: "", state: "withdrawn", pinnedAt: null });
    expect(await withdrawPost(db, owner, { postId: ids[1] ?? "", version: 2 })).toMatchObject({ ok: true });
    await withdrawPost(db, owner, { postId: ids[2] ?? "", version: 2 });
  });

  it("takes questions with answers, one of which helped, and tells the asker once", async () => {
    const db = open();
    const question = await written(member, "who has a ladder?", { kind: "question" });
    const news = await written(member, "no question");
    expect(await bodies(other, "unanswered")).toEqual(["who has a ladder?"]);
    expect(await answer(stranger, question, "me")).toMatchObject({ error: "FEED.NOT_FOUND" });
    expect(await answer(other, news, "me")).toMatchObject({ error: "FEED.QUESTION_WRONG_STATE" });
    const wish = { postId: question, body: "we do" };
    const send = () => once(db, { userId: other.userId, key: `answer:${question}`, request: wish }, (tx) => answerInCommunity(tx, other, wish, clock));
    const [sent, again] = [await send(), await send()];
    expect(again).toEqual(sent);
    const second = await answer(owner, question, "so do we");
    if (!sent.ok || !second.ok) throw new Error("not answered");
    const [a, b] = [sent.value.answerId, second.value.answerId];
    expect(await db.communityAnswer.count({ where: { postId: question } })).toBe(2);
    expect(await bodies(other, "unanswered")).toEqual([]);
    expect(await bodies(other, "questions")).toEqual(["who has a ladder?"]);

    expect(await markHelped(db, other, { answerId: a, version: 1, helped: true })).toMatchObject({ error: "FEED.NOT_ALLOWED" });
    expect(await markHelped(db, stranger, { answerId: a, version: 1, helped: true })).toMatchObject({ error: "FEED.NOT_FOUND" });
    expect(await markHelped(db, member, { answerId: a, version: 1, helped: true })).toMatchObject({ ok: true });
    expect(await markHelped(db, member, { answerId: b, version: 9, helped: true })).toMatchObject({ error: "FEED.STALE" });
    expect(await markHelped(db, owner, { answerId: b, version: 1, helped: true })).toMatchObject({ ok: true });
    const seen = await viewPost(db, member, { community: await community(member), postId: question });
    expect(seen?.answers.map(({ id, helped }) => [id, helped])).toEqual([[b, true], [a, false]]);

    const events = await db.outboxEvent.findMany({ where: { type: "communities.answered" } });
    expect(events.map((event) => (event.payload as { answerId: string }).answerId).toSorted()).toEqual([a, b].toSorted());
    for (let times = 0; times < 2; times += 1) await communitiesMails["communities.answered"]?.(db, { payload: { answerId: a } } as never);
    expect(await db.notification.findMany({ where: { userId: member.userId, kind: "community" }, select: { path: true, subjectId: true } })).toMatchObject([{ subjectId: a, path: expect.stringContaining(`/posts/${question}`) }]);

    expect(await withdrawAnswer(db, member, { answerId: a, version: 3 })).toMatchObject({ error: "FEED.NOT_ALLOWED" });
    expect(await withdrawAnswer(db, other, { answerId: a, version: 1 })).toMatchObject({ error: "FEED.STALE" });
    const { version } = await db.communityAnswer.findUniqueOrThrow({ where: { id: b } });
    expect(await withdrawAnswer(db, owner, { answerId: b, version })).toMatchObject({ ok: true });
    expect((await viewPost(db, member, { community: await community(member), postId: question }))?.post).toMatchObject({ answers: 1, hasHelped: false });
    // Answers stay among members.
    const open1 = await written(owner, "who comes?", { kind: "question", audience: "everybody" });
    await answer(member, open1, "I do");
    expect(await viewPost(db, null, { community: await community(null), postId: open1 })).toMatchObject({ answers: [], post: { answers: 0 } });
    expect(await viewPost(db, null, { community: await community(null), postId: question })).toBeNull();
  });

  it("keeps blocks and what moderation hid, and what members write can be reported by members only", async () => {
    const db = open();
    const [question, hidden] = [await written(member, "blocked question", { kind: "question" }), await written(member, "hidden words")];
    const answered = await answer(member, question, "my own answer");
    if (!answered.ok) throw new Error("not answered");
    for (const id of [question, hidden]) {
      expect(await openReport(db, other, { subject: "post", id })).toMatchObject({ ok: true, value: { partyId: member.party.id } });
      expect(await openReport(db, stranger, { subject: "post", id })).toMatchObject({ error: "TRUST.NOT_FOUND" });
      expect(await openReport(db, member, { subject: "post", id })).toMatchObject({ error: "TRUST.OWN_CONTENT_NOT_ALLOWED" });
    }
    expect(await openReport(db, other, { subject: "answer", id: answered.value.answerId })).toMatchObject({ ok: true });
    expect(await openReport(db, stranger, { subject: "answer", id: answered.value.answerId })).toMatchObject({ error: "TRUST.NOT_FOUND" });
    await db.hiddenContent.create({ data: { subjectKind: "post", subjectId: hidden, decisionId: newId(), hiddenAt: new Date() } });
    expect(await bodies(other)).not.toContain("hidden words");
    await db.partyBlock.create({ data: { blockerPartyId: member.party.id, blockedPartyId: other.party.id } });
    expect(await bodies(other)).not.toContain("blocked question");
    expect(await bodies(owner)).toContain("blocked question");
    expect(await answer(other, question, "let me")).toMatchObject({ error: "FEED.NOT_FOUND" });
    expect(await openReport(db, other, { subject: "post", id: question })).toMatchObject({ error: "TRUST.NOT_FOUND" });
    await db.partyBlock.deleteMany({});
  });

  it("keeps what somebody wrote who leaves the community, and lets them take it back", async () => {
    const db = open();
    const gone = await createPerson(db, { communityId: owner.party.id });
    const postId = await written(gone, "before I go");
    expect(await leaveParty(db, gone, { partyId: owner.party.id })).toMatchObject({ ok: true });
    expect(await bodies(member)).toContain("before I go");
    expect(await write(gone, "still here")).toMatchObject({ error: "FEED.NOT_FOUND" });
    expect(await withdrawPost(db, gone, { postId, version: await versionOf(postId) })).toMatchObject({ ok: true });
  });

  if (kind === "postgresql") it("lets one of two managers have the last pin, and one of two marks stand", async () => {
    const db = open();
    const ids: string[] = [];
    for (let n = 0; n < 4; n += 1) ids.push(await written(member, `race ${n}`));
    for (const postId of ids.slice(0, 2)) await pinPost(db, owner, { postId, version: 1, isPinned: true });
    const pins = await Promise.all(ids.slice(2).map((postId) => pinPost(db, owner, { postId, version: 1, isPinned: true })));
    expect(pins.filter((one) => one.ok)).toHaveLength(1);
    const question = await written(member, "a race?", { kind: "question" });
    const answers = await Promise.all([answer(owner, question, "one"), answer(other, question, "two")]);
    await Promise.all(answers.map((one) => (one.ok ? markHelped(db, member, { answerId: one.value.answerId, version: 1, helped: true }) : null)));
    expect(await db.communityAnswer.count({ where: { postId: question, helpedAt: { not: null } } })).toBe(1);
  });
});
