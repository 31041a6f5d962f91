import { movesWorkingDays, specialDays } from "#app/shared/calendar/day-kind.server.ts";
import type { Locale } from "#app/shared/i18n.ts";
import { calendarCountry } from "../open-now.server.ts";

/** The special days ahead of a point, for whoever states its hours. */
export interface SpecialDaysAhead {
  country: string | null;
  /** Working days are moved to weekends there. */
  movesWorkingDays: boolean;
  days: { date: string; kind: "day_off" | "worked_instead"; name: string | null }[];
  /** The first year that nobody has fixed yet (or of which no calendar is known), within a year from today; null when all are known. */
  notFixedYear: number | null;
}

/** Days off and days worked instead from a date (`YYYY-MM-DD`) on, for a year. */
export function specialDaysAhead(point: { countryCode: string | null; timeZone: string }, today: string, locale: Locale): SpecialDaysAhead {
  const country = calendarCountry(point);
  const year = Number(today.slice(0, 4));
  if (country === null) return { country, movesWorkingDays: false, days: [], notFixedYear: null };
  const last = `${year + 1}${today.slice(4)}`;
  const known = [year, year + 1].map((one) => ({ year: one, days: specialDays(country, one) }));
  return {
    country,
    movesWorkingDays: movesWorkingDays(country),
    days: known.flatMap(({ days }) => days ?? []).filter((day) => day.date >= today && day.date <= last).map(({ date, kind, name }) => ({ date, kind, name: name?.[locale] || null })),
    notFixedYear: known.find(({ days }) => days === null)?.year ?? null,
  };
}
