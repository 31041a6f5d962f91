import { describe, expect, it } from "vitest";
import { newId } from "#app/shared/ids.ts";
import { countsInLedger, deskProblem, directionsOf, fits, freeSeats, spanFields, spanOf, takesPeople, verbsFor } from "./events.rules.ts";
import { newEventInput, noteInput } from "./events.schema.ts";

const [before, during, after] = [new Date("2026-05-01T07:00:00Z"), new Date("2026-05-01T10:00:00Z"), new Date("2026-05-02T10:00:00Z")];
const day = { startsAt: new Date("2026-05-01T08:00:00Z"), endsAt: new Date("2026-05-01T14:00:00Z") };

describe("a day's times", () => {
  it.each([
    ["Europe/Berlin", "2026-03-28", "2026-03-28T08:00:00.000Z"],
    ["Europe/Berlin", "2026-03-29", "2026-03-29T07:00:00.000Z"],
    ["Australia/Lord_Howe", "2026-04-05", "2026-04-04T22:30:00.000Z"],
    ["Asia/Kathmandu", "2026-05-01", "2026-05-01T03:15:00.000Z"],
  ])("nine in the morning stays nine in %s on %s", (zone, date, startsAt) => {
    const span = spanOf({ date, from: "09:00", until: "15:00" }, zone);
    expect(span?.startsAt.toISOString()).toBe(startsAt);
    expect(span && spanFields(span, zone)).toEqual({ date, from: "09:00", until: "15:00" });
  });

  it("refuse the hour that is skipped and days that are none", () => {
    expect(spanOf({ date: "2026-03-29", from: "02:30", until: "06:00" }, "Europe/Berlin")).toBeNull();
    expect(spanOf({ date: "2026-03-29", from: "01:00", until: "02:30" }, "Europe/Berlin")).toBeNull();
    expect(spanOf({ date: "2026-02-30", from: "09:00", until: "10:00" }, "UTC")).toBeNull();
  });

  it("go past midnight", () => {
    expect(spanOf({ date: "2026-05-01", from: "20:00", until: "01:00" }, "UTC")?.endsAt.toISOString()).toBe("2026-05-02T01:00:00.000Z");
    // Twenty-five hours on the clock that is set back.
    expect(spanOf({ date: "2026-10-25", from: "00:00", until: "00:00" }, "Europe/Berlin")).toBeNull();
  });
});

describe("a day", () => {
  it("is announced until it is over, closed once it has begun, and then nothing more", () => {
    expect(verbsFor({ state: "planned", ...day }, before)).toEqual(["publish", "cancel"]);
    expect(verbsFor({ state: "planned", ...day }, after)).toEqual([]);
    expect(verbsFor({ state: "published", ...day }, before)).toEqual(["cancel"]);
    expect(verbsFor({ state: "published", ...day }, during)).toEqual(["close", "cancel"]);
    expect(verbsFor({ state: "published", ...day }, after)).toEqual(["close"]);
    for (const state of ["closed", "cancelled"] as const) expect(verbsFor({ state, ...day }, during)).toEqual([]);
  });

  it("takes people while it is announced and not over", () => {
    expect(takesPeople({ state: "published", ...day }, new Date(day.endsAt.getTime() - 1))).toBe(true);
    expect(takesPeople({ state: "published", ...day }, day.endsAt)).toBe(false);
    expect(takesPeople({ state: "planned", ...day }, before)).toBe(false);
  });

  it("opens its desk six hours ahead", () => {
    const opens = day.startsAt.getTime() - 6 * 3_600_000;
    expect(deskProblem({ state: "published", ...day }, new Date(opens - 1))).toBe("EVENTS.TOO_EARLY");
    expect(deskProblem({ state: "published", ...day }, new Date(opens))).toBeNull();
    expect(deskProblem({ state: "closed", ...day }, during)).toBe("EVENTS.WRONG_STATE");
  });

  it("counts what was taken, mended or collected, and no thing that was only brought", () => {
    for (const kind of ["flea_market", "sharing_day"] as const) expect(directionsOf(kind).map((one) => countsInLedger(kind, one))).toEqual([true, false]);
    expect([countsInLedger("repair_day", "repaired"), countsInLedger("collection_day", "brought"), countsInLedger("repair_day", "brought")]).toEqual([true, true, false]);
  });

  it("has the seats that are left", () => {
    expect(freeSeats({ guestCapacity: null, guestsTaken: 9 })).toBeNull();
    expect(freeSeats({ guestCapacity: 5, guestsTaken: 3 })).toBe(2);
    expect([fits({ guestCapacity: 5, guestsTaken: 3 }, 2), fits({ guestCapacity: 5, guestsTaken: 3 }, 3), fits({ guestCapacity: null, guestsTaken: 3 }, 20)]).toEqual([true, false, true]);
  });
});

describe("the forms", () => {
  it("want a collection's recycler, and none for other days", () => {
    const typed = { eventId: newId(), kind: "sharing_day", title: "A", placeLabel: "B", date: "2026-05-01", from: "09:00", until: "10:00", guestCapacity: "", stallCount: "" };
    expect(newEventInput.parse(typed)).toMatchObject({ guestCapacity: null, stallCount: 0 });
    expect(newEventInput.safeParse({ ...typed, kind: "collection_day" }).error?.issues[0]?.path).toEqual(["pointId"]);
    expect(newEventInput.safeParse({ ...typed, guestCapacity: "0" }).success).toBe(false);
  });

  it.each([
    [{ category: "jeans", itemCount: "2" }, { category: "jeans", material: null, itemCount: 2, grams: null }],
    [{ material: "cardboard", kg: "3,25" }, { category: null, material: "cardboard", itemCount: null, grams: 3250 }],
  ])("read a note %o", (typed, expected) => {
    expect(noteInput.parse({ noteId: newId(), direction: "taken", ...typed })).toMatchObject(expected);
  });

  it.each([
    [{ category: "jeans" }, "itemCount"],
    [{ material: "cardboard" }, "kg"],
    [{ category: "jeans", itemCount: "-1" }, "itemCount"],
    [{ material: "cardboard", kg: "0" }, "kg"],
    [{ material: "cardboard", kg: "1e9" }, "kg"],
    [{ category: "rocket", itemCount: "1" }, "category"],
    [{}, "category"],
  ])("refuse a note %o at %s", (typed, field) => {
    const read = noteInput.safeParse({ noteId: newId(), direction: "taken", ...typed });
    expect(read.error?.issues.map((issue) => issue.path[0])).toContain(field);
  });
});
