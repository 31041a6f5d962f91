import { describe, expect, it } from "vitest";
import { moved, NETWORK_VERBS, type NetworkSide, type NetworkState } from "./networks.rules.ts";

const states: NetworkState[] = ["invited", "asked", "active", "ended"];
const sides: NetworkSide[] = ["community", "network"];

describe("how communities come into networks", () => {
  it("needs both sides", () => {
    const ways = states.flatMap((from) => NETWORK_VERBS.flatMap((verb) => sides.map((side) => [from, verb, side, moved(from, verb, side)] as const)));
    // Into it only by the side that did not begin.
    expect(ways.filter(([, , , to]) => to === "active").map(([from, verb, side]) => `${from} ${verb} ${side}`).toSorted()).toEqual(["asked accept network", "asked invite network", "invited accept community", "invited ask community"]);
    expect(moved("ended", "ask", "community")).toBe("asked");
    expect(moved("ended", "invite", "network")).toBe("invited");
  });

  it("is ended by either side, and lets nobody speak for the other", () => {
    for (const side of sides) {
      expect(moved("active", "leave", side)).toBe("ended");
      expect(moved("invited", "decline", side)).toBe("ended");
      expect(moved("ended", "accept", side)).toBeNull();
    }
    expect(moved("ended", "invite", "community")).toBeNull();
    expect(moved("ended", "ask", "network")).toBeNull();
    expect(moved("asked", "accept", "community")).toBeNull();
    expect(moved("active", "ask", "community")).toBeNull();
  });
});
