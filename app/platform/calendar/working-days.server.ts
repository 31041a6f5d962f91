import Holidays from "date-holidays";
import { DateTime } from "luxon";

const known = new Map<string, ReadonlySet<string>>();

/** Public holidays that a whole country keeps in a year, `YYYY-MM-DD`; empty for a country the data does not have. */
function holidaysOf(countryCode: string, year: number): ReadonlySet<string> {
  const key = `${countryCode} ${year}`;
  let dates = known.get(key);
  if (!dates) {
    const days = new Holidays(countryCode).getHolidays(year) || [];
    dates = new Set(days.filter((day) => day.type === "public").flatMap((day) => datesBetween(day.date.slice(0, 10), day.start, day.end)));
    known.set(key, dates);
  }
  return dates;
}

/** The days of a holiday, which may last several: one for each full day between its ends. */
function datesBetween(first: string, start: Date, end: Date): string[] {
  const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000));
  const from = DateTime.fromISO(first, { zone: "utc" });
  return Array.from({ length: days }, (_, index) => from.plus({ days: index }).toFormat("yyyy-MM-dd"));
}

/**
 * Whether people work on a date (`YYYY-MM-DD`) in a country (ISO 3166-1 alpha-2, null when it is not known): Monday to Friday, and no public
 * holiday of the whole country. Holidays by the package date-holidays (ISC, its data CC BY 3.0); regional ones are not in it.
 */
export function isWorkingDay(countryCode: string | null, date: string): boolean {
  const day = DateTime.fromISO(date, { zone: "utc" });
  return day.weekday <= 5 && !(countryCode !== null && holidaysOf(countryCode, day.year).has(date));
}
