import { describe, expect, it } from "vitest";

import { computeLine, computeLines } from "./impact-compute.ts";

function answer(line: unknown): Record<string, unknown> {
  return JSON.parse(computeLine(typeof line === "string" ? line : JSON.stringify(line))) as Record<string, unknown>;
}

const cans = { id: "a", route: "recycle", material: "Aluminum Cans", massKg: 1 };
const jeans = { id: "a", route: "reuse", product: "jeans", count: 1 };

describe("impact compute", () => {
  it("answers with exactly the published keys", () => {
    expect(Object.keys(answer(cans))).toEqual(["id", "co2eGrams", "lowGrams", "highGrams", "status", "factors"]);
    expect(answer(cans).factors).toEqual(["us_epa_warm@16/aluminum-cans/landfilling", "us_epa_warm@16/aluminum-cans/recycling"]);
    expect(answer({ ...cans, material: "Moon dust" })).toEqual({
      id: "a",
      co2eGrams: null,
      lowGrams: null,
      highGrams: null,
      status: "not_covered",
      factors: [],
    });
    expect(Object.keys(answer("{"))).toEqual(["id", "co2eGrams", "lowGrams", "highGrams", "status", "error", "factors"]);
  });

  it("keeps order, gives one line for each, and passes over empty ones", () => {
    const lines = [JSON.stringify(cans), "", "  ", "nonsense", JSON.stringify({ ...jeans, id: 7 })];
    const out = [...computeLines(lines)].map((line) => JSON.parse(line) as { id: unknown; status: string });
    expect(out.map(({ id, status }) => [id, status])).toEqual([
      ["a", "ok"],
      [null, "invalid"],
      [7, "ok"],
    ]);
    for (const line of computeLines(lines)) expect(line).not.toContain("\n");
  });

  it("takes null for an absent optional field, a byte order mark and Windows line ends", () => {
    expect(answer({ ...cans, baseline: null, contamination: null }).status).toBe("ok");
    expect(answer(`\uFEFF${JSON.stringify(cans)}\r`).status).toBe("ok");
  });

  it("counts zero as zero", () => {
    expect(answer({ ...cans, massKg: 0 })).toMatchObject({ co2eGrams: 0, lowGrams: 0, highGrams: 0, status: "ok" });
    expect(answer({ ...jeans, count: 0 })).toMatchObject({ co2eGrams: 0, status: "ok" });
    expect(answer({ ...cans, contamination: 1 })).toMatchObject({ co2eGrams: 0, status: "ok" });
  });

  it.each<[string, unknown, string]>([
    ["cut JSON", '{"id":"a"', "MALFORMED_JSON"],
    ["NaN", '{"id":"a","route":"recycle","material":"PET","massKg":NaN}', "MALFORMED_JSON"],
    ["a list", "[]", "NOT_AN_OBJECT"],
    ["a number", "3", "NOT_AN_OBJECT"],
    ["null", "null", "NOT_AN_OBJECT"],
    ["no id", { ...cans, id: undefined }, "MISSING_FIELD"],
    ["an object for an id", { ...cans, id: {} }, "WRONG_TYPE"],
    ["no route", { ...cans, route: undefined }, "MISSING_FIELD"],
    ["another route", { ...cans, route: "burn" }, "UNKNOWN_ROUTE"],
    ["an unknown field", { ...cans, kg: 3 }, "UNKNOWN_FIELD"],
    ["text for a mass", { ...cans, massKg: "1" }, "WRONG_TYPE"],
    ["a number for a material", { ...cans, material: 7 }, "WRONG_TYPE"],
    ["no mass", { ...cans, massKg: undefined }, "MISSING_FIELD"],
    ["a negative mass", { ...cans, massKg: -1 }, "OUT_OF_RANGE"],
    ["an infinite mass", '{"id":"a","route":"recycle","material":"PET","massKg":1e999}', "OUT_OF_RANGE"],
    ["an absurd mass", { ...cans, massKg: 1e12 }, "OUT_OF_RANGE"],
    ["no material", { ...cans, material: undefined }, "MISSING_FIELD"],
    ["a product on a mass route", { ...cans, product: "jeans" }, "FIELD_NOT_FOR_ROUTE"],
    ["displacement on a mass route", { ...cans, displacement: 0.5 }, "FIELD_NOT_FOR_ROUTE"],
    ["contamination above one", { ...cans, contamination: 1.1 }, "OUT_OF_RANGE"],
    ["a mix nobody named", { ...cans, baselineMix: "atlantis@1" }, "UNKNOWN_MIX"],
    ["a mix beside shares", { ...cans, baselineMix: "landfill_only@1", baseline: { landfilling: 1 } }, "FIELDS_CONFLICT"],
    ["a number for a mix", { ...cans, baselineMix: 1 }, "WRONG_TYPE"],
    ["a mix for reuse", { ...jeans, baselineMix: "landfill_only@1" }, "FIELD_NOT_FOR_ROUTE"],
    ["a virgin share above one", { ...cans, virginShare: 1.01 }, "OUT_OF_RANGE"],
    ["a virgin share for a repair", { ...jeans, route: "repair", virginShare: 1 }, "FIELD_NOT_FOR_ROUTE"],
    ["a material where only weight counts", { id: "a", route: "weight_only", material: "PET", massKg: 1 }, "FIELD_NOT_FOR_ROUTE"],
    ["shares short of one", { ...cans, baseline: { landfilling: 0.8, combustion: 0.1 } }, "BASELINE_SHARES"],
    ["no shares", { ...cans, baseline: {} }, "BASELINE_SHARES"],
    ["a negative share", { ...cans, baseline: { landfilling: 1.2, combustion: -0.2 } }, "OUT_OF_RANGE"],
    ["an unknown practice", { ...cans, baseline: { dumping: 1 } }, "UNKNOWN_PRACTICE"],
    ["a prototype as a practice", '{"id":"a","route":"recycle","material":"PET","massKg":1,"baseline":{"__proto__":1}}', "BASELINE_SHARES"],
    ["text for a share", { ...cans, baseline: { landfilling: "1" } }, "WRONG_TYPE"],
    ["an unknown mode", { ...cans, transport: [{ massKg: 1, km: 1, mode: "balloon" }] }, "UNKNOWN_MODE"],
    ["a leg without km", { ...cans, transport: [{ massKg: 1, mode: "hgv_average" }] }, "MISSING_FIELD"],
    ["a negative distance", { ...cans, transport: [{ massKg: 1, km: -1, mode: "hgv_average" }] }, "OUT_OF_RANGE"],
    ["a leg that is no list", { ...cans, transport: { massKg: 1, km: 1, mode: "hgv_average" } }, "WRONG_TYPE"],
    ["a field foreign to a leg", { ...cans, transport: [{ massKg: 1, km: 1, mode: "hgv_average", fuel: "x" }] }, "UNKNOWN_FIELD"],
    ["half an item", { ...jeans, count: 1.5 }, "OUT_OF_RANGE"],
    ["a negative count", { ...jeans, count: -1 }, "OUT_OF_RANGE"],
    ["a mass where items count", { ...jeans, count: undefined, massKg: 1 }, "MISSING_FIELD"],
    ["displacement above one", { ...jeans, displacement: 2 }, "OUT_OF_RANGE"],
    ["a baseline for reuse", { ...jeans, baseline: { landfilling: 1 } }, "FIELD_NOT_FOR_ROUTE"],
    ["an unknown delivery", { ...jeans, delivery: "drone" }, "UNKNOWN_DELIVERY"],
    ["a product as a delivery", { ...jeans, delivery: "jeans" }, "UNKNOWN_DELIVERY"],
    ["an unknown region", { ...jeans, extraUse: { kwhPerYear: 1, lifeYears: 1, region: "Atlantis" } }, "UNKNOWN_REGION"],
    ["extra use without years", { ...jeans, extraUse: { kwhPerYear: 1, region: "CN" } }, "MISSING_FIELD"],
    ["a field only the product may set", { ...cans, weightBasis: "declared" }, "UNKNOWN_FIELD"],
  ])("refuses %s", (_name, line, code) => {
    const out = answer(line);
    expect(out).toMatchObject({ status: "invalid", co2eGrams: null, lowGrams: null, highGrams: null, factors: [] });
    expect(out.error).toMatch(new RegExp(`^IMPACT\\.${code}: .{4,}`));
  });

  it.each<[string, Record<string, unknown>, number]>([
    ["repair", { ...jeans, route: "repair" }, 9_535],
    ["remanufacture", { ...jeans, route: "remanufacture", refurbishmentKg: 1 }, 10_600],
    ["weight_only", { id: "a", route: "weight_only", massKg: 15 }, 7_650],
    ["recycle, with a virgin share and a mix", { ...cans, massKg: 1000, virginShare: 0.5, baselineMix: "landfill_only@1" }, 5_041_769],
  ])("counts %s", (_name, line, grams) => {
    expect(answer(line)).toMatchObject({ status: "ok", co2eGrams: grams });
  });

  it("gives no number where the route is switched off", () => {
    const out = answer({ id: "a", route: "coal_equivalent", material: "recycled lead", massKg: 1000 });
    expect(out).toEqual({ id: "a", co2eGrams: null, lowGrams: null, highGrams: null, status: "not_covered", factors: [] });
  });

  it.each(["toString", "__proto__", "aluminum cans", "PVC"])("does not cover %s", (material) => {
    expect(answer({ ...cans, material }).status).toBe("not_covered");
  });
});
