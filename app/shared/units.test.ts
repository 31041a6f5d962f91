import { describe, expect, it } from "vitest";
import { formatCo2e, formatCo2eRange, formatMass } from "./units.ts";

describe("formatMass", () => {
  it.each([
    [0, "0 g"],
    [850, "850 g"],
    [24_300, "24.3 kg"],
    [24_000, "24 kg"],
    [132_400, "132 kg"],
    [999_600, "1 t"],
    [1_240_000, "1.2 t"],
    [-1500, "−1.5 kg"],
  ])("%d g reads %s", (grams, text) => expect(formatMass(grams, "en")).toBe(text));
});

describe("formatCo2e", () => {
  it.each([
    [61_400, "61 kg"],
    [130_400, "130 kg"],
    [996, "1 kg"],
    [1_290_000, "1.3 t"],
    [1_234_000_000, "1,200 t"],
    [-12_300, "−12 kg"],
    [-0.2, "−0.2 g"],
  ])("%d g reads %s", (grams, text) => expect(formatCo2e(grams, "en")).toBe(text));

  it("names the gas when asked", () => expect(formatCo2e(61_000, "zh-CN", { gas: true })).toBe("61 kg CO₂e"));
});

describe("formatCo2eRange", () => {
  it.each([
    [61_000, 130_000, "61–130 kg"],
    [130_000, 61_000, "61–130 kg"],
    [850, 1300, "0.85–1.3 kg"],
    [1300, 1300, "1.3 kg"],
    [-12_000, 30_000, "−12 … 30 kg"],
    [-30_000, -12_000, "−30 … −12 kg"],
    [400_000, 2_300_000, "0.4–2.3 t"],
  ])("%d to %d reads %s", (low, high, text) => expect(formatCo2eRange(low, high, "en")).toBe(text));

  it.each([
    [280_000, 1_600_000, 650_000, "280–1,600 kg"],
    [850, 1300, 1_100, "0.85–1.3 kg"],
    [-5_000, 30_000_000, 12, "−0.005 … 30 t"],
    [100, 2_000, 0, "0.1–2 kg"],
  ])("%d to %d beside %d reads %s", (low, high, besideGrams, text) => expect(formatCo2eRange(low, high, "en", { besideGrams })).toBe(text));
});
