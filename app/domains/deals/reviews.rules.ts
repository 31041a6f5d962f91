import type { DealState, Side } from "./deals.rules.ts";

/**
 * When a side may review the other, and when what it wrote is read. Pure: the clock is an argument.
 */

/** How it went, in three words rather than stars: a number of stars says nothing about what happened. */
export const reviewVerdicts = ["well", "mixed", "badly"] as const;
export type ReviewVerdict = (typeof reviewVerdicts)[number];

/** What was not right; at least one goes with every verdict but "well". */
export const reviewReasons = ["not_as_described", "late", "no_show", "ghosted", "unfriendly", "other"] as const;
export type ReviewReason = (typeof reviewReasons)[number];

/** The longest text of a review. */
export const reviewTextMax = 600;

/** A review that only one side wrote is read this long after the end of the deal. */
export const revealAfterMs = 7 * 24 * 60 * 60_000;

/** What the rules look at. */
export type ReviewableFacts = {
  state: DealState;
  /** When it was completed or ended by a no-show report; null before. */
  endedAt: Date | null;
  /** Who reported that the other side did not come; null unless a side did. */
  reportedBySide: Side | null;
};

/** Why this side may not review now, or null when it may: only what was handed over, or the side that came to a no-show. */
export function reviewProblem(deal: ReviewableFacts, side: Side): "DEALS.REVIEW_WRONG_STATE" | "DEALS.REVIEW_NOT_ALLOWED" | null {
  if (!deal.endedAt) return "DEALS.REVIEW_WRONG_STATE";
  if (deal.state === "completed") return null;
  if (deal.state !== "no_show") return "DEALS.REVIEW_WRONG_STATE";
  return deal.reportedBySide === side ? null : "DEALS.REVIEW_NOT_ALLOWED";
}

/** When a review written now is read by the other side: at once when that one wrote already or the seven days are over. */
export function revealAt(input: { endedAt: Date; otherWrote: boolean; now: Date }): Date {
  const latest = new Date(input.endedAt.getTime() + revealAfterMs);
  return input.otherWrote || latest <= input.now ? input.now : latest;
}

/** Whether it is read by others; its author may change it until then. */
export function isRevealed(review: { revealAt: Date }, now: Date): boolean {
  return review.revealAt <= now;
}

/** True when the reasons go with the verdict. */
export function reasonsFit(verdict: ReviewVerdict, reasons: readonly ReviewReason[]): boolean {
  return (verdict === "well") === (reasons.length === 0);
}
