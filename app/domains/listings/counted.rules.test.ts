import { describe, expect, it } from "vitest";
import { countedUnitOf } from "#app/shared/material-units.ts";
import { isCountEstimate } from "./counted.rules.ts";
import { listingForm, listingInput } from "./listings.schema.ts";

const typed = { kind: "material", offer: "free", title: "Film of two fields", placeLabel: "Chenggong", material: "agricultural_film", so: { shaken_clean: "yes" } };
const sent = { kind: "material", offer: "free", title: "Film of two fields", placeLabel: "Chenggong", material: "agricultural_film", materialConditions: ["shaken_clean"] };
const problems = (schema: typeof listingForm | typeof listingInput, value: object) => (schema.safeParse(value).error?.issues ?? []).map(({ path, message }) => [path.join("."), message]);

describe("materials that are counted, in the form of a listing", () => {
  it.each([
    ["agricultural_film", "4", ["shaken_clean"], "bag", 400, 20_000],
    ["pesticide_packaging", "12", ["triple_rinsed", "caps_off"], "piece", 1_200, 720],
    ["rubble", "0,5", ["no_asbestos"], "cubic_metre", 50, 712_000],
    ["tyres", "4", [], "piece", 400, 39_916],
    ["textiles", "2", ["dry", "bagged"], "bag", 200, 14_000],
    ["food_waste", "1", ["no_plastic", "within_three_days"], "bucket", 100, 5_000],
    ["photovoltaic", "3", ["glass_intact"], "piece", 300, 60_000],
  ])("%s: %s with %j", (material, count, codes, countUnit, countHundredths, massGrams) => {
    const so = Object.fromEntries(codes.map((code) => [code, "yes"]));
    const parsed = listingForm.parse({ ...typed, material, count, so });
    expect(parsed).toMatchObject({ countUnit, countHundredths, materialConditions: codes, massGrams });
    expect(isCountEstimate(parsed as never)).toBe(true);
    expect(parsed.countUnit).toBe(countedUnitOf(material)?.unit);
  });

  it("a weight that is given counts, and the count stays what it was", () => {
    const parsed = listingForm.parse({ ...typed, count: "4", mass: "18,5" });
    expect(parsed).toMatchObject({ countHundredths: 400, massGrams: 18_500 });
    expect(isCountEstimate(parsed as never)).toBe(false);
    expect(listingForm.parse(typed)).toMatchObject({ countUnit: null, countHundredths: null, massGrams: null });
  });

  it.each(["a few", "1.5", "0", "-2", "123456", "100000"])("%s bags are an error at the field", (count) => {
    expect(problems(listingForm, { ...typed, count })).toEqual([["count", "materials:counted.wrong"]]);
  });

  it("what has to be so is asked of what there is, together with all other errors", () => {
    expect(problems(listingForm, { ...typed, so: {}, count: "x", offer: "sale" })).toEqual(expect.arrayContaining([["so", "materials:conditions.needed"], ["count", "materials:counted.wrong"], ["price", "errors:required"]]));
    expect(problems(listingInput, { ...sent, materialConditions: ["dry"] })).toEqual([["materialConditions", "materials:conditions.needed"]]);
    expect(listingInput.parse({ ...sent, materialConditions: [], offer: "wanted" }).materialConditions).toEqual([]);
    expect(listingForm.parse({ ...typed, so: {}, offer: "wanted" }).materialConditions).toEqual([]);
    expect(listingForm.parse({ ...typed, so: { shaken_clean: "yes", glass_intact: "yes", nonsense: "yes" } }).materialConditions).toEqual(["shaken_clean"]);
  });

  it("nothing of it stays with goods, or with a material that is not counted", () => {
    expect(listingForm.parse({ ...typed, kind: "goods", category: "sofa", condition: "good", count: "4" })).toMatchObject({ countUnit: null, countHundredths: null, materialConditions: [], massGrams: null });
    expect(listingForm.parse({ ...typed, material: "cardboard", count: "4" })).toMatchObject({ countUnit: null, countHundredths: null, materialConditions: [], massGrams: null });
  });

  it("programs name the unit, which has to be the material's", () => {
    expect(listingInput.parse({ ...sent, countUnit: "bag", countHundredths: 400, materialConditions: ["dry", "shaken_clean"] })).toMatchObject({ massGrams: 20_000, materialConditions: ["shaken_clean", "dry"] });
    for (const wrong of [{ countUnit: "piece", countHundredths: 400 }, { countUnit: "bag", countHundredths: 150 }, { countUnit: "bag", countHundredths: null }, { countUnit: null, countHundredths: 400 }, { countUnit: "bag", countHundredths: 0 }])
      expect(problems(listingInput, { ...sent, ...wrong }), JSON.stringify(wrong)).toEqual([["countHundredths", "materials:counted.wrong"]]);
  });
});
