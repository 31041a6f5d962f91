import { beforeAll, expect, it } from "vitest";
import { countChallenge, draftChallenge, moveChallenge } from "#app/domains/challenges/challenges.service.server.ts";
import type { ChallengeInput } from "#app/domains/challenges/challenges.schema.ts";
import { communityBySlug } from "#app/domains/communities/communities.repository.server.ts";
import { moveDay, planEvent } from "#app/domains/events/events.service.server.ts";
import { inTransaction } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { createDay, dayOf } from "#tests/factories/events.ts";
import { createParty, createPerson } from "#tests/factories/people.ts";
import { clockAt } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { viewFeed } from "./community-feed.server.ts";

describeDatabases("days and challenges in the feed of a community", (open) => {
  const clock = clockAt("2026-05-01T08:00:00Z");
  let host: Actor, member: Actor, stranger: Actor, other: Actor;

  beforeAll(async () => {
    const db = open();
    host = await createParty(db, "community", { name: "News Street" });
    other = await createParty(db, "community", { name: "Next Street" });
    member = await createPerson(db, { communityId: host.party.id });
    stranger = await createPerson(db);
  });

  const slugOf = async (of: Actor) => (await open().party.findUniqueOrThrow({ where: { id: of.party.id }, select: { slug: true } })).slug;
  const seen = async (of: Actor, actor: Actor | null) => communityBySlug(open(), { slug: await slugOf(of), userId: actor?.userId ?? null });
  async function feed(of: Actor, actor: Actor | null, more: Partial<{ cursor: string | null; limit: number; filter: "all" | "questions" }> = {}) {
    const community = await seen(of, actor);
    if (!community) throw new Error("not visible");
    return viewFeed(open(), actor, { community, filter: "all", cursor: null, limit: 50, ...more }, clock);
  }
  /** What happened, the newest first, as "title: what at instant". */
  const news = async (of: Actor, actor: Actor | null) => (await feed(of, actor)).items.flatMap((item) => (item.type === "day" || item.type === "challenge" ? [`${item.title}: ${item.what} ${item.at}`] : []));
  async function at<T>(instant: string, act: () => Promise<T>): Promise<T> {
    clock.set(instant);
    return act();
  }
  const day = (of: Actor, title: string, more: Record<string, unknown> = {}) => createDay(open(), of, clock, { title, ...more });
  const cancel = (of: Actor, eventId: string, version: number) => moveDay(open(), of, eventId, { verb: "cancel", version, reason: "rain" }, clock);
  async function challenge(of: Actor, title: string, more: Partial<ChallengeInput> = {}): Promise<string> {
    const input = { challengeId: newId(), title, words: "", indicator: "entries" as const, part: "all" as const, target: 5, fromDay: "2026-05-10", toDay: "2026-05-19", bonusPoints: 0, others: "", version: 0, ...more };
    const drafted = await draftChallenge(open(), of, { ...input, communityId: of.party.id }, clock);
    return drafted.ok ? drafted.value.challengeId : expect.fail(drafted.error);
  }
  const move = (of: Actor, challengeId: string, to: "published" | "withdrawn", version = 1) => moveChallenge(open(), of, { challengeId, version, to }, clock);

  it("stand where they happened, plans and drafts nowhere, the same for everybody who may know of the community", async () => {
    const db = open();
    await at("2026-05-01T08:00:00Z", () => day(host, "Market", { date: "2026-05-12" }));
    const plan = await at("2026-05-02T08:00:00Z", async () => planEvent(db, host, await slugOf(host), dayOf({ title: "Plan" }), clock));
    const dropped = await planEvent(db, host, await slugOf(host), dayOf({ title: "Dropped plan" }), clock);
    if (!plan.ok || !dropped.ok) throw new Error("not planned");
    expect(await cancel(host, dropped.value.eventId, 1)).toMatchObject({ ok: true });
    const rained = await at("2026-05-03T08:00:00Z", () => day(host, "Repairs", { date: "2026-05-13" }));
    await at("2026-05-04T08:00:00Z", () => cancel(host, rained, 2));
    await at("2026-05-05T08:00:00Z", () => challenge(host, "Draft"));
    const [early, gone, ahead] = [await challenge(host, "Five"), await challenge(host, "Withdrawn"), await challenge(host, "June", { fromDay: "2026-06-01", toDay: "2026-06-30" })];
    for (const id of [early, gone, ahead]) expect(await move(host, id, "published")).toMatchObject({ ok: true });
    const late = await at("2026-05-11T09:00:00Z", () => challenge(host, "Late", { toDay: "2026-05-21" }));
    await move(host, late, "published");
    await move(host, gone, "withdrawn", 2);
    await at("2026-05-20T12:00:00Z", () => inTransaction(db, (tx) => countChallenge(tx, early, clock.now())));
    // Days and midnights are those of the community's zone, two hours ahead.
    const expected = [
      "Five: ended 2026-05-19T22:00:00.000Z",
      "Market: held 2026-05-12T13:00:00.000Z",
      "Late: begun 2026-05-11T09:00:00.000Z",
      "Five: begun 2026-05-09T22:00:00.000Z",
      "Repairs: cancelled 2026-05-04T08:00:00.000Z",
      "Repairs: announced 2026-05-03T08:00:00.000Z",
      "Market: announced 2026-05-01T08:00:00.000Z",
    ];
    for (const reader of [null, stranger, member, host]) expect(await news(host, reader)).toEqual(expected);
    const { items } = await feed(host, member);
    expect(items.find((item) => item.key === `day:${rained}:announced`)).toMatchObject({ isOff: true, startsAt: "2026-05-13T08:00:00.000Z", timeZone: "Europe/Berlin" });
    expect(items.filter((item) => item.type === "challenge").map(({ title, isReached }) => [title, isReached])).toEqual([["Five", false], ["Late", null], ["Five", null]]);
    expect((await feed(host, member, { filter: "questions" })).items).toEqual([]);
    // What has not happened yet is no news; elsewhere nothing of it is.
    clock.set("2026-05-12T12:59:59Z");
    expect((await news(host, null))[0]).toBe("Late: begun 2026-05-11T09:00:00.000Z");
    clock.set("2026-05-20T12:00:00Z");
    expect(await news(other, null)).toEqual([]);
  });

  it("pages them without loss or repetition, also at one instant", async () => {
    const street = await createParty(open(), "community", { name: "Busy Street" });
    // Four challenges that begin together and end at the midnight at which three days end.
    clock.set("2026-05-01T08:00:00Z");
    for (const n of [1, 2, 3, 4]) await move(street, await challenge(street, `Challenge ${n}`), "published");
    for (const n of [1, 2, 3]) await day(street, `Day ${n}`, { date: "2026-05-19", from: "20:00", until: "00:00" });
    clock.set("2026-05-20T12:00:00Z");
    const whole = (await feed(street, null)).items.map(({ key }) => key);
    expect(whole).toHaveLength(14);
    for (const limit of [1, 2, 3, 5]) {
      const paged: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof feed>> = await feed(street, null, { cursor, limit });
        paged.push(...page.items.map(({ key }) => key));
        cursor = page.nextCursor;
        // Meanwhile something newer: whoever pages on does not see it, and nothing else twice.
        if (paged.length === limit) await at("2026-05-20T13:00:00Z", () => day(street, `Added ${limit}`));
      } while (cursor);
      expect(paged).toEqual(whole);
      await open().communityEvent.updateMany({ where: { title: `Added ${limit}` }, data: { state: "planned" } });
    }
  });

  it("are a private community's members' alone, and a challenge of several is in the feed of each", async () => {
    const db = open();
    const [yard, inside] = [await createParty(db, "community", { name: "Quiet Yard", isListed: false, joinPolicy: "invite" }), await createPerson(db)];
    await db.membership.create({ data: { id: newId(), partyId: yard.party.id, userId: inside.userId, role: "member", state: "active", joinedAt: new Date() } });
    clock.set("2026-05-01T08:00:00Z");
    await day(yard, "Behind the wall", { date: "2026-05-12" });
    const shared = await challenge(yard, "Together");
    await db.challengeCommunity.create({ data: { challengeId: shared, communityId: other.party.id } });
    await move(yard, shared, "published");
    clock.set("2026-05-11T08:00:00Z");
    expect(await news(yard, inside)).toEqual(["Together: begun 2026-05-09T22:00:00.000Z", "Behind the wall: announced 2026-05-01T08:00:00.000Z"]);
    for (const reader of [null, stranger, member]) {
      expect(await seen(yard, reader)).toBeNull();
      expect(await news(host, reader)).not.toContainEqual(expect.stringContaining("Behind the wall"));
      expect(await news(other, reader)).toEqual(["Together: begun 2026-05-09T22:00:00.000Z"]);
    }
  });
});
