import { DateTime } from "luxon";
import { loanMaxDays } from "./deals.table.ts";

const dayMs = 24 * 3_600_000;

/** When a loan is due back: the end of the day, on the place's clock, so many days after it left. */
export function loanDueAt(lentAt: Date, days: number, timeZone: string): Date {
  return DateTime.fromJSDate(lentAt, { zone: timeZone }).plus({ days }).endOf("day").toJSDate();
}

/** The due time so many days later, or null when that lies more than a year from now. */
export function extendedDueAt(dueAt: Date, days: number, timeZone: string, now: Date): Date | null {
  const later = loanDueAt(dueAt, days, timeZone);
  return later > loanDueAt(now, loanMaxDays, timeZone) ? null : later;
}

/** For how many days something was lent: begun days count, so it is at least one. */
export function daysLent(lentAt: Date, returnedAt: Date): number {
  return Math.max(1, Math.ceil((returnedAt.getTime() - lentAt.getTime()) / dayMs));
}
