import { DateTime } from "luxon";
import { dateFormat } from "./formatters.ts";
import { MONTH_CLOSES_AFTER_DAYS, monthLabel } from "./months.ts";

/**
 * Periods of boards: all time, an ISO week ("2026-W48", Monday to Sunday), a month ("2026-11"), or a season, which is a quarter of the
 * calendar ("2026-Q4", October to December). The days are those of the place whose period it is.
 */
export const PERIOD_KINDS = ["week", "month", "season", "all"] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

const SHAPES = { week: /^(\d{4})-W(0[1-9]|[1-4]\d|5[0-3])$/, month: /^(\d{4})-(0[1-9]|1[0-2])$/, season: /^(\d{4})-Q([1-4])$/ } as const;

/** Days after its end for which a season still takes what is recorded late; then its boards are closed. As for months. */
export const SEASON_CLOSES_AFTER_DAYS = MONTH_CLOSES_AFTER_DAYS;

/** What kind of period a text is; null for none. A week 53 that a year does not have is none. */
export function periodKind(text: string): PeriodKind | null {
  if (text === "all") return "all";
  const week = SHAPES.week.exec(text);
  if (week) return DateTime.fromObject({ weekYear: Number(week[1]), weekNumber: 1 }).weeksInWeekYear >= Number(week[2]) ? "week" : null;
  return SHAPES.month.test(text) ? "month" : SHAPES.season.test(text) ? "season" : null;
}

/** The first day of a period; null for all time and for what is none. */
function beginning(period: string): DateTime<true> | null {
  const [kind, year, part] = [periodKind(period), Number(period.slice(0, 4)), Number(period.replace(/^.*\D/, ""))];
  const day =
    kind === "week" ? DateTime.fromObject({ weekYear: year, weekNumber: part, weekday: 1 }, { zone: "utc" })
    : kind === "month" ? DateTime.utc(year, part, 1)
    : kind === "season" ? DateTime.utc(year, 3 * part - 2, 1)
    : null;
  return day?.isValid ? day : null;
}

const lengths = { week: { weeks: 1 }, month: { months: 1 }, season: { months: 3 } } as const;

/** The period of a kind that holds a day. */
function holding(kind: Exclude<PeriodKind, "all">, day: DateTime): string {
  if (kind === "week") return `${day.weekYear}-W${String(day.weekNumber).padStart(2, "0")}`;
  if (kind === "month") return day.toFormat("yyyy-MM");
  return `${day.year}-Q${day.quarter}`;
}

/** The season that holds a day ("YYYY-MM-DD"). */
export function seasonOf(day: string): string {
  return holding("season", DateTime.fromISO(day, { zone: "utc" }));
}

/** The period of a kind at an instant, in UTC. */
export function periodAt(kind: PeriodKind, now: Date): string {
  return kind === "all" ? "all" : holding(kind, DateTime.fromJSDate(now, { zone: "utc" }));
}

/** The period of the same kind `steps` before; null for all time. */
export function periodBefore(period: string, steps = 1): string | null {
  const kind = periodKind(period);
  const first = beginning(period);
  if (!kind || kind === "all" || !first) return null;
  const step = lengths[kind];
  let day: DateTime = first;
  for (let n = 0; n < steps; n += 1) day = day.minus(step);
  return holding(kind, day);
}

/** First and last day ("YYYY-MM-DD") of a period; null for all time. */
export function periodDays(period: string): { from: string; to: string } | null {
  const kind = periodKind(period);
  const first = beginning(period);
  if (!kind || kind === "all" || !first) return null;
  return { from: first.toISODate(), to: first.plus(lengths[kind]).minus({ days: 1 }).toFormat("yyyy-MM-dd") };
}

/** When the boards of a season are closed: so many whole days after its end in UTC; null for what is no season. */
export function seasonClosesAt(season: string): Date | null {
  if (periodKind(season) !== "season") return null;
  return beginning(season)?.plus({ months: 3, days: SEASON_CLOSES_AFTER_DAYS }).toJSDate() ?? null;
}

/** A period for reading: "Nov 16 – Nov 22, 2026", "Nov 2026", "Oct – Dec 2026"; all time is for the page to say. */
export function periodLabel(period: string, locale: string): string {
  const kind = periodKind(period);
  if (kind === "month") return monthLabel(period, locale);
  const days = periodDays(period);
  if (!days) return period;
  const [from, to] = [new Date(`${days.from}T00:00:00Z`), new Date(`${days.to}T00:00:00Z`)];
  const part: Intl.DateTimeFormatOptions = { month: "short", timeZone: "UTC", ...(kind === "week" ? { day: "numeric" } : {}) };
  const [short, whole] = [dateFormat(locale, part), dateFormat(locale, { ...part, year: "numeric" })];
  // Not formatRange: servers and browsers put different spaces around its dash. The year is said once, where the language has it.
  return locale.startsWith("zh") ? `${whole.format(from)}\u2013${short.format(to)}` : `${short.format(from)} \u2013 ${whole.format(to)}`;
}
