import { DateTime } from "luxon";

/** A calendar day of a place, from its first instant to the next day's. */
export type LocalDay = { date: string; from: Date; until: Date; isToday: boolean };

/** The day a text such as "2026-06-01" names in a zone; today when it names none. */
export function localDay(text: string | null, timeZone: string, now: Date): LocalDay {
  const today = DateTime.fromJSDate(now, { zone: timeZone }).startOf("day");
  const asked = text && /^\d{4}-\d{2}-\d{2}$/.test(text) ? DateTime.fromISO(text, { zone: timeZone }).startOf("day") : today;
  const start = asked.isValid ? asked : today;
  return { date: start.toFormat("yyyy-MM-dd"), from: start.toJSDate(), until: start.plus({ days: 1 }).toJSDate(), isToday: start.hasSame(today, "day") };
}

/** The week (Monday first) in which a day lies. */
export function localWeek(text: string | null, timeZone: string, now: Date): { date: string; from: Date; until: Date; days: string[] } {
  const start = DateTime.fromISO(localDay(text, timeZone, now).date, { zone: timeZone }).startOf("week");
  const days = Array.from({ length: 7 }, (_, index) => start.plus({ days: index }).toFormat("yyyy-MM-dd"));
  return { date: start.toFormat("yyyy-MM-dd"), from: start.toJSDate(), until: start.plus({ weeks: 1 }).toJSDate(), days };
}

/** The date some days later (or earlier). */
export function shiftDay(date: string, days: number): string {
  const shifted = new Date(`${date}T00:00:00Z`);
  shifted.setUTCDate(shifted.getUTCDate() + days);
  return shifted.toISOString().slice(0, 10);
}
