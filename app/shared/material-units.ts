import type { MaterialCode } from "./materials.ts";

/**
 * Units and conditions of materials that nobody weighs at home. What a unit weighs is an estimate, used until the scale has spoken; each says where it comes
 * from. Names for people stand in the `materials` catalogue under `counted`, `conditions` and `unitSources`.
 */
export const countUnits = ["piece", "bag", "bucket", "cubic_metre"] as const;
export type CountUnit = (typeof countUnits)[number];

/**
 * `calrecycle`: CalRecycle, Solid Waste Cleanup Program, "Weights and Volumes for Project Estimates" (asphalt or concrete, loose: 2,400 lb per cubic yard; wood,
 * uncompacted: 400; earth, loose and dry: 2,100; ten car tyres to a cubic yard of 220 lb). `leed`: US Green Building Council, LEED Reference Guide for Green
 * Building Design and Construction 2009, section 6, table 2 (drywall: 500 lb per cubic yard). `own`: our own round assumption.
 */
export type UnitSource = "calrecycle" | "leed" | "own";

export interface CountedUnit {
  unit: CountUnit;
  /** Grams of one unit, an estimate. */
  gramsPerUnit: number;
  source: UnitSource;
}

/** What is to be so when it is brought. `isNeeded`: without it the place cannot take the material; else it is good to know. */
export interface Condition {
  code: (typeof conditionCodes)[number];
  isNeeded: boolean;
}

export const conditionCodes = ["shaken_clean", "dry", "bagged", "triple_rinsed", "caps_off", "sorted", "no_asbestos", "off_rim", "paired", "no_plastic", "within_three_days", "glass_intact", "cables_safe"] as const;

interface StreamRule {
  counted: CountedUnit | null;
  conditions: readonly Condition[];
}

const needed = (...codes: Condition["code"][]): Condition[] => codes.map((code) => ({ code, isNeeded: true }));
const asked = (...codes: Condition["code"][]): Condition[] => codes.map((code) => ({ code, isNeeded: false }));

/** Kilograms of a cubic metre for pounds of a cubic yard: 0.45359237 / 0.764554857984, rounded to the kilogram. */
const perCubicMetre = (poundsPerCubicYard: number, source: UnitSource): CountedUnit => ({ unit: "cubic_metre", gramsPerUnit: Math.round((poundsPerCubicYard * 0.45359237) / 0.764554857984) * 1000, source });
const own = (unit: CountUnit, gramsPerUnit: number): CountedUnit => ({ unit, gramsPerUnit, source: "own" });
const building = [...needed("no_asbestos"), ...asked("sorted")];

const rules: Partial<Record<MaterialCode, StreamRule>> = {
  agricultural_film: { counted: own("bag", 5_000), conditions: [...needed("shaken_clean"), ...asked("dry")] },
  // An empty one-litre bottle of HDPE.
  pesticide_packaging: { counted: own("piece", 60), conditions: needed("triple_rinsed", "caps_off") },
  rubble: { counted: perCubicMetre(2_400, "calrecycle"), conditions: building },
  asphalt: { counted: perCubicMetre(2_400, "calrecycle"), conditions: building },
  earth: { counted: perCubicMetre(2_100, "calrecycle"), conditions: asked("sorted") },
  wood: { counted: perCubicMetre(400, "calrecycle"), conditions: asked("dry", "sorted") },
  plasterboard: { counted: perCubicMetre(500, "leed"), conditions: [...needed("no_asbestos"), ...asked("dry")] },
  bricks: { counted: own("cubic_metre", 1_200_000), conditions: building },
  ceramics: { counted: own("cubic_metre", 1_200_000), conditions: asked("sorted") },
  insulation: { counted: own("cubic_metre", 30_000), conditions: needed("no_asbestos", "bagged") },
  // 220 lb by ten.
  tyres: { counted: { unit: "piece", gramsPerUnit: 9_979, source: "calrecycle" }, conditions: asked("off_rim") },
  textiles: { counted: own("bag", 7_000), conditions: needed("dry", "bagged") },
  clothes: { counted: own("bag", 7_000), conditions: needed("dry", "bagged") },
  shoes: { counted: own("bag", 6_000), conditions: [...needed("dry"), ...asked("paired")] },
  food_waste: { counted: own("bucket", 5_000), conditions: needed("no_plastic", "within_three_days") },
  photovoltaic: { counted: own("piece", 20_000), conditions: asked("glass_intact", "cables_safe") },
};

/** How people count a material, beside its weight; null where they do not. */
export function countedUnitOf(code: string): CountedUnit | null {
  return (rules as Record<string, StreamRule | undefined>)[code]?.counted ?? null;
}

/** What is asked of a material before it is brought. */
export function conditionsOf(code: string): readonly Condition[] {
  return (rules as Record<string, StreamRule | undefined>)[code]?.conditions ?? [];
}

/** Those of the needed conditions that were not ticked. */
export function missingConditions(code: string, ticked: readonly string[]): Condition["code"][] {
  return conditionsOf(code).flatMap((condition) => (condition.isNeeded && !ticked.includes(condition.code) ? [condition.code] : []));
}

/** A count as typed, in hundredths: "2" -> 200, "0,5" -> 50. Whole numbers only, except of cubic metres. Null when it is none. */
export function parseCount(text: string, unit: CountUnit): number | null {
  const clean = text.trim().replace(",", ".");
  if (!(unit === "cubic_metre" ? /^\d{1,5}(\.\d{1,2})?$/ : /^\d{1,5}$/).test(clean)) return null;
  const hundredths = Math.round(Number(clean) * 100);
  return hundredths > 0 ? hundredths : null;
}

/** Whether a count, in hundredths, can be one of this unit: above zero, and whole but for cubic metres. */
export function isCountOf(hundredths: number, unit: CountUnit): boolean {
  return Number.isInteger(hundredths) && hundredths > 0 && hundredths < 10_000_000 && (unit === "cubic_metre" || hundredths % 100 === 0);
}

/** A count as people type it: 50 -> "0.5". */
export function countText(hundredths: number): string {
  return String(hundredths / 100);
}

/** What a count weighs, in grams: an estimate. */
export function estimateGrams(hundredths: number, counted: CountedUnit): number {
  return Math.round((hundredths * counted.gramsPerUnit) / 100);
}
