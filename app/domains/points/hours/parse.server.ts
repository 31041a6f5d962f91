import { germanToOpeningHours } from "./german-hours.ts";
import type { DayInterval, WeeklyRule } from "./hours.ts";
import { readOpeningHours, type OpeningHoursValue } from "./opening-hours.server.ts";
import type { HoursReason, ParsedHours } from "./parsed-hours.ts";
import { certainWeek, sampleDays, seasonalRules, type SampleDay } from "./sample-week.ts";

/** Where the hours belong. The shape of the rules does not depend on it today; sun times, which would, are never computed. */
export interface HoursPlace {
  lat: number;
  lon: number;
  countryCode: string | null;
  timeZone: string;
}

const SAMPLE_FROM = Date.UTC(2021, 0, 1);
/** Ten years: every month and day meets every weekday. */
const SAMPLE_TO = Date.UTC(2031, 0, 1);
const DAY_MS = 86_400_000;
const CACHE_SIZE = 2_000;

const cache = new Map<string, ParsedHours>();
let holidays: ReadonlySet<number> | null = null;

/**
 * Reads an OSM `opening_hours` text into weekly rules of wall-clock time, or says why it cannot. Never throws.
 * The rules are checked day by day against ten years of the `opening_hours` library's own answer, in a clock without
 * time zone: status `weekly` is given only when every day agrees. The process's TZ has no influence.
 */
export function parseOpeningHours(raw: string, _place: HoursPlace): ParsedHours {
  const known = cache.get(raw);
  if (known) return structuredClone(known);
  const parsed = read(raw);
  if (cache.size >= CACHE_SIZE) cache.clear();
  cache.set(raw, parsed);
  return structuredClone(parsed);
}

/**
 * Reads German free text such as "Mo-Fr: 08:00-12:15 / 13:30-18:30, Sa: 8-12 Uhr" into the same rules.
 * Text outside the known patterns gives `unparsed`. Never throws.
 */
export function parseGermanHours(raw: string, place: HoursPlace): ParsedHours {
  const converted = germanToOpeningHours(raw);
  if (!converted.ok) return unparsed(converted.error);
  return parseOpeningHours(converted.value, place);
}

function unparsed(reason: HoursReason): ParsedHours {
  return { status: "unparsed", rules: [], holidayRule: "unknown", holidayHours: null, reason, warnings: [] };
}

function read(raw: string): ParsedHours {
  let value: OpeningHoursValue;
  try {
    value = readOpeningHours(raw);
  } catch {
    return unparsed("invalid");
  }
  const text = raw.replace(/"[^"]*"/g, '""');
  const early = unsampledReason(text);
  if (early) return partial([], "unknown", early, value.warnings);
  try {
    return sample(value, text);
  } catch {
    return unparsed("invalid");
  }
}

/** Reasons seen in the text itself, for which ten sampled years prove nothing about the next ones. */
function unsampledReason(text: string): HoursReason | null {
  if (/\b(?:sunrise|sunset|dawn|dusk)\b/i.test(text)) return "sun_dependent";
  if (/\bSH\b/.test(text)) return "school_holidays";
  if (/\beaster\b/i.test(text)) return "easter_dependent";
  if (/\b(?:19|20)\d\d\b(?![:.])/.test(text)) return "year_dependent";
  if (!/\d[:.]\d\d|24\/7|\bopen\b/i.test(text)) return "no_times";
  return null;
}

function sample(value: OpeningHoursValue, text: string): ParsedHours {
  const warnings = value.warnings;
  const stretches = value.stretches(SAMPLE_FROM, SAMPLE_TO);
  const open = stretches.filter((stretch) => stretch.state === "open");
  if (stretches.length === 0) return partial([], "unknown", "never_open", warnings);
  const days = sampleDays(open, SAMPLE_FROM, SAMPLE_TO);

  const namesHolidays = /\bPH\b/.test(text);
  const calendar = namesHolidays ? holidayDays(value) : new Set<number>();
  const near = (day: number) => calendar.has(day) || calendar.has(day - DAY_MS) || calendar.has(day + DAY_MS);
  const ordinary = namesHolidays ? days.filter((day) => !near(day.start)) : days;
  const shifted = /\bPH\s*[+-]\s*\d/.test(text);
  const certain = () => certainWeek(shifted ? days : ordinary);

  if (stretches.length !== open.length) {
    return partial(certain(), "unknown", text.includes("+") ? "open_end" : "uncertain_hours", warnings);
  }
  if (shifted) return partial(certain(), "unknown", "holiday_dependent", warnings);

  const rules = seasonalRules(ordinary);
  if (!rules) {
    const reason = /\[/.test(text) ? "nth_weekday" : /\bweek\b/i.test(text) ? "week_dependent" : "irregular";
    return partial(certain(), "unknown", reason, warnings);
  }
  if (!namesHolidays) {
    return { status: isAlways(rules) ? "always" : "weekly", rules, holidayRule: "unknown", holidayHours: null, reason: null, warnings };
  }
  const holiday = holidayRuleOf(days.filter((day) => calendar.has(day.start)), rules);
  if (!holiday) return partial(certain(), "unknown", "holiday_dependent", warnings);
  if (rules.length === 0) return { ...partial([], holiday.holidayRule, "holidays_only", warnings), ...holiday };
  return { status: isAlways(rules) && holiday.holidayRule === "open" && !holiday.holidayHours ? "always" : "weekly", rules, ...holiday, reason: null, warnings };
}

function partial(rules: WeeklyRule[], holidayRule: ParsedHours["holidayRule"], reason: HoursReason, warnings: string[]): ParsedHours {
  return { status: "partial", rules, holidayRule, holidayHours: null, reason, warnings };
}

function isAlways(rules: readonly WeeklyRule[]): boolean {
  return rules.length === 7 && rules.every((rule) => rule.fromMonthDay === null && rule.opensMinute === 0 && rule.closesMinute === 1440);
}

/** What holidays have in common: closed, the weekday's own hours, or the same hours on all of them; null when they differ. */
function holidayRuleOf(days: readonly SampleDay[], rules: readonly WeeklyRule[]): Pick<ParsedHours, "holidayRule" | "holidayHours"> | null {
  const first = days[0];
  if (!first) return null;
  if (days.every((day) => day.key === first.key)) {
    if (first.intervals.length === 0) return { holidayRule: "closed", holidayHours: null };
    const same = rules.length === 7 && rules.every((rule) => rule.fromMonthDay === null && keyOf([rule]) === first.key);
    return { holidayRule: "open", holidayHours: same ? null : first.intervals };
  }
  if (rules.some((rule) => rule.fromMonthDay !== null)) return null;
  const usual = days.every((day) => day.key === keyOf(rules.filter((rule) => rule.weekday === day.weekday)));
  return usual ? { holidayRule: "open", holidayHours: null } : null;
}

function keyOf(intervals: readonly DayInterval[]): string {
  return intervals.map((interval) => `${interval.opensMinute}-${interval.closesMinute}`).join();
}

/** The reference calendar's holidays of the sampled years; the same whatever value asks. */
function holidayDays(value: OpeningHoursValue): ReadonlySet<number> {
  if (holidays) return holidays;
  const found = new Set<number>();
  for (let day = SAMPLE_FROM; day < SAMPLE_TO; day += DAY_MS) if (value.isHoliday(day)) found.add(day);
  holidays = found;
  return found;
}
