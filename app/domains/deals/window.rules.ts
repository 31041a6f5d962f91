import { DateTime } from "luxon";

/** How far ahead a hand-over may be agreed. */
const farthestDays = 365;

/**
 * A day and two wall times on the clock of `timeZone`, as instants. An end before the start means after midnight. Null when
 * the day is no day, or a time falls into the hour that a change of clocks skips.
 */
export function windowFrom(input: { date: string; from: string; until: string }, timeZone: string): { startsAt: Date; endsAt: Date } | null {
  const startsAt = wallTime(input.date, input.from, timeZone);
  let endsAt = wallTime(input.date, input.until, timeZone);
  if (!startsAt || !endsAt) return null;
  if (endsAt <= startsAt) {
    const nextDay = DateTime.fromISO(input.date, { zone: timeZone }).plus({ days: 1 }).toISODate();
    endsAt = nextDay ? wallTime(nextDay, input.until, timeZone) : null;
  }
  return endsAt ? { startsAt: startsAt.toJSDate(), endsAt: endsAt.toJSDate() } : null;
}

function wallTime(date: string, time: string, zone: string): DateTime | null {
  const at = DateTime.fromISO(`${date}T${time}`, { zone });
  // A skipped hour is moved by the library; we ask for another time instead.
  return at.isValid && at.toFormat("HH:mm") === time ? at : null;
}

/** The parts of a form for a window, on the place's clock. */
export function windowFields(window: { startsAt: Date; endsAt: Date }, timeZone: string): { date: string; from: string; until: string } {
  const start = DateTime.fromJSDate(window.startsAt, { zone: timeZone });
  const end = DateTime.fromJSDate(window.endsAt, { zone: timeZone });
  return { date: start.toFormat("yyyy-MM-dd"), from: start.toFormat("HH:mm"), until: end.toFormat("HH:mm") };
}

/** Why a window cannot be agreed on now, or null: it must end ahead of us, last at most a day, and lie within a year. */
export function windowProblem(window: { startsAt: Date; endsAt: Date }, now: Date): "past" | "too_long" | "too_far" | null {
  if (window.endsAt <= now) return "past";
  if (window.endsAt.getTime() - window.startsAt.getTime() > 24 * 3_600_000) return "too_long";
  if (window.startsAt.getTime() - now.getTime() > farthestDays * 24 * 3_600_000) return "too_far";
  return null;
}
