import { beforeEach, describe, expect, it } from "vitest";
import { confirmBooking, holdSlot } from "#app/domains/pickups/bookings.service.server.ts";
import { listOpenSlots } from "#app/domains/pickups/slots.service.server.ts";
import { openForCare } from "#app/domains/points/care/care.service.server.ts";
import { pointDatesInput, pointHoursInput } from "#app/domains/points/care/care.schema.ts";
import { typedHours } from "#app/domains/points/care/forms.ts";
import { findPoints, pointDetail } from "#app/domains/points/points.service.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import type { Actor } from "#app/shared/actor.ts";
import { createParty, withRole } from "#tests/factories/people.ts";
import { asked, bookedBy, clockAt, createBookingScene, createSlot } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { changePointDates, changePointHours, closePointForGood, type AffectedDetails } from "./change-point-hours.server.ts";

const week = (day: string, more: Partial<Record<number, string>> = {}) => [0, 1, 2, 3, 4, 5, 6].map((index) => more[index] ?? day);

describeDatabases("hours of a point with bookings", (open) => {
  const clock = clockAt("2026-06-01T06:00:00Z");
  let recycler: Actor;
  let staff: Actor;
  let pointId: string;
  let anna: Actor;
  let ben: Actor;

  beforeEach(async () => {
    clock.set("2026-06-01T06:00:00Z");
    ({ pointId, recycler, staff, anna, ben } = await createBookingScene(open()));
  });

  const slot = async (startsAt: string, more: { capacityGrams?: number } = {}) => (await createSlot(open(), { pointId, recycler, startsAt, ...more })).slotId;
  const hours = (version: number, days: string[], more: object = {}) => pointHoursInput.parse({ pointId, version, seasons: [{ from: "", to: "", days }], holidayRule: "unknown", makeUpWeekday: "0", ...more });
  const dates = (version: number, more: object) => pointDatesInput.parse({ pointId, version, kind: "closed", ...more });
  const save = (actor: Actor, version: number, days: string[], isConfirmed = false) => changePointHours(open(), actor, hours(version, days), { isConfirmed, clock });
  const status = async (id: string) => (await open().slot.findUniqueOrThrow({ where: { id } })).status;
  const standing = async () => ({
    version: (await open().recyclingPoint.findUniqueOrThrow({ where: { id: pointId } })).version,
    rules: await open().openingRule.count({ where: { pointId } }),
    exceptions: await open().openingException.count({ where: { pointId } }),
    closed: await open().slot.count({ where: { pointId, status: "closed" } }),
    told: await open().outboxEvent.count({ where: { type: "pickups.hours-changed", payload: { path: ["pointId"], equals: pointId } } }),
    notes: await open().transition.count({ where: { subjectType: "point", subjectId: pointId } }),
  });

  // In June, Berlin is two hours ahead of UTC: 09:00Z is eleven o'clock.
  it("lists the bookings outside the new hours with other times, writes nothing until that is confirmed, then keeps and tells them", async () => {
    const [early, late, next] = [await slot("2026-06-03T07:00:00Z"), await slot("2026-06-03T15:00:00Z"), await slot("2026-06-03T10:00:00Z")];
    const [kept, lost] = [await bookedBy(open(), ben, asked(early), clock), await bookedBy(open(), anna, asked(late), clock)];
    const before = await standing();
    const first = await save(staff, 1, week("09:00-16:00"));
    expect(first).toMatchObject({ ok: false, error: "POINTS.BOOKINGS_AFFECTED" });
    const details = (first.ok ? {} : first.details) as AffectedDetails;
    expect(details).toEqual({
      closedSlots: 1,
      bookings: [{ bookingId: lost, startsAt: "2026-06-03T15:00:00.000Z", endsAt: "2026-06-03T15:30:00.000Z", partyName: anna.party.name, declaredGrams: 5_000, offers: [
        { id: next, startsAt: "2026-06-03T10:00:00.000Z", endsAt: "2026-06-03T10:30:00.000Z" },
        { id: early, startsAt: "2026-06-03T07:00:00.000Z", endsAt: "2026-06-03T07:30:00.000Z" },
      ] }],
    });
    expect(await standing()).toEqual(before);
    expect(await save(staff, 1, week("09:00-16:00"), true)).toMatchObject({ value: { version: 2, closedSlots: 1, toldBookings: 1 } });
    expect([await status(early), await status(late), await status(next)]).toEqual(["open", "closed", "open"]);
    expect((await open().booking.findMany({ where: { id: { in: [kept, lost] } }, select: { state: true } })).map((one) => one.state)).toEqual(["confirmed", "confirmed"]);
    const [event] = await open().outboxEvent.findMany({ where: { type: "pickups.hours-changed", payload: { path: ["pointId"], equals: pointId } } });
    expect(event?.payload).toMatchObject({ bookingIds: [lost] });
  });

  it("without bookings it is done at once; what lay outside the old hours already stays as it is", async () => {
    const evening = await slot("2026-06-03T18:00:00Z");
    await save(staff, 1, week("09:00-19:00"));
    expect(await status(evening)).toBe("closed");
    const special = await slot("2026-06-04T18:00:00Z");
    const inside = await slot("2026-06-04T16:00:00Z");
    expect(await save(staff, 2, week("09:00-17:00"))).toMatchObject({ value: { closedSlots: 1, toldBookings: 0 } });
    expect([await status(special), await status(inside)]).toEqual(["open", "closed"]);
  });

  it("somebody else's point, a stale version and a replay change nothing", async () => {
    await slot("2026-06-03T15:00:00Z");
    const before = await standing();
    for (const stranger of [await createParty(open(), "recycler"), anna, await withRole(open(), recycler, "member")]) {
      expect(await save(stranger, 1, week("09:00-16:00"), true)).toMatchObject({ error: "POINTS.NOT_ALLOWED" });
      expect(await changePointDates(open(), stranger, dates(1, { date: "2026-06-03" }), { isConfirmed: true, clock })).toMatchObject({ error: "POINTS.NOT_ALLOWED" });
      expect(await closePointForGood(open(), stranger, { pointId, version: 1 }, { isConfirmed: true, clock })).toMatchObject({ error: "POINTS.NOT_ALLOWED" });
    }
    const stale = await save(staff, 4, week("09:00-16:00"));
    expect(stale).toMatchObject({ error: "POINTS.STALE", details: { version: 1 } });
    expect(stale.ok || statusOf(stale.error)).toBe(409);
    expect(await standing()).toEqual(before);
    expect(await save(staff, 1, week("09:00-16:00"))).toMatchObject({ ok: true });
    const done = await standing();
    expect(await save(staff, 1, week("09:00-16:00"))).toMatchObject({ error: "POINTS.STALE" });
    expect(await changePointDates(open(), staff, dates(1, { date: "2026-06-03" }), { isConfirmed: true, clock })).toMatchObject({ error: "POINTS.STALE" });
    expect(await standing()).toEqual(done);
  });

  it("closing a day closes its times, and only that day's; past dates are refused", async () => {
    await save(staff, 1, week("09:00-18:00"));
    const [that, other] = [await slot("2026-06-03T08:00:00Z"), await slot("2026-06-04T08:00:00Z")];
    const booked = await bookedBy(open(), anna, asked(that), clock);
    expect(await changePointDates(open(), staff, dates(2, { date: "2026-05-31" }), { isConfirmed: false, clock })).toMatchObject({ error: "POINTS.DATE_PAST_INVALID" });
    expect(await changePointDates(open(), staff, dates(2, { date: "2026-06-03", note: "Stocktaking" }), { isConfirmed: false, clock })).toMatchObject({ error: "POINTS.BOOKINGS_AFFECTED", details: { bookings: [{ bookingId: booked, offers: [{ id: other }] }] } });
    expect(await changePointDates(open(), staff, dates(2, { date: "2026-06-03", note: "Stocktaking" }), { isConfirmed: true, clock })).toMatchObject({ value: { version: 3, toldBookings: 1 } });
    expect([await status(that), await status(other)]).toEqual(["closed", "open"]);
    const shown = await pointDetail(open(), { id: pointId, forOperator: false }, { now: () => new Date("2026-06-03T08:00:00Z") });
    expect(shown).toMatchObject({ value: { hours: { state: "closed" } } });
  });

  it("other hours on several dates, and as usual again", async () => {
    await save(staff, 1, week("09:00-18:00"));
    expect(await changePointDates(open(), staff, dates(2, { date: "2026-06-05", until: "2026-06-07", kind: "hours", hours: "10:00-12:00, 14:00-15:00" }), { isConfirmed: false, clock })).toMatchObject({ value: { version: 3 } });
    const opened = await openForCare(open(), staff, pointId, clock);
    expect(opened.ok && opened.value.point.exceptions.map((one) => [one.date, one.opensMinute])).toEqual(["2026-06-05", "2026-06-06", "2026-06-07"].flatMap((date) => [[date, 600], [date, 840]]));
    expect(await changePointDates(open(), staff, dates(3, { date: "2026-06-06", kind: "usual" }), { isConfirmed: false, clock })).toMatchObject({ value: { version: 4 } });
    expect((await standing()).exceptions).toBe(4);
  });

  it("a hold on a time that falls away ends, and its maker is asked to choose again", async () => {
    const gone = await slot("2026-06-03T15:00:00Z");
    const held = await holdSlot(open(), anna, asked(gone), clock);
    const bookingId = held.ok ? held.value.bookingId : "";
    expect(await save(staff, 1, week("09:00-16:00"))).toMatchObject({ value: { closedSlots: 1, toldBookings: 0 } });
    expect(await confirmBooking(open(), anna, { bookingId }, clock)).toMatchObject({ error: "PICKUPS.HOLD_EXPIRED" });
    expect((await open().slot.findUniqueOrThrow({ where: { id: gone } })).takenVisits).toBe(0);
  });

  it("closed for good: no list, no bookings, the page stays and says since when", async () => {
    const ahead = await slot("2026-06-03T08:00:00Z");
    await bookedBy(open(), anna, asked(ahead), clock);
    expect(await closePointForGood(open(), staff, { pointId, version: 1 }, { isConfirmed: false, clock })).toMatchObject({ error: "POINTS.BOOKINGS_AFFECTED" });
    expect(await closePointForGood(open(), staff, { pointId, version: 1 }, { isConfirmed: true, clock })).toMatchObject({ value: { toldBookings: 1 } });
    const found = await findPoints(open(), { at: { latitude: 52.5, longitude: 13.4 }, limit: 100 }, clock);
    expect(found.ok && found.value.points.some((point) => point.id === pointId)).toBe(false);
    expect(await pointDetail(open(), { id: pointId, forOperator: false }, clock)).toMatchObject({ value: { closedSince: "2026-06-01", bookable: false, hours: { state: "closed", next: null } } });
    expect((await listOpenSlots(open(), { pointId, from: clock.now(), days: 7, now: clock.now() })).every((one) => !one.bookable)).toBe(true);
  });

  it("hours of their own on holidays stay when other hours are changed, and go when holidays are as usual", async () => {
    const noon = [{ opensMinute: 600, closesMinute: 720 }];
    const days = week("09:00-17:00", {});
    await open().recyclingPoint.update({ where: { id: pointId }, data: { holidayRule: "open", holidayHours: noon } });
    const onHolidays = () => open().recyclingPoint.findUniqueOrThrow({ where: { id: pointId }, select: { holidayRule: true, holidayHours: true } });
    // German Unity Day, at four in the afternoon.
    const state = async () => {
      const shown = await pointDetail(open(), { id: pointId, forOperator: false }, { now: () => new Date("2026-10-03T14:00:00Z") });
      return shown.ok ? shown.value.hours.state : null;
    };
    const point = { rules: [], makeUpWeekday: null, ...(await onHolidays()) };
    const { holidayRule } = typedHours({ ...point, holidayHours: noon });
    expect(holidayRule).toBe("own");
    expect(await changePointHours(open(), staff, hours(1, days, { holidayRule }), { isConfirmed: true, clock })).toMatchObject({ ok: true });
    expect(await onHolidays()).toEqual({ holidayRule: "open", holidayHours: noon });
    expect(await state()).toBe("closed");
    expect(await changePointHours(open(), staff, hours(2, days, { holidayRule: "open" }), { isConfirmed: true, clock })).toMatchObject({ ok: true });
    expect(await onHolidays()).toEqual({ holidayRule: "open", holidayHours: null });
    expect(await state()).toBe("open");
  });

  describe("special days in China", () => {
    it("closed on days off, and a day worked instead has the hours of the weekday that was chosen", async () => {
      await open().recyclingPoint.update({ where: { id: pointId }, data: { timeZone: "Asia/Shanghai", countryCode: "CN" } });
      const days = week("", { 0: "08:00-17:00", 1: "09:00-18:00", 2: "09:00-18:00", 3: "09:00-18:00", 4: "09:00-18:00" });
      await changePointHours(open(), staff, hours(1, days, { holidayRule: "closed", makeUpWeekday: "1" }), { isConfirmed: false, clock });
      const stateAt = async (at: string) => {
        const shown = await pointDetail(open(), { id: pointId, forOperator: false }, { now: () => new Date(at) });
        return shown.ok ? shown.value.hours.state : null;
      };
      // Thursday 1 October is a day off; Sunday 20 September is worked, like a Monday; Saturday the 17th is a Saturday.
      expect(await stateAt("2026-10-01T10:00:00+08:00")).toBe("closed");
      expect(await stateAt("2026-10-08T10:00:00+08:00")).toBe("open");
      expect(await stateAt("2026-09-20T08:30:00+08:00")).toBe("open");
      expect(await stateAt("2026-09-20T17:30:00+08:00")).toBe("closed");
      expect(await stateAt("2026-10-17T10:00:00+08:00")).toBe("closed");
    });
  });
});
