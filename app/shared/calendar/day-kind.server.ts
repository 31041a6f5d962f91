import Holidays from "date-holidays";
import type { Locale } from "../i18n.ts";
import { CHINA_YEARS } from "./china-days.ts";
import { CHINA_PROVINCES } from "./china-provinces.ts";

/**
 * What a date is to working people of a country. `worked_instead` is a Saturday or Sunday that is worked because another day is
 * off; `not_fixed` means that nobody has published the year yet (or that no calendar of the country is known), and is no guess.
 */
export type DayKind = "working" | "weekend" | "day_off" | "worked_instead" | "not_fixed";

/** A date that is not what its weekday says, with its name where it has one. */
export interface SpecialDay {
  /** `YYYY-MM-DD`. */
  date: string;
  kind: "day_off" | "worked_instead";
  name: Record<Locale, string> | null;
}

const DAY_MS = 86_400_000;
/** Countries whose government sets days off and days worked instead anew each year. */
const setYearly: Readonly<Record<string, typeof CHINA_YEARS>> = { CN: CHINA_YEARS };

/**
 * What a calendar date (`YYYY-MM-DD`) is in a region: a country (ISO 3166-1 alpha-2), or a part of one (ISO 3166-2, such as DE-BY), which keeps
 * public holidays besides those of the whole country, or not all of these.
 */
export function dayKind(region: string, date: string): DayKind {
  const days = specialDays(region, Number(date.slice(0, 4)));
  if (days === null) return "not_fixed";
  const special = days.find((day) => day.date === date);
  if (special) return special.kind;
  return weekendOf(countryOfRegion(region)).includes(new Date(`${date}T00:00:00Z`).getUTCDay() || 7) ? "weekend" : "working";
}

/**
 * Whether people work on a date (`YYYY-MM-DD`) in a region (null when it is not known): working days and weekend days that are worked
 * because another day is off. Where the year is not fixed yet, Monday to Friday.
 */
export function isWorkingDay(region: string | null, date: string): boolean {
  const kind = region === null ? "not_fixed" : dayKind(region, date);
  if (kind !== "not_fixed") return kind === "working" || kind === "worked_instead";
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday >= 1 && weekday <= 5;
}

const known = new Map<string, readonly SpecialDay[] | null>();

/** All special days of a region's year, by date; null where they are not fixed yet or no calendar of the country is known. */
export function specialDays(region: string, year: number): readonly SpecialDay[] | null {
  const key = `${region} ${year}`;
  const country = countryOfRegion(region);
  let days = known.get(key);
  if (days === undefined) {
    days = country in setYearly ? daysOfNotice(setYearly[country] ?? {}, year) : publicHolidaysOf(region, year);
    known.set(key, days);
  }
  return days;
}

/** Public holidays of a region, `YYYY-MM-DD`. None where they are not known. */
export function publicHolidays(region: string, year: number): readonly string[] {
  return (specialDays(region, year) ?? []).filter((day) => day.kind === "day_off").map((day) => day.date);
}

/** Weekend days that are worked because another day is off, `YYYY-MM-DD`. */
export function daysWorkedInstead(region: string, year: number): readonly string[] {
  return (specialDays(region, year) ?? []).filter((day) => day.kind === "worked_instead").map((day) => day.date);
}

/** Whether the country of a region moves working days to weekends at all. */
export function movesWorkingDays(region: string): boolean {
  return countryOfRegion(region) in setYearly;
}

/** A part of a country: its ISO 3166-2 code (China's by number), and its name as people there write it. */
export interface Subdivision {
  code: string;
  name: string;
}

const subdivisions = new Map<string, readonly Subdivision[]>();

/**
 * The parts of a country (ISO 3166-1 alpha-2) that keep public holidays of their own, by name; none where nobody knows of any. Of China, whose
 * holidays are one for all, its provinces: licences hold for one of them.
 */
export function subdivisionsOf(country: string): readonly Subdivision[] {
  let known = subdivisions.get(country);
  if (!known) {
    if (country === "CN") return CHINA_PROVINCES.map(({ number, name }) => ({ code: `CN-${number}`, name }));
    // Answers undefined for a country without such parts, whatever its types say.
    const states = (new Holidays().getStates(country) as Record<string, string> | undefined) ?? {};
    known = Object.entries(states).map(([state, name]) => ({ code: `${country}-${state}`, name })).sort((a, b) => a.name.localeCompare(b.name));
    subdivisions.set(country, known);
  }
  return known;
}

function countryOfRegion(region: string): string {
  return region.slice(0, 2);
}

function daysOfNotice(years: typeof CHINA_YEARS, year: number): SpecialDay[] | null {
  const notice = years[year];
  if (!notice) return null;
  const off = notice.daysOff.flatMap(({ name, from, to }) => datesBetween(`${year}-${from}`, `${year}-${to}`).map((date): SpecialDay => ({ date, kind: "day_off", name })));
  const worked = notice.workedInstead.map((day): SpecialDay => ({ date: `${year}-${day}`, kind: "worked_instead", name: null }));
  return [...off, ...worked].sort((a, b) => a.date.localeCompare(b.date));
}

/** The days of a holiday, which may last several: one for each full day between its ends. */
function datesOf(day: { date: string; start: Date; end: Date }): string[] {
  const days = Math.max(1, Math.round((day.end.getTime() - day.start.getTime()) / DAY_MS));
  const first = Date.parse(`${day.date.slice(0, 10)}T00:00:00Z`);
  return Array.from({ length: days }, (_, index) => new Date(first + index * DAY_MS).toISOString().slice(0, 10));
}

function publicHolidaysOf(region: string, year: number): SpecialDay[] | null {
  const country = countryOfRegion(region);
  // Of a part that the calendar does not know, the whole country's days are what is certain.
  const calendar = subdivisionsOf(country).some((one) => one.code === region) ? new Holidays(country, region.slice(3)) : new Holidays(country);
  const named = (language: string) => new Map((calendar.getHolidays(year, language) || []).flatMap((day) => datesOf(day).map((date) => [date, day.name] as const)));
  const found = (calendar.getHolidays(year) || []).filter((day) => day.type === "public");
  if (found.length === 0) return null;
  const [english, chinese] = [named("en"), named("zh")];
  const dates = [...new Set(found.flatMap(datesOf))].sort();
  return dates.map((date) => ({ date, kind: "day_off", name: { en: english.get(date) ?? "", "zh-CN": chinese.get(date) ?? english.get(date) ?? "" } }));
}

/** Every calendar date from one to another, both included. */
export function datesBetween(from: string, to: string): string[] {
  const start = Date.parse(`${from}T00:00:00Z`);
  const days = Math.round((Date.parse(`${to}T00:00:00Z`) - start) / DAY_MS);
  return Array.from({ length: Math.max(0, days + 1) }, (_, index) => new Date(start + index * DAY_MS).toISOString().slice(0, 10));
}

type WeekInfo = { weekend: readonly number[] };

/** ISO weekdays of the weekend in a country, as CLDR has them; Saturday and Sunday where it says nothing. */
function weekendOf(country: string): readonly number[] {
  const locale = new Intl.Locale("und", /^[A-Z]{2}$/.test(country) ? { region: country } : {}) as Intl.Locale & { getWeekInfo?: () => WeekInfo; weekInfo?: WeekInfo };
  return (locale.getWeekInfo?.() ?? locale.weekInfo)?.weekend ?? [6, 7];
}
