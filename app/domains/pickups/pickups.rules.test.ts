import { describe, expect, it } from "vitest";
import { allowedVerbs, bookingStates, bookingVerbs, decide, transitions, type BookingFacts, type BookingState, type Side } from "./pickups.rules.ts";

const startsAt = new Date("2026-06-01T09:00:00Z");
const endsAt = new Date("2026-06-01T09:30:00Z");
const early = new Date("2026-06-01T06:00:00Z");

function facts(state: BookingState, more: Partial<BookingFacts> = {}): BookingFacts {
  return { state, holdExpiresAt: state === "held" ? new Date("2026-06-01T06:10:00Z") : null, startsAt, endsAt, changeCutoffMinutes: 60, cancelCutoffMinutes: 60, ...more };
}

/** A moment at which the clock stands in no verb's way. */
const goodMoment: Record<string, Date> = {
  expire_hold: new Date("2026-06-01T06:10:00Z"),
  mark_no_show: new Date("2026-06-01T10:00:00Z"),
  report_missed: endsAt,
};

describe("the transition table", () => {
  for (const verb of bookingVerbs) {
    const rule = transitions[verb];
    const now = goodMoment[verb] ?? early;
    for (const side of ["resident", "staff", "timer"] satisfies Side[]) {
      for (const state of bookingStates) {
        const allowed = rule.by.includes(side) && rule.from.includes(state);
        const reached = rule.by.includes(side) && !allowed && (state === rule.to || (verb === "cancel" && state === "cancelled_late"));
        it(`${verb} by ${side} from ${state}: ${allowed ? "moves" : reached ? "is a repeat" : "is refused"}`, () => {
          const decision = decide(verb, side, facts(state), now);
          if (allowed) expect(decision).toEqual({ ok: true, value: { to: rule.to, releases: rule.releases, repeated: false } });
          else if (reached) expect(decision).toMatchObject({ ok: true, value: { repeated: true, releases: false, to: state } });
          else if (!rule.by.includes(side)) expect(decision).toMatchObject({ ok: false, error: "PICKUPS.NOT_ALLOWED" });
          else expect(decision).toMatchObject({ ok: false, error: verb === "confirm" && state === "hold_expired" ? "PICKUPS.HOLD_EXPIRED" : "PICKUPS.WRONG_STATE", details: { state } });
        });
      }
    }
  }
});

describe("cut-offs: exactly at them is too late", () => {
  const cutoff = startsAt.getTime() - 60 * 60_000;
  it.each([
    [-1000, "cancelled_in_time"],
    [0, "cancelled_late"],
    [1000, "cancelled_late"],
  ])("cancelling %i ms from the cut-off gives %s", (shift, to) => {
    expect(decide("cancel", "resident", facts("confirmed"), new Date(cutoff + shift))).toMatchObject({ value: { to } });
  });
  it.each([
    [-1000, true],
    [0, false],
    [1000, false],
  ])("moving %i ms from the cut-off is allowed: %s", (shift, allowed) => {
    expect(decide("reschedule", "resident", facts("confirmed"), new Date(cutoff + shift)).ok).toBe(allowed);
  });
  it.each([
    [-1000, true],
    [0, false],
    [1000, false],
  ])("confirming %i ms from the hold's end is allowed: %s", (shift, allowed) => {
    const hold = facts("held");
    expect(decide("confirm", "resident", hold, new Date((hold.holdExpiresAt?.getTime() ?? 0) + shift)).ok).toBe(allowed);
  });
  it.each([
    [-1000, false],
    [0, true],
    [1000, true],
  ])("not turning up can be marked %i ms from the end of the grace: %s", (shift, allowed) => {
    expect(decide("mark_no_show", "staff", facts("confirmed"), new Date(endsAt.getTime() + 30 * 60_000 + shift)).ok).toBe(allowed);
  });
  it("nobody having been there can be reported from the end for seven days", () => {
    const week = 7 * 86_400_000;
    const at = (shift: number) => decide("report_missed", "resident", facts("confirmed"), new Date(endsAt.getTime() + shift)).ok;
    expect([at(-1000), at(0), at(week), at(week + 1000)]).toEqual([false, true, true, false]);
  });
  it("the recycler's own cancelling is never late, and a hold is given back freely", () => {
    const late = new Date(startsAt.getTime() - 1000);
    expect(decide("cancel", "staff", facts("confirmed"), late)).toMatchObject({ value: { to: "cancelled_in_time" } });
    expect(decide("cancel", "resident", facts("held", { holdExpiresAt: endsAt }), late)).toMatchObject({ value: { to: "cancelled_in_time" } });
  });
  it("after the slot's end a resident cannot cancel any more", () => {
    expect(decide("cancel", "resident", facts("confirmed"), endsAt)).toMatchObject({ error: "PICKUPS.TOO_LATE" });
  });
  it("nobody is checked in more than a day early", () => {
    const day = 86_400_000;
    const at = (shift: number) => decide("check_in", "staff", facts("confirmed"), new Date(startsAt.getTime() - day + shift)).ok;
    expect([at(-1000), at(0)]).toEqual([false, true]);
  });
});

it("buttons follow the rules", () => {
  expect(allowedVerbs("resident", facts("confirmed"), early)).toEqual(["reschedule", "cancel"]);
  expect(allowedVerbs("resident", facts("confirmed"), new Date(endsAt.getTime() + 1))).toEqual(["report_missed"]);
  expect(allowedVerbs("staff", facts("weighed"), early)).toEqual(["weigh", "complete", "reject"]);
  expect(allowedVerbs("staff", facts("done"), early)).toEqual([]);
});
