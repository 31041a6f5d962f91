import { expect, it } from "vitest";
import { synonymGroups, synonymsBeginning, withSynonyms } from "./search-synonyms.ts";
import { searchUnits } from "./search-text.ts";

const others = (text: string) => withSynonyms(searchUnits(text)).map((meant) => meant.others);

it("knows other names of a thing in both languages, whatever the ending", () => {
  expect(others("couches")[0]).toEqual(expect.arrayContaining(["sofa", "settee", "沙发"]));
  expect(others("冰箱")[0]).toEqual(expect.arrayContaining(["fridge", "refrigerator", "电冰 & 冰箱"]));
  expect(others("手机")[0]).toEqual(expect.arrayContaining(["电话", "phone", "mobile & phone"]));
});

it("takes a phrase as one thing, and the words beside it as they are", () => {
  const meant = withSynonyms(searchUnits("old mobile phone case"));
  expect(meant.map((one) => one.units.length)).toEqual([1, 2, 1]);
  expect(meant[1]?.others).toContain("手机");
  expect(meant[0]?.others).toEqual([]);
});

it("puts other names into a run of Chinese", () => {
  expect(others("二手单车")[0]).toContain("二手 & 手自 & 自行 & 行车");
  expect(others("二手")[0]).toEqual([]);
});

it("has each word in one group only, and every group in more than one word", () => {
  const words = synonymGroups.flat().map((word) => word.toLowerCase());
  expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
  for (const group of synonymGroups) expect(group.length).toBeGreaterThan(1);
});

it("proposes the words that begin so", () => {
  expect(synonymsBeginning("push")).toEqual(["pushbike", "pushchair"]);
  expect(synonymsBeginning("自行")).toEqual(["自行车"]);
  expect(synonymsBeginning("")).toEqual([]);
});
