/** What one moved lot becomes in the ledger. Pure: the rows to write follow from the lot and the two parties alone. */

import { MONTH_CLOSES_AFTER_DAYS } from "#app/shared/months.ts";
import { dateFormat } from "#app/shared/formatters.ts";
import { isGoodsCode, goodsCategory } from "#app/shared/goods.ts";
import { isMaterialCode } from "#app/shared/materials.ts";
import type { PartyKind } from "#app/shared/actor.ts";

import { calculateGoodsLot, calculateMaterialLot, REMAINING_LIFE_BY_CONDITION } from "./impact.coverage.ts";
import type { Condition } from "./impact.coverage.ts";
import type { Calculation, Warning } from "./impact.formula.ts";
import { FORMULA_VERSION } from "./impact.formula.ts";
import type { Term } from "./impact.model.ts";
import type { CalculationInput, RoundShare, Route } from "./impact.schema.ts";
import { pickWeight } from "./impact.totals.ts";
import type { WeightBasis } from "./impact.uncertainty.ts";
import type { Amounts, KeptSums, SharedSums } from "./ledger.state.ts";
import { keptSumsOf, NO_SHARED, NO_SUMS } from "./ledger.state.ts";

export const CAUSE_TYPES = ["deal", "booking_line", "event_note"] as const;
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
  /** Life left by the caller's own knowledge, 0 to 1, where a serial number's earlier sales cap it; else by the condition. */
  remainingLife?: number;
  /** Before that cap. */
  requestedLife?: number;
  /** Goods that were mended and stay with whoever has them: counted by the life that repair adds, whatever their condition. */
  isRepaired?: boolean;
  /** A keyed hash of the item's serial number, see serial.server.ts. */
  serialHash?: string | null;
  /** A material that was counted when it came to a recycler, and goes from that one to another: counted once, not again. */
  isHandedOn?: boolean;
  /** The lot's part of the round that collected it. */
  round?: RoundShare;
  occurredAt: Date;
  giverPartyId: string;
  takerPartyId: string;
}

/** Of a lot, what the formula asks: neither whose it was nor when. */
export type LotFacts = Omit<MovedLot, "isHandedOn" | "causeType" | "causeId" | "lotId" | "occurredAt" | "giverPartyId" | "takerPartyId">;

/** Why a lot is in the ledger without a figure. */
export type UncountedReason = "name_unknown" | "factor_missing" | "not_mapped" | "switched_off" | "no_weight" | "in_chain" | "out_of_range" | "not_treated";

/** `in_chain`: handed on; the one transaction that brings it to a recycler counts it. */
export type LedgerRoute = Route | "in_chain";

/** How an entry is divided between its sides: by the EU footprint rules where they give a share, else half each by convention. */
export interface Sharing {
  rule: "pef" | "convention";
  takerPpm: number;
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
  sharing: Sharing;
  /** Of a numbered item: the life it would have had left, before what its earlier sales have used of it. */
  requestedLife?: number | null;
  /** Of a correction: why, from a closed list; free words stay out of the log. */
  correction?: { reason: CorrectionReason; note?: string };
}

export const CORRECTION_REASONS = ["dispute", "refund", "weight_corrected", "treated", "treated_otherwise", "not_treated", "newer_figures", "mistake", "other"] as const;
export type CorrectionReason = (typeof CORRECTION_REASONS)[number];

export type Stage = "provisional" | "verified";

export interface CountedLot extends Amounts, SharedSums, KeptSums {
  stage: Stage;
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

/** Whether a party of this kind ends a material's chain. */
export function treats(kind: PartyKind): boolean {
  return TREATS.has(kind);
}

/** The largest mass a ledger row can hold; more than that in one lot is a slip, and is not counted. */
const MAX_MASS_GRAMS = 2_147_483_647;

/**
 * Counts a lot by the one formula. Never throws on odd data: what cannot be counted is not covered, with the reason. `entryId` seeds the
 * range, so that whoever reads the entry can draw the same one.
 */
export function countLot(entryId: string, lot: LotFacts | MovedLot, takerKind: PartyKind, calculators: Calculators = TODAYS): CountedLot {
  return lot.kind === "goods" ? countGoods(entryId, lot, calculators) : countMaterial(entryId, lot, takerKind, calculators);
}

/** The formula by our codes; a restatement may bring another edition. */
export interface Calculators {
  material: typeof calculateMaterialLot;
  goods: typeof calculateGoodsLot;
}

const TODAYS: Calculators = { material: calculateMaterialLot, goods: calculateGoodsLot };

function countGoods(entryId: string, lot: LotFacts, calculators: Calculators): CountedLot {
  const count = lot.itemCount ?? 1;
  const code = lot.category ?? "";
  const mean = isGoodsCode(code) ? goodsCategory(code).meanMassGrams : null;
  const weight = pickWeight({
    measured: lot.weights.measuredGrams,
    declaredConfirmed: lot.weights.declaredConfirmedGrams,
    categoryMean: mean === null ? null : mean * count,
  });
  if (weight && weight.grams > MAX_MASS_GRAMS) return uncounted(lot, routeOf(lot), "out_of_range", NO_AMOUNT);
  const amount = { massGrams: weight?.grams ?? null, weightBasis: weight?.basis ?? ("counted" as const) };
  if (!isGoodsCode(code)) return uncounted(lot, routeOf(lot), "not_mapped", amount);
  const calculation = calculators.goods({
    id: entryId,
    goods: code,
    count,
    // What a repair adds is the formula's own figure: neither the grade nor earlier sales say anything of it.
    ...(lot.isRepaired ? { route: "repair" as const } : { remainingLife: lot.remainingLife ?? remainingLifeOf(lot.condition) }),
    ...(lot.product ? { product: lot.product } : {}),
    // A kind nobody publishes a footprint for is estimated by its weight, where one is known.
    ...(weight ? { massGrams: weight.grams, weightBasis: weight.basis } : {}),
  });
  return fromCalculation(lot, calculation, amount);
}

function countMaterial(entryId: string, lot: LotFacts, takerKind: PartyKind, calculators: Calculators): CountedLot {
  const weight = pickWeight({ measured: lot.weights.measuredGrams, declaredConfirmed: lot.weights.declaredConfirmedGrams });
  if (weight && weight.grams > MAX_MASS_GRAMS) return uncounted(lot, "recycle", "out_of_range", NO_AMOUNT);
  const amount = { massGrams: weight?.grams ?? null, weightBasis: weight?.basis ?? ("unknown" as const) };
  if (!treats(takerKind)) return uncounted(lot, "in_chain", "in_chain", amount);
  const code = lot.material ?? "";
  if (!isMaterialCode(code)) return uncounted(lot, "recycle", "not_mapped", amount);
  if (weight === null) return uncounted(lot, "recycle", "no_weight", amount);
  const contamination = (lot.contaminationPermille ?? 0) / 1000;
  const calculation = calculators.material({
    id: entryId,
    material: code,
    massGrams: weight.grams,
    basis: weight.basis,
    ...(contamination > 0 ? { contamination } : {}),
    ...(lot.round ? { round: lot.round } : {}),
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

function fromCalculation(lot: LotFacts, calculation: Calculation, amount: Amount): CountedLot {
  if (calculation.status === "invalid") return uncounted(lot, routeOf(lot), "out_of_range", amount, calculation.detail);
  const { route } = calculation;
  if (calculation.status === "not_covered") {
    const blank = uncounted(lot, route, calculation.reason, amount, calculation.missing);
    return { ...blank, inputs: { ...blank.inputs, calculation: calculation.inputs } };
  }
  return {
    ...amount,
    ...massSums(amount, { covered: true, inChain: false }),
    ...keptSumsOf(calculation),
    // What a person uses again is done when both have confirmed it; what is to be recycled still has to be.
    stage: lot.kind === "goods" ? "verified" : "provisional",
    verifiedGrams: lot.kind === "goods" ? calculation.co2eGrams : 0,
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
    },
  };
}

function routeOf(lot: LotFacts): Route {
  if (lot.kind === "material") return "recycle";
  return lot.isRepaired ? "repair" : "reuse";
}

function uncounted(
  lot: LotFacts,
  route: LedgerRoute,
  reason: UncountedReason,
  amount: Amount,
  missing: string | null = null,
): CountedLot {
  return {
    ...amount,
    ...massSums(amount, { covered: false, inChain: route === "in_chain" }),
    ...NO_SUMS,
    stage: lot.kind === "goods" ? "verified" : "provisional",
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

function frozen(lot: LotFacts): FrozenInputs {
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
    sharing: sharingOf(lot),
    ...(lot.serialHash ? { requestedLife: lot.requestedLife ?? null } : {}),
  };
}

/** Materials for which the EU footprint rules (PEF, circular footprint formula) state the buyer's share A. */
const PEF_TAKER_PPM: Readonly<Partial<Record<string, number>>> = { pet: 500_000, clothes: 800_000, textiles: 800_000, polyester: 800_000 };

/** How a lot is divided; stated on its entry. */
export function sharingOf(lot: Pick<LotFacts, "kind" | "material">): Sharing {
  const takerPpm = lot.kind === "material" ? PEF_TAKER_PPM[lot.material ?? ""] : undefined;
  return takerPpm === undefined ? { rule: "convention", takerPpm: 500_000 } : { rule: "pef", takerPpm };
}

/** What an amount adds to sums of mass. Mass that is only handed on waits for the transaction that ends its chain. */
function massSums(amount: Amount, is: { covered: boolean; inChain: boolean }): SharedSums {
  if (is.inChain) return NO_SHARED;
  const movedGrams = amount.massGrams ?? 0;
  return {
    movedGrams,
    measuredGrams: amount.weightBasis === "measured" ? movedGrams : 0,
    uncoveredGrams: is.covered ? 0 : movedGrams,
    verifiedGrams: 0,
  };
}

/** "YYYY-MM-DD" of an instant in an IANA zone. */
export function dayIn(at: Date, timeZone: string): string {
  const parts = dateFormat("en-US", { timeZone, year: "numeric", month: "2-digit", day: "2-digit", calendar: "gregory" }).formatToParts(at);
  const part = (type: "year" | "month" | "day"): string => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
}

/** True when something handed over then and recorded now comes after its month (in UTC) was closed. */
export function isLate(occurredAt: Date, recordedAt: Date): boolean {
  const closes = Date.UTC(occurredAt.getUTCFullYear(), occurredAt.getUTCMonth() + 1, 1 + MONTH_CLOSES_AFTER_DAYS);
  return recordedAt.getTime() >= closes;
}
