import { describe, expect, it } from "vitest";
import { daysLent, extendedDueAt, loanDueAt } from "./loan.rules.ts";

describe("the days of a loan", () => {
  it("end with the day on the place's clock, whatever clocks change on the way", () => {
    expect(loanDueAt(new Date("2026-03-27T22:30:00Z"), 2, "Europe/Berlin").toISOString()).toBe("2026-03-29T21:59:59.999Z");
    expect(loanDueAt(new Date("2026-03-27T23:30:00Z"), 2, "Europe/Berlin").toISOString()).toBe("2026-03-30T21:59:59.999Z");
    expect(loanDueAt(new Date("2026-05-01T17:00:00Z"), 1, "Asia/Shanghai").toISOString()).toBe("2026-05-03T15:59:59.999Z");
    expect(loanDueAt(new Date("2026-05-01T00:00:00Z"), 1, "Asia/Kathmandu").toISOString()).toBe("2026-05-02T18:14:59.999Z");
  });

  it("can be extended up to a year from now", () => {
    const [due, now] = [loanDueAt(new Date("2026-05-01T08:00:00Z"), 7, "Europe/Berlin"), new Date("2026-05-05T08:00:00Z")];
    expect(extendedDueAt(due, 3, "Europe/Berlin", now)?.toISOString()).toBe("2026-05-11T21:59:59.999Z");
    expect(extendedDueAt(due, 362, "Europe/Berlin", now)).not.toBeNull();
    expect(extendedDueAt(due, 363, "Europe/Berlin", now)).toBeNull();
  });

  it("count as begun", () => {
    const lentAt = new Date("2026-05-01T08:00:00Z");
    const after = (hours: number) => daysLent(lentAt, new Date(lentAt.getTime() + hours * 3_600_000));
    expect([after(0), after(1), after(24), after(24.1), after(240)]).toEqual([1, 1, 1, 2, 10]);
  });
});
