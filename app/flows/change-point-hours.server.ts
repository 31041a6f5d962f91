import { claimCare, tellPointChanged, type Changed } from "#app/domains/points/care/care.service.server.ts";
import { isTakenAway, readHours, writeClosed, writeDates, writeHours, type HoursThen } from "#app/domains/points/care/hours.service.server.ts";
import { dateIn } from "#app/domains/points/care/care.rules.ts";
import type { PointDatesInput, PointHoursInput } from "#app/domains/points/care/care.schema.ts";
import type { PointError } from "#app/domains/points/points.errors.ts";
import { takeTimesAway, tellTakenAway, type AffectedBooking } from "#app/domains/pickups/taken-away.service.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";

/** What a change of hours did: the point's new version, slots closed for new bookings, bookings that were told. */
export type HoursChanged = Changed & { closedSlots: number; toldBookings: number };
export type HoursError = PointError | "POINTS.DATE_PAST_INVALID";
/** What stands in `details` of POINTS.BOOKINGS_AFFECTED. */
export type AffectedDetails = { bookings: AffectedBooking[]; closedSlots: number };
type Options = { isConfirmed: boolean; clock?: Clock };

/**
 * Changes the weekly hours of a point. Times that fall outside them are closed for new bookings; where bookings stand on these, the first
 * answer is POINTS.BOOKINGS_AFFECTED with the list and other times (details as `AffectedDetails`) and nothing is written. With
 * `isConfirmed` it is done: the bookings stay, and each is told. Errors: POINTS.NOT_FOUND, NOT_ALLOWED, STALE, BOOKINGS_AFFECTED.
 */
export async function changePointHours(db: Db, actor: Actor, input: PointHoursInput & { staysPartial?: boolean }, options: Options): Promise<Result<HoursChanged, HoursError>> {
  return changing(db, actor, input, options, async (tx, { now }) => ok(await writeHours(tx, actor, input, now)));
}

/** Changes what holds on dates: closed, other hours, or as usual again. As `changePointHours`; also POINTS.DATE_PAST_INVALID. */
export async function changePointDates(db: Db, actor: Actor, input: PointDatesInput, options: Options): Promise<Result<HoursChanged, HoursError>> {
  return changing(db, actor, input, options, (tx, at) => writeDates(tx, actor, input, at));
}

/**
 * Closes a point for good from today on, with all its times ahead. As `changePointHours`. Without a version the present one is meant.
 */
export async function closePointForGood(db: Db, actor: Actor, input: { pointId: string; version?: number | undefined }, options: Options): Promise<Result<HoursChanged, HoursError>> {
  return changing(db, actor, input, options, async (tx, { timeZone, now }) => ok(await writeClosed(tx, actor, { pointId: input.pointId, since: dateIn(timeZone, now) }, now)), () => true);
}

async function changing(
  db: Db,
  actor: Actor,
  ref: { pointId: string; version?: number | undefined },
  { isConfirmed, clock = systemClock }: Options,
  write: (tx: Tx, at: { timeZone: string; now: Date }) => Promise<Result<number, HoursError>>,
  fallsAway: (before: HoursThen, after: HoursThen, time: { startsAt: Date; endsAt: Date }) => boolean = isTakenAway,
): Promise<Result<HoursChanged, HoursError>> {
  return transact<Result<HoursChanged, HoursError>>(db, async (tx) => {
    const claimed = await claimCare(tx, actor, ref);
    if (!claimed.ok) return claimed;
    const { id: pointId, timeZone } = claimed.value;
    const now = clock.now();
    const before = await readHours(tx, pointId, now);
    const written = await write(tx, { timeZone, now });
    if (!written.ok) return written;
    const after = await readHours(tx, pointId, now);
    if (!before || !after) return err("POINTS.NOT_FOUND");
    const away = await takeTimesAway(tx, { pointId, now, fallsAway: (time) => fallsAway(before, after, time) });
    if (away.affected.length > 0 && !isConfirmed) {
      const details: AffectedDetails = { bookings: away.affected, closedSlots: away.closed };
      return err("POINTS.BOOKINGS_AFFECTED", details);
    }
    await tellTakenAway(tx, { pointId, bookingIds: away.toTell });
    await tellPointChanged(tx, claimed.value);
    return ok({ pointId, version: written.value, closedSlots: away.closed, toldBookings: away.affected.length });
  });
}
