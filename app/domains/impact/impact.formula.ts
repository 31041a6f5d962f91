/**
 * The one place where avoided emissions are counted. Pure: the same input gives the same bytes anywhere.
 * The method and its sources are told in docs/methodology/README.md.
 */

import type { ImpactError } from "./impact.errors.ts";
import { itemModel } from "./impact.item-routes.ts";
import { massModel } from "./impact.mass-routes.ts";
import type { BuiltModel, Model, Term } from "./impact.model.ts";
import { DRAWS, lognormalDraws, normalDraws, summarise } from "./impact.random.ts";
import type { CalculationInput, OpenRoute, Route } from "./impact.schema.ts";
import { calculationInput, refusalOf } from "./impact.schema.ts";
import type { Grade } from "#app/shared/grades.ts";
import { gradeOf, lognormalRange, relativeSd, sigmaOf, WEIGHT_RELATIVE_SD } from "./impact.uncertainty.ts";
import { coalEquivalentModel, weightOnlyModel } from "./impact.weight-routes.ts";

/** Frozen into every entry. Any change that can move a gram needs a new version beside this one. */
export const FORMULA_VERSION = "formula@1";

export interface OkCalculation {
  status: "ok";
  formulaVersion: typeof FORMULA_VERSION;
  route: Route;
  /** Signed grams of CO2e kept out of the air (negative: the transaction cost more), rounded once. */
  co2eGrams: number;
  /** 95 % range, low <= co2eGrams <= high. */
  lowGrams: number;
  highGrams: number;
  grade: Grade;
  /** The publisher does not endorse this use of its figures. */
  proxy: boolean;
  terms: readonly Term[];
  factorIds: readonly string[];
  warnings: readonly Warning[];
  spread: LotSpread;
  /** The input with all defaults written out, ready to be frozen and recomputed. */
  inputs: CalculationInput;
}

export interface NotCoveredCalculation {
  status: "not_covered";
  formulaVersion: typeof FORMULA_VERSION;
  route: Route;
  /** The publisher lists no such name, leaves the cell blank, or our code has no publisher's counterpart. */
  reason: "name_unknown" | "factor_missing" | "not_mapped";
  /** What would be needed, e.g. `us_epa_warm@16: PVC, recycling`. */
  missing: string;
  inputs: CalculationInput;
}

export interface InvalidCalculation {
  status: "invalid";
  formulaVersion: typeof FORMULA_VERSION;
  error: ImpactError;
  detail: string;
}

/** The route's way from the published figures to CO2e has no source yet; it never gives a number. */
export interface SwitchedOffCalculation extends Omit<NotCoveredCalculation, "reason"> {
  reason: "switched_off";
}

export type Calculation = OkCalculation | NotCoveredCalculation | InvalidCalculation;

export const WARNINGS = [
  "proxy",
  "approximate",
  "negative",
  "use_not_compared",
  "outlier_factor",
  "burden_not_declared",
  "low_quality",
] as const;
export type Warning = (typeof WARNINGS)[number];

/**
 * What a total needs to know of one lot's uncertainty: errors of one factor move together over all lots, errors of weighing do not.
 * `correlatedGrams` carries the sign of the lot.
 */
export interface LotSpread {
  key: string;
  correlatedGrams: number;
  independentGrams: number;
}

/** Nearest whole gram, halves away from zero, never minus zero. Takes kilograms. */
export function roundToGrams(kg: number): number {
  const grams = kg * 1000;
  const rounded = Math.sign(grams) * Math.floor(Math.abs(grams) + 0.5);
  return rounded === 0 ? 0 : rounded;
}

/**
 * Counts one lot. Never throws for any input and never yields a number that is not finite: an input outside the schema comes back as
 * `invalid` with a stable code, a figure no publisher gives as `not_covered`. Grams are signed; positive means kept out of the air.
 */
export function calculate(raw: CalculationInput & { route: OpenRoute }): Calculation;
export function calculate(raw: unknown): Calculation | SwitchedOffCalculation;
export function calculate(raw: unknown): Calculation | SwitchedOffCalculation {
  const parsed = calculationInput.safeParse(raw);
  if (!parsed.success) return invalid(refusalOf(parsed.error, raw));
  const input = parsed.data;
  const built = modelOf(input);
  if (built.kind === "refused") return invalid(built);
  if (built.kind === "missing") {
    const { reason, missing } = built;
    return { status: "not_covered", formulaVersion: FORMULA_VERSION, route: input.route, reason, missing, inputs: input };
  }
  return evaluate(built.model, input.route);
}

function modelOf(input: CalculationInput): BuiltModel {
  const { route } = input;
  switch (route) {
    case "recycle":
    case "compost":
    case "recycle_uk_proxy":
      return massModel(input, route);
    case "reuse":
    case "repair":
    case "remanufacture":
      return itemModel(input, route);
    case "weight_only":
      return weightOnlyModel(input);
    case "coal_equivalent":
      return coalEquivalentModel(input);
  }
}

function invalid(refusal: { error: ImpactError; detail: string }): InvalidCalculation {
  return { status: "invalid", formulaVersion: FORMULA_VERSION, error: refusal.error, detail: refusal.detail };
}

function evaluate(model: Model, route: Route): OkCalculation {
  const totalKg = model.terms.reduce((sum, term) => sum + term.kgCo2e, 0);
  const range = rangeOf(model, totalKg);
  const co2eGrams = roundToGrams(totalKg);
  const lowGrams = Math.min(roundToGrams(range.low), co2eGrams);
  const highGrams = Math.max(roundToGrams(range.high), co2eGrams);
  const warnings: Warning[] = [...model.warnings];
  if (model.proxy) warnings.push("proxy");
  if (model.inputs.approximate) warnings.push("approximate");
  if (co2eGrams < 0) warnings.push("negative");
  return {
    status: "ok",
    formulaVersion: FORMULA_VERSION,
    route,
    co2eGrams,
    lowGrams,
    highGrams,
    grade: gradeOf({
      basis: model.basis,
      u95: model.u95,
      proxy: model.proxy,
      displaced: model.displaced,
      approximate: model.inputs.approximate ?? false,
      undeclaredBurden: model.warnings.includes("burden_not_declared"),
      lowQuality: model.warnings.includes("low_quality"),
    }),
    proxy: model.proxy,
    terms: model.terms,
    factorIds: [...new Set(model.terms.flatMap((term) => term.factorIds))],
    warnings,
    spread: {
      key: model.mainFactorId,
      correlatedGrams: (totalKg < 0 ? -1 : 1) * range.correlatedSd * 1000,
      independentGrams: range.independentSd * 1000,
    },
    inputs: model.inputs,
  };
}

interface RangeKg {
  low: number;
  high: number;
  correlatedSd: number;
  independentSd: number;
}

/**
 * One product of positive things has a closed form, in which the squared sigmas add; sums and differences are drawn.
 * Each part of the model is `value x product of its multipliers`; parts naming the same multiplier share its draws.
 */
function rangeOf(model: Model, totalKg: number): RangeKg {
  const parts = model.parts.filter((part) => part.kgCo2e !== 0);
  const massRelative = WEIGHT_RELATIVE_SD[model.basis];
  const weighedKg = parts.reduce((sum, part) => sum + (part.weighed ? part.kgCo2e : 0), 0);
  const [only] = parts;
  if (!only) return { low: totalKg, high: totalKg, correlatedSd: 0, independentSd: 0 };
  if (parts.length === 1 && only.fractions.length === 0) {
    const sigma = Math.hypot(...only.factors.map((factor) => sigmaOf(factor.u95)));
    const massSigma = only.weighed ? massRelative : 0;
    return {
      ...lognormalRange(only.kgCo2e, Math.hypot(sigma, massSigma)),
      correlatedSd: Math.abs(only.kgCo2e) * relativeSd(sigma),
      independentSd: Math.abs(only.kgCo2e) * massSigma,
    };
  }
  const drawn = summarise(drawParts(model, parts, massRelative));
  const independentSd = Math.abs(weighedKg) * massRelative;
  const correlatedSd = Math.sqrt(Math.max(0, drawn.sd ** 2 - independentSd ** 2));
  return { low: drawn.low, high: drawn.high, correlatedSd, independentSd };
}

function drawParts(model: Model, parts: Model["parts"], massRelative: number): Float64Array {
  const seed = `${model.inputs.id}|${FORMULA_VERSION}`;
  const streams = new Map<string, Float64Array>();
  const stream = (name: string, make: (seed: string) => Float64Array): Float64Array => {
    const known = streams.get(name) ?? make(`${seed}|${name}`);
    streams.set(name, known);
    return known;
  };
  const total = new Float64Array(DRAWS);
  for (const part of parts) {
    const multipliers = [
      ...part.factors.map((factor) =>
        stream(factor.name, (text) => lognormalDraws(text, sigmaOf(factor.u95))),
      ),
      ...part.fractions.map((fraction) => stream(fraction.name, fraction.draw)),
    ];
    if (part.weighed && massRelative > 0) multipliers.push(stream("mass", (text) => normalDraws(text, massRelative)));
    for (let draw = 0; draw < DRAWS; draw += 1) {
      let value = part.kgCo2e;
      for (const multiplier of multipliers) value *= multiplier[draw] ?? 1;
      total[draw] = (total[draw] ?? 0) + value;
    }
  }
  return total;
}
