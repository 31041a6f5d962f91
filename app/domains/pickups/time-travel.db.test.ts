import { DateTime } from "luxon";
import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { createPerson, withRole } from "#tests/factories/people.ts";
import { asked, bookedBy, clockAt, createOwnPoint } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { bookSlot, cancelBooking, rescheduleBooking } from "./bookings.service.server.ts";
import { markNoShow } from "./gate.service.server.ts";
import { localDay } from "./local-day.rules.ts";
import type { OpenSlotsInput } from "./pickups.schema.ts";
import { selectDueReminders } from "./reminders.repository.server.ts";
import { listOpenSlots, openSlots } from "./slots.service.server.ts";
import { offerUntil } from "./waiting.rules.ts";
import { visitWhen } from "./when.rules.ts";

/** Zones with the dates around which their clocks, or the year, change. Kathmandu and Shanghai have no change: the year's end stands in. */
const places = [
  ["Europe/Berlin", "2027-03-26"],
  ["Europe/Berlin", "2026-10-23"],
  ["America/New_York", "2027-03-12"],
  ["America/New_York", "2026-10-30"],
  ["Australia/Lord_Howe", "2027-04-02"],
  ["Australia/Lord_Howe", "2026-10-02"],
  ["Asia/Shanghai", "2026-12-29"],
  ["Asia/Kathmandu", "2026-12-29"],
] as const;

describeDatabases("time travel", (open) => {
  const clock = clockAt("2026-06-01T06:00:00Z");
  let staff: Actor;
  let anna: Actor;
  let ben: Actor;
  let pointId: string;

  describe.each(places)("%s, a week from %s", (timeZone, fromDate) => {
    beforeEach(async () => {
      clock.set("2026-06-01T06:00:00Z");
      const point = await createOwnPoint(open(), { timeZone });
      pointId = point.pointId;
      staff = await withRole(open(), point.recycler, "staff");
      [anna, ben] = [await createPerson(open()), await createPerson(open())];
    });
    const week = { weeks: 1, weekdays: [1, 2, 3, 4, 5, 6, 7], capacityVisits: 3, capacityGrams: null, cutoffMinutes: 60 };
    const openWeek = (more: Partial<OpenSlotsInput> & Pick<OpenSlotsInput, "opens" | "closes" | "lengthMinutes">) => openSlots(open(), staff, { ...week, pointId, fromDate, ...more }, clock);
    const from = DateTime.fromISO(fromDate, { zone: timeZone });
    const shown = (now: Date) => listOpenSlots(open(), { pointId, from: from.toJSDate(), days: 8, now });

    it("nine o'clock stays nine o'clock, and what is shown is what is accepted, at -1 s, 0 and +1 s of a cut-off in days", async () => {
      expect(await openWeek({ opens: "09:00", closes: "10:00", lengthMinutes: 60, bookCutoff: 1, bookCutoffUnit: "days", cutoffTime: "18:00" })).toMatchObject({ value: { opened: 7 } });
      for (const [n, slot] of (await shown(clock.now())).entries()) {
        const start = DateTime.fromISO(slot.startsAt, { zone: timeZone });
        expect(start.toFormat("yyyy-MM-dd HH:mm")).toBe(from.plus({ days: n }).set({ hour: 9 }).toFormat("yyyy-MM-dd HH:mm"));
        const cutoff = start.minus({ days: 1 }).set({ hour: 18 });
        for (const [seconds, possible] of [[-1, true], [0, false], [1, false]] as const) {
          const now = cutoff.plus({ seconds }).toJSDate();
          clock.set(now);
          expect((await shown(now)).find((one) => one.id === slot.id)?.bookable).toBe(possible);
          expect((await bookSlot(open(), possible ? anna : ben, asked(slot.id), clock)).ok).toBe(possible);
        }
      }
    });

    it("slots over midnight belong to the evening's day, follow each other without a gap, and are found on the right day", async () => {
      await openWeek({ opens: "23:00", closes: "01:00", lengthMinutes: 60 });
      const slots = await shown(clock.now());
      expect(slots).toHaveLength(14);
      for (const [n, slot] of slots.entries()) {
        const start = DateTime.fromISO(slot.startsAt, { zone: timeZone });
        expect([start.hour, Date.parse(slot.endsAt) - Date.parse(slot.startsAt)]).toEqual([n % 2 === 0 ? 23 : 0, 3_600_000]);
        if (n % 2 === 1) expect(slot.startsAt).toBe(slots[n - 1]?.endsAt);
        const day = localDay(start.toFormat("yyyy-MM-dd"), timeZone, clock.now());
        expect(day.from <= start.toJSDate() && start.toJSDate() < day.until).toBe(true);
      }
    });

    it("a day's lead for moving is a day on the place's clock, whatever hours the night has", async () => {
      await openWeek({ opens: "12:00", closes: "13:00", lengthMinutes: 60, changeCutoff: 1, changeCutoffUnit: "days", cancelCutoff: 2, cancelCutoffUnit: "hours" });
      const [first, second, third, fourth] = await shown(clock.now());
      for (const [slot, target] of [[second, first], [third, first], [fourth, first]] as const) {
        const noon = DateTime.fromISO(slot?.startsAt ?? "", { zone: timeZone });
        clock.set("2026-06-01T06:00:00Z");
        const bookingId = await bookedBy(open(), anna, asked(slot?.id ?? ""), clock);
        clock.set(noon.minus({ days: 1 }).toJSDate());
        expect(await rescheduleBooking(open(), anna, { bookingId, slotId: target?.id ?? "", newBookingId: newId() }, clock)).toMatchObject({ error: "PICKUPS.TOO_LATE" });
        clock.set(noon.minus({ hours: 2 }).minus({ seconds: 1 }).toJSDate());
        expect(await cancelBooking(open(), anna, { bookingId }, clock)).toMatchObject({ value: { state: "cancelled_in_time" } });
      }
    });

    it("grace and reminders count true minutes, and the words say the place's clock", async () => {
      await openWeek({ opens: "01:30", closes: "03:30", lengthMinutes: 30 });
      const slots = await shown(clock.now());
      expect(new Set(slots.map((slot) => slot.startsAt)).size).toBe(slots.length);
      const slot = slots.at(-1);
      const bookingId = await bookedBy(open(), anna, asked(slot?.id ?? ""), clock);
      const [starts, ends] = [Date.parse(slot?.startsAt ?? ""), Date.parse(slot?.endsAt ?? "")];
      const due = async (at: number) => (await selectDueReminders(open(), { now: new Date(at), limit: 500 })).filter((one) => one.bookingId === bookingId).map((one) => one.lead);
      expect([await due(starts - 3 * 86_400_000 - 1000), await due(starts - 3 * 86_400_000), await due(starts - 86_400_000)]).toEqual([[], ["early"], ["reminder"]]);
      clock.set(new Date(ends + 30 * 60_000 - 1000));
      expect(await markNoShow(open(), staff, { bookingId }, clock)).toMatchObject({ error: "PICKUPS.TOO_EARLY" });
      clock.set(new Date(ends + 30 * 60_000));
      expect(await markNoShow(open(), staff, { bookingId }, clock)).toMatchObject({ ok: true });
      expect(visitWhen(new Date(starts), new Date(ends), { locale: "en", timeZone })).toContain(DateTime.fromMillis(starts, { zone: timeZone }).toFormat("HH:mm"));
    });

    it("an offer made in the night is kept until nine of the place's clock", () => {
      for (let day = 0; day < 7; day += 1) {
        const night = from.plus({ days: day }).set({ hour: 23, minute: 30 });
        const until = DateTime.fromJSDate(offerUntil(night.toJSDate(), timeZone, night.plus({ days: 3 }).toJSDate()), { zone: timeZone });
        expect(until.toFormat("yyyy-MM-dd HH:mm")).toBe(night.plus({ days: 1 }).set({ hour: 9, minute: 0 }).toFormat("yyyy-MM-dd HH:mm"));
      }
    });
  });
});

describeDatabases("working days of a part of the country", (open) => {
  // A Thursday after Epiphany, a Monday after the day of Catalonia: the working day before is another one there.
  it.each([
    ["Europe/Berlin", { subdivisionCode: "DE-BY" }, "2027-01-07", "2027-01-05"],
    ["Europe/Berlin", { subdivisionCode: null }, "2027-01-07", "2027-01-06"],
    ["Europe/Madrid", { subdivisionCode: "ES-CT" }, "2026-09-14", "2026-09-10"],
    ["Europe/Madrid", { postalCode: "08001" }, "2026-09-14", "2026-09-10"],
    ["Europe/Madrid", { postalCode: "28001" }, "2026-09-14", "2026-09-11"],
  ] as const)("in %s, %o, a visit on %s can be booked until %s", async (timeZone, where, date, last) => {
    const clock = clockAt("2026-06-01T06:00:00Z");
    const point = await createOwnPoint(open(), { timeZone });
    await open().recyclingPoint.update({ where: { id: point.pointId }, data: where });
    const weekday = DateTime.fromISO(date).weekday;
    const pattern = { pointId: point.pointId, fromDate: date, weeks: 1, weekdays: [weekday], opens: "10:00", closes: "11:00", lengthMinutes: 60, capacityVisits: 5, capacityGrams: null, cutoffMinutes: 60, bookCutoff: 1, bookCutoffUnit: "working_days", cutoffTime: "18:00" } as const;
    expect(await openSlots(open(), await withRole(open(), point.recycler, "staff"), { ...pattern, weekdays: [weekday] }, clock)).toMatchObject({ value: { opened: 1 } });
    const cutoff = DateTime.fromISO(`${last}T18:00`, { zone: timeZone });
    for (const [seconds, possible] of [[-1, true], [0, false]] as const) {
      const now = cutoff.plus({ seconds }).toJSDate();
      clock.set(now);
      const [slot] = await listOpenSlots(open(), { pointId: point.pointId, from: now, days: 14, now });
      expect(slot?.bookable).toBe(possible);
      expect((await bookSlot(open(), await createPerson(open()), asked(slot?.id ?? ""), clock)).ok).toBe(possible);
    }
  });
});

it("whoever looks from a day ahead reads both clocks right", () => {
  const [from, to] = [new Date("2026-12-31T21:30:00Z"), new Date("2026-12-31T22:30:00Z")];
  expect(visitWhen(from, to, { locale: "en", timeZone: "America/New_York" })).toBe("Thu 31 Dec 16:30–17:30");
  expect(visitWhen(from, to, { locale: "en", timeZone: "Asia/Shanghai" })).toBe("Fri 1 Jan 05:30–06:30");
  expect(visitWhen(new Date("2026-12-31T18:00:00Z"), new Date("2026-12-31T18:30:00Z"), { locale: "en", timeZone: "Asia/Kathmandu" })).toBe("Thu 31 Dec 23:45 – Fri 1 Jan 00:15");
});
