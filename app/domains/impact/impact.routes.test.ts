import { describe, expect, it } from "vitest";

import type { OkCalculation } from "./impact.formula.ts";
import { calculate } from "./impact.formula.ts";
import { WEIGHT_BASES } from "./impact.uncertainty.ts";

function mustCount(input: Record<string, unknown>): OkCalculation {
  const result = calculate({ id: "test", ...input });
  if (result.status !== "ok") throw new Error(`expected a count, got ${JSON.stringify(result)}`);
  return result;
}

describe("repair", () => {
  const jeans = { route: "repair", product: "jeans", count: 1 };

  it("takes the clothing rate of the survey and half a life", () => {
    const repaired = mustCount(jeans);
    expect(repaired.co2eGrams).toBe(9_535); // 23.2 x 0.822 x 0.5
    expect(repaired.inputs).toMatchObject({ displacement: 0.822, remainingLife: 0.5, rebound: 0, weightBasis: "counted" });
    expect(repaired).toMatchObject({ route: "repair", grade: "B", warnings: [] });
    expect(repaired.terms).toMatchObject([{ name: "displaced_new", facts: { lifeAdded: 0.5, displacement: 0.822 } }]);
    expect(repaired.terms[0]?.facts).not.toHaveProperty("remainingLife");
  });

  it("takes half for everything else", () => {
    expect(mustCount({ ...jeans, product: "smartphone" })).toMatchObject({ co2eGrams: 19_818, inputs: { displacement: 0.5 } }); // 79.27 x 0.25
  });

  it("subtracts parts, power and transport as second-hand use does, given the same shares", () => {
    const shares = { product: "refrigirateur", count: 2, displacement: 0.4, remainingLife: 0.3, rebound: 0.1, refurbishmentKg: 1.5 };
    const extras = {
      extraUse: { kwhPerYear: 20, lifeYears: 10, region: "CN" },
      transport: [{ massKg: 60, km: 20, mode: "van_unknown" }],
      delivery: "livraisondomicile",
    };
    const repaired = mustCount({ route: "repair", ...shares, ...extras });
    const passedOn = mustCount({ route: "reuse", ...shares, ...extras });
    expect(repaired.co2eGrams).toBe(passedOn.co2eGrams);
    expect(repaired.terms.map(({ name, kgCo2e }) => [name, kgCo2e])).toEqual(passedOn.terms.map(({ name, kgCo2e }) => [name, kgCo2e]));
    expect(repaired.factorIds).toEqual(passedOn.factorIds);
  });

  it("is less sure of the life a repair adds than of the life an item has left", () => {
    const shares = { product: "chaiseenbois", count: 1, displacement: 0.5, remainingLife: 0.5 };
    const repaired = mustCount({ route: "repair", ...shares });
    const passedOn = mustCount({ route: "reuse", ...shares });
    expect(repaired.lowGrams).toBeLessThan(passedOn.lowGrams);
    expect(repaired.highGrams).toBeGreaterThan(passedOn.highGrams);
  });

  it("warns of power that was not compared", () => {
    expect(mustCount({ ...jeans, product: "lavelinge" }).warnings).toEqual(["use_not_compared"]);
  });
});

describe("remanufacture", () => {
  const drive = { route: "remanufacture", product: "chaiseenbois", count: 1 };

  it("gives a whole life and half of the purchases", () => {
    const rebuilt = mustCount({ ...drive, refurbishmentKg: 2 });
    expect(rebuilt.co2eGrams).toBe(Math.round(18_630 / 2) - 2_000);
    expect(rebuilt.inputs).toMatchObject({ displacement: 0.5, remainingLife: 1, refurbishmentKg: 2 });
    expect(rebuilt.terms[0]?.facts).toMatchObject({ remainingLife: 1 });
  });

  it("says that no burden was declared, and is a grade worse for it", () => {
    const cases = [undefined, 0, 2].map((refurbishmentKg) => mustCount({ ...drive, product: "jeans", refurbishmentKg }));
    expect(cases.map(({ grade, warnings }) => [grade, warnings])).toEqual([
      ["C", ["burden_not_declared"]],
      ["B", []],
      ["B", []],
    ]);
    expect(mustCount({ ...drive, product: "jeans", route: "reuse" })).toMatchObject({ grade: "B", warnings: [] });
    expect(mustCount({ ...drive, product: "jeans", route: "repair" })).toMatchObject({ grade: "B", warnings: [] });
  });

  it("costs more than it saves where the burden is that large", () => {
    const rebuilt = mustCount({ ...drive, refurbishmentKg: 20 });
    expect(rebuilt.co2eGrams).toBeLessThan(0);
    expect(rebuilt.warnings).toEqual(["negative"]);
  });
});

describe("weight only", () => {
  const bicycle = { route: "weight_only", massKg: 15 };

  it("takes one average per kilogram, within a factor of three", () => {
    const result = mustCount(bicycle);
    expect(result).toMatchObject({ co2eGrams: 7_650, lowGrams: 2_550, highGrams: 22_950, warnings: ["low_quality"], proxy: false });
    expect(result.factorIds).toEqual(["uk_wrap_reuse@freegle/reused-goods/reuse-by-weight"]);
    expect(result.terms).toEqual([
      { name: "reused_by_weight", kgCo2e: 7.65, factorIds: result.factorIds, facts: { massKg: 15, factor: 0.51 } },
    ]);
    expect(result.inputs).toEqual({ id: "test", ...bicycle, weightBasis: "measured" });
  });

  it("is graded D however well it was weighed", () => {
    for (const weightBasis of WEIGHT_BASES.filter((basis) => basis !== "counted")) {
      expect(mustCount({ ...bicycle, weightBasis })).toMatchObject({ grade: "D", inputs: { weightBasis } });
    }
  });

  it("subtracts transport and delivery", () => {
    const moved = { ...bicycle, transport: [{ massKg: 15, km: 100, mode: "van_unknown" }], delivery: "livraisondomicile" };
    expect(mustCount(moved).co2eGrams).toBe(Math.round(7_650 - 1.5 * 638.23 - 722.0005148));
    expect(mustCount({ ...moved, massKg: 1 })).toMatchObject({ warnings: ["low_quality", "negative"] });
  });

  it("widens with a typical weight", () => {
    expect(mustCount({ ...bicycle, weightBasis: "category_mean" }).highGrams).toBeGreaterThan(mustCount(bicycle).highGrams);
  });
});

describe("coal equivalent", () => {
  const copper = { id: "x", route: "coal_equivalent", material: "recycled copper", massKg: 1000 };

  it.each(["recycled copper", "recycled aluminium", "recycled lead"])("is switched off for %s and says what it waits for", (material) => {
    const result = calculate({ ...copper, material });
    expect(result).toMatchObject({ status: "not_covered", route: "coal_equivalent", reason: "switched_off", inputs: { material } });
    expect(result).toMatchObject({ missing: expect.stringMatching(/^coal factor: kg CO2 per kg of coal equivalent/) as string });
    expect(result).not.toHaveProperty("co2eGrams");
  });

  it("does not know other materials, and refuses what it will refuse when it is switched on", () => {
    expect(calculate({ ...copper, material: "Copper Wire" })).toMatchObject({ reason: "name_unknown", missing: "cn_kgce@yunnan: Copper Wire, energy-saved" });
    expect(calculate({ ...copper, material: undefined })).toMatchObject({ error: "IMPACT.MISSING_FIELD" });
    expect(calculate({ ...copper, massKg: undefined })).toMatchObject({ error: "IMPACT.MISSING_FIELD" });
    expect(calculate({ ...copper, weightBasis: "counted" })).toMatchObject({ error: "IMPACT.FIELD_NOT_FOR_ROUTE" });
    expect(calculate({ ...copper, delivery: "drone" })).toMatchObject({ error: "IMPACT.UNKNOWN_DELIVERY" });
  });
});

describe("the share that displaces virgin material", () => {
  const pet = { route: "recycle", material: "PET", massKg: 1000 };

  it("multiplies the whole bracket by WARM, and not the burdens", () => {
    const whole = mustCount(pet);
    expect(mustCount({ ...pet, virginShare: 0.7 }).co2eGrams).toBe(Math.round(whole.co2eGrams * 0.7));
    expect(mustCount({ ...pet, virginShare: 0.7, processingKg: 10 }).co2eGrams).toBe(Math.round(whole.co2eGrams * 0.7) - 10_000);
    const food = { route: "compost", material: "Food Waste", massKg: 1000 };
    expect(mustCount({ ...food, virginShare: 0.5 }).co2eGrams).toBe(Math.round(mustCount(food).co2eGrams / 2));
  });

  it("multiplies production alone by the UK figures", () => {
    const film = { route: "recycle_uk_proxy", material: "Plastics: LDPE and LLDPE (incl. forming)", massKg: 1000 };
    const production = 2965.0779 - 1097.90131;
    const disposal = 8.98311 - 4.68568;
    expect(mustCount({ ...film, virginShare: 0.8 }).co2eGrams).toBe(Math.round((0.8 * production + disposal) * 1000));
    expect(mustCount({ ...film, virginShare: 0 }).co2eGrams).toBe(Math.round(disposal * 1000));
  });

  it("is 1 where nothing is said: the same figures and range, and nothing more in the frozen inputs", () => {
    const unsaid = mustCount(pet);
    const said = mustCount({ ...pet, virginShare: 1 });
    expect(unsaid.inputs).not.toHaveProperty("virginShare");
    expect(said.inputs).toHaveProperty("virginShare", 1);
    expect({ ...said, inputs: null }).toEqual({ ...unsaid, inputs: null });
  });

  it("stands in the formula people read where it is not whole", () => {
    for (const term of mustCount({ ...pet, virginShare: 0.7 }).terms) expect(term.facts).toHaveProperty("virginShare", 0.7);
    const glass = mustCount({ route: "recycle_uk_proxy", material: "Glass", massKg: 1, virginShare: 0.7 });
    expect(glass.terms.map((term) => term.facts.virginShare)).toEqual([0.7, 0.7, undefined, undefined]);
  });

  it("can leave nothing", () => {
    expect(mustCount({ ...pet, virginShare: 0 })).toMatchObject({ co2eGrams: 0, lowGrams: 0, highGrams: 0, warnings: [] });
    expect(calculate({ id: "x", ...pet, virginShare: 1.1 })).toMatchObject({ error: "IMPACT.OUT_OF_RANGE" });
  });
});

describe("refusals", () => {
  const pet = { route: "recycle", material: "PET", massKg: 1 };
  const jeans = { route: "repair", product: "jeans", count: 1 };
  it.each([
    [{ ...pet, baseline: { dumping: 1 } }, "UNKNOWN_PRACTICE", 'baseline practice "dumping" is not known'],
    [{ ...pet, baseline: { landfilling: 0.5 } }, "BASELINE_SHARES", "the shares of baseline sum to 0.5, not to 1"],
    [{ ...pet, weightBasis: "counted" }, "FIELD_NOT_FOR_ROUTE", "a mass is weighed, not counted"],
    [{ ...pet, delivery: "drone" }, "UNKNOWN_DELIVERY", 'delivery "drone" is not known'],
    [{ ...jeans, delivery: "drone" }, "UNKNOWN_DELIVERY", 'delivery "drone" is not known'],
    [{ route: "weight_only", massKg: 1, delivery: "drone" }, "UNKNOWN_DELIVERY", 'delivery "drone" is not known'],
    [{ ...jeans, extraUse: { kwhPerYear: 1, lifeYears: 1, region: "FR" } }, "UNKNOWN_REGION", 'no grid factor for the region "FR"'],
  ])("say what is wrong: %o", (input, code, detail) => {
    expect(calculate({ id: "x", ...input })).toMatchObject({ status: "invalid", error: `IMPACT.${code}`, detail });
  });

  it("are no gaps: a product nobody lists is not covered, and says which figure was looked for", () => {
    expect(calculate({ id: "x", ...jeans, product: "kilt" })).toMatchObject({
      status: "not_covered",
      reason: "name_unknown",
      missing: "fr_ademe_impactco2@8076a489: kilt, production-distribution",
    });
  });
});

/** Fields that mean nothing on a route are refused, since a silently dropped field is a wrong figure. */
const FOREIGN: Readonly<Record<string, readonly string[]>> = {
  recycle: ["product", "count", "displacement", "remainingLife", "extraUse", "refurbishmentKg", "rebound"],
  compost: ["product", "count", "displacement", "remainingLife", "extraUse", "refurbishmentKg", "rebound"],
  recycle_uk_proxy: ["product", "count", "displacement", "remainingLife", "extraUse", "refurbishmentKg", "rebound"],
  reuse: ["material", "contamination", "baseline", "baselineMix", "virginShare"],
  repair: ["material", "contamination", "baseline", "baselineMix", "virginShare"],
  remanufacture: ["material", "contamination", "baseline", "baselineMix", "virginShare"],
  weight_only: [
    "material", "product", "count", "contamination", "baseline", "baselineMix", "virginShare", "displacement", "remainingLife",
    "extraUse", "refurbishmentKg", "rebound",
  ],
  coal_equivalent: ["product", "count", "baseline", "baselineMix", "displacement", "remainingLife", "extraUse", "refurbishmentKg", "rebound"],
};

const VALUES: Readonly<Record<string, unknown>> = {
  material: "PET",
  product: "jeans",
  count: 1,
  contamination: 0,
  baseline: { landfilling: 1 },
  baselineMix: "landfill_only@1",
  virginShare: 1,
  displacement: 0.5,
  remainingLife: 0.5,
  extraUse: { kwhPerYear: 1, lifeYears: 1, region: "CN" },
  refurbishmentKg: 0,
  rebound: 0,
};

const PLAIN: Readonly<Record<string, Record<string, unknown>>> = {
  recycle: { material: "PET", massKg: 1 },
  compost: { material: "Food Waste", massKg: 1 },
  recycle_uk_proxy: { material: "Glass", massKg: 1 },
  reuse: { product: "jeans", count: 1 },
  repair: { product: "jeans", count: 1 },
  remanufacture: { product: "jeans", count: 1 },
  weight_only: { massKg: 1 },
  coal_equivalent: { material: "recycled lead", massKg: 1 },
};

describe("fields of a route", () => {
  it.each(Object.entries(FOREIGN))("%s refuses those that mean nothing on it, and takes the others", (route, foreign) => {
    const plain = PLAIN[route];
    for (const [field, value] of Object.entries(VALUES)) {
      const result = calculate({ id: "x", route, ...plain, ...(plain && field in plain ? {} : { [field]: value }) });
      const expected = foreign.includes(field)
        ? { status: "invalid", error: "IMPACT.FIELD_NOT_FOR_ROUTE", detail: `${field} has no meaning on the route ${route}` }
        : { status: route === "coal_equivalent" ? "not_covered" : "ok" };
      expect(result, `${route} ${field}`).toMatchObject(expected);
    }
  });

  it.each(Object.entries(PLAIN))("%s cannot do without its own", (route, plain) => {
    for (const field of Object.keys(plain)) {
      const without = Object.fromEntries(Object.entries(plain).filter(([name]) => name !== field));
      expect(calculate({ id: "x", route, ...without })).toMatchObject({ error: "IMPACT.MISSING_FIELD", detail: `${field} is missing` });
    }
  });

  it.each(Object.entries(PLAIN).filter(([, plain]) => "massKg" in plain))("%s is weighed, not counted", (route, plain) => {
    expect(calculate({ id: "x", route, ...plain, weightBasis: "counted" })).toMatchObject({ error: "IMPACT.FIELD_NOT_FOR_ROUTE" });
  });
});
