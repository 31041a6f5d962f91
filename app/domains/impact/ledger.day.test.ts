import { describe, expect, it } from "vitest";
import { dayIn } from "./ledger.rules.ts";

describe("the day of an entry", () => {
  it("is that of the zone of the place", () => {
    const at = new Date("2026-01-31T20:00:00Z");
    expect([dayIn(at, "UTC"), dayIn(at, "Asia/Shanghai"), dayIn(at, "America/New_York")].map((day) => day.slice(0, 7))).toEqual(["2026-01", "2026-02", "2026-01"]);
    expect(dayIn(new Date("2026-02-28T18:20:00Z"), "Asia/Kathmandu")).toBe("2026-03-01");
  });
});
