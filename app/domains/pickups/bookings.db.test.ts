import { beforeEach, describe, expect, it } from "vitest";
import { completeBooking } from "#app/flows/complete-booking.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { createParty, withRole } from "#tests/factories/people.ts";
import { asked, bookedBy, clockAt, createBookingScene, createOwnPoint, createSlot } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { findBookingToChange, findMiscountedSlots } from "./bookings.repository.server.ts";
import { bookSlot, cancelBooking, confirmBooking, expireHolds, holdSlot, rescheduleBooking } from "./bookings.service.server.ts";
import { checkIn, markNoShow, reportMissed, weigh } from "./gate.service.server.ts";
import { rejectOnSite } from "./refusals.service.server.ts";
import type { HoldInput } from "./pickups.schema.ts";
import { closeSlot, listOpenSlots } from "./slots.service.server.ts";

const startsAt = "2026-06-01T09:00:00Z";

describeDatabases("bookings", (open) => {
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
  const taken = async (slotId: string) => (await open().slot.findUniqueOrThrow({ where: { id: slotId } })).takenVisits;
  const state = async (id: string) => (await findBookingToChange(open(), id))?.state;
  const events = async (bookingId: string) =>
    (await open().outboxEvent.findMany({ where: { payload: { path: ["bookingId"], equals: bookingId } }, orderBy: { id: "asc" } })).map((event) => event.type);
  const confirmed = (actor: Actor, slotId: string, lines?: HoldInput["lines"]) => bookedBy(open(), actor, asked(slotId, lines ? { lines } : {}), clock);

  describe("holding and confirming", () => {
    it("a hold takes a place at once; confirming keeps it; both are told and noted", async () => {
      const slotId = await slot();
      const held = await holdSlot(open(), anna, asked(slotId), clock);
      expect(held).toMatchObject({ ok: true, value: { state: "held", changed: true } });
      if (!held.ok) return;
      const id = held.value.bookingId;
      expect(await taken(slotId)).toBe(1);
      expect(await confirmBooking(open(), anna, { bookingId: id }, clock)).toMatchObject({ value: { state: "confirmed", changed: true } });
      expect(await confirmBooking(open(), anna, { bookingId: id }, clock)).toMatchObject({ value: { state: "confirmed", changed: false } });
      expect(await events(id)).toEqual(["pickups.held", "pickups.booked"]);
      const history = await open().transition.findMany({ where: { subjectId: id }, orderBy: { id: "asc" } });
      expect(history.map((step) => [step.fromState, step.toState, step.actorUserId])).toEqual([
        [null, "held", anna.userId],
        ["held", "confirmed", anna.userId],
      ]);
    });

    it("a repeat of the same hold finds it; another hold of the same slot is refused", async () => {
      const slotId = await slot();
      const input = asked(slotId);
      const first = await holdSlot(open(), anna, input, clock);
      expect(await holdSlot(open(), anna, input, clock)).toMatchObject({ ok: true, value: { bookingId: input.bookingId, changed: false } });
      expect(await holdSlot(open(), anna, asked(slotId), clock)).toMatchObject({ ok: false, error: "PICKUPS.ALREADY_BOOKED", details: { bookingId: input.bookingId } });
      expect(await taken(slotId)).toBe(1);
      expect(first.ok).toBe(true);
    });

    it("somebody else's booking id is no way in", async () => {
      const slotId = await slot();
      const input = asked(slotId);
      await holdSlot(open(), anna, input, clock);
      expect(await holdSlot(open(), ben, input, clock)).toMatchObject({ ok: false, error: "PICKUPS.ALREADY_BOOKED" });
      expect(await taken(slotId)).toBe(1);
    });

    it("two lots are one booking with two lines; what the point does not take is refused with its name", async () => {
      const slotId = await slot();
      const id = await confirmed(anna, slotId, [
        { material: "cardboard", declaredGrams: 5_000 },
        { material: "glass_bottles", declaredGrams: null },
      ]);
      const booking = await findBookingToChange(open(), id);
      expect(booking?.lines.map((line) => [line.material, line.declaredGrams])).toEqual([
        ["cardboard", 5_000],
        ["glass_bottles", null],
      ]);
      const refused = await holdSlot(open(), ben, asked(slotId, { lines: [{ material: "engine_oil", declaredGrams: 1_000 }] }), clock);
      expect(refused).toMatchObject({ error: "PICKUPS.MATERIAL_REFUSED", details: { materials: ["engine_oil"] } });
      expect(await taken(slotId)).toBe(1);
    });

    it("viewers book nothing", async () => {
      const viewer = { ...anna, role: "viewer" as const };
      expect(await holdSlot(open(), viewer, asked(await slot()), clock)).toMatchObject({ error: "PICKUPS.NOT_ALLOWED" });
    });

    it.each([
      [-1000, true],
      [0, false],
      [1000, false],
    ])("booking %i ms from the cut-off of half an hour is allowed: %s", async (shift, allowed) => {
      const slotId = await slot();
      clock.set(new Date(Date.parse(startsAt) - 30 * 60_000 + shift));
      const shown = await listOpenSlots(open(), { pointId, from: clock.now(), days: 1, now: clock.now() });
      expect(shown[0]?.bookable).toBe(allowed);
      const booked = await bookSlot(open(), anna, asked(slotId), clock);
      expect(booked.ok).toBe(allowed);
      if (!booked.ok) expect(booked.error).toBe("PICKUPS.TOO_LATE");
    });

    it("closed and unknown slots are refused", async () => {
      const slotId = await slot();
      await closeSlot(open(), staff, { slotId, version: 1 });
      expect(await bookSlot(open(), anna, asked(slotId), clock)).toMatchObject({ error: "PICKUPS.SLOT_CLOSED" });
      expect(await bookSlot(open(), anna, asked(newId()), clock)).toMatchObject({ error: "PICKUPS.NOT_FOUND" });
    });

    it("the limit by weight holds, and an unknown weight needs none of it", async () => {
      const slotId = await slot({ capacityGrams: 8_000 });
      await confirmed(anna, slotId);
      expect(await bookSlot(open(), ben, asked(slotId), clock)).toMatchObject({ error: "PICKUPS.FULL", details: { freeGrams: 3_000 } });
      expect(await listOpenSlots(open(), { pointId, from: clock.now(), days: 1, now: clock.now(), grams: 5_000 })).toMatchObject([{ bookable: false, reason: "FULL" }]);
      expect(await bookSlot(open(), ben, asked(slotId, { lines: [{ material: "cardboard", declaredGrams: null }] }), clock)).toMatchObject({ ok: true });
    });
  });

  describe("holds that run out", () => {
    it("are free for the next one although no job ran, and shown as free", async () => {
      const slotId = await slot({ capacityVisits: 1 });
      const held = await holdSlot(open(), anna, asked(slotId), clock);
      expect(await bookSlot(open(), ben, asked(slotId), clock)).toMatchObject({ error: "PICKUPS.FULL" });
      clock.set("2026-06-01T06:12:00Z");
      expect(await listOpenSlots(open(), { pointId, from: clock.now(), days: 1, now: clock.now() })).toMatchObject([{ freeVisits: 1, bookable: true }]);
      expect(await bookSlot(open(), ben, asked(slotId), clock)).toMatchObject({ ok: true });
      expect(await state(held.ok ? held.value.bookingId : "")).toBe("hold_expired");
      expect(await taken(slotId)).toBe(1);
      expect(await findMiscountedSlots(open())).toEqual([]);
    });

    it("are let go by the timer, once", async () => {
      await expireHolds(open(), new Date("2030-01-01"));
      const slotId = await slot();
      await holdSlot(open(), anna, asked(slotId), clock);
      await holdSlot(open(), ben, asked(slotId), clock);
      expect(await expireHolds(open(), clock.now())).toBe(0);
      clock.set("2026-06-01T06:12:00Z");
      expect(await expireHolds(open(), clock.now())).toBe(2);
      expect(await expireHolds(open(), clock.now())).toBe(0);
      expect(await taken(slotId)).toBe(0);
    });

    it("confirming too late tries the same slot once more, and says when it is gone", async () => {
      const slotId = await slot({ capacityVisits: 1 });
      const held = await holdSlot(open(), anna, asked(slotId, { note: "by the gate" }), clock);
      const id = held.ok ? held.value.bookingId : "";
      clock.set("2026-06-01T06:20:00Z");
      const again = await confirmBooking(open(), anna, { bookingId: id }, clock);
      expect(again).toMatchObject({ ok: true, value: { state: "confirmed", changed: true } });
      const revived = await findBookingToChange(open(), again.ok ? again.value.bookingId : "");
      expect(revived).toMatchObject({ state: "confirmed", note: "by the gate" });
      expect(await confirmBooking(open(), anna, { bookingId: id }, clock)).toMatchObject({ value: { bookingId: revived?.id, changed: false } });

      const other = await slot({ startsAt: "2026-06-01T12:00:00Z", capacityVisits: 1 });
      const lost = await holdSlot(open(), ben, asked(other), clock);
      clock.set("2026-06-01T06:40:00Z");
      await confirmed(anna, other);
      expect(await confirmBooking(open(), ben, { bookingId: lost.ok ? lost.value.bookingId : "" }, clock)).toMatchObject({
        error: "PICKUPS.HOLD_EXPIRED",
        details: { reason: "PICKUPS.FULL" },
      });
      expect(await findMiscountedSlots(open())).toEqual([]);
    });

    it("the same party can hold the slot anew after its hold ran out", async () => {
      const slotId = await slot();
      await holdSlot(open(), anna, asked(slotId), clock);
      clock.set("2026-06-01T06:12:00Z");
      expect(await holdSlot(open(), anna, asked(slotId), clock)).toMatchObject({ ok: true, value: { changed: true } });
    });
  });

  describe("cancelling and moving", () => {
    it("gives the place back exactly once", async () => {
      const slotId = await slot();
      const id = await confirmed(anna, slotId);
      expect(await cancelBooking(open(), anna, { bookingId: id }, clock)).toMatchObject({ value: { state: "cancelled_in_time", changed: true } });
      expect(await cancelBooking(open(), anna, { bookingId: id }, clock)).toMatchObject({ value: { changed: false } });
      expect(await taken(slotId)).toBe(0);
      expect((await events(id)).filter((type) => type === "pickups.cancelled")).toHaveLength(1);
      expect(await confirmed(anna, slotId)).not.toBe(id);
    });

    it.each([
      [-1000, "cancelled_in_time"],
      [0, "cancelled_late"],
      [1000, "cancelled_late"],
    ])("%i ms from the cut-off it is %s", async (shift, to) => {
      const slotId = await slot();
      const id = await confirmed(anna, slotId);
      clock.set(new Date(Date.parse(startsAt) - 60 * 60_000 + shift));
      expect(await cancelBooking(open(), anna, { bookingId: id }, clock)).toMatchObject({ value: { state: to } });
      expect(await taken(slotId)).toBe(0);
    });

    it("staff cancels with a reason only, and never late", async () => {
      const id = await confirmed(anna, await slot());
      expect(await cancelBooking(open(), staff, { bookingId: id }, clock)).toMatchObject({ error: "PICKUPS.REASON_NEEDED" });
      clock.set("2026-06-01T08:59:00Z");
      expect(await cancelBooking(open(), staff, { bookingId: id, reason: "the press is broken" }, clock)).toMatchObject({ value: { state: "cancelled_in_time" } });
    });

    it("moving takes the new place, then frees the old one; one event; the calendar entry is raised", async () => {
      const [from, to] = [await slot(), await slot({ startsAt: "2026-06-01T11:00:00Z" })];
      const id = await confirmed(anna, from);
      const newBookingId = newId();
      const moved = await rescheduleBooking(open(), anna, { bookingId: id, slotId: to, newBookingId }, clock);
      expect(moved).toMatchObject({ value: { bookingId: newBookingId, state: "confirmed" } });
      expect(await rescheduleBooking(open(), anna, { bookingId: id, slotId: to, newBookingId }, clock)).toMatchObject({ value: { changed: false } });
      expect([await taken(from), await taken(to), await state(id)]).toEqual([0, 1, "rescheduled"]);
      const successor = await open().booking.findUniqueOrThrow({ where: { id: newBookingId } });
      expect(successor).toMatchObject({ supersedesId: id, icsSequence: 1 });
      expect(await events(newBookingId)).toEqual(["pickups.rescheduled"]);
      expect(await events(id)).toEqual(["pickups.booked"]);
    });

    it("moving into a full slot keeps the old one as it was", async () => {
      const [from, to] = [await slot(), await slot({ startsAt: "2026-06-01T11:00:00Z", capacityVisits: 1 })];
      await confirmed(ben, to);
      const id = await confirmed(anna, from);
      expect(await rescheduleBooking(open(), anna, { bookingId: id, slotId: to, newBookingId: newId() }, clock)).toMatchObject({ error: "PICKUPS.FULL" });
      expect([await taken(from), await taken(to), await state(id)]).toEqual([1, 1, "confirmed"]);
    });

    it("cannot move to the same slot, to another point, after the cut-off, or twice", async () => {
      const [from, to] = [await slot(), await slot({ startsAt: "2026-06-01T11:00:00Z" })];
      const elsewhere = await createOwnPoint(open());
      const foreign = await createSlot(open(), { ...elsewhere, startsAt });
      const id = await confirmed(anna, from);
      const ask = (slotId: string) => rescheduleBooking(open(), anna, { bookingId: id, slotId, newBookingId: newId() }, clock);
      expect(await ask(from)).toMatchObject({ error: "PICKUPS.SAME_SLOT" });
      expect(await ask(foreign.slotId)).toMatchObject({ error: "PICKUPS.NOT_FOUND" });
      clock.set("2026-06-01T08:00:00Z");
      expect(await ask(to)).toMatchObject({ error: "PICKUPS.TOO_LATE" });
      clock.set("2026-06-01T07:59:59Z");
      expect(await ask(to)).toMatchObject({ ok: true });
      expect(await ask(to)).toMatchObject({ error: "PICKUPS.WRONG_STATE" });
      expect(await findMiscountedSlots(open())).toEqual([]);
    });
  });

  describe("who may do what, with somebody else's id", () => {
    type Verb = (actor: Actor, bookingId: string) => Promise<{ ok: boolean; error?: string }>;
    let minute = 0;
    const reading = { material: "cardboard", grossGrams: 1_000, tareGrams: 0, contaminationPermille: 0, unit: "kg" as const };
    const verbs: Record<string, { verb: Verb; by: "resident" | "staff" | "both" }> = {
      confirm: { by: "resident", verb: (actor, bookingId) => confirmBooking(open(), actor, { bookingId }, clock) },
      cancel: { by: "both", verb: (actor, bookingId) => cancelBooking(open(), actor, { bookingId, reason: "x" }, clock) },
      reschedule: { by: "resident", verb: async (actor, bookingId) => rescheduleBooking(open(), actor, { bookingId, slotId: await slot({ startsAt: new Date(Date.parse(startsAt) + ++minute * 60_000) }), newBookingId: newId() }, clock) },
      checkIn: { by: "staff", verb: (actor, bookingId) => checkIn(open(), actor, { bookingId }, clock) },
      weigh: { by: "staff", verb: (actor, bookingId) => weigh(open(), actor, { bookingId, readings: [reading] }, clock) },
      complete: { by: "staff", verb: (actor, bookingId) => completeBooking(open(), actor, { bookingId }, clock) },
      markNoShow: { by: "staff", verb: (actor, bookingId) => markNoShow(open(), actor, { bookingId }, clock) },
      reportMissed: { by: "resident", verb: (actor, bookingId) => reportMissed(open(), actor, { bookingId }, clock) },
      reject: { by: "staff", verb: (actor, bookingId) => rejectOnSite(open(), actor, { bookingId, kind: "unsafe", reason: "x", photo: null }, clock) },
    };
    for (const [name, { verb, by }] of Object.entries(verbs)) {
      it(`${name}: strangers learn nothing, the other side and weak roles are refused, and nothing changes`, async () => {
        const id = await confirmed(anna, await slot());
        const strangers = [ben, await createParty(open(), "recycler"), await withRole(open(), await createParty(open(), "recycler"), "staff")];
        for (const stranger of strangers) expect(await verb(stranger, id)).toMatchObject({ ok: false, error: "PICKUPS.NOT_FOUND" });
        const weak = [{ ...anna, role: "viewer" as const }, await withRole(open(), recycler, "member")];
        for (const actor of weak) expect(await verb(actor, id)).toMatchObject({ ok: false, error: "PICKUPS.NOT_ALLOWED" });
        if (by === "resident") expect(await verb(staff, id)).toMatchObject({ error: "PICKUPS.NOT_ALLOWED" });
        if (by === "staff") expect(await verb(anna, id)).toMatchObject({ error: "PICKUPS.NOT_ALLOWED" });
        expect(await state(id)).toBe("confirmed");
      });
    }

    it("a stale version is refused with the present state", async () => {
      const id = await confirmed(anna, await slot());
      expect(await cancelBooking(open(), anna, { bookingId: id, version: 7 }, clock)).toMatchObject({ error: "PICKUPS.STALE", details: { state: "confirmed" } });
      expect(await checkIn(open(), staff, { bookingId: id, version: 7 }, clock)).toMatchObject({ error: "PICKUPS.STALE" });
      expect(await state(id)).toBe("confirmed");
    });
  });
});
