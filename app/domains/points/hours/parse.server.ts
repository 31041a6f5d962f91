import { germanToOpeningHours } from "./german-hours.ts";
import type { DayInterval, WeeklyRule } from "./hours.ts";
import { readOpeningHours, type OpeningHoursValue, type ReferencePlace } from "./opening-hours.server.ts";
import type { HoursReason, ParsedHours } from "./parsed-hours.ts";
import { certainWeek, sampleDays, seasonalRules, type SampleDay } from "./sample-week.ts";

/** Where the hours belong: the country tells what a misspelt weekday means. Sun times, which would need the rest, are never computed. */
export interface HoursPlace {
  lat: number;
  lon: number;
  countryCode: string | null;
  timeZone: string;
}

/** Whole years, first and last included. */
type Years = readonly (readonly [first: number, last: number])[];
/** Enough for text that speaks of weekdays, times and holidays alone. */
const PLAIN_YEARS: Years = [[2021, 2024]];
/** Enough for whole months: every date but the leap day meets every weekday. */
const MONTH_YEARS: Years = [[2021, 2032]];
/** All 14 kinds of year: seven first weekdays, with and without a leap day. */
const ALL_YEARS: Years = [[2021, 2032], [2036, 2036], [2040, 2040], [2044, 2044], [2048, 2048]];
const DAY_MS = 86_400_000;
const CACHE_SIZE = 2_000;
/** OSM values have at most 255 characters; a text far longer is not opening hours. */
const LONGEST = 1_000;
/** Countries, and the zones that stand for them near a border, where the country is not known. */
const GERMAN_SPEAKING: ReadonlySet<string> = new Set(["DE", "AT", "CH", "LI", "LU", "Europe/Berlin", "Europe/Vienna", "Europe/Zurich"]);

const cache = new Map<string, ParsedHours>();
const holidays: Record<ReferencePlace, ReadonlySet<number> | null> = { main: null, second: null };

/**
 * Reads an OSM `opening_hours` text into weekly rules of wall-clock time, or says why it cannot. Never throws.
 * The rules are checked day by day against all 14 kinds of year in the `opening_hours` library's own answer, in a clock without
 * time zone: status `weekly` is given only when every day agrees. The process's TZ has no influence.
 */
export function parseOpeningHours(raw: string, place: HoursPlace): ParsedHours {
  const german = GERMAN_SPEAKING.has(place.countryCode ?? place.timeZone);
  const key = `${german ? "de" : ""}:${raw}`;
  const known = cache.get(key);
  if (known) return structuredClone(known);
  const parsed = raw.length > LONGEST ? unparsed("invalid") : read(raw, german);
  if (cache.size >= CACHE_SIZE) cache.clear();
  cache.set(key, parsed);
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

function read(raw: string, german: boolean): ParsedHours {
  let value: OpeningHoursValue;
  try {
    value = readOpeningHours(raw);
  } catch {
    return unparsed("invalid");
  }
  const text = raw.replace(/"[^"]*"/g, '""');
  const guessed = value.warnings.includes("word_error_correction") && !isCertainlySpelt(text, german);
  const early = guessed ? "uncertain_spelling" : unsampledReason(text, value.canonical.replace(/"[^"]*"/g, '""'));
  if (early) return partial([], "unknown", early, value.warnings);
  try {
    return sample(value, raw, text);
  } catch {
    return unparsed("invalid");
  }
}

/** Reasons seen in the text itself, for which sampled years prove nothing about other ones. */
function unsampledReason(text: string, canonical: string): HoursReason | null {
  if (/\b(?:sunrise|sunset|dawn|dusk)\b/i.test(text)) return "sun_dependent";
  if (/\bSH\b/.test(text)) return "school_holidays";
  if (/\beaster\b/i.test(text)) return "easter_dependent";
  if (/\b(?:19|20)\d\d\b(?![:.])/.test(text)) return "year_dependent";
  if (/^(?:off|closed)\b/i.test(canonical.trim()) && !canonical.includes(";")) return "never_open";
  if (!/\d[:.]\d\d|24\/7|\bopen\b/i.test(canonical)) return "no_times";
  return null;
}

/**
 * Whether the words that were corrected can mean one thing only. The library reads weekdays of many languages, but the same
 * letters are Thursday in German and Sunday in Spanish ("Do"), or one letter of five: those are left to people.
 */
function isCertainlySpelt(text: string, german: boolean): boolean {
  const rest = text
    .replace(/\b(?:mon?|tue?|wed?|thu?|fri?|sat?|sun?)(?:day|sday|nesday|rsday|urday)?s?\b/gi, "")
    .replace(/\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\b/gi, "")
    .replace(/\b(?:ph|off|closed|open|week|days?)\b/gi, "");
  return !/\p{Letter}/u.test(german ? rest.replace(/\b(?:di|mi|do|so|uhr|und|bis)\b/gi, "") : rest);
}

function sample(value: OpeningHoursValue, raw: string, text: string): ParsedHours {
  const warnings = value.warnings;
  const years = yearsToSample(value.canonical);
  const { days, open, uncertain } = sampleYears(value, years);
  if (open + uncertain === 0) return partial([], "unknown", "never_open", warnings);

  const namesHolidays = /\bPH\b/.test(text);
  const calendar = namesHolidays ? holidayDays(value, "main") : new Set<number>();
  const ordinary = namesHolidays ? withoutHolidays(days, calendar, years === PLAIN_YEARS ? null : raw) : days;
  const shifted = /\bPH\s*[+-]\s*\d/.test(text);
  const certain = () => certainWeek(shifted ? days : ordinary);

  if (uncertain > 0) {
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

/** Which years must be sampled, by what occurs in the text: weekdays, times and holidays; also months; anything else. */
function yearsToSample(canonical: string): Years {
  const text = canonical.replace(/"[^"]*"/g, "");
  const rest = text.replace(/\b(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|off|closed|open|24\/7|\d{1,2}:\d{2})\b|[\s,;:+|-]/g, "");
  if (rest === "") return PLAIN_YEARS;
  return rest.replace(/Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec/g, "") === "" ? MONTH_YEARS : ALL_YEARS;
}

function sampleYears(value: OpeningHoursValue, years: Years): { days: SampleDay[]; open: number; uncertain: number } {
  const days: SampleDay[] = [];
  let [open, uncertain] = [0, 0];
  for (const [first, last] of years) {
    // A few days around, for stretches that run over New Year.
    const [from, to] = [Date.UTC(first, 0, 1) - 3 * DAY_MS, Date.UTC(last + 1, 0, 1) + 3 * DAY_MS];
    const stretches = value.stretches(from, to);
    const certain = stretches.filter((stretch) => stretch.state === "open");
    open += certain.length;
    uncertain += stretches.length - certain.length;
    days.push(...sampleDays(certain, from, to));
  }
  return { days, open, uncertain };
}

/**
 * The sampled days as they would be without holidays. A day that is one in the main calendar is asked of the second
 * (when `raw` is given), so that seasons beginning on All Saints' Day keep their date. Where hours run to midnight or beyond,
 * the days beside a holiday are treated like it, for a closed holiday cuts them.
 */
function withoutHolidays(days: readonly SampleDay[], calendar: ReadonlySet<number>, raw: string | null): SampleDay[] {
  const spills = days.some((day) => day.intervals.some((interval) => interval.closesMinute >= 1440));
  const touched = (set: ReadonlySet<number>, day: number) =>
    set.has(day) || (spills && (set.has(day - DAY_MS) || set.has(day + DAY_MS)));
  const second = raw === null ? null : readOpeningHours(raw, "second");
  const others = second ? holidayDays(second, "second") : calendar;
  return days.flatMap((day) => {
    if (!touched(calendar, day.start)) return [day];
    if (!second || touched(others, day.start)) return [];
    const [from, to] = [day.start - 3 * DAY_MS, day.start + 4 * DAY_MS];
    const open = second.stretches(from, to).filter((stretch) => stretch.state === "open");
    return sampleDays(open, from, to).filter((other) => other.start === day.start);
  });
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

/** A reference calendar's holidays of all sampled years; the same whatever value asks. */
function holidayDays(value: OpeningHoursValue, place: ReferencePlace): ReadonlySet<number> {
  const known = holidays[place];
  if (known) return known;
  const found = new Set<number>();
  for (const [first, last] of ALL_YEARS) {
    const to = Date.UTC(last + 1, 0, 4);
    for (let day = Date.UTC(first, 0, 1) - 3 * DAY_MS; day < to; day += DAY_MS) if (value.isHoliday(day)) found.add(day);
  }
  holidays[place] = found;
  return found;
}
