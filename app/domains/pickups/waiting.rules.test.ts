import { expect, it } from "vitest";
import { offerUntil } from "./waiting.rules.ts";

const far = new Date("2030-01-01T00:00:00Z");
const cases: [name: string, now: string, zone: string, until: string][] = [
  ["by day: two hours", "2026-06-01T10:00:00Z", "Europe/Berlin", "2026-06-01T12:00:00Z"],
  ["late in the evening, two hours end before midnight", "2026-06-01T19:30:00Z", "Europe/Berlin", "2026-06-01T21:30:00Z"],
  ["at ten in the evening: nine in the morning", "2026-06-01T20:00:00Z", "Europe/Berlin", "2026-06-02T07:00:00Z"],
  ["at three in the night: nine in the morning", "2026-06-01T01:00:00Z", "Europe/Berlin", "2026-06-01T07:00:00Z"],
  ["at seven: nine, which is two hours", "2026-06-01T05:00:00Z", "Europe/Berlin", "2026-06-01T07:00:00Z"],
  ["the place's clock counts", "2026-06-01T10:00:00Z", "America/Los_Angeles", "2026-06-01T16:00:00Z"],
  ["half zones", "2026-06-01T20:00:00Z", "Asia/Kathmandu", "2026-06-02T03:15:00Z"],
  ["the night in which the clocks go forward", "2026-03-28T22:30:00Z", "Europe/Berlin", "2026-03-29T07:00:00Z"],
  ["the night in which they go back", "2026-10-24T21:30:00Z", "Europe/Berlin", "2026-10-25T08:00:00Z"],
];
it.each(cases)("an offer is kept, %s", (_name, now, zone, until) => {
  expect(offerUntil(new Date(now), zone, far).toISOString()).toBe(new Date(until).toISOString());
});

it("an offer is never kept past the end of booking", () => {
  const bookUntil = new Date("2026-06-01T10:40:00Z");
  expect(offerUntil(new Date("2026-06-01T10:00:00Z"), "Europe/Berlin", bookUntil)).toEqual(bookUntil);
});
