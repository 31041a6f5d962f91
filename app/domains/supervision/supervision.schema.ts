import { DateTime } from "luxon";
import { inNumbers } from "#app/shared/calendar/china-provinces.ts";

/** What an authority reads, each of them also as a file. */
export const PARTS = ["licences", "decisions", "alarms", "deliveries"] as const;
export type Part = (typeof PARTS)[number];

/** A period of at most so many days is read at a time. */
export const MAX_DAYS = 366;
/** So many days back the page looks when nobody says. */
const USUAL_DAYS = 90;

/** Local dates of the authority's own zone, both included, and the instants between which they lie. */
export type Period = { first: string; last: string; from: Date; until: Date };

/** A region's code taken apart: "CN-53" is a part of CN. */
export function regionOf(code: string): { countryCode: string; subdivision: string | null } {
  return { countryCode: code.slice(0, 2), subdivision: code.length > 2 ? code : null };
}

/** A region as it is kept: a country such as CN, or a part of one such as CN-53 (CN-YN is the same). Null for what is none. */
export function readRegion(typed: string): string | null {
  const code = typed.trim().toUpperCase();
  if (!/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(code)) return null;
  return new Intl.DisplayNames(["en"], { type: "region", fallback: "none" }).of(code.slice(0, 2)) === undefined ? null : inNumbers(code);
}

/** What an address asks for. `problem` is the field and the key of its sentence; then there is no period. */
export type SupervisionQuery = { region: string | null; first: string; last: string; period: Period | null; problem: { field: "from" | "until"; key: string } | null };

/** Reads region and period from an address; the usual period where none is named. Dates are local dates of `timeZone`. */
export function supervisionQueryOf(params: URLSearchParams, timeZone: string, now: Date): SupervisionQuery {
  const today = DateTime.fromJSDate(now, { zone: timeZone });
  const first = params.get("from")?.trim() || (today.minus({ days: USUAL_DAYS }).toISODate() ?? "");
  const last = params.get("until")?.trim() || (today.toISODate() ?? "");
  const region = params.get("region")?.trim().toUpperCase() || null;
  const asked = { region, first: first.slice(0, 40), last: last.slice(0, 40) };
  const [begin, end] = [dayOf(first, timeZone), dayOf(last, timeZone)];
  const problem = (field: "from" | "until", key: string): SupervisionQuery => ({ ...asked, period: null, problem: { field, key } });
  if (!begin) return problem("from", "errors:date");
  if (!end) return problem("until", "errors:date");
  if (end < begin) return problem("until", "supervision:period.backwards");
  if (end.diff(begin, "days").days >= MAX_DAYS) return problem("until", "supervision:period.tooLong");
  return { ...asked, period: { first, last, from: begin.toJSDate(), until: end.plus({ days: 1 }).toJSDate() }, problem: null };
}

function dayOf(text: string, timeZone: string): DateTime | null {
  if (!/^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(text)) return null;
  const day = DateTime.fromISO(text, { zone: timeZone });
  return day.isValid ? day.startOf("day") : null;
}
