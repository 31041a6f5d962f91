/** What a community's day is and may become. Pure. */

import { DateTime } from "luxon";

export const EVENT_KINDS = ["flea_market", "sharing_day", "repair_day", "collection_day"] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export const EVENT_STATES = ["planned", "published", "closed", "cancelled"] as const;
export type EventState = (typeof EVENT_STATES)[number];

export const DIRECTIONS = ["brought", "taken", "repaired"] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const EVENT_VERBS = ["publish", "close", "cancel"] as const;
export type EventVerb = (typeof EVENT_VERBS)[number];

/** The desk opens this long before the day begins. */
export const DESK_OPENS_BEFORE_HOURS = 6;
/** A day nobody closes is closed by the clock this long after its end. */
export const CLOSES_AFTER_HOURS = 48;
/** A day lasts at most this long: several days are several events. */
const LONGEST_HOURS = 24;

const TO: Record<EventVerb, EventState> = { publish: "published", close: "closed", cancel: "cancelled" };
const FROM: Record<EventVerb, readonly EventState[]> = { publish: ["planned"], close: ["published"], cancel: ["planned", "published"] };

/** What may become of a day at an instant. It is closed once it has begun, and cancelled until it is over. */
export function verbsFor(day: { state: EventState; startsAt: Date; endsAt: Date }, now: Date): EventVerb[] {
  return EVENT_VERBS.filter((verb) => {
    if (!FROM[verb].includes(day.state)) return false;
    if (verb === "close") return day.startsAt <= now;
    return day.endsAt > now;
  });
}

/** Where a verb leads. */
export function stateAfter(verb: EventVerb): EventState {
  return TO[verb];
}

/** What can be noted at the desk of a day of this kind, the one that counts first. */
export function directionsOf(kind: EventKind): readonly Direction[] {
  if (kind === "repair_day") return ["repaired"];
  return kind === "collection_day" ? ["brought"] : ["taken", "brought"];
}

/** Whether materials are noted, by weight; else goods, by category. */
export function notesMaterials(kind: EventKind): boolean {
  return kind === "collection_day";
}

/**
 * Whether what was noted becomes an entry of the ledger. Of goods what was taken or mended: a thing that was brought and that nobody
 * took has kept nothing out of the air yet. Of a collection what was brought, because the recycler takes all of it.
 */
export function countsInLedger(kind: EventKind, direction: Direction): boolean {
  return direction === directionsOf(kind)[0];
}

/** Whether people can still say that they come, book and help: it is announced and not over. */
export function takesPeople(day: { state: EventState; endsAt: Date }, now: Date): boolean {
  return day.state === "published" && day.endsAt > now;
}

/** Why nothing can be noted at the desk now, or null. */
export function deskProblem(day: { state: EventState; startsAt: Date }, now: Date): "EVENTS.WRONG_STATE" | "EVENTS.TOO_EARLY" | null {
  if (day.state !== "published") return "EVENTS.WRONG_STATE";
  return now.getTime() < day.startsAt.getTime() - DESK_OPENS_BEFORE_HOURS * 3_600_000 ? "EVENTS.TOO_EARLY" : null;
}

/** Seats that are free; null where there is no limit. */
export function freeSeats(day: { guestCapacity: number | null; guestsTaken: number }): number | null {
  return day.guestCapacity === null ? null : Math.max(0, day.guestCapacity - day.guestsTaken);
}

/** Whether that many fit. */
export function fits(day: { guestCapacity: number | null; guestsTaken: number }, size: number): boolean {
  const free = freeSeats(day);
  return free === null || size <= free;
}

/**
 * A day and two wall times on a zone's clock as instants; an end before the start is after midnight. Null for a day that is none, and for
 * a time that falls into the hour which a change of clocks skips: the writer chooses another.
 */
export function spanOf(input: { date: string; from: string; until: string }, timeZone: string): { startsAt: Date; endsAt: Date } | null {
  const startsAt = wallTime(input.date, input.from, timeZone);
  const sameDay = wallTime(input.date, input.until, timeZone);
  if (!startsAt || !sameDay) return null;
  const endsAt = sameDay > startsAt ? sameDay : wallTime(startsAt.plus({ days: 1 }).toFormat("yyyy-MM-dd"), input.until, timeZone);
  if (!endsAt || endsAt.diff(startsAt).as("hours") > LONGEST_HOURS) return null;
  return { startsAt: startsAt.toJSDate(), endsAt: endsAt.toJSDate() };
}

function wallTime(date: string, time: string, zone: string): DateTime | null {
  const at = DateTime.fromISO(`${date}T${time}`, { zone });
  return at.isValid && at.toFormat("yyyy-MM-dd HH:mm") === `${date} ${time}` ? at : null;
}

/** The fields of a form for a span, on a zone's clock. */
export function spanFields(span: { startsAt: Date; endsAt: Date }, timeZone: string): { date: string; from: string; until: string } {
  const [start, end] = [DateTime.fromJSDate(span.startsAt, { zone: timeZone }), DateTime.fromJSDate(span.endsAt, { zone: timeZone })];
  return { date: start.toFormat("yyyy-MM-dd"), from: start.toFormat("HH:mm"), until: end.toFormat("HH:mm") };
}
