/** What one moved lot becomes in the ledger. Pure: the rows to write follow from the lot and the two parties alone. */

import { dateFormat } from "#app/shared/formatters.ts";
import { isGoodsCode, goodsCategory } from "#app/shared/goods.ts";
import { isMaterialCode } from "#app/shared/materials.ts";
import type { PartyKind } from "#app/shared/actor.ts";

import { calculateGoodsLot, calculateMaterialLot, REMAINING_LIFE_BY_CONDITION } from "./impact.coverage.ts";
import type { Condition } from "./impact.coverage.ts";
import type { Calculation, LotSpread, Warning } from "./impact.formula.ts";
import { FORMULA_VERSION } from "./impact.formula.ts";
import type { Term } from "./impact.model.ts";
import type { CalculationInput, Route } from "./impact.schema.ts";
import { pickWeight, splitByShares } from "./impact.totals.ts";
import type { WeightBasis } from "./impact.uncertainty.ts";

export const CAUSE_TYPES = ["deal", "booking_line"] as const;
export type CauseType = (typeof CAUSE_TYPES)[number];

/** One physical lot that changed hands, as the flow that completes a transaction knows it. Masses in grams. */
export interface MovedLot {
  causeType: CauseType;
  causeId: string;
  lotId: string;
  kind: "goods" | "material";
  /** A code of app/shared/goods.ts for goods. */
  category: string | null;
  /** A code of app/shared/materials.ts for materials. */
  material: string | null;
  /** A listing's grade: new, like_new, good, fair, worn, broken or for_parts. */
  condition: string | null;
  itemCount: number | null;
  weights: { measuredGrams: number | null; declaredConfirmedGrams: number | null };
  contaminationPermille?: number;
  /** The publisher's product the giver chose; the category's default otherwise. */
  product?: string | null;
  occurredAt: Date;
  giverPartyId: string;
  takerPartyId: string;
}

/** Why a lot is in the ledger without a figure. */
export type UncountedReason = "name_unknown" | "factor_missing" | "not_mapped" | "no_weight" | "in_chain" | "out_of_range";

/** `in_chain`: handed on, not yet treated; the transaction that ends the chain counts it. */
export type LedgerRoute = Route | "in_chain";

/** Amounts in grams; null where nothing is known or counted. */
export interface Amounts {
  co2eGrams: number | null;
  lowGrams: number | null;
  highGrams: number | null;
  massGrams: number | null;
}

/** Everything that is frozen with the entry, so that anybody can count again. */
export interface FrozenInputs {
  /** What the formula was given, defaults written out; null where it was not asked. */
  calculation: CalculationInput | null;
  condition: string | null;
  contaminationPermille: number;
  measuredGrams: number | null;
  declaredConfirmedGrams: number | null;
  reason: UncountedReason | null;
  missing: string | null;
  proxy: boolean;
  warnings: readonly Warning[];
  spread: LotSpread | null;
  sharing: "half_each";
}

export interface CountedLot extends Amounts {
  status: "ok" | "not_covered";
  route: LedgerRoute;
  publisherName: string | null;
  weightBasis: WeightBasis | "unknown";
  grade: string | null;
  formulaVersion: string;
  factorIds: readonly string[];
  terms: readonly Term[];
  inputs: FrozenInputs;
}

/** Who treats what they take: the chain of a material ends there. A household or community only passes it on. */
const TREATS: ReadonlySet<PartyKind> = new Set(["recycler", "producer", "authority"]);

/** The largest mass a ledger row can hold; more than that in one lot is a slip, and is not counted. */
const MAX_MASS_GRAMS = 2_147_483_647;

/**
 * Counts a lot by the one formula. Never throws on odd data: what cannot be counted is not covered, with the reason. `entryId` seeds the
 * range, so that whoever reads the entry can draw the same one.
 */
export function countLot(entryId: string, lot: MovedLot, takerKind: PartyKind): CountedLot {
  return lot.kind === "goods" ? countGoods(entryId, lot) : countMaterial(entryId, lot, takerKind);
}

function countGoods(entryId: string, lot: MovedLot): CountedLot {
  const count = lot.itemCount ?? 1;
  const code = lot.category ?? "";
  const mean = isGoodsCode(code) ? goodsCategory(code).meanMassGrams : null;
  const weight = pickWeight({
    measured: lot.weights.measuredGrams,
    declaredConfirmed: lot.weights.declaredConfirmedGrams,
    categoryMean: mean === null ? null : mean * count,
  });
  if (weight && weight.grams > MAX_MASS_GRAMS) return uncounted(lot, "reuse", "out_of_range", NO_AMOUNT);
  const amount = { massGrams: weight?.grams ?? null, weightBasis: weight?.basis ?? ("counted" as const) };
  if (!isGoodsCode(code)) return uncounted(lot, "reuse", "not_mapped", amount);
  const calculation = calculateGoodsLot({
    id: entryId,
    goods: code,
    count,
    remainingLife: remainingLifeOf(lot.condition),
    ...(lot.product ? { product: lot.product } : {}),
  });
  return fromCalculation(lot, calculation, amount);
}

function countMaterial(entryId: string, lot: MovedLot, takerKind: PartyKind): CountedLot {
  const weight = pickWeight({ measured: lot.weights.measuredGrams, declaredConfirmed: lot.weights.declaredConfirmedGrams });
  if (weight && weight.grams > MAX_MASS_GRAMS) return uncounted(lot, "recycle", "out_of_range", NO_AMOUNT);
  const amount = { massGrams: weight?.grams ?? null, weightBasis: weight?.basis ?? ("unknown" as const) };
  if (!TREATS.has(takerKind)) return uncounted(lot, "in_chain", "in_chain", amount);
  const code = lot.material ?? "";
  if (!isMaterialCode(code)) return uncounted(lot, "recycle", "not_mapped", amount);
  if (weight === null) return uncounted(lot, "recycle", "no_weight", amount);
  const contamination = (lot.contaminationPermille ?? 0) / 1000;
  const calculation = calculateMaterialLot({
    id: entryId,
    material: code,
    massGrams: weight.grams,
    basis: weight.basis,
    ...(contamination > 0 ? { contamination } : {}),
  });
  return fromCalculation(lot, calculation, amount);
}

/** Listings say `broken` where the formula says `for_parts`. Without a grade an item is taken as fair. */
export function remainingLifeOf(condition: string | null): number {
  const grade = condition === "broken" ? "for_parts" : (condition ?? "fair");
  return isCondition(grade) ? REMAINING_LIFE_BY_CONDITION[grade] : REMAINING_LIFE_BY_CONDITION.fair;
}

function isCondition(text: string): text is Condition {
  return Object.hasOwn(REMAINING_LIFE_BY_CONDITION, text);
}

type Amount = Pick<CountedLot, "massGrams" | "weightBasis">;

const NO_AMOUNT: Amount = { massGrams: null, weightBasis: "unknown" };

function fromCalculation(lot: MovedLot, calculation: Calculation, amount: Amount): CountedLot {
  if (calculation.status === "invalid") return uncounted(lot, routeOf(lot), "out_of_range", amount, calculation.detail);
  const { route } = calculation;
  if (calculation.status === "not_covered") {
    const blank = uncounted(lot, route, calculation.reason, amount, calculation.missing);
    return { ...blank, inputs: { ...blank.inputs, calculation: calculation.inputs } };
  }
  return {
    ...amount,
    status: "ok",
    route,
    publisherName: calculation.inputs.material ?? calculation.inputs.product ?? null,
    co2eGrams: calculation.co2eGrams,
    lowGrams: calculation.lowGrams,
    highGrams: calculation.highGrams,
    grade: calculation.grade,
    formulaVersion: calculation.formulaVersion,
    factorIds: calculation.factorIds,
    terms: calculation.terms,
    inputs: {
      ...frozen(lot),
      calculation: calculation.inputs,
      proxy: calculation.proxy,
      warnings: calculation.warnings,
      spread: calculation.spread,
    },
  };
}

function routeOf(lot: MovedLot): Route {
  return lot.kind === "goods" ? "reuse" : "recycle";
}

function uncounted(
  lot: MovedLot,
  route: LedgerRoute,
  reason: UncountedReason,
  amount: Amount,
  missing: string | null = null,
): CountedLot {
  return {
    ...amount,
    status: "not_covered",
    route,
    publisherName: null,
    co2eGrams: null,
    lowGrams: null,
    highGrams: null,
    grade: null,
    formulaVersion: FORMULA_VERSION,
    factorIds: [],
    terms: [],
    inputs: { ...frozen(lot), reason, missing },
  };
}

function frozen(lot: MovedLot): FrozenInputs {
  return {
    calculation: null,
    condition: lot.condition,
    contaminationPermille: lot.contaminationPermille ?? 0,
    measuredGrams: lot.weights.measuredGrams,
    declaredConfirmedGrams: lot.weights.declaredConfirmedGrams,
    reason: null,
    missing: null,
    proxy: false,
    warnings: [],
    spread: null,
    sharing: "half_each",
  };
}

export const SIDES = ["taker", "giver"] as const;
export type Side = (typeof SIDES)[number];

/** Half to each side, as a convention that is stated wherever shares are shown; a gram that cannot be halved goes to the taker. */
export function halves(amounts: Amounts): Record<Side, Amounts> {
  const split = (grams: number | null): readonly (number | null)[] =>
    grams === null ? [null, null] : splitByShares(grams, [0.5, 0.5]);
  const co2e = split(amounts.co2eGrams);
  const low = split(amounts.lowGrams);
  const high = split(amounts.highGrams);
  const mass = split(amounts.massGrams);
  const part = (side: 0 | 1): Amounts => ({
    co2eGrams: co2e[side] ?? null,
    lowGrams: low[side] ?? null,
    highGrams: high[side] ?? null,
    massGrams: mass[side] ?? null,
  });
  return { taker: part(0), giver: part(1) };
}

/** "YYYY-MM" of an instant in an IANA zone. */
export function monthIn(at: Date, timeZone: string): string {
  const parts = dateFormat("en-US", { timeZone, year: "numeric", month: "2-digit", calendar: "gregory" }).formatToParts(at);
  const part = (type: "year" | "month"): string => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year").padStart(4, "0")}-${part("month")}`;
}
