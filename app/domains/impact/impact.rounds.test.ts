import { describe, expect, it } from "vitest";

import { seededRandom } from "#app/shared/random.ts";

import { calculateMaterialLot } from "./impact.coverage.ts";
import { allocateByMass, faultOfShare, roundEmissions } from "./impact.rounds.ts";
import type { RoundShare } from "./impact.schema.ts";

describe("what a round emits", () => {
  it("is its metres times the vehicle's published factor", () => {
    // 12.5 km x 0.25561, 0.06976, 0.89121 kg CO2e per km (UK DESNZ 2025).
    expect(roundEmissions("van_diesel", 12_500)).toBe(3_195);
    expect(roundEmissions("van_electric", 12_500)).toBe(872);
    expect(roundEmissions("lorry", 12_500)).toBe(11_140);
    expect(roundEmissions("cargo_bike", 12_500)).toBe(0);
    expect(roundEmissions("van_unknown", 0)).toBe(0);
  });
});

describe("dividing it by mass", () => {
  it("gives whole grams that add up, the odd ones to the largest remainders and then to the earlier id", () => {
    expect([...allocateByMass(100, [{ id: "b", massGrams: 1 }, { id: "a", massGrams: 1 }, { id: "c", massGrams: 1 }])]).toEqual([["a", 34], ["b", 33], ["c", 33]]);
    expect([...allocateByMass(10, [{ id: "a", massGrams: 1_000 }, { id: "b", massGrams: 2_500 }])]).toEqual([["a", 3], ["b", 7]]);
  });

  it("leaves out what weighs nothing, and gives nobody anything where nothing was collected", () => {
    expect([...allocateByMass(50, [{ id: "a", massGrams: 0 }, { id: "b", massGrams: 7 }])]).toEqual([["b", 50]]);
    expect(allocateByMass(50, []).size).toBe(0);
  });

  it("adds up to the gram and is a share that the formula takes, for any lots", () => {
    const random = seededRandom(7);
    for (let run = 0; run < 300; run += 1) {
      const metres = Math.floor(random() * 300_000);
      const lots = Array.from({ length: 1 + Math.floor(random() * 40) }, (_, id) => ({ id: `lot ${id}`, massGrams: 1 + Math.floor(random() ** 6 * 50_000_000) }));
      const total = roundEmissions("van_diesel", metres);
      const collectedGrams = lots.reduce((sum, lot) => sum + lot.massGrams, 0);
      const shares = allocateByMass(total, lots);
      expect([...shares.values()].reduce((sum, grams) => sum + grams, 0)).toBe(total);
      for (const { id, massGrams } of lots) {
        expect(faultOfShare({ vehicle: "van_diesel", metres, basis: "estimated", lotGrams: massGrams, collectedGrams, shareGrams: shares.get(id) ?? -1 })).toBeNull();
      }
    }
  });
});

describe("a lot that came on a round", () => {
  const round: RoundShare = { vehicle: "van_diesel", metres: 20_000, basis: "odometer", lotGrams: 5_000, collectedGrams: 50_000, shareGrams: 511 };
  const lot = { id: "lot", material: "cardboard", massGrams: 5_000, basis: "measured" } as const;
  const counted = (more: object) => {
    const calculation = calculateMaterialLot({ ...lot, ...more });
    if (calculation.status !== "ok") throw new Error(calculation.status);
    return calculation;
  };

  it("is counted without its share, with the share as a term of its own and everything frozen", () => {
    const without = counted({});
    const carried = counted({ round });
    expect(carried.co2eGrams).toBe(without.co2eGrams - 511);
    expect(carried.terms.at(-1)).toMatchObject({ name: "round", kgCo2e: -0.511, factorIds: ["uk_desnz@2025/van-average/diesel-per-km"] });
    expect(carried.inputs.round).toEqual(round);
    expect(carried.grade).toBe(without.grade);
  });

  it("knows an estimated distance less well than one that was read", () => {
    const far = { ...round, metres: 2_000_000, shareGrams: 51_122 };
    const width = (basis: RoundShare["basis"]) => counted({ round: { ...far, basis } }).highGrams - counted({ round: { ...far, basis } }).lowGrams;
    expect(width("estimated")).toBeGreaterThan(width("odometer"));
  });

  it("may cost more than it kept out, and then says so", () => {
    const empty = counted({ round: { ...round, metres: 400_000, lotGrams: 5_000, collectedGrams: 5_000, shareGrams: 102_244 } });
    expect(empty.co2eGrams).toBeLessThan(0);
    expect(empty.warnings).toContain("negative");
  });

  it.each([
    ["a share that is not its part", { shareGrams: 512 + 1 }],
    ["more than the round collected", { lotGrams: 50_001 }],
    ["no mass at all", { lotGrams: 0 }],
    ["a distance with decimals", { metres: 10.5 }],
  ])("is refused with %s", (_what, more) => {
    expect(calculateMaterialLot({ ...lot, round: { ...round, ...more } })).toMatchObject({ status: "invalid", error: "IMPACT.OUT_OF_RANGE" });
  });
});
