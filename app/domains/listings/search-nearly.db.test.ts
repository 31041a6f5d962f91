import { beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#app/platform/db/database.server.ts";
import { createListing } from "#tests/factories/listings.ts";
import { createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { readListingQuery, type ListingQuery } from "./listings.query.ts";
import { searchText } from "./search-text.ts";
import { countFacets } from "./facets.service.server.ts";
import { searchListings } from "./search.service.server.ts";
import { findKnownWords } from "./search-words.repository.server.ts";

type Db = Database["db"];
const query = (text: string) => readListingQuery(new URLSearchParams(text));

async function found(db: Db, q: string): Promise<{ titles: string[]; isNearly: boolean }> {
  const page = await searchListings(db, query(new URLSearchParams({ q }).toString()));
  return { titles: page.cards.map((card) => card.title), isNearly: page.isNearly };
}

async function pagesOf(db: Db, wanted: ListingQuery, limit: number): Promise<string[][]> {
  const pages: string[][] = [];
  let after: string | null = null;
  do {
    const page = await searchListings(db, { ...wanted, after }, limit);
    expect(page.isNearly).toBe(true);
    pages.push(page.cards.map((card) => card.title));
    after = page.nextCursor;
  } while (after && pages.length < 100);
  return pages;
}

describeDatabases("searches that are spelt nearly so", (open) => {
  beforeAll(async () => {
    const db = open();
    const owner = await createPerson(db);
    const texts = ["Garden trowel of steel", "Folding umbrella, green", "Reading lamp, brass", "Clamp for a bench", "Battery drill, two batteries", "红色自行车", "二手洗衣机，九成新", "吸尘器配件", "蓝色沙发"];
    for (const title of texts) await createListing(db, owner, { title, searchText: searchText([title]) });
    await createListing(db, owner, { title: "Draft", state: "draft", searchText: "xylophone" });
  });

  describe("in English", () => {
    it.each([
      ["umbrela green", "Folding umbrella, green"],
      ["gardne trowel", "Garden trowel of steel"],
      ["trowle", "Garden trowel of steel"],
      ["barss reading", "Reading lamp, brass"],
      ["foldign umbrella", "Folding umbrella, green"],
      ["drill batteires", "Battery drill, two batteries"],
      ["lmap brass", "Reading lamp, brass"],
      // A slip that makes another word of a listing.
      ["clamp brass", "Reading lamp, brass"],
      ["a green umbrella for my garden", "Folding umbrella, green"],
    ])("finds %s", async (q, title) => {
      const { titles, isNearly } = await found(open(), q);
      expect(titles[0]).toBe(title);
      expect(isNearly).toBe(true);
    });
  });

  describe("in Chinese", () => {
    it.each([
      ["自行東", "红色自行车"],
      ["洗衣鸡", "二手洗衣机，九成新"],
      // The wrong character in the middle: both pairs are wrong, the neighbours are not.
      ["吸陈器", "吸尘器配件"],
      ["自形车", "红色自行车"],
      ["沙发蓝色", "蓝色沙发"],
      ["红色的自行车", "红色自行车"],
      // One of two characters says little; only the letters of the whole text are left.
      ["沙法", "蓝色沙发"],
    ])("finds %s", async (q, title) => {
      const { titles, isNearly } = await found(open(), q);
      expect(titles).toEqual([title]);
      expect(isNearly).toBe(true);
    });
  });

  it("leaves what is found exactly as it is", async () => {
    expect(await found(open(), "lamp")).toEqual({ titles: ["Reading lamp, brass"], isNearly: false });
  });

  it("knows the words of published listings only, and no numbers", async () => {
    expect(await findKnownWords(open(), ["xylophone", "umbrella", "trowel"], null)).toEqual(new Set(["umbrella", "trowel"]));
  });

  it("puts a finished word before the beginning of a longer one", async () => {
    const db = open();
    const owner = await createPerson(db);
    for (const title of ["Pan with lid", "Panel with lid", "Pancake lid"]) await createListing(db, owner, { title, searchText: searchText([title]) });
    expect((await found(db, "lid pan")).titles[0]).toBe("Pan with lid");
    expect((await found(db, "lid pan")).titles).toHaveLength(3);
  });
});

describeDatabases("pages of what is spelt nearly so", (open) => {
  beforeAll(async () => {
    const db = open();
    const owner = await createPerson(db);
    // Texts of different lengths, so that some have the same rank and some not.
    for (let n = 0; n < 47; n += 1) {
      const title = `Wardrobe ${"oak ".repeat(n % 3)}${n % 5 === 0 ? "mirror" : "plain"} ${n}`;
      await createListing(db, owner, { title, offer: n % 2 === 0 ? "free" : "sale", priceMinor: n % 2 === 0 ? null : 500, currency: n % 2 === 0 ? null : "EUR", latitude: 52.5 + n / 1_000, searchText: searchText([title, "衣柜子"]) });
    }
  });

  it.each([
    ["corrected", "q=wardorbe", 47],
    ["corrected, with a choice", "q=wardorbe&offer=free", 24],
    ["corrected, nearest first", "q=wardorbe&lat=52.5&lon=13.405&km=500&sort=nearest", 47],
    ["without fillers", "q=the+wardrobe+for+it", 47],
    ["all but one", "q=mirror+plain+wardrobe", 47],
    ["by letters", "q=wwadrobbe", 47],
    ["Chinese", "q=衣柜孑", 47],
  ])("have no gaps and no doubles: %s", async (_, text, count) => {
    const pages = await pagesOf(open(), query(text), 7);
    expect(pages.slice(0, -1).every((page) => page.length === 7)).toBe(true);
    expect(new Set(pages.flat()).size).toBe(count);
    expect(pages.flat()).toHaveLength(count);
    const whole = await searchListings(open(), query(text), 100);
    expect(pages.flat()).toEqual(whole.cards.map((card) => card.title));
    expect((await countFacets(open(), query(text), { isNearly: true })).total).toBe(count);
  });

  it("start at the beginning for a broken cursor", async () => {
    const first = await searchListings(open(), query("q=wardorbe"));
    for (const after of ["~0rubbish", "~9", "~"]) expect(await searchListings(open(), { ...query("q=wardorbe"), after })).toEqual(first);
  });
});
