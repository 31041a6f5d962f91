import { describe, expect, it } from "vitest";
import en from "#app/locales/en/attributes.json" with { type: "json" };
import zh from "#app/locales/zh-CN/attributes.json" with { type: "json" };
import { GOODS_CODES } from "../goods.ts";
import { MATERIAL_CODES } from "../materials.ts";
import { ATTRIBUTE_CODES, attribute, attributesOf } from "./attributes.ts";
import { attributeText, contradicts, readAttributes, searchedWords } from "./attribute-values.ts";
import { toIsbn13 } from "./isbn.ts";

const goods = (category: string) => ({ category, material: null });

describe("what a category asks", () => {
  it("is few fields for every category and every material, and none twice", () => {
    const owners = [...GOODS_CODES.map(goods), ...MATERIAL_CODES.map((material) => ({ category: null, material }))];
    for (const owner of owners) {
      const codes = attributesOf(owner).map(({ code }) => code);
      expect({ owner, few: codes.length >= 2 && codes.length <= 6 }).toEqual({ owner, few: true });
      expect(new Set(codes).size).toBe(codes.length);
    }
    expect(attributesOf({ category: "constructor", material: null })).toEqual([]);
    expect(attributesOf({ category: null, material: null })).toEqual([]);
  });

  it("asks nothing that nobody uses", () => {
    const used = new Set([...GOODS_CODES.map(goods), ...MATERIAL_CODES.map((material) => ({ category: null, material }))].flatMap((owner) => attributesOf(owner).map(({ code }) => code)));
    expect([...used].sort()).toEqual([...ATTRIBUTE_CODES].sort());
  });

  it("has words for each field, choice and unit in both languages, and no others", () => {
    for (const words of [en, zh]) {
      expect(Object.keys(words.names).sort()).toEqual([...ATTRIBUTE_CODES].sort());
      const choices = Object.fromEntries(ATTRIBUTE_CODES.map(attribute).flatMap((one) => (one.kind === "choice" ? [[one.code, [...one.options].sort()]] : [])));
      expect(Object.fromEntries(Object.entries(words.choices).map(([code, options]) => [code, Object.keys(options).sort()]))).toEqual(choices);
      for (const one of ATTRIBUTE_CODES.map(attribute)) {
        if (one.kind === "integer") expect(Object.keys(words.units)).toContain(one.unit);
      }
    }
  });
});

describe("an ISBN", () => {
  it("is read from both forms, with dashes and spaces", () => {
    expect(toIsbn13("978-3-16-148410-0")).toBe("9783161484100");
    expect(toIsbn13("0-306-40615-2")).toBe("9780306406157");
    expect(toIsbn13("ISBN 7 302 12260 2")).toBe(toIsbn13("7302122602"));
    expect(toIsbn13("080442957X")).toBe("9780804429573");
    expect(toIsbn13("080442957x")).toBe("9780804429573");
  });

  it("is refused with a wrong check digit, prefix or length", () => {
    for (const wrong of ["9783161484101", "0306406153", "9773161484100", "978316148410", "97831614841000", "abc", "", "X804429570"]) expect(toIsbn13(wrong)).toBeNull();
  });

  it("is refused with any one digit changed, in either form", () => {
    for (const right of ["9783161484100", "0306406152"]) {
      for (let at = right.length === 13 ? 3 : 0; at < right.length; at++) {
        const digit = String((Number(right[at]) + 1) % 10);
        expect(toIsbn13(right.slice(0, at) + digit + right.slice(at + 1))).toBeNull();
      }
    }
  });
});

describe("values", () => {
  it("are read alike from a form's texts and from a program's types", () => {
    const typed = readAttributes(goods("laptop"), { brand: "  ThinkPad  ", model: "", screen_tenth_inches: "13,3", memory_gb: "16" });
    expect(typed).toEqual({ values: { brand: "ThinkPad", screen_tenth_inches: 133, memory_gb: 16 }, problems: [], unknown: [] });
    expect(readAttributes(goods("laptop"), { brand: "ThinkPad", screen_tenth_inches: 133, memory_gb: 16 }).values).toEqual(typed.values);
    expect(readAttributes(goods("toys"), { complete: "no", needs_batteries: true }).values).toEqual({ complete: false, needs_batteries: true });
    expect(readAttributes(goods("books"), { isbn: "0-306-40615-2" }).values).toEqual({ isbn: "9780306406157" });
  });

  it("name the field that is wrong and the bound it missed", () => {
    const read = readAttributes(goods("laptop"), { memory_gb: "1.5", storage_gb: "0", screen_tenth_inches: "200", brand: "x".repeat(61) });
    expect(read.problems).toEqual([
      { code: "brand", message: "errors:tooLong|max=60" },
      { code: "screen_tenth_inches", message: "errors:tooLarge|max=150" },
      { code: "memory_gb", message: "errors:wholeNumber" },
      { code: "storage_gb", message: "errors:tooSmall|min=1" },
    ]);
    expect(readAttributes(goods("smartphone"), { colour: "invisible", storage_gb: Number.NaN, model: 5 }).problems.map(({ code }) => code)).toEqual(["model", "storage_gb", "colour"]);
    expect(readAttributes(goods("books"), { isbn: "123" }).problems).toEqual([{ code: "isbn", message: "errors:isbn" }]);
    expect(readAttributes(goods("vehicle_parts"), { fits_from: "2010", fits_to: "2005" }).problems).toEqual([{ code: "fits_to", message: "errors:tooSmall|min=2010" }]);
  });

  it("of another category are left out and named", () => {
    expect(readAttributes(goods("bicycle"), { brand: "Giant", isbn: "9783161484100", __proto__: "x" })).toMatchObject({ values: { brand: "Giant" }, unknown: ["isbn"] });
  });

  it("come back to the form as they were typed", () => {
    const owner = goods("laptop");
    const { values } = readAttributes(owner, { screen_tenth_inches: "13.3", brand: "Dell" });
    const texts = Object.fromEntries(attributesOf(owner).map((one) => [one.code, attributeText(one, values[one.code])]));
    expect(texts).toMatchObject({ screen_tenth_inches: "13.3", brand: "Dell", model: "" });
    expect(readAttributes(owner, texts).values).toEqual(values);
  });

  it("say what search finds, and when an edit takes back what was said", () => {
    expect(searchedWords(goods("books"), { author: "Lu Xun", isbn: "9783161484100", language: "zh" })).toEqual(["9783161484100", "Lu Xun"]);
    expect(contradicts({ brand: "Dell" }, { brand: "Dell", model: "XPS" })).toBe(false);
    expect(contradicts({ brand: "Dell" }, { brand: "HP" })).toBe(true);
    expect(contradicts({ brand: "Dell" }, {})).toBe(true);
  });
});
