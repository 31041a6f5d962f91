import type { DayInterval, WeeklyRule } from "./hours.ts";

/** Weekdays with the same hours, Monday (1) first; no intervals means closed. */
export interface DayGroup {
  weekdays: number[];
  intervals: DayInterval[];
}

/** The week of one season, or of the whole year when `fromMonthDay` is null. */
export interface SeasonWeek {
  fromMonthDay: string | null;
  toMonthDay: string | null;
  groups: DayGroup[];
}

/** Weekly rules arranged for display: one week per season, equal days together, in order of their first weekday. */
export function weekView(rules: readonly WeeklyRule[]): SeasonWeek[] {
  const seasons = new Map<string, WeeklyRule[]>();
  for (const rule of rules) {
    const key = rule.fromMonthDay === null ? "" : `${rule.fromMonthDay}/${rule.toMonthDay}`;
    const list = seasons.get(key);
    if (list) list.push(rule);
    else seasons.set(key, [rule]);
  }
  return [...seasons.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, list]) => ({
      fromMonthDay: list[0]?.fromMonthDay ?? null,
      toMonthDay: list[0]?.toMonthDay ?? null,
      groups: groupDays(list),
    }));
}

function groupDays(rules: readonly WeeklyRule[]): DayGroup[] {
  const groups = new Map<string, DayGroup>();
  for (let weekday = 1; weekday <= 7; weekday++) {
    const intervals = rules
      .filter((rule) => rule.weekday === weekday)
      .map(({ opensMinute, closesMinute }) => ({ opensMinute, closesMinute }))
      .sort((a, b) => a.opensMinute - b.opensMinute);
    const key = intervals.map((interval) => `${interval.opensMinute}-${interval.closesMinute}`).join();
    const group = groups.get(key);
    if (group) group.weekdays.push(weekday);
    else groups.set(key, { weekdays: [weekday], intervals });
  }
  return [...groups.values()];
}
