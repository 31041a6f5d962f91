import type { DealKind, DealState, DealVerb, Mover, Side } from "./deals.states.ts";

/** The life of a deal as one table: who may move it from where to where, for which kinds, and when. Pure: the clock is an argument. */

/** What the guards look at. */
export type DealFacts = {
  kind: DealKind;
  state: DealState;
  /** A gift without ceremony. */
  light: boolean;
  /** Which side asked; the other one owns the listing and answers. */
  requesterSide: Side;
  respondBy: Date;
  agreedStartsAt: Date | null;
  agreedEndsAt: Date | null;
  /** Who named the window; the other one may say yes to it. */
  windowBySide: Side | null;
  windowAgreedAt: Date | null;
  /** The listing's owner changed what was agreed on, and the requester has not said yes to it yet. */
  hasPendingChange: boolean;
  handedOverBy: Side | null;
  autoCompleteAt: Date | null;
  completedAt: Date | null;
  /** When a side contested it after its completion; that is possible once. */
  contestedAt: Date | null;
};

export type TransitionRow = {
  verb: DealVerb;
  from: DealState;
  to: DealState;
  who: readonly Mover[];
  /** Kinds of deals it holds for; absent means all. */
  kinds?: readonly DealKind[];
  /** What must hold besides; absent means nothing more. */
  guard?: Guard;
};

type Guard = (deal: DealFacts, mover: Mover, now: Date) => boolean;

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Nobody is called absent before this long after the agreed window. */
export const noShowGraceMs = 30 * minuteMs;
/** A request waits this long for its answer, unless the listing ends earlier. */
export const respondWithinMs = 6 * dayMs;
/** What one side handed over counts as agreed after this long without a word. */
export const autoCompleteAfterMs = 14 * dayMs;
/** The same for a gift without ceremony. */
export const lightCompleteAfterMs = 3 * dayMs;
/** A gift without ceremony of which neither side says that it has gone is free again this long after the yes, or after the time that was set. */
export const lightLapseAfterMs = 7 * dayMs;
/** A recycler has this long to inspect what they received; then the thing goes back. */
export const inspectWithinMs = 14 * dayMs;
/** A new quote after an inspection waits this long for its answer; then the thing goes back. */
export const requoteWithinMs = 7 * dayMs;
/** What is on its way back counts as back after this long without a word of its owner. */
export const autoReturnAfterMs = 14 * dayMs;
/** A completed deal may be contested this long. */
export const contestWithinMs = 14 * dayMs;
/** Of a loan, and of a new quote: its reminder comes this long before. */
export const loanReminderLeadMs = 2 * dayMs;
/** A loan ends at most this many days ahead, also when it is extended. */
export const loanMaxDays = 365;
/** A dispute nobody decides ends after this long: nothing counts and units go back, or, where a completed deal was contested, it stays completed. */
export const disputeEndsAfterMs = 60 * dayMs;

const isOwner: Guard = (deal, mover) => mover !== deal.requesterSide;
const isRequester: Guard = (deal, mover) => mover === deal.requesterSide;
const inTime: Guard = (deal, _mover, now) => now < deal.respondBy;
const unanswered: Guard = (deal, _mover, now) => now >= deal.respondBy;
const due: Guard = (deal, _mover, now) => deal.autoCompleteAt !== null && now >= deal.autoCompleteAt;
const otherSide: Guard = (deal, mover) => deal.handedOverBy !== null && mover !== deal.handedOverBy;
const unchanged: Guard = (deal) => !deal.hasPendingChange;
// Who takes a gift without ceremony shows no code: one press of either side is enough.
const coded: Guard = (deal) => !deal.light;
// Nobody says that it has gone, so nothing says that it has: it is not counted, and others may have it.
const lapsed: Guard = (deal, mover, now) => deal.light && due(deal, mover, now);
const named: Guard = (deal, mover) => deal.windowBySide !== null && deal.windowAgreedAt === null && mover !== deal.windowBySide;
// Nobody is absent from a time they never agreed to: whoever named it has, and so has who said yes to it.
const missed: Guard = (deal, mover, now) =>
  deal.agreedEndsAt !== null &&
  now.getTime() >= deal.agreedEndsAt.getTime() + noShowGraceMs &&
  (deal.windowAgreedAt !== null || deal.windowBySide === null || mover !== deal.windowBySide);

const contestable: Guard = (deal, _mover, now) => deal.contestedAt === null && deal.completedAt !== null && now.getTime() < deal.completedAt.getTime() + contestWithinMs;
const wasCompleted: Guard = (deal) => deal.contestedAt !== null;
const neverCompleted: Guard = (deal) => deal.contestedAt === null;

const all =
  (...guards: Guard[]): Guard =>
  (deal, mover, now) =>
    guards.every((guard) => guard(deal, mover, now));

const both = ["giver", "taker"] as const;
/** Kinds that end when the thing changes hands. */
const forGood = ["sale", "gift", "swap", "wanted", "buy_back"] as const satisfies readonly DealKind[];
const loan = ["loan"] as const satisfies readonly DealKind[];
const inspected = ["inspected"] as const satisfies readonly DealKind[];
/** Kinds whose terms can be bargained over: all but a gift, which is taken as it is. */
const bargained = ["sale", "swap", "loan", "wanted", "buy_back", "inspected"] as const satisfies readonly DealKind[];
const returnable = ["loan", "inspected"] as const satisfies readonly DealKind[];

/** The proposal lies with the listing's owner. */
const atOwner = (["requested", "offered"] as const).flatMap((from): TransitionRow[] => [
  { verb: "accept", from, to: "accepted", who: both, guard: all(isOwner, inTime) },
  { verb: "counter", from, to: "countered", who: both, kinds: bargained, guard: all(isOwner, inTime) },
  { verb: "decline", from, to: "declined", who: both, guard: isOwner },
  { verb: "cancel", from, to: "cancelled_by_giver", who: ["giver"], guard: isRequester },
  { verb: "cancel", from, to: "cancelled_by_taker", who: ["taker"], guard: isRequester },
]);

/** The proposal lies with the one who asked; its author may take it back. */
const atRequester: TransitionRow[] = [
  { verb: "accept", from: "countered", to: "accepted", who: both, guard: all(isRequester, inTime) },
  { verb: "counter", from: "countered", to: "offered", who: both, kinds: bargained, guard: all(isRequester, inTime) },
  { verb: "decline", from: "countered", to: "declined", who: both },
];

const unansweredRows = (["requested", "offered", "countered"] as const).flatMap((from): TransitionRow[] => [
  // The listing was withdrawn, its last unit went, or the two sides were parted.
  { verb: "close", from, to: "declined", who: ["system"] },
  { verb: "expire", from, to: "expired", who: ["system"], guard: unanswered },
]);

const agreed = (["accepted", "scheduled"] as const).flatMap((from): TransitionRow[] => [
  { verb: "cancel", from, to: "cancelled_by_giver", who: ["giver"] },
  { verb: "cancel", from, to: "cancelled_by_taker", who: ["taker"] },
  { verb: "undo_accept", from, to: "requested", who: both, guard: isOwner },
  { verb: "lapse", from, to: "expired", who: ["system"], kinds: ["gift"], guard: lapsed },
  { verb: "agree_change", from, to: from, who: both, guard: (deal, mover) => deal.hasPendingChange && mover === deal.requesterSide },
  { verb: "schedule", from, to: "scheduled", who: both },
  ...(from === "scheduled" ? [{ verb: "agree_time", from, to: from, who: both, guard: named } as const] : []),
  { verb: "hand_over", from, to: "handed_over", who: both, kinds: [...forGood, ...loan], guard: unchanged },
  { verb: "enter_code", from, to: "completed", who: ["giver"], kinds: forGood, guard: all(unchanged, coded) },
  { verb: "enter_code", from, to: "on_loan", who: ["giver"], kinds: loan, guard: unchanged },
  { verb: "enter_code", from, to: "inspecting", who: ["giver"], kinds: inspected, guard: unchanged },
  { verb: "receive", from, to: "inspecting", who: ["taker"], kinds: inspected, guard: unchanged },
]);

const handedOver: TransitionRow[] = [
  { verb: "enter_code", from: "handed_over", to: "completed", who: ["giver"], kinds: forGood, guard: all(otherSide, coded) },
  { verb: "enter_code", from: "handed_over", to: "on_loan", who: ["giver"], kinds: loan, guard: otherSide },
  { verb: "complete", from: "handed_over", to: "completed", who: both, kinds: forGood, guard: otherSide },
  { verb: "complete", from: "handed_over", to: "on_loan", who: both, kinds: loan, guard: otherSide },
  { verb: "auto_complete", from: "handed_over", to: "completed", who: ["system"], kinds: forGood, guard: due },
  { verb: "auto_complete", from: "handed_over", to: "on_loan", who: ["system"], kinds: loan, guard: due },
  { verb: "dispute", from: "handed_over", to: "disputed", who: both },
];

const lent = [
  { verb: "extend_loan", from: "on_loan", to: "on_loan", who: ["giver"], kinds: loan },
  { verb: "hand_back", from: "on_loan", to: "returning", who: ["taker"], kinds: loan },
  { verb: "confirm_return", from: "on_loan", to: "completed", who: ["giver"], kinds: loan },
  { verb: "confirm_return", from: "returning", to: "completed", who: ["giver"], kinds: loan },
  { verb: "auto_return", from: "returning", to: "completed", who: ["system"], kinds: loan, guard: due },
  { verb: "report_lost", from: "on_loan", to: "lost", who: both, kinds: loan },
  { verb: "dispute", from: "on_loan", to: "disputed", who: both, kinds: loan },
] as const satisfies TransitionRow[];

const inspection = [
  // Found as described: nothing is left to agree on.
  { verb: "inspect", from: "inspecting", to: "completed", who: ["taker"], kinds: inspected },
  { verb: "inspect", from: "inspecting", to: "requoted", who: ["taker"], kinds: inspected },
  { verb: "expire_inspection", from: "inspecting", to: "returning", who: ["system"], kinds: inspected, guard: due },
  { verb: "accept_requote", from: "requoted", to: "completed", who: ["giver"], kinds: inspected, guard: inTime },
  { verb: "refuse_requote", from: "requoted", to: "returning", who: ["giver"], kinds: inspected },
  { verb: "expire_requote", from: "requoted", to: "returning", who: ["system"], kinds: inspected, guard: unanswered },
  { verb: "confirm_return", from: "returning", to: "returned", who: ["giver"], kinds: inspected },
  { verb: "auto_return", from: "returning", to: "returned", who: ["system"], kinds: inspected, guard: due },
  { verb: "dispute", from: "inspecting", to: "disputed", who: both, kinds: inspected },
  { verb: "dispute", from: "requoted", to: "disputed", who: both, kinds: inspected },
] as const satisfies TransitionRow[];

/** Every move there is. Where two rows differ only in where they lead, the verb itself decides (an inspection's outcome). */
export const transitionTable: readonly TransitionRow[] = [
  // A gift without ceremony: the listing has said yes beforehand.
  { verb: "auto_accept", from: "requested", to: "accepted", who: ["system"], kinds: ["gift"], guard: (deal) => deal.light },
  ...atOwner,
  ...atRequester,
  ...unansweredRows,
  ...agreed,
  { verb: "report_no_show", from: "scheduled", to: "no_show", who: both, guard: missed },
  ...handedOver,
  ...lent,
  ...inspection,
  { verb: "dispute", from: "returning", to: "disputed", who: both, kinds: returnable },
  { verb: "contest", from: "completed", to: "disputed", who: both, guard: contestable },
  { verb: "resolve_completed", from: "disputed", to: "completed", who: ["operator"] },
  { verb: "resolve_cancelled", from: "disputed", to: "cancelled_by_operator", who: ["operator"] },
  { verb: "end_dispute", from: "disputed", to: "cancelled_by_operator", who: ["system"], guard: all(due, neverCompleted) },
  { verb: "end_dispute", from: "disputed", to: "completed", who: ["system"], guard: all(due, wasCompleted) },
];

/** True when a row is for deals of this kind. */
export function isForKind(row: TransitionRow, kind: DealKind): boolean {
  return row.kinds === undefined || row.kinds.includes(kind);
}
