import { inSeason, intervalsOfDate, type DayInterval, type WeeklyRule } from "./hours.ts";

/** Weekdays with the same hours, Monday (1) first; no intervals means closed. */
export interface DayGroup {
  weekdays: number[];
  intervals: DayInterval[];
}

/** The week of one season, or of the whole year when `fromMonthDay` is null. Dates are `MM-DD`, both included. */
export interface SeasonWeek {
  fromMonthDay: string | null;
  toMonthDay: string | null;
  groups: DayGroup[];
}

const DAY_MS = 86_400_000;
/** A leap year, so that 02-29 has its place. */
const YEAR_START = Date.UTC(2024, 0, 1);
const YEAR_DAYS = 366;

/** Whether the hours differ within the year, so that one week does not tell all. */
export function hasSeasons(rules: readonly WeeklyRule[]): boolean {
  return rules.some((rule) => rule.fromMonthDay !== null);
}

/**
 * Weekly rules arranged for display: one week per season, equal days together, in order of their first weekday.
 * Seasons that begin on different dates for different weekdays ("from the last Sunday of March") leave short stretches
 * between them; stretches under a week are left out when a longer one remains.
 */
export function weekView(rules: readonly WeeklyRule[]): SeasonWeek[] {
  if (!hasSeasons(rules)) return [{ fromMonthDay: null, toMonthDay: null, groups: groupDays((weekday) => onWeekday(rules, weekday)) }];
  const starts = new Set<number>();
  for (const { fromMonthDay, toMonthDay } of rules) {
    if (fromMonthDay === null || toMonthDay === null) continue;
    starts.add(dayOfYear(fromMonthDay));
    starts.add((dayOfYear(toMonthDay) + 1) % YEAR_DAYS);
  }
  const sorted = [...starts].sort((a, b) => a - b);
  const seasons = sorted.map((start, index) => {
    const next = sorted[(index + 1) % sorted.length] ?? start;
    const days = (next - start + YEAR_DAYS) % YEAR_DAYS || YEAR_DAYS;
    const fromMonthDay = monthDayOf(start);
    const active = rules.filter((rule) => inSeason(rule, fromMonthDay));
    return { days, fromMonthDay, toMonthDay: monthDayOf((start + days - 1) % YEAR_DAYS), groups: groupDays((weekday) => onWeekday(active, weekday)) };
  });
  const long = seasons.filter((season) => season.days >= 7);
  return (long.length > 0 ? long : seasons).map(({ fromMonthDay, toMonthDay, groups }) => ({ fromMonthDay, toMonthDay, groups }));
}

/** The hours of the very week (Monday to Sunday) that contains a calendar date (`YYYY-MM-DD`), equal days together. */
export function weekOf(rules: readonly WeeklyRule[], date: string): DayGroup[] {
  const day = Date.parse(`${date}T00:00:00Z`);
  const monday = day - ((new Date(day).getUTCDay() || 7) - 1) * DAY_MS;
  return groupDays((weekday) => intervalsOfDate(rules, new Date(monday + (weekday - 1) * DAY_MS).toISOString().slice(0, 10)));
}

function onWeekday(rules: readonly WeeklyRule[], weekday: number): DayInterval[] {
  return rules
    .filter((rule) => rule.weekday === weekday)
    .map(({ opensMinute, closesMinute }) => ({ opensMinute, closesMinute }))
    .sort((a, b) => a.opensMinute - b.opensMinute);
}

function groupDays(hoursOf: (weekday: number) => DayInterval[]): DayGroup[] {
  const groups = new Map<string, DayGroup>();
  for (let weekday = 1; weekday <= 7; weekday++) {
    const intervals = hoursOf(weekday);
    const key = intervals.map((interval) => `${interval.opensMinute}-${interval.closesMinute}`).join();
    const group = groups.get(key);
    if (group) group.weekdays.push(weekday);
    else groups.set(key, { weekdays: [weekday], intervals });
  }
  return [...groups.values()];
}

function dayOfYear(monthDay: string): number {
  return Math.round((Date.parse(`2024-${monthDay}T00:00:00Z`) - YEAR_START) / DAY_MS);
}

function monthDayOf(day: number): string {
  return new Date(YEAR_START + day * DAY_MS).toISOString().slice(5, 10);
}
