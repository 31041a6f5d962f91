import { describe, expect, it } from "vitest";
import { bonusEach, codeFromHash, corrected, granted, move, paidGroups, phaseOf, rawPoints, readCode } from "./rewards.rules.ts";

const rule = { perKg: { paper: 3, metal: 5 }, perReuse: 7 };
const standing = { route: "recycle", material: "cardboard", isReversed: false, measuredGrams: 2999 };
const wide = { day: 1000, month: 1000, budget: 1000 };

describe("points", () => {
  it("follow the rule: by measured kilogram and group, or by hand-over for use again", () => {
    expect(rawPoints(rule, standing)).toBe(8);
    expect(rawPoints(rule, { ...standing, material: "copper" })).toBe(14);
    for (const nothing of [{ material: "glass" }, { material: "nonsense" }, { measuredGrams: 0 }, { measuredGrams: -5 }, { isReversed: true }]) expect(rawPoints(rule, { ...standing, ...nothing })).toBe(0);
    const thing = { route: "reuse", material: null, isReversed: false, measuredGrams: 0 };
    expect(rawPoints(rule, thing)).toBe(7);
    for (const nothing of [{ route: "recycle" }, { isReversed: true }]) expect(rawPoints(rule, { ...thing, ...nothing })).toBe(0);
  });

  it("are granted as far as there is room, and it is said what was narrow", () => {
    expect(granted(10, wide)).toEqual({ points: 10, limitedBy: null });
    expect(granted(10, { ...wide, day: 10 })).toEqual({ points: 10, limitedBy: null });
    expect(granted(10, { ...wide, day: 4 })).toEqual({ points: 4, limitedBy: "day" });
    expect(granted(10, { day: 4, month: 3, budget: 3 })).toEqual({ points: 3, limitedBy: "month" });
    expect(granted(10, { ...wide, budget: 0 })).toEqual({ points: 0, limitedBy: "budget" });
    expect(granted(10, { ...wide, month: -2 })).toEqual({ points: 0, limitedBy: "month" });
  });

  it("go back in proportion, and grow by what is more", () => {
    const before = { rawPoints: 10, points: 7, limitedBy: "day" };
    expect(corrected(before, 5, wide)).toEqual({ points: 3, limitedBy: "day" });
    expect(corrected(before, 0, wide)).toEqual({ points: 0, limitedBy: null });
    expect(corrected(before, 10, { day: 0, month: 0, budget: 0 })).toEqual({ points: 7, limitedBy: "day" });
    expect(corrected(before, 14, wide)).toEqual({ points: 11, limitedBy: "day" });
    expect(corrected({ rawPoints: 0, points: 0, limitedBy: null }, 4, { ...wide, budget: 1 })).toEqual({ points: 1, limitedBy: "budget" });
  });

  it("of a bonus are the same for all, as far as the budget goes", () => {
    expect(bonusEach({ bonusPoints: 20, households: 3, budget: 100 })).toBe(20);
    expect(bonusEach({ bonusPoints: 20, households: 3, budget: 50 })).toBe(16);
    expect(bonusEach({ bonusPoints: 20, households: 0, budget: 50 })).toBe(0);
  });

  it("move from one account to another, or not at all", () => {
    expect(move(5, "a", "b")).toEqual([{ account: "a", points: -5 }, { account: "b", points: 5 }]);
    expect(move(0, "a", "b")).toEqual([]);
    expect(paidGroups({ metal: 5, glass: 0, paper: 1 })).toEqual([{ group: "paper", points: 1 }, { group: "metal", points: 5 }]);
  });
});

describe("a programme", () => {
  it("runs, ends, and lapses ninety days later, to the millisecond", () => {
    const ends = new Date("2026-06-01T00:00:00Z");
    const at = (milliseconds: number) => new Date(ends.getTime() + milliseconds);
    expect([phaseOf(null, ends), phaseOf(ends, at(-1)), phaseOf(ends, ends), phaseOf(ends, at(90 * 86_400_000 - 1)), phaseOf(ends, at(90 * 86_400_000))]).toEqual(["running", "running", "ended", "ended", "lapsed"]);
  });
});

describe("a code", () => {
  it("is read however it is written", () => {
    const code = codeFromHash("00ff10a3b47c2e91");
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    for (const text of [code, code.toLowerCase(), ` ${code.replace("-", " ")} `, `https://example.org/staff/redeem?code=${code}`]) expect(readCode(text)).toBe(code);
    expect(readCode("OIL0-1234")).toBe("0110-1234");
    for (const text of ["", "ABC", "ABCD-EFGHJ", "UUUU-UUUU"]) expect(readCode(text)).toBeNull();
  });
});
