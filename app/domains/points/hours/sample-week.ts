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
/** More pieces than this is not a season but noise. */
const MAX_SEASONS = 16;

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

/** Hours per weekday at one month and day; null where no sampled year says. */
type Week = (string | null)[];

/**
 * The weekly rules, all year or by seasons of fixed dates, that give exactly the hours of every sampled day;
 * null when no such rules exist (the hours depend on the year, the week number or the position in the month).
 */
export function seasonalRules(days: readonly SampleDay[]): WeeklyRule[] | null {
  const intervals = new Map<string, DayInterval[]>();
  const weeks = new Map<string, Week>();
  for (const day of days) {
    intervals.set(day.key, day.intervals);
    const week = weeks.get(day.monthDay) ?? new Array<string | null>(8).fill(null);
    const said = week[day.weekday];
    if (said !== null && said !== undefined && said !== day.key) return null;
    week[day.weekday] = day.key;
    weeks.set(day.monthDay, week);
  }
  const seasons = joinSeasons([...weeks.entries()].sort(([a], [b]) => (a < b ? -1 : 1)));
  if (!seasons) return null;
  const whole = seasons.length === 1;
  const rules: WeeklyRule[] = [];
  for (const season of seasons) {
    for (let weekday = 1; weekday <= 7; weekday++) {
      for (const interval of intervals.get(season.week[weekday] ?? "") ?? []) {
        rules.push({
          weekday,
          ...interval,
          fromMonthDay: whole ? null : season.from,
          toMonthDay: whole ? null : season.to,
        });
      }
    }
  }
  return rules;
}

interface Season {
  from: string;
  to: string;
  week: Week;
}

/** Joins neighbouring dates whose weeks do not contradict each other; the last may join the first over New Year. */
function joinSeasons(dates: readonly (readonly [string, Week])[]): Season[] | null {
  const seasons: Season[] = [];
  for (const [monthDay, week] of dates) {
    const last = seasons.at(-1);
    if (last && agree(last.week, week)) {
      last.to = monthDay;
      last.week = fill(last.week, week);
    } else {
      seasons.push({ from: monthDay, to: monthDay, week });
      if (seasons.length > MAX_SEASONS * 2) return null;
    }
  }
  const first = seasons[0];
  const last = seasons.at(-1);
  if (first && last && first !== last && agree(last.week, first.week)) {
    first.from = last.from;
    first.week = fill(first.week, last.week);
    seasons.pop();
  }
  return seasons.length > MAX_SEASONS ? null : seasons;
}

function agree(a: Week, b: Week): boolean {
  return a.every((key, weekday) => key === null || b[weekday] === null || b[weekday] === key);
}

function fill(a: Week, b: Week): Week {
  return a.map((key, weekday) => key ?? b[weekday] ?? null);
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
