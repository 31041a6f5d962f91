/** What may be asked of the formula. One schema for the ledger, the command and the API. */

import { z } from "zod";

import type { Refusal } from "./impact.errors.ts";
import { WEIGHT_BASES } from "./impact.uncertainty.ts";

/** Counted by what an item stands in for. */
export const ITEM_ROUTES = ["reuse", "repair", "remanufacture"] as const;
export type ItemRoute = (typeof ITEM_ROUTES)[number];

export const ROUTES = ["recycle", "compost", "recycle_uk_proxy", ...ITEM_ROUTES, "weight_only", "coal_equivalent"] as const;
export type Route = (typeof ROUTES)[number];

/** Routes that can give a figure; `coal_equivalent` is switched off. */
export type OpenRoute = Exclude<Route, "coal_equivalent">;

export const TRANSPORT_MODES = ["hgv_average", "van_unknown"] as const;
export type TransportMode = (typeof TRANSPORT_MODES)[number];

/** No single lot is heavier than 100,000 t, and no leg longer than twice around the Earth: more is a slip. */
const MAX_KG = 100_000_000;
const MAX_KM = 80_000;
const MAX_ITEMS = 1_000_000;

const kilograms = z.number().min(0).max(MAX_KG);
const share = z.number().min(0).max(1);
const publisherName = z.string().min(1).max(200);

export const transportLeg = z.strictObject({
  massKg: kilograms,
  km: z.number().min(0).max(MAX_KM),
  mode: z.enum(TRANSPORT_MODES),
});

/** What a round may be driven with; its published factors are in impact.rounds.ts. */
export const ROUND_VEHICLES = ["cargo_bike", "van_diesel", "van_petrol", "van_electric", "van_unknown", "lorry"] as const;
export type RoundVehicle = (typeof ROUND_VEHICLES)[number];

/** Whole metres of a round, estimated or read from the odometer, and the lot's part of what it emitted and collected. */
export const roundShare = z.strictObject({
  vehicle: z.enum(ROUND_VEHICLES),
  metres: z.int().min(0).max(5_000_000),
  basis: z.enum(["estimated", "odometer"]),
  lotGrams: z.int().min(1).max(2_147_483_647),
  collectedGrams: z.int().min(1).max(2_147_483_647),
  shareGrams: z.int().min(0).max(2_147_483_647),
});
export type RoundShare = z.infer<typeof roundShare>;

export const extraUse = z.strictObject({
  /** Electricity the old item uses above the new one, for the whole lot. */
  kwhPerYear: z.number().min(0).max(1_000_000),
  /** Years a whole life lasts; the formula takes the remaining share of it. */
  lifeYears: z.number().min(0).max(100),
  region: z.string().min(1).max(40),
});

const fields = {
  id: z.union([z.string().min(1).max(200), z.number()]),
  route: z.enum(ROUTES),
  material: publisherName.optional(),
  product: publisherName.optional(),
  massKg: kilograms.optional(),
  count: z.int().min(0).max(MAX_ITEMS).optional(),
  contamination: share.optional(),
  baseline: z.record(z.string(), share).optional(),
  /** The name of a mix of impact.baselines.ts, instead of `baseline`; frozen as its shares. */
  baselineMix: z.string().min(1).max(80).optional(),
  /** Share of the recycled output that displaces virgin material, beyond the losses the factor models (q); absent is 1. */
  virginShare: share.optional(),
  transport: z.array(transportLeg).max(1000).optional(),
  displacement: share.optional(),
  remainingLife: share.optional(),
  delivery: z.string().min(1).max(80).optional(),
  extraUse: extraUse.optional(),
  /** Parts, cleaning and packaging, kg CO2e for each item. */
  refurbishmentKg: z.number().min(0).max(100_000).optional(),
};

/** One line of the compute command: exactly the published fields. */
export const computeInput = z.strictObject(fields);

/** What the ledger asks: the same, with what only the product knows. */
export const calculationInput = z.strictObject({
  ...fields,
  /** How the amount became known; default measured for a mass, counted for items. */
  weightBasis: z.enum(WEIGHT_BASES).optional(),
  /** Declared extra processing such as baling or washing, kg CO2e for the lot. */
  processingKg: z.number().min(0).max(MAX_KG).optional(),
  /** Share of a credited saving that is spent on new things instead; 0 in published figures. */
  rebound: share.optional(),
  /** The publisher's material is close to ours but not the same; grades and warns. */
  approximate: z.boolean().optional(),
  /** The lot came on a round; its part of that round's emissions is subtracted. */
  round: roundShare.optional(),
});

export type CalculationInput = z.infer<typeof calculationInput>;

/** The value of an object's own field along a path, or undefined. */
function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    raw,
  );
}

/** A value as it may stand in a sentence: short, and safe for anything. */
function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 60));
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "a list" : "an object";
  return String(value).slice(0, 60);
}

/** Turns the first problem zod found into one of our stable refusals. */
export function refusalOf(error: z.ZodError, raw: unknown): Refusal {
  const refusal = firstRefusal(error, raw);
  return { ...refusal, detail: refusal.detail.slice(0, 200) };
}

function firstRefusal(error: z.ZodError, raw: unknown): Refusal {
  const issue = error.issues[0];
  if (!issue || issue.path.length === 0) {
    if (issue?.code === "unrecognized_keys") {
      return { error: "IMPACT.UNKNOWN_FIELD", detail: `unknown field ${issue.keys.join(", ")}` };
    }
    return { error: "IMPACT.NOT_AN_OBJECT", detail: "expected one object" };
  }
  const field = issue.path.map(String).join(".");
  const value = valueAt(raw, issue.path);
  const shown = show(value);
  if (issue.code === "unrecognized_keys") {
    return { error: "IMPACT.UNKNOWN_FIELD", detail: `unknown field ${field}.${issue.keys.join(", ")}` };
  }
  if (value === undefined) return { error: "IMPACT.MISSING_FIELD", detail: `${field} is missing` };
  if (issue.code === "invalid_value") {
    const error = issue.path.at(-1) === "mode" || issue.path.at(-1) === "vehicle" ? "IMPACT.UNKNOWN_MODE" : "IMPACT.UNKNOWN_ROUTE";
    const known = issue.path.length === 1 && field !== "route" ? "IMPACT.WRONG_TYPE" : error;
    return { error: known, detail: `${field} ${shown} is not one of ${issue.values.map(String).join(", ")}` };
  }
  if (issue.code === "too_small" || issue.code === "too_big") {
    const bound = issue.code === "too_small" ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
    return { error: "IMPACT.OUT_OF_RANGE", detail: `${field} is ${shown} but must be ${bound}` };
  }
  const wantsNumber = issue.code !== "invalid_type" || issue.expected === "number" || issue.expected === "int";
  if (typeof value === "number" && wantsNumber) {
    const rule = Number.isFinite(value) ? "items are whole" : "a number must be finite";
    return { error: "IMPACT.OUT_OF_RANGE", detail: `${field} is ${shown} but ${rule}` };
  }
  return { error: "IMPACT.WRONG_TYPE", detail: `${field} is ${shown}, which is not the kind of value it takes` };
}
