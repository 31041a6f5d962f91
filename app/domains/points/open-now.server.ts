import { daysWorkedInstead, publicHolidays } from "#app/shared/calendar/day-kind.server.ts";
import { calendarRegion, type PlaceForCalendar } from "#app/shared/calendar/region.ts";
import { intervalsOfDate, openState, type DayInterval, type HoursException, type WeeklyRule } from "./hours/hours.ts";
import { holidayExceptions } from "./hours/parsed-hours.ts";
import type { OpenNow, PointDetail } from "./points.schema.ts";

/** A point's hours as they are stored, with where it lies, for its public holidays. */
export interface StoredHours extends Omit<PlaceForCalendar, "timeZone"> {
  hoursStatus: PointDetail["hoursStatus"];
  holidayRule: string;
  holidayHours: DayInterval[] | null;
  /** ISO weekday whose hours hold on a day that is worked instead of a day off; null: the date's own weekday. */
  makeUpWeekday: number | null;
  rules: WeeklyRule[];
  exceptions: { date: string; isClosed: boolean; opensMinute: number | null; closesMinute: number | null; note: string | null }[];
}

/** Whether a point is open at an instant, until when, and when it opens next; holidays of its region included. */
export function openNow(hours: StoredHours & { timeZone: string }, now: Date): OpenNow {
  const answer = openState(hours.rules, {
    timeZone: hours.timeZone,
    now,
    exceptions: exceptionsOf(hours, now),
    complete: hours.hoursStatus !== "partial",
  });
  return { state: answer.state, until: answer.until?.toISOString() ?? null, next: answer.next?.toISOString() ?? null };
}

/** Dates on which other hours hold: what the operator entered, then public holidays, then days that are worked instead. */
export function exceptionsOf(hours: StoredHours & { timeZone: string }, now: Date): HoursException[] {
  const own = ownExceptions(hours.exceptions);
  const region = calendarRegion(hours);
  if (region === null) return own;
  const rule = hours.holidayRule === "open" || hours.holidayRule === "closed" ? hours.holidayRule : "unknown";
  const year = now.getUTCFullYear();
  const years = [year - 1, year, year + 1];
  const named = new Set(own.map((exception) => exception.date));
  const holidays = rule === "unknown" ? [] : holidayExceptions({ holidayRule: rule, holidayHours: hours.holidayHours }, years.flatMap((one) => publicHolidays(region, one)));
  const { makeUpWeekday } = hours;
  const worked = makeUpWeekday === null ? [] : years.flatMap((one) => daysWorkedInstead(region, one)).map((date) => ({ date, intervals: intervalsOfDate(hours.rules, date, makeUpWeekday) }));
  return [...own, ...[...holidays, ...worked].filter(({ date }) => !named.has(date))];
}

/** Rows of one date together; a closed row closes the date. */
export function ownExceptions(rows: StoredHours["exceptions"]): (HoursException & { note: string | null })[] {
  const byDate = new Map<string, { date: string; intervals: DayInterval[]; closed: boolean; note: string | null }>();
  for (const row of rows) {
    const day = byDate.get(row.date) ?? { date: row.date, intervals: [], closed: false, note: null };
    if (row.isClosed) day.closed = true;
    else if (row.opensMinute !== null && row.closesMinute !== null) day.intervals.push({ opensMinute: row.opensMinute, closesMinute: row.closesMinute });
    day.note ??= row.note;
    byDate.set(row.date, day);
  }
  return [...byDate.values()].map(({ date, intervals, closed, note }) => ({ date, intervals: closed ? [] : intervals, note }));
}
