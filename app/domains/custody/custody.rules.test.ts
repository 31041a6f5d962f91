import { describe, expect, it } from "vitest";
import { alarmFromGrams, consignmentStates, consignmentVerbs, goesUp, moveOf, needsReason, raisesAlarm, toleranceGrams, unexplainedPermille, verbsFor } from "./custody.rules.ts";

describe("differences", () => {
  it("half a percent or half a kilogram needs no reason; a gram more does", () => {
    expect([toleranceGrams(20_000), toleranceGrams(1_000_000)]).toEqual([500, 5_000]);
    for (const sent of [20_000, 1_000_000]) {
      const tolerance = toleranceGrams(sent);
      for (const sign of [1, -1]) {
        expect(needsReason(sent, sent + sign * tolerance)).toBe(false);
        expect(needsReason(sent, sent + sign * (tolerance + 1))).toBe(true);
      }
    }
  });

  it("the alarm is raised above two percent of what was in hand, not at it, and not for a few kilograms", () => {
    expect(raisesAlarm(20_000, 1_000_000)).toBe(false);
    expect(raisesAlarm(20_001, 1_000_000)).toBe(true);
    expect(raisesAlarm(50_000, alarmFromGrams - 1)).toBe(false);
    expect([unexplainedPermille(20_001, 1_000_000), unexplainedPermille(5, 0)]).toEqual([21, 0]);
  });
});

describe("consignments", () => {
  it("go up the tiers or stay on one", () => {
    expect([goesUp("collection", "sorting"), goesUp("transfer", "transfer"), goesUp("sorting", "collection")]).toEqual([true, true, false]);
  });

  it("each state offers each side exactly the moves that begin there", () => {
    for (const state of consignmentStates) {
      expect(verbsFor(state, ["sender", "receiver"])).toEqual(consignmentVerbs.filter((verb) => moveOf(verb).from === state));
      expect(verbsFor(state, [])).toEqual([]);
    }
    expect(verbsFor("sent", ["sender"])).toEqual([]);
    expect(verbsFor("sent", ["receiver"])).toEqual(["receive", "refuse"]);
    expect(verbsFor("refused", ["sender"])).toEqual(["take_back"]);
  });
});
