import { describe, expect, it } from "vitest";
import { happenedAt, liveWindow, mayDo, type StopFacts } from "./driver.rules.ts";
import { demandOf, forecast, serviceMinutesOf, toldWindow } from "./plan.rules.ts";
import { estimatedDistances } from "./distances.ts";

const at = (time: string) => new Date(`2026-06-01T${time}Z`);
const clock = (date: Date | undefined) => date?.toISOString().slice(11, 16);

describe("when something happened", () => {
  const notBefore = at("06:00:00");
  it("is the phone's time, less what its clock is wrong by", () => {
    // The phone is two hours fast, and sends twenty minutes later.
    expect(happenedAt({ deviceAt: at("10:00:00"), sentAt: at("10:20:00"), now: at("08:20:00"), notBefore })).toEqual(at("08:00:00"));
  });
  it("is never later than now, and never before the round was published", () => {
    expect(happenedAt({ deviceAt: at("11:00:00"), sentAt: at("10:00:00"), now: at("10:00:00"), notBefore })).toEqual(at("10:00:00"));
    expect(happenedAt({ deviceAt: at("01:00:00"), sentAt: at("10:00:00"), now: at("10:00:00"), notBefore })).toEqual(notBefore);
  });
});

describe("what a driver may do", () => {
  const stop: StopFacts = { state: "planned", toldFrom: at("08:00:00"), arrivedAt: null, bookingState: "confirmed" };
  const now = at("09:00:00");

  it.each([
    ["nothing on a draft", "arrive", "planned", stop, "ROUNDS.WRONG_STATE"],
    ["nothing after the end", "collect", "done", stop, "ROUNDS.ROUND_CLOSED"],
    ["nothing on a cancelled round", "start", "cancelled", null, "ROUNDS.ROUND_CLOSED"],
    ["not come back before leaving", "back", "published", null, "ROUNDS.WRONG_STATE"],
    ["not collect twice", "collect", "under_way", { ...stop, state: "collected" }, "ROUNDS.STOP_WRONG_STATE"],
    ["not collect what was cancelled", "collect", "under_way", { ...stop, bookingState: "cancelled_in_time" }, "ROUNDS.BOOKING_GONE"],
    ["not say that nobody is there without having arrived", "nobody", "under_way", stop, "ROUNDS.TOO_EARLY"],
    ["not act at no stop", "collect", "under_way", null, "ROUNDS.NOT_FOUND"],
  ] as const)("%s", (_name, kind, round, facts, error) => {
    expect(mayDo(kind, round, facts, now)).toMatchObject({ ok: false, error });
  });

  it("waits five minutes at the door, and until the window that was told begins", () => {
    const arrived = { ...stop, state: "arrived" as const, arrivedAt: at("08:30:00") };
    expect(mayDo("nobody", "under_way", arrived, at("08:34:59"))).toMatchObject({ error: "ROUNDS.TOO_EARLY" });
    expect(mayDo("nobody", "under_way", arrived, at("08:35:00"))).toMatchObject({ ok: true });
    expect(mayDo("nobody", "under_way", { ...arrived, toldFrom: at("08:40:00") }, at("08:39:59"))).toMatchObject({ error: "ROUNDS.TOO_EARLY" });
    expect(mayDo("nobody", "under_way", { ...arrived, toldFrom: at("08:40:00") }, at("08:40:00"))).toMatchObject({ ok: true });
  });

  it("starts and arrives as often as it likes, and leaves out whoever is left", () => {
    expect(mayDo("start", "under_way", null, now)).toEqual({ ok: true, value: { repeated: true } });
    expect(mayDo("arrive", "under_way", { ...stop, state: "arrived" }, now)).toEqual({ ok: true, value: { repeated: true } });
    expect(mayDo("skip", "under_way", { ...stop, bookingState: "cancelled_late" }, now)).toEqual({ ok: true, value: { repeated: false } });
  });
});

describe("windows", () => {
  const slot = { startsAt: at("07:00:00"), endsAt: at("10:00:00") };
  it.each([
    ["08:30:00", "08:00", "09:00"],
    ["07:10:00", "07:00", "07:40"],
    ["09:50:00", "09:20", "10:00"],
    ["10:45:00", "10:00", "10:00"],
  ])("told for %s are %s to %s, never outside the slot", (expected, from, until) => {
    const window = toldWindow(at(expected), slot);
    expect([clock(window.from), clock(window.until)]).toEqual([from, until]);
  });

  it("on the way are twenty minutes around what is expected, and never in the past", () => {
    expect(liveWindow(at("09:00:00"), at("08:00:00"))).toEqual({ from: at("08:40:00"), until: at("09:20:00") });
    expect(liveWindow(at("09:00:00"), at("08:55:00"))).toEqual({ from: at("08:55:00"), until: at("09:20:00") });
    expect(liveWindow(at("09:00:00"), at("09:40:00"))).toEqual({ from: at("09:40:00"), until: at("09:40:00") });
  });
});

describe("what a visit takes", () => {
  it("counts a bag for each weight nobody said, and stairs without a lift", () => {
    expect(demandOf({ declaredGrams: 12_000, unknownLines: 2 })).toBe(22_000);
    expect(serviceMinutesOf({ serviceMinutes: 10, floor: 5, hasLift: false })).toBe(15);
    expect(serviceMinutesOf({ serviceMinutes: 10, floor: 40, hasLift: false })).toBe(18);
    expect(serviceMinutesOf({ serviceMinutes: 10, floor: 5, hasLift: null })).toBe(10);
  });
});

describe("the forecast", () => {
  const stop = (id: string, north: number, arrivedAt: Date | null = null) => ({ id, latitude: 52.5 + north * 0.005, longitude: 13.4, startsAt: at("07:00:00"), serviceMinutes: 10, arrivedAt });
  // 0.005 degrees are 557 m, 724 m on the road, 1.7 minutes at 25 km/h.
  it("drives on from where the vehicle is, with the time at each door, and waits for a slot to begin", async () => {
    const expected = await forecast({ from: { latitude: 52.5, longitude: 13.4 }, leavesAt: at("06:30:00"), now: at("06:20:00"), stops: [stop("a", 1), stop("b", 2)], speedKmPerHour: 25 }, estimatedDistances());
    expect(clock(expected.get("a"))).toBe("07:00");
    expect(clock(expected.get("b"))).toBe("07:12");
  });
  it("keeps the arrival of the stop it stands at, and is late for the rest when it stands long", async () => {
    const late = await forecast({ from: stop("a", 1), leavesAt: at("06:30:00"), now: at("08:00:00"), stops: [stop("a", 1, at("07:30:00")), stop("b", 2)], speedKmPerHour: 25 }, estimatedDistances());
    expect(late.get("a")).toEqual(at("07:30:00"));
    expect(clock(late.get("b"))).toBe("08:02");
  });
});
