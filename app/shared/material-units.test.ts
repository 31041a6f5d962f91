import { describe, expect, it } from "vitest";
import { conditionsOf, countedUnitOf, estimateGrams, missingConditions, parseCount } from "./material-units.ts";
import { material, MATERIALS } from "./materials.ts";

describe("units that people count in", () => {
  it("are there for film, pesticide packaging, building waste, tyres, textiles, kitchen waste and solar panels", () => {
    const units = Object.fromEntries(MATERIALS.flatMap(({ code }) => (countedUnitOf(code) ? [[code, countedUnitOf(code)?.unit]] : [])));
    expect(units).toEqual({
      agricultural_film: "bag", pesticide_packaging: "piece", rubble: "cubic_metre", asphalt: "cubic_metre", earth: "cubic_metre", wood: "cubic_metre", plasterboard: "cubic_metre", bricks: "cubic_metre",
      ceramics: "cubic_metre", insulation: "cubic_metre", tyres: "piece", textiles: "bag", clothes: "bag", shoes: "bag", food_waste: "bucket", photovoltaic: "piece",
    });
  });

  it("weigh what their source says: pounds of a cubic yard as kilograms of a cubic metre", () => {
    const kilograms = (code: string) => (countedUnitOf(code)?.gramsPerUnit ?? 0) / 1000;
    expect([kilograms("rubble"), kilograms("wood"), kilograms("earth"), kilograms("plasterboard"), kilograms("tyres")]).toEqual([1424, 237, 1246, 297, 9.979]);
    for (const { code } of MATERIALS) {
      const counted = countedUnitOf(code);
      if (counted) expect(estimateGrams(100, counted), code).toBeLessThan(material(code).maxVisitGrams);
    }
  });

  it("are typed whole, except cubic metres", () => {
    expect(parseCount(" 4 ", "piece")).toBe(400);
    expect(parseCount("0,5", "cubic_metre")).toBe(50);
    for (const text of ["1.5", "0", "-1", "", "many"]) expect(parseCount(text, "bag")).toBeNull();
    const rubble = countedUnitOf("rubble");
    expect(rubble && estimateGrams(50, rubble)).toBe(712_000);
  });
});

describe("conditions", () => {
  it("name what must be done before, and what is only good to know", () => {
    expect(missingConditions("pesticide_packaging", ["caps_off"])).toEqual(["triple_rinsed"]);
    expect(missingConditions("pesticide_packaging", ["caps_off", "triple_rinsed"])).toEqual([]);
    expect(conditionsOf("photovoltaic").map((condition) => [condition.code, condition.isNeeded])).toEqual([["glass_intact", false], ["cables_safe", false]]);
    expect(missingConditions("photovoltaic", [])).toEqual([]);
    expect(missingConditions("cardboard", [])).toEqual([]);
  });
});
