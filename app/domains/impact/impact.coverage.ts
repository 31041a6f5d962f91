/**
 * From our vocabularies to the publishers' names. A code without a counterpart is not covered: never zero, and never counted as a
 * material that only looks alike. What is close enough by the publisher's own description is marked `approximate`.
 */

import { findGoods } from "#app/shared/goods.ts";
import type { GoodsCode } from "#app/shared/goods.ts";
import type { MaterialCode } from "#app/shared/materials.ts";

import { findFigure } from "./impact.catalogue.ts";
import type { Calculation, NotCoveredCalculation } from "./impact.formula.ts";
import { calculate, FORMULA_VERSION } from "./impact.formula.ts";
import { ADEME } from "./impact.model.ts";
import type { CalculationInput, ItemRoute } from "./impact.schema.ts";
import type { WeightBasis } from "./impact.uncertainty.ts";

/** Why nothing is counted: nobody publishes a usable figure, it is counted by item, or the publisher's material differs too much. */
export type GapReason = "no_factor" | "by_item" | "unlike";

export interface MaterialRoute {
  kind: "covered";
  route: "recycle" | "compost" | "recycle_uk_proxy";
  /** The publisher's name. */
  name: string;
  approximate: boolean;
}

export type MaterialCoverage = MaterialRoute | { kind: "gap"; reason: GapReason };

const warm = (name: string): MaterialCoverage => ({ kind: "covered", route: "recycle", name, approximate: false });
const near = (name: string): MaterialCoverage => ({ kind: "covered", route: "recycle", name, approximate: true });
const compost = (name: string): MaterialCoverage => ({ kind: "covered", route: "compost", name, approximate: false });
const uk = (name: string, approximate = false): MaterialCoverage => ({
  kind: "covered",
  route: "recycle_uk_proxy",
  name,
  approximate,
});
const gap = (reason: GapReason): MaterialCoverage => ({ kind: "gap", reason });

const UK_FILM = "Plastics: LDPE and LLDPE (incl. forming)";
const UK_PS = "Plastics: PS (incl. forming)";
const UK_SCRAP = "Metal: scrap metal";

const COVERAGE: Readonly<Record<MaterialCode, MaterialCoverage>> = {
  glass: warm("Glass"),
  glass_bottles: warm("Glass"),
  flat_glass: gap("unlike"),
  paper: warm("Mixed Paper (general)"),
  office_paper: warm("Office Paper"),
  newspaper: warm("Newspaper"),
  magazines: warm("Magazines/third-class mail"),
  cardboard: warm("Corrugated Containers"),
  paper_packaging: near("Mixed Paper (general)"),
  express_packaging: near("Corrugated Containers"),
  books: near("Textbooks"),
  beverage_cartons: gap("no_factor"),
  plastic_mixed: warm("Mixed Plastics"),
  plastic_bottles: warm("Mixed Plastics"),
  plastic_packaging: near("Mixed Plastics"),
  plastic_rigid: uk("Plastics: average plastic rigid"),
  pet: warm("PET"),
  hdpe: warm("HDPE"),
  ldpe_film: uk(UK_FILM),
  agricultural_film: uk(UK_FILM),
  pp: warm("PP"),
  ps: uk(UK_PS),
  styrofoam: uk(UK_PS, true),
  pvc: uk("Plastics: PVC (incl. forming)"),
  polyester: gap("no_factor"),
  metal_mixed: near("Mixed Metals"),
  cans_mixed: warm("Mixed Metals"),
  aluminium_cans: warm("Aluminum Cans"),
  aluminium: warm("Aluminum Ingot"),
  steel_cans: warm("Steel Cans"),
  scrap_metal: uk(UK_SCRAP),
  sheet_metal: uk(UK_SCRAP, true),
  structural_steel: warm("Structural Steel"),
  copper: warm("Copper Wire"),
  lead: gap("no_factor"),
  aerosol_cans: gap("unlike"),
  clothes: gap("no_factor"),
  shoes: gap("no_factor"),
  textiles: gap("no_factor"),
  carpet: warm("Carpet"),
  e_waste_mixed: warm("Mixed Electronics"),
  small_appliances: gap("unlike"),
  large_appliances: gap("unlike"),
  computers: near("Desktop CPUs"),
  printers: warm("Hard-Copy Devices"),
  displays: warm("Flat-Panel Displays"),
  phones: warm("Portable Electronic Devices"),
  fridges: gap("unlike"),
  displays_crt: warm("CRT Displays"),
  photovoltaic: gap("no_factor"),
  printer_cartridges: gap("no_factor"),
  light_bulbs: gap("no_factor"),
  lamps: gap("no_factor"),
  fluorescent_tubes: gap("no_factor"),
  batteries_portable: gap("no_factor"),
  batteries_vehicle: gap("no_factor"),
  batteries_ev: gap("no_factor"),
  cooking_oil: gap("no_factor"),
  engine_oil: gap("no_factor"),
  paint: gap("no_factor"),
  hazardous: gap("no_factor"),
  gas_bottles: gap("no_factor"),
  pesticide_packaging: gap("no_factor"),
  green_waste: compost("Yard Trimmings"),
  grass: compost("Grass"),
  leaves: compost("Leaves"),
  branches: compost("Branches"),
  food_waste: compost("Food Waste"),
  organic_mixed: compost("Mixed Organics"),
  animal_waste: gap("no_factor"),
  straw: gap("no_factor"),
  wood: near("Dimensional Lumber"),
  wood_flooring: warm("Wood Flooring"),
  rubble: warm("Concrete"),
  bricks: gap("no_factor"),
  asphalt: warm("Asphalt Concrete"),
  plasterboard: warm("Drywall"),
  insulation: uk("Insulation"),
  ceramics: gap("no_factor"),
  earth: gap("no_factor"),
  furniture: gap("by_item"),
  toys: gap("by_item"),
  bicycles: gap("by_item"),
  tyres: warm("Tires"),
  cork: gap("no_factor"),
  cds: gap("no_factor"),
  eyeglasses: gap("by_item"),
  reusable_goods: gap("by_item"),
  mixed_recyclables: warm("Mixed Recyclables"),
};

/** How loads of a material are counted, or why they are not. */
export function coverageOf(code: MaterialCode): MaterialCoverage {
  return COVERAGE[code];
}

type Extras = Pick<CalculationInput, "contamination" | "baseline" | "baselineMix" | "virginShare" | "transport" | "delivery" | "processingKg" | "round">;

/** A weighed load of one material, as a transaction knows it. `id` seeds the range: use the entry's or the lot's id. */
export interface MaterialLot extends Extras {
  id: string;
  material: MaterialCode;
  massGrams: number;
  basis: Exclude<WeightBasis, "counted">;
}

/** Counts a load by our material code. Same results as {@link calculate}; a code without a counterpart is `not_covered`. */
export function calculateMaterialLot(lot: MaterialLot): Calculation {
  const { id, material, massGrams, basis, ...extras } = lot;
  const amount = { id, massKg: massGrams / 1000, weightBasis: basis, ...extras };
  const coverage = coverageOf(material);
  if (coverage.kind === "gap") {
    return notMapped({ ...amount, route: "recycle", material }, `${material}: ${coverage.reason}`);
  }
  const { route, name, approximate } = coverage;
  return calculate({ ...amount, route, material: name, ...(approximate ? { approximate } : {}) });
}

type GoodsExtras = Pick<
  CalculationInput,
  "displacement" | "remainingLife" | "transport" | "delivery" | "extraUse" | "refurbishmentKg"
>;

/** Items of one category passed on for use. `product`: the publisher's kind the giver chose, else the category's default. */
export interface GoodsLot extends GoodsExtras {
  id: string;
  goods: GoodsCode;
  count: number;
  product?: string;
  /** How the items were given another use; passed on as they are unless said. */
  route?: ItemRoute;
  /** Mass of all the items together: counts goods of a category that no publisher covers, and only those. */
  massGrams?: number;
  /** How that mass became known; measured unless said. */
  weightBasis?: Exclude<WeightBasis, "counted">;
}

/**
 * Counts passed-on goods by our category. A category no publisher covers is estimated by its weight where one is given; without a weight
 * it is `not_covered`, and so is a kind foreign to its category.
 */
export function calculateGoodsLot(lot: GoodsLot): Calculation {
  const { goods, product: chosen, route = "reuse", massGrams, weightBasis, ...rest } = lot;
  const category = findGoods(goods);
  const product = chosen ?? category?.defaultProduct ?? null;
  const known = product !== null && (product === category?.defaultProduct || category?.otherProducts.includes(product));
  if (known) return calculate({ ...rest, route, product });
  if (product === null && massGrams !== undefined && fitsWeightOnly(lot)) {
    const { id, transport, delivery } = rest;
    return calculate({
      id,
      route: "weight_only",
      massKg: massGrams / 1000,
      weightBasis: weightBasis ?? "measured",
      ...(transport ? { transport } : {}),
      ...(delivery === undefined ? {} : { delivery }),
    });
  }
  return notMapped({ ...rest, route, product: product ?? goods }, `${goods}: no_factor`);
}

/**
 * The average by weight is for goods that are used again as they are: not for what is only good for parts, and it has no place for
 * anything that is known about this lot alone.
 */
function fitsWeightOnly(lot: GoodsLot): boolean {
  const { route = "reuse", remainingLife, displacement, extraUse, refurbishmentKg } = lot;
  return route === "reuse" && remainingLife !== 0 && displacement === undefined && extraUse === undefined && refurbishmentKg === undefined;
}

function notMapped(inputs: CalculationInput, missing: string): NotCoveredCalculation {
  const { route } = inputs;
  return { status: "not_covered", formulaVersion: FORMULA_VERSION, route, reason: "not_mapped", missing, inputs };
}

/**
 * What the publisher says of a product's use: years of a whole life, and kg CO2e a year on the French grid; null where it says nothing.
 * With `remainingLifeFromYears` the years give the share of life an item has left.
 */
export function productFacts(product: string): { defaultYears: number | null; useKgPerYear: number | null } {
  return {
    defaultYears: findFigure(ADEME, product, "default-years")?.value ?? null,
    useKgPerYear: findFigure(ADEME, product, "use-per-year")?.value ?? null,
  };
}

/**
 * Remaining life by the grade of an item's condition, as a share of a whole life. Our own convention, stated on the entry:
 * a used item is never counted as new.
 */
export const REMAINING_LIFE_BY_CONDITION = {
  new: 1,
  like_new: 0.9,
  good: 0.7,
  fair: 0.5,
  worn: 0.3,
  for_parts: 0,
} as const;

export type Condition = keyof typeof REMAINING_LIFE_BY_CONDITION;
