import { describe, expect, it } from "vitest";
import { rankRows, type SumRow } from "./ranking.rules.ts";

const row = (id: string, co2eGrams: number, more: Partial<SumRow> = {}): SumRow => ({
  id, members: 3, co2eGrams, lowGrams: co2eGrams - 10, highGrams: co2eGrams + 10, massGrams: 100, measuredMassGrams: 50, entryCount: 3, gradeGrams: 1, gradePoints: 1, heldCount: 0, leftOutCount: 0, ...more,
});
const said = (rows: ReturnType<typeof rankRows>) => rows.map((one) => `${one.rank} ${one.id} ${one.rankGrams}`);

describe("ranks", () => {
  it("follow the figure, share a rank, keep one order, and leave out who has nothing counted", () => {
    const rows = [row("d", 5), row("b", 50), row("a", 50), row("c", 70), row("none", 0, { entryCount: 0 }), row("uncovered", 0, { lowGrams: 0, highGrams: 0 }), row("minus", -20)];
    const expected = ["1 c 70", "2 a 50", "2 b 50", "4 d 5", "5 minus -20"];
    expect(said(rankRows({ scope: "communities", metric: "total" }, rows))).toEqual(expected);
    expect(said(rankRows({ scope: "communities", metric: "total" }, rows.reverse()))).toEqual(expected);
  });

  it("per head compare within the class of a size, and begin at three members", () => {
    const rows = [row("two", 900, { members: 2 }), row("few", 600, { members: 3, entryCount: 1 }), row("few2", 30, { members: 3, entryCount: 1 }), row("many", 4000, { members: 20, entryCount: 9 })];
    const board = rankRows({ scope: "communities", metric: "per_head" }, rows);
    // few, few2: N = 6, G = 630, E = 2, m = 105, phi = 630^2 / 12 = 33075, spread 95^2 = 9025 < 33075 * 2 / 6: only chance, both at the mean.
    expect(said(board)).toEqual(["1 many 200", "2 few 105", "2 few2 105"]);
    expect(board.map((one) => [one.co2eGrams, one.shrinkage])).toEqual([
      [200, { class: "10-49", meanGrams: 200, weightPermille: 0 }],
      [200, { class: "3-9", meanGrams: 105, weightPermille: 0 }],
      [10, { class: "3-9", meanGrams: 105, weightPermille: 0 }],
    ]);
    expect(rankRows({ scope: "households", metric: "per_head" }, [row("home", 100, { members: 1 })])[0]?.shrinkage?.class).toBe("all");
  });

  it("of the improvement take the period before away, with the minimum in both and the widest range", () => {
    const before = [row("a", 40), row("b", 10, { entryCount: 2 }), row("gone", 5)];
    const board = rankRows({ scope: "communities", metric: "improvement" }, [row("a", 100), row("b", 100), row("new", 100)], before);
    expect(board).toMatchObject([{ rank: 1, id: "a", co2eGrams: 60, lowGrams: 40, highGrams: 80, rankGrams: 60 }]);
    expect(board).toHaveLength(1);
  });
});
