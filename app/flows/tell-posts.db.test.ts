import { beforeEach, expect, it } from "vitest";
import { blockParty } from "#app/domains/blocks/blocks.service.server.ts";
import { pinPost, withdrawPost } from "#app/domains/communities/posts/posts.service.server.ts";
import { leaveParty } from "#app/domains/identity/membership.service.server.ts";
import { saveChoices } from "#app/domains/notifications/choices.service.server.ts";
import { changeableKinds, defaultChoice, type Choice } from "#app/domains/notifications/kinds.ts";
import { dispatchOnce } from "#app/outbox/dispatch.server.ts";
import { communitiesMails } from "#app/outbox/mails/communities.server.ts";
import { toMails } from "#app/outbox/to-mails.server.ts";
import { inTransaction } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { must } from "#tests/factories/deals.ts";
import { createParty, createPerson } from "#tests/factories/people.ts";
import { describeDatabases, type OpenTestDatabase } from "#tests/setup/test-database.ts";
import { writeToCommunity } from "./community-feed.server.ts";
import { sendDueDigests } from "./send-digests.server.ts";
import { mayMailLeave } from "./still-true.server.ts";

/** A community with two members who want its posts in the daily digest, and one who chose nothing. */
async function scene(open: OpenTestDatabase, more: Parameters<typeof createParty>[2] = {}) {
  const db = open();
  const owner = await createParty(db, "community", { name: "Linden", ...more });
  const communityId = owner.party.id;
  const [ann, ben, cem] = [await createPerson(db, { communityId, name: "Ann" }), await createPerson(db, { communityId, name: "Ben" }), await createPerson(db, { communityId, name: "Cem" })];
  const stranger = await createPerson(db);
  const want = async (who: Actor, choice: Choice) => {
    const choices = Object.fromEntries(changeableKinds.map((kind) => [kind, kind === "community_post" ? choice : defaultChoice(kind, "community")])) as Record<(typeof changeableKinds)[number], Choice>;
    must(await saveChoices(db, who, { version: 0, partyId: communityId, choices }));
  };
  for (const who of [ann, ben]) await want(who, { inApp: true, mail: "daily" });
  const dispatch = async () => {
    while ((await dispatchOnce(db, [toMails([communitiesMails])])) > 0);
  };
  const replay = async () => {
    await db.outboxEvent.updateMany({ where: { type: "communities.posted" }, data: { dispatchedAt: null, retryAt: null } });
    await dispatch();
  };
  const write = async (who: Actor, body: string, as: Partial<{ kind: "news" | "question"; audience: "members" | "everybody" }> = {}) => {
    const done = must(await inTransaction(db, (tx) => writeToCommunity(tx, who, { partyId: communityId, kind: "news", audience: "members", body, ...as })));
    await dispatch();
    return done.postId;
  };
  const told = (who: Actor) => db.notification.findMany({ where: { userId: who.userId }, orderBy: { id: "asc" } });
  const titles = async (who: Actor) => (await told(who)).map((row) => (row.words as { en: { title: string } }).en.title);
  const digest = async (who: Actor) => {
    await sendDueDigests(db, new Date(Date.now() + 3 * 86_400_000));
    return (await db.mailMessage.findMany({ where: { userId: who.userId, kind: "digest" } })).map((mail) => mail.text).join("\n");
  };
  const withdraw = async (who: Actor, postId: string) => must(await withdrawPost(db, who, { postId, version: (await db.communityPost.findUniqueOrThrow({ where: { id: postId } })).version }));
  const { slug } = await db.party.findUniqueOrThrow({ where: { id: communityId } });
  return { db, owner, communityId, ann, ben, cem, stranger, want, write, dispatch, replay, told, titles, digest, withdraw, slug };
}

describeDatabases("what members are told of new posts", (open) => {
  let s: Awaited<ReturnType<typeof scene>>;
  beforeEach(async () => {
    await open().digestDue.deleteMany({});
    s = await scene(open);
  });

  it("is nothing of what members write unless they want it, then once, with its words in the digest only", async () => {
    const postId = await s.write(s.ann, "The compost is ready");
    const asked = await s.write(s.cem, "Who has a ladder?", { kind: "question" });
    await s.replay();
    expect(await s.titles(s.ben)).toEqual(["Ann wrote in Linden", "Cem has a question in Linden"]);
    // Not what one wrote oneself, nor what nobody asked for.
    expect(await s.titles(s.ann)).toEqual(["Cem has a question in Linden"]);
    for (const who of [s.cem, s.owner, s.stranger]) expect(await s.titles(who)).toEqual([]);
    expect((await s.told(s.ben))[0]).toMatchObject({ kind: "community_post", partyId: s.communityId, path: `/communities/${s.slug}/posts/${postId}`, mail: "daily" });
    expect(JSON.stringify((await s.told(s.ben)).map((row) => row.words))).not.toContain("compost");
    const digest = await s.digest(s.ben);
    for (const part of ["Ann wrote in Linden", "The compost is ready", "Who has a ladder?", `/communities/${s.slug}/posts/${asked}`]) expect(digest).toContain(part);
    expect(await s.db.mailMessage.count({ where: { userId: s.cem.userId } })).toBe(0);
  });

  it("is what the community says to everybody, to all its members and nobody else", async () => {
    const postId = await s.write(s.owner, "We are closed on Monday", { audience: "everybody" });
    await s.replay();
    for (const who of [s.ann, s.ben, s.cem]) expect(await s.titles(who)).toEqual(["Linden has news"]);
    for (const who of [s.owner, s.stranger]) expect(await s.titles(who)).toEqual([]);
    expect(await s.digest(s.cem)).toContain("We are closed on Monday");
    // Pinning says nothing anew.
    must(await pinPost(s.db, s.owner, { postId, version: 1, isPinned: true }));
    await s.dispatch();
    expect(await s.titles(s.cem)).toHaveLength(1);
  });

  it("is nothing of what was taken back or hidden meanwhile", async () => {
    const [gone, hidden] = [await s.write(s.ann, "I was wrong"), await s.write(s.ann, "Rude words")];
    await s.write(s.ann, "A fair word");
    await s.withdraw(s.ann, gone);
    await s.db.hiddenContent.create({ data: { subjectKind: "post", subjectId: hidden, decisionId: newId(), hiddenAt: new Date() } });
    for (const { id, subjectId } of await s.told(s.ben)) expect(await mayMailLeave(s.db, id)).toBe(![gone, hidden].includes(subjectId));
    const digest = await s.digest(s.ben);
    expect(digest).toContain("A fair word");
    for (const words of ["I was wrong", "Rude words"]) expect(digest).not.toContain(words);
    expect(JSON.stringify(await s.db.notification.findMany({ where: { subjectId: { in: [gone, hidden] } } }))).not.toMatch(/wrong|Rude/);
  });

  it("is nothing across a block, whoever made it and whenever", async () => {
    must(await blockParty(s.db, s.ben, { partyId: s.ann.party.id }));
    await s.write(s.ann, "From Ann");
    await s.write(s.ben, "From Ben");
    expect([await s.titles(s.ann), await s.titles(s.ben)]).toEqual([[], []]);
    await s.want(s.cem, { inApp: true, mail: "daily" });
    await s.write(s.ann, "From Ann again");
    expect(await s.titles(s.cem)).toHaveLength(1);
    must(await blockParty(s.db, s.ann, { partyId: s.cem.party.id }));
    expect(await mayMailLeave(s.db, (await s.told(s.cem))[0]?.id ?? "")).toBe(false);
    expect(await s.digest(s.cem)).toBe("");
  });

  it("is nothing of a private community to whoever is no member of it, or no more", async () => {
    const p = await scene(open, { name: "Quiet", joinPolicy: "invite", isListed: false });
    // A choice for a community that one does not belong to opens nothing.
    await p.db.notificationChoice.create({ data: { userId: p.stranger.userId, partyId: p.communityId, kind: "community_post", inApp: true, mail: "at_once" } });
    await p.write(p.ann, "Behind the hedge");
    expect(await p.titles(p.stranger)).toEqual([]);
    const { id = "" } = (await p.told(p.ben))[0] ?? {};
    expect(await mayMailLeave(p.db, id)).toBe(true);
    must(await leaveParty(p.db, p.ben, { partyId: p.communityId }));
    expect(await mayMailLeave(p.db, id)).toBe(false);
    expect(await p.digest(p.ben)).toBe("");
    await p.write(p.ann, "And again");
    expect(await p.titles(p.ben)).toHaveLength(1);
  });

  it("comes at once with its words to whoever wants it so", async () => {
    await s.want(s.cem, { inApp: false, mail: "at_once" });
    await s.write(s.ann, "The compost is ready");
    const [mail, ...more] = await s.db.mailMessage.findMany({ where: { userId: s.cem.userId } });
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ subject: "Ann wrote in Linden", text: expect.stringContaining("Ann: The compost is ready") as string });
  });
});

describeDatabases(
  "a post told by several at once",
  (open) => {
    it("is told once", async () => {
      const s = await scene(open);
      await s.write(s.owner, "News", { audience: "everybody" });
      await s.db.notification.deleteMany({});
      await Promise.all(Array.from({ length: 6 }, () => s.replay()));
      for (const who of [s.ann, s.ben, s.cem]) expect(await s.titles(who)).toEqual(["Linden has news"]);
    });
  },
  { on: ["postgresql"] },
);
