import { expect, it } from "vitest";
import { classOf, massBreaks } from "./mass-classes.ts";

it("begin at round numbers between the smallest and the largest", () => {
  expect(massBreaks([12_000, 90_000])).toEqual([20_000, 50_000]);
  expect(massBreaks([3000, 40_000, 2_500_000])).toEqual([5000, 50_000, 200_000, 2_000_000]);
});

it("are five at most, however far apart the masses are", () => {
  const breaks = massBreaks([1, 10_000_000_000]);
  expect(breaks).toHaveLength(4);
  expect([...breaks].sort((a, b) => a - b)).toEqual(breaks);
  expect(new Set(breaks).size).toBe(4);
});

it("are one where masses are alike, where there is one, and where there is none", () => {
  for (const masses of [[], [0], [-5], [7000], [7000, 7000], [1200, 1900]]) expect(massBreaks(masses)).toEqual([]);
  expect(massBreaks([1000, 2000])).toEqual([]);
});

it("put each mass in one, also what is nothing or less", () => {
  const breaks = massBreaks([12_000, 90_000]);
  expect([-3, 0, 12_000, 20_000, 49_999, 50_000, 90_000].map((mass) => classOf(mass, breaks))).toEqual([0, 0, 0, 1, 1, 2, 2]);
});
