import { expect, it } from "vitest";
import { changeCapacity, listOpenSlots, openSlots } from "#app/domains/pickups/slots.service.server.ts";
import { pointDatesInput, pointHoursInput } from "#app/domains/points/care/care.schema.ts";
import { clockAt, createBookingScene } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { changePointDates, changePointHours, closePointForGood } from "./change-point-hours.server.ts";
import { openPointSlots } from "./open-point-slots.server.ts";

const clock = clockAt("2026-06-01T06:00:00Z");
const pattern = { fromDate: "2026-06-02", weeks: 1, weekdays: [2, 3, 4], opens: "09:00", closes: "11:00", lengthMinutes: 60, capacityVisits: 2, capacityGrams: 10_000, cutoffMinutes: 60 };

describeDatabases("opening slots", (open) => {
  it("leaves out dates on which the point is closed or has other hours; a point that is closed for good has none", async () => {
    const { pointId, staff } = await createBookingScene(open());
    const options = { isConfirmed: false, clock };
    const days = ["08:00-17:00", "08:00-17:00", "08:00-17:00", "08:00-17:00", "08:00-17:00", "", ""];
    await changePointHours(open(), staff, pointHoursInput.parse({ pointId, version: 1, seasons: [{ from: "", to: "", days }], holidayRule: "unknown", makeUpWeekday: "0" }), options);
    await changePointDates(open(), staff, pointDatesInput.parse({ pointId, version: 2, date: "2026-06-03", kind: "closed" }), options);
    await changePointDates(open(), staff, pointDatesInput.parse({ pointId, version: 3, date: "2026-06-04", kind: "hours", hours: "10:00-12:00" }), options);
    expect(await openPointSlots(open(), staff, { ...pattern, pointId }, clock)).toMatchObject({ value: { opened: 3 } });
    const slots = await listOpenSlots(open(), { pointId, from: clock.now(), days: 7, now: clock.now() });
    expect(slots.map((slot) => slot.startsAt.slice(5, 16))).toEqual(["06-02T07:00", "06-02T08:00", "06-04T08:00"]);
    // Early by appointment: outside the weekly hours, but on no special date.
    expect(await openPointSlots(open(), staff, { ...pattern, pointId, weekdays: [2], opens: "06:00", closes: "07:00" }, clock)).toMatchObject({ value: { opened: 1 } });
    await closePointForGood(open(), staff, { pointId }, options);
    expect(await openPointSlots(open(), staff, { ...pattern, pointId, weeks: 3 }, clock)).toMatchObject({ error: "PICKUPS.NO_SLOTS" });
  });

  it("never offers more than the point takes on one day, of visits or of weight", async () => {
    const { pointId, staff } = await createBookingScene(open());
    await open().recyclingPoint.update({ where: { id: pointId }, data: { dailyVisits: 5, dailyGrams: 25_000 } });
    expect(await openSlots(open(), staff, { ...pattern, pointId }, clock)).toMatchObject({ value: { opened: 6 } });
    expect(await openSlots(open(), staff, { ...pattern, pointId, weekdays: [2], opens: "12:00", closes: "13:00", capacityVisits: 2, capacityGrams: 1_000 }, clock)).toMatchObject({ error: "PICKUPS.OVER_DAILY_LIMIT", details: { date: "2026-06-02" } });
    expect(await openSlots(open(), staff, { ...pattern, pointId, weekdays: [2], opens: "12:00", closes: "13:00", capacityVisits: 1, capacityGrams: 6_000 }, clock)).toMatchObject({ error: "PICKUPS.OVER_DAILY_LIMIT" });
    expect(await openSlots(open(), staff, { ...pattern, pointId, weekdays: [2], opens: "12:00", closes: "13:00", capacityVisits: 1, capacityGrams: null }, clock)).toMatchObject({ error: "PICKUPS.OVER_DAILY_LIMIT" });
    expect(await open().slot.count({ where: { pointId } })).toBe(6);
    expect(await openSlots(open(), staff, { ...pattern, pointId, weekdays: [2], opens: "12:00", closes: "13:00", capacityVisits: 1, capacityGrams: 5_000 }, clock)).toMatchObject({ value: { opened: 1 } });
    const slot = await open().slot.findFirstOrThrow({ where: { pointId }, orderBy: { startsAt: "asc" } });
    expect(await changeCapacity(open(), staff, { slotId: slot.id, version: slot.version, capacityVisits: 3, capacityGrams: 10_000 })).toMatchObject({ error: "PICKUPS.OVER_DAILY_LIMIT" });
    expect(await changeCapacity(open(), staff, { slotId: slot.id, version: slot.version, capacityVisits: 1, capacityGrams: 10_000 })).toMatchObject({ ok: true });
  });
});

describeDatabases(
  "opening slots at once",
  (open) => {
    it("two who open slots together keep the limit together", async () => {
      const { pointId, staff, recycler } = await createBookingScene(open());
      await open().recyclingPoint.update({ where: { id: pointId }, data: { dailyVisits: 5 } });
      const at = (opens: string, closes: string) => ({ ...pattern, pointId, weekdays: [2], opens, closes });
      const results = await Promise.all([openSlots(open(), staff, at("09:00", "11:00"), clock), openSlots(open(), recycler, at("13:00", "15:00"), clock)]);
      expect(results.filter((one) => one.ok)).toHaveLength(1);
      expect(await open().slot.count({ where: { pointId } })).toBe(2);
    });
  },
  { on: ["postgresql"] },
);
