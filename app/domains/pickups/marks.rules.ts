import { err, ok, type Result } from "#app/shared/result.ts";
import type { PickupError } from "./pickups.errors.ts";

/** That somebody was not there: the visitor (no_show) or the recycler (missed). */
export type MarkKind = "no_show" | "missed";
export const markStates = ["standing", "contested", "refused", "upheld", "withdrawn"] as const;
export type MarkState = (typeof markStates)[number];

/** What can be done about a mark: by the side that has it, by the side that made it, by those who run the platform. */
export type MarkVerb = "contest" | "withdraw" | "uphold" | "refuse";
export type MarkSide = "marked" | "marking" | "operator";

/** For how many days a mark can be contested. */
export const CONTEST_DAYS = 7;
/** For how many days a mark is shown to the other side of a booking. */
export const MARK_COUNTS_DAYS = 180;

const DAY_MS = 86_400_000;

const rules: Readonly<Record<MarkVerb, { from: readonly MarkState[]; by: MarkSide; to: MarkState }>> = {
  contest: { from: ["standing"], by: "marked", to: "contested" },
  // Whoever made a mark may always take it back.
  withdraw: { from: ["standing", "contested", "refused"], by: "marking", to: "withdrawn" },
  uphold: { from: ["contested"], by: "operator", to: "upheld" },
  refuse: { from: ["contested"], by: "operator", to: "refused" },
};

/** Until when a mark made at `at` can be contested; exactly then is too late. */
export function contestableUntil(at: Date): Date {
  return new Date(at.getTime() + CONTEST_DAYS * DAY_MS);
}

/**
 * Decides what is asked about a mark: the state it leads to. `repeated` where it stands there already.
 * Errors: PICKUPS.NOT_ALLOWED (not this side's to do), WRONG_STATE, TOO_LATE.
 */
export function decideMark(verb: MarkVerb, side: MarkSide, mark: { state: MarkState; at: Date }, now: Date): Result<{ to: MarkState; repeated: boolean }, PickupError> {
  const rule = rules[verb];
  if (rule.by !== side) return err("PICKUPS.NOT_ALLOWED");
  if (mark.state === rule.to) return ok({ to: rule.to, repeated: true });
  if (!rule.from.includes(mark.state)) return err("PICKUPS.WRONG_STATE", { state: mark.state });
  if (verb === "contest" && now >= contestableUntil(mark.at)) return err("PICKUPS.TOO_LATE", { state: mark.state });
  return ok({ to: rule.to, repeated: false });
}

/** What this side may do about a mark now; buttons follow the list. */
export function markVerbs(side: MarkSide, mark: { state: MarkState; at: Date }, now: Date): MarkVerb[] {
  return (Object.keys(rules) as MarkVerb[]).filter((verb) => {
    const decision = decideMark(verb, side, mark, now);
    return decision.ok && !decision.value.repeated;
  });
}

/** From when on marks count; older ones are forgotten. A contested, upheld or withdrawn one counts nowhere: see `countMarks`. */
export function marksSince(now: Date): Date {
  return new Date(now.getTime() - MARK_COUNTS_DAYS * DAY_MS);
}
