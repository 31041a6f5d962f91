import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { pickupsMails } from "#app/outbox/mails/pickups.server.ts";
import { createPerson, withRole } from "#tests/factories/people.ts";
import { asked, clockAt, createOwnPoint, createSlot } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { findMiscountedSlots } from "./bookings.repository.server.ts";
import { bookSlot, cancelBooking, confirmBooking, expireHolds, holdSlot, rescheduleBooking } from "./bookings.service.server.ts";
import { changeCapacity, closeSlot, listOpenSlots } from "./slots.service.server.ts";
import { findEntry, selectOwnEntries } from "./waiting.repository.server.ts";
import { joinLine, leaveLine, serveLines } from "./waiting.service.server.ts";

const HOUR_MS = 3_600_000;

describeDatabases("waiting for a place", (open) => {
  const clock = clockAt("2026-06-01T06:00:00Z");
  let point: Awaited<ReturnType<typeof createOwnPoint>>;
  let staff: Actor;
  let ana: Actor, ben: Actor, cleo: Actor, dov: Actor;
  let slotId: string;
  let booking: string;
  let day = 0;

  beforeAll(async () => {
    point = await createOwnPoint(open());
    staff = await withRole(open(), point.recycler, "staff");
    [ana, ben, cleo, dov] = await Promise.all([createPerson(open()), createPerson(open()), createPerson(open()), createPerson(open())]);
  });

  /** A slot of one visit, which Ana has. */
  beforeEach(async () => {
    clock.set("2026-06-01T06:00:00Z");
    ({ slotId } = await createSlot(open(), { ...point, startsAt: new Date(Date.parse("2026-06-02T10:00:00Z") + ++day * 24 * HOUR_MS), capacityVisits: 1 }));
    const booked = await bookSlot(open(), ana, asked(slotId), clock);
    booking = booked.ok ? booked.value.bookingId : "";
    expect(booking).not.toBe("");
  });

  const wanted = (more: { grams?: number; material?: string; entryId?: string; slot?: string } = {}) => ({
    entryId: more.entryId ?? newId(),
    slotId: more.slot ?? slotId,
    lines: [{ material: more.material ?? "cardboard", declaredGrams: more.grams ?? 1_000 }],
    note: "Two boxes",
  });
  const join = (actor: Actor, more: Parameters<typeof wanted>[0] = {}) => joinLine(open(), actor, wanted(more), clock);
  const joined = async (actor: Actor, more: Parameters<typeof wanted>[0] = {}) => {
    const result = await join(actor, more);
    if (!result.ok) throw new Error(result.error);
    return result.value.entryId;
  };
  const giveBack = () => cancelBooking(open(), ana, { bookingId: booking }, clock);
  const entry = async (id: string) => {
    const found = await findEntry(open(), id);
    if (!found) throw new Error("no entry");
    return found;
  };
  const slotView = async () => (await listOpenSlots(open(), { pointId: point.pointId, from: clock.now(), days: 400, now: clock.now() })).find((one) => one.id === slotId);

  it("a place that comes free is offered to the first in line, held for two hours, and to nobody else", async () => {
    const [first, second] = [await joined(ben), await joined(cleo)];
    expect(await selectOwnEntries(open(), cleo.party.id, clock.now())).toMatchObject([{ id: second, position: 2, materials: ["cardboard"] }]);
    await giveBack();
    // Between the giving back and the offer, the place is not to be had by others, and the page says so.
    expect(await bookSlot(open(), dov, asked(slotId), clock)).toMatchObject({ ok: false, error: "PICKUPS.FULL" });
    expect(await holdSlot(open(), dov, asked(slotId), clock)).toMatchObject({ ok: false, error: "PICKUPS.FULL" });
    expect(await slotView()).toMatchObject({ bookable: false, reason: "FULL", waiting: 2 });
    expect(await serveLines(open(), clock.now())).toEqual({ offered: 1, closed: 0 });
    expect(await serveLines(open(), clock.now())).toEqual({ offered: 0, closed: 0 });
    const offered = await entry(first);
    expect(offered.state).toBe("offered");
    const held = await open().booking.findUniqueOrThrow({ where: { id: offered.bookingId ?? "" }, include: { lines: true } });
    expect(held).toMatchObject({ state: "held", partyId: ben.party.id, bookedByUserId: ben.userId, note: "Two boxes", declaredGrams: 1_000, holdExpiresAt: new Date("2026-06-01T08:00:00Z") });
    expect(held.lines).toMatchObject([{ material: "cardboard", declaredGrams: 1_000 }]);
    expect((await entry(second)).state).toBe("waiting");
    expect(await confirmBooking(open(), ben, { bookingId: held.id }, clock)).toMatchObject({ ok: true, value: { state: "confirmed" } });
    await serveLines(open(), clock.now());
    expect((await entry(first)).state).toBe("booked");
    expect(await findMiscountedSlots(open())).toEqual([]);
  });

  it("an offer nobody takes goes to the next, and does not come back", async () => {
    const [first, second] = [await joined(ben), await joined(cleo)];
    await giveBack();
    await serveLines(open(), clock.now());
    clock.set("2026-06-01T08:00:00Z");
    await expireHolds(open(), clock.now());
    // The hold that ran out is not tried again past those who wait.
    expect(await confirmBooking(open(), ben, { bookingId: (await entry(first)).bookingId ?? "" }, clock)).toMatchObject({ ok: false, error: "PICKUPS.HOLD_EXPIRED" });
    expect(await serveLines(open(), clock.now())).toEqual({ offered: 1, closed: 0 });
    expect([(await entry(first)).state, (await entry(second)).state]).toEqual(["passed", "offered"]);
    const again = await join(ben);
    expect(again).toMatchObject({ ok: true, value: { state: "waiting", changed: true } });
  });

  it("a place freed by a move, a hold that ran out or more capacity is offered too", async () => {
    const other = await createSlot(open(), { ...point, startsAt: new Date(Date.parse("2027-01-10T10:00:00Z") + day * 24 * HOUR_MS) });
    const [first, second] = [await joined(ben), await joined(cleo)];
    expect(await rescheduleBooking(open(), ana, { bookingId: booking, slotId: other.slotId, newBookingId: newId() }, clock)).toMatchObject({ ok: true });
    await serveLines(open(), clock.now());
    expect((await entry(first)).state).toBe("offered");
    const { version } = await open().slot.findUniqueOrThrow({ where: { id: slotId } });
    expect(await changeCapacity(open(), staff, { slotId, version, capacityVisits: 2, capacityGrams: null })).toMatchObject({ ok: true });
    await serveLines(open(), clock.now());
    expect((await entry(second)).state).toBe("offered");
  });

  it("whoever brings more than is left is passed over and keeps their place; a place none in line fits is for everybody", async () => {
    const { version } = await open().slot.findUniqueOrThrow({ where: { id: slotId } });
    expect(await changeCapacity(open(), staff, { slotId, version, capacityVisits: 3, capacityGrams: 6_000 })).toMatchObject({ ok: true });
    // 5 kg are taken: 1 kg is left, with two visits.
    const heavy = await joined(ben, { grams: 4_000 });
    expect(await serveLines(open(), clock.now())).toEqual({ offered: 0, closed: 0 });
    expect(await bookSlot(open(), dov, asked(slotId, { lines: [{ material: "cardboard", declaredGrams: 500 }] }), clock)).toMatchObject({ ok: true });
    expect(await join(cleo, { grams: 500 })).toMatchObject({ ok: false, error: "PICKUPS.NOT_FULL" });
    const light = await joined(cleo, { grams: 900 });
    await cancelBooking(open(), dov, { bookingId: (await open().booking.findFirstOrThrow({ where: { slotId, partyId: dov.party.id } })).id }, clock);
    await serveLines(open(), clock.now());
    expect([(await entry(heavy)).state, (await entry(light)).state]).toEqual(["waiting", "offered"]);
    await giveBack();
    await serveLines(open(), clock.now());
    expect((await entry(heavy)).state).toBe("offered");
  });

  it("refuses what makes no sense, each with its reason", async () => {
    const free = await createSlot(open(), { ...point, startsAt: new Date(Date.parse("2027-03-10T10:00:00Z") + day * 24 * HOUR_MS), capacityGrams: 10_000 });
    expect(await join(ben, { slot: free.slotId })).toMatchObject({ ok: false, error: "PICKUPS.NOT_FULL" });
    expect(await join(ben, { slot: free.slotId, grams: 10_001 })).toMatchObject({ ok: false, error: "PICKUPS.LOAD_TOO_LARGE", details: { capacityGrams: 10_000 } });
    expect(await join(ana)).toMatchObject({ ok: false, error: "PICKUPS.ALREADY_BOOKED", details: { bookingId: booking } });
    expect(await join(ben, { material: "tyres" })).toMatchObject({ ok: false, error: "PICKUPS.MATERIAL_REFUSED", details: { materials: ["tyres"] } });
    expect(await join(ben, { slot: newId() })).toMatchObject({ ok: false, error: "PICKUPS.NOT_FOUND" });
    expect(await join({ ...ben, role: "viewer" })).toMatchObject({ ok: false, error: "PICKUPS.NOT_ALLOWED" });
    clock.set(new Date((await open().slot.findUniqueOrThrow({ where: { id: slotId } })).startsAt.getTime() - 30 * 60_000));
    expect(await join(ben)).toMatchObject({ ok: false, error: "PICKUPS.TOO_LATE" });
    expect(await open().waitingEntry.count({ where: { slotId } })).toBe(0);
  });

  it("a repeat finds the place in line; somebody else's id is nothing; nobody stands twice", async () => {
    const entryId = await joined(ben);
    expect(await join(ben, { entryId })).toEqual({ ok: true, value: { entryId, state: "waiting", changed: false } });
    expect(await join(ben)).toEqual({ ok: true, value: { entryId, state: "waiting", changed: false } });
    expect(await join(cleo, { entryId })).toMatchObject({ ok: false, error: "PICKUPS.NOT_FOUND" });
    expect(await open().waitingEntry.count({ where: { slotId } })).toBe(1);
  });

  it("leaving: only one's own, not with a stale version, twice like once; the place behind is then for everybody", async () => {
    const entryId = await joined(ben);
    expect(await leaveLine(open(), cleo, { entryId }, clock)).toMatchObject({ ok: false, error: "PICKUPS.NOT_FOUND" });
    expect(await leaveLine(open(), { ...ben, role: "viewer" }, { entryId }, clock)).toMatchObject({ ok: false, error: "PICKUPS.NOT_ALLOWED" });
    expect(await leaveLine(open(), ben, { entryId, version: 7 }, clock)).toMatchObject({ ok: false, error: "PICKUPS.STALE" });
    expect((await entry(entryId)).state).toBe("waiting");
    expect(await leaveLine(open(), ben, { entryId, version: 1 }, clock)).toMatchObject({ ok: true, value: { changed: true } });
    expect(await leaveLine(open(), ben, { entryId, version: 1 }, clock)).toMatchObject({ ok: true, value: { state: "left", changed: false } });
    await giveBack();
    expect(await bookSlot(open(), dov, asked(slotId), clock)).toMatchObject({ ok: true });
  });

  it("whoever was offered a place gives it back as a booking", async () => {
    const entryId = await joined(ben);
    await giveBack();
    await serveLines(open(), clock.now());
    const { bookingId } = await entry(entryId);
    expect(await leaveLine(open(), ben, { entryId }, clock)).toMatchObject({ ok: false, error: "PICKUPS.WRONG_STATE", details: { bookingId } });
    await cancelBooking(open(), ben, { bookingId: bookingId ?? "" }, clock);
    await serveLines(open(), clock.now());
    expect((await entry(entryId)).state).toBe("passed");
    expect(await slotView()).toMatchObject({ bookable: true, waiting: 0 });
  });

  it("at the end of booking, and where the slot is closed, the line ends, once, and each is told", async () => {
    const entryId = await joined(ben);
    const { version } = await open().slot.findUniqueOrThrow({ where: { id: slotId } });
    await closeSlot(open(), staff, { slotId, version });
    expect(await serveLines(open(), clock.now())).toEqual({ offered: 0, closed: 1 });
    expect(await serveLines(open(), clock.now())).toEqual({ offered: 0, closed: 0 });
    expect((await entry(entryId)).state).toBe("closed");
    const event = await open().outboxEvent.findFirstOrThrow({ where: { type: "pickups.line-closed", payload: { path: ["entryId"], equals: entryId } } });
    for (let times = 0; times < 2; times++) {
      await pickupsMails["pickups.line-closed"]?.(open(), { id: event.id, occurredAt: event.occurredAt, type: "pickups.line-closed", payload: { entryId }, topics: [] });
    }
    expect(await open().notification.findMany({ where: { userId: ben.userId, causeKey: `pickups.lineClosed:${entryId}` }, select: { path: true, kind: true } })).toEqual([{ path: "/bookings", kind: "booking" }]);
  });

  it("who waits for a material the point takes no more does not keep the place from others", async () => {
    const entryId = await joined(ben, { material: "glass_bottles" });
    await open().pointMaterial.updateMany({ where: { pointId: point.pointId, material: "glass_bottles" }, data: { accepts: false } });
    await giveBack();
    await serveLines(open(), clock.now());
    expect((await entry(entryId)).state).toBe("closed");
    expect(await bookSlot(open(), dov, asked(slotId), clock)).toMatchObject({ ok: true });
    await open().pointMaterial.updateMany({ where: { pointId: point.pointId, material: "glass_bottles" }, data: { accepts: true } });
  });
});
