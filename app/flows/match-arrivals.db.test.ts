import { expect, it } from "vitest";
import { blockParty } from "#app/domains/blocks/blocks.service.server.ts";
import { readListingQuery } from "#app/domains/listings/listings.query.ts";
import { searchMatches } from "#app/domains/listings/search.service.server.ts";
import { countNew, listSearches } from "#app/domains/searches/searches.service.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { chance } from "#tests/factories/chance.ts";
import { createPerson, withRole } from "#tests/factories/people.ts";
import { findsOf, keep, list, now, toldTo, unreadOf } from "#tests/factories/searches.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { matchArrivals } from "./match-arrivals.server.ts";
import { seeFinds } from "./see-finds.server.ts";

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
