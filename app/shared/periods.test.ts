import { describe, expect, it } from "vitest";
import { periodAt, periodBefore, periodDays, periodKind, periodLabel, seasonClosesAt } from "./periods.ts";

describe("periods", () => {
  it("are told by their shape, and a week that a year lacks is none", () => {
    expect(["all", "2026-W48", "2026-11", "2026-Q4", "2026-W53", "2025-W53", "2026-W00", "2026-13", "2026-Q5", "26-Q1", "2026-11-01", ""].map(periodKind)).toEqual(["all", "week", "month", "season", "week", null, null, null, null, null, null, null]);
  });

  it("have their days, weeks by ISO across the turn of a year", () => {
    expect(periodDays("2026-W01")).toEqual({ from: "2025-12-29", to: "2026-01-04" });
    expect(periodDays("2026-02")).toEqual({ from: "2026-02-01", to: "2026-02-28" });
    expect(periodDays("2026-Q4")).toEqual({ from: "2026-10-01", to: "2026-12-31" });
    expect(periodDays("all")).toBeNull();
  });

  it("are preceded by one of the same kind", () => {
    expect(["2026-W01", "2026-01", "2026-Q1", "all", "2026-13"].map((period) => periodBefore(period))).toEqual(["2025-W52", "2025-12", "2025-Q4", null, null]);
    expect(periodBefore("2026-03", 14)).toBe("2025-01");
  });

  it("hold an instant", () => {
    const now = new Date("2027-01-01T12:00:00Z");
    expect((["week", "month", "season", "all"] as const).map((kind) => periodAt(kind, now))).toEqual(["2026-W53", "2027-01", "2027-Q1", "all"]);
  });

  it("close ten days after a season's end", () => {
    expect(seasonClosesAt("2026-Q4")?.toISOString()).toBe("2027-01-11T00:00:00.000Z");
    expect(seasonClosesAt("2026-12")).toBeNull();
  });

  it("are readable", () => {
    expect(periodLabel("2026-Q4", "en")).toBe("Oct \u2013 Dec 2026");
    expect(periodLabel("2026-W48", "zh-CN")).toBe("2026年11月23日\u201311月29日");
  });
});
