import { beforeAll, expect, it } from "vitest";
import type { Database } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { chance } from "#tests/factories/chance.ts";
import { createListing } from "#tests/factories/listings.ts";
import { createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { countFacets, type ListingFacets } from "./facets.service.server.ts";
import { distancesKm, listingGrades, priceBands, readListingQuery } from "./listings.query.ts";
import { searchListings } from "./search.service.server.ts";

type Db = Database["db"];
const query = (text: string) => readListingQuery(new URLSearchParams(text));
const centre = { latitude: 52.52, longitude: 13.405 };
const categories = ["wooden_chair", "sofa", "smartphone", "bicycle"];

describeDatabases("counts of what can be chosen", (open) => {
  beforeAll(async () => {
    const db = open();
    const owner = await createPerson(db);
    const next = chance(7);
    const draw = (below: number) => Math.floor(next() * below);
    for (let n = 0; n < 60; n += 1) {
      const offer = (["free", "sale", "wanted"] as const)[draw(3)] ?? "free";
      await createListing(db, owner, {
        title: `Thing ${n}`,
        searchText: draw(2) ? "thing red" : "thing blue",
        ...(n % 6 === 0 ? { kind: "material" as const, material: draw(2) ? "glass" : "cardboard" } : { category: categories[draw(4)] ?? "sofa", condition: draw(2) ? "good" : "worn" }),
        offer,
        ...(offer === "sale" ? { priceMinor: 100 * (1 + draw(300)), currency: "EUR" } : {}),
        grade: n % 6 === 0 ? null : (listingGrades[draw(5)] ?? null),
        remanufactured: n % 6 !== 0 && draw(4) === 0,
        unitsHeld: draw(4) === 0 ? 1 : 0,
        units: 1,
        expiresAt: draw(6) === 0 ? new Date(Date.now() - 60_000) : new Date(Date.now() + 86_400_000),
        latitude: centre.latitude + (next() - 0.5) * 0.5,
        longitude: centre.longitude + (next() - 0.5) * 0.5,
      });
    }
  });

  /** How many listings the page shows for an address: what the count beside a choice promises. */
  const shown = async (db: Db, text: string) => (await searchListings(db, query(text), 100)).cards.length;

  /** Each value of each facet with the address that choosing it leads to. */
  function promises(facets: ListingFacets, text: string): [number, string][] {
    const to = (changes: Record<string, string>, ...without: string[]) => {
      const params = new URLSearchParams(text);
      for (const name of without) params.delete(name);
      for (const [name, value] of Object.entries(changes)) params.set(name, value);
      return params.toString();
    };
    const each = (counts: Record<string, number>, name: string, ...without: string[]) => Object.entries(counts).map(([value, count]) => [count, to({ [name]: value }, ...without)] as [number, string]);
    return [
      ...each(facets.kind, "kind"),
      ...each(facets.offer, "offer"),
      ...each(facets.category, "category", "group", "material", "stream"),
      ...each(facets.material, "material", "stream", "category", "group"),
      ...each(facets.condition, "condition"),
      ...each(facets.grade, "grade"),
      [facets.remanufactured, to({ remanufactured: "1" })],
      [facets.available, to({ available: "1" })],
      ...Object.entries(facets.price).map(([band, count]) => [count, to({ max: String(Number(band) / 100) })] as [number, string]),
      ...each(facets.distance, "km"),
      [facets.total, text],
    ];
  }

  for (const text of [
    "",
    "q=red",
    "offer=sale&max=100",
    "kind=goods&condition=good&available=1",
    "group=furniture&offer=free",
    "stream=paper",
    "grade=B&remanufactured=1",
    `lat=${centre.latitude}&lon=${centre.longitude}&km=10&offer=sale`,
    `q=blue&lat=${centre.latitude}&lon=${centre.longitude}&km=25&max=50&available=1&category=sofa`,
    "bounds=52.5,13.3,52.7,13.6&q=thing",
  ]) {
    it(`are what each choice then shows: ${text || "no choice"}`, async () => {
      const db = open();
      const facets = await countFacets(db, query(text));
      for (const [count, address] of promises(facets, text)) expect({ address, count: await shown(db, address) }).toEqual({ address, count });
      // Nothing is counted that is not also among those a choice may lead to.
      expect(Object.keys(facets.price)).toEqual(priceBands.map(String));
      expect(Object.keys(facets.distance)).toEqual(text.includes("lat=") ? distancesKm.map(String) : []);
    });
  }

  it("leave out listings of hidden parties, as the pages do", async () => {
    const db = open();
    const other: Actor = await createPerson(db);
    await createListing(db, other, { title: "From somebody blocked", searchText: "thing red blocked" });
    const hidden = { ...query("q=blocked"), hiddenPartyIds: [other.party.id] };
    expect((await searchListings(db, query("q=blocked"))).cards).toHaveLength(1);
    expect((await searchListings(db, hidden)).cards.map((card) => card.title)).not.toContain("From somebody blocked");
    expect((await searchListings(db, { ...query(""), hiddenPartyIds: [other.party.id, "nobody"] }, 100)).cards).toHaveLength(60);
    expect((await countFacets(db, hidden)).total).toBe(0);
    // An address cannot set it, and nobody hidden hides nobody.
    expect((await searchListings(db, { ...query(`q=blocked&hiddenPartyIds=${other.party.id}`), hiddenPartyIds: [] })).cards).toHaveLength(1);
    await db.listing.deleteMany({ where: { ownerPartyId: other.party.id } });
  });

  it("never take a listing that is wanted, held or over for one that can be had now", async () => {
    const db = open();
    const titles = new Set((await searchListings(db, query("available=1"), 100)).cards.map((card) => card.title));
    const rows = await db.listing.findMany({ select: { title: true, unitsAvailable: true, offer: true, expiresAt: true } });
    for (const row of rows) expect({ title: row.title, has: titles.has(row.title) }).toEqual({ title: row.title, has: row.unitsAvailable > 0 && row.offer !== "wanted" && (row.expiresAt?.getTime() ?? 0) > Date.now() });
    expect(titles.size).toBeGreaterThan(5);
  });
});
