import { expect, it } from "vitest";
import { localDay, localWeek, shiftDay } from "./local-day.rules.ts";

const now = new Date("2026-03-28T23:30:00Z");

it("a day is the place's own, 23 or 25 hours when the clocks change", () => {
  const day = localDay(null, "Europe/Berlin", now);
  expect(day).toMatchObject({ date: "2026-03-29", isToday: true });
  expect(day.until.getTime() - day.from.getTime()).toBe(23 * 3_600_000);
  expect(localDay("2026-10-25", "Europe/Berlin", now).isToday).toBe(false);
  expect(localDay(null, "Asia/Kathmandu", now).from.toISOString()).toBe("2026-03-28T18:15:00.000Z");
});

it("what is no date is today", () => {
  for (const text of ["", "2026-02-30", "tomorrow", "2026-3-1"]) expect(localDay(text, "Europe/Berlin", now).date).toBe("2026-03-29");
});

it("weeks begin on Monday; days shift over months", () => {
  expect(localWeek("2026-03-29", "Europe/Berlin", now).days).toEqual(["2026-03-23", "2026-03-24", "2026-03-25", "2026-03-26", "2026-03-27", "2026-03-28", "2026-03-29"]);
  expect([shiftDay("2026-03-01", -1), shiftDay("2026-12-31", 1)]).toEqual(["2026-02-28", "2027-01-01"]);
});
