import { expect, it } from "vitest";
import { isWorkingDay } from "./day-kind.server.ts";

it("knows weekdays, public holidays, and weekend days worked instead of another day", () => {
  expect(isWorkingDay("DE", "2026-06-03")).toBe(true);
  expect(isWorkingDay("DE", "2026-06-06")).toBe(false);
  expect(isWorkingDay("DE", "2026-12-25")).toBe(false);
  // The Spring Festival of 2026: its days are off, and the Saturday before is worked.
  expect(isWorkingDay("CN", "2026-02-17")).toBe(false);
  expect(isWorkingDay("CN", "2026-02-14")).toBe(true);
});

it("goes by the weekday alone where nobody has fixed the year, or no country is known", () => {
  expect(isWorkingDay("CN", "2031-10-01")).toBe(true);
  expect(isWorkingDay("CN", "2031-10-04")).toBe(false);
  expect(isWorkingDay(null, "2026-12-25")).toBe(true);
  expect(isWorkingDay(null, "2026-12-26")).toBe(false);
});
