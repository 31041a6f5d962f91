import fc from "fast-check";
import { DateTime, IANAZone } from "luxon";
import { describe, expect, it } from "vitest";
import { inSeason, openState, type HoursException, type WeeklyRule } from "./hours.ts";
import { hasSeasons, weekOf, weekView } from "./week-view.ts";

function rule(weekday: number, opens: string, closes: string, season?: [string, string]): WeeklyRule {
  const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  return {
    weekday,
    opensMinute: minutes(opens),
    closesMinute: minutes(closes),
    fromMonthDay: season?.[0] ?? null,
    toMonthDay: season?.[1] ?? null,
  };
}
const daily = (opens: string, closes: string) => [1, 2, 3, 4, 5, 6, 7].map((weekday) => rule(weekday, opens, closes));

function at(zone: string, wall: string): Date {
  return DateTime.fromISO(wall, { zone }).toJSDate();
}
function ask(rules: WeeklyRule[], zone: string, now: Date, exceptions: HoursException[] = [], complete = true) {
  const answer = openState(rules, { timeZone: zone, now, exceptions, complete });
  return { state: answer.state, until: answer.until?.toISOString() ?? null, next: answer.next?.toISOString() ?? null };
}

describe("openState", () => {
  const weekdays = [1, 2, 3, 4, 5].map((weekday) => rule(weekday, "09:00", "17:00"));

  it("opens at the first minute and is closed at the last", () => {
    const zone = "Europe/Berlin";
    expect(ask(weekdays, zone, new Date(at(zone, "2026-06-05T09:00").getTime() - 1)).state).toBe("closed");
    expect(ask(weekdays, zone, at(zone, "2026-06-05T09:00"))).toEqual({
      state: "open",
      until: "2026-06-05T15:00:00.000Z",
      next: "2026-06-08T07:00:00.000Z",
    });
    expect(ask(weekdays, zone, at(zone, "2026-06-05T17:00"))).toEqual({
      state: "closed",
      until: "2026-06-08T07:00:00.000Z",
      next: "2026-06-08T07:00:00.000Z",
    });
  });

  it("says unknown without rules, and outside rules that are not complete", () => {
    expect(ask([], "Europe/Berlin", new Date())).toEqual({ state: "unknown", until: null, next: null });
    expect(ask(weekdays, "Europe/Berlin", at("Europe/Berlin", "2026-06-05T20:00"), [], false).state).toBe("unknown");
    expect(ask(weekdays, "Europe/Berlin", at("Europe/Berlin", "2026-06-05T10:00"), [], false).state).toBe("open");
  });

  it("knows no end of a place that never closes", () => {
    expect(ask(daily("00:00", "24:00"), "Asia/Shanghai", new Date("2026-02-03T04:05:06Z"))).toEqual({ state: "open", until: null, next: null });
  });

  it.each([
    // 09:00 stays 09:00 on both sides of the change; the offset differs.
    ["Europe/Berlin", "2026-03-28T12:00", "2026-03-29T07:00:00.000Z"],
    ["Europe/Berlin", "2026-10-24T20:00", "2026-10-25T08:00:00.000Z"],
    ["America/New_York", "2026-03-07T20:00", "2026-03-08T13:00:00.000Z"],
    ["America/New_York", "2026-10-31T20:00", "2026-11-01T14:00:00.000Z"],
    ["Australia/Lord_Howe", "2026-04-04T20:00", "2026-04-04T22:30:00.000Z"],
    ["Australia/Lord_Howe", "2026-10-03T20:00", "2026-10-03T22:00:00.000Z"],
    ["Asia/Shanghai", "2026-03-28T20:00", "2026-03-29T01:00:00.000Z"],
    ["Asia/Kathmandu", "2026-03-28T20:00", "2026-03-29T03:15:00.000Z"],
  ])("opens at nine by the clock of %s the morning after %s", (zone, now, next) => {
    expect(ask(daily("09:00", "11:00"), zone, at(zone, now)).next).toBe(next);
  });

  it("moves a boundary inside the skipped hour to the change, and takes a doubled one the first time", () => {
    const berlin = "Europe/Berlin";
    const spring = ask(daily("02:30", "04:00"), berlin, new Date("2026-03-29T00:00:00Z"));
    expect(spring.next).toBe("2026-03-29T01:00:00.000Z");
    // 02:00-02:45 lies wholly in the skipped hour: that night it does not open at all.
    expect(ask(daily("02:00", "02:45"), berlin, new Date("2026-03-29T00:00:00Z")).next).toBe("2026-03-30T00:00:00.000Z");
    const autumn = ask(daily("02:30", "04:00"), berlin, new Date("2026-10-25T00:00:00Z"));
    expect(autumn.next).toBe("2026-10-25T00:30:00.000Z");
    expect(ask(daily("02:30", "04:00"), berlin, new Date("2026-10-25T01:10:00Z")).until).toBe("2026-10-25T03:00:00.000Z");
  });

  it("counts true hours over the night of the change", () => {
    const night = [rule(6, "22:00", "28:00")];
    const opened = at("Europe/Berlin", "2026-03-28T22:00");
    const answer = openState(night, { timeZone: "Europe/Berlin", now: opened });
    expect((answer.until?.getTime() ?? 0) - opened.getTime()).toBe(5 * 3_600_000);
  });

  it("stays open over midnight, also from Sunday to Monday", () => {
    const night = [rule(7, "22:00", "26:00")];
    expect(ask(night, "Europe/Berlin", at("Europe/Berlin", "2026-06-08T01:59")).state).toBe("open");
    expect(ask(night, "Europe/Berlin", at("Europe/Berlin", "2026-06-08T02:00")).state).toBe("closed");
  });

  it("joins stretches that touch", () => {
    const rules = [rule(1, "08:00", "12:00"), rule(1, "12:00", "17:00")];
    expect(ask(rules, "UTC", new Date("2026-06-08T09:00:00Z")).until).toBe("2026-06-08T17:00:00.000Z");
  });

  it("lets a dated exception win: closed, other hours, an extra day", () => {
    const zone = "Europe/Berlin";
    const closed = [{ date: "2026-06-05", intervals: [] }];
    expect(ask(weekdays, zone, at(zone, "2026-06-05T10:00"), closed)).toMatchObject({ state: "closed", next: "2026-06-08T07:00:00.000Z" });
    const other = [{ date: "2026-06-05", intervals: [{ opensMinute: 840, closesMinute: 900 }] }];
    expect(ask(weekdays, zone, at(zone, "2026-06-05T10:00"), other)).toMatchObject({ state: "closed", next: "2026-06-05T12:00:00.000Z" });
    const extra = [{ date: "2026-06-07", intervals: [{ opensMinute: 600, closesMinute: 660 }] }];
    expect(ask(weekdays, zone, at(zone, "2026-06-07T10:30"), extra).state).toBe("open");
    expect(ask([], zone, at(zone, "2026-06-07T10:30"), extra).state).toBe("open");
    // A closed date also ends what opened the evening before.
    const night = daily("22:00", "26:00");
    expect(ask(night, zone, at(zone, "2026-06-05T01:00"), closed).state).toBe("closed");
    expect(ask(night, zone, at(zone, "2026-06-06T01:00"), closed).state).toBe("closed");
    expect(ask(night, zone, at(zone, "2026-06-04T23:00"), closed).until).toBe("2026-06-04T22:00:00.000Z");
  });

  it("finds the next season, however far", () => {
    const summer = [rule(6, "10:00", "12:00", ["04-01", "10-31"])];
    expect(ask(summer, "Europe/Berlin", at("Europe/Berlin", "2026-11-03T10:00")).next).toBe("2027-04-03T08:00:00.000Z");
    const winter = { fromMonthDay: "11-01", toMonthDay: "02-29" };
    expect(["10-31", "11-01", "01-15", "02-29", "03-01"].map((day) => inSeason(winter, day))).toEqual([false, true, true, true, false]);
  });

  it("refuses a zone that does not exist", () => {
    expect(() => openState(weekdays, { timeZone: "Mars/Base", now: new Date() })).toThrow(RangeError);
  });
});

const zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Shanghai", "Asia/Kathmandu"];
const anyRule = fc
  .record({ weekday: fc.integer({ min: 1, max: 7 }), opens: fc.integer({ min: 0, max: 1439 }), length: fc.integer({ min: 1, max: 1440 }) })
  .map(({ weekday, opens, length }): WeeklyRule => ({ weekday, opensMinute: opens, closesMinute: opens + length, fromMonthDay: null, toMonthDay: null }));
const anyNow = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2028, 0, 1) }).map((ms) => new Date(ms));

describe("openState, for any rules and any moment", () => {
  it("agrees with reading the wall clock", () => {
    fc.assert(
      fc.property(fc.array(anyRule, { minLength: 1, maxLength: 6 }), fc.constantFrom(...zones), anyNow, (rules, zone, now) => {
        // Within a day of a change the wall clock alone is not enough; the examples above cover it.
        const offset = (hours: number) => IANAZone.create(zone).offset(now.getTime() + hours * 3_600_000);
        fc.pre(offset(-50) === offset(26));
        const local = DateTime.fromJSDate(now, { zone });
        const minute = local.hour * 60 + local.minute;
        const open = rules.some(
          (one) =>
            (one.weekday === local.weekday && one.opensMinute <= minute && minute < one.closesMinute) ||
            (one.weekday === (local.weekday + 5) % 7 + 1 && minute + 1440 < one.closesMinute),
        );
        expect(openState(rules, { timeZone: zone, now }).state).toBe(open ? "open" : "closed");
      }),
      { numRuns: 400 },
    );
  });

  it("changes exactly at `until`, and opens exactly at `next`", () => {
    fc.assert(
      fc.property(fc.array(anyRule, { minLength: 1, maxLength: 4 }), fc.constantFrom(...zones), anyNow, (rules, timeZone, now) => {
        const state = (ms: number) => openState(rules, { timeZone, now: new Date(ms) }).state;
        const answer = openState(rules, { timeZone, now });
        if (answer.until) {
          expect(answer.until.getTime()).toBeGreaterThan(now.getTime());
          expect(state(answer.until.getTime() - 1)).toBe(answer.state);
          expect(state(answer.until.getTime())).not.toBe(answer.state);
        }
        if (answer.next) {
          expect(state(answer.next.getTime())).toBe("open");
          expect(state(answer.next.getTime() - 1)).toBe("closed");
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe("weekView", () => {
  it("puts equal days together, closed ones too", () => {
    const rules = [rule(1, "08:00", "12:00"), rule(2, "08:00", "12:00"), rule(1, "13:00", "17:00"), rule(2, "13:00", "17:00"), rule(6, "09:00", "12:00")];
    expect(weekView(rules)).toEqual([
      {
        fromMonthDay: null,
        toMonthDay: null,
        groups: [
          { weekdays: [1, 2], intervals: [{ opensMinute: 480, closesMinute: 720 }, { opensMinute: 780, closesMinute: 1020 }] },
          { weekdays: [3, 4, 5, 7], intervals: [] },
          { weekdays: [6], intervals: [{ opensMinute: 540, closesMinute: 720 }] },
        ],
      },
    ]);
  });

  it("gives one week per season, with what holds all year in each", () => {
    const rules = [rule(6, "09:00", "12:00"), rule(2, "13:00", "18:00", ["03-01", "10-31"]), rule(2, "13:00", "17:00", ["11-01", "02-29"])];
    const view = weekView(rules);
    expect(view.map((season) => [season.fromMonthDay, season.toMonthDay])).toEqual([["03-01", "10-31"], ["11-01", "02-29"]]);
    expect(view[1]?.groups.map((group) => group.weekdays)).toEqual([[1, 3, 4, 5, 7], [2], [6]]);
    expect(hasSeasons(rules)).toBe(true);
  });

  it("shows the very week of a date", () => {
    const rules = [rule(6, "09:00", "12:00", ["06-01", "06-07"])];
    expect(weekOf(rules, "2026-06-03")).toEqual([
      { weekdays: [1, 2, 3, 4, 5, 7], intervals: [] },
      { weekdays: [6], intervals: [{ opensMinute: 540, closesMinute: 720 }] },
    ]);
    expect(weekOf(rules, "2026-06-10")).toEqual([{ weekdays: [1, 2, 3, 4, 5, 6, 7], intervals: [] }]);
  });
});
