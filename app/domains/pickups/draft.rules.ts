import { conditionCodes, conditionsOf, countedUnitOf, estimateGrams, missingConditions, parseCount, type CountUnit } from "#app/shared/material-units.ts";
import { isMaterialCode } from "#app/shared/materials.ts";
import { MAX_LINES } from "./pickups.rules.ts";
import { massUnits, parseMass, type MassUnit } from "./weights.rules.ts";

/** The steps of the booking form: what, how much, when, done. */
export type DraftStep = 1 | 2 | 3 | 4;

/** A booking that is being filled in. It lives in the page's address, so that going back keeps everything, script or not. */
export type BookingDraft = {
  step: DraftStep;
  point: string | null;
  /** The time chosen on the point's page, offered first when the times are shown. */
  slot: string | null;
  materials: string[];
  unit: MassUnit;
  /** What was typed per material, as it was typed. */
  amounts: Record<string, string>;
  /** Materials whose amount is no weight. */
  wrongAmounts: string[];
  /** What was typed as a count of pieces, bags and so on, where nothing was typed as a weight. */
  counts: Record<string, string>;
  wrongCounts: string[];
  /** What was ticked as being so, per material. */
  conditions: Record<string, string[]>;
  /** Materials for which something needed was not ticked. */
  unfulfilled: string[];
  lines: { material: string; declaredGrams: number | null; unit?: CountUnit; unitCount?: number; conditions?: (typeof conditionCodes)[number][] }[];
  note: string;
  /** Weeks from now whose slots are shown. */
  week: number;
  /** The hold, once there is one. */
  booking: string | null;
  /** True after a hold ran out and its slot was taken by somebody else. */
  lost: boolean;
};

/** Reads a draft from an address or a form; anything unreadable is as if it had not been said. */
export function bookingDraft(params: URLSearchParams): BookingDraft {
  const materials = [...new Set(params.getAll("m"))].filter((code) => isMaterialCode(code)).slice(0, MAX_LINES);
  const unit = massUnits.find((one) => one === params.get("unit")) ?? "kg";
  const amounts: Record<string, string> = {};
  for (const material of materials) amounts[material] = (params.get(`amount-${material}`) ?? "").trim().slice(0, 20);
  const counts: Record<string, string> = {};
  const conditions: Record<string, string[]> = {};
  for (const material of materials) {
    if (countedUnitOf(material)) counts[material] = (params.get(`count-${material}`) ?? "").trim().slice(0, 12);
    if (conditionsOf(material).length > 0) conditions[material] = conditionCodes.filter((code) => params.getAll(`so-${material}`).includes(code));
  }
  const lines = materials.map((material) => ({ ...lineOf(material, amounts[material] ?? "", counts[material] ?? "", unit), ...(conditions[material]?.length ? { conditions: conditionCodes.filter((code) => conditions[material]?.includes(code)) } : {}) }));
  const wrongCounts = materials.filter((material) => amounts[material] === "" && counts[material] && lines.every((line) => line.material !== material || line.unitCount === undefined));
  const unfulfilled = materials.filter((material) => missingConditions(material, conditions[material] ?? []).length > 0);
  const wrongAmounts = lines.filter((line) => line.declaredGrams === null && amounts[line.material] !== "" && Number(amounts[line.material]) !== 0).map((line) => line.material);
  const asked = Number(params.get("step") ?? 1);
  const reachable = materials.length === 0 ? 1 : wrongAmounts.length + wrongCounts.length + unfulfilled.length > 0 ? 2 : 4;
  const step = Math.min(Math.max(1, Number.isInteger(asked) ? asked : 1), reachable) as DraftStep;
  return {
    step,
    point: params.get("point"),
    slot: params.get("slot"),
    materials,
    unit,
    amounts,
    wrongAmounts: asked > 2 ? wrongAmounts : [],
    counts,
    wrongCounts: asked > 2 ? wrongCounts : [],
    conditions,
    unfulfilled: asked > 2 ? unfulfilled : [],
    lines,
    note: (params.get("note") ?? "").slice(0, 500),
    week: Math.min(26, Math.max(0, Number.parseInt(params.get("week") ?? "0", 10) || 0)),
    booking: params.get("booking"),
    lost: params.get("lost") === "1",
  };
}

/** One line: by its weight, else by its count, whose weight is an estimate. */
function lineOf(material: string, amount: string, count: string, unit: MassUnit): BookingDraft["lines"][number] {
  const grams = parseMass(amount, unit);
  if (grams !== null && grams > 0 && grams <= 100_000_000) return { material, declaredGrams: grams };
  const counted = countedUnitOf(material);
  const hundredths = amount === "" && counted ? parseCount(count, counted.unit) : null;
  const estimate = hundredths !== null && counted ? estimateGrams(hundredths, counted) : 0;
  if (!counted || hundredths === null || estimate <= 0 || estimate > 100_000_000) return { material, declaredGrams: null };
  return { material, declaredGrams: estimate, unit: counted.unit, unitCount: hundredths };
}

/** The same draft as pairs for an address or for hidden fields. */
export function draftPairs(draft: BookingDraft, leaveOut: readonly string[] = []): [string, string][] {
  const pairs: [string, string][] = [
    ["step", String(draft.step)],
    ...(draft.point ? [["point", draft.point] as [string, string]] : []),
    ...(draft.slot ? [["slot", draft.slot] as [string, string]] : []),
    ...draft.materials.map((material): [string, string] => ["m", material]),
    ["unit", draft.unit],
    ...Object.entries(draft.amounts).flatMap(([material, amount]): [string, string][] => (amount ? [[`amount-${material}`, amount]] : [])),
    ...Object.entries(draft.counts).flatMap(([material, count]): [string, string][] => (count ? [[`count-${material}`, count]] : [])),
    ...Object.entries(draft.conditions).flatMap(([material, codes]) => codes.map((code): [string, string] => [`so-${material}`, code])),
    ...(draft.note ? [["note", draft.note] as [string, string]] : []),
    ...(draft.week ? [["week", String(draft.week)] as [string, string]] : []),
    ...(draft.booking ? [["booking", draft.booking] as [string, string]] : []),
  ];
  return pairs.filter(([name]) => !leaveOut.includes(name) && !(/^(amount|count|so)-/.test(name) && leaveOut.includes("amounts")));
}

/** The draft as an address's query. */
export function draftParams(draft: BookingDraft, more: Record<string, string> = {}): string {
  return new URLSearchParams([...draftPairs(draft), ...Object.entries(more)]).toString();
}

/** What the hold is asked for with. */
export function draftSchemaInput(draft: BookingDraft, ids: { bookingId: string | null; slotId: string | null }): Record<string, unknown> {
  return { bookingId: ids.bookingId ?? undefined, slotId: ids.slotId ?? undefined, lines: draft.lines, note: draft.note, replacesId: draft.booking ?? undefined };
}
