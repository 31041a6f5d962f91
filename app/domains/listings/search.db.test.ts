import { beforeAll, expect, it } from "vitest";
import type { Database } from "#app/platform/db/database.server.ts";
import { distanceMetres } from "#app/shared/geo.ts";
import type { Actor } from "#app/shared/actor.ts";
import { createListing } from "#tests/factories/listings.ts";
import { createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { readListingQuery } from "./listings.query.ts";
import { wordsOf } from "./listings.service.server.ts";
import { countFacets } from "./facets.service.server.ts";
import { cardsOf, searchListings } from "./search.service.server.ts";

type Db = Database["db"];
const query = (text: string) => readListingQuery(new URLSearchParams(text));

async function found(db: Db, text: string): Promise<string[]> {
  return (await searchListings(db, query(text))).cards.map((card) => card.title);
}

async function listed(db: Db, owner: Actor, title: string, input: Parameters<typeof createListing>[2] & { description?: string } = {}) {
  const { description = "", ...rest } = input;
  const kind = rest.kind ?? "goods";
  const words = wordsOf({
    title,
    description,
    category: kind === "goods" ? ((rest.category ?? "wooden_chair") as never) : null,
    material: kind === "material" ? ((rest.material ?? "cardboard") as never) : null,
  });
  return createListing(db, owner, { ...rest, title, searchText: words });
}

describeDatabases("searching listings", (open) => {
  beforeAll(async () => {
    const db = open();
    const owner = await createPerson(db);
    await listed(db, owner, "Beech chairs", { units: 4, description: "Four of them, one repaired", sortAt: new Date("2026-01-01T10:00:00Z") });
    await listed(db, owner, "九成新自行车，送头盔", { category: "bicycle", sortAt: new Date("2026-01-02T10:00:00Z") });
    await listed(db, owner, "Touring bicycle", { category: "bicycle", offer: "sale", priceMinor: 12_000, currency: "EUR", sortAt: new Date("2026-01-03T10:00:00Z") });
    await listed(db, owner, "Flattened boxes", { kind: "material", material: "cardboard", massGrams: 24_000, sortAt: new Date("2026-01-04T10:00:00Z") });
    await listed(db, owner, "Draft chair", { state: "draft" });
    await listed(db, owner, "Gone chair", { state: "withdrawn" });
    await listed(db, owner, "Paused chair", { state: "paused" });
  });

  it("shows the newest first and hides what is not published", async () => {
    expect(await found(open(), "")).toEqual(["Flattened boxes", "Touring bicycle", "九成新自行车，送头盔", "Beech chairs"]);
  });

  it("finds English words whatever their ending, and unfinished ones", async () => {
    expect(await found(open(), "q=chair")).toEqual(["Beech chairs"]);
    expect(await found(open(), "q=repaired+chairs")).toEqual(["Beech chairs"]);
    expect(await found(open(), "q=bee")).toEqual(["Beech chairs"]);
  });

  it("finds Chinese words, by title and by the category's name", async () => {
    expect(await found(open(), "q=头盔")).toEqual(["九成新自行车，送头盔"]);
    expect((await found(open(), "q=自行车")).sort()).toEqual(["Touring bicycle", "九成新自行车，送头盔"]);
    expect(await found(open(), "q=纸板")).toEqual(["Flattened boxes"]);
    expect(await found(open(), "q=沙发")).toEqual([]);
  });

  it("forgives a slip of the keyboard and says so", async () => {
    const page = await searchListings(open(), query("q=bycicle"));
    expect(page.cards.slice(0, 2).map((card) => card.title)).toContain("Touring bicycle");
    expect(page.isNearly).toBe(true);
  });

  it("filters by kind, offer, category, group, material, condition and price", async () => {
    expect(await found(open(), "kind=material")).toEqual(["Flattened boxes"]);
    expect(await found(open(), "offer=sale")).toEqual(["Touring bicycle"]);
    expect(await found(open(), "category=bicycle&offer=free")).toEqual(["九成新自行车，送头盔"]);
    expect(await found(open(), "group=furniture")).toEqual(["Beech chairs"]);
    expect(await found(open(), "stream=paper")).toEqual(["Flattened boxes"]);
    expect(await found(open(), "condition=worn")).toEqual([]);
    expect(await found(open(), "max=100&group=mobility")).toEqual(["九成新自行车，送头盔"]);
  });

  it("counts each choice beside the others made, under the same words", async () => {
    expect(await countFacets(open(), query("offer=sale"))).toMatchObject({ offer: { free: 3, sale: 1 }, kind: { goods: 1 }, category: { bicycle: 1 }, total: 1 });
    expect(await countFacets(open(), query("group=mobility"))).toMatchObject({ offer: { free: 1, sale: 1 }, category: { bicycle: 2, wooden_chair: 1 }, total: 2 });
    const facets = await countFacets(open(), query(""));
    expect(facets).toMatchObject({ kind: { goods: 3, material: 1 }, offer: { free: 3, sale: 1 }, category: { bicycle: 2, wooden_chair: 1 }, material: { cardboard: 1 }, isCut: false });
    expect((await countFacets(open(), query("q=自行车"))).category).toEqual({ bicycle: 2 });
  });

  it("finds a thing by its other names, in either language", async () => {
    expect((await found(open(), "q=单车")).sort()).toEqual(["Touring bicycle", "九成新自行车，送头盔"]);
    expect((await found(open(), "q=bikes")).sort()).toEqual(["Touring bicycle", "九成新自行车，送头盔"]);
    expect(await found(open(), "q=touring+bike")).toEqual(["Touring bicycle"]);
    expect(await found(open(), "q=二手单车")).toEqual([]);
    expect(await found(open(), "q=carton")).toEqual(["Flattened boxes"]);
  });

  it("narrows to a frame of the map, also over the 180th meridian", async () => {
    expect(await found(open(), "bounds=52,13,53,14")).toHaveLength(4);
    expect(await found(open(), "bounds=52,14,53,13")).toEqual([]);
    expect(await found(open(), "bounds=52,170,53,13.5")).toHaveLength(4);
    expect(await found(open(), "bounds=10,10,11,11")).toEqual([]);
    expect(await found(open(), "bounds=53,13,52,14")).toHaveLength(4);
  });

  it("answers a search of nothing but signs with nothing, and a broken cursor with the first page", async () => {
    expect(await found(open(), "q=%21%26%7C")).toEqual([]);
    expect(await found(open(), "after=rubbish")).toHaveLength(4);
    expect(await found(open(), "q='; DROP TABLE listing; --")).toEqual([]);
  });
});

describeDatabases("pages and places of a search", (open) => {
  const centre = { latitude: 52.52, longitude: 13.405 };
  const places: { title: string; latitude: number; longitude: number }[] = [];

  beforeAll(async () => {
    const db = open();
    const owner = await createPerson(db);
    // A spiral around the centre; the same listing time for all, so that the id decides the order of the newest.
    const sortAt = new Date("2026-02-01T00:00:00Z");
    for (let n = 0; n < 60; n += 1) {
      const at = { latitude: centre.latitude + 0.004 * n * Math.cos(n), longitude: centre.longitude + 0.006 * n * Math.sin(n) };
      places.push({ title: `Chair ${n}`, ...at });
      await createListing(db, owner, { title: `Chair ${n}`, ...at, sortAt });
    }
  });

  async function allPages(db: Db, text: string): Promise<string[]> {
    const titles: string[] = [];
    let after: string | null = null;
    do {
      const page = await searchListings(db, { ...query(text), after });
      titles.push(...page.cards.map((card) => card.title));
      after = page.nextCursor;
    } while (after);
    return titles;
  }

  it("near me agrees with every distance worked out by hand, page after page", async () => {
    for (const km of [2, 10, 25]) {
      const expected = places.filter((p) => distanceMetres(p, centre) <= km * 1000).sort((a, b) => distanceMetres(a, centre) - distanceMetres(b, centre));
      expect(await allPages(open(), `lat=${centre.latitude}&lon=${centre.longitude}&km=${km}`)).toEqual(expected.map((p) => p.title));
    }
  });

  it("distances on cards are those of the coarse place", async () => {
    const page = await searchListings(open(), query(`lat=${centre.latitude}&lon=${centre.longitude}&km=5`));
    for (const card of page.cards) {
      const place = places.find((p) => p.title === card.title);
      expect(Math.abs((card.distanceMetres ?? -1) - Math.round(distanceMetres(place ?? centre, centre)))).toBeLessThanOrEqual(1);
    }
  });

  it("every sort shows each listing once, whatever the page borders", async () => {
    for (const text of ["", "q=chair", "q=chair&sort=newest", `lat=${centre.latitude}&lon=${centre.longitude}&km=500&sort=newest`, `q=chair&lat=${centre.latitude}&lon=${centre.longitude}&km=500&sort=nearest`]) {
      const titles = await allPages(open(), text);
      expect(new Set(titles).size).toBe(titles.length);
    }
    expect(await allPages(open(), "")).toHaveLength(60);
  });
});

describeDatabases("cards of listings", (open) => {
  it("say whose seller is verified, while the verification stands", async () => {
    const db = open();
    const [verified, over, plain] = [await createPerson(db), await createPerson(db), await createPerson(db)];
    const seller = (who: Actor, state: string, expiresAt: Date | null) =>
      db.sellerVerification.create({ data: { partyId: who.party.id, legalName: "Kettle Works", registerNumber: "HRB 1", address: "Street 1", contactEmail: "k@example.org", state, requestedByUserId: who.userId, requestedAt: new Date(), decidedAt: new Date(), decidedByUserId: who.userId, expiresAt } });
    await seller(verified, "verified", new Date(Date.now() + 60_000));
    await seller(over, "verified", new Date(Date.now() - 60_000));
    const ids = [await listed(db, verified, "Samovar of brass"), await listed(db, over, "Samovar of steel"), await listed(db, plain, "Samovar of tin")].map((listing) => listing.id);
    const marks = (await searchListings(db, query("q=samovar&sort=newest"))).cards.map((card) => [card.id, card.sellerVerified]);
    expect(Object.fromEntries(marks)).toEqual({ [ids[0] ?? ""]: true, [ids[1] ?? ""]: false, [ids[2] ?? ""]: false });
    // Cards by id: in the order asked for, without what is not shown or whose party is hidden.
    await db.listing.update({ where: { id: ids[2] ?? "" }, data: { state: "withdrawn" } });
    expect((await cardsOf(db, { ids: [...ids].reverse(), hiddenPartyIds: [] })).map((card) => card.id)).toEqual([ids[1], ids[0]]);
    expect((await cardsOf(db, { ids, hiddenPartyIds: [over.party.id] })).map((card) => [card.id, card.sellerVerified])).toEqual([[ids[0], true]]);
  });
});
