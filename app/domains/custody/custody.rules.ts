/** Why two scales may say two things. */
export const differenceReasons = ["moisture", "spill", "scale", "wrong_material", "theft", "other"] as const;
export type DifferenceReason = (typeof differenceReasons)[number];

export function isDifferenceReason(value: unknown): value is DifferenceReason {
  return typeof value === "string" && (differenceReasons as readonly string[]).includes(value);
}

/** Two scales agree within half a percent, or half a kilogram: no reason is asked for. In grams. */
export function toleranceGrams(sentGrams: number): number {
  return Math.max(500, Math.round(sentGrams / 200));
}

/** Whether a difference between what was sent and what arrived has to be explained. */
export function needsReason(sentGrams: number, receivedGrams: number): boolean {
  return Math.abs(sentGrams - receivedGrams) > toleranceGrams(sentGrams);
}

/** Why stock is put right without a scale: the ledger took a load back, or counts it with another weight; `sent_on` is what had left before. */
export type StockCorrectionReason = "entry_reversed" | "weight_corrected" | "sent_on";

const tiers = ["collection", "transfer", "sorting"] as const;
export type PointTier = (typeof tiers)[number];

/** Mass goes up the tiers, or stays on one: from collection to transfer to sorting. */
export function goesUp(from: PointTier, to: PointTier): boolean {
  return tiers.indexOf(to) >= tiers.indexOf(from);
}

export const consignmentStates = ["draft", "discarded", "sent", "received", "refused", "returned"] as const;
export type ConsignmentState = (typeof consignmentStates)[number];

export const consignmentVerbs = ["edit", "send", "discard", "receive", "refuse", "take_back"] as const;
export type ConsignmentVerb = (typeof consignmentVerbs)[number];
export type Side = "sender" | "receiver";

/** The moves of a consignment: from where, by whom, to where. */
const moves: Record<ConsignmentVerb, { from: ConsignmentState; by: Side; to: ConsignmentState }> = {
  edit: { from: "draft", by: "sender", to: "draft" },
  send: { from: "draft", by: "sender", to: "sent" },
  discard: { from: "draft", by: "sender", to: "discarded" },
  receive: { from: "sent", by: "receiver", to: "received" },
  refuse: { from: "sent", by: "receiver", to: "refused" },
  take_back: { from: "refused", by: "sender", to: "returned" },
};

export function moveOf(verb: ConsignmentVerb): (typeof moves)[ConsignmentVerb] {
  return moves[verb];
}

/** What a side may do now; between two points of one recycler its people are both sides. */
export function verbsFor(state: ConsignmentState, sides: readonly Side[]): ConsignmentVerb[] {
  return consignmentVerbs.filter((verb) => moves[verb].from === state && sides.includes(moves[verb].by));
}

/** Above this share of what a point had in hand, what went missing unexplained raises an alarm. In thousandths. */
export const alarmPermille = 20;

/** Below this mass in hand (100 kg) a month is too small for a share to say anything. In grams. */
export const alarmFromGrams = 100_000;

/** What went missing without an explanation, as a share of what was in hand, in thousandths, rounded up. */
export function unexplainedPermille(unexplainedGrams: number, inHandGrams: number): number {
  return inHandGrams <= 0 ? 0 : Math.ceil((unexplainedGrams * 1000) / inHandGrams);
}

/** Whether a month raises the alarm. */
export function raisesAlarm(unexplainedGrams: number, inHandGrams: number): boolean {
  return inHandGrams >= alarmFromGrams && unexplainedGrams * 1000 > inHandGrams * alarmPermille;
}
