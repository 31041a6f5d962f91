import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import { isWorkingDay } from "#app/shared/calendar/day-kind.server.ts";
import { countryOfZone } from "#app/shared/country-of-zone.ts";
import { minutesBefore, type Cutoff } from "./cutoffs.rules.ts";
import { isPastCutoff } from "./pickups.rules.ts";

function cutoffOf(timeZone: string, start: string, cutoff: Cutoff): string {
  const startsAt = DateTime.fromISO(start, { zone: timeZone }).toJSDate();
  const minutes = minutesBefore(startsAt, cutoff, { timeZone, isWorkingDay: (date) => isWorkingDay(countryOfZone(timeZone), date) });
  return DateTime.fromMillis(startsAt.getTime() - minutes * 60_000, { zone: timeZone }).toFormat("yyyy-MM-dd HH:mm");
}

describe("days before, on the place's clock", () => {
  it.each([
    ["Europe/Berlin", "2026-03-30T09:00", "2026-03-28 09:00"],
    ["Europe/Berlin", "2026-10-26T09:00", "2026-10-24 09:00"],
    ["America/New_York", "2026-03-09T09:00", "2026-03-07 09:00"],
    ["America/New_York", "2026-11-02T09:00", "2026-10-31 09:00"],
    ["Australia/Lord_Howe", "2026-04-06T09:00", "2026-04-04 09:00"],
    ["Australia/Lord_Howe", "2026-10-05T09:00", "2026-10-03 09:00"],
    ["Asia/Shanghai", "2026-03-30T09:00", "2026-03-28 09:00"],
    ["Asia/Kathmandu", "2027-01-01T00:15", "2026-12-30 00:15"],
  ])("in %s, %s less two days is %s", (timeZone, start, expected) => {
    expect(cutoffOf(timeZone, start, { count: 2, unit: "days" })).toBe(expected);
  });

  it("at a time of day, also the evening before and over midnight", () => {
    expect(cutoffOf("Europe/Berlin", "2026-06-02T09:00", { count: 1, unit: "days", atMinute: 1080 })).toBe("2026-06-01 18:00");
    expect(cutoffOf("Europe/Berlin", "2026-06-02T00:30", { count: 1, unit: "days", atMinute: 1080 })).toBe("2026-06-01 18:00");
    expect(cutoffOf("Europe/Berlin", "2026-06-02T09:00", { count: 0, unit: "days", atMinute: 420 })).toBe("2026-06-02 07:00");
    expect(cutoffOf("Europe/Berlin", "2026-06-02T09:00", { count: 0, unit: "days", atMinute: 1080 })).toBe("2026-06-02 09:00");
  });

  it("a time that the clocks skip moves behind the gap; one that comes twice is the first", () => {
    expect(cutoffOf("Europe/Berlin", "2026-03-30T09:00", { count: 1, unit: "days", atMinute: 150 })).toBe("2026-03-29 03:30");
    const startsAt = DateTime.fromISO("2026-10-26T09:00", { zone: "Europe/Berlin" }).toJSDate();
    const minutes = minutesBefore(startsAt, { count: 1, unit: "days", atMinute: 150 }, { timeZone: "Europe/Berlin", isWorkingDay: () => true });
    expect(new Date(startsAt.getTime() - minutes * 60_000).toISOString()).toBe("2026-10-25T00:30:00.000Z");
  });

  it("hours and minutes are true time, whatever the clocks do", () => {
    expect(cutoffOf("Europe/Berlin", "2026-03-29T09:00", { count: 24, unit: "hours" })).toBe("2026-03-28 08:00");
    expect(cutoffOf("Australia/Lord_Howe", "2026-10-04T09:00", { count: 1440, unit: "minutes" })).toBe("2026-10-03 08:30");
  });
});

describe("working days before, by the place's calendar", () => {
  it.each([
    ["a Monday's is Friday", "Europe/Berlin", "2026-06-15T09:00", 1, "2026-06-12 09:00"],
    ["Easter and its Monday are left out", "Europe/Berlin", "2026-04-07T09:00", 1, "2026-04-02 09:00"],
    ["Christmas and the turn of the year", "Europe/Berlin", "2027-01-04T09:00", 2, "2026-12-30 09:00"],
    ["Thanksgiving in New York", "America/New_York", "2026-11-27T09:00", 1, "2026-11-25 09:00"],
    ["National Day in Shanghai", "Asia/Shanghai", "2026-10-05T09:00", 1, "2026-09-30 09:00"],
    ["a zone in no country's list has weekends only", "Etc/UTC", "2026-12-28T09:00", 1, "2026-12-25 09:00"],
  ])("%s", (_what, timeZone, start, count, expected) => {
    expect(cutoffOf(timeZone, start, { count, unit: "working_days" })).toBe(expected);
  });
});

describe("exactly at the cut-off is too late", () => {
  it.each([
    ["Europe/Berlin", "2026-03-30T09:00"],
    ["America/New_York", "2026-11-02T09:00"],
    ["Australia/Lord_Howe", "2026-10-05T09:00"],
    ["Asia/Shanghai", "2026-10-09T09:00"],
    ["Asia/Kathmandu", "2027-01-01T00:15"],
  ])("a day before in %s, %s: at -1 s, 0, +1 s", (timeZone, start) => {
    const startsAt = DateTime.fromISO(start, { zone: timeZone });
    const minutes = minutesBefore(startsAt.toJSDate(), { count: 1, unit: "days" }, { timeZone, isWorkingDay: () => true });
    const border = startsAt.minus({ days: 1 });
    const late = (seconds: number) => isPastCutoff(startsAt.toJSDate(), minutes, border.plus({ seconds }).toJSDate());
    expect([late(-1), late(0), late(1)]).toEqual([false, true, true]);
  });
});
