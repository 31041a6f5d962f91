import { DateTime } from "luxon";

/** The month of an instant in a zone, "YYYY-MM". */
export function monthIn(at: Date, timeZone: string): string {
  return DateTime.fromJSDate(at, { zone: timeZone }).toFormat("yyyy-MM");
}

/** A month as asked for, or the present one where that is none; never one that has not begun. */
export function askedMonth(text: string | null, timeZone: string, now: Date): string {
  const present = monthIn(now, timeZone);
  return text !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(text) && text <= present ? text : present;
}

/** The instants a month begins and ends at in a zone. */
export function monthBounds(month: string, timeZone: string): { from: Date; until: Date } {
  const start = DateTime.fromFormat(month, "yyyy-MM", { zone: timeZone });
  return { from: start.toJSDate(), until: start.plus({ months: 1 }).toJSDate() };
}

/** The month so many before or after. */
export function shiftMonth(month: string, by: number): string {
  return DateTime.fromFormat(month, "yyyy-MM", { zone: "UTC" }).plus({ months: by }).toFormat("yyyy-MM");
}
