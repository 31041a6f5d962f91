import { isForKind, lightLapseAfterMs, respondWithinMs, transitionTable, type DealFacts, type TransitionRow } from "./deals.table.ts";
import { proposedStates, type DealState, type DealVerb, type Mover, type Side } from "./deals.states.ts";

/**
 * What the table of moves means for one deal: buttons follow `allowedMoves`; the server asks `checkMove`, which reads the same
 * rows. Pure: the clock is an argument.
 */

export * from "./deals.states.ts";
export * from "./deals.table.ts";

/** The moves this mover has now, in the order of the table. */
export function allowedMoves(deal: DealFacts, mover: Mover, now: Date): DealVerb[] {
  const rows = transitionTable.filter((row) => row.from === deal.state && isForKind(row, deal.kind) && row.who.includes(mover) && (row.guard?.(deal, mover, now) ?? true));
  return [...new Set(rows.map((row) => row.verb))];
}

/**
 * The row by which `mover` may do `verb` now, or why not: `DEALS.NOT_ALLOWED` when this mover never may from here,
 * `DEALS.WRONG_STATE` when the deal stands elsewhere or the moment is not right.
 * `to` picks among rows that differ only in where they lead.
 */
export function checkMove(
  deal: DealFacts,
  verb: DealVerb,
  mover: Mover,
  now: Date,
  to?: DealState,
): TransitionRow | "DEALS.NOT_ALLOWED" | "DEALS.WRONG_STATE" {
  const ofVerb = transitionTable.filter((row) => row.verb === verb && isForKind(row, deal.kind));
  if (!ofVerb.some((row) => row.who.includes(mover))) return "DEALS.NOT_ALLOWED";
  const fromHere = ofVerb.filter((row) => row.from === deal.state && (to === undefined || row.to === to));
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
  return ["accepted", "scheduled", "handed_over", "on_loan", "inspecting", "requoted", "returning", "completed", "disputed"].includes(state);
}

/** True while the taker's code can still be entered. */
export function showsCode(deal: Pick<DealFacts, "state" | "handedOverBy">): boolean {
  return deal.state === "accepted" || deal.state === "scheduled" || (deal.state === "handed_over" && deal.handedOverBy === "taker");
}

/** Who has to act next, for the line of steps; null when nobody has. */
export function nextMover(deal: Pick<DealFacts, "state" | "requesterSide" | "handedOverBy" | "windowBySide" | "windowAgreedAt" | "hasPendingChange">): Side | "either" | "operator" | null {
  switch (deal.state) {
    case "requested":
    case "offered":
      return otherSideOf(deal.requesterSide);
    case "countered":
      return deal.requesterSide;
    case "accepted":
    case "scheduled":
      if (deal.hasPendingChange) return deal.requesterSide;
      return deal.windowBySide && !deal.windowAgreedAt ? otherSideOf(deal.windowBySide) : "either";
    case "on_loan":
    case "inspecting":
      return "taker";
    case "requoted":
    case "returning":
      return "giver";
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

/** When a gift without ceremony is free again if nobody says that it has gone: seven days from now, or from the end of the time set for it. */
export function lapsesAt(now: Date, agreedEndsAt: Date | null): Date {
  const from = agreedEndsAt && agreedEndsAt > now ? agreedEndsAt : now;
  return new Date(from.getTime() + lightLapseAfterMs);
}

/** True while an answer to a proposal is waited for. */
export function isProposed(state: DealState): boolean {
  return (proposedStates as readonly DealState[]).includes(state);
}

/** Reasons a side may give for declining or cancelling; codes, worded in the catalogue. */
export const declineReasons = ["given_elsewhere", "not_suitable", "no_time", "changed_mind", "other"] as const;
export const cancelReasons = ["changed_mind", "no_time", "found_elsewhere", "not_as_described", "no_answer", "terms_changed", "other"] as const;
/** Reasons of an owner for taking a promise back. */
export const undoReasons = ["promised_elsewhere", "broken", "no_time", "changed_mind", "no_answer", "other"] as const;
export const disputeReasons = ["not_received", "not_as_described", "wrong_amount", "other"] as const;
