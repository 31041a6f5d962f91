import { describe, expect, it } from "vitest";
import { chance } from "#tests/factories/chance.ts";
import { publish } from "../statistics.rules.ts";
import type { Cell, PublishedCell } from "../statistics.schema.ts";
import { publishFlows } from "./tiers.rules.ts";
import type { KeptFlow, PublishedFlow } from "./tiers.schema.ts";

type FlowPlace = Pick<KeptFlow, "region" | "month" | "material" | "source" | "target">;

function flow(place: Partial<KeptFlow>): KeptFlow {
  return { region: "all", month: "2026-01", material: "all", source: "brought", target: "collection", massGrams: 1000, measuredMassGrams: 500, parties: 9, routes: (place.source ?? "brought") === "brought" ? ["recycle"] : [], ...place };
}
function figure(place: Partial<Cell>): Cell {
  return {
    region: "all", month: "2026-01", route: "all", material: "all", parties: 9, entryCount: 1, massGrams: 1000, measuredMassGrams: 500, notCoveredGrams: 0,
    co2eGrams: 100, lowGrams: 50, highGrams: 200, gradeGrams: 100, gradePoints: 100, ...place,
  };
}
const keyOf = ({ region, month, material, source, target }: FlowPlace | PublishedFlow): string => [region, month, material, source, target].join(" ");
const placeOf = ({ region, month, material }: { region: string; month: string; material: string }): string => [region, month, material].join(" ");
const statusOf = (flows: readonly PublishedFlow[], kept: KeptFlow) => flows.find((one) => keyOf(one) === keyOf(kept))?.status;

describe("a flow between tiers", () => {
  const total = publish([figure({})]);

  it("is withheld when it is of few parties, or where the statistics withhold a figure of its material", () => {
    const [few, many] = [flow({ source: "collection", target: "sorting", parties: 4 }), flow({ source: "transfer", target: "sorting" })];
    const flows = publishFlows([few, many], total);
    expect(statusOf(flows, few)).toBe("withheld");
    expect(statusOf(flows, many)).toBe("published");
    // A route of the material is withheld: whatever moved of it may tell.
    const hidden = publish([figure({ parties: 40, massGrams: 5000 }), figure({ route: "reuse", parties: 2, massGrams: 1 }), figure({ route: "recycle", parties: 39, massGrams: 4999 })]);
    expect(statusOf(publishFlows([many], hidden), many)).toBe("withheld");
    // Where it is known by which routes it is counted, only these matter.
    const goods = publish([figure({ parties: 40, massGrams: 5000 }), figure({ route: "reuse", parties: 2, massGrams: 1 }), figure({ route: "repair", parties: 5, massGrams: 9 }), figure({ route: "recycle", parties: 39, massGrams: 4990 })]);
    const brought = (route: string) => publishFlows([flow({ routes: [route] })], goods)[0]?.status;
    expect([brought("recycle"), brought("reuse")]).toEqual(["published", "withheld"]);
  });

  it("of what was brought is withheld where the statistics have no such figure; what was sent on later is not", () => {
    const [brought, sent] = [flow({ region: "DE" }), flow({ region: "DE", source: "collection", target: "sorting" })];
    const flows = publishFlows([brought, sent], total);
    expect(statusOf(flows, brought)).toBe("withheld");
    expect(statusOf(flows, sent)).toBe("published");
  });

  it("is withheld beside few who handed over elsewhere, for their share would be the rest", () => {
    const [collected, sorted] = [flow({ massGrams: 700 }), flow({ target: "sorting", massGrams: 200 })];
    const elsewhere = (parties: number) => flow({ source: "elsewhere", target: "all", massGrams: 100, parties });
    const beside = (parties: number) => publishFlows([collected, sorted, elsewhere(parties)], total);
    expect([collected, sorted].map((one) => statusOf(beside(9), one))).toEqual(["published", "published"]);
    expect([collected, sorted].map((one) => statusOf(beside(2), one))).toEqual(["published", "withheld"]);
    // What was handed over elsewhere is in no row.
    expect(beside(9).map((one) => one.source)).not.toContain("elsewhere");
  });

  it("has its coverage, and over a year and all months the sum of the months that are shown", () => {
    const flows = publishFlows([flow({}), flow({ month: "2026-02", massGrams: 3000, measuredMassGrams: 3000 }), flow({ month: "2026-03", parties: 2 })], publish([figure({}), figure({ month: "2026-02" }), figure({ month: "2026-03" })]));
    expect(flows.map((one) => [one.month, one.status === "published" ? [one.massGrams, one.coverage] : null])).toEqual([
      ["2026", [4000, 0.875]], ["2026-01", [1000, 0.5]], ["2026-02", [3000, 1]], ["2026-03", null], ["all", [4000, 0.875]],
    ]);
  });
});

/** All sums of random loads, with the parties behind each, by brute force: the statistics' figures, and the flows. */
function randomMonths(seed: number): { statistics: PublishedCell[]; kept: KeptFlow[]; partiesOf: Map<string, Set<number>> } {
  const next = chance(seed);
  const one = <T>(list: readonly T[]): T => list[Math.floor(next() ** 1.5 * list.length)] as T;
  const figures = new Map<string, Cell>();
  const flows = new Map<string, KeptFlow>();
  const partiesOf = new Map<string, Set<number>>();
  const add = <T extends { massGrams: number; parties: number }>(all: Map<string, T>, key: string, blank: T, mass: number, parties: readonly number[]): void => {
    const known = partiesOf.get(key) ?? new Set<number>();
    for (const party of parties) known.add(party);
    partiesOf.set(key, known);
    all.set(key, { ...blank, massGrams: (all.get(key)?.massGrams ?? 0) + mass, parties: known.size });
  };
  for (let load = 0; load < 220; load++) {
    const at = { region: one(["CN", "DE"]), month: one(["2026-01", "2026-02"]), material: one(["paper", "glass", "pet", "copper"]) };
    const tier = one(["collection", "transfer", "elsewhere", "sorting"] as const);
    const mass = 1 + Math.floor(next() * 10_000);
    const [giver, taker] = [Math.floor(next() * 40), 40 + Math.floor(next() * 5)];
    const goods = tier === "elsewhere" && next() < 0.5;
    const sentOn = tier === "collection" && next() < 0.6;
    for (const region of [at.region, "all"]) {
      for (const material of [at.material, "all"]) {
        const place = { region, month: at.month, material };
        const route = goods ? "reuse" : "recycle";
        for (const one of ["all", route]) add(figures, `figure ${placeOf(place)} ${one}`, figure({ ...place, route: one }), mass, [giver, taker]);
        if (goods) continue;
        const ends = tier === "elsewhere" ? ({ source: "elsewhere", target: "all" } as const) : ({ source: "brought", target: tier } as const);
        add(flows, keyOf({ ...place, ...ends }), flow({ ...place, ...ends }), mass, [giver, taker]);
        if (sentOn) add(flows, keyOf({ ...place, source: "collection", target: "sorting" }), flow({ ...place, source: "collection", target: "sorting" }), mass, [giver, taker]);
      }
    }
  }
  // What was handed over elsewhere is kept only beside what was brought.
  const brought = new Set([...flows.values()].filter((one) => one.source === "brought").map(placeOf));
  return { statistics: publish([...figures.values()]), kept: [...flows.values()].filter((one) => one.source !== "elsewhere" || brought.has(placeOf(one))), partiesOf };
}

/** What somebody can add up: the flows along regions and materials, and what was brought and elsewhere to the statistics' figure of their route. Keys of totals and parts. */
function linesOf(kept: readonly KeptFlow[]): { total: string; parts: string[] }[] {
  const lines = new Map<string, string[]>();
  const put = (total: string, part: string) => lines.set(total, [...(lines.get(total) ?? []), part]);
  for (const one of kept) {
    if (one.region !== "all" && one.source !== "elsewhere") put(`region ${keyOf({ ...one, region: "all" })}`, keyOf(one));
    if (one.material !== "all" && one.source !== "elsewhere") put(`material ${keyOf({ ...one, material: "all" })}`, keyOf(one));
    if (one.source === "brought" || one.source === "elsewhere") put(`x figure ${placeOf(one)} recycle`, keyOf(one));
  }
  return [...lines].map(([total, parts]) => ({ total: total.slice(total.indexOf(" ") + 1), parts }));
}

describe("random months of flows", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])("no withheld flow follows from what is shown, together with the statistics (%i)", (seed) => {
    const { statistics, kept, partiesOf } = randomMonths(seed);
    const flows = publishFlows(kept, statistics).filter((one) => one.month.length > 4);
    const shown = flows.filter((one) => one.status === "published");
    expect(shown.length).toBeGreaterThan(8);
    expect(flows.length - shown.length).toBeGreaterThan(8);
    for (const one of shown) expect(partiesOf.get(keyOf(one))?.size, keyOf(one)).toBeGreaterThanOrEqual(5);

    const known = new Set([...shown.map(keyOf), ...statistics.filter((one) => one.status === "published").map((one) => `figure ${placeOf(one)} ${one.route}`)]);
    const lines = linesOf(kept);
    const learnt: string[] = [];
    for (let size = -1; size !== known.size; ) {
      size = known.size;
      for (const { total, parts } of lines) {
        const unknown = [total, ...parts].filter((key) => !known.has(key));
        const [only] = unknown;
        if (unknown.length !== 1 || only === undefined) continue;
        known.add(only);
        learnt.push(only);
      }
    }
    // What was handed over elsewhere may follow where it is of enough parties; of the flows nothing does.
    for (const key of learnt) {
      expect(key).toContain("elsewhere");
      expect(partiesOf.get(key)?.size, key).toBeGreaterThanOrEqual(5);
    }
    // And what the unknown parts of a known total come to together is of enough parties.
    for (const { total, parts } of lines) {
      const hidden = parts.filter((key) => !known.has(key));
      if (!known.has(total) || hidden.length === 0) continue;
      expect(new Set(hidden.flatMap((key) => [...(partiesOf.get(key) ?? [])])).size, total).toBeGreaterThanOrEqual(5);
    }
  });
});
