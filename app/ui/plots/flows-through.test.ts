import { describe, expect, it } from "vitest";
import { placeFlows, type Stage } from "./flows-through.tsx";

const stages: Stage[] = [
  { key: "gate", name: "Gate", column: 0 },
  { key: "first", name: "First", column: 1 },
  { key: "second", name: "Second", column: 2 },
  { key: "sold", name: "Sold", column: 3 },
  { key: "lost", name: "Lost", column: 3 },
];

describe("flows through stages", () => {
  const { stages: placed, flows, height } = placeFlows(stages, [
    { from: "gate", to: "first", massGrams: 600 },
    { from: "gate", to: "second", massGrams: 400 },
    { from: "first", to: "second", massGrams: 500 },
    { from: "second", to: "sold", massGrams: 800 },
    { from: "first", to: "lost", massGrams: 100 },
    // Neither of these moves to the right.
    { from: "second", to: "second", massGrams: 50 },
    { from: "second", to: "first", massGrams: 50 },
  ]);
  const stage = (key: string) => placed.find((one) => one.key === key);

  it("are as wide as their mass, and each stage as high as what passes it", () => {
    const perGram = (stage("gate")?.height ?? 0) / 1000;
    expect(perGram).toBeGreaterThan(0);
    for (const { thick, massGrams } of flows) expect(thick).toBeCloseTo(massGrams * perGram, 0);
    expect(placed.map(({ key, massGrams }) => [key, massGrams])).toEqual([["gate", 1000], ["first", 600], ["second", 900], ["sold", 800], ["lost", 100]]);
    expect(flows.map(({ from, to }) => `${from} ${to}`).sort()).toEqual(["first lost", "first second", "gate first", "gate second", "second sold"]);
  });

  it("begin and end within their stages, beside each other and not over each other", () => {
    for (const { key, x, y, height: high } of placed) {
      const ends = flows.flatMap(({ from, to, path, thick }) => {
        const [x1 = 0, y1 = 0, , , , , x2 = 0, y2 = 0] = (path.match(/[\d.]+/g) ?? []).map(Number);
        return [...(from === key ? [{ side: "out", x: x1 - 8, at: y1, thick }] : []), ...(to === key ? [{ side: "in", x: x2, at: y2, thick }] : [])];
      });
      expect(ends.length).toBeGreaterThan(0);
      for (const end of ends) expect(end.x).toBeCloseTo(x, 0);
      for (const side of ["in", "out"]) {
        const here = ends.filter((end) => end.side === side).sort((a, b) => a.at - b.at);
        let from = y;
        for (const end of here) {
          expect(end.at - end.thick / 2).toBeGreaterThanOrEqual(from - 0.2);
          from = end.at + end.thick / 2;
        }
        expect(from).toBeLessThanOrEqual(y + high + 0.2);
      }
      expect(y + high).toBeLessThanOrEqual(height);
    }
  });

  it("are nothing where nothing flows", () => {
    expect(placeFlows(stages, [])).toMatchObject({ stages: [], flows: [] });
  });
});
