import { beforeAll, expect, it } from "vitest";
import { createListing } from "#tests/factories/listings.ts";
import { createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { wordsOf } from "./listings.service.server.ts";
import { suggest, suggestable, suggestKept, type NamedChoice } from "./suggest.service.server.ts";

const choices: NamedChoice[] = [
  { kind: "category", code: "bicycle", label: "Bicycle", names: ["Bicycle", "自行车"] },
  { kind: "category", code: "washing_machine", label: "Washing machine", names: ["Washing machine", "洗衣机"] },
  { kind: "material", code: "cardboard", label: "Cardboard", names: ["Cardboard", "纸板"] },
];

describeDatabases("suggestions for an unfinished search", (open) => {
  let blockedPartyId = "";

  beforeAll(async () => {
    const db = open();
    const [owner, other] = [await createPerson(db), await createPerson(db)];
    blockedPartyId = other.party.id;
    const list = (title: string, input: Parameters<typeof createListing>[2] = {}, by = owner) =>
      createListing(db, by, { ...input, title, searchText: wordsOf({ title, description: "secretword inside", category: "other", material: null }) });
    await list("Touring bicycle, 28 inch");
    await list("Bicycle bell of brass");
    await list("Bicycle bell, blue");
    await list("九成新自行车，送头盔");
    await list("Big bird cage", { state: "paused" });
    await list("Biscuit tin of somebody else", {}, other);
  });

  const ask = async (text: string, hiddenPartyIds: string[] = []) => (await suggest(open(), { text, choices, hiddenPartyIds })).map((one) => ("text" in one ? `w:${one.text}` : "code" in one ? `c:${one.code}` : `l:${one.title}`));

  it("finishes the last word as titles have it, the frequent first, and keeps the words before", async () => {
    expect((await ask("bi")).slice(0, 2)).toEqual(["w:bicycle", "w:biscuit"]);
    expect(await ask("bicycle be")).toEqual(expect.arrayContaining(["w:bicycle bell", "l:Bicycle bell, blue"]));
  });

  it("names categories and materials by any of their names, in either language", async () => {
    expect(await ask("wash")).toContain("c:washing_machine");
    expect(await ask("洗衣")).toContain("c:washing_machine");
    expect(await ask("machi")).toContain("c:washing_machine");
    expect(await ask("纸")).toContain("c:cardboard");
    expect(await ask("自行")).toEqual(expect.arrayContaining(["w:自行车", "c:bicycle", "l:九成新自行车，送头盔"]));
  });

  it("never shows words of descriptions, of what is not shown, or of hidden parties", async () => {
    expect(await ask("secretw")).not.toContain("w:secretword");
    expect((await ask("bird")).filter((one) => one.startsWith("l:"))).toEqual([]);
    expect(await ask("bisc")).toEqual(["w:biscuit", "l:Biscuit tin of somebody else"]);
    expect(await ask("bisc", [blockedPartyId])).toEqual([]);
    // What others were answered is not kept for who hides somebody.
    await suggestKept(open(), { text: "bisc", choices, locale: "en" });
    expect(await suggestKept(open(), { text: "bisc", choices, locale: "en", hiddenPartyIds: [blockedPartyId] })).toEqual([]);
  });

  it("stays short, and says nothing to a single letter, signs or nothing", async () => {
    expect((await suggest(open(), { text: "b", choices })).length).toBe(0);
    expect(await ask("'; DROP TABLE listing; --")).toEqual([]);
    expect(suggestable("   ")).toBeNull();
    expect(suggestable("x".repeat(500))).toHaveLength(60);
    expect((await ask("bi")).length).toBeLessThanOrEqual(10);
  });
});
