/** What a route hands to the formula: the terms for people, and the same sum split by what is uncertain about it. */

import type { Refusal } from "./impact.errors.ts";
import { triangularDraws } from "./impact.random.ts";
import { faultOfShare, roundFactor } from "./impact.rounds.ts";
import type { CalculationInput, RoundShare, TransportMode } from "./impact.schema.ts";
import type { Factor } from "./factors/factor.types.ts";
import { findFigure, isKnownName } from "./impact.catalogue.ts";
import { factorU95 } from "./impact.uncertainty.ts";
import type { WeightBasis } from "./impact.uncertainty.ts";

export const WARM = "us_epa_warm@16";
export const DESNZ = "uk_desnz@2025";
export const ADEME = "fr_ademe_impactco2@8076a489";
export const CN_GRID = "cn_grid@2023";
export const WRAP_REUSE = "uk_wrap_reuse@freegle";
export const CN_KGCE = "cn_kgce@yunnan";

export const TERM_NAMES = [
  "baseline",
  "treatment",
  "displaced_primary",
  "recycled_production",
  "avoided_landfill",
  "recycling_collection",
  "displaced_new",
  "reused_by_weight",
  "refurbishment",
  "extra_use",
  "transport",
  "round",
  "delivery",
  "processing",
] as const;
export type TermName = (typeof TERM_NAMES)[number];

/** One line of the sum. `kgCo2e` is signed as it enters the total; `facts` fill the formula that people read. */
export interface Term {
  name: TermName;
  kgCo2e: number;
  factorIds: readonly string[];
  facts: Readonly<Record<string, number | string>>;
}

/** Part of the total with the multipliers that blur it. Equal names mean one and the same error. */
export interface Part {
  kgCo2e: number;
  factors: readonly { name: string; u95: number }[];
  fractions: readonly { name: string; draw: (seed: string) => Float64Array }[];
  /** Scales with the weighed mass. */
  weighed: boolean;
}

export interface Model {
  terms: readonly Term[];
  parts: readonly Part[];
  mainFactorId: string;
  /** Widest 95 % factor behind the saving itself; burdens do not grade. */
  u95: number;
  basis: WeightBasis;
  proxy: boolean;
  /** The share of new purchases that is displaced is assumed. */
  displaced: boolean;
  warnings: readonly ("use_not_compared" | "outlier_factor" | "burden_not_declared" | "low_quality")[];
  inputs: CalculationInput;
}

export type BuiltModel =
  | { kind: "model"; model: Model }
  | { kind: "missing"; reason: "name_unknown" | "factor_missing" | "switched_off"; missing: string }
  | ({ kind: "refused" } & Refusal);

/** A refusal in the shape builders return. */
export function refused(error: Refusal["error"], detail: string): { kind: "refused" } & Refusal {
  return { kind: "refused", error, detail };
}

/** A figure the catalogue has not, told apart by whether the set knows the name at all. */
export function missingFigure(set: string, name: string, practice: string): Extract<BuiltModel, { kind: "missing" }> {
  const reason = isKnownName(set, name) ? "factor_missing" : "name_unknown";
  return { kind: "missing", reason, missing: `${set}: ${name}, ${practice}` };
}

/** The mass of a lot that is counted by weight, and how it became known. */
export function massOf(
  input: CalculationInput,
): { kind: "mass"; massKg: number; basis: WeightBasis } | ({ kind: "refused" } & Refusal) {
  if (input.massKg === undefined) return refused("IMPACT.MISSING_FIELD", "massKg is missing");
  if (input.weightBasis === "counted") return refused("IMPACT.FIELD_NOT_FOR_ROUTE", "a mass is weighed, not counted");
  return { kind: "mass", massKg: input.massKg, basis: input.weightBasis ?? "measured" };
}

/** Refuses the first of `names` that the input carries, because it means nothing on this route. */
export function refuseFields(
  input: CalculationInput,
  names: readonly (keyof CalculationInput)[],
): ({ kind: "refused" } & Refusal) | null {
  const found = names.find((name) => input[name] !== undefined);
  return found ? refused("IMPACT.FIELD_NOT_FOR_ROUTE", `${found} has no meaning on the route ${input.route}`) : null;
}

const MODE_FIGURES: Readonly<Record<TransportMode, readonly [string, string]>> = {
  hgv_average: ["HGV (all diesel) - All HGVs", "average-laden-per-tonne-km"],
  van_unknown: ["Vans - Average (up to 3.5 tonnes)", "unknown-per-tonne-km"],
};

/** The freight factor of a mode; kg CO2e per tonne and kilometre, tank to wheel. */
export function freightFactor(mode: TransportMode): Factor {
  const factor = findFigure(DESNZ, ...MODE_FIGURES[mode]);
  if (!factor) throw new Error(`no freight factor for ${mode}`);
  return factor;
}

interface Burdens {
  terms: Term[];
  parts: Part[];
}

/**
 * Transport legs (mass x distance x factor), the part of a collection round, parcel delivery and declared processing: burdens, all negative.
 * Legs are declared, so they do not move with the weighed mass.
 */
export function burdensOf(input: CalculationInput): { kind: "burdens"; burdens: Burdens } | ({ kind: "refused" } & Refusal) {
  const terms: Term[] = [];
  const parts: Part[] = [];
  for (const leg of input.transport ?? []) {
    const factor = freightFactor(leg.mode);
    const kgCo2e = -(leg.massKg / 1000) * leg.km * factor.value;
    const facts = { massKg: leg.massKg, km: leg.km, mode: leg.mode, factor: factor.value };
    terms.push({ name: "transport", kgCo2e, factorIds: [factor.id], facts });
    parts.push(blurred(kgCo2e, factor));
  }
  if (input.round) {
    const fault = faultOfShare(input.round);
    if (fault) return refused("IMPACT.OUT_OF_RANGE", fault);
    addRound(input.round, terms, parts);
  }
  if (input.delivery !== undefined) {
    const factor = findFigure(ADEME, input.delivery, "parcel");
    if (!factor) return refused("IMPACT.UNKNOWN_DELIVERY", `delivery ${JSON.stringify(input.delivery)} is not known`);
    const facts = { delivery: input.delivery, factor: factor.value };
    terms.push({ name: "delivery", kgCo2e: -factor.value, factorIds: [factor.id], facts });
    parts.push(blurred(-factor.value, factor));
  }
  if (input.processingKg !== undefined && input.processingKg > 0) {
    terms.push({ name: "processing", kgCo2e: -input.processingKg, factorIds: [], facts: { declared: input.processingKg } });
    parts.push(declaredBurden(-input.processingKg, "processing"));
  }
  return { kind: "burdens", burdens: { terms, parts } };
}

/** A lot's part of its round, a burden like any transport. */
function addRound({ vehicle, metres, basis, lotGrams, collectedGrams, shareGrams }: RoundShare, terms: Term[], parts: Part[]): void {
  const factor = roundFactor(vehicle);
  if (!factor || shareGrams === 0) return;
  const kgCo2e = -shareGrams / 1000;
  const facts = { massKg: lotGrams / 1000, km: metres / 1000, ofRound: lotGrams / collectedGrams, factor: factor.value, vehicle };
  terms.push({ name: "round", kgCo2e, factorIds: [factor.id], facts });
  const far = basis === "estimated" ? [{ name: "round distance", u95: ESTIMATED_DISTANCE_U95 }] : [];
  parts.push({ kgCo2e, factors: [{ name: factor.id, u95: factorU95(factor) }, ...far], fractions: [], weighed: false });
}

/**
 * An estimated round may be a quarter longer, or a fifth shorter: detour factors vary by about 8 % (1.3 +- 0.1, Wang and others 2024),
 * which is 17 % at 95 %; the rest is our assumption for ways nobody planned.
 */
const ESTIMATED_DISTANCE_U95 = 1.25;

function blurred(kgCo2e: number, factor: Factor): Part {
  return { kgCo2e, factors: [{ name: factor.id, u95: factorU95(factor) }], fractions: [], weighed: false };
}

/** A burden somebody declared in kg CO2e: half as much again, or a third less, is within reason (our assumption). */
export function declaredBurden(kgCo2e: number, name: string): Part {
  return { kgCo2e, factors: [{ name, u95: 1.5 }], fractions: [], weighed: false };
}

/** Draws of a fraction as a multiplier of its central value, from the triangle low, central, high. */
export function fraction(
  name: string,
  central: number,
  triangle: { low: number; high: number },
): { name: string; draw: (seed: string) => Float64Array } {
  return {
    name,
    draw: (seed) => triangularDraws(seed, triangle.low / central, 1, triangle.high / central),
  };
}
