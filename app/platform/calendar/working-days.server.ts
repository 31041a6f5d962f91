import { dayKind } from "#app/shared/calendar/day-kind.server.ts";

/**
 * Whether people work on a date (`YYYY-MM-DD`) in a country (ISO 3166-1 alpha-2, null when it is not known): working days and weekend
 * days that are worked because another day is off. Where the year is not fixed yet, Monday to Friday.
 */
export function isWorkingDay(countryCode: string | null, date: string): boolean {
  const kind = countryCode === null ? "not_fixed" : dayKind(countryCode, date);
  if (kind === "not_fixed") return isWeekday(date);
  return kind === "working" || kind === "worked_instead";
}

function isWeekday(date: string): boolean {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return day >= 1 && day <= 5;
}
