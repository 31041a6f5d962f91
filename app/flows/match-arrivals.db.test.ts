import { beforeEach, expect, it } from "vitest";
import { blockParty } from "#app/domains/blocks/blocks.service.server.ts";
import { saveTimes } from "#app/domains/notifications/choices.service.server.ts";
import type { MailMode } from "#app/domains/notifications/kinds.ts";
import { markRead } from "#app/domains/notifications/notifications.service.server.ts";
import { joinIds, stopToken } from "#app/domains/searches/stop-token.server.ts";
import { sendQueuedMails } from "#app/platform/mail/send.server.ts";
import { readListingQuery } from "#app/domains/listings/listings.query.ts";
import { wordsOf } from "#app/domains/listings/listings.service.server.ts";
import { searchMatches } from "#app/domains/listings/search.service.server.ts";
import { countNew, editSearch, listFound, listSearches, stopSearchMails } from "#app/domains/searches/searches.service.server.ts";
import { dispatchOnce } from "#app/outbox/dispatch.server.ts";
import { searchesMails } from "#app/outbox/mails/searches.server.ts";
import { toMails } from "#app/outbox/to-mails.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { chance } from "#tests/factories/chance.ts";
import { createListing } from "#tests/factories/listings.ts";
import { createPerson, withRole } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { forgetSearch } from "./forget-search.server.ts";
import { matchArrivals } from "./match-arrivals.server.ts";
import { saveSearch } from "./save-search.server.ts";
import { seeFinds } from "./see-finds.server.ts";
import { sendDueDigests } from "./send-digests.server.ts";
import { mayMailLeave } from "./still-true.server.ts";
import { withdrawListing } from "./withdraw-listing.server.ts";

type Db = Database["db"];
const now = () => new Date();

async function keep(db: Db, who: Actor, params: string, told: { live?: boolean; mails?: boolean } = {}) {
  const saved = await saveSearch(db, who, { params, name: `Looking for ${params}`, live: true, mails: true, ...told });
  if (!saved.ok) throw new Error(saved.error);
  return saved.value.searchId;
}

async function list(db: Db, owner: Actor, title: string, input: Parameters<typeof createListing>[2] = {}) {
  const kind = input.kind ?? "goods";
  const searchText = wordsOf({ title, description: "", category: kind === "goods" ? ((input.category ?? "wooden_chair") as never) : null, material: kind === "material" ? ((input.material ?? "cardboard") as never) : null });
  return createListing(db, owner, { ...input, title, searchText });
}

const findsOf = async (db: Db, searchId: string) => (await db.savedSearchHit.findMany({ where: { searchId }, select: { listingId: true }, orderBy: { listingId: "asc" } })).map((hit) => hit.listingId);
const mailsTo = (db: Db, who: Actor) => db.mailMessage.findMany({ where: { userId: who.userId }, orderBy: { createdAt: "asc" }, select: { subject: true, text: true, headers: true } });
const deliver = async (db: Db) => {
  while ((await dispatchOnce(db, [toMails([searchesMails])])) > 0);
};
/** As the morning after: what waits for eight o'clock is due. */
const tomorrow = () => new Date(Date.now() + 25 * 3_600_000);
const toldTo = (db: Db, who: Actor) => db.notification.findMany({ where: { userId: who.userId, kind: "search_alert" }, orderBy: { id: "asc" } });
/** What the bell says, in English: title and text of what is unread. */
const unreadOf = async (db: Db, who: Actor) => (await toldTo(db, who)).filter((row) => row.readAt === null && row.inApp).map((row) => (row.words as { en: { title: string; text: string } }).en).map(({ title, text }) => `${title}: ${text}`);
const choose = (db: Db, who: Actor, mail: MailMode, inApp = true) => db.notificationChoice.create({ data: { userId: who.userId, partyId: who.party.id, kind: "search_alert", inApp, mail } });

async function withdraw(db: Db, owner: Actor, listingId: string) {
  const result = await withdrawListing(db, owner, { listingId, reason: "other" } as never);
  if (!result.ok) throw new Error(result.error);
  await deliver(db);
}

describeDatabases("new listings and saved searches", (open) => {
  it("find exactly what the search itself finds among them, on random searches and listings", async () => {
    const db = open();
    const next = chance(5);
    const pick = <T>(values: readonly T[]) => values[Math.floor(next() * values.length)] as T;
    const people = [await createPerson(db), await createPerson(db), await createPerson(db)];
    const words = ["oak chair", "couch", "chai", "自行车", "单车", "red bike", "冰箱", "blu", "kettle oak", "手机"];
    const parts = () => [
      next() < 0.5 ? `q=${encodeURIComponent(pick(words))}` : "",
      next() < 0.3 ? `category=${pick(["sofa", "bicycle", "wooden_chair", "fridge"])}` : next() < 0.2 ? `group=${pick(["furniture", "mobility"])}` : next() < 0.2 ? "stream=paper" : "",
      next() < 0.3 ? `offer=${pick(["free", "sale"])}` : "",
      next() < 0.2 ? `max=${pick([5, 20])}` : "",
      next() < 0.2 ? "available=1" : "",
      next() < 0.3 ? `lat=52.5&lon=13.4&km=${pick([2, 10, 50])}` : next() < 0.2 ? "bounds=52,13,53,13.5" : "",
      next() < 0.2 ? "kind=goods" : "",
    ];
    const searches: { id: string; params: string; owner: Actor }[] = [];
    for (let n = 0; n < 60; n += 1) {
      const owner = pick(people);
      const params = parts().filter(Boolean).join("&") || "kind=material";
      searches.push({ id: await keep(db, owner, params), params, owner });
    }
    const made: { id: string; owner: Actor }[] = [];
    for (let n = 0; n < 40; n += 1) {
      const owner = pick(people);
      const offer = pick(["free", "sale", "wanted"] as const);
      const place = { latitude: 52.5 + (next() - 0.5) * 1.5, longitude: 13.4 + (next() - 0.5) * 1.5 };
      const what = next() < 0.2 ? { kind: "material" as const, material: pick(["cardboard", "glass"]) } : { category: pick(["sofa", "bicycle", "wooden_chair", "fridge", "smartphone"]) };
      const title = pick(["Oak chair, repaired", "Red bicycle", "蓝色自行车", "Blue sofa", "Kettle in oak box", "二手冰箱", "Old phone"]);
      made.push({ owner, id: (await list(db, owner, title, { ...what, ...place, offer, ...(offer === "sale" ? { priceMinor: 100 * Math.ceil(next() * 40), currency: "EUR" } : {}), unitsHeld: next() < 0.2 ? 1 : 0 })).id });
    }
    await matchArrivals(db, now());
    expect(await db.listingArrival.count()).toBe(0);
    let all = 0;
    for (const search of searches) {
      const others = made.filter((listing) => listing.owner !== search.owner).map((listing) => listing.id);
      const expected = await searchMatches(db, readListingQuery(new URLSearchParams(search.params)), others);
      expect({ params: search.params, found: await findsOf(db, search.id) }).toEqual({ params: search.params, found: [...expected].sort() });
      all += expected.length;
    }
    expect(all).toBeGreaterThan(100);
    await db.savedSearch.deleteMany();
  }, 120_000);

  it("tell each listing once, and only what begins to be shown after the search was saved", async () => {
    const db = open();
    const [owner, seeker] = [await createPerson(db), await createPerson(db)];
    const old = await list(db, owner, "Walnut desk, old");
    await matchArrivals(db, now());
    await db.listingArrival.deleteMany();
    const searchId = await keep(db, seeker, "q=walnut");
    expect(await matchArrivals(db, now())).toBe(0);
    const fresh = await list(db, owner, "Walnut desk, new");
    expect(await matchArrivals(db, now())).toBe(1);
    // A doubled run, and a listing that is paused and shown again, change nothing.
    expect(await matchArrivals(db, now())).toBe(0);
    await db.listing.update({ where: { id: fresh.id }, data: { state: "paused" } });
    await db.listing.update({ where: { id: fresh.id }, data: { state: "published" } });
    expect(await db.listingArrival.count()).toBe(1);
    expect(await matchArrivals(db, now())).toBe(0);
    expect(await findsOf(db, searchId)).toEqual([fresh.id]);
    // The old one comes back from being over: it is new to the searcher.
    await db.listing.update({ where: { id: old.id }, data: { state: "expired" } });
    await db.listing.update({ where: { id: old.id }, data: { state: "published" } });
    expect(await matchArrivals(db, now())).toBe(1);
    // Saved after it came: it stood in the list already.
    await list(db, owner, "Walnut shelf");
    const later = await keep(db, seeker, "q=walnut+shelf");
    await db.savedSearch.update({ where: { id: later }, data: { createdAt: new Date(Date.now() + 60_000) } });
    await matchArrivals(db, now());
    expect(await findsOf(db, later)).toEqual([]);
    expect(await findsOf(db, searchId)).toHaveLength(3);
  });

  it("hear of an older listing that was changed so that it fits now, once; not of one that fitted before", async () => {
    const db = open();
    const [owner, seeker] = [await createPerson(db), await createPerson(db)];
    const dear = await list(db, owner, "Rosewood desk", { offer: "sale", priceMinor: 9_000, currency: "EUR" });
    const cheap = await list(db, owner, "Rosewood stool", { offer: "sale", priceMinor: 1_000, currency: "EUR" });
    await matchArrivals(db, now());
    const [byPrice, byWords, byGrade] = [await keep(db, seeker, "q=rosewood+desk&max=50"), await keep(db, seeker, "q=rosewood+lathe"), await keep(db, seeker, "q=rosewood&grade=A")];
    const all = await keep(db, seeker, "q=rosewood+stool");
    // Not low enough; then low enough; then lower still.
    for (const [priceMinor, found] of [[8_000, 0], [4_000, 1], [3_000, 0]] as const) {
      await db.listing.update({ where: { id: dear.id }, data: { priceMinor } });
      expect(await matchArrivals(db, now())).toBe(found);
    }
    // Up and down again is nothing new, and what is not looked at wakes nobody.
    await db.listing.update({ where: { id: dear.id }, data: { priceMinor: 8_000 } });
    await db.listing.update({ where: { id: dear.id }, data: { priceMinor: 4_000 } });
    await db.listing.update({ where: { id: cheap.id }, data: { description: "Turned on a pole lathe", exactAddress: "Street 1" } });
    expect(await db.listingArrival.count()).toBe(2);
    expect(await matchArrivals(db, now())).toBe(0);
    await db.listing.update({ where: { id: cheap.id }, data: { searchText: "rosewood stool lathe", grade: "A", gradeRule: "chair-1", gradeAnswers: {} } });
    expect(await matchArrivals(db, now())).toBe(2);
    expect([await findsOf(db, byPrice), await findsOf(db, byWords), await findsOf(db, byGrade), await findsOf(db, all)]).toEqual([[dear.id], [cheap.id], [cheap.id], []]);
    expect(await unreadOf(db, seeker)).toHaveLength(3);
  });

  it("say nothing to the owner, their household, or who is blocked, nor about drafts and what is gone again", async () => {
    const db = open();
    const owner = await createPerson(db);
    const member = await withRole(db, owner, "member");
    const [blocked, seeker] = [await createPerson(db), await createPerson(db)];
    const ids = [await keep(db, owner, "q=teak"), await keep(db, { ...member, party: seeker.party }, "q=teak"), await keep(db, blocked, "q=teak")];
    const heard = await keep(db, seeker, "q=teak");
    expect((await blockParty(db, blocked, { partyId: owner.party.id } as never)).ok).toBe(true);
    const shown = await list(db, owner, "Teak bench");
    await list(db, owner, "Teak draft", { state: "draft" });
    const gone = await list(db, owner, "Teak stool");
    await db.listing.update({ where: { id: gone.id }, data: { state: "withdrawn" } });
    await matchArrivals(db, now());
    for (const id of ids) expect(await findsOf(db, id)).toEqual([]);
    expect(await findsOf(db, heard)).toEqual([shown.id]);
  });

  it("count as new until they are looked at, while they can be had", async () => {
    const db = open();
    const [owner, seeker] = [await createPerson(db), await createPerson(db)];
    const searchId = await keep(db, seeker, "q=ebony");
    const quiet = await keep(db, seeker, "q=ebony+box", { live: false, mails: false });
    const first = await list(db, owner, "Ebony box");
    await list(db, owner, "Ebony ruler");
    await matchArrivals(db, now());
    expect(await countNew(db, seeker.userId)).toBe(2);
    expect((await listSearches(db, seeker.userId)).map((search) => [search.id, search.newCount])).toEqual([[quiet, 1], [searchId, 2]]);
    await db.listing.update({ where: { id: first.id }, data: { state: "withdrawn" } });
    expect(await countNew(db, seeker.userId)).toBe(1);
    for (let n = 0; n < 2; n += 1) expect(await seeFinds(db, seeker, searchId)).toEqual({ ok: true, value: { params: "q=ebony" } });
    expect(await countNew(db, seeker.userId)).toBe(0);
    // The silent one has told nothing; the other is read with its finds.
    expect(await toldTo(db, seeker)).toMatchObject([{ subjectId: searchId }]);
    expect(await unreadOf(db, seeker)).toEqual([]);
  });

  it("are compared in parts where many searches may match, each search once", async () => {
    const db = open();
    const [owner, seeker] = [await createPerson(db), await createPerson(db)];
    const data = Array.from({ length: 450 }, (_, n) => ({ id: `many-${String(n).padStart(4, "0")}`, userId: seeker.userId, partyId: seeker.party.id, name: "Many", params: "q=ivory", anchors: ["b:iv"], live: false, mails: false }));
    await db.savedSearch.createMany({ data });
    const listing = await list(db, owner, "Ivory piano keys");
    expect(await matchArrivals(db, now())).toBe(450);
    expect(await db.savedSearchHit.count({ where: { listingId: listing.id } })).toBe(450);
    expect(await db.listingArrival.count()).toBe(0);
    await db.savedSearch.deleteMany({ where: { userId: seeker.userId } });
  });
});

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
