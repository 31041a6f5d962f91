/**
 * The closed vocabulary of recyclable materials. Points, slots, weigh-ins, listings and the impact room speak in these codes
 * and no others; names for people live in the `materials` catalogue under `names.<code>` and `groups.<group>`.
 * A code never changes its meaning once published: ledger entries keep it for ever.
 */

export const MATERIAL_GROUPS = [
  "glass",
  "paper",
  "plastic",
  "metal",
  "textiles",
  "e_waste",
  "lamps",
  "batteries",
  "oils_hazardous",
  "organic",
  "wood_construction",
  "reuse",
  "other",
] as const;

export type MaterialGroup = (typeof MATERIAL_GROUPS)[number];

/** True for a group of the list. */
export function isMaterialGroup(text: string): text is MaterialGroup {
  return (MATERIAL_GROUPS as readonly string[]).includes(text);
}

/** How a person usually states an amount: by weight, or by counting pieces that the scale weighs later. */
export type MaterialUnit = "kg" | "piece";

export interface Material {
  code: string;
  group: MaterialGroup;
  /** The unit a form offers first. */
  typicalUnit: MaterialUnit;
  /** Dangerous to handle or to mix: forms warn, and it is collected apart. */
  hazard: boolean;
  /** Only an operator holding a valid licence for it may take it. */
  licenceBound: boolean;
  /** Net grams above which one visit's weight is refused as a slip of the keyboard. */
  maxVisitGrams: number;
}

const TONNE = 1_000_000;

type Traits = "hazard" | "licence" | "piece";

interface Line {
  codes: readonly string[];
  group: MaterialGroup;
  maxTonnes: number;
  traits?: readonly Traits[];
}

const LINES = [
  { group: "glass", maxTonnes: 25, codes: ["glass", "glass_bottles", "flat_glass"] },
  {
    group: "paper",
    maxTonnes: 25,
    codes: [
      "paper",
      "office_paper",
      "newspaper",
      "magazines",
      "cardboard",
      "paper_packaging",
      "express_packaging",
      "books",
      "beverage_cartons",
    ],
  },
  {
    group: "plastic",
    maxTonnes: 25,
    codes: [
      "plastic_mixed",
      "plastic_bottles",
      "plastic_packaging",
      "plastic_rigid",
      "pet",
      "hdpe",
      "ldpe_film",
      "agricultural_film",
      "pp",
      "ps",
      "styrofoam",
      "pvc",
      "polyester",
    ],
  },
  {
    group: "metal",
    maxTonnes: 30,
    codes: [
      "metal_mixed",
      "cans_mixed",
      "aluminium_cans",
      "aluminium",
      "steel_cans",
      "scrap_metal",
      "sheet_metal",
      "structural_steel",
      "copper",
      "lead",
    ],
  },
  { group: "metal", maxTonnes: 1, traits: ["hazard"], codes: ["aerosol_cans"] },
  { group: "textiles", maxTonnes: 10, codes: ["clothes", "shoes", "textiles", "carpet"] },
  {
    group: "e_waste",
    maxTonnes: 10,
    traits: ["licence"],
    codes: ["e_waste_mixed", "small_appliances", "large_appliances", "computers", "printers", "displays", "phones"],
  },
  { group: "e_waste", maxTonnes: 5, traits: ["hazard", "licence", "piece"], codes: ["fridges", "displays_crt"] },
  { group: "e_waste", maxTonnes: 25, traits: ["licence", "piece"], codes: ["photovoltaic"] },
  { group: "e_waste", maxTonnes: 1, traits: ["piece"], codes: ["printer_cartridges"] },
  { group: "lamps", maxTonnes: 1, traits: ["piece"], codes: ["light_bulbs"] },
  { group: "lamps", maxTonnes: 1, traits: ["hazard", "licence", "piece"], codes: ["lamps", "fluorescent_tubes"] },
  {
    group: "batteries",
    maxTonnes: 2,
    traits: ["hazard", "licence"],
    codes: ["batteries_portable"],
  },
  {
    group: "batteries",
    maxTonnes: 20,
    traits: ["hazard", "licence", "piece"],
    codes: ["batteries_vehicle", "batteries_ev"],
  },
  { group: "oils_hazardous", maxTonnes: 10, codes: ["cooking_oil"] },
  {
    group: "oils_hazardous",
    maxTonnes: 10,
    traits: ["hazard", "licence"],
    codes: ["engine_oil", "paint", "hazardous", "gas_bottles", "pesticide_packaging"],
  },
  {
    group: "organic",
    maxTonnes: 25,
    codes: ["green_waste", "grass", "leaves", "branches", "food_waste", "organic_mixed", "animal_waste", "straw"],
  },
  {
    group: "wood_construction",
    maxTonnes: 40,
    codes: ["wood", "wood_flooring", "rubble", "bricks", "asphalt", "plasterboard", "insulation", "ceramics", "earth"],
  },
  { group: "reuse", maxTonnes: 2, traits: ["piece"], codes: ["furniture", "toys", "bicycles"] },
  { group: "other", maxTonnes: 20, codes: ["tyres"] },
  { group: "other", maxTonnes: 1, codes: ["cork", "cds"] },
  { group: "other", maxTonnes: 25, codes: ["mixed_recyclables"] },
  { group: "reuse", maxTonnes: 1, codes: ["eyeglasses", "reusable_goods"] },
] as const satisfies readonly Line[];

/** Every code that may be stored. */
export type MaterialCode = (typeof LINES)[number]["codes"][number];

export type MaterialOf = Material & { code: MaterialCode };

/** All materials in the order forms show them, group by group. */
export const MATERIALS: readonly MaterialOf[] = LINES.flatMap((line: Line) =>
  line.codes.map((code) => ({
    code: code as MaterialCode,
    group: line.group,
    typicalUnit: line.traits?.includes("piece") ? ("piece" as const) : ("kg" as const),
    hazard: line.traits?.includes("hazard") ?? false,
    licenceBound: line.traits?.includes("licence") ?? false,
    maxVisitGrams: line.maxTonnes * TONNE,
  })),
);

/** All codes, in the same order. */
export const MATERIAL_CODES: readonly MaterialCode[] = MATERIALS.map((material) => material.code);

const byCode: ReadonlyMap<string, MaterialOf> = new Map(MATERIALS.map((material) => [material.code, material]));

/** Whether a text is a code of the vocabulary. */
export function isMaterialCode(text: string): text is MaterialCode {
  return byCode.has(text);
}

/** The material behind a code, or null when the text is not in the vocabulary. */
export function findMaterial(text: string): MaterialOf | null {
  return byCode.get(text) ?? null;
}

/** The material behind a code known to be valid; throws on a code that is not (a bug). */
export function material(code: MaterialCode): MaterialOf {
  const found = byCode.get(code);
  if (!found) throw new Error(`unknown material code ${code}`);
  return found;
}

/** The materials of a group, in catalogue order. */
export function materialsOfGroup(group: MaterialGroup): readonly MaterialOf[] {
  return MATERIALS.filter((entry) => entry.group === group);
}
