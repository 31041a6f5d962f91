import { expect, it } from "vitest";
import { nextDigestAt } from "./searches.rules.ts";

it.each([
  ["Europe/Berlin", "2026-05-01T05:59:59Z", "2026-05-01T06:00:00Z"],
  ["Europe/Berlin", "2026-05-01T06:00:00Z", "2026-05-02T06:00:00Z"],
  ["Asia/Shanghai", "2026-05-01T06:00:00Z", "2026-05-02T00:00:00Z"],
  ["Asia/Kathmandu", "2026-05-01T00:00:00Z", "2026-05-01T02:15:00Z"],
  // Over both changes of clocks it stays eight on the wall.
  ["Europe/Berlin", "2026-03-28T12:00:00Z", "2026-03-29T06:00:00Z"],
  ["America/New_York", "2026-10-31T20:00:00Z", "2026-11-01T13:00:00Z"],
  ["Australia/Lord_Howe", "2026-04-04T10:00:00Z", "2026-04-04T21:30:00Z"],
  ["Nowhere/At_All", "2026-05-01T09:00:00Z", "2026-05-02T08:00:00Z"],
])("mails the day's finds at eight in %s (%s)", (zone, now, due) => {
  expect(nextDigestAt(new Date(now), zone).toISOString()).toBe(new Date(due).toISOString());
});
