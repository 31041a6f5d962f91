/** An entry as its page tells it: what was put in and where that comes from, and what became of it. Pure; words stand in the catalogue. */

import type { EntryDetail, HistoryLine } from "./entries.schema.ts";
import { factorPath } from "./factors.view.ts";
import { carKilometres } from "./impact.equivalence.ts";
import { CLOTHING_REPAIR_DISPLACEMENT, DEFAULT_DISPLACEMENT } from "./impact.item-routes.ts";
import type { CalculationInput } from "./impact.schema.ts";
import { lentDaysOf } from "./loan.lot.ts";

/** Every input the formula may have, in the order of the page; each has words under `inputs.names` and `inputs.values`. */
export const INPUT_NAMES = [
  "weight", "items", "countedAs", "contamination", "displacement", "life", "lifeAdded", "baseline", "virginShare",
  "transport", "round", "delivery", "refurbishment", "extraUse", "processing", "rebound", "sharing", "region", "formula",
] as const;
export type InputName = (typeof INPUT_NAMES)[number];

/** Where an input may come from; each has words under `inputs.sources`. */
export const INPUT_SOURCES = [
  "scale", "confirmed", "categoryMean", "noWeight", "bothSides", "catalogue", "inspection", "inspectionClean", "convention", "wrap",
  "evidence", "condition", "conditionUnknown", "serialFree", "serialUsed", "lent", "disposalAssumed", "disposalGiven", "given", "declared",
  "notDeclared", "roundEstimated", "roundOdometer", "place", "placeUnknown", "pef", "frozen",
] as const;
export type InputSource = (typeof INPUT_SOURCES)[number];

/** One input. `facts` fill the words; shares are 0 to 1, masses grams. */
export interface InputLine {
  name: InputName;
  source: InputSource;
  facts: Readonly<Record<string, number | string>>;
}

type Explained = Pick<
  EntryDetail,
  "subject" | "status" | "massGrams" | "itemCount" | "weightBasis" | "condition" | "contaminationPermille" | "calculation" | "publisherName" | "requestedLife" | "sharing" | "region" | "formulaVersion" | "route"
>;

const WEIGHT_SOURCES: Readonly<Record<string, InputSource>> = { measured: "scale", declared: "confirmed", category_mean: "categoryMean" };

/** Everything that went into an entry, each with its source. */
export function inputLines(entry: Explained): InputLine[] {
  const { calculation } = entry;
  return [
    ...amountLines(entry),
    ...(calculation && entry.status === "ok" ? [...shareLines(entry, calculation), ...burdenLines(calculation)] : []),
    sharingLine(entry),
    { name: "region", source: entry.region === "ZZ" ? "placeUnknown" : "place", facts: { region: entry.region } },
    { name: "formula", source: "frozen", facts: { version: entry.formulaVersion } },
  ];
}

function amountLines(entry: Explained): InputLine[] {
  const lines: InputLine[] = [];
  if (entry.itemCount !== null) lines.push({ name: "items", source: "bothSides", facts: { count: Math.abs(entry.itemCount) } });
  if (entry.massGrams !== null) lines.push({ name: "weight", source: WEIGHT_SOURCES[entry.weightBasis] ?? "noWeight", facts: { grams: Math.abs(entry.massGrams) } });
  else if (entry.subject.kind === "material") lines.push({ name: "weight", source: "noWeight", facts: {} });
  if (entry.publisherName) lines.push({ name: "countedAs", source: "catalogue", facts: { name: entry.publisherName } });
  if (entry.subject.kind === "material") {
    const share = entry.contaminationPermille / 1000;
    lines.push({ name: "contamination", source: share > 0 ? "inspection" : "inspectionClean", facts: { share } });
  }
  return lines;
}

function shareLines(entry: Explained, input: CalculationInput): InputLine[] {
  const lines: InputLine[] = [];
  const { displacement, remainingLife, baseline, virginShare, rebound } = input;
  if (displacement !== undefined) lines.push({ name: "displacement", source: displacementSource(input.route, displacement), facts: { share: displacement } });
  if (remainingLife !== undefined) lines.push(lifeLine(entry, input.route, remainingLife));
  if (baseline !== undefined) {
    const shares = Object.entries(baseline).filter(([, share]) => share > 0);
    const isDefault = shares.length === 1 && shares[0]?.[0] === "landfilling";
    for (const [practice, share] of shares) lines.push({ name: "baseline", source: isDefault ? "disposalAssumed" : "disposalGiven", facts: { practice, share } });
  }
  if (virginShare !== undefined && virginShare !== 1) lines.push({ name: "virginShare", source: "given", facts: { share: virginShare } });
  if (rebound !== undefined && rebound > 0) lines.push({ name: "rebound", source: "given", facts: { share: rebound } });
  return lines;
}

function displacementSource(route: string, share: number): InputSource {
  if (route === "repair" && share === CLOTHING_REPAIR_DISPLACEMENT) return "wrap";
  return share === DEFAULT_DISPLACEMENT ? "convention" : "evidence";
}

/** Of a numbered item, what earlier sales left: it is capped exactly when less was granted than its condition would have allowed. */
function lifeLine(entry: Explained, route: string, share: number): InputLine {
  if (route === "repair") return { name: "lifeAdded", source: share === 0.5 ? "convention" : "evidence", facts: { share } };
  const { requestedLife, condition } = entry;
  if (requestedLife !== null) {
    return requestedLife > share ? { name: "life", source: "serialUsed", facts: { share, used: round(1 - share) } } : { name: "life", source: "serialFree", facts: { share } };
  }
  const days = route === "reuse" ? lentDaysOf(share, condition) : null;
  if (days !== null) return { name: "life", source: "lent", facts: { share, days } };
  return { name: "life", source: condition ? "condition" : "conditionUnknown", facts: { share, ...(condition ? { condition } : {}) } };
}

/** Shares are decimal fractions: 1 - 0.3 must read 0.7. */
function round(share: number): number {
  return Math.round(share * 1e6) / 1e6;
}

function burdenLines(input: CalculationInput): InputLine[] {
  const lines: InputLine[] = (input.transport ?? []).map(({ massKg, km, mode }) => ({ name: "transport", source: "declared", facts: { grams: massKg * 1000, km, mode } }));
  if (input.round) {
    const { vehicle, metres, basis, lotGrams, collectedGrams } = input.round;
    lines.push({ name: "round", source: basis === "estimated" ? "roundEstimated" : "roundOdometer", facts: { mode: vehicle, km: metres / 1000, share: lotGrams / collectedGrams } });
  }
  if (lines.length === 0) lines.push({ name: "transport", source: "notDeclared", facts: {} });
  if (input.delivery !== undefined) lines.push({ name: "delivery", source: "declared", facts: { name: input.delivery } });
  if (input.refurbishmentKg !== undefined) lines.push({ name: "refurbishment", source: "declared", facts: { grams: input.refurbishmentKg * 1000 } });
  if (input.extraUse) lines.push({ name: "extraUse", source: "declared", facts: { kwh: input.extraUse.kwhPerYear, years: input.extraUse.lifeYears } });
  if (input.processingKg !== undefined && input.processingKg > 0) lines.push({ name: "processing", source: "declared", facts: { grams: input.processingKg * 1000 } });
  return lines;
}

function sharingLine({ sharing }: Explained): InputLine {
  const taker = sharing.takerPpm / 1_000_000;
  return { name: "sharing", source: sharing.rule === "pef" ? "pef" : "convention", facts: { taker, giver: round(1 - taker) } };
}

export interface Stand {
  co2eGrams: number;
  lowGrams: number;
  highGrams: number;
}

/** A row of the history with what all rows up to it come to; null while nothing was counted. */
export interface HistoryStep extends HistoryLine {
  standsAt: Stand | null;
}

/** The rows of an entry, oldest first, with the running total. After a reversal it is exactly nothing. */
export function historySteps(history: readonly HistoryLine[]): HistoryStep[] {
  let standsAt: Stand | null = null;
  return history.map((line): HistoryStep => {
    const { co2eGrams, lowGrams, highGrams } = line;
    if (co2eGrams !== null) {
      const before: Stand = standsAt ?? NOTHING;
      const after = { co2eGrams: before.co2eGrams + co2eGrams, lowGrams: before.lowGrams + (lowGrams ?? 0), highGrams: before.highGrams + (highGrams ?? 0) };
      // The low end of what is taken back is minus the high one, so the ends of a reversal do not cancel one by one.
      standsAt = line.kind === "reversal" ? NOTHING : after;
    }
    return { ...line, standsAt };
  });
}

const NOTHING: Stand = { co2eGrams: 0, lowGrams: 0, highGrams: 0 };

/** What a correction changed: how the entry stood before it and after it. Null for an entry itself and where nothing was counted. */
export function changeBy(history: readonly HistoryLine[], id: string): { before: Stand; after: Stand } | null {
  const steps = historySteps(history);
  const at = steps.findIndex((step) => step.id === id);
  const after = steps[at]?.standsAt;
  if (at < 1 || !after) return null;
  return { before: steps[at - 1]?.standsAt ?? NOTHING, after };
}

/** Car kilometres beside a figure: always positive, with the way to the source and its edition. */
export interface CarLine {
  km: number;
  to: string;
  edition: string;
}

/** The one comparison for a figure; null for nothing. */
export function carLine(co2eGrams: number | null): CarLine | null {
  if (!co2eGrams) return null;
  const { km, factorId, edition } = carKilometres(co2eGrams);
  return { km: Math.abs(km), to: factorPath(factorId), edition: edition.split("@")[1] ?? "" };
}
