import type { DayInterval } from "../hours/hours.ts";

const DAY_MINUTES = 1440;
/** More stretches in a day than this are a slip of the keyboard. */
const MAX_STRETCHES = 6;

/**
 * The stretches of a day as they are typed: "09:00-12:00, 13:00-18:00"; blank is closed. A closing time at or before the opening one lies
 * on the next day, and 24:00 is the end of the day. Null when it cannot be read, or when stretches overlap.
 */
export function parseDayText(text: string): DayInterval[] | null {
  const parts = text.normalize("NFKC").split(/[,;、/]/).map((part) => part.trim()).filter((part) => part !== "");
  if (parts.length > MAX_STRETCHES) return null;
  const intervals: DayInterval[] = [];
  for (const part of parts) {
    const match = /^(\d{1,2})[:.](\d{2})\s*(?:-|–|—|~|至|到|to)\s*(\d{1,2})[:.](\d{2})$/i.exec(part);
    const opensMinute = match ? minuteOf(match[1], match[2]) : null;
    const closes = match ? minuteOf(match[3], match[4]) : null;
    if (opensMinute === null || closes === null || opensMinute === DAY_MINUTES) return null;
    intervals.push({ opensMinute, closesMinute: closes <= opensMinute ? closes + DAY_MINUTES : closes });
  }
  intervals.sort((a, b) => a.opensMinute - b.opensMinute);
  const overlaps = intervals.some((one, index) => index > 0 && one.opensMinute < (intervals[index - 1]?.closesMinute ?? 0));
  return overlaps ? null : intervals;
}

function minuteOf(hours: string | undefined, minutes: string | undefined): number | null {
  const minute = Number(hours) * 60 + Number(minutes);
  return Number(minutes) < 60 && minute <= DAY_MINUTES ? minute : null;
}

/** The same stretches as text, as `parseDayText` reads it. */
export function dayText(intervals: readonly DayInterval[]): string {
  return intervals.map(({ opensMinute, closesMinute }) => `${clock(opensMinute)}-${clock(closesMinute)}`).join(", ");
}

function clock(minute: number): string {
  const shown = minute > DAY_MINUTES ? minute - DAY_MINUTES : minute;
  return `${String(Math.floor(shown / 60)).padStart(2, "0")}:${String(shown % 60).padStart(2, "0")}`;
}
