import { dateFormat } from "./formatters.ts";

/** Months as "YYYY-MM". */

/** Days after its end for which a month still takes entries as its own; then it is closed, and its figures are published. What comes later is late. */
export const MONTH_CLOSES_AFTER_DAYS = 10;

/** The latest month ("YYYY-MM", in UTC) that is closed at an instant. */
export function lastClosedMonth(now: Date): string {
  const then = new Date(now.getTime() - MONTH_CLOSES_AFTER_DAYS * 86_400_000);
  return new Date(Date.UTC(then.getUTCFullYear(), then.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
}

/** The month after. */
export function nextMonth(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, "0")}`;
}

/** All months from the first to the last of `rows`, blank ones made by `blank`, at most the latest `limit`. Rows oldest first. */
export function withoutGaps<Row extends { month: string }>(rows: readonly Row[], blank: (month: string) => Row, limit = 12): Row[] {
  const [first] = rows;
  const last = rows.at(-1);
  if (!first || !last) return [];
  const byMonth = new Map(rows.map((row) => [row.month, row]));
  const all: Row[] = [];
  for (let month = first.month; month <= last.month && all.length < 1200; month = nextMonth(month)) all.push(byMonth.get(month) ?? blank(month));
  return all.slice(-limit);
}

/** A month for reading: "Mar 2026", "2026年3月"; with `short`, for the foot of a bar: "Mar 26". */
export function monthLabel(month: string, locale: string, short = false): string {
  const [year = 2000, number = 1] = month.split("-").map(Number);
  const format = dateFormat(locale, { year: short ? "2-digit" : "numeric", month: "short", timeZone: "UTC" });
  return format.format(new Date(Date.UTC(year, number - 1, 1)));
}
