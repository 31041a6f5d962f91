import { DAY_MINUTES, type DayInterval, type WeeklyRule } from "./hours.ts";

/** One sampled calendar day and the stretches that open on it. Times are wall clock written as UTC. */
export interface SampleDay {
  start: number;
  /** ISO weekday. */
  weekday: number;
  /** `MM-DD`. */
  monthDay: string;
  intervals: DayInterval[];
  /** The intervals as text; equal keys mean equal hours. */
  key: string;
}

const DAY_MS = DAY_MINUTES * 60_000;
/** More seasons of one weekday than this (a stretch per month and the gaps between) are not a season but noise. */
const MAX_SEASONS = 26;

/**
 * Attributes open stretches to the day on which they open. A stretch of up to 24 hours stays whole, also over midnight;
 * a longer one is cut at every midnight. The first and last days are left out: their stretches may be cut by the window.
 */
export function sampleDays(open: readonly { from: number; to: number }[], from: number, to: number): SampleDay[] {
  const byDay = new Map<number, DayInterval[]>();
  const add = (start: number, end: number) => {
    const day = Math.floor(start / DAY_MS) * DAY_MS;
    const interval = { opensMinute: Math.round((start - day) / 60_000), closesMinute: Math.round((end - day) / 60_000) };
    const list = byDay.get(day);
    if (list) list.push(interval);
    else byDay.set(day, [interval]);
  };
  for (const stretch of open) {
    if (stretch.to - stretch.from <= DAY_MS) {
      add(stretch.from, stretch.to);
      continue;
    }
    let start = stretch.from;
    while (start < stretch.to) {
      const midnight = (Math.floor(start / DAY_MS) + 1) * DAY_MS;
      add(start, Math.min(midnight, stretch.to));
      start = midnight;
    }
  }
  const days: SampleDay[] = [];
  for (let start = from + 2 * DAY_MS; start < to - 2 * DAY_MS; start += DAY_MS) {
    const date = new Date(start);
    const intervals = byDay.get(start) ?? [];
    days.push({
      start,
      weekday: date.getUTCDay() || 7,
      monthDay: date.toISOString().slice(5, 10),
      intervals,
      key: intervals.map((interval) => `${interval.opensMinute}-${interval.closesMinute}`).join(),
    });
  }
  return days;
}

/**
 * The weekly rules, all year or between fixed dates, that give exactly the hours of every sampled day; null when no such
 * rules exist (the hours depend on the year or on the week number). A position in the month is such a rule too: the second
 * Sunday is a Sunday between the 8th and the 14th. Dates without a sample take the hours of their neighbours.
 */
export function seasonalRules(days: readonly SampleDay[]): WeeklyRule[] | null {
  const rules: WeeklyRule[] = [];
  for (let weekday = 1; weekday <= 7; weekday++) {
    const byDate = new Map<string, SampleDay>();
    for (const day of days) {
      if (day.weekday !== weekday) continue;
      const said = byDate.get(day.monthDay);
      if (said && said.key !== day.key) return null;
      byDate.set(day.monthDay, day);
    }
    const seasons = joinSeasons([...byDate.values()].sort((a, b) => (a.monthDay < b.monthDay ? -1 : 1)));
    if (seasons.length > MAX_SEASONS) return null;
    const whole = seasons.length === 1;
    for (const season of seasons) {
      for (const interval of season.intervals) {
        rules.push({ weekday, ...interval, fromMonthDay: whole ? null : season.from, toMonthDay: whole ? null : season.to });
      }
    }
  }
  return rules;
}

interface Season {
  from: string;
  to: string;
  key: string;
  intervals: DayInterval[];
}

/** Joins neighbouring dates with equal hours; the last season may join the first over New Year, and gaps are closed. */
function joinSeasons(dates: readonly SampleDay[]): Season[] {
  const seasons: Season[] = [];
  for (const { monthDay, key, intervals } of dates) {
    const last = seasons.at(-1);
    if (last?.key === key) last.to = monthDay;
    else seasons.push({ from: monthDay, to: monthDay, key, intervals });
  }
  const first = seasons[0];
  const last = seasons.at(-1);
  if (first && last && first !== last && last.key === first.key) {
    first.from = last.from;
    seasons.pop();
  }
  for (const [index, season] of seasons.entries()) {
    const next = seasons[(index + 1) % seasons.length];
    if (!next || next === season) continue;
    // Where the dates between are unknown, a month's first is the likelier beginning.
    const monthStart = `${next.from.slice(0, 2)}-01`;
    if (season.to > next.from || season.to < monthStart) next.from = monthStart;
    season.to = dayBefore(next.from);
  }
  return seasons;
}

/** The day before a `MM-DD`; of a leap year, so that 02-29 belongs to a season. */
function dayBefore(monthDay: string): string {
  return new Date(Date.parse(`2024-${monthDay}T00:00:00Z`) - DAY_MS).toISOString().slice(5, 10);
}

/** The minutes open on every sampled day of a weekday, as rules for all year: what holds in any week. */
export function certainWeek(days: readonly SampleDay[]): WeeklyRule[] {
  const rules: WeeklyRule[] = [];
  for (let weekday = 1; weekday <= 7; weekday++) {
    const same = days.filter((day) => day.weekday === weekday);
    let common: DayInterval[] | null = null;
    const seen = new Set<string>();
    for (const day of same) {
      if (seen.has(day.key)) continue;
      seen.add(day.key);
      common = common === null ? day.intervals : intersect(common, day.intervals);
    }
    for (const interval of common ?? []) rules.push({ weekday, ...interval, fromMonthDay: null, toMonthDay: null });
  }
  return rules;
}

function intersect(a: readonly DayInterval[], b: readonly DayInterval[]): DayInterval[] {
  const common: DayInterval[] = [];
  for (const x of a) {
    for (const y of b) {
      const opensMinute = Math.max(x.opensMinute, y.opensMinute);
      const closesMinute = Math.min(x.closesMinute, y.closesMinute);
      if (opensMinute < closesMinute && opensMinute < DAY_MINUTES) common.push({ opensMinute, closesMinute });
    }
  }
  return common.sort((x, y) => x.opensMinute - y.opensMinute);
}
