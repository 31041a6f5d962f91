import { expect, it } from "vitest";
import { layOut } from "./trace.layout.ts";
import type { Trace, TraceLot } from "./trace.schema.ts";

function lot(number: number, more: Partial<TraceLot> = {}): TraceLot {
  return { id: `lot${number}`, number, kind: "arrival", material: "cardboard", isSorted: false, madeGrams: 1000 * number, madeAt: "2026-06-01T08:00:00.000Z", pointName: "Corner", toName: null, consignmentState: null, here: 0, hereName: null, ...more };
}

const edge = (parent: number, child: number, grams = 1000) => ({ parentId: `lot${parent}`, childId: `lot${child}`, grams, actId: `act${child}` });

it("steps go to the right, by the longest way, and no two boxes stand on one place", () => {
  const trace: Trace = {
    lots: [lot(1), lot(2), lot(3, { kind: "merge" }), lot(4, { kind: "consigned" }), lot(5, { kind: "recovered", isSorted: true })],
    edges: [edge(1, 3), edge(2, 3), edge(1, 4), edge(3, 4), edge(4, 5)],
    runs: [{ actId: "run", kind: "treat", lotIds: ["lot4"], residueGrams: 200, lossGrams: 30, deliveredGrams: 0, note: "", at: "2026-06-02T08:00:00.000Z" }, { actId: "out", kind: "deliver", lotIds: ["lot5"], residueGrams: 0, lossGrams: 0, deliveredGrams: 700, note: "Mill", at: "2026-06-03T08:00:00.000Z" }],
    isCut: false,
  };
  const drawing = layOut(trace, "lot4");
  expect(Object.fromEntries(drawing.boxes.map((box) => [box.id, box.column]))).toEqual({ lot1: 0, lot2: 0, lot3: 1, lot4: 2, lot5: 3, run: 3, out: 4 });
  expect(new Set(drawing.boxes.map((box) => `${box.column} ${box.row}`)).size).toBe(drawing.boxes.length);
  expect(drawing.boxes.find((box) => box.id === "run")).toMatchObject({ kind: "left_over", grams: 230 });
  expect(drawing.boxes.filter((box) => box.isHere).map((box) => box.id)).toEqual(["lot4"]);
  expect([drawing.columns, drawing.rows]).toEqual([5, 2]);
});

it("many loads that went the same way are one box; one that is left over or asked about stays", () => {
  const loads = [1, 2, 3, 4, 5, 6, 7].map((number) => lot(number, number === 7 ? { here: 5 } : {}));
  const trace: Trace = { lots: [...loads, lot(8, { kind: "consigned" })], edges: loads.map((load) => edge(load.number, 8)), runs: [], isCut: false };
  const drawing = layOut(trace, "lot6");
  expect(drawing.boxes.map((box) => [box.id, box.count, box.grams])).toEqual([["loads:lot8", 5, 15_000], ["lot6", 1, 6_000], ["lot7", 1, 7_000], ["lot8", 1, 8_000]]);
  expect(drawing.lines).toContainEqual({ from: "loads:lot8", to: "lot8", grams: 5_000 });
});
