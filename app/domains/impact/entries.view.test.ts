import { describe, expect, it } from "vitest";

import type { HistoryLine } from "./entries.schema.ts";
import { carLine, changeBy, historySteps, inputLines } from "./entries.view.ts";
import { calculate } from "./impact.formula.ts";
import type { CalculationInput } from "./impact.schema.ts";

function inputsOf(asked: Record<string, unknown>): CalculationInput {
  const result = calculate({ id: "x", ...asked });
  if (result.status !== "ok") throw new Error(result.status);
  return result.inputs;
}

const load = {
  subject: { kind: "material" as const, code: "cardboard" },
  status: "ok" as const,
  massGrams: 12_000,
  itemCount: null,
  weightBasis: "measured",
  condition: null,
  contaminationPermille: 0,
  calculation: inputsOf({ route: "recycle", material: "Corrugated Containers", massKg: 12 }),
  publisherName: "Corrugated Containers",
  requestedLife: null,
  sharing: { rule: "convention" as const, takerPpm: 500_000 },
  region: "CN",
  formulaVersion: "formula@1",
  route: "recycle",
};

const item = {
  ...load,
  subject: { kind: "goods" as const, code: "laptop" },
  itemCount: 1,
  massGrams: 2_000,
  weightBasis: "category_mean",
  condition: "good",
  calculation: inputsOf({ route: "reuse", product: "ordinateurportable", count: 1, remainingLife: 0.7 }),
  publisherName: "ordinateurportable",
  route: "reuse",
};

const sourcesOf = (entry: Parameters<typeof inputLines>[0]): Record<string, string> => Object.fromEntries(inputLines(entry).map((line) => [line.name, line.source]));
const factsOf = (entry: Parameters<typeof inputLines>[0], name: string) => inputLines(entry).find((line) => line.name === name)?.facts;

describe("what was put in", () => {
  it("tells of a load who weighed it, how clean it was, what was assumed of its disposal, and that nothing was driven", () => {
    expect(sourcesOf(load)).toEqual({
      weight: "scale", countedAs: "catalogue", contamination: "inspectionClean", baseline: "disposalAssumed", transport: "notDeclared",
      sharing: "convention", region: "place", formula: "frozen",
    });
    expect(factsOf(load, "weight")).toEqual({ grams: 12_000 });
    expect(factsOf(load, "baseline")).toEqual({ practice: "landfilling", share: 1 });
  });

  it.each([["measured", "scale"], ["declared", "confirmed"], ["category_mean", "categoryMean"], ["unknown", "noWeight"]])("says of a weight that is %s: %s", (weightBasis, source) => {
    expect(sourcesOf({ ...load, weightBasis }).weight).toBe(source);
  });

  it("tells dirt found on receipt, and a disposal mix and legs that were given", () => {
    const calculation = inputsOf({
      route: "recycle", material: "Corrugated Containers", massKg: 12, contamination: 0.04, baseline: { landfilling: 0.8, combustion: 0.2 },
      transport: [{ massKg: 12, km: 60, mode: "hgv_average" }],
    });
    const entry = { ...load, calculation, contaminationPermille: 40 };
    expect(sourcesOf(entry)).toMatchObject({ contamination: "inspection", baseline: "disposalGiven", transport: "declared" });
    expect(factsOf(entry, "contamination")).toEqual({ share: 0.04 });
    expect(factsOf(entry, "transport")).toEqual({ grams: 12_000, km: 60, mode: "hgv_average" });
    expect(inputLines(entry).filter((line) => line.name === "baseline").map((line) => line.facts)).toEqual([{ practice: "combustion", share: 0.2 }, { practice: "landfilling", share: 0.8 }]);
  });

  it("tells of an item what is convention, what its condition says, and that its weight moves nothing", () => {
    expect(sourcesOf(item)).toMatchObject({ items: "bothSides", weight: "categoryMean", displacement: "convention", life: "condition" });
    expect(sourcesOf(item)).not.toHaveProperty("contamination");
    expect(factsOf(item, "life")).toEqual({ share: 0.7, condition: "good" });
    expect(sourcesOf({ ...item, condition: null }).life).toBe("conditionUnknown");
  });

  it("tells how much of a numbered item's life earlier sales had used", () => {
    const rest = { ...item, requestedLife: 0.7, calculation: inputsOf({ route: "reuse", product: "ordinateurportable", count: 1, remainingLife: 0.3 }) };
    expect(inputLines(rest).find((line) => line.name === "life")).toEqual({ name: "life", source: "serialUsed", facts: { share: 0.3, used: 0.7 } });
    expect(sourcesOf({ ...item, requestedLife: 0.7 }).life).toBe("serialFree");
  });

  it("tells for how many days a thing was lent", () => {
    const lent = { ...item, calculation: inputsOf({ route: "reuse", product: "ordinateurportable", count: 1, remainingLife: 10 / 1825 }) };
    expect(inputLines(lent).find((line) => line.name === "life")).toEqual({ name: "life", source: "lent", facts: { share: 10 / 1825, days: 10 } });
  });

  it("tells evidence from convention, and a survey from both", () => {
    const given = (asked: Record<string, unknown>) => sourcesOf({ ...item, calculation: inputsOf({ product: "ordinateurportable", count: 1, ...asked }) });
    expect(given({ route: "reuse", displacement: 0.8 }).displacement).toBe("evidence");
    expect(given({ route: "repair", product: "jeans" })).toMatchObject({ displacement: "wrap", lifeAdded: "convention" });
    expect(given({ route: "repair", remainingLife: 0.4 })).toMatchObject({ displacement: "convention", lifeAdded: "evidence" });
    expect(given({ route: "remanufacture", refurbishmentKg: 3 })).toMatchObject({ refurbishment: "declared" });
  });

  it("tells a share by the footprint rules, an unknown place, and nothing of a formula that was not asked", () => {
    const entry = { ...load, status: "not_covered" as const, calculation: null, massGrams: null, publisherName: null, region: "ZZ", sharing: { rule: "pef" as const, takerPpm: 800_000 } };
    expect(sourcesOf(entry)).toEqual({ weight: "noWeight", contamination: "inspectionClean", sharing: "pef", region: "placeUnknown", formula: "frozen" });
    expect(factsOf(entry, "sharing")).toEqual({ taker: 0.8, giver: 0.2 });
  });
});

const row = (id: string, kind: HistoryLine["kind"], figures: readonly [number, number, number] | null): HistoryLine => ({
  id, kind, stage: "provisional", at: "2026-04-01T00:00:00.000Z", correction: null, note: null,
  co2eGrams: figures?.[0] ?? null, lowGrams: figures?.[1] ?? null, highGrams: figures?.[2] ?? null,
});

describe("the history of an entry", () => {
  const history = [row("a", "entry", [100, 80, 130]), row("b", "adjustment", [-30, -35, -20]), row("c", "verification", [0, 0, 0]), row("d", "reversal", [-70, -110, -45])];

  it("says what each row left the entry at, and nothing after it was taken back", () => {
    expect(historySteps(history).map((step) => step.standsAt)).toEqual([
      { co2eGrams: 100, lowGrams: 80, highGrams: 130 },
      { co2eGrams: 70, lowGrams: 45, highGrams: 110 },
      { co2eGrams: 70, lowGrams: 45, highGrams: 110 },
      { co2eGrams: 0, lowGrams: 0, highGrams: 0 },
    ]);
  });

  it("says nothing of what was never counted", () => {
    expect(historySteps([row("a", "entry", null), row("b", "verification", null)]).map((step) => step.standsAt)).toEqual([null, null]);
    expect(historySteps([row("a", "entry", null), row("b", "restatement", [5, 4, 6])])[1]?.standsAt).toEqual({ co2eGrams: 5, lowGrams: 4, highGrams: 6 });
  });

  it("tells from where to where a correction led; an entry itself leads nowhere", () => {
    expect(changeBy(history, "b")).toEqual({ before: { co2eGrams: 100, lowGrams: 80, highGrams: 130 }, after: { co2eGrams: 70, lowGrams: 45, highGrams: 110 } });
    expect(changeBy(history, "a")).toBeNull();
    expect(changeBy(history, "unknown")).toBeNull();
    expect(changeBy([row("a", "entry", null), row("b", "verification", null)], "b")).toBeNull();
  });
});

describe("car kilometres beside a figure", () => {
  it("are positive whatever the sign, name their edition and lead to their source", () => {
    const kept = carLine(24_400);
    expect(kept?.km).toBeCloseTo(100, 0);
    expect(kept).toMatchObject({ edition: "2024", to: expect.stringMatching(/^\/impact\/factors\/us_epa_equivalencies/) as string });
    expect(carLine(-24_400)).toEqual(kept);
  });

  it("are not shown for nothing", () => {
    expect(carLine(0)).toBeNull();
    expect(carLine(null)).toBeNull();
  });
});
