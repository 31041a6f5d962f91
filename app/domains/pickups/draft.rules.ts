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
  lines: { material: string; declaredGrams: number | null }[];
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
  const lines = materials.map((material) => {
    const grams = parseMass(amounts[material] ?? "", unit);
    return { material, declaredGrams: grams !== null && grams > 0 && grams <= 100_000_000 ? grams : null };
  });
  const wrongAmounts = lines.filter((line) => line.declaredGrams === null && amounts[line.material] !== "" && Number(amounts[line.material]) !== 0).map((line) => line.material);
  const asked = Number(params.get("step") ?? 1);
  const reachable = materials.length === 0 ? 1 : wrongAmounts.length > 0 ? 2 : 4;
  const step = Math.min(Math.max(1, Number.isInteger(asked) ? asked : 1), reachable) as DraftStep;
  return {
    step,
    point: params.get("point"),
    slot: params.get("slot"),
    materials,
    unit,
    amounts,
    wrongAmounts: asked > 2 ? wrongAmounts : [],
    lines,
    note: (params.get("note") ?? "").slice(0, 500),
    week: Math.min(26, Math.max(0, Number.parseInt(params.get("week") ?? "0", 10) || 0)),
    booking: params.get("booking"),
    lost: params.get("lost") === "1",
  };
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
    ...(draft.note ? [["note", draft.note] as [string, string]] : []),
    ...(draft.week ? [["week", String(draft.week)] as [string, string]] : []),
    ...(draft.booking ? [["booking", draft.booking] as [string, string]] : []),
  ];
  return pairs.filter(([name]) => !leaveOut.includes(name) && !(name.startsWith("amount-") && leaveOut.includes("amounts")));
}

/** The draft as an address's query. */
export function draftParams(draft: BookingDraft, more: Record<string, string> = {}): string {
  return new URLSearchParams([...draftPairs(draft), ...Object.entries(more)]).toString();
}

/** What the hold is asked for with. */
export function draftSchemaInput(draft: BookingDraft, ids: { bookingId: string | null; slotId: string | null }): Record<string, unknown> {
  return { bookingId: ids.bookingId ?? undefined, slotId: ids.slotId ?? undefined, lines: draft.lines, note: draft.note, replacesId: draft.booking ?? undefined };
}
