import { DateTime, IANAZone } from "luxon";

/** A weekly pattern in the wall-clock time of a place. */
export type SlotPattern = {
  /** IANA zone of the place. */
  timeZone: string;
  /** First local date that may have slots, `YYYY-MM-DD`. */
  fromDate: string;
  /** How many weeks from that date on, 1 or more. */
  weeks: number;
  /** ISO weekdays, Monday 1 to Sunday 7. */
  weekdays: readonly number[];
  /** Minutes after local midnight, 0..1439. */
  opensMinute: number;
  /** Minutes after local midnight; at or before `opensMinute` it lies on the next day. */
  closesMinute: number;
  /** True minutes per slot. */
  lengthMinutes: number;
  /** Minutes left free after each slot; none when not said. */
  gapMinutes?: number;
};

export type SlotTimes = { startsAt: Date; endsAt: Date };

/** More than this at once is a slip of the keyboard. */
export const MAX_SLOTS_AT_ONCE = 1500;

const DAY_MINUTES = 1440;

/**
 * The slots of a pattern, in order. 09:00 stays 09:00 on both sides of a clock change; a slot whose beginning the clocks
 * skip is not offered; in an hour that comes twice, a beginning counts once, the first time. A slot lasts true minutes;
 * one that would begin before the one before it has ended (after a skipped hour) is left out.
 * @throws RangeError on an unknown zone or an unreadable date
 */
export function generateSlots(pattern: SlotPattern): SlotTimes[] {
  const zone = IANAZone.create(pattern.timeZone);
  const first = DateTime.fromISO(pattern.fromDate, { zone: "utc" });
  if (!zone.isValid || !first.isValid) throw new RangeError(`not a zone and a date: ${pattern.timeZone} ${pattern.fromDate}`);
  const closes = pattern.closesMinute <= pattern.opensMinute ? pattern.closesMinute + DAY_MINUTES : pattern.closesMinute;
  const slots: SlotTimes[] = [];
  let busyUntil = Number.NEGATIVE_INFINITY;
  const gapMinutes = pattern.gapMinutes ?? 0;
  for (let day = 0; day < pattern.weeks * 7; day++) {
    const date = first.plus({ days: day });
    if (!pattern.weekdays.includes(date.weekday)) continue;
    for (let minute = pattern.opensMinute; minute + pattern.lengthMinutes <= closes; minute += pattern.lengthMinutes + gapMinutes) {
      const startsAt = wallInstant(date, minute, zone);
      if (startsAt === null || startsAt < busyUntil) continue;
      const endsAt = startsAt + pattern.lengthMinutes * 60_000;
      busyUntil = endsAt + gapMinutes * 60_000;
      slots.push({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) });
    }
  }
  return slots;
}

/**
 * How many slots a pattern gives from the day after `now` on, but for the few that a change of the clocks takes away; without
 * working any of them out, since a slip of the keyboard can mean a hundred thousand.
 */
export function roughSlotCount(pattern: Omit<SlotPattern, "timeZone">, now: Date): number {
  const first = DateTime.fromISO(pattern.fromDate, { zone: "utc" });
  const closes = pattern.closesMinute <= pattern.opensMinute ? pattern.closesMinute + DAY_MINUTES : pattern.closesMinute;
  const perDay = Math.max(0, Math.floor((closes - pattern.opensMinute) / pattern.lengthMinutes));
  const days = Array.from({ length: pattern.weeks * 7 }, (_, day) => first.plus({ days: day }));
  // Two days later the place's date has passed today's wherever it lies.
  const ahead = days.filter((date) => pattern.weekdays.includes(date.weekday) && date.toMillis() > now.getTime() + DAY_MINUTES * 60_000);
  return ahead.length * perDay;
}

/** The first instant at which the place's clock reads this date and minute; null when it never does. */
function wallInstant(date: DateTime, minute: number, zone: IANAZone): number | null {
  const wanted = date.plus({ minutes: minute });
  const local = DateTime.fromObject(
    { year: wanted.year, month: wanted.month, day: wanted.day, hour: wanted.hour, minute: wanted.minute },
    { zone },
  );
  if (local.hour !== wanted.hour || local.minute !== wanted.minute || local.day !== wanted.day) return null;
  return Math.min(...local.getPossibleOffsets().map((possible) => possible.toMillis()));
}

/** "HH:MM" as minutes after midnight; null when it is not a time of day. "24:00" is the end of the day. */
export function parseWallTime(text: string): number | null {
  const match = /^([01]?\d|2[0-4]):([0-5]\d)$/.exec(text.trim());
  if (!match) return null;
  const minutes = Number(match[1]) * 60 + Number(match[2]);
  return minutes <= DAY_MINUTES ? minutes : null;
}
