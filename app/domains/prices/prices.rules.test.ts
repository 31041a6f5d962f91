import { describe, expect, it } from "vitest";
import { amountMinor, estimate, gradeOf, minorPerKgFrom, mostMoved, priceFor, rounded, type Price } from "./prices.rules.ts";
import { quoteForm } from "./prices.schema.ts";

const board: Price[] = [
  { material: "cardboard", grade: "A", minorPerKg: 120 },
  { material: "cardboard", grade: "B", minorPerKg: 90 },
  { material: "cardboard", grade: "C", minorPerKg: -10 },
  { material: "wood", grade: "C", minorPerKg: -50 },
  { material: "copper", grade: "A", minorPerKg: 4_500 },
];

describe("amounts", () => {
  it("are rounded to the nearest, half away from zero, in both directions", () => {
    expect([[1_000, 120], [12_345, 120], [4, 125], [4, -125], [3, 125], [0, 120], [500, -1]].map(([grams = 0, minor = 0]) => amountMinor(grams, minor))).toEqual([120, 1_481, 1, -1, 0, 0, -1]);
  });
});

describe("grades", () => {
  it("follow the contamination, at their bounds too", () => {
    expect([0, 50, 51, 150, 151, 1000].map(gradeOf)).toEqual(["A", "A", "B", "B", "C", "C"]);
  });

  it("take the next worse price where their own is missing, never a better one", () => {
    expect(priceFor(board, "cardboard", "B")?.minorPerKg).toBe(90);
    expect(priceFor(board, "wood", "A")?.minorPerKg).toBe(-50);
    expect(priceFor(board, "copper", "B")).toBeNull();
    expect(priceFor(board, "glass", "A")).toBeNull();
  });
});

describe("estimates", () => {
  it("span a fifth of the amount and the grades A and B", () => {
    expect(estimate(board, [{ material: "cardboard", declaredGrams: 10_000 }])).toEqual({ lowMinor: 720, highMinor: 1_440, unpriced: [] });
  });

  it("of what costs something are below zero, the larger load at the lower end", () => {
    expect(estimate(board, [{ material: "wood", declaredGrams: 10_000 }])).toEqual({ lowMinor: -600, highMinor: -400, unpriced: [] });
  });

  it("name what has no price or no amount, and say nothing when there is nothing to say", () => {
    expect(estimate(board, [{ material: "cardboard", declaredGrams: null }, { material: "glass", declaredGrams: 5 }])).toBeNull();
    expect(estimate(board, [{ material: "copper", declaredGrams: 1_000 }, { material: "glass", declaredGrams: 5 }])).toEqual({ lowMinor: 3_600, highMinor: 5_400, unpriced: ["glass"] });
  });

  it("are rounded outwards", () => {
    expect(rounded({ lowMinor: 1_234, highMinor: 1_491 })).toEqual({ lowMinor: 1_200, highMinor: 1_500 });
    expect(rounded({ lowMinor: 12, highMinor: 41 })).toEqual({ lowMinor: 10, highMinor: 50 });
    expect(rounded({ lowMinor: -620, highMinor: -401 })).toEqual({ lowMinor: -700, highMinor: -400 });
  });
});

it("the history shown first is of what was written most often", () => {
  expect(mostMoved([{ material: "pet" }, { material: "wood" }, { material: "wood" }])).toBe("wood");
  expect(mostMoved([])).toBeNull();
});

describe("typed prices", () => {
  it("are read with point or comma, below zero too, within bounds", () => {
    expect(["1.2", "0,85", "-0.5", "−3", "0", "-0", "10000"].map(minorPerKgFrom)).toEqual([120, 85, -50, -300, 0, 0, 1_000_000]);
    expect(["", "x", "1.234", "10000.01", "--1", "1e3"].map(minorPerKgFrom)).toEqual(Array(6).fill(null));
  });

  it("of a form are those that were filled in; none at all is refused", () => {
    const form = { quoteId: "6d7c3d0e-7c4f-4a7b-9a53-0a1f6f0b7f11", version: 2, material: "cardboard", validFrom: "2026-06-01" };
    expect(quoteForm.parse({ ...form, A: "1.2", B: " ", C: "-0.1" })).toEqual({ ...form, prices: [{ grade: "A", minorPerKg: 120 }, { grade: "C", minorPerKg: -10 }] });
    expect(quoteForm.safeParse(form).error?.issues[0]?.path).toEqual(["A"]);
    expect(quoteForm.safeParse({ ...form, B: "much" }).error?.issues.map((issue) => issue.path[0])).toContain("B");
  });
});
