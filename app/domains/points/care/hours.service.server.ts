import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { datesBetween } from "#app/shared/calendar/day-kind.server.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { WeeklyRule } from "../hours/hours.ts";
import { openState } from "../hours/hours.ts";
import { exceptionsOf, type StoredHours } from "../open-now.server.ts";
import { findCarePoint, notePoint, replaceDates, replaceHours, writePoint } from "./care.repository.server.ts";
import { dateIn } from "./care.rules.ts";
import type { CarePoint, PointDatesInput, PointHoursInput } from "./care.schema.ts";
import type { Actor } from "#app/shared/actor.ts";

/** A point's hours at one moment of a transaction. */
export type HoursThen = StoredHours & { timeZone: string };

/** The hours of a point, its dated exceptions from two days ago on; null when there is no such point. */
export async function readHours(tx: Db, pointId: string, now: Date): Promise<HoursThen | null> {
  const point = await findCarePoint(tx, pointId, dateIn("UTC", new Date(now.getTime() - 2 * 86_400_000)));
  return point ? hoursThen(point) : null;
}

function hoursThen(point: CarePoint): HoursThen {
  const { countryCode, subdivisionCode, postalCode, city, timeZone, rules, exceptions, holidayRule, holidayHours, makeUpWeekday } = point;
  return { countryCode, subdivisionCode, postalCode, city, timeZone, rules, exceptions, holidayRule, holidayHours, makeUpWeekday, hoursStatus: point.hoursStatus as StoredHours["hoursStatus"] };
}

/**
 * Whether a time lies within hours: "within", "outside", or "unknown" where nothing is said of that date. Decided by the same
 * function that says whether the point is open.
 */
export function timeWithin(hours: HoursThen, time: { startsAt: Date; endsAt: Date }): "within" | "outside" | "unknown" {
  const state = openState(hours.rules, { timeZone: hours.timeZone, now: time.startsAt, exceptions: exceptionsOf(hours, time.startsAt), complete: hours.hoursStatus !== "partial" });
  if (state.state === "unknown") return "unknown";
  return state.state === "open" && (state.until === null || state.until >= time.endsAt) ? "within" : "outside";
}

/** Times a change of hours takes away: outside the new hours, and not outside the old ones already. */
export function isTakenAway(before: HoursThen, after: HoursThen, time: { startsAt: Date; endsAt: Date }): boolean {
  return timeWithin(after, time) === "outside" && timeWithin(before, time) !== "outside";
}

/** Whether rules keep a place open without a break, all year. */
export function isAlways(rules: readonly WeeklyRule[]): boolean {
  return [1, 2, 3, 4, 5, 6, 7].every((weekday) => rules.some((rule) => rule.weekday === weekday && rule.fromMonthDay === null && rule.opensMinute === 0 && rule.closesMinute >= 1440));
}

/** Writes the weekly hours of a locked point, with its note in the history. `staysPartial`: there are parts of them nobody has said yet. The new version. */
export async function writeHours(tx: Tx, actor: Actor, input: PointHoursInput & { staysPartial?: boolean }, now: Date): Promise<number> {
  const rules = input.seasons;
  const status = input.staysPartial ? "partial" : rules.length === 0 ? "none" : isAlways(rules) ? "always" : "weekly";
  const version = await replaceHours(tx, { pointId: input.pointId, rules, status, holiday: input.holidayRule, makeUpWeekday: input.makeUpWeekday, now });
  await notePoint(tx, { id: input.pointId, from: `v${version - 1}`, to: "hours", actor, now });
  return version;
}

/** Writes what holds on dates of a locked point; dates that lie in the past are refused (POINTS.DATE_PAST_INVALID). The new version. */
export async function writeDates(tx: Tx, actor: Actor, input: PointDatesInput, at: { timeZone: string; now: Date }): Promise<Result<number, "POINTS.DATE_PAST_INVALID">> {
  if (input.date < dateIn(at.timeZone, at.now)) return err("POINTS.DATE_PAST_INVALID");
  await replaceDates(tx, { pointId: input.pointId, dates: datesBetween(input.date, input.until), intervals: input.kind === "usual" ? null : input.intervals, note: input.note });
  const version = await writePoint(tx, input.pointId, {}, at.now);
  await notePoint(tx, { id: input.pointId, from: `v${version - 1}`, to: "dates", actor, reason: input.date === input.until ? input.date : `${input.date}/${input.until}`, now: at.now });
  return ok(version);
}

/** Closes a locked point for good, from a date on. The new version. */
export async function writeClosed(tx: Tx, actor: Actor, input: { pointId: string; since: string }, now: Date): Promise<number> {
  const version = await writePoint(tx, input.pointId, { closedSince: input.since }, now);
  await notePoint(tx, { id: input.pointId, from: `v${version - 1}`, to: "closed", actor, reason: input.since, now });
  return version;
}
