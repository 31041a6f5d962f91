import { describe, expect, it } from "vitest";
import { searchQuery, searchText, stem } from "./search-text.ts";

describe("words of a listing", () => {
  it("takes plain English endings off, the same for a listing and a search", () => {
    for (const [word, root] of [["chairs", "chair"], ["boxes", "box"], ["batteries", "battery"], ["painting", "paint"], ["glass", "glass"], ["bus", "bus"], ["ring", "ring"], ["dishes", "dish"]]) {
      expect(stem(word ?? "")).toBe(root);
    }
  });

  it("ignores case, accents and full-width forms", () => {
    expect(searchText(["Vélo ＢＩＫＥ"])).toBe("velo bike");
  });

  it("cuts Chinese into words and into pairs of neighbours", () => {
    const words = searchText(["九成新自行车，送头盔"]).split(" ");
    expect(words).toEqual(expect.arrayContaining(["自行", "车", "行车", "头盔", "送"]));
  });

  it("keeps Latin words and numbers inside Chinese text", () => {
    expect(searchText(["iPhone12手机"]).split(" ")).toEqual(expect.arrayContaining(["iphone12", "手机"]));
  });

  it("says each word once", () => {
    expect(searchText(["chair chairs", "Chair"])).toBe("chair");
  });

  it("asks for all words and lets the last one be unfinished", () => {
    expect(searchQuery("Wooden chai")).toBe("wooden & chai:*");
    expect(searchQuery("自行车")).toBe("自行 & 行车:*");
    expect(searchQuery("车")).toBe("车:*");
  });

  it("lets no operator of the query language through", () => {
    expect(searchQuery("a' | !b:* & (c)")).toBe("a & b & c:*");
    expect(searchQuery("!!! ()")).toBe("");
  });
});
