import { expect, it } from "vitest";
import { cleanGrams, massText, netGrams, parseMass, parsePermille } from "./weights.rules.ts";

it("reads weights in each unit, with point or comma", () => {
  expect(parseMass("12.4", "kg")).toBe(12_400);
  expect(parseMass("3,5", "jin")).toBe(1_750);
  expect(parseMass("850", "g")).toBe(850);
  expect(parseMass(".5", "kg")).toBe(500);
  expect(parseMass("0.1", "kg")).toBe(100);
  expect(parseMass("1.005", "kg")).toBe(1_005);
});

it("refuses what is no weight", () => {
  for (const text of ["", ".", "-1", "1e3", "NaN", "Infinity", "12 kg", "1.2.3", "9999999999"]) expect(parseMass(text, "kg")).toBeNull();
});

it("writes back what was typed", () => {
  expect(massText(12_400, "kg")).toBe("12.4");
  expect(massText(1_750, "jin")).toBe("3.5");
});

it("reads percentages as thousandths", () => {
  expect(["", "0", "2.5", "100", "100.1", "-1", "x"].map(parsePermille)).toEqual([0, 0, 25, 1000, null, null, null]);
});

it("net is gross less tare, within the material's bound", () => {
  const reading = { material: "cardboard", grossGrams: 25_000, tareGrams: 700, contaminationPermille: 50 };
  expect(netGrams(reading)).toBe(24_300);
  expect(netGrams({ ...reading, tareGrams: 26_000 })).toBeNull();
  expect(netGrams({ ...reading, tareGrams: -1 })).toBeNull();
  expect(netGrams({ ...reading, grossGrams: 1.5 })).toBeNull();
  expect(netGrams({ ...reading, grossGrams: Number.NaN })).toBeNull();
  expect(netGrams({ ...reading, grossGrams: 26_000_000 })).toBeNull();
  expect(netGrams({ ...reading, contaminationPermille: 1001 })).toBeNull();
  expect(netGrams({ ...reading, material: "unobtainium" })).toBeNull();
  expect(cleanGrams(24_300, 50)).toBe(23_085);
});
