import { expect, it } from "vitest";
import { bookSlot } from "#app/domains/pickups/bookings.service.server.ts";
import { findMiscountedSlots } from "#app/domains/pickups/bookings.repository.server.ts";
import { pointDatesInput } from "#app/domains/points/care/care.schema.ts";
import { createPerson } from "#tests/factories/people.ts";
import { asked, clockAt, createBookingScene, createSlot } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { changePointDates } from "./change-point-hours.server.ts";

describeDatabases(
  "closing a day while people book",
  (open) => {
    it("each booking is either refused or told; none is lost", async () => {
      const clock = clockAt("2026-06-01T06:00:00Z");
      for (let round = 0; round < 6; round++) {
        const { pointId, recycler, staff } = await createBookingScene(open());
        const { slotId } = await createSlot(open(), { pointId, recycler, startsAt: "2026-06-03T08:00:00Z", capacityVisits: 20 });
        const people = await Promise.all(Array.from({ length: 8 }, () => createPerson(open())));
        const closing = () => changePointDates(open(), staff, pointDatesInput.parse({ pointId, version: 1, date: "2026-06-03", kind: "closed" }), { isConfirmed: true, clock });
        const [changed, ...booked] = await Promise.all([closing(), ...people.map((person) => bookSlot(open(), person, asked(slotId), clock))]);
        expect(changed.ok).toBe(true);
        const stand = await open().booking.findMany({ where: { slotId, state: "confirmed" }, select: { id: true } });
        expect(booked.filter((one) => one.ok)).toHaveLength(stand.length);
        for (const one of booked) if (!one.ok) expect(one.error).toBe("PICKUPS.SLOT_CLOSED");
        const events = await open().outboxEvent.findMany({ where: { type: "pickups.hours-changed", payload: { path: ["pointId"], equals: pointId } } });
        const told = events.flatMap((event) => (event.payload as { bookingIds: string[] }).bookingIds);
        expect([...told].sort()).toEqual(stand.map((one) => one.id).sort());
      }
      expect(await findMiscountedSlots(open())).toEqual([]);
    });

    it("of two people who save the same version, one is told that it has moved on", async () => {
      const clock = clockAt("2026-06-01T06:00:00Z");
      const { pointId, recycler, staff } = await createBookingScene(open());
      const saving = (date: string) => pointDatesInput.parse({ pointId, version: 1, date, kind: "closed" });
      const results = await Promise.all([changePointDates(open(), staff, saving("2026-06-03"), { isConfirmed: false, clock }), changePointDates(open(), recycler, saving("2026-06-04"), { isConfirmed: false, clock })]);
      expect(results.filter((one) => one.ok)).toHaveLength(1);
      expect(results.find((one) => !one.ok)).toMatchObject({ error: "POINTS.STALE" });
      expect(await open().openingException.count({ where: { pointId } })).toBe(1);
    });
  },
  { on: ["postgresql"] },
);
