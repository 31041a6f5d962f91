import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { divide, drawFrom, gather, spreadOver, sumOf, takeAway, takeInOrder } from "./mass.rules.ts";

const heaps = fc.array(fc.integer({ min: 0, max: 2_000_000_000 }), { minLength: 1, maxLength: 40 }).map((all) => all.map((grams, index) => ({ id: `h${index}`, grams })));

describe("dividing mass", () => {
  it("gives whole grams by largest remainder, ties to the earlier", () => {
    expect(divide(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(divide(5, [7, 2, 1])).toEqual([4, 1, 0]);
    expect(divide(0, [0, 0])).toEqual([0, 0]);
    expect(() => divide(1, [0, 0])).toThrow();
    expect(() => divide(1.5, [1])).toThrow();
  });

  it("what is drawn from heaps sums to what was asked, and no heap gives more than it holds", () => {
    fc.assert(
      fc.property(heaps, fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
        const grams = Math.floor(sumOf(all) * share);
        const drawn = drawFrom(all, grams);
        expect(sumOf(drawn)).toBe(grams);
        expect(takeAway(all, drawn).every((heap) => heap.grams >= 0)).toBe(true);
      }),
    );
  });

  it("what is spread over outputs fills each to the gram and empties each heap", () => {
    fc.assert(
      fc.property(heaps, fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 8 }), (all, weights) => {
        const total = sumOf(all);
        fc.pre(weights.some((weight) => weight > 0));
        const outputs = divide(total, weights);
        const spread = spreadOver(all, outputs);
        expect(spread.map(sumOf)).toEqual(outputs);
        const back = new Map(gather(spread.flat()).map((heap) => [heap.id, heap.grams]));
        expect(all.every((heap) => (back.get(heap.id) ?? 0) === heap.grams)).toBe(true);
      }),
    );
  });

  it("takes the oldest first, and nothing when there is not enough", () => {
    const three = [{ id: "a", grams: 5 }, { id: "b", grams: 0 }, { id: "c", grams: 9 }];
    expect(takeInOrder(three, 7)).toEqual([{ id: "a", grams: 5 }, { id: "c", grams: 2 }]);
    expect(takeInOrder(three, 14)).toEqual([{ id: "a", grams: 5 }, { id: "c", grams: 9 }]);
    expect(takeInOrder(three, 15)).toBeNull();
  });
});
