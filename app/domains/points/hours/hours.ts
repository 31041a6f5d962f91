import { IANAZone } from "luxon";

/** Minutes in a day of 24 hours; a closing minute above it lies on the next calendar day. */
export const DAY_MINUTES = 1440;

/** A stretch of wall-clock time: minutes after local midnight of the day on which it opens. */
export interface DayInterval {
  /** 0..1439. */
  opensMinute: number;
  /** Greater than `opensMinute`, at most 24 hours later; above 1440 it ends on the next day. */
  closesMinute: number;
}

/** One stretch that repeats each week, at all times of the year or only between two dates. */
export interface WeeklyRule extends DayInterval {
  /** ISO weekday on which it opens: 1 Monday .. 7 Sunday. */
  weekday: number;
  /** First day of the season, `MM-DD`, or null for all year. */
  fromMonthDay: string | null;
  /** Last day of the season, `MM-DD`; a season may run over New Year. Null for all year. */
  toMonthDay: string | null;
}

/** What differs on one calendar date. It replaces everything the weekly rules say about stretches that open on it. */
export interface HoursException {
  /** Local calendar date, `YYYY-MM-DD`. */
  date: string;
  /** Empty: closed the whole date, also for a stretch that opened the evening before. */
  intervals: readonly DayInterval[];
}

export interface OpenState {
  state: "open" | "closed" | "unknown";
  /** When the present state ends; null when it does not end within a year, or is unknown. */
  until: Date | null;
  /** The next opening after now (after the present stretch when open); null when none is known within a year. */
  next: Date | null;
}

export interface OpenStateOptions {
  /** IANA zone of the place. */
  timeZone: string;
  now: Date;
  exceptions?: readonly HoursException[];
  /** False when the rules are only the certain part of the hours: outside them the answer is then "unknown". Default true. */
  complete?: boolean;
}

const MINUTE_MS = 60_000;
const DAY_MS = DAY_MINUTES * MINUTE_MS;
/** Far enough to see any weekly stretch, and two of the same weekday. */
const NEAR_DAYS = 9;
/** Far enough to see every season once. */
const FAR_DAYS = 373;

/**
 * Whether a place is open at `now`, until when, and when it opens next.
 * Rules are wall-clock times of the place's zone: a boundary is the first instant at which the local clock reads that
 * time or later, so a time skipped by a clock change falls on the change, and one that occurs twice counts the first time.
 * Without rules and without an exception for today the answer is "unknown". Throws RangeError on an unknown zone.
 */
export function openState(rules: readonly WeeklyRule[], options: OpenStateOptions): OpenState {
  const zone = zoneOf(options.timeZone);
  const exceptions = new Map((options.exceptions ?? []).map((exception) => [exception.date, exception]));
  const now = options.now.getTime();
  const today = localDay(zone, now);
  if (rules.length === 0 && !exceptions.has(isoDate(today))) return { state: "unknown", until: null, next: null };

  const calendar = { zone, rules, exceptions };
  let answer = lookAhead(calendar, today, now, NEAR_DAYS);
  if (!answer.next || (answer.open && !answer.until)) answer = lookAhead(calendar, today, now, FAR_DAYS);
  const { open, until, next } = answer;
  const nextOpening = next === null ? null : new Date(next);
  if (open) return { state: "open", until: until === null ? null : new Date(until), next: nextOpening };
  const certain = options.complete !== false || exceptions.has(isoDate(today));
  return { state: certain ? "closed" : "unknown", until: certain ? nextOpening : null, next: nextOpening };
}

interface Calendar {
  zone: IANAZone;
  rules: readonly WeeklyRule[];
  exceptions: ReadonlyMap<string, HoursException>;
}

function lookAhead(calendar: Calendar, today: number, now: number, days: number) {
  const stretches = mergedStretches(calendar, today - 2, today + days);
  const horizon = instantOf(calendar.zone, today + days + 1, 0);
  const current = stretches.find((stretch) => stretch.from <= now && now < stretch.to);
  const next = stretches.find((stretch) => stretch.from > now) ?? null;
  return {
    open: current !== undefined,
    until: current && current.to < horizon ? current.to : null,
    next: next?.from ?? null,
  };
}

interface Stretch {
  from: number;
  to: number;
}

/** Open stretches as instants, of all days `first..last` (days since 1970), touching ones joined. */
function mergedStretches(calendar: Calendar, first: number, last: number): Stretch[] {
  const all: Stretch[] = [];
  for (let day = first; day <= last; day++) {
    const nextDayClosed = calendar.exceptions.get(isoDate(day + 1))?.intervals.length === 0;
    for (const interval of intervalsOn(calendar, day)) {
      const closes = nextDayClosed ? Math.min(interval.closesMinute, DAY_MINUTES) : interval.closesMinute;
      const from = instantOf(calendar.zone, day, interval.opensMinute);
      const to = instantOf(calendar.zone, day, closes);
      if (to > from) all.push({ from, to });
    }
  }
  all.sort((a, b) => a.from - b.from);
  const merged: Stretch[] = [];
  for (const stretch of all) {
    const previous = merged.at(-1);
    if (previous && stretch.from <= previous.to) previous.to = Math.max(previous.to, stretch.to);
    else merged.push(stretch);
  }
  return merged;
}

function intervalsOn(calendar: Calendar, day: number): readonly DayInterval[] {
  const date = isoDate(day);
  const exception = calendar.exceptions.get(date);
  if (exception) return exception.intervals;
  return intervalsOfDate(calendar.rules, date);
}

/** The stretches that open on a calendar date (`YYYY-MM-DD`) by the weekly rules alone, earliest first. */
export function intervalsOfDate(rules: readonly WeeklyRule[], date: string): DayInterval[] {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
  const monthDay = date.slice(5);
  return rules
    .filter((rule) => rule.weekday === weekday && inSeason(rule, monthDay))
    .map(({ opensMinute, closesMinute }) => ({ opensMinute, closesMinute }))
    .sort((a, b) => a.opensMinute - b.opensMinute);
}

/** Whether `MM-DD` lies in the rule's season, both ends included; seasons may run over New Year. */
export function inSeason(season: Pick<WeeklyRule, "fromMonthDay" | "toMonthDay">, monthDay: string): boolean {
  const { fromMonthDay: from, toMonthDay: to } = season;
  if (from === null || to === null) return true;
  return from <= to ? from <= monthDay && monthDay <= to : monthDay >= from || monthDay <= to;
}

function zoneOf(name: string): IANAZone {
  const zone = IANAZone.create(name);
  if (!zone.isValid) throw new RangeError(`unknown time zone ${name}`);
  return zone;
}

/** Days since 1970 of the local calendar date at an instant. */
function localDay(zone: IANAZone, instant: number): number {
  return Math.floor((instant + zone.offset(instant) * MINUTE_MS) / DAY_MS);
}

function isoDate(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The first instant at which the zone's clock reads `minute` of `day` or later. */
function instantOf(zone: IANAZone, day: number, minute: number): number {
  const wall = day * DAY_MS + minute * MINUTE_MS;
  const before = zone.offset(wall - DAY_MS);
  const after = zone.offset(wall + DAY_MS);
  const early = wall - before * MINUTE_MS;
  if (before === after || zone.offset(early) === before) return early;
  const late = wall - after * MINUTE_MS;
  if (zone.offset(late) === after) return late;
  // The reading is skipped: find the change itself, which lies after `late` and not after `early`.
  let low = late;
  let high = early;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zone.offset(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}
