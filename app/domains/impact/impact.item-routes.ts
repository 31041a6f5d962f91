/** Reuse, repair and remanufacture by item: the new item that one may have displaced (ADEME), less what that cost. */

import { FACTORS, findFigure, setKey } from "./impact.catalogue.ts";
import type { Factor, SpreadClass } from "./factors/factor.types.ts";
import type { BuiltModel, Part, Term } from "./impact.model.ts";
import { ADEME, burdensOf, CN_GRID, declaredBurden, fraction, missingFigure, refused, refuseFields } from "./impact.model.ts";
import type { CalculationInput, ItemRoute } from "./impact.schema.ts";
import { addedLifeTriangle, displacementTriangle, factorU95, remainingLifeTriangle } from "./impact.uncertainty.ts";

/** Share of second-hand purchases that stand in for a new one, where nobody knows better. */
export const DEFAULT_DISPLACEMENT = 0.5;

/** Share of repaired clothes that stand in for a new piece (WRAP 2025, United Kingdom). */
export const CLOTHING_REPAIR_DISPLACEMENT = 0.822;

/** What the shares mean on a route, and what they are where nobody knows better. */
interface RouteShares {
  displacement: (spread: SpreadClass) => number;
  /** A share of a whole life: what the item has left, or what the repair adds to it. */
  life: number;
  lifeTriangle: (central: number) => { low: number; high: number };
  /** What that share is called in the formula people read. */
  lifeFact: "remainingLife" | "lifeAdded";
  /** The route cannot do without parts and energy, so a missing burden is said and graded. */
  needsBurden: boolean;
}

const SHARES: Readonly<Record<ItemRoute, RouteShares>> = {
  reuse: {
    displacement: () => DEFAULT_DISPLACEMENT,
    life: 1,
    lifeTriangle: remainingLifeTriangle,
    lifeFact: "remainingLife",
    needsBurden: false,
  },
  repair: {
    displacement: (spread) => (spread === "clothing" ? CLOTHING_REPAIR_DISPLACEMENT : DEFAULT_DISPLACEMENT),
    // Nobody publishes how much of a new life a repair adds: half of one is our convention.
    life: 0.5,
    lifeTriangle: addedLifeTriangle,
    lifeFact: "lifeAdded",
    needsBurden: false,
  },
  remanufacture: {
    displacement: () => DEFAULT_DISPLACEMENT,
    life: 1,
    lifeTriangle: remainingLifeTriangle,
    lifeFact: "remainingLife",
    needsBurden: true,
  },
};

/** Goods that draw power: without figures for old and new, their use is not compared and the entry says so. */
const POWERED: ReadonlySet<SpreadClass> = new Set(["phones_laptops", "monitors", "appliances"]);

/** How well the difference of two appliances' yearly consumption is known (our assumption). */
const CONSUMPTION_U95 = 1.3;

/** Averages delivered by the grid, newest edition, by the region's name such as `CN` or `CN-North`. */
const gridByRegion: ReadonlyMap<string, Factor> = new Map(
  FACTORS.filter(
    (factor) => setKey(factor) === CN_GRID && ["national-average", "regional-average"].includes(factor.practice),
  ).map((factor) => [factor.region, factor]),
);

/** Regions whose grid factor the catalogue holds. */
export const GRID_REGIONS: readonly string[] = [...gridByRegion.keys()];

/** The grid average of a region, kg CO2 per kWh, or null where the catalogue has none. */
export function gridFactor(region: string): Factor | null {
  return gridByRegion.get(region) ?? null;
}

/**
 * `A = n d (1 - r) l F_new - n R - U - T` in kg CO2e, with `U = d l lifeYears kwhPerYear grid` for the lot.
 * The end of life is postponed, not avoided, and so not credited. The routes differ in what `d` and `l` are taken to be.
 */
export function itemModel(input: CalculationInput, route: ItemRoute): BuiltModel {
  const misplaced = refuseFields(input, ["material", "contamination", "baseline", "baselineMix", "virginShare"]);
  if (misplaced) return misplaced;
  const { product, count } = input;
  if (product === undefined) return refused("IMPACT.MISSING_FIELD", "product is missing");
  if (count === undefined) return refused("IMPACT.MISSING_FIELD", "count is missing");
  const grid = input.extraUse ? gridFactor(input.extraUse.region) : null;
  if (input.extraUse && !grid) {
    return refused("IMPACT.UNKNOWN_REGION", `no grid factor for the region ${JSON.stringify(input.extraUse.region)}`);
  }
  const burdens = burdensOf(input);
  if (burdens.kind === "refused") return burdens;
  const main = findFigure(ADEME, product, "production-distribution");
  if (!main) return missingFigure(ADEME, product, "production-distribution");

  const assumed = SHARES[route];
  const displacement = input.displacement ?? assumed.displacement(main.spread);
  const remainingLife = input.remainingLife ?? assumed.life;
  const rebound = input.rebound ?? 0;
  const shares = [
    ...(displacement > 0
      ? [fraction("displacement", displacement, displacementTriangle(main.spread, displacement))]
      : []),
    ...(remainingLife > 0 ? [fraction("remaining-life", remainingLife, assumed.lifeTriangle(remainingLife))] : []),
  ];
  const u95 = factorU95(main);
  const savedKg = count * displacement * (1 - rebound) * remainingLife * main.value;
  const terms: Term[] = [
    {
      name: "displaced_new",
      kgCo2e: savedKg,
      factorIds: [main.id],
      facts: { count, displacement, rebound, [assumed.lifeFact]: remainingLife, factor: main.value },
    },
  ];
  const parts: Part[] = [
    { kgCo2e: savedKg, factors: [{ name: main.id, u95 }], fractions: shares, weighed: true },
  ];
  if (input.refurbishmentKg !== undefined && input.refurbishmentKg > 0) {
    const kgCo2e = -count * input.refurbishmentKg;
    terms.push({ name: "refurbishment", kgCo2e, factorIds: [], facts: { count, declared: input.refurbishmentKg } });
    parts.push(declaredBurden(kgCo2e, "refurbishment"));
  }
  if (input.extraUse && grid) {
    const { kwhPerYear, lifeYears, region } = input.extraUse;
    const kgCo2e = -displacement * remainingLife * lifeYears * kwhPerYear * grid.value;
    const facts = { displacement, [assumed.lifeFact]: remainingLife, lifeYears, kwhPerYear, region, factor: grid.value };
    terms.push({ name: "extra_use", kgCo2e, factorIds: [grid.id], facts });
    parts.push({
      kgCo2e,
      factors: [
        { name: grid.id, u95: factorU95(grid) },
        { name: "consumption", u95: CONSUMPTION_U95 },
      ],
      fractions: shares,
      weighed: false,
    });
  }
  return {
    kind: "model",
    model: {
      terms: [...terms, ...burdens.burdens.terms],
      parts: [...parts, ...burdens.burdens.parts],
      mainFactorId: main.id,
      u95,
      basis: input.weightBasis ?? "counted",
      proxy: false,
      displaced: true,
      warnings: [
        ...(POWERED.has(main.spread) && !input.extraUse ? (["use_not_compared"] as const) : []),
        ...(main.spread === "outlier" ? (["outlier_factor"] as const) : []),
        ...(assumed.needsBurden && input.refurbishmentKg === undefined ? (["burden_not_declared"] as const) : []),
      ],
      inputs: { ...input, displacement, remainingLife, rebound, weightBasis: input.weightBasis ?? "counted" },
    },
  };
}
