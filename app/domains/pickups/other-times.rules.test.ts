import { expect, it } from "vitest";
import { otherTimes, type OfferedTime } from "./other-times.rules.ts";

const slot = (id: string, startsAt: string, more: Partial<OfferedTime> = {}): OfferedTime => ({ id, startsAt, endsAt: startsAt, freeVisits: 1, freeGrams: null, bookable: true, ...more });

it("offers the nearest times that take the load, before or after, and not the lost one", () => {
  const slots = [
    slot("lost", "2026-06-02T09:00:00.000Z"),
    slot("before", "2026-06-01T15:00:00.000Z"),
    slot("full", "2026-06-02T10:00:00.000Z", { bookable: false }),
    slot("small", "2026-06-02T11:00:00.000Z", { freeGrams: 4_999 }),
    slot("after", "2026-06-02T12:00:00.000Z", { freeGrams: 5_000 }),
    slot("far", "2026-06-09T09:00:00.000Z"),
    slot("farther", "2026-06-16T09:00:00.000Z"),
  ];
  expect(otherTimes({ startsAt: "2026-06-02T09:00:00.000Z", grams: 5_000 }, slots).map((one) => one.id)).toEqual(["after", "before", "far"]);
  expect(otherTimes({ startsAt: "2026-06-02T09:00:00.000Z", grams: 5_000 }, [])).toEqual([]);
});
