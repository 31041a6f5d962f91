import { expect, it } from "vitest";
import { estimatedDistances } from "./distances.ts";

const berlin = { latitude: 52.52, longitude: 13.405 };
const potsdam = { latitude: 52.3906, longitude: 13.0645 };

it("estimates say that they are, and are the way on the globe times a factor, at one speed", async () => {
  const tables = await estimatedDistances({ detour: 1.5, speedKmPerHour: 30 }).tables([berlin, potsdam]);
  expect(tables.basis).toBe("estimated");
  const [none = 0, there = 0, back = 0] = tables.metres;
  expect([none, tables.metres[3]]).toEqual([0, 0]);
  expect(there).toBe(back);
  // 27.2 km as the crow flies.
  expect(there / 1.5).toBeGreaterThan(27_000);
  expect(there / 1.5).toBeLessThan(27_500);
  expect(tables.minutes[1]).toBeCloseTo((there / 30_000) * 60, 9);
});

it("without a word the factor is 1.3 and the speed 25 km/h", async () => {
  const plain = await estimatedDistances({ detour: 1, speedKmPerHour: 60 }).tables([berlin, potsdam]);
  const usual = await estimatedDistances().tables([berlin, potsdam]);
  expect((usual.metres[1] ?? 0) / (plain.metres[1] ?? 1)).toBeCloseTo(1.3, 9);
  expect(usual.minutes[1]).toBeCloseTo((usual.metres[1] ?? 0) / (25_000 / 60), 9);
});
