import { describe, expect, it } from "vitest";
import { GOODS_CODES } from "#app/shared/goods.ts";
import { MATERIAL_CODES, MATERIALS } from "#app/shared/materials.ts";
import { translator } from "#app/platform/i18n.server.ts";
import { locales } from "#app/shared/i18n.ts";
import { lookUp } from "./lexicon.ts";
import { emptyEvidence, featuresOf, rank, suggest, teach } from "./model.ts";
import { tokensOf } from "./tokens.ts";

const first = (title: string) => suggest(title, emptyEvidence())[0];
const topThree = (title: string) => suggest(title, emptyEvidence()).map(({ kind, code }) => `${kind}:${code}`);

describe("before any listing taught anything", () => {
  it.each([
    ["iPhone 12, 64 GB, black", "goods:smartphone"],
    ["Old couch, needs new covers", "goods:sofa"],
    ["settee", "goods:sofa"],
    ["Sofa bed from Ikea", "goods:sofa_bed"],
    ["Kids bike 16 inch", "goods:bicycle"],
    ["Electric bike", "goods:e_bike"],
    ["iPhone charger", "goods:charger"],
    ["Dining table with four chairs", "goods:wooden_table"],
    ["Hoover", "goods:vacuum_cleaner"],
    ["二手手机 苹果", "goods:smartphone"],
    ["九成新自行车", "goods:bicycle"],
    ["电动自行车", "goods:e_bike"],
    ["绿色绒布双人沙发", "goods:sofa"],
    ["沙发床", "goods:sofa_bed"],
    ["宝宝推车", "goods:pushchair"],
    ["小米电饭煲", "goods:small_kitchen"],
    ["Cardboard boxes from moving", "material:cardboard"],
    ["废纸箱一堆", "material:cardboard"],
    ["旧报纸二十公斤", "material:newspaper"],
    ["Empty jam jars", "material:glass_bottles"],
    ["Scrap copper wire 5 kg", "material:copper"],
    ["Wooden pallets", "material:wood"],
    ["Bag of old clothes for recycling", "material:clothes"],
    ["旧衣服一袋", "material:clothes"],
    ["旧纸箱 一堆", "material:cardboard"],
    ["Broken phones", "material:phones"],
    ["废旧冰箱", "material:fridges"],
  ])("%s is %s", (title, label) => expect(topThree(title)[0]).toBe(label));

  it.each([["bicyle", "goods:bicycle"], ["vaccum cleaner", "goods:vacuum_cleaner"], ["labtop", "goods:laptop"]])("a slip of the keyboard: %s", (title, label) => expect(topThree(title)).toContain(label));

  // Books, shoes, bicycles: whoever names only the thing means one to use again.
  const alsoGoods = new Set(MATERIALS.filter(({ group, code }) => ["reuse", "e_waste"].includes(group) || ["books", "clothes", "shoes"].includes(code)).map(({ code }) => `material:${code}`));

  it("every category and material is found by its own name, in both languages", () => {
    const missed: string[] = [];
    for (const locale of locales) {
      for (const [namespace, kind, codes] of [["goods", "goods", GOODS_CODES], ["materials", "material", MATERIAL_CODES]] as const) {
        for (const code of codes) {
          const name = translator(locale, namespace)(`names.${code}`);
          if (!topThree(name).includes(`${kind}:${code}`) && !alsoGoods.has(`${kind}:${code}`)) missed.push(`${kind}:${code} by ${name}: ${topThree(name).join()}`);
        }
      }
    }
    expect(missed).toEqual([]);
  });

  it.each(["", "xqzw", "12345", "！！"])("nothing is said about %j", (title) => expect(suggest(title, emptyEvidence())).toEqual([]));
});

describe("what listings teach", () => {
  it("a word no lexicon has leads where listings put it, and the lesson can be taken back", () => {
    const evidence = emptyEvidence();
    expect(first("Glimmerplonk")).toBeUndefined();
    const tokens = featuresOf("Glimmerplonk in blue").tokens;
    teach(evidence, tokens, "goods:toys");
    expect(suggest("my glimmerplonk", evidence)[0]).toEqual({ kind: "goods", code: "toys" });
    teach(evidence, tokens, "goods:toys", -1);
    expect(evidence.labels.get("goods:toys")).toEqual({ documents: 0, tokens: 0 });
  });

  it("ranks the label whose texts shared most words first, and is the same every time", () => {
    const evidence = emptyEvidence();
    for (const [text, label] of [["red apple", "fruit"], ["green apple", "fruit"], ["red car", "car"], ["fast car", "car"]] as const) teach(evidence, featuresOf(text).tokens, label);
    expect(rank(evidence, featuresOf("an apple"))[0]?.label).toBe("fruit");
    expect(rank(evidence, featuresOf("a car"))[0]?.label).toBe("car");
    expect(rank(evidence, featuresOf("red"))).toEqual(rank(evidence, featuresOf("red")));
  });
});

it("tokens hold no numbers and are bounded", () => {
  expect(tokensOf("call 030 1234567 now").join(" ")).not.toMatch(/\d/);
  expect(tokensOf("abcdefgh ijklmnop qrstuvwx ".repeat(200)).length).toBeLessThanOrEqual(160);
});

it("the longest phrase hides those within it", () => {
  expect([...lookUp("a sofa bed").labels.keys()]).toEqual(["goods:sofa_bed"]);
  expect([...lookUp("电动自行车").labels.keys()]).toEqual(["goods:e_bike"]);
});
