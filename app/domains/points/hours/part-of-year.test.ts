import { describe, expect, it } from "vitest";
import { inSeason, intervalsOfDate, type WeeklyRule } from "./hours.ts";
import { countSeasons, withPartOfYear } from "./part-of-year.ts";

const rule = (from: string | null, to: string | null, opensMinute = 540): WeeklyRule => ({ weekday: 1, opensMinute, closesMinute: 1020, fromMonthDay: from, toMonthDay: to });
const seasonsOf = (rules: readonly WeeklyRule[]) => rules.map(({ fromMonthDay, toMonthDay, opensMinute }) => [fromMonthDay, toMonthDay, opensMinute]);
const week = [rule(null, null, 600)];

describe("another week for a part of the year", () => {
  it("leaves the rest of a season, the rest of a year, and seasons it does not touch", () => {
    expect(seasonsOf(withPartOfYear([rule(null, null)], { from: "04-01", to: "10-31" }, week))).toEqual([["11-01", "03-31", 540], ["04-01", "10-31", 600]]);
    expect(seasonsOf(withPartOfYear([rule("04-01", "10-31"), rule("11-01", "03-31", 480)], { from: "04-01", to: "10-31" }, week))).toEqual([["11-01", "03-31", 480], ["04-01", "10-31", 600]]);
    expect(seasonsOf(withPartOfYear([rule("04-01", "10-31")], { from: "06-01", to: "06-30" }, week))).toEqual([["04-01", "05-31", 540], ["07-01", "10-31", 540], ["06-01", "06-30", 600]]);
    expect(seasonsOf(withPartOfYear([rule("11-01", "03-31")], { from: "12-24", to: "01-01" }, week))).toEqual([["01-02", "03-31", 540], ["11-01", "12-23", 540], ["12-24", "01-01", 600]]);
    expect(seasonsOf(withPartOfYear([rule("04-01", "10-31")], null, week))).toEqual([[null, null, 600]]);
    expect(seasonsOf(withPartOfYear([rule("04-01", "10-31")], { from: "01-01", to: "12-31" }, week))).toEqual([[null, null, 600]]);
    expect(countSeasons([rule(null, null), rule(null, null), rule("04-01", "10-31")])).toBe(2);
  });

  it("for any seasons and any part: the week in the part, on every other date what it was", () => {
    let seed = 7;
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const monthDay = () => new Date(Date.UTC(2024, 0, 1 + random(366))).toISOString().slice(5, 10);
    for (let round = 0; round < 60; round++) {
      const rules = Array.from({ length: random(5) }, (_, index) => {
        const bounded = random(4) > 0;
        return { ...rule(bounded ? monthDay() : null, null, 60 * index), toMonthDay: null as string | null, weekday: 1 + random(2) };
      }).map((one) => ({ ...one, toMonthDay: one.fromMonthDay === null ? null : monthDay() }));
      const part = { from: monthDay(), to: monthDay() };
      const after = withPartOfYear(rules, part, week);
      // 2024 has all 366 dates and both weekdays in every part of the year.
      for (let day = 0; day < 366; day++) {
        const date = new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
        const isPart = inSeason({ fromMonthDay: part.from, toMonthDay: part.to }, date.slice(5));
        for (const weekday of [1, 2]) expect(intervalsOfDate(after, date, weekday)).toEqual(intervalsOfDate(isPart ? week : rules, date, weekday));
      }
    }
  });
});
