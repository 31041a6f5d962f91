import { err, ok, type Result } from "#app/shared/result.ts";
import type { PickupError } from "./pickups.errors.ts";

/** The states of a booking; see the transition table below. */
export const bookingStates = [
  "held",
  "confirmed",
  "checked_in",
  "weighed",
  "done",
  "hold_expired",
  "cancelled_in_time",
  "cancelled_late",
  "no_show_customer",
  "missed_by_collector",
  "rejected_on_site",
  "rescheduled",
] as const;
export type BookingState = (typeof bookingStates)[number];

/** What can be done to a booking after it exists. */
export const bookingVerbs = [
  "confirm",
  "expire_hold",
  "reschedule",
  "cancel",
  "check_in",
  "weigh",
  "complete",
  "mark_no_show",
  "report_missed",
  "reject",
] as const;
export type BookingVerb = (typeof bookingVerbs)[number];

/** On which side of the gate somebody stands; `timer` is the clock's own work. */
export type Side = "resident" | "staff" | "timer";

/** The most materials one booking may have. */
export const MAX_LINES = 8;
/** How long a slot is kept for somebody who is filling in the form. */
export const HOLD_MINUTES = 12;
/** How long after the slot's end somebody may still turn up before it counts as not turning up. */
export const NO_SHOW_GRACE_MINUTES = 30;
/** For how long after the slot's end nobody having been there can be reported. */
export const REPORT_MISSED_DAYS = 7;
/** How early somebody may be checked in: whoever stands at the gate is served. */
export const CHECK_IN_EARLY_MINUTES = 24 * 60;

const MINUTE_MS = 60_000;

type Rule = { from: readonly BookingState[]; by: readonly Side[]; to: BookingState; releases: boolean };

/** Who may move a booking from where to where, and whether its place in the slot becomes free by it. */
export const transitions: Readonly<Record<BookingVerb, Rule>> = {
  confirm: { from: ["held"], by: ["resident"], to: "confirmed", releases: false },
  expire_hold: { from: ["held"], by: ["timer"], to: "hold_expired", releases: true },
  reschedule: { from: ["confirmed"], by: ["resident"], to: "rescheduled", releases: true },
  // Becomes cancelled_late after the cut-off; the recycler's own cancelling never does.
  cancel: { from: ["held", "confirmed"], by: ["resident", "staff"], to: "cancelled_in_time", releases: true },
  check_in: { from: ["confirmed"], by: ["staff"], to: "checked_in", releases: false },
  weigh: { from: ["checked_in", "weighed"], by: ["staff"], to: "weighed", releases: false },
  complete: { from: ["weighed"], by: ["staff"], to: "done", releases: false },
  mark_no_show: { from: ["confirmed"], by: ["staff"], to: "no_show_customer", releases: false },
  report_missed: { from: ["confirmed"], by: ["resident"], to: "missed_by_collector", releases: false },
  reject: { from: ["checked_in", "weighed"], by: ["staff"], to: "rejected_on_site", releases: false },
};

/** What the rules need to know of a booking. */
export type BookingFacts = {
  state: BookingState;
  holdExpiresAt: Date | null;
  startsAt: Date;
  endsAt: Date;
  changeCutoffMinutes: number;
  cancelCutoffMinutes: number;
};

/** True when `now` is at or after `cutoffMinutes` before `startsAt`: exactly at the cut-off is too late. */
export function isPastCutoff(startsAt: Date, cutoffMinutes: number, now: Date): boolean {
  return now.getTime() >= startsAt.getTime() - cutoffMinutes * MINUTE_MS;
}

/** Whether a hold has run out: exactly at its end it has. */
export function isHoldOver(facts: Pick<BookingFacts, "state" | "holdExpiresAt">, now: Date): boolean {
  return facts.state === "held" && facts.holdExpiresAt !== null && facts.holdExpiresAt.getTime() <= now.getTime();
}

/**
 * Decides one verb: the state it leads to and whether capacity is freed. `repeated` means that the booking is there
 * already, so that a second click is answered like the first and changes nothing.
 * Errors: PICKUPS.NOT_ALLOWED (wrong side), WRONG_STATE, HOLD_EXPIRED, TOO_LATE, TOO_EARLY.
 */
export function decide(
  verb: BookingVerb,
  side: Side,
  facts: BookingFacts,
  now: Date,
): Result<{ to: BookingState; releases: boolean; repeated: boolean }, PickupError> {
  const rule = transitions[verb];
  if (!rule.by.includes(side)) return err("PICKUPS.NOT_ALLOWED");
  if (!rule.from.includes(facts.state)) {
    const reached = facts.state === rule.to || (verb === "cancel" && facts.state === "cancelled_late");
    if (reached) return ok({ to: facts.state, releases: false, repeated: true });
    if (verb === "confirm" && facts.state === "hold_expired") return err("PICKUPS.HOLD_EXPIRED", { state: facts.state });
    return err("PICKUPS.WRONG_STATE", { state: facts.state });
  }
  const refusal = timeRefusal(verb, side, facts, now);
  if (refusal) return err(refusal, { state: facts.state });
  const late = verb === "cancel" && side === "resident" && facts.state === "confirmed" && isPastCutoff(facts.startsAt, facts.cancelCutoffMinutes, now);
  return ok({ to: late ? "cancelled_late" : rule.to, releases: rule.releases, repeated: false });
}

function timeRefusal(verb: BookingVerb, side: Side, facts: BookingFacts, now: Date): PickupError | null {
  const at = now.getTime();
  const ends = facts.endsAt.getTime();
  switch (verb) {
    case "confirm":
      return isHoldOver(facts, now) ? "PICKUPS.HOLD_EXPIRED" : null;
    case "expire_hold":
      return isHoldOver(facts, now) ? null : "PICKUPS.TOO_EARLY";
    case "reschedule":
      return isPastCutoff(facts.startsAt, facts.changeCutoffMinutes, now) ? "PICKUPS.TOO_LATE" : null;
    case "cancel":
      return side === "resident" && facts.state === "confirmed" && at >= ends ? "PICKUPS.TOO_LATE" : null;
    case "check_in":
      return at < facts.startsAt.getTime() - CHECK_IN_EARLY_MINUTES * MINUTE_MS ? "PICKUPS.TOO_EARLY" : null;
    case "mark_no_show":
      return at < ends + NO_SHOW_GRACE_MINUTES * MINUTE_MS ? "PICKUPS.TOO_EARLY" : null;
    case "report_missed":
      if (at < ends) return "PICKUPS.TOO_EARLY";
      return at > ends + REPORT_MISSED_DAYS * 24 * 60 * MINUTE_MS ? "PICKUPS.TOO_LATE" : null;
    default:
      return null;
  }
}

/** The verbs a side has right now; buttons follow this list. */
export function allowedVerbs(side: Side, facts: BookingFacts, now: Date): BookingVerb[] {
  return bookingVerbs.filter((verb) => {
    const decision = decide(verb, side, facts, now);
    return decision.ok && !decision.value.repeated;
  });
}

/** States in which the visit is still ahead or under way. */
export function isOpenState(state: BookingState): boolean {
  return state === "held" || state === "confirmed" || state === "checked_in" || state === "weighed";
}
