import { describe, expect, it } from "vitest";
import { HOME_KG, holdReasons, homeGroup, THRESHOLDS, type HandOver } from "./anti-gaming.ts";

const at = (day: number, hour = 12) => new Date(Date.UTC(2026, 4, day, hour));
const gift = (more: Partial<HandOver> = {}): HandOver => ({ giverPartyId: "a", takerPartyId: "b", takerTreats: false, itemKeys: [String(Math.random())], material: null, massGrams: 1000, at: at(20), ...more });
const load = (more: Partial<HandOver> = {}) => gift({ takerPartyId: "yard", takerTreats: true, material: "cardboard", ...more });

describe("what looks as if it were done for its own sake", () => {
  it("finds nothing in an ordinary life", () => {
    expect(holdReasons(load(), Array.from({ length: 12 }, (_, day) => load({ at: at(day + 1), massGrams: 9000 })))).toEqual([]);
    expect(holdReasons(gift(), [gift({ takerPartyId: "c" }), gift({ takerPartyId: "d" })])).toEqual([]);
  });

  it("finds the same two again and again, in either direction, until it is long ago", () => {
    const four = [gift({ at: at(1) }), gift({ at: at(2), giverPartyId: "b", takerPartyId: "a" }), gift({ at: at(3) }), gift({ at: at(4) })];
    expect(holdReasons(gift(), four.slice(1))).toEqual([]);
    expect(holdReasons(gift(), four)).toEqual(["SAME_PAIR"]);
    expect(holdReasons(gift({ at: at(31) }), four)).toEqual([]);
    // Not with somebody else, nor at a recycler's gate.
    expect(holdReasons(gift({ takerPartyId: "c" }), four)).toEqual([]);
    expect(holdReasons(load(), Array.from({ length: 9 }, (_, day) => load({ at: at(day + 1) })))).toEqual([]);
  });

  it("finds a thing that comes back to who gave it away", () => {
    const away = gift({ giverPartyId: "b", takerPartyId: "c", itemKeys: ["lot", "serial"], at: at(1) });
    expect(holdReasons(gift({ itemKeys: ["other", "serial"] }), [away])).toEqual(["CAME_BACK"]);
    expect(holdReasons(gift({ itemKeys: ["other"] }), [away])).toEqual([]);
    // On to a third is no circle.
    expect(holdReasons(gift({ takerPartyId: "d", itemKeys: ["serial"] }), [away])).toEqual([]);
  });

  it("finds more of a group than a home has in a month, by its sum", () => {
    const most = HOME_KG.paper * 1000;
    expect(holdReasons(load({ massGrams: most }), [])).toEqual([]);
    expect(holdReasons(load({ massGrams: most + 1 }), [])).toEqual(["MORE_THAN_A_HOME_HAS"]);
    expect(holdReasons(load({ massGrams: 1 }), [load({ massGrams: most, at: at(2), material: "newspaper" })])).toEqual(["MORE_THAN_A_HOME_HAS"]);
    expect(holdReasons(load({ massGrams: 1 }), [load({ massGrams: most, at: at(2), material: "glass" })])).toEqual([]);
    expect(holdReasons(load({ massGrams: 1, at: new Date(at(2).getTime() + THRESHOLDS.mass.days * 86_400_000) }), [load({ massGrams: most, at: at(2) })])).toEqual([]);
    expect([homeGroup(null), homeGroup("pet"), homeGroup("nonsense")]).toEqual(["things", "plastic", "other"]);
  });

  it("finds a burst just before an end, against what was usual", () => {
    const end = at(21, 0);
    const burst = Array.from({ length: 5 }, (_, hour) => load({ at: at(20, hour), massGrams: 10 }));
    expect(holdReasons(load({ at: at(20, 9), massGrams: 10 }), burst, [end])).toEqual(["BURST_BEFORE_END"]);
    expect(holdReasons(load({ at: at(20, 9), massGrams: 10 }), burst.slice(1), [end])).toEqual([]);
    expect(holdReasons(load({ at: at(20, 9), massGrams: 10 }), burst, [at(25)])).toEqual([]);
    expect(holdReasons(load({ at: end, massGrams: 10 }), burst, [end])).toEqual([]);
    // Thirty in the fortnight before: six in two days is a little more than usual.
    const busy = Array.from({ length: 30 }, (_, step) => load({ at: new Date(at(5).getTime() + step * 36_000_00 * 8), massGrams: 10 }));
    expect(holdReasons(load({ at: at(20, 9), massGrams: 10 }), [...busy, ...burst], [end])).toEqual([]);
  });
});
