/** What a collection round emits, and which part of that each collected lot carries. Pure; docs/methodology/README.md tells the method. */

import type { Factor } from "./factors/factor.types.ts";
import { findFigure } from "./impact.catalogue.ts";
import type { RoundShare, RoundVehicle } from "./impact.schema.ts";

const DESNZ = "uk_desnz@2025";
const VAN = "Vans - Average (up to 3.5 tonnes)";

/**
 * Published kilograms of CO2e per kilometre, by vehicle; tank to wheel (UK DESNZ 2025, freighting goods). A cargo bike is ridden: no set of
 * ours has a figure for one, and the power of its assistance is left out as too small.
 */
const FIGURES: Readonly<Record<RoundVehicle, readonly [name: string, practice: string] | null>> = {
  cargo_bike: null,
  van_diesel: [VAN, "diesel-per-km"],
  van_petrol: [VAN, "petrol-per-km"],
  van_electric: [VAN, "battery-electric-vehicle-per-km"],
  van_unknown: [VAN, "unknown-per-km"],
  lorry: ["HGV (all diesel) - All HGVs", "average-laden-per-km"],
};

/** The published factor of a vehicle in kg CO2e per km; null for one that burns nothing. */
export function roundFactor(vehicle: RoundVehicle): Factor | null {
  const figure = FIGURES[vehicle];
  if (!figure) return null;
  const factor = findFigure(DESNZ, ...figure);
  if (!factor) throw new Error(`no factor per kilometre for ${vehicle}`);
  return factor;
}

/** Whole grams of CO2e of a round: metres times the vehicle's factor (kg per km is grams per metre), rounded once. */
export function roundEmissions(vehicle: RoundVehicle, metres: number): number {
  return Math.round(metres * (roundFactor(vehicle)?.value ?? 0));
}

/**
 * Divides a round's emissions over its lots by mass, in whole grams that add up to the whole: each lot gets its part rounded down, and what
 * is left goes, a gram each, to the largest remainders (of equal ones to the earlier id). Lots without mass carry nothing; without any
 * mass nobody carries anything.
 */
export function allocateByMass(totalGrams: number, lots: readonly { id: string; massGrams: number }[]): Map<string, number> {
  const carrying = lots.filter((lot) => lot.massGrams > 0).sort((one, other) => (one.id < other.id ? -1 : 1));
  const whole = carrying.reduce((sum, lot) => sum + lot.massGrams, 0);
  if (whole === 0) return new Map();
  // Grams times grams leaves the exact numbers of a double behind.
  const parts = carrying.map((lot) => {
    const product = BigInt(totalGrams) * BigInt(lot.massGrams);
    return { id: lot.id, grams: Number(product / BigInt(whole)), rest: Number(product % BigInt(whole)) };
  });
  const left = totalGrams - parts.reduce((sum, part) => sum + part.grams, 0);
  const first = new Set([...parts].sort((one, other) => other.rest - one.rest || (one.id < other.id ? -1 : 1)).slice(0, left).map((part) => part.id));
  return new Map(parts.map((part) => [part.id, part.grams + (first.has(part.id) ? 1 : 0)]));
}

/** Why a share cannot be a part of its round, or null: it is within a gram of its mass's part of metres times factor. */
export function faultOfShare({ vehicle, metres, lotGrams, collectedGrams, shareGrams }: RoundShare): string | null {
  if (lotGrams > collectedGrams) return "round.lotGrams is more than the round collected";
  const total = BigInt(roundEmissions(vehicle, metres));
  const miss = BigInt(shareGrams) * BigInt(collectedGrams) - total * BigInt(lotGrams);
  return (miss < 0n ? -miss : miss) < BigInt(collectedGrams) ? null : `round.shareGrams is not the lot's part of ${total.toString()} g`;
}
