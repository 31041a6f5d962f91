import { describe, expect, it } from "vitest";
import { monthLabel, nextMonth, withoutGaps } from "./months.ts";

describe("months", () => {
  it("follow each other over the turn of the year", () => {
    expect(nextMonth("2025-12")).toBe("2026-01");
    expect(nextMonth("2026-08")).toBe("2026-09");
  });
  it("are drawn without gaps", () => {
    const rows = [{ month: "2025-11", grams: 5 }, { month: "2026-02", grams: 7 }];
    const blank = (month: string) => ({ month, grams: 0 });
    expect(withoutGaps(rows, blank).map((row) => row.month)).toEqual(["2025-11", "2025-12", "2026-01", "2026-02"]);
    expect(withoutGaps(rows, blank, 2).map((row) => row.grams)).toEqual([0, 7]);
    expect(withoutGaps([], blank)).toEqual([]);
  });
  it("read in both languages", () => {
    expect(monthLabel("2026-03", "en")).toBe("Mar 2026");
    expect(monthLabel("2026-03", "zh-CN")).toBe("2026年3月");
  });
});
