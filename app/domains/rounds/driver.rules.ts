import { err, ok, type Result } from "#app/shared/result.ts";
import type { RoundState, StopState } from "./day.schema.ts";
import type { DriverAction } from "./driver.schema.ts";
import type { RoundError } from "./rounds.errors.ts";

/** How long somebody at the door waits before they may say that nobody is there. */
export const WAIT_MINUTES = 5;
/** How far from the expected arrival a resident's window reaches while the round is under way. */
export const LIVE_WINDOW_MINUTES = 20;

const MINUTE_MS = 60_000;

/**
 * When something happened, by our clock: the phone's time plus the difference between the two clocks when it was sent. Never later than
 * now, and never before `notBefore` (the round's publication): a clock that jumped in between cannot put an act outside its round.
 */
export function happenedAt(input: { deviceAt: Date; sentAt: Date; now: Date; notBefore: Date }): Date {
  const byOurs = input.deviceAt.getTime() + (input.now.getTime() - input.sentAt.getTime());
  return new Date(Math.min(input.now.getTime(), Math.max(input.notBefore.getTime(), byOurs)));
}

/** What the rules need to know of a stop. */
export type StopFacts = { state: StopState; toldFrom: Date | null; arrivedAt: Date | null; bookingState: string };

const bookingsThatWait = new Set(["confirmed", "checked_in", "weighed"]);

/** Whether the booking behind a stop still expects somebody. */
export function isExpected(bookingState: string): boolean {
  return bookingsThatWait.has(bookingState);
}

/**
 * Whether a driver may do this now. `repeated`: it is so already, and nothing is to be done. The first act at a stop starts a published
 * round. Errors: ROUNDS.WRONG_STATE, ROUND_CLOSED, STOP_WRONG_STATE, BOOKING_GONE, TOO_EARLY (nobody has waited long enough, or before the
 * window that was told).
 */
export function mayDo(kind: DriverAction["kind"], round: RoundState, stop: StopFacts | null, at: Date): Result<{ repeated: boolean }, RoundError> {
  if (round === "done" || round === "cancelled") return err("ROUNDS.ROUND_CLOSED", { state: round });
  if (round === "planned") return err("ROUNDS.WRONG_STATE", { state: round });
  if (kind === "start") return ok({ repeated: round === "under_way" });
  if (kind === "back") return round === "under_way" ? ok({ repeated: false }) : err("ROUNDS.WRONG_STATE", { state: round });
  if (!stop) return err("ROUNDS.NOT_FOUND");
  if (kind === "arrive" && stop.state === "arrived") return ok({ repeated: true });
  const isOpen = stop.state === "planned" || stop.state === "arrived";
  if (!isOpen || (kind === "arrive" && stop.state !== "planned")) return err("ROUNDS.STOP_WRONG_STATE", { state: stop.state });
  if (kind === "skip") return ok({ repeated: false });
  if (!isExpected(stop.bookingState)) return err("ROUNDS.BOOKING_GONE", { state: stop.bookingState });
  if (kind !== "nobody") return ok({ repeated: false });
  if (!stop.arrivedAt || at.getTime() < stop.arrivedAt.getTime() + WAIT_MINUTES * MINUTE_MS) return err("ROUNDS.TOO_EARLY");
  return stop.toldFrom && at < stop.toldFrom ? err("ROUNDS.TOO_EARLY") : ok({ repeated: false });
}

/** What a resident sees while the round is on its way: around the expected arrival, never in the past. */
export function liveWindow(expectedAt: Date, now: Date): { from: Date; until: Date } {
  const half = LIVE_WINDOW_MINUTES * MINUTE_MS;
  const from = Math.max(now.getTime(), expectedAt.getTime() - half);
  return { from: new Date(from), until: new Date(Math.max(from, expectedAt.getTime() + half)) };
}
