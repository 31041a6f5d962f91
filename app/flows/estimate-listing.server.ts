import { calculateGoodsLot, calculateMaterialLot } from "#app/domains/impact/impact.coverage.ts";
import type { Calculation } from "#app/domains/impact/impact.formula.ts";
import { remainingLifeOf } from "#app/domains/impact/ledger.rules.ts";
import { singleton } from "#app/platform/singleton.server.ts";
import { findGoods, isGoodsCode } from "#app/shared/goods.ts";
import { isMaterialCode } from "#app/shared/materials.ts";

/** What one unit would keep out of the air, grams CO2e with its range. */
export type Estimate = { lowGrams: number; centralGrams: number; highGrams: number; grade: string };

type What = { kind: "goods" | "material"; offer: string; category: string | null; material: string | null; condition: string | null; massGrams: number | null };

/** A range costs milliseconds to draw and depends on few things, so it is drawn once for each combination. */
const known = () => singleton<Map<string, Estimate | null>>("listing-estimates", () => new Map());
const keptAtMost = 5_000;

/**
 * What taking one unit of a listing would keep out of the air, by the ledger's own formula: goods by category and condition, or by their
 * declared mass where nobody publishes a figure for their kind; materials by their declared mass when a recycler takes them. Null where nothing is covered, weighed or offered.
 */
export function estimateListing(listing: What): Estimate | null {
  if (listing.offer === "wanted") return null;
  const key = [listing.kind, listing.category ?? listing.material, listing.condition, countsByMass(listing) ? listing.massGrams : ""].join("|");
  const cache = known();
  const before = cache.get(key);
  if (before !== undefined) return before;
  if (cache.size >= keptAtMost) cache.clear();
  const estimate = rangeOf(calculate(listing, key));
  cache.set(key, estimate);
  return estimate;
}

/** Goods with a published footprint count by item: their mass must not make each of them another combination. */
function countsByMass({ kind, category }: What): boolean {
  return kind === "material" || (findGoods(category ?? "")?.defaultProduct ?? null) === null;
}

function calculate(listing: What, id: string): Calculation | null {
  const { category, material, massGrams, condition } = listing;
  if (listing.kind === "goods") return category && isGoodsCode(category) ? calculateGoodsLot({ id, goods: category, count: 1, remainingLife: remainingLifeOf(condition), ...(massGrams === null ? {} : { massGrams, weightBasis: "declared" }) }) : null;
  if (!material || !isMaterialCode(material) || massGrams === null) return null;
  return calculateMaterialLot({ id, material, massGrams, basis: "declared" });
}

function rangeOf(calculation: Calculation | null): Estimate | null {
  if (calculation?.status !== "ok" || calculation.co2eGrams === 0) return null;
  return { lowGrams: calculation.lowGrams, centralGrams: calculation.co2eGrams, highGrams: calculation.highGrams, grade: calculation.grade };
}
