import { DateTime } from "luxon";

export const cutoffUnits = ["minutes", "hours", "days", "working_days"] as const;
export type CutoffUnit = (typeof cutoffUnits)[number];

/** Until when something may still be done before a slot. `atMinute` (minutes after local midnight) is for days only; null is the slot's own time of day. */
export type Cutoff = { count: number; unit: CutoffUnit; atMinute?: number | null };

/** The most of each unit: some two months. */
export const maxCutoff: Readonly<Record<CutoffUnit, number>> = { minutes: 86_400, hours: 1_440, days: 60, working_days: 40 };

const MINUTE_MS = 60_000;

/** A place's clock and calendar. `isWorkingDay` is asked for local dates, `YYYY-MM-DD`. */
export type PlaceCalendar = { timeZone: string; isWorkingDay(date: string): boolean };

/**
 * A cut-off as true minutes before the slot's start, which is how slots keep it: "two working days before, at 18:00" is worked out once, on the
 * place's clock and calendar, for each slot. Minutes and hours are true time; days are local dates, so that 09:00 stays 09:00 when the
 * clocks change in between. A time of day that the clocks skip moves behind the gap; one that comes twice is the first. Never after the start.
 */
export function minutesBefore(startsAt: Date, cutoff: Cutoff, place: PlaceCalendar): number {
  if (cutoff.unit === "minutes") return cutoff.count;
  if (cutoff.unit === "hours") return cutoff.count * 60;
  const start = DateTime.fromJSDate(startsAt, { zone: place.timeZone });
  const date = dateBefore(start.startOf("day"), cutoff.count, cutoff.unit === "days" ? () => true : place.isWorkingDay);
  const minute = cutoff.atMinute ?? start.hour * 60 + start.minute;
  const wall = DateTime.fromObject({ year: date.year, month: date.month, day: date.day, hour: Math.floor(minute / 60), minute: minute % 60 }, { zone: place.timeZone });
  const first = Math.min(...wall.getPossibleOffsets().map((possible) => possible.toMillis()));
  return Math.max(0, Math.ceil((startsAt.getTime() - first) / MINUTE_MS));
}

/** Counts back `count` days that count. */
function dateBefore(start: DateTime, count: number, counts: (date: string) => boolean): DateTime {
  let date = start;
  for (let left = count; left > 0; ) {
    date = date.minus({ days: 1 });
    if (counts(date.toFormat("yyyy-MM-dd"))) left -= 1;
  }
  return date;
}
