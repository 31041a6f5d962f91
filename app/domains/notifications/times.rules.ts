import { DateTime } from "luxon";
import { usualTimes, type DigestPeriod } from "./kinds.ts";

/** Quiet hours as minutes since midnight on the person's own clock. `from` is quiet, `until` is not. */
export type QuietHours = { fromMinute: number; untilMinute: number };

/**
 * The first instant after `now` at which the clock of `timeZone` shows the minute of the day, on a weekday if one is
 * given (ISO, Monday 1). A time that comes twice counts when it first comes; one that the clock skips counts as much
 * later as the clock was put forward.
 */
export function nextLocalTime(now: Date, timeZone: string, minute: number, weekday?: number): Date {
  const today = DateTime.fromJSDate(now, { zone: timeZone }).startOf("day");
  for (let ahead = -1; ahead <= 8; ahead++) {
    const day = today.plus({ days: ahead });
    if (weekday !== undefined && day.weekday !== weekday) continue;
    const shown = DateTime.fromObject({ year: day.year, month: day.month, day: day.day, hour: Math.floor(minute / 60), minute: minute % 60 }, { zone: timeZone });
    const first = Math.min(...shown.getPossibleOffsets().map((one) => one.toMillis()), shown.toMillis());
    if (first > now.getTime()) return new Date(first);
  }
  throw new Error(`No ${minute} in ${timeZone} within nine days.`);
}

/** When the quiet hours around `now` end; null when it is not quiet. */
export function quietUntil(now: Date, timeZone: string, quiet: QuietHours | null): Date | null {
  if (!quiet || !isQuiet(now, timeZone, quiet)) return null;
  return nextLocalTime(now, timeZone, quiet.untilMinute);
}

function isQuiet(now: Date, timeZone: string, { fromMinute, untilMinute }: QuietHours): boolean {
  const local = DateTime.fromJSDate(now, { zone: timeZone });
  const minute = local.hour * 60 + local.minute;
  return fromMinute < untilMinute ? minute >= fromMinute && minute < untilMinute : minute >= fromMinute || minute < untilMinute;
}

/** When the next digest of a period goes out, by the person's clock. */
export function nextDigestAt(now: Date, timeZone: string, digestHour: number, period: DigestPeriod): Date {
  return nextLocalTime(now, timeZone, digestHour * 60, period === "weekly" ? usualTimes.digestWeekday : undefined);
}
