import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextDigestAt, nextLocalTime, quietUntil } from "./times.rules.ts";

const at = (iso: string) => new Date(iso);
const night = { fromMinute: 22 * 60, untilMinute: 7 * 60 };

describe("quiet hours", () => {
  it.each([
    // Berlin puts its clocks forward on 2026-03-29 and back on 2026-10-25, both at night.
    ["Europe/Berlin", "2026-03-28T21:30:00Z", "2026-03-29T05:00:00.000Z"],
    ["Europe/Berlin", "2026-03-27T21:30:00Z", "2026-03-28T06:00:00.000Z"],
    ["Europe/Berlin", "2026-10-24T20:00:00Z", "2026-10-25T06:00:00.000Z"],
    ["Europe/Berlin", "2026-10-23T20:00:00Z", "2026-10-24T05:00:00.000Z"],
    ["Asia/Shanghai", "2026-10-24T14:00:00Z", "2026-10-24T23:00:00.000Z"],
    ["Asia/Kathmandu", "2026-06-01T16:15:00Z", "2026-06-02T01:15:00.000Z"],
  ])("over midnight in %s at %s last until %s", (zone, now, end) => {
    expect(quietUntil(at(now), zone, night)?.toISOString()).toBe(end);
  });

  it("begin and end to the second", () => {
    expect(quietUntil(at("2026-06-01T19:59:59Z"), "Europe/Berlin", night)).toBeNull();
    expect(quietUntil(at("2026-06-01T20:00:00Z"), "Europe/Berlin", night)?.toISOString()).toBe("2026-06-02T05:00:00.000Z");
    expect(quietUntil(at("2026-06-02T04:59:59Z"), "Europe/Berlin", night)?.toISOString()).toBe("2026-06-02T05:00:00.000Z");
    expect(quietUntil(at("2026-06-02T05:00:00Z"), "Europe/Berlin", night)).toBeNull();
    expect(quietUntil(at("2026-06-02T05:00:00Z"), "Europe/Berlin", null)).toBeNull();
  });

  it("may lie within a day", () => {
    const noon = { fromMinute: 12 * 60, untilMinute: 14 * 60 };
    expect(quietUntil(at("2026-06-01T05:00:00Z"), "Asia/Shanghai", noon)?.toISOString()).toBe("2026-06-01T06:00:00.000Z");
    expect(quietUntil(at("2026-06-01T06:00:00Z"), "Asia/Shanghai", noon)).toBeNull();
  });
});

describe("digests", () => {
  it.each([
    ["Europe/Berlin", "2026-03-28T12:00:00Z", "daily", "2026-03-29T06:00:00.000Z"],
    ["Europe/Berlin", "2026-03-28T06:59:59Z", "daily", "2026-03-28T07:00:00.000Z"],
    ["Europe/Berlin", "2026-03-28T07:00:00Z", "daily", "2026-03-29T06:00:00.000Z"],
    ["Europe/Berlin", "2026-10-24T12:00:00Z", "daily", "2026-10-25T07:00:00.000Z"],
    ["Europe/Berlin", "2026-10-24T12:00:00Z", "weekly", "2026-10-26T07:00:00.000Z"],
    ["Asia/Shanghai", "2026-10-24T12:00:00Z", "daily", "2026-10-25T00:00:00.000Z"],
    // Monday has begun in Shanghai while it is Sunday in UTC.
    ["Asia/Shanghai", "2026-10-25T20:00:00Z", "weekly", "2026-10-26T00:00:00.000Z"],
    ["Asia/Shanghai", "2026-10-26T00:00:00Z", "weekly", "2026-11-02T00:00:00.000Z"],
  ] as const)("in %s, from %s, %s: %s", (zone, now, period, due) => {
    expect(nextDigestAt(at(now), zone, 8, period).toISOString()).toBe(due);
  });

  it("a time that the clock skips comes later, and one that it shows twice comes once", () => {
    expect(nextLocalTime(at("2026-03-28T12:00:00Z"), "Europe/Berlin", 150).toISOString()).toBe("2026-03-29T01:30:00.000Z");
    const first = nextLocalTime(at("2026-10-24T12:00:00Z"), "Europe/Berlin", 150);
    expect(first.toISOString()).toBe("2026-10-25T00:30:00.000Z");
    expect(nextLocalTime(first, "Europe/Berlin", 150).toISOString()).toBe("2026-10-26T01:30:00.000Z");
  });

  it("always lie ahead, within a day and an hour, and show the hour asked for", () => {
    const zones = ["Europe/Berlin", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"];
    fc.assert(
      fc.property(fc.date({ min: at("2026-01-01T00:00:00Z"), max: at("2027-12-31T00:00:00Z"), noInvalidDate: true }), fc.constantFrom(...zones), fc.integer({ min: 4, max: 23 }), (now, zone, hour) => {
        const due = nextLocalTime(now, zone, hour * 60);
        expect(due.getTime()).toBeGreaterThan(now.getTime());
        expect(due.getTime() - now.getTime()).toBeLessThanOrEqual(25 * 3_600_000);
        const shown = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(due);
        expect(shown).toBe(`${String(hour).padStart(2, "0")}:00`);
      }),
    );
  });
});
