import { describe, expect, it } from "vitest";

import type { Calculation } from "./impact.formula.ts";
import { calculate, roundToGrams } from "./impact.formula.ts";
import { GRID_REGIONS, gridFactor } from "./impact.item-routes.ts";

const freight = (massKg: number, km: number): { massKg: number; km: number; mode: string } => ({
  massKg,
  km,
  mode: "hgv_average",
});

function mustCount(input: Record<string, unknown>): Extract<Calculation, { status: "ok" }> {
  const result = calculate({ id: "test", ...input });
  if (result.status !== "ok") throw new Error(`expected a count, got ${JSON.stringify(result)}`);
  return result;
}

describe("ranges", () => {
  it("gives clean single-sided loads the published closed form (PET, O14)", () => {
    const pet = mustCount({ route: "recycle", material: "PET", massKg: 1000 });
    expect(pet.lowGrams / 1000).toBeCloseTo(724.7, 1);
    expect(pet.highGrams / 1000).toBeCloseTo(1869.6, 1);
    expect(pet.grade).toBe("A");
  });

  it("lets burdens turn the sign of the low end, and keeps magnitudes on their side", () => {
    const rubble = mustCount({ route: "recycle", material: "Concrete", massKg: 20_000, transport: [freight(20_000, 300)] });
    expect(rubble.lowGrams).toBeLessThan(0);
    const drywall = mustCount({ route: "recycle", material: "Drywall", massKg: 1000 });
    expect(drywall.highGrams).toBeLessThan(0);
    expect(drywall.warnings).toContain("negative");
  });

  it("lets cells that pull against each other turn the sign", () => {
    const garden = mustCount({ route: "compost", material: "Yard Trimmings", massKg: 1000 });
    expect(garden.co2eGrams).toBeLessThan(0);
    expect(garden.highGrams).toBeGreaterThan(0);
  });

  it("widens with a declared weight and lowers the grade", () => {
    const lot = { route: "recycle", material: "Steel Cans", massKg: 100 };
    const measured = mustCount(lot);
    const typical = mustCount({ ...lot, weightBasis: "category_mean" });
    expect(typical.highGrams).toBeGreaterThan(measured.highGrams);
    expect([measured.grade, mustCount({ ...lot, weightBasis: "declared" }).grade, typical.grade]).toEqual(["A", "B", "C"]);
  });

  it("grades the proxy below the same material by WARM and says so", () => {
    const proxy = mustCount({ route: "recycle_uk_proxy", material: "Plastics: PET (incl. forming)", massKg: 10 });
    expect(proxy).toMatchObject({ proxy: true, grade: "C", warnings: ["proxy"] });
  });

  it("draws by id: another id moves the range a little and the figure not at all", () => {
    const lot = { route: "reuse", product: "jeans", count: 3 };
    const one = mustCount({ ...lot, id: "one" });
    const two = mustCount({ ...lot, id: "two" });
    expect(two.co2eGrams).toBe(one.co2eGrams);
    expect(two.lowGrams).not.toBe(one.lowGrams);
    expect(Math.abs(two.lowGrams / one.lowGrams - 1)).toBeLessThan(0.05);
  });

  it("never moves a byte of a known draw", () => {
    const { co2eGrams, lowGrams, highGrams } = mustCount({ id: "frozen", route: "reuse", product: "jeans", count: 1 });
    expect([co2eGrams, lowGrams, highGrams]).toMatchInlineSnapshot(`
      [
        11600,
        6348,
        19537,
      ]
    `);
  });
});

describe("terms", () => {
  it("take defaults that are written into the frozen inputs", () => {
    const reuse = mustCount({ route: "reuse", product: "jeans", count: 2, refurbishmentKg: 0.25 });
    expect(reuse.inputs).toMatchObject({ displacement: 0.5, remainingLife: 1, rebound: 0, weightBasis: "counted" });
    expect(reuse.co2eGrams).toBe(2 * 11_600 - 2 * 250);
    const recycle = mustCount({ route: "recycle", material: "Glass", massKg: 1 });
    expect(recycle.inputs).toMatchObject({ contamination: 0, baseline: { landfilling: 1 }, weightBasis: "measured" });
  });

  it("subtract declared processing and apply a rebound", () => {
    const plain = mustCount({ route: "recycle", material: "Glass", massKg: 1000 });
    expect(mustCount({ route: "recycle", material: "Glass", massKg: 1000, processingKg: 10 }).co2eGrams).toBe(
      plain.co2eGrams - 10_000,
    );
    expect(mustCount({ route: "reuse", product: "jeans", count: 1, rebound: 0.29 }).co2eGrams).toBe(8_236);
  });

  it("warn where a powered item's use is not compared, and not where it is or where none is", () => {
    const fridge = { route: "reuse", product: "refrigirateur", count: 1 };
    expect(mustCount(fridge).warnings).toEqual(["use_not_compared"]);
    const extraUse = { kwhPerYear: 10, lifeYears: 5, region: "CN-North" };
    expect(mustCount({ ...fridge, extraUse }).factorIds).toContain("cn_grid@2023/cn-north/regional-average");
    expect(mustCount({ ...fridge, extraUse }).warnings).toEqual([]);
    expect(mustCount({ route: "reuse", product: "chaiseenbois", count: 1 }).warnings).toEqual([]);
    expect(mustCount({ route: "reuse", product: "armoire", count: 1 }).warnings).toEqual(["outlier_factor"]);
  });

  it("nets what would have been recycled anyway", () => {
    const lot = { route: "recycle", material: "PET", massKg: 1000 };
    expect(mustCount({ ...lot, baseline: { recycling: 1 } })).toMatchObject({ co2eGrams: 0, lowGrams: 0, highGrams: 0 });
    const half = mustCount({ ...lot, baseline: { recycling: 0.5, landfilling: 0.5 } }).co2eGrams;
    expect(Math.abs(half - mustCount(lot).co2eGrams / 2)).toBeLessThanOrEqual(1);
  });

  it("accept shares with decimal dust and the publisher's own names of practices", () => {
    const baseline = { "landfilling (national average)": 0.1, combustion: 0.2, landfilling: 0.7 };
    const dusty = mustCount({ route: "recycle", material: "PET", massKg: 250, baseline });
    const clean = mustCount({ route: "recycle", material: "PET", massKg: 250, baseline: { landfilling: 0.8, combustion: 0.2 } });
    expect(dusty.co2eGrams).toBe(clean.co2eGrams);
  });

  it("leave a baseline practice the publisher leaves blank uncovered", () => {
    const result = calculate({ id: "x", route: "recycle", material: "Concrete", massKg: 1, baseline: { combustion: 1 } });
    expect(result).toMatchObject({ status: "not_covered", missing: "us_epa_warm@16: Concrete, combustion" });
  });

  it("pass over empty shares, so that a blank cell nobody uses does no harm", () => {
    const rubble = { route: "recycle", material: "Concrete", massKg: 1000 };
    const named = mustCount({ ...rubble, baseline: { landfilling: 1, combustion: 0 } });
    expect(named).toEqual(mustCount(rubble));
  });

  it("do not depend on the order in which shares are named", () => {
    const lot = { route: "recycle", material: "PET", massKg: 250, contamination: 0.1 };
    const one = mustCount({ ...lot, baseline: { landfilling: 0.5, recycling: 0.2, combustion: 0.3 } });
    const other = mustCount({ ...lot, baseline: { recycling: 0.2, combustion: 0.3, landfilling: 0.5 } });
    expect(JSON.stringify(other)).toBe(JSON.stringify(one));
    expect(Object.keys(one.inputs.baseline ?? {})).toEqual(["combustion", "landfilling", "recycling"]);
  });

  it("scale shares that miss one by their dust, and refuse more than that", () => {
    const lot = { id: "x", route: "recycle", material: "PET", massKg: 1000 };
    const dusty = mustCount({ ...lot, baseline: { landfilling: 0.7, combustion: 0.3 + 9e-7 } });
    const sum = Object.values(dusty.inputs.baseline ?? {}).reduce((all, share) => all + share, 0);
    expect(Math.abs(sum - 1)).toBeLessThan(1e-12);
    expect(dusty.inputs.baseline?.landfilling).toBeLessThan(0.7);
    const clean = mustCount({ ...lot, baseline: { landfilling: 0.7, combustion: 0.3 } });
    expect(clean.inputs.baseline).toEqual({ landfilling: 0.7, combustion: 0.3 });
    expect(calculate({ ...lot, baseline: { landfilling: 0.7, combustion: 0.3 + 2e-6 } })).toMatchObject({ error: "IMPACT.BASELINE_SHARES" });
  });

  it("know composting as a baseline", () => {
    const food = { route: "compost", material: "Food Waste", massKg: 1000 };
    expect(mustCount({ ...food, baseline: { composting: 1 } }).co2eGrams).toBe(0);
  });

  it("say that a material is only close, and grade it", () => {
    const lot = { route: "recycle", material: "Steel Cans", massKg: 100 };
    expect(mustCount({ ...lot, approximate: true })).toMatchObject({ warnings: ["approximate"], grade: "B" });
    expect(mustCount({ ...lot, approximate: false })).toMatchObject({ warnings: [], grade: "A" });
  });

  it("know the newest grid of each region and no other", () => {
    expect(GRID_REGIONS).toEqual([
      "CN", "CN-North", "CN-Northeast", "CN-East", "CN-Central", "CN-Northwest", "CN-South", "CN-Southwest",
    ]);
    expect(gridFactor("CN")?.id).toBe("cn_grid@2023/cn/national-average");
    expect(gridFactor("FR")).toBeNull();
  });

  it("warn of uncompared power for phones, screens and appliances", () => {
    for (const product of ["smartphone", "ecran", "lavelinge"]) {
      expect(mustCount({ route: "reuse", product, count: 1 }).warnings).toEqual(["use_not_compared"]);
    }
  });

  it("compare the UK proxy with landfill only", () => {
    const lot = { id: "x", route: "recycle_uk_proxy", material: "Glass", massKg: 1 };
    expect(calculate({ ...lot, baseline: { landfilling: 1 } }).status).toBe("ok");
    expect(calculate({ ...lot, baseline: { combustion: 1 } })).toMatchObject({
      error: "IMPACT.UNKNOWN_PRACTICE",
      detail: "the UK proxy compares with landfilling only, not with combustion",
    });
    expect(calculate({ ...lot, baseline: { landfilling: 0.5 } })).toMatchObject({ error: "IMPACT.BASELINE_SHARES" });
  });
});

describe("rounding", () => {
  it("goes half away from zero and knows no minus zero", () => {
    expect([0.0005, -0.0005, 0.00049, -0.00049, 1.2345].map(roundToGrams)).toEqual([1, -1, 0, 0, 1235]);
  });
});
