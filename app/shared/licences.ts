import { findGoods, type GoodsCode } from "./goods.ts";
import { findMaterial, MATERIALS, type MaterialCode } from "./materials.ts";

/** Materials that only a party with a valid licence may take, in catalogue order. */
export const LICENCE_BOUND: readonly MaterialCode[] = MATERIALS.filter((material) => material.licenceBound).map((material) => material.code);

/** True for a material that only a party with a valid licence may take. */
export function isLicenceBound(code: string): boolean {
  return findMaterial(code)?.licenceBound ?? false;
}

/** Those of some codes that need a licence, each once, in the given order. */
export function licenceBoundOf(codes: readonly string[]): string[] {
  return [...new Set(codes)].filter(isLicenceBound);
}

/** What an appliance is once nobody will use it again; everything powered that is not named here is a small appliance. */
const wasteOf: Partial<Record<GoodsCode, MaterialCode>> = {
  smartphone: "phones",
  basic_phone: "phones",
  laptop: "computers",
  tablet: "computers",
  desktop_computer: "computers",
  monitor: "displays",
  television: "displays",
  printer: "printers",
  fridge: "fridges",
  air_conditioner: "fridges",
  washing_machine: "large_appliances",
  dishwasher: "large_appliances",
  oven: "large_appliances",
};

/** What is passed on, as a listing states it. */
export type PassedOn = { kind: "goods" | "material"; material: string | null; category: string | null; condition: string | null };

/**
 * The material that whoever takes this needs a licence for, or null. The line between use and waste: a listing of material is
 * waste, whoever takes it; a listing of goods is a thing somebody will use, also one that wants repair, unless it is broken, has
 * a plug or a battery, and goes to a recycler, who takes it apart.
 */
export function licenceNeededFor(what: PassedOn, takerKind: string): MaterialCode | null {
  if (what.kind === "material") return what.material !== null && isLicenceBound(what.material) ? (what.material as MaterialCode) : null;
  const goods = what.category === null ? null : findGoods(what.category);
  if (takerKind !== "recycler" || what.condition !== "broken" || !goods?.powered) return null;
  return wasteOf[goods.code] ?? "small_appliances";
}
