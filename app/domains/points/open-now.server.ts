import Holidays from "date-holidays";
import { openState, type DayInterval, type HoursException, type WeeklyRule } from "./hours/hours.ts";
import { holidayExceptions } from "./hours/parsed-hours.ts";
import type { OpenNow, PointDetail } from "./points.schema.ts";

/** A point's hours as they are stored. */
export interface StoredHours {
  countryCode: string | null;
  hoursStatus: PointDetail["hoursStatus"];
  holidayRule: string;
  holidayHours: DayInterval[] | null;
  rules: WeeklyRule[];
  exceptions: { date: string; isClosed: boolean; opensMinute: number | null; closesMinute: number | null; note: string | null }[];
}

/** Whether a point is open at an instant, until when, and when it opens next; holidays of its country included. */
export function openNow(hours: StoredHours & { timeZone: string }, now: Date): OpenNow {
  const answer = openState(hours.rules, {
    timeZone: hours.timeZone,
    now,
    exceptions: exceptionsOf(hours, now),
    complete: hours.hoursStatus !== "partial",
  });
  return { state: answer.state, until: answer.until?.toISOString() ?? null, next: answer.next?.toISOString() ?? null };
}

/** Dates on which other hours hold: what the operator entered, then public holidays. */
export function exceptionsOf(hours: StoredHours, now: Date): HoursException[] {
  const own = ownExceptions(hours.exceptions);
  const rule = hours.holidayRule === "open" || hours.holidayRule === "closed" ? hours.holidayRule : "unknown";
  if (rule === "unknown" || hours.countryCode === null) return own;
  const named = new Set(own.map((exception) => exception.date));
  const year = now.getUTCFullYear();
  const dates = [year - 1, year, year + 1].flatMap((one) => publicHolidays(hours.countryCode ?? "", one));
  return [...own, ...holidayExceptions({ holidayRule: rule, holidayHours: hours.holidayHours }, dates).filter(({ date }) => !named.has(date))];
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

const known = new Map<string, readonly string[]>();

/** Public holidays that a whole country keeps, `YYYY-MM-DD`. None for a country the data does not have. */
export function publicHolidays(countryCode: string, year: number): readonly string[] {
  const key = `${countryCode} ${year}`;
  let dates = known.get(key);
  if (!dates) {
    const calendar = new Holidays(countryCode);
    dates = (calendar.getHolidays(year) || []).filter((day) => day.type === "public").map((day) => day.date.slice(0, 10));
    known.set(key, dates);
  }
  return dates;
}
