import { describe, expect, it } from "vitest";
import { chance } from "#tests/factories/chance.ts";
import { lastClosedMonth } from "#app/shared/months.ts";
import { placeKey, publish, withheldCells } from "./statistics.rules.ts";
import type { Cell, PublishedCell } from "./statistics.schema.ts";
import { DIMENSIONS } from "./statistics.schema.ts";

function cell(place: Partial<Cell>): Cell {
  return {
    region: "all", month: "2026-01", route: "all", material: "all", parties: 9, entryCount: 1, massGrams: 1000, measuredMassGrams: 500, notCoveredGrams: 0,
    co2eGrams: 100, lowGrams: 50, highGrams: 200, gradeGrams: 100, gradePoints: 100, ...place,
  };
}

const names = (cells: Iterable<Cell>) => [...cells].map(placeKey).sort();

/** All sums of random hand-overs, with the parties behind each, by brute force. */
function randomCube(seed: number): { cells: Cell[]; partiesOf: Map<string, Set<number>> } {
  const next = chance(seed);
  const one = <T>(list: readonly T[]): T => list[Math.floor(next() ** 1.5 * list.length)] as T;
  const cells = new Map<string, Cell>();
  const partiesOf = new Map<string, Set<number>>();
  for (let entry = 0; entry < 250; entry++) {
    const at = { region: one(["CN", "DE", "FR"]), month: one(["2026-01", "2026-02", "2026-03"]), route: one(["recycle", "reuse"]), material: one(["paper", "glass", "pet", "copper", "lamp"]) };
    const mass = 1 + Math.floor(next() * 10_000);
    const [giver, taker] = [Math.floor(next() * 40), 40 + Math.floor(next() * 5)];
    for (let mask = 0; mask < 16; mask++) {
      const place = Object.fromEntries(DIMENSIONS.map((name, bit) => [name, mask & (1 << bit) ? "all" : at[name]])) as typeof at;
      const key = placeKey(place);
      const known = cells.get(key) ?? cell({ ...place, parties: 0, entryCount: 0, massGrams: 0 });
      const parties = partiesOf.get(key) ?? new Set<number>();
      partiesOf.set(key, parties.add(giver).add(taker));
      cells.set(key, { ...known, massGrams: known.massGrams + mass, entryCount: known.entryCount + 1, parties: parties.size });
    }
  }
  // As kept: months only; the product adds the cells over all months.
  return { cells: [...cells.values()].filter((each) => each.month !== "all"), partiesOf };
}

describe("what is withheld", () => {
  it("a cell of few parties, the next smallest beside it, and nothing else of that line", () => {
    const cells = [
      cell({ massGrams: 1600 }),
      cell({ material: "glass", massGrams: 100, parties: 2 }),
      cell({ material: "paper", massGrams: 900 }),
      cell({ material: "pet", massGrams: 200 }),
      cell({ material: "steel", massGrams: 400 }),
    ];
    expect(names(withheldCells(cells))).toEqual(["all 2026-01 all glass", "all 2026-01 all pet"]);
  });

  it("the total too where its only part is withheld", () => {
    expect(names(withheldCells([cell({ parties: 5 }), cell({ material: "glass", parties: 4 })]))).toEqual(["all 2026-01 all all", "all 2026-01 all glass"]);
  });

  it("two cells of few parties do not hide behind each other alone", () => {
    const cells = [cell({ massGrams: 1200 }), cell({ material: "a", massGrams: 100, parties: 2 }), cell({ material: "b", massGrams: 100, parties: 2 }), cell({ material: "c", massGrams: 1000 })];
    expect(names(withheldCells(cells))).toContain("all 2026-01 all c");
  });

  it("nothing where all are of enough parties", () => {
    expect(withheldCells([cell({ parties: 5 }), cell({ material: "glass", parties: 5 })]).size).toBe(0);
  });

  it.each([1, 2, 3, 4, 5, 6])("of random histories no withheld cell follows from what is shown, step by step (%i)", (seed) => {
    const { cells, partiesOf } = randomCube(seed);
    const withheld = withheldCells(cells);
    const shown = cells.filter((each) => !withheld.has(each));
    // Enough is shown for the test to mean something, and something is withheld.
    expect(shown.length).toBeGreaterThan(10);
    expect(withheld.size).toBeGreaterThan(10);
    for (const each of shown) expect(partiesOf.get(placeKey(each))?.size, placeKey(each)).toBeGreaterThanOrEqual(5);

    // Somebody who works out whatever a line with one unknown gives, again and again, learns nothing.
    const known = new Map(shown.map((each) => [placeKey(each), each.massGrams]));
    const before = known.size;
    for (let size = -1; size !== known.size; ) {
      size = known.size;
      for (const each of cells) {
        for (const dimension of DIMENSIONS.filter((name) => name !== "month" && each[name] === "all")) {
          const parts = cells.filter((part) => part[dimension] !== "all" && placeKey({ ...part, [dimension]: "all" }) === placeKey(each)).map(placeKey);
          const line = [placeKey(each), ...parts];
          const unknown = line.filter((key) => !known.has(key));
          if (parts.length > 0 && unknown.length === 1) known.set(unknown[0] ?? "", 0);
        }
      }
    }
    expect(known.size).toBe(before);

    // And what the withheld parts of a line come to together is of enough parties.
    for (const total of shown) {
      for (const dimension of DIMENSIONS.filter((name) => name !== "month" && total[name] === "all")) {
        const hidden = [...withheld].filter((part) => part[dimension] !== "all" && placeKey({ ...part, [dimension]: "all" }) === placeKey(total));
        if (hidden.length === 0) continue;
        const together = new Set(hidden.flatMap((part) => [...(partiesOf.get(placeKey(part)) ?? [])]));
        expect(together.size, placeKey(total)).toBeGreaterThanOrEqual(5);
      }
    }
  });
});

describe("what is published", () => {
  it("grade and coverage beside the figures, in a fixed order; withheld cells carry no figure", () => {
    const published = publish([cell({ material: "glass", parties: 4, massGrams: 7 }), cell({ material: "paper" }), cell({ material: "pet" }), cell({ massGrams: 2007 })]);
    expect(published.map(placeKey)).toEqual([...published.map(placeKey)].sort());
    expect(published.find((each) => each.material === "glass" && each.month === "2026-01")).toEqual({ region: "all", month: "2026-01", route: "all", material: "glass", status: "withheld" });
    expect(published.find((each) => each.material === "pet" && each.month === "2026-01")).toMatchObject({ status: "published", grade: "B", coverage: 0.5 });
  });

  it.each([1, 2, 3])("a month as it was, whatever comes after it, and over a year and all months the sum of what is shown (%i)", (seed) => {
    const { cells: kept } = randomCube(seed);
    const until = (month: string) => publish(kept.filter((each) => each.month <= month));
    const [first, last] = [until("2026-02"), until("2026-03")];
    const isMonth = (each: PublishedCell) => /-/.test(each.month);
    expect(last.filter((each) => isMonth(each) && each.month <= "2026-02")).toEqual(first.filter(isMonth));
    for (const sum of last.filter((each) => !isMonth(each))) {
      const months = last.filter((each) => isMonth(each) && placeKey({ ...each, month: sum.month }) === placeKey(sum) && each.status === "published");
      expect(sum.status).toBe(months.length > 0 ? "published" : "withheld");
      const mass = (each: (typeof last)[number]) => (each.status === "published" ? each.massGrams : 0);
      expect(mass(sum)).toBe(months.reduce((all, each) => all + mass(each), 0));
    }
  });

  it("of two years each its own months", () => {
    const published = publish([cell({ month: "2025-12", massGrams: 10 }), cell({ month: "2026-01", massGrams: 200 }), cell({ month: "2026-02", massGrams: 1, parties: 2 })]);
    expect(published.map((each) => [each.month, each.status === "published" ? each.massGrams : null])).toEqual([["2025", 10], ["2025-12", 10], ["2026", 200], ["2026-01", 200], ["2026-02", null], ["all", 210]]);
  });

  it("months once they are closed", () => {
    expect(lastClosedMonth(new Date("2026-03-10T23:59:59Z"))).toBe("2026-01");
    expect(lastClosedMonth(new Date("2026-03-11T00:00:00Z"))).toBe("2026-02");
    expect(lastClosedMonth(new Date("2026-01-20T00:00:00Z"))).toBe("2025-12");
  });
});
