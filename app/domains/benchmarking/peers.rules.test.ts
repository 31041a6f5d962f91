import { expect, it } from "vitest";
import { MOST_PEERS, proposePeers, reasonsFor, type Likeness } from "./peers.rules.ts";

const like = (communityId: string, more: Partial<Likeness> = {}): Likeness => ({ communityId, kind: null, residents: null, climate: null, density: null, members: 10, ...more });

it("two are alike in what both state, and in size within a factor of two", () => {
  const own = like("own", { kind: "estate", climate: "C", density: "high", residents: 400 });
  expect(reasonsFor(own, like("a", { kind: "estate", climate: "C", density: "high", residents: 800 }))).toEqual(["same_kind", "size_within_two", "same_climate", "same_density"]);
  expect(reasonsFor(own, like("b", { kind: "village", climate: "C", residents: 801, members: 10 }))).toEqual(["same_climate"]);
  // Without residents on both sides members are compared.
  expect(reasonsFor(own, like("c", { members: 20 }))).toEqual(["size_within_two"]);
  expect(reasonsFor(like("own"), like("d", { members: 21 }))).toEqual([]);
});

it("the rule wants two reasons, and takes one where two give fewer than four", () => {
  const own = like("own", { kind: "estate", climate: "C" });
  const twice = ["a", "b", "c", "d"].map((id) => like(id, { kind: "estate" }));
  const once = like("e", { climate: "C", members: 100 });
  expect(proposePeers(own, [...twice, once]).map((one) => one.communityId)).toEqual(["a", "b", "c", "d"]);
  expect(proposePeers(own, [...twice.slice(1), once]).map((one) => one.communityId)).toEqual(["b", "c", "d", "e"]);
  expect(proposePeers(own, [like("f", { members: 100 })])).toEqual([]);
});

it("few members, and the community itself, are never proposed; sixteen are enough, the most alike first", () => {
  const own = like("own", { kind: "estate" });
  expect(proposePeers(own, [own, like("a", { members: 2 })])).toEqual([]);
  const many = Array.from({ length: 30 }, (_, index) => like(`p${String(index).padStart(2, "0")}`, { kind: index === 29 ? "estate" : null, members: 10 + index % 5 }));
  const proposed = proposePeers(own, many);
  expect(proposed).toHaveLength(MOST_PEERS);
  expect(proposed[0]).toEqual({ communityId: "p29", reasons: ["same_kind", "size_within_two"] });
  expect(proposed[1]?.communityId).toBe("p00");
});
