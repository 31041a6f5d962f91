import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import { generateSlots, parseWallTime, roughSlotCount, type SlotPattern } from "./slots.rules.ts";

const everyDay = [1, 2, 3, 4, 5, 6, 7];

function walls(pattern: Partial<SlotPattern> & { timeZone: string; fromDate: string }): string[] {
  return generateSlots({ weeks: 1, weekdays: everyDay, opensMinute: 540, closesMinute: 600, lengthMinutes: 60, ...pattern }).map((slot) =>
    DateTime.fromJSDate(slot.startsAt, { zone: pattern.timeZone }).toFormat("MM-dd HH:mm"),
  );
}

describe("nine o'clock stays nine o'clock", () => {
  it.each([
    ["Europe/Berlin", "2026-03-27"],
    ["Europe/Berlin", "2026-10-23"],
    ["America/New_York", "2026-03-06"],
    ["America/New_York", "2026-10-30"],
    ["Australia/Lord_Howe", "2026-04-03"],
    ["Australia/Lord_Howe", "2026-10-02"],
    ["Asia/Shanghai", "2026-03-27"],
    ["Asia/Kathmandu", "2026-03-27"],
  ])("in %s from %s", (timeZone, fromDate) => {
    const times = walls({ timeZone, fromDate });
    expect(times).toHaveLength(7);
    expect(times.every((time) => time.endsWith("09:00"))).toBe(true);
  });
});

describe("the hour that is skipped", () => {
  it("is not offered in Berlin, and the next slot follows without a gap in true time", () => {
    const slots = generateSlots({ timeZone: "Europe/Berlin", fromDate: "2026-03-29", weeks: 1, weekdays: [7], opensMinute: 60, closesMinute: 240, lengthMinutes: 60 });
    expect(slots.map((slot) => slot.startsAt.toISOString())).toEqual(["2026-03-29T00:00:00.000Z", "2026-03-29T01:00:00.000Z"]);
    expect(slots[0]?.endsAt).toEqual(slots[1]?.startsAt);
  });
  it("is half an hour on Lord Howe", () => {
    expect(walls({ timeZone: "Australia/Lord_Howe", fromDate: "2026-10-04", weekdays: [7], opensMinute: 90, closesMinute: 210, lengthMinutes: 30 })).toEqual(["10-04 01:30", "10-04 02:30", "10-04 03:00"]);
  });
  it("leaves out a slot that would begin before the one before it has ended", () => {
    const slots = generateSlots({ timeZone: "America/New_York", fromDate: "2026-03-08", weeks: 1, weekdays: [7], opensMinute: 60, closesMinute: 300, lengthMinutes: 45 });
    for (const [index, slot] of slots.entries()) {
      if (index > 0) expect(slot.startsAt.getTime()).toBeGreaterThanOrEqual(slots[index - 1]?.endsAt.getTime() ?? 0);
    }
  });
});

describe("the hour that comes twice", () => {
  it.each([
    ["Europe/Berlin", "2026-10-25"],
    ["America/New_York", "2026-11-01"],
    ["Australia/Lord_Howe", "2026-04-05"],
  ])("yields no duplicates in %s, and slots last true minutes", (timeZone, fromDate) => {
    const slots = generateSlots({ timeZone, fromDate, weeks: 1, weekdays: [7], opensMinute: 0, closesMinute: 300, lengthMinutes: 30 });
    expect(slots).toHaveLength(10);
    expect(new Set(slots.map((slot) => slot.startsAt.getTime())).size).toBe(10);
    expect(slots.every((slot) => slot.endsAt.getTime() - slot.startsAt.getTime() === 30 * 60_000)).toBe(true);
    expect(new Set(walls({ timeZone, fromDate, weekdays: [7], opensMinute: 0, closesMinute: 300, lengthMinutes: 30 })).size).toBe(10);
  });
  it("counts the first of the two", () => {
    const [slot] = generateSlots({ timeZone: "Europe/Berlin", fromDate: "2026-10-25", weeks: 1, weekdays: [7], opensMinute: 150, closesMinute: 180, lengthMinutes: 30 });
    expect(slot?.startsAt.toISOString()).toBe("2026-10-25T00:30:00.000Z");
  });
});

it("slots may run over midnight and belong to the evening's weekday", () => {
  expect(walls({ timeZone: "Asia/Kathmandu", fromDate: "2026-06-05", weekdays: [5], opensMinute: 1380, closesMinute: 60, lengthMinutes: 60 })).toEqual(["06-05 23:00", "06-06 00:00"]);
});

it("instants are right far from UTC", () => {
  const [slot] = generateSlots({ timeZone: "Asia/Kathmandu", fromDate: "2026-06-05", weeks: 1, weekdays: [5], opensMinute: 540, closesMinute: 570, lengthMinutes: 30 });
  expect(slot?.startsAt.toISOString()).toBe("2026-06-05T03:15:00.000Z");
});

it("no slot is shorter than asked: the rest of the opening time stays free", () => {
  expect(walls({ timeZone: "Asia/Shanghai", fromDate: "2026-06-05", weekdays: [5], opensMinute: 540, closesMinute: 640, lengthMinutes: 45 })).toEqual(["06-05 09:00", "06-05 09:45"]);
});

it("refuses an unknown zone", () => {
  expect(() => generateSlots({ timeZone: "Mars/Base", fromDate: "2026-06-05", weeks: 1, weekdays: [1], opensMinute: 0, closesMinute: 60, lengthMinutes: 30 })).toThrow(RangeError);
});

it("counts a pattern without working it out, up to what the clocks take away", () => {
  const pattern = { fromDate: "2026-03-02", weeks: 8, weekdays: [1, 7], opensMinute: 0, closesMinute: 300, lengthMinutes: 30 };
  const made = generateSlots({ ...pattern, timeZone: "Europe/Berlin" }).length;
  const rough = roughSlotCount(pattern, new Date("2026-02-01T00:00:00Z"));
  expect(rough).toBe(16 * 10);
  expect(rough - made).toBe(2);
  expect(roughSlotCount(pattern, new Date("2027-01-01T00:00:00Z"))).toBe(0);
  expect(roughSlotCount({ ...pattern, weeks: 52, weekdays: [1, 2, 3, 4, 5, 6, 7], closesMinute: 1439, lengthMinutes: 5 }, new Date("2026-02-01T00:00:00Z"))).toBe(364 * 287);
});

it("reads times of day", () => {
  expect(["09:00", "9:05", "24:00", "24:01", "9", "25:00", ""].map(parseWallTime)).toEqual([540, 545, 1440, null, null, null, null]);
});
