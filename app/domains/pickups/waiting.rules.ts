import { DateTime } from "luxon";

/** How long an offered place is kept by day. */
export const OFFER_MINUTES = 120;
/** Nobody has to answer before this hour of the place's clock. */
export const ANSWER_FROM_HOUR = 9;

/**
 * Until when a place that came free is kept for whoever is next: two hours; where they would end in the night, until nine in the
 * morning on the place's clock; never past the end of booking (`bookUntil`).
 */
export function offerUntil(now: Date, timeZone: string, bookUntil: Date): Date {
  const end = DateTime.fromJSDate(now, { zone: timeZone }).plus({ minutes: OFFER_MINUTES });
  const kept = end.hour < ANSWER_FROM_HOUR ? end.set({ hour: ANSWER_FROM_HOUR, minute: 0, second: 0, millisecond: 0 }) : end;
  return new Date(Math.min(kept.toMillis(), bookUntil.getTime()));
}
