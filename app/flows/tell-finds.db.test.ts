import { beforeEach, expect, it } from "vitest";
import { saveTimes } from "#app/domains/notifications/choices.service.server.ts";
import { markRead } from "#app/domains/notifications/notifications.service.server.ts";
import { joinIds, stopToken } from "#app/domains/searches/stop-token.server.ts";
import { sendQueuedMails } from "#app/platform/mail/send.server.ts";
import { countNew, editSearch, listFound, stopSearchMails } from "#app/domains/searches/searches.service.server.ts";
import { createPerson } from "#tests/factories/people.ts";
import { choose, findsOf, keep, list, mailsTo, now, toldTo, tomorrow, unreadOf, withdraw } from "#tests/factories/searches.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { forgetSearch } from "./forget-search.server.ts";
import { matchArrivals } from "./match-arrivals.server.ts";
import { seeFinds } from "./see-finds.server.ts";
import { sendDueDigests } from "./send-digests.server.ts";
import { mayMailLeave } from "./still-true.server.ts";

describeDatabases("what is told of finds", (open) => {
  beforeEach(async () => void (await open().digestDue.deleteMany({})));

  it("one notification for a search, which grows until it is noticed; then a new one", async () => {
    const db = open();
    const [owner, seeker] = [await createPerson(db), await createPerson(db)];
    const searchId = await keep(db, seeker, "q=cedar");
    await list(db, owner, "Cedar chest");
    await matchArrivals(db, now());
    expect(await unreadOf(db, seeker)).toEqual(["New for “Looking for q=cedar”: Cedar chest · Free · Mitte"]);
    await list(db, owner, "Cedar box");
    await list(db, owner, "Cedar shelf");
    await matchArrivals(db, now());
    expect(await unreadOf(db, seeker)).toEqual(["3 new for “Looking for q=cedar”: Cedar shelf, Cedar box, and one more"]);
    expect((await toldTo(db, seeker))[0]).toMatchObject({ path: `/searches/${searchId}`, partyId: seeker.party.id, mail: "daily" });
    await markRead(db, seeker, { path: `/searches/${searchId}` });
    await list(db, owner, "Cedar stool");
    await matchArrivals(db, now());
    expect(await unreadOf(db, seeker)).toEqual(["New for “Looking for q=cedar”: Cedar stool · Free · Mitte"]);
    expect(await listFound(db, { searchId, now: now(), limit: 10 })).toHaveLength(4);
    // Each time their tabs were told.
    expect(await db.outboxEvent.count({ where: { type: "notifications.changed", payload: { path: ["userId"], equals: seeker.userId } } })).toBe(4);
  });

  it("follows what happens: withdrawn is not told any more, and found again when it comes back", async () => {
    const db = open();
    const [owner, seeker] = [await createPerson(db), await createPerson(db)];
    const searchId = await keep(db, seeker, "q=larch");
    const [first, second] = [await list(db, owner, "Larch bench"), await list(db, owner, "Larch table")];
    await matchArrivals(db, now());
    await withdraw(db, owner, second.id);
    expect(await unreadOf(db, seeker)).toEqual(["New for “Looking for q=larch”: Larch bench · Free · Mitte"]);
    await withdraw(db, owner, first.id);
    expect(await unreadOf(db, seeker)).toEqual([]);
    expect(await sendDueDigests(db, tomorrow())).toBe(0);
    await db.listing.update({ where: { id: first.id }, data: { state: "published" } });
    await matchArrivals(db, now());
    expect(await unreadOf(db, seeker)).toEqual(["New for “Looking for q=larch”: Larch bench · Free · Mitte"]);
    // A search that is forgotten leaves nothing that leads nowhere.
    expect((await forgetSearch(db, seeker, { searchId, version: 1 })).ok).toBe(true);
    expect(await toldTo(db, seeker)).toEqual([]);
  });

  it("is the owner's alone to see and to forget", async () => {
    const db = open();
    const [owner, seeker, other] = [await createPerson(db), await createPerson(db), await createPerson(db)];
    const searchId = await keep(db, seeker, "q=maple");
    await list(db, owner, "Maple bowl");
    await matchArrivals(db, now());
    expect(await seeFinds(db, other, searchId)).toMatchObject({ error: "SEARCHES.NOT_FOUND" });
    expect(await forgetSearch(db, other, { searchId, version: 1 })).toMatchObject({ error: "SEARCHES.NOT_FOUND" });
    expect(await forgetSearch(db, seeker, { searchId, version: 9 })).toMatchObject({ error: "SEARCHES.STALE" });
    expect(await unreadOf(db, seeker)).toHaveLength(1);
    expect(await countNew(db, seeker.userId)).toBe(1);
  });

  it("at once by mail, where chosen: once, with ways to stop this search and all of them", async () => {
    const db = open();
    const [owner, seeker] = [await createPerson(db), await createPerson(db, { name: "Tom" })];
    await choose(db, seeker, "at_once");
    const searchId = await keep(db, seeker, "q=marble");
    const listing = await list(db, owner, "Marble lamp", { category: "lamp" });
    await matchArrivals(db, now());
    await matchArrivals(db, now());
    const [mail, ...more] = await mailsTo(db, seeker);
    expect(more).toEqual([]);
    expect(mail?.subject).toBe("New for “Looking for q=marble”");
    expect(mail?.text).toMatch(/• Marble lamp\nFree · Mitte\nhttp/);
    expect(mail?.text).toContain(`/listings/${listing.id}`);
    expect(mail?.text).toContain(`/searches/${searchId}/stop?token=`);
    const headers = mail?.headers as Record<string, string>;
    expect(headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
    expect(headers["List-Unsubscribe"]).toMatch(/\/unsubscribe\/[\w.-]+>$/);
    // Once it has left, the next find is told alone.
    while ((await sendQueuedMails(db, { from: "post@round.example" })) > 0);
    await list(db, owner, "Marble clock");
    await matchArrivals(db, now());
    expect((await mailsTo(db, seeker)).map((one) => one.subject)).toEqual(["New for “Looking for q=marble”", "New for “Looking for q=marble”"]);
    expect((await mailsTo(db, seeker))[1]?.text).not.toContain("Marble lamp");
    // The link stops this search alone.
    const ids = joinIds([searchId]);
    expect((await stopSearchMails(db, { ids, token: stopToken(ids) })).ok).toBe(true);
    await list(db, owner, "Marble slab");
    await matchArrivals(db, now());
    expect(await mailsTo(db, seeker)).toHaveLength(2);
    expect(await unreadOf(db, seeker)).toEqual(["New for “Looking for q=marble”: Marble lamp · Free · Mitte", "2 new for “Looking for q=marble”: Marble slab and Marble clock"]);
  });

  it("waits for the end of the quiet hours as one mail, which says what is left by then", async () => {
    const db = open();
    const [owner, seeker] = [await createPerson(db), await createPerson(db)];
    await choose(db, seeker, "at_once");
    await saveTimes(db, seeker, { version: 0, quietFrom: 22 * 60, quietUntil: 7 * 60, timeZone: "Europe/Berlin", digestHour: 8, digests: true });
    await keep(db, seeker, "q=onyx");
    const night = () => new Date("2026-06-01T22:00:00Z");
    const gone = await list(db, owner, "Onyx ashtray");
    await matchArrivals(db, night());
    await list(db, owner, "Onyx egg");
    await list(db, owner, "Onyx horse");
    await matchArrivals(db, night());
    const waiting = () => db.mailMessage.findMany({ where: { userId: seeker.userId, state: "queued" }, select: { subject: true, retryAt: true } });
    expect(await waiting()).toEqual([{ subject: "3 new for “Looking for q=onyx”", retryAt: new Date("2026-06-02T05:00:00.000Z") }]);
    await withdraw(db, owner, gone.id);
    await db.mailMessage.updateMany({ where: { userId: seeker.userId, state: "queued" }, data: { createdAt: new Date(Date.now() - 9 * 3_600_000), retryAt: new Date(Date.now() - 1000) } });
    while ((await waiting()).length > 0) await sendQueuedMails(db, { from: "post@round.example", mayLeave: mayMailLeave });
    const sent = await db.mailMessage.findMany({ where: { userId: seeker.userId, state: "sent" }, select: { subject: true, text: true } });
    expect(sent.map((mail) => mail.subject)).toEqual(["2 new for “Looking for q=onyx”"]);
    expect(sent[0]?.text).not.toContain("ashtray");
  });

  it("in the digest with everything else, nothing that has gone, been read or been silenced", async () => {
    const db = open();
    const [owner, seeker] = [await createPerson(db), await createPerson(db, { name: "Mei", locale: "zh-CN" })];
    await keep(db, seeker, "q=bamboo");
    const read = await keep(db, seeker, "q=bamboo+mat");
    const silenced = await keep(db, seeker, "q=bamboo+flute");
    const gone = await list(db, owner, "Bamboo mat, gone");
    await list(db, owner, "Bamboo mat, blue");
    await list(db, owner, "Bamboo flute");
    await matchArrivals(db, now());
    expect(await unreadOf(db, seeker)).toHaveLength(3);
    expect(await sendDueDigests(db, now())).toBe(0);
    // Nobody has heard of it yet when the digest goes out.
    await db.listing.update({ where: { id: gone.id }, data: { state: "withdrawn" } });
    await seeFinds(db, seeker, read);
    expect((await editSearch(db, seeker, { searchId: silenced, version: 1, name: "Flutes", live: true, mails: false })).ok).toBe(true);
    const late = new Date(Date.now() + 4 * 86_400_000);
    expect(await sendDueDigests(db, late)).toBe(1);
    expect(await sendDueDigests(db, late)).toBe(0);
    const [mail, ...more] = await mailsTo(db, seeker);
    expect(more).toEqual([]);
    expect(mail?.subject).toBe("今日动态：1 条");
    expect(mail?.text).toMatch(/已保存的搜索\n• “Looking for q=bamboo”有 2 件新发现\nBamboo flute和Bamboo mat, blue\n/);
    expect(mail?.text).not.toContain("gone");
  });

  it("not by mail, nor at the bell, where that was chosen for the party", async () => {
    const db = open();
    const [owner, seeker, quiet] = [await createPerson(db), await createPerson(db), await createPerson(db)];
    await choose(db, seeker, "none");
    await choose(db, quiet, "daily", false);
    for (const who of [seeker, quiet]) await keep(db, who, "q=velvet");
    await list(db, owner, "Velvet coat", { category: "coat" });
    await matchArrivals(db, now());
    expect(await unreadOf(db, seeker)).toHaveLength(1);
    expect(await unreadOf(db, quiet)).toEqual([]);
    expect(await sendDueDigests(db, tomorrow())).toBe(1);
    expect(await mailsTo(db, seeker)).toEqual([]);
    expect(await mailsTo(db, quiet)).toHaveLength(1);
    // The next digest tells the next find alone, though nobody could read the last at the bell.
    await list(db, owner, "Velvet hat", { category: "coat" });
    await matchArrivals(db, now());
    expect(await sendDueDigests(db, new Date(Date.now() + 4 * 86_400_000))).toBe(1);
    expect((await mailsTo(db, quiet))[1]?.text).not.toContain("Velvet coat");
  });
});

describeDatabases(
  "two processes",
  (open) => {
    it("find each listing once between them, and tell all of it in one notification and one mail", async () => {
      const db = open();
      await db.digestDue.deleteMany({});
      const [owner, seeker] = [await createPerson(db), await createPerson(db)];
      const searchId = await keep(db, seeker, "q=coral");
      for (let n = 0; n < 50; n += 1) await list(db, owner, `Coral bowl ${n}`);
      const found = await Promise.all([matchArrivals(db, now()), matchArrivals(db, now()), matchArrivals(db, now())]);
      expect(found.reduce((sum, count) => sum + count, 0)).toBe(50);
      expect(await findsOf(db, searchId)).toHaveLength(50);
      expect((await unreadOf(db, seeker)).map((line) => line.slice(0, 7))).toEqual(["50 new "]);
      const sent = await Promise.all([sendDueDigests(db, tomorrow()), sendDueDigests(db, tomorrow())]);
      expect(sent[0] + sent[1]).toBe(1);
      expect(await mailsTo(db, seeker)).toHaveLength(1);
    });
  },
  { on: ["postgresql"] },
);
