/**
 * The life of a deal as one table: who may move it from where to where, and when. Buttons follow `allowedMoves`; the server
 * asks `checkMove`, which reads the same rows. Pure: the clock is an argument.
 */

export const dealStates = [
  "requested",
  "accepted",
  "scheduled",
  "handed_over",
  "completed",
  "declined",
  "expired",
  "cancelled_by_giver",
  "cancelled_by_taker",
  "cancelled_by_operator",
  "no_show",
  "disputed",
] as const;
export type DealState = (typeof dealStates)[number];

/** States in which something is still to be done; one such deal per listing and asking party. */
export const openStates = ["requested", "accepted", "scheduled", "handed_over", "disputed"] as const satisfies readonly DealState[];

/** The one who has the thing, and the one who gets it. */
export type Side = "giver" | "taker";

/** Who moves a deal: one of the two sides, the clock (`system`), or whoever runs the platform. */
export type Mover = Side | "system" | "operator";

export const dealVerbs = [
  "accept",
  "decline",
  "close",
  "expire",
  "cancel",
  "schedule",
  "hand_over",
  "enter_code",
  "complete",
  "auto_complete",
  "report_no_show",
  "dispute",
  "resolve_completed",
  "resolve_cancelled",
  "end_dispute",
] as const;
export type DealVerb = (typeof dealVerbs)[number];

/** What the guards look at. */
export type DealFacts = {
  state: DealState;
  /** Which side asked; the other one owns the listing and answers. */
  requesterSide: Side;
  respondBy: Date;
  agreedStartsAt: Date | null;
  agreedEndsAt: Date | null;
  handedOverBy: Side | null;
  autoCompleteAt: Date | null;
};

export type TransitionRow = {
  verb: DealVerb;
  from: DealState;
  to: DealState;
  who: readonly Mover[];
  /** What must hold besides; absent means nothing more. */
  guard?: (deal: DealFacts, mover: Mover, now: Date) => boolean;
};

const isOwner: TransitionRow["guard"] = (deal, mover) => mover !== deal.requesterSide;
const isRequester: TransitionRow["guard"] = (deal, mover) => mover === deal.requesterSide;
const unanswered: TransitionRow["guard"] = (deal, _mover, now) => now >= deal.respondBy;
const due: TransitionRow["guard"] = (deal, _mover, now) => deal.autoCompleteAt !== null && now >= deal.autoCompleteAt;
const otherSide: TransitionRow["guard"] = (deal, mover) => deal.handedOverBy !== null && mover !== deal.handedOverBy;
const afterWindow: TransitionRow["guard"] = (deal, _mover, now) =>
  deal.agreedEndsAt !== null && now.getTime() >= deal.agreedEndsAt.getTime() + noShowGraceMs;

const both = ["giver", "taker"] as const;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Nobody is called absent before this long after the agreed window. */
export const noShowGraceMs = 30 * minuteMs;
/** A request waits this long for its answer, unless the listing ends earlier. */
export const respondWithinMs = 6 * dayMs;
/** What one side handed over counts as agreed after this long without a word. */
export const autoCompleteAfterMs = 14 * dayMs;
/** A dispute nobody decides ends after this long: nothing counts, units go back. */
export const disputeEndsAfterMs = 60 * dayMs;

/** Every move there is. */
export const transitionTable: readonly TransitionRow[] = [
  { verb: "accept", from: "requested", to: "accepted", who: both, guard: (deal, mover, now) => mover !== deal.requesterSide && now < deal.respondBy },
  { verb: "decline", from: "requested", to: "declined", who: both, guard: isOwner },
  // The listing was withdrawn or its last unit went.
  { verb: "close", from: "requested", to: "declined", who: ["system"] },
  { verb: "expire", from: "requested", to: "expired", who: ["system"], guard: unanswered },
  { verb: "cancel", from: "requested", to: "cancelled_by_giver", who: ["giver"], guard: isRequester },
  { verb: "cancel", from: "requested", to: "cancelled_by_taker", who: ["taker"], guard: isRequester },
  ...(["accepted", "scheduled"] as const).flatMap((from): TransitionRow[] => [
    { verb: "cancel", from, to: "cancelled_by_giver", who: ["giver"] },
    { verb: "cancel", from, to: "cancelled_by_taker", who: ["taker"] },
    { verb: "schedule", from, to: "scheduled", who: both },
    { verb: "hand_over", from, to: "handed_over", who: both },
    { verb: "enter_code", from, to: "completed", who: ["giver"] },
  ]),
  { verb: "report_no_show", from: "scheduled", to: "no_show", who: both, guard: afterWindow },
  { verb: "enter_code", from: "handed_over", to: "completed", who: ["giver"], guard: otherSide },
  { verb: "complete", from: "handed_over", to: "completed", who: both, guard: otherSide },
  { verb: "auto_complete", from: "handed_over", to: "completed", who: ["system"], guard: due },
  { verb: "dispute", from: "handed_over", to: "disputed", who: both },
  { verb: "resolve_completed", from: "disputed", to: "completed", who: ["operator"] },
  { verb: "resolve_cancelled", from: "disputed", to: "cancelled_by_operator", who: ["operator"] },
  { verb: "end_dispute", from: "disputed", to: "cancelled_by_operator", who: ["system"], guard: due },
];

/** The moves this mover has now, in the order of the table. */
export function allowedMoves(deal: DealFacts, mover: Mover, now: Date): DealVerb[] {
  return transitionTable.filter((row) => row.from === deal.state && row.who.includes(mover) && (row.guard?.(deal, mover, now) ?? true)).map((row) => row.verb);
}

/**
 * The row by which `mover` may do `verb` now, or why not: `DEALS.NOT_ALLOWED` when this mover never may from here,
 * `DEALS.WRONG_STATE` when the deal stands elsewhere or the moment is not right.
 */
export function checkMove(deal: DealFacts, verb: DealVerb, mover: Mover, now: Date): TransitionRow | "DEALS.NOT_ALLOWED" | "DEALS.WRONG_STATE" {
  const ofVerb = transitionTable.filter((row) => row.verb === verb);
  if (!ofVerb.some((row) => row.who.includes(mover))) return "DEALS.NOT_ALLOWED";
  const fromHere = ofVerb.filter((row) => row.from === deal.state);
  if (fromHere.length === 0) return "DEALS.WRONG_STATE";
  const mine = fromHere.find((row) => row.who.includes(mover) && (row.guard?.(deal, mover, now) ?? true));
  if (mine) return mine;
  // Where another one may do it at this moment, it is a question of who; otherwise of when.
  const movers: Mover[] = ["giver", "taker", "system", "operator"];
  const somebody = fromHere.some((row) => row.who.some((who) => movers.includes(who) && (row.guard?.(deal, who, now) ?? true)));
  return somebody ? "DEALS.NOT_ALLOWED" : "DEALS.WRONG_STATE";
}

/** The side a party is on, or null for a stranger. */
export function sideOf(deal: { giverPartyId: string; takerPartyId: string }, partyId: string): Side | null {
  if (deal.giverPartyId === partyId) return "giver";
  return deal.takerPartyId === partyId ? "taker" : null;
}

export function otherSideOf(side: Side): Side {
  return side === "giver" ? "taker" : "giver";
}

/** True from acceptance on, while the deal lives or has ended well: both sides may know the exact place. */
export function knowsExactPlace(state: DealState): boolean {
  return ["accepted", "scheduled", "handed_over", "completed", "disputed"].includes(state);
}

/** True while the taker's code can still be entered. */
export function showsCode(deal: Pick<DealFacts, "state" | "handedOverBy">): boolean {
  return deal.state === "accepted" || deal.state === "scheduled" || (deal.state === "handed_over" && deal.handedOverBy === "taker");
}

/** Who has to act next, for the line of steps; null when nobody has. */
export function nextMover(deal: DealFacts): Side | "either" | "operator" | null {
  switch (deal.state) {
    case "requested":
      return otherSideOf(deal.requesterSide);
    case "accepted":
    case "scheduled":
      return "either";
    case "handed_over":
      return deal.handedOverBy ? otherSideOf(deal.handedOverBy) : "either";
    case "disputed":
      return "operator";
    default:
      return null;
  }
}

/** Until when a request waits: six days, or the listing's end when that comes first. */
export function respondBy(now: Date, listingExpiresAt: Date | null): Date {
  const latest = new Date(now.getTime() + respondWithinMs);
  return listingExpiresAt && listingExpiresAt < latest ? listingExpiresAt : latest;
}

/** Reasons a side may give for declining or cancelling; codes, worded in the catalogue. */
export const declineReasons = ["given_elsewhere", "not_suitable", "no_time", "changed_mind", "other"] as const;
export const cancelReasons = ["changed_mind", "no_time", "found_elsewhere", "not_as_described", "no_answer", "other"] as const;
export const disputeReasons = ["not_received", "not_as_described", "wrong_amount", "other"] as const;
