import { expect, it } from "vitest";
import { activateMembership } from "#app/domains/identity/parties.repository.server.ts";
import { reverseEntry } from "#app/domains/impact/corrections.service.server.ts";
import { endProgramme } from "#app/domains/rewards/programmes.service.server.ts";
import { reviewGrant } from "#app/domains/rewards/review.service.server.ts";
import { lapseBalances } from "#app/domains/rewards/settle.service.server.ts";
import { dispatchOnce } from "#app/outbox/dispatch.server.ts";
import { rewardsMails, tellLapsing } from "#app/outbox/mails/rewards.server.ts";
import { toMails } from "#app/outbox/to-mails.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { must } from "#tests/factories/deals.ts";
import { createPerson } from "#tests/factories/people.ts";
import { clockAt, DAY, stage, start } from "#tests/factories/rewards.ts";
import { describeDatabases, type OpenTestDatabase } from "#tests/setup/test-database.ts";
import { followLedger } from "./follow-ledger.server.ts";
import { mayMailLeave } from "./still-true.server.ts";

/** A programme with a load that is held, of a household with a second person who is no member of the community. */
async function scene(open: OpenTestDatabase) {
  const s = await stage(open);
  const [home] = s.homes;
  const mate = await createPerson(s.db);
  await s.db.$transaction((tx) => activateMembership(tx, { partyId: home.party.id, userId: mate.userId, role: "member" }));
  const dispatch = async () => {
    while ((await dispatchOnce(s.db, [toMails([rewardsMails])])) > 0);
  };
  const replay = async () => {
    await s.db.outboxEvent.updateMany({ where: { type: { in: ["rewards.held", "rewards.decided"] } }, data: { dispatchedAt: null, retryAt: null } });
    await dispatch();
  };
  const told = async (who: Actor) => (await s.db.notification.findMany({ where: { userId: who.userId }, orderBy: { id: "asc" } })).map((row) => ({ ...row, words: row.words as { en: { title: string; text: string } } }));
  const titles = async (who: Actor) => (await told(who)).map((row) => row.words.en.title);
  const { name } = await s.db.party.findUniqueOrThrow({ where: { id: s.communityId } });
  const hold = async () => {
    const [entryId = ""] = await s.record(s.load(home, 300, new Date(start.getTime() + 20 * DAY)));
    return s.db.rewardGrant.findFirstOrThrow({ where: { entryId } });
  };
  return { ...s, me: home, mate, dispatch, replay, told, titles, communityName: name, hold };
}

describeDatabases("what households are told of their points", (open) => {
  it("is that they wait and what came of it, to everybody in the household, once", async () => {
    const s = await scene(open);
    await s.record(s.load(s.homes[1], 1));
    const grant = await s.hold();
    await s.dispatch();
    await s.replay();
    for (const who of [s.me, s.mate]) expect(await s.titles(who)).toEqual(["Points of your household wait for a look"]);
    for (const who of [s.homes[1], s.manager, s.recycler]) expect(await s.titles(who)).toEqual([]);
    const [row] = await s.told(s.me);
    expect(row).toMatchObject({ kind: "reward", partyId: s.me.party.id, path: "/account/rewards", mail: "daily" });
    for (const part of ["Cardboard", "more than a home is believed to have in a month", s.communityName]) expect(row?.words.en.text).toContain(part);
    expect(await mayMailLeave(s.db, row?.id ?? "")).toBe(true);

    must(await reviewGrant(s.db, s.manager, { grantId: grant.id, version: grant.version, to: "refused", note: "Photographed twice" }));
    await s.dispatch();
    await s.replay();
    for (const who of [s.me, s.mate]) expect(await s.titles(who)).toEqual(["Points of your household wait for a look", "Points that waited were not given"]);
    expect((await s.told(s.me))[1]?.words.en.text).toContain("They wrote: Photographed twice");
    // They wait no more: a mail that says so does not leave.
    expect(await mayMailLeave(s.db, row?.id ?? "")).toBe(false);
    expect(await mayMailLeave(s.db, (await s.told(s.me))[1]?.id ?? "")).toBe(true);
  });

  it("is nothing of points that were decided or taken back before it was told", async () => {
    const s = await scene(open);
    const grant = await s.hold();
    must(await reviewGrant(s.db, s.manager, { grantId: grant.id, version: grant.version, to: "released", note: "" }));
    await s.dispatch();
    expect(await s.titles(s.me)).toEqual(["Your household got the 400 points that waited"]);
    await s.db.$transaction((tx) => reverseEntry(tx, { entryId: grant.entryId, reason: "mistake", at: new Date() }));
    await followLedger(s.db);
    expect(await mayMailLeave(s.db, (await s.told(s.me))[0]?.id ?? "")).toBe(false);
    const again = await s.hold();
    await s.db.$transaction((tx) => reverseEntry(tx, { entryId: again.entryId, reason: "mistake", at: new Date() }));
    await followLedger(s.db);
    await s.dispatch();
    expect(await s.titles(s.me)).toHaveLength(1);
  });

  it("names a private community to its members only, and not to whoever left it before the mail left", async () => {
    const s = await scene(open);
    await s.db.party.update({ where: { id: s.communityId }, data: { joinPolicy: "invite", isListed: false } });
    await s.hold();
    await s.dispatch();
    const [mine, theirs] = [(await s.told(s.me))[0], (await s.told(s.mate))[0]];
    expect(mine?.words.en.text).toContain(s.communityName);
    expect(JSON.stringify(theirs?.words)).not.toContain(s.communityName);
    expect(await mayMailLeave(s.db, theirs?.id ?? "")).toBe(true);
    await s.db.membership.updateMany({ where: { partyId: s.communityId, userId: s.me.userId }, data: { state: "ended" } });
    expect(await mayMailLeave(s.db, mine?.id ?? "")).toBe(false);
  });

  it("is that what is left lapses in thirty days, once for that date, where something is left", async () => {
    const s = await scene(open);
    await s.record(s.load(s.me, 5));
    const end = new Date(start.getTime() + 2 * DAY);
    const at = (days: number, ms = 0) => new Date(end.getTime() + days * DAY + ms);
    expect(await tellLapsing(s.db, at(80))).toBe(0);
    must(await endProgramme(s.db, s.manager, { programmeId: s.programmeId, version: 1 }, clockAt(end)));
    expect(await tellLapsing(s.db, at(60, -1))).toBe(0);
    expect(await tellLapsing(s.db, at(60))).toBe(2);
    expect(await tellLapsing(s.db, at(60))).toBe(0);
    for (const who of [s.me, s.mate]) expect(await s.titles(who)).toEqual([expect.stringMatching(/^Your household’s points lapse on \d+ \w+ \d{4}$/)]);
    for (const who of [s.homes[1], s.manager]) expect(await s.titles(who)).toEqual([]);
    const { id = "" } = (await s.told(s.me))[0] ?? {};
    expect(await mayMailLeave(s.db, id, at(61))).toBe(true);
    expect(await mayMailLeave(s.db, id, at(90))).toBe(false);
    // Nothing left, nothing to say; and after the date neither.
    await s.db.notification.deleteMany({});
    expect(await tellLapsing(s.db, at(90))).toBe(0);
    expect(await lapseBalances(s.db, at(90))).toBe(1);
    expect(await tellLapsing(s.db, at(70))).toBe(0);
  });
});

describeDatabases(
  "words about points at once",
  (open) => {
    it("are said once", async () => {
      const s = await scene(open);
      await s.record(s.load(s.me, 5));
      await s.hold();
      await Promise.all(Array.from({ length: 4 }, () => s.replay()));
      expect(await s.titles(s.mate)).toHaveLength(1);
      const end = new Date(start.getTime() + 25 * DAY);
      must(await endProgramme(s.db, s.manager, { programmeId: s.programmeId, version: 1 }, clockAt(end)));
      const counts = await Promise.all(Array.from({ length: 8 }, () => tellLapsing(s.db, new Date(end.getTime() + 61 * DAY))));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2);
      expect(await s.titles(s.mate)).toHaveLength(2);
      expect(await s.db.digestDue.count({ where: { userId: s.mate.userId } })).toBe(1);
    });
  },
  { on: ["postgresql"] },
);
