import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "#app/shared/actor.ts";
import { createParty, withRole } from "#tests/factories/people.ts";
import { asked, bookedBy, clockAt, createBookingScene, createSlot } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { findBookingToChange } from "./bookings.repository.server.ts";
import { bookSlot } from "./bookings.service.server.ts";
import type { HoldInput } from "./pickups.schema.ts";
import { changeCapacity, closeSlot, listOpenSlots, openSlots, reopenSlot } from "./slots.service.server.ts";

const startsAt = "2026-06-01T09:00:00Z";

describeDatabases("slots", (open) => {
  const clock = clockAt(startsAt);
  let recycler: Actor;
  let staff: Actor;
  let pointId: string;
  let anna: Actor;
  let ben: Actor;

  beforeEach(async () => {
    clock.set("2026-06-01T06:00:00Z");
    ({ pointId, recycler, staff, anna, ben } = await createBookingScene(open()));
  });

  const slot = async (more: Partial<Parameters<typeof createSlot>[1]> = {}) => (await createSlot(open(), { pointId, recycler, startsAt, ...more })).slotId;
  const state = async (id: string) => (await findBookingToChange(open(), id))?.state;
  const confirmed = (actor: Actor, slotId: string, lines?: HoldInput["lines"]) => bookedBy(open(), actor, asked(slotId, lines ? { lines } : {}), clock);

  describe("slots", () => {
    const pattern = { fromDate: "2026-10-19", weeks: 2, weekdays: [1, 3], opens: "09:00", closes: "10:00", lengthMinutes: 30, capacityVisits: 2, capacityGrams: null, cutoffMinutes: 60 };

    it("open by a pattern in the point's time; a repeat adds nothing", async () => {
      expect(await openSlots(open(), staff, { ...pattern, pointId }, clock)).toEqual({ ok: true, value: { opened: 8, existing: 0 } });
      expect(await openSlots(open(), staff, { ...pattern, pointId }, clock)).toEqual({ ok: true, value: { opened: 0, existing: 8 } });
      const shown = await listOpenSlots(open(), { pointId, from: new Date("2026-10-19T00:00:00Z"), days: 14, now: clock.now() });
      // Berlin leaves summer time in between: nine o'clock moves in UTC.
      expect(shown.map((one) => one.startsAt.slice(11, 16))).toEqual(["07:00", "07:30", "07:00", "07:30", "08:00", "08:30", "08:00", "08:30"]);
    });

    it("only those who run the point open slots; the past has none", async () => {
      const other = await createParty(open(), "recycler");
      expect(await openSlots(open(), other, { ...pattern, pointId }, clock)).toMatchObject({ error: "PICKUPS.NOT_ALLOWED" });
      expect(await openSlots(open(), anna, { ...pattern, pointId }, clock)).toMatchObject({ error: "PICKUPS.NOT_ALLOWED" });
      expect(await openSlots(open(), await withRole(open(), recycler, "member"), { ...pattern, pointId }, clock)).toMatchObject({ error: "PICKUPS.NOT_ALLOWED" });
      expect(await openSlots(open(), staff, { ...pattern, pointId, fromDate: "2026-01-05" }, clock)).toMatchObject({ error: "PICKUPS.NO_SLOTS" });
      expect(await openSlots(open(), staff, { ...pattern, pointId, weeks: 52, weekdays: [1, 2, 3, 4, 5, 6, 7], opens: "00:00", closes: "23:59", lengthMinutes: 5 }, clock)).toMatchObject({ error: "PICKUPS.TOO_MANY_SLOTS" });
    });

    it("closing lists the bookings, which stay; opening again works; others may do neither", async () => {
      const slotId = await slot();
      const id = await confirmed(anna, slotId);
      const other = await createParty(open(), "recycler");
      expect(await closeSlot(open(), other, { slotId, version: 1 })).toMatchObject({ error: "PICKUPS.NOT_ALLOWED" });
      expect(await closeSlot(open(), staff, { slotId, version: 9 })).toMatchObject({ error: "PICKUPS.STALE" });
      expect(await closeSlot(open(), staff, { slotId, version: 1 })).toEqual({ ok: true, value: { bookingIds: [id] } });
      expect(await closeSlot(open(), staff, { slotId, version: 2 })).toMatchObject({ ok: true });
      expect(await open().outboxEvent.count({ where: { type: "pickups.slot-closed", payload: { path: ["slotId"], equals: slotId } } })).toBe(1);
      expect(await state(id)).toBe("confirmed");
      expect(await reopenSlot(open(), other, { slotId, version: 2 })).toMatchObject({ error: "PICKUPS.NOT_ALLOWED" });
      expect(await reopenSlot(open(), staff, { slotId, version: 2 })).toMatchObject({ ok: true });
      expect(await bookSlot(open(), ben, asked(slotId), clock)).toMatchObject({ ok: true });
    });

    it("capacity never goes below what is taken", async () => {
      const slotId = await slot({ capacityGrams: 20_000 });
      await confirmed(anna, slotId);
      await confirmed(ben, slotId);
      const change = (capacityVisits: number, capacityGrams: number | null, version = 1) => changeCapacity(open(), staff, { slotId, version, capacityVisits, capacityGrams });
      expect(await change(1, null)).toMatchObject({ error: "PICKUPS.CAPACITY_TAKEN", details: { takenVisits: 2 } });
      expect(await change(2, 9_999)).toMatchObject({ error: "PICKUPS.CAPACITY_TAKEN" });
      expect(await change(2, 10_000, 5)).toMatchObject({ error: "PICKUPS.STALE" });
      expect(await change(2, 10_000)).toMatchObject({ ok: true });
      expect(await changeCapacity(open(), anna, { slotId, version: 2, capacityVisits: 3, capacityGrams: null })).toMatchObject({ error: "PICKUPS.NOT_ALLOWED" });
    });
  });
});
