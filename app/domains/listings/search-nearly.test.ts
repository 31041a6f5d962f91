import { describe, expect, it } from "vitest";
import { ladder, type ReadUnit } from "./search-nearly.server.ts";

const unit = (exact: string, near: string | null = null, isUnknown = false): ReadUnit => ({ exact, near, isUnknown, terms: [exact.replace(":*", "")] });

describe("what a search may have meant", () => {
  it("puts right the words that no listing has, and leaves the others", () => {
    expect(ladder([unit("oak"), unit("tabel", "table | tabe", true)])).toEqual([{ step: "corrected", match: "(oak) & (table | tabe)", rank: "oak | tabel" }]);
  });

  it("takes any one word for misspelt where all are known", () => {
    expect(ladder([unit("lap", "lamp"), unit("oak", "oat")])[0]?.match).toBe("((lamp) & (oak)) | ((lap) & (oat))");
  });

  it("goes on without a word that nobody has and nothing is like", () => {
    expect(ladder([unit("oak"), unit("qqqq", null, true)])).toMatchObject([{ step: "corrected", match: "(oak)" }]);
    expect(ladder([unit("qqqq", null, true)])).toEqual([]);
  });

  it("then lets fillers go, then any one of the rest", () => {
    const steps = ladder([unit("a"), unit("red"), unit("chair"), unit("for"), unit("kitchen:*")]);
    expect(steps.map(({ step, match }) => [step, match])).toEqual([
      ["without fillers", "(red) & (chair) & (kitchen:*)"],
      ["all but one", "((chair) & (kitchen:*)) | ((red) & (kitchen:*)) | ((red) & (chair))"],
    ]);
  });

  it("does not ask for everything when there are only fillers", () => {
    expect(ladder([unit("the"), unit("for")])).toEqual([]);
  });
});
