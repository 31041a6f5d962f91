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
/** Far enough to see every season once. */
const HORIZON_DAYS = 373;

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

  const { open, until, next } = lookAhead(new Calendar(zone, rules, exceptions), today, now);
  const nextOpening = next === null ? null : new Date(next);
  if (open) return { state: "open", until: until === null ? null : new Date(until), next: nextOpening };
  const certain = options.complete !== false || exceptions.has(isoDate(today));
  return { state: certain ? "closed" : "unknown", until: certain ? nextOpening : null, next: nextOpening };
}

interface Stretch {
  from: number;
  to: number;
}

/** Walks the days from yesterday on, joining stretches that touch, until the present one's end and the next one are known. */
function lookAhead(calendar: Calendar, today: number, now: number): { open: boolean; until: number | null; next: number | null } {
  if (calendar.isAlwaysOpen()) return { open: true, until: null, next: null };
  let running: Stretch | null = null;
  let present: Stretch | null = null;
  for (let day = today - 2; day <= today + HORIZON_DAYS; day++) {
    for (const stretch of calendar.stretchesFrom(day)) {
      if (running && stretch.from <= running.to) {
        running.to = Math.max(running.to, stretch.to);
        continue;
      }
      if (running && running.from <= now && now < running.to) present = running;
      running = stretch;
      if (stretch.from > now) return { open: present !== null, until: present?.to ?? null, next: stretch.from };
    }
  }
  if (running && running.from <= now && now < running.to) {
    // Still running at the horizon: no end is known.
    const ends = running.to < calendar.instantOf(today + HORIZON_DAYS, 0);
    return { open: true, until: ends ? running.to : null, next: null };
  }
  return { open: present !== null, until: present?.to ?? null, next: null };
}

/** The rules and exceptions of one place, by day (days since 1970 of the local calendar). */
class Calendar {
  readonly #zone: IANAZone;
  readonly #exceptions: ReadonlyMap<string, HoursException>;
  readonly #byWeekday: WeeklyRule[][] = [[], [], [], [], [], [], [], []];
  readonly #dated: boolean;

  constructor(zone: IANAZone, rules: readonly WeeklyRule[], exceptions: ReadonlyMap<string, HoursException>) {
    this.#zone = zone;
    this.#exceptions = exceptions;
    this.#dated = exceptions.size > 0 || rules.some((rule) => rule.fromMonthDay !== null);
    for (const rule of rules) this.#byWeekday[rule.weekday]?.push(rule);
    for (const list of this.#byWeekday) list.sort((a, b) => a.opensMinute - b.opensMinute);
  }

  isAlwaysOpen(): boolean {
    if (this.#dated) return false;
    return this.#byWeekday.every((rules, weekday) => weekday === 0 || rules.some((rule) => rule.opensMinute === 0 && rule.closesMinute >= DAY_MINUTES));
  }

  /** The stretches that open on a day, as instants, earliest first. */
  stretchesFrom(day: number): Stretch[] {
    const stretches: Stretch[] = [];
    const nextDayClosed = this.#exceptions.size > 0 && this.#exceptions.get(isoDate(day + 1))?.intervals.length === 0;
    for (const interval of this.#intervalsOn(day)) {
      const closes = nextDayClosed ? Math.min(interval.closesMinute, DAY_MINUTES) : interval.closesMinute;
      const from = this.instantOf(day, interval.opensMinute);
      const to = this.instantOf(day, closes);
      if (to > from) stretches.push({ from, to });
    }
    return stretches;
  }

  #intervalsOn(day: number): readonly DayInterval[] {
    // 1970-01-01 was a Thursday.
    const rules = this.#byWeekday[((((day + 3) % 7) + 7) % 7) + 1] ?? [];
    if (!this.#dated) return rules;
    const date = isoDate(day);
    const exception = this.#exceptions.get(date);
    if (exception) return [...exception.intervals].sort((a, b) => a.opensMinute - b.opensMinute);
    const monthDay = date.slice(5);
    return rules.filter((rule) => inSeason(rule, monthDay));
  }

  /** The first instant at which the zone's clock reads `minute` of `day` or later. */
  instantOf(day: number, minute: number): number {
    const wall = day * DAY_MS + minute * MINUTE_MS;
    const wallDay = Math.floor(wall / DAY_MS);
    // Offsets reach from -12 to +14 hours: these two days enclose the instant, whatever the zone.
    const before = dayOffset(this.#zone, wallDay - 1);
    const after = dayOffset(this.#zone, wallDay + 2);
    const early = wall - before * MINUTE_MS;
    if (before === after || this.#zone.offset(early) === before) return early;
    const late = wall - after * MINUTE_MS;
    if (this.#zone.offset(late) === after) return late;
    // The reading is skipped: find the change itself, which lies after `late` and not after `early`.
    let low = late;
    let high = early;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.#zone.offset(middle) === before) low = middle;
      else high = middle;
    }
    return high;
  }
}

/**
 * The stretches that open on a calendar date (`YYYY-MM-DD`) by the weekly rules alone, earliest first; as on another ISO
 * weekday where that is named.
 */
export function intervalsOfDate(rules: readonly WeeklyRule[], date: string, weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7): DayInterval[] {
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

const offsets = new Map<string, Map<number, number>>();
const OFFSETS_KEPT = 4_000;

/** The zone's offset in minutes at UTC midnight of a day; remembered, for asking the zone data is slow. */
function dayOffset(zone: IANAZone, day: number): number {
  let days = offsets.get(zone.name);
  if (!days || days.size > OFFSETS_KEPT) {
    days = new Map();
    offsets.set(zone.name, days);
  }
  let offset = days.get(day);
  if (offset === undefined) {
    offset = zone.offset(day * DAY_MS);
    days.set(day, offset);
  }
  return offset;
}
