import { describe, expect, it } from "vitest";
import { isMaterialCode } from "#app/shared/materials.ts";
import { meaningOf, OSM_ALIASES, OSM_MATERIALS, readRecyclingTags } from "./osm-tags.ts";

/** The keys by category, as the schema of the project's research lists them. */
const TABLE = {
  glass: "glass glass_bottles flat_glass",
  paper: "paper newspaper magazines cardboard paper_packaging books cartons beverage_cartons",
  plastic: "plastic plastic_bottles plastic_packaging plastic_bags styrofoam polystyrene polystyrene_foam polyester",
  metal: "cans scrap_metal metal sheet_metal aluminium aerosol_cans",
  textiles: "clothes shoes textiles",
  eWaste:
    "electrical_appliances electrical_items small_appliances small_electrical_appliances white_goods fridge_and_freezer computers tv_monitor mobile_phones printer_cartridges",
  lamps: "light_bulbs low_energy_bulbs fluorescent_tubes",
  batteries: "batteries car_batteries",
  oils: "cooking_oil engine_oil waste_oil paint hazardous_waste gas_bottles",
  organic: "green_waste garden_waste organic animal_waste",
  wood: "wood wood_waste rubble plasterboard ceramics earth",
  reuse: "toys furniture books bicycles cork tyres cds music",
};

describe("the table of recycling tags", () => {
  it.each(Object.values(TABLE).flatMap((keys) => keys.split(" ")))("knows recycling:%s", (key) => {
    expect(meaningOf(key).kind).toBe("material");
  });

  it("leads to codes of the vocabulary alone, and aliases to keys of the table", () => {
    for (const code of Object.values(OSM_MATERIALS)) expect(isMaterialCode(code), code).toBe(true);
    for (const key of Object.values(OSM_ALIASES)) expect(OSM_MATERIALS, key).toHaveProperty(key);
  });

  it.each([
    ["small_appliences", "small_appliances"],
    ["small_appliance", "small_appliances"],
    ["with_goods", "large_appliances"],
    ["hardcode", "rubble"],
    ["electrical_item", "e_waste_mixed"],
    ["monitor", "displays"],
    ["cdrom", "cds"],
  ])("reads the misspelling %s as %s", (key, material) => {
    expect(meaningOf(key)).toEqual({ kind: "material", material });
  });

  it("does not take inherited names for tags", () => {
    expect(meaningOf("constructor")).toEqual({ kind: "unknown" });
    expect(meaningOf("toString")).toEqual({ kind: "unknown" });
  });
});

describe("readRecyclingTags", () => {
  it("accepts yes, refuses no, leaves anything else to people", () => {
    const reading = readRecyclingTags({ "recycling:glass": "yes", "recycling:paper": "no", "recycling:cans": "limited", name: "x" });
    expect(reading.accepts).toEqual([{ material: "glass", conditionNote: null, sourceTag: "recycling:glass" }]);
    expect(reading.refuses).toEqual([{ material: "paper", sourceTag: "recycling:paper" }]);
    expect(reading.unclear).toBe(true);
  });

  it("does not call residual waste recycling", () => {
    const reading = readRecyclingTags({ "recycling:waste": "yes" });
    expect(reading).toMatchObject({ accepts: [], refuses: [], unknownTags: {}, takesResidualWaste: true });
  });

  it("keeps unknown tags word for word", () => {
    expect(readRecyclingTags({ "recycling:cars": "Yes " }).unknownTags).toEqual({ "recycling:cars": "Yes " });
  });

  it("names every tag behind a material, and prefers acceptance in a conflict", () => {
    const reading = readRecyclingTags({ "recycling:green_waste": "yes", "recycling:garden_waste": "yes", "recycling:wood": "yes", "recycling:wood_waste": "no" });
    expect(reading.accepts).toEqual([
      { material: "green_waste", conditionNote: null, sourceTag: "recycling:garden_waste;recycling:green_waste" },
      { material: "wood", conditionNote: null, sourceTag: "recycling:wood" },
    ]);
    expect([reading.refuses, reading.conflicting]).toEqual([[], true]);
  });
});
