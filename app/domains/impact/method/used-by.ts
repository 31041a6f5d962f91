/** The way back from a factor: which of our materials and goods are counted with it, and what else takes it. */

import { GOODS, type GoodsCode } from "#app/shared/goods.ts";
import { MATERIAL_CODES, type MaterialCode } from "#app/shared/materials.ts";

import type { Factor } from "../factors/factor.types.ts";
import { FACTORS, findFigure, setKey } from "../impact.catalogue.ts";
import { coverageOf, type MaterialRoute } from "../impact.coverage.ts";
import { ADEME, CN_GRID, DESNZ, freightFactor, WARM } from "../impact.model.ts";
import { roundFactor } from "../impact.rounds.ts";
import { ROUND_VEHICLES, TRANSPORT_MODES } from "../impact.schema.ts";

export interface FactorUsers {
  materials: MaterialCode[];
  /** `byChoice`: only where the giver names this kind instead of the category's usual one. */
  goods: { code: GoodsCode; byChoice: boolean }[];
  /** Materials that take the figure only where their usual disposal is stated and includes it. */
  baselineOf: MaterialCode[];
  /** What takes it whatever was handed over. */
  role: FactorRole | null;
}

/** `weight`: goods that no publisher lists; `display`: an equivalence that is shown and never counted with. */
export const FACTOR_ROLES = ["transport", "round", "delivery", "grid", "weight", "display"] as const;
export type FactorRole = (typeof FACTOR_ROLES)[number];

/** The cells of a set that each route by weight takes; a test holds them against the formula. */
const FIGURES: Readonly<Record<MaterialRoute["route"], { set: string; practices: readonly string[] }>> = {
  recycle: { set: WARM, practices: ["landfilling", "recycling"] },
  compost: { set: WARM, practices: ["landfilling", "composting"] },
  recycle_uk_proxy: { set: DESNZ, practices: ["primary", "closed-loop-source", "landfill", "closed-loop-disposal"] },
};

/** Usual disposals besides landfill that a stated baseline may name; the UK set's cover the lorry only and are refused. */
const OTHER_DISPOSALS = ["combustion", "composting", "recycling"] as const;

/** Figures whose practice alone says what takes them. */
const ROLES: Readonly<Record<string, FactorRole>> = { parcel: "delivery", "reuse-by-weight": "weight", equivalency: "display" };

const GRID_AVERAGES = ["national-average", "regional-average"];

function roleOf(factor: Factor): FactorRole | null {
  // Older editions of the grid stay for the entries that cite them; nothing new is counted with them.
  if (setKey(factor) === CN_GRID && GRID_AVERAGES.includes(factor.practice)) return "grid";
  return ROLES[factor.practice] ?? null;
}

let known: ReadonlyMap<string, FactorUsers> | null = null;

/** Who takes this factor; empty for a figure that no route takes. Ids are stable, so the answer is made once. */
export function usedBy(factorId: string): FactorUsers {
  known ??= allUsers();
  return known.get(factorId) ?? { materials: [], goods: [], baselineOf: [], role: null };
}

/** True when nothing counts with it. */
export function isUnused({ materials, goods, baselineOf, role }: FactorUsers): boolean {
  return materials.length + goods.length + baselineOf.length === 0 && role === null;
}

function allUsers(): Map<string, FactorUsers> {
  const users = new Map<string, FactorUsers>();
  const of = (id: string): FactorUsers => {
    const entry = users.get(id) ?? { materials: [], goods: [], baselineOf: [], role: null };
    users.set(id, entry);
    return entry;
  };
  for (const code of MATERIAL_CODES) {
    const coverage = coverageOf(code);
    if (coverage.kind !== "covered") continue;
    const { set, practices } = FIGURES[coverage.route];
    for (const practice of practices) {
      const factor = findFigure(set, coverage.name, practice);
      if (factor) of(factor.id).materials.push(code);
    }
    for (const practice of set === WARM ? OTHER_DISPOSALS : []) {
      const factor = practices.includes(practice) ? null : findFigure(set, coverage.name, practice);
      if (factor) of(factor.id).baselineOf.push(code);
    }
  }
  for (const { code, defaultProduct, otherProducts } of GOODS) {
    for (const product of defaultProduct === null ? [] : [defaultProduct, ...otherProducts]) {
      const factor = findFigure(ADEME, product, "production-distribution");
      if (factor) of(factor.id).goods.push({ code, byChoice: product !== defaultProduct });
    }
  }
  for (const mode of TRANSPORT_MODES) of(freightFactor(mode).id).role = "transport";
  for (const vehicle of ROUND_VEHICLES) {
    const factor = roundFactor(vehicle);
    if (factor) of(factor.id).role = "round";
  }
  for (const factor of FACTORS) {
    const role = roleOf(factor);
    if (role) of(factor.id).role = role;
  }
  return users;
}
