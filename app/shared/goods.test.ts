import { describe, expect, it } from "vitest";

import en from "#app/locales/en/goods.json" with { type: "json" };
import zh from "#app/locales/zh-CN/goods.json" with { type: "json" };

import { findGoods, GOODS, GOODS_CODES, GOODS_GROUPS, isGoodsCode } from "./goods.ts";

describe("the categories of goods", () => {
  it("has no code twice and only readable codes", () => {
    expect(new Set(GOODS_CODES).size).toBe(GOODS_CODES.length);
    for (const code of GOODS_CODES) expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
  });

  it("names each code, group and product in both languages, and nothing else", () => {
    for (const words of [en, zh]) {
      expect(Object.keys(words.names).sort()).toEqual([...GOODS_CODES].sort());
      expect(Object.keys(words.groups).sort()).toEqual([...GOODS_GROUPS].sort());
      for (const { defaultProduct, otherProducts } of GOODS) {
        for (const product of [defaultProduct, ...otherProducts]) {
          if (product) expect(Object.keys(words.products)).toContain(product);
        }
      }
    }
  });

  it("tells codes from other text", () => {
    expect(isGoodsCode("jeans")).toBe(true);
    expect(findGoods("constructor")).toBeNull();
    expect(findGoods("jeans")?.displacementSet).toBe("clothing");
    expect(findGoods("fridge")).toMatchObject({ powered: true, defaultProduct: "refrigirateur" });
  });
});
