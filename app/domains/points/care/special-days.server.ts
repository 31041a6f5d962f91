import { movesWorkingDays, specialDays, subdivisionsOf, type Subdivision } from "#app/shared/calendar/day-kind.server.ts";
import { calendarCountry, calendarRegion, derivedSubdivision, type PlaceForCalendar } from "#app/shared/calendar/region.ts";
import type { Locale } from "#app/shared/i18n.ts";

/** The special days ahead of a point, for whoever states its hours. */
export interface SpecialDaysAhead {
  /** The country, or the part of it, whose days these are. */
  region: string | null;
  /** Working days are moved to weekends there. */
  movesWorkingDays: boolean;
  days: { date: string; kind: "day_off" | "worked_instead"; name: string | null }[];
  /** The first year that nobody has fixed yet (or of which no calendar is known), within a year from today; null when all are known. */
  notFixedYear: number | null;
}

/** The parts of a place's country that keep public holidays of their own, by name. */
export function subdivisionsOfPlace(place: Pick<PlaceForCalendar, "countryCode" | "timeZone">): readonly Subdivision[] {
  const country = calendarCountry(place);
  return country === null ? [] : subdivisionsOf(country);
}

/** What the form of facts offers of them, and the name of the one that follows from the address, or null. */
export function subdivisionChoices(place: Omit<PlaceForCalendar, "subdivisionCode">): { choices: readonly Subdivision[]; derivedName: string | null } {
  const choices = subdivisionsOfPlace(place);
  const derived = derivedSubdivision(place);
  return { choices, derivedName: choices.find((one) => one.code === derived)?.name ?? null };
}

/** Days off and days worked instead from a date (`YYYY-MM-DD`) on, for a year. */
export function specialDaysAhead(point: PlaceForCalendar, today: string, locale: Locale): SpecialDaysAhead {
  const region = calendarRegion(point);
  const year = Number(today.slice(0, 4));
  if (region === null) return { region, movesWorkingDays: false, days: [], notFixedYear: null };
  const last = `${year + 1}${today.slice(4)}`;
  const known = [year, year + 1].map((one) => ({ year: one, days: specialDays(region, one) }));
  return {
    region,
    movesWorkingDays: movesWorkingDays(region),
    days: known.flatMap(({ days }) => days ?? []).filter((day) => day.date >= today && day.date <= last).map(({ date, kind, name }) => ({ date, kind, name: name?.[locale] || null })),
    notFixedYear: known.find(({ days }) => days === null)?.year ?? null,
  };
}
