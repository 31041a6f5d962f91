/** How things are lent from a shelf. Pure. */

import { DateTime } from "luxon";

/** For how many days a thing may be lent. */
export const LOAN_DAYS = [7, 14, 21, 28] as const;

/** How long a thing that came back is kept for the first who waits, in hours. */
export const KEPT_HOURS = 72;

/** When what is lent now is due: the end of the day, so many days on, on the community's clock. */
export function dueAfter(from: Date, days: number, timeZone: string): Date {
  return DateTime.fromJSDate(from, { zone: timeZone }).plus({ days }).endOf("day").set({ millisecond: 0 }).toJSDate();
}

/** When it is due after a longer loan: as many days again, from the day it was due, or from today where that has passed. */
export function dueWhenExtended(dueAt: Date, now: Date, days: number, timeZone: string): Date {
  return dueAfter(dueAt > now ? dueAt : now, days, timeZone);
}

/** Until when a thing is kept for who waits. */
export function keptUntil(now: Date): Date {
  return new Date(now.getTime() + KEPT_HOURS * 3_600_000);
}

/** Whether a thing is lent longer than agreed. */
export function isOverdue(loan: { dueAt: Date }, now: Date): boolean {
  return loan.dueAt < now;
}
