import { expect, it } from "vitest";
import { blockParty } from "#app/domains/blocks/blocks.service.server.ts";
import { readListingQuery } from "#app/domains/listings/listings.query.ts";
import { wordsOf } from "#app/domains/listings/listings.service.server.ts";
import { searchMatches } from "#app/domains/listings/search.service.server.ts";
import { countNew, editSearch, listSearches, seeFinds } from "#app/domains/searches/searches.service.server.ts";
import { dispatchOnce } from "#app/outbox/dispatch.server.ts";
import { searchesMails, sendSearchDigests } from "#app/outbox/mails/searches.server.ts";
import { toMails } from "#app/outbox/to-mails.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { chance } from "#tests/factories/chance.ts";
import { createListing } from "#tests/factories/listings.ts";
import { createPerson, withRole } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { matchArrivals } from "./match-arrivals.server.ts";
import { saveSearch } from "./save-search.server.ts";

type Db = Database["db"];
const now = () => new Date();

async function keep(db: Db, who: Actor, params: string, mail: "none" | "at_once" | "daily" = "daily", live = true) {
  const saved = await saveSearch(db, who, { params, name: `Looking for ${params}`, mail, live });
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
    const quiet = await keep(db, seeker, "q=ebony+box", "none", false);
    const first = await list(db, owner, "Ebony box");
    await list(db, owner, "Ebony ruler");
    await matchArrivals(db, now());
    expect(await countNew(db, seeker.userId)).toBe(2);
    expect((await listSearches(db, seeker.userId)).map((search) => [search.id, search.newCount])).toEqual([[quiet, 1], [searchId, 2]]);
    await db.listing.update({ where: { id: first.id }, data: { state: "withdrawn" } });
    expect(await countNew(db, seeker.userId)).toBe(1);
    for (let n = 0; n < 2; n += 1) expect(await seeFinds(db, seeker, searchId)).toEqual({ ok: true, value: { params: "q=ebony" } });
    expect(await countNew(db, seeker.userId)).toBe(0);
    const events = await db.outboxEvent.findMany({ where: { type: "searches.found" }, select: { payload: true } });
    const topics = events.map((event) => event.payload as { searchId: string; topics: string[] }).filter((payload) => [searchId, quiet].includes(payload.searchId));
    expect(topics.map((payload) => payload.topics)).toEqual([[`user:${seeker.userId}`]]);
  });

  it("are compared in parts where many searches may match, each search once", async () => {
    const db = open();
    const [owner, seeker] = [await createPerson(db), await createPerson(db)];
    const data = Array.from({ length: 450 }, (_, n) => ({ id: `many-${String(n).padStart(4, "0")}`, userId: seeker.userId, partyId: seeker.party.id, name: "Many", params: "q=ivory", anchors: ["b:iv"], mail: "none" as const, live: false }));
    await db.savedSearch.createMany({ data });
    const listing = await list(db, owner, "Ivory piano keys");
    expect(await matchArrivals(db, now())).toBe(450);
    expect(await db.savedSearchHit.count({ where: { listingId: listing.id } })).toBe(450);
    expect(await db.listingArrival.count()).toBe(0);
    await db.savedSearch.deleteMany({ where: { userId: seeker.userId } });
  });
});

describeDatabases("mails of saved searches", (open) => {
  it("at once: when something is found, once, with a way to stop them", async () => {
    const db = open();
    const [owner, seeker] = [await createPerson(db), await createPerson(db, { name: "Tom" })];
    const searchId = await keep(db, seeker, "q=marble", "at_once");
    const listing = await list(db, owner, "Marble lamp", { category: "lamp" });
    await matchArrivals(db, now());
    await deliver(db);
    await db.outboxEvent.updateMany({ data: { dispatchedAt: null, retryAt: null } });
    await deliver(db);
    const [mail, ...more] = await mailsTo(db, seeker);
    expect(more).toEqual([]);
    expect(mail?.subject).toBe("New for “Looking for q=marble”");
    expect(mail?.text).toContain(`Marble lamp · Free · Mitte\nhttp`);
    expect(mail?.text).toContain(`/listings/${listing.id}`);
    expect(mail?.text).toContain(`/searches/${searchId}/stop?token=`);
    expect(mail?.headers).toMatchObject({ "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" });
    expect(await sendSearchDigests(db, tomorrow())).toBe(0);
  });

  it("once a day: at eight, all searches in one, nothing that has gone meanwhile", async () => {
    const db = open();
    const [owner, seeker] = [await createPerson(db), await createPerson(db, { name: "Mei", locale: "zh-CN" })];
    await keep(db, seeker, "q=bamboo");
    await keep(db, seeker, "q=bamboo+mat");
    const gone = await list(db, owner, "Bamboo mat, gone");
    await list(db, owner, "Bamboo mat, blue");
    await list(db, owner, "Bamboo flute");
    await matchArrivals(db, now());
    await deliver(db);
    expect(await sendSearchDigests(db, now())).toBe(0);
    await db.listing.update({ where: { id: gone.id }, data: { state: "withdrawn" } });
    // A late timer, and a doubled one.
    expect(await sendSearchDigests(db, new Date(Date.now() + 4 * 86_400_000))).toBe(1);
    expect(await sendSearchDigests(db, new Date(Date.now() + 4 * 86_400_000))).toBe(0);
    const mails = await mailsTo(db, seeker);
    expect(mails.map((mail) => mail.subject)).toEqual(["您保存的搜索有 3 件新发现"]);
    expect(mails[0]?.text).not.toContain("gone");
    expect(mails[0]?.text.match(/Bamboo mat, blue/g)).toHaveLength(2);
    expect(mails[0]?.text).toContain("Bamboo flute · 免费");
  });

  it("are not sent when nothing is left to say, nor after they were turned off", async () => {
    const db = open();
    const [owner, seeker] = [await createPerson(db), await createPerson(db)];
    const searchId = await keep(db, seeker, "q=amber");
    const only = await list(db, owner, "Amber beads");
    await matchArrivals(db, now());
    await db.listing.update({ where: { id: only.id }, data: { state: "paused" } });
    expect(await sendSearchDigests(db, tomorrow())).toBe(1);
    await list(db, owner, "Amber ring");
    await matchArrivals(db, now());
    const told = { searchId, name: "Amber", live: true };
    expect((await editSearch(db, seeker, { ...told, version: 1, mail: "none" })).ok).toBe(true);
    expect(await sendSearchDigests(db, tomorrow())).toBe(1);
    // Turned on again: what came while they were off is not caught up on.
    expect((await editSearch(db, seeker, { ...told, version: 2, mail: "daily" })).ok).toBe(true);
    await list(db, owner, "Amber cup");
    await matchArrivals(db, now());
    expect(await sendSearchDigests(db, tomorrow())).toBe(1);
    const mails = await mailsTo(db, seeker);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain("Amber cup");
    expect(mails[0]?.text).not.toContain("Amber ring");
  });
});

describeDatabases("mails of saved searches and the general choice", (open) => {
  it("are not sent to who wants none about searches at all", async () => {
    const db = open();
    const [owner, seeker] = [await createPerson(db), await createPerson(db)];
    await db.notificationChoice.create({ data: { userId: seeker.userId, partyId: seeker.party.id, kind: "search_alert", inApp: true, mail: "none" } });
    await keep(db, seeker, "q=velvet");
    await list(db, owner, "Velvet coat", { category: "coat" });
    await matchArrivals(db, now());
    expect(await sendSearchDigests(db, tomorrow())).toBe(1);
    expect(await mailsTo(db, seeker)).toEqual([]);
  });
});

describeDatabases(
  "two processes",
  (open) => {
    it("find and mail each listing once between them", async () => {
      const db = open();
      const [owner, seeker] = [await createPerson(db), await createPerson(db)];
      const searchId = await keep(db, seeker, "q=coral");
      for (let n = 0; n < 30; n += 1) await list(db, owner, `Coral bowl ${n}`);
      const found = await Promise.all([matchArrivals(db, now()), matchArrivals(db, now()), matchArrivals(db, now())]);
      expect(found.reduce((sum, count) => sum + count, 0)).toBe(30);
      expect(await findsOf(db, searchId)).toHaveLength(30);
      const sent = await Promise.all([sendSearchDigests(db, tomorrow()), sendSearchDigests(db, tomorrow())]);
      expect(sent[0] + sent[1]).toBe(1);
      expect(await mailsTo(db, seeker)).toHaveLength(1);
    });
  },
  { on: ["postgresql"] },
);
