import { beforeEach, describe, expect, it } from "vitest";
import { sqlState } from "#app/platform/db/sql.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { createPerson } from "#tests/factories/people.ts";
import { aDoor, asked, bookedBy, clockAt, createArea, createBookingScene, createSlot } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { isBookingParty } from "../access.repository.server.ts";
import { findMiscountedSlots } from "../bookings.repository.server.ts";
import { bookSlot, cancelBooking, confirmBooking, holdSlot, rescheduleBooking } from "../bookings.service.server.ts";
import { listOpenSlots } from "../slots.service.server.ts";
import { listArrivals, openBooking } from "../views.service.server.ts";
import { joinLine, serveLine } from "../waiting.service.server.ts";
import { changeArea, openOrCloseArea } from "./areas.service.server.ts";
import { findHomeDetails } from "./home.repository.server.ts";

const startsAt = "2026-06-01T09:00:00Z";
const far = { latitude: 53.5, longitude: 13.4 };

describeDatabases("visits at the door", (open) => {
  const clock = clockAt("2026-06-01T06:00:00Z");
  let pointId: string;
  let recycler: Actor;
  let staff: Actor;
  let anna: Actor;
  let ben: Actor;
  let areaId: string;

  beforeEach(async () => {
    clock.set("2026-06-01T06:00:00Z");
    ({ pointId, recycler, staff, anna, ben } = await createBookingScene(open()));
    areaId = await createArea(open(), { pointId, recycler });
  });

  const homeSlot = async (more: Partial<Parameters<typeof createSlot>[1]> = {}) => (await createSlot(open(), { pointId, recycler, areaId, startsAt, ...more })).slotId;
  const shown = (slotId: string, grams = 5_000, door = { latitude: 52.51, longitude: 13.41 }) =>
    listOpenSlots(open(), { pointId, from: new Date(startsAt), days: 1, now: clock.now(), grams, home: { areaId, door } }).then((slots) => slots.find((slot) => slot.id === slotId));

  it("are booked like a visit at the point, with the door, its pieces and nothing more", async () => {
    const slotId = await homeSlot();
    const held = await holdSlot(open(), anna, asked(slotId, { home: aDoor() }), clock);
    expect(held).toMatchObject({ ok: true, value: { state: "held" } });
    if (!held.ok) return;
    expect(await confirmBooking(open(), anna, held.value, clock)).toMatchObject({ ok: true, value: { state: "confirmed" } });
    expect(await findHomeDetails(open(), held.value.bookingId)).toEqual(aDoor());
    expect(await open().homeVisit.findUnique({ where: { bookingId: held.value.bookingId }, select: { areaId: true } })).toEqual({ areaId });
    expect(await findMiscountedSlots(open())).toEqual([]);
  });

  it("a repeat finds the same visit and writes no second door", async () => {
    const slotId = await homeSlot();
    const input = asked(slotId, { home: aDoor() });
    await bookSlot(open(), anna, input, clock);
    expect(await bookSlot(open(), anna, input, clock)).toMatchObject({ ok: true, value: { bookingId: input.bookingId, changed: false } });
    expect(await open().homeVisit.count({ where: { bookingId: input.bookingId } })).toBe(1);
  });

  describe("what is shown is what is accepted", () => {
    for (const [name, grams, door, expected] of [
      ["a door and a load within the area", 100_000, aDoor(), null],
      ["a gram more than one visit may be", 100_001, aDoor(), "VISIT_TOO_LARGE"],
      ["a door outside", 5_000, aDoor(far), "OUTSIDE_AREA"],
    ] as const) {
      it(name, async () => {
        const slotId = await homeSlot();
        const lines = [{ material: "cardboard", declaredGrams: grams }];
        expect((await shown(slotId, grams, door))?.reason ?? null).toBe(expected);
        const booked = await bookSlot(open(), anna, asked(slotId, { lines, home: door }), clock);
        expect(booked.ok ? null : booked.error).toBe(expected && `PICKUPS.${expected}`);
        if (expected) expect(await open().booking.count({ where: { slotId } })).toBe(0);
        if (expected === "VISIT_TOO_LARGE") expect(booked).toMatchObject({ details: { maxVisitGrams: 100_000 } });
      });
    }

    it("an area that has closed takes nobody new; who is booked stays", async () => {
      const slotId = await homeSlot();
      const id = await bookedBy(open(), anna, asked(slotId, { home: aDoor() }), clock);
      await openOrCloseArea(open(), recycler, { areaId, version: 1, isOpen: false });
      expect((await shown(slotId))?.reason).toBe("SLOT_CLOSED");
      expect(await bookSlot(open(), ben, asked(slotId, { home: aDoor() }), clock)).toMatchObject({ ok: false, error: "PICKUPS.SLOT_CLOSED" });
      expect(await openBooking(open(), anna, id, clock)).toMatchObject({ ok: true, value: { booking: { state: "confirmed" } } });
    });

    it("an area that has shrunk no longer reaches the door", async () => {
      const slotId = await homeSlot();
      await changeArea(open(), recycler, { areaId, version: 1, name: "Near", latitude: 52.5, longitude: 13.4, radiusMetres: 500, maxVisitGrams: null, serviceMinutes: 5 });
      expect((await shown(slotId))?.reason).toBe("OUTSIDE_AREA");
      expect(await bookSlot(open(), ben, asked(slotId, { home: aDoor() }), clock)).toMatchObject({ ok: false, error: "PICKUPS.OUTSIDE_AREA" });
    });
  });

  it("a slot at the door without a door is refused, and one at the point keeps none", async () => {
    const slotId = await homeSlot();
    expect(await bookSlot(open(), anna, asked(slotId), clock)).toMatchObject({ ok: false, error: "PICKUPS.OUTSIDE_AREA" });
    const { slotId: atPoint } = await createSlot(open(), { pointId, recycler, startsAt });
    expect(await bookSlot(open(), anna, asked(atPoint, { home: aDoor() }), clock)).toMatchObject({ ok: false, error: "PICKUPS.OUTSIDE_AREA" });
    expect(await open().homeVisit.count({ where: { booking: { slotId: { in: [slotId, atPoint] } } } })).toBe(0);
  });

  it("the database refuses a home booking without its door", async () => {
    const slotId = await homeSlot();
    const data = { id: newId(), slotId, pointId, recyclerPartyId: recycler.party.id, partyId: anna.party.id, bookedByUserId: anna.userId, state: "cancelled_in_time" as const, takesCapacity: false, checkInCode: "000000" };
    const failure = await open().booking.create({ data, select: { id: true } }).then(() => null, (error: unknown) => error);
    expect(sqlState(failure)).toBe("23514");
  });

  it("moving carries door, pieces and photos over; to the point it cannot be moved", async () => {
    const [one, two] = [await homeSlot(), await homeSlot({ startsAt: "2026-06-02T09:00:00Z" })];
    const id = await bookedBy(open(), anna, asked(one, { home: aDoor() }), clock);
    await open().homePhoto.create({ data: { id: newId(), bookingId: id, position: 1, storageKey: "abcdef0123", width: 400, height: 300 } });
    const { slotId: atPoint } = await createSlot(open(), { pointId, recycler, startsAt });
    expect(await rescheduleBooking(open(), anna, { bookingId: id, slotId: atPoint, newBookingId: newId() }, clock)).toMatchObject({ ok: false, error: "PICKUPS.NOT_FOUND" });
    const newBookingId = newId();
    expect(await rescheduleBooking(open(), ben, { bookingId: id, slotId: two, newBookingId }, clock)).toMatchObject({ ok: false, error: "PICKUPS.NOT_FOUND" });
    expect(await rescheduleBooking(open(), anna, { bookingId: id, slotId: two, newBookingId, version: 9 }, clock)).toMatchObject({ ok: false, error: "PICKUPS.STALE" });
    expect(await rescheduleBooking(open(), anna, { bookingId: id, slotId: two, newBookingId }, clock)).toMatchObject({ ok: true });
    const moved = await openBooking(open(), anna, newBookingId, clock);
    expect(moved).toMatchObject({ ok: true, value: { booking: { home: { ...aDoor(), areaId, photos: [{ width: 400 }] } } } });
    expect(await findMiscountedSlots(open())).toEqual([]);
  });

  it("a hold that ran out is booked again with its door", async () => {
    const slotId = await homeSlot();
    const held = await holdSlot(open(), anna, asked(slotId, { home: aDoor() }), clock);
    clock.set("2026-06-01T06:20:00Z");
    const again = await confirmBooking(open(), anna, { bookingId: held.ok ? held.value.bookingId : "" }, clock);
    expect(again).toMatchObject({ ok: true, value: { state: "confirmed" } });
    expect(await findHomeDetails(open(), again.ok ? again.value.bookingId : "")).toEqual(aDoor());
  });

  it("who waits keeps the door, and is offered the place at it", async () => {
    const slotId = await homeSlot({ capacityVisits: 1 });
    const id = await bookedBy(open(), ben, asked(slotId, { home: aDoor() }), clock);
    const lines = [{ material: "cardboard", declaredGrams: 5_000 }];
    expect(await joinLine(open(), anna, { entryId: newId(), slotId, lines, note: "", home: aDoor(far) }, clock)).toMatchObject({ ok: false, error: "PICKUPS.OUTSIDE_AREA" });
    const waiting = await joinLine(open(), anna, { entryId: newId(), slotId, lines, note: "", home: aDoor({ address: "Waldweg 2" }) }, clock);
    expect(waiting).toMatchObject({ ok: true, value: { state: "waiting" } });
    await cancelBooking(open(), ben, { bookingId: id }, clock);
    expect(await serveLine(open(), slotId, clock.now())).toBe(1);
    const entry = await open().waitingEntry.findFirstOrThrow({ where: { slotId, partyId: anna.party.id } });
    expect(await findHomeDetails(open(), entry.bookingId ?? "")).toMatchObject({ address: "Waldweg 2", pieces: [{ goods: "fridge", pieces: 1 }] });
  });

  it("the address is for the two sides: nobody else opens the booking or may watch it, and no event carries it", async () => {
    const slotId = await homeSlot();
    const id = await bookedBy(open(), anna, asked(slotId, { home: aDoor({ address: "Secret Lane 42" }) }), clock);
    expect(await openBooking(open(), staff, id, clock)).toMatchObject({ ok: true, value: { side: "staff", booking: { home: { address: "Secret Lane 42" } } } });
    const stranger = await createPerson(open());
    expect(await openBooking(open(), stranger, id, clock)).toMatchObject({ ok: false, error: "PICKUPS.NOT_FOUND" });
    expect(await isBookingParty(open(), { bookingId: id, partyIds: [stranger.party.id] })).toBe(false);
    const events = await open().outboxEvent.findMany({ where: { payload: { path: ["bookingId"], equals: id } } });
    expect(events.length).toBeGreaterThan(0);
    expect(JSON.stringify(events.map((event) => event.payload))).not.toMatch(/Secret|52\.51/);
  });

  it("are no arrivals at the gate; they have a list of their own", async () => {
    const slotId = await homeSlot();
    const { slotId: atPoint } = await createSlot(open(), { pointId, recycler, startsAt });
    const home = await bookedBy(open(), anna, asked(slotId, { home: aDoor() }), clock);
    const point = await bookedBy(open(), ben, asked(atPoint), clock);
    const day = { from: new Date("2026-06-01T00:00:00Z"), until: new Date("2026-06-02T00:00:00Z"), now: clock.now() };
    expect((await listArrivals(open(), staff, day)).map((row) => row.id)).toEqual([point]);
    expect((await listArrivals(open(), staff, { ...day, kind: "home" })).map((row) => [row.id, row.areaName])).toEqual([[home, "Round the yard"]]);
  });
});
