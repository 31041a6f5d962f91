import { beforeEach, expect, it } from "vitest";
import { letWalkIn } from "#app/flows/walk-in.server.ts";
import { insertParty } from "#app/domains/identity/parties.repository.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { createPerson, withRole } from "#tests/factories/people.ts";
import { aDoor, asked, bookedBy, clockAt, createArea, createBookingScene, createOwnPoint, createSlot } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { findMiscountedSlots } from "./bookings.repository.server.ts";
import { bookSlot, cancelBooking, confirmBooking, expireHolds, holdSlot, rescheduleBooking } from "./bookings.service.server.ts";
import { closeSlot, listOpenSlots } from "./slots.service.server.ts";
import { joinLine, serveLine, serveLines } from "./waiting.service.server.ts";

const DAY_MS = 86_400_000;
const clock = clockAt("2026-06-01T06:00:00Z");

describeDatabases("what a point takes on one day", (open) => {
  let scene: Awaited<ReturnType<typeof createBookingScene>>;
  beforeEach(async () => {
    clock.set("2026-06-01T06:00:00Z");
    scene = await createBookingScene(open());
  });

  const limit = (more: { dailyVisits?: number | null; dailyGrams?: number | null }) => open().recyclingPoint.update({ where: { id: scene.pointId }, data: more });
  const slot = async (startsAt: string, more: Partial<Parameters<typeof createSlot>[1]> = {}) => (await createSlot(open(), { ...scene, startsAt, ...more })).slotId;
  const shown = (more: Partial<Parameters<typeof listOpenSlots>[1]> = {}) => listOpenSlots(open(), { pointId: scene.pointId, from: clock.now(), days: 7, now: clock.now(), grams: 5_000, ...more });
  const book = (actor: Actor, slotId: string) => bookSlot(open(), actor, asked(slotId), clock);

  it("binds the times that are open already, by visits and by weight, on the point's own date; a lower limit leaves what is booked", async () => {
    // In Berlin the third of these is on the next date, though it is the same in UTC.
    const [noon, evening, afterMidnight] = [await slot("2026-06-02T10:00:00Z"), await slot("2026-06-02T21:00:00Z"), await slot("2026-06-02T22:30:00Z")];
    await limit({ dailyVisits: 2 });
    expect(await shown()).toMatchObject([noon, evening, afterMidnight].map((id) => ({ id, freeVisits: 2, freeGrams: null, bookable: true })));
    expect(await book(scene.anna, noon)).toMatchObject({ ok: true });
    expect(await book(scene.ben, evening)).toMatchObject({ ok: true });
    const third = await createPerson(open());
    for (const id of [noon, evening]) expect(await book(third, id)).toMatchObject({ error: "PICKUPS.FULL", details: { freeVisits: 0 } });
    expect(await shown()).toMatchObject([{ freeVisits: 0, bookable: false, reason: "FULL" }, { bookable: false, reason: "FULL" }, { freeVisits: 2, bookable: true }]);
    await limit({ dailyVisits: 1 });
    expect(await open().booking.count({ where: { pointId: scene.pointId, state: "confirmed" } })).toBe(2);
    expect(await shown()).toMatchObject([{ freeVisits: 0 }, { freeVisits: 0 }, { freeVisits: 1 }]);
    expect(await book(third, noon)).toMatchObject({ error: "PICKUPS.FULL" });
    await limit({ dailyVisits: null, dailyGrams: 14_999 });
    expect(await shown()).toMatchObject([{ freeGrams: 4_999, reason: "FULL" }, { reason: "FULL" }, { freeGrams: 14_999, bookable: true }]);
    expect(await book(third, noon)).toMatchObject({ error: "PICKUPS.FULL", details: { freeGrams: 4_999 } });
    await limit({ dailyGrams: 15_000 });
    expect((await shown())[0]).toMatchObject({ freeGrams: 5_000, bookable: true });
    expect(await book(third, noon)).toMatchObject({ ok: true });
    await limit({ dailyGrams: null });
    expect(await book(await createPerson(open()), noon)).toMatchObject({ ok: true });
  });

  it("counts holds until they run out, and what is booked on a time that was closed; visits at the door are not the point's", async () => {
    const [one, two] = [await slot("2026-06-02T10:00:00Z"), await slot("2026-06-02T12:00:00Z")];
    await limit({ dailyVisits: 1 });
    expect(await holdSlot(open(), scene.anna, asked(one), clock)).toMatchObject({ ok: true });
    expect((await shown())[1]).toMatchObject({ id: two, reason: "FULL" });
    expect(await book(scene.ben, two)).toMatchObject({ error: "PICKUPS.FULL" });
    clock.set("2026-06-01T06:12:00Z");
    // The hold has run out, and no timer has been: both know.
    expect((await shown())[1]).toMatchObject({ freeVisits: 1, bookable: true });
    expect(await book(scene.ben, two)).toMatchObject({ ok: true });
    expect(await open().booking.count({ where: { slotId: one, state: "hold_expired", takesCapacity: false } })).toBe(1);
    await closeSlot(open(), scene.staff, { slotId: two, version: 1 });
    expect(await book(scene.anna, one)).toMatchObject({ error: "PICKUPS.FULL" });
    const areaId = await createArea(open(), scene);
    const home = await slot("2026-06-02T10:00:00Z", { areaId });
    expect(await bookSlot(open(), scene.anna, { ...asked(home), home: aDoor() }, clock)).toMatchObject({ ok: true });
    expect(await findMiscountedSlots(open())).toEqual([]);
  });

  it("lets a visit move within a full day, but not into another that is full", async () => {
    const [one, two, other] = [await slot("2026-06-02T10:00:00Z"), await slot("2026-06-02T12:00:00Z"), await slot("2026-06-03T10:00:00Z")];
    await limit({ dailyVisits: 1 });
    const bookingId = await bookedBy(open(), scene.anna, asked(one), clock);
    await bookedBy(open(), scene.ben, asked(other), clock);
    expect(await shown({ insteadOf: bookingId })).toMatchObject([{ id: one, freeVisits: 1 }, { id: two, bookable: true, freeVisits: 1 }, { id: other, reason: "FULL" }]);
    const move = (id: string, slotId: string) => rescheduleBooking(open(), scene.anna, { bookingId: id, slotId, newBookingId: newId() }, clock);
    expect(await move(bookingId, other)).toMatchObject({ error: "PICKUPS.FULL" });
    const moved = await move(bookingId, two);
    expect(moved).toMatchObject({ ok: true });
    // Somebody else's is not made free by it.
    expect((await shown()).map((view) => view.bookable)).toEqual([false, false, false]);
  });

  it("a place that the day has again is for whoever waits for it in any of its times, and not for who comes later", async () => {
    const [one, two] = [await slot("2026-06-02T10:00:00Z"), await slot("2026-06-02T12:00:00Z")];
    await limit({ dailyVisits: 1, dailyGrams: 20_000 });
    const bookingId = await bookedBy(open(), scene.anna, asked(one), clock);
    const waits = (grams: number) => joinLine(open(), scene.ben, { entryId: newId(), slotId: two, lines: [{ material: "cardboard", declaredGrams: grams }], note: "" }, clock);
    expect(await waits(20_001)).toMatchObject({ error: "PICKUPS.LOAD_TOO_LARGE", details: { capacityGrams: 20_000 } });
    expect(await waits(8_000)).toMatchObject({ value: { state: "waiting" } });
    expect(await serveLines(open(), clock.now())).toEqual({ offered: 0, closed: 0 });
    await cancelBooking(open(), scene.anna, { bookingId }, clock);
    const late = await createPerson(open());
    expect(await shown()).toMatchObject([{ id: one, reason: "FULL" }, { id: two, reason: "FULL" }]);
    expect(await book(late, one)).toMatchObject({ error: "PICKUPS.FULL" });
    expect(await serveLines(open(), clock.now())).toEqual({ offered: 1, closed: 0 });
    expect(await open().booking.findFirstOrThrow({ where: { partyId: scene.ben.party.id } })).toMatchObject({ slotId: two, state: "held" });
    await limit({ dailyVisits: 2 });
    expect(await book(late, one)).toMatchObject({ ok: true });
    expect(await findMiscountedSlots(open())).toEqual([]);
  });

  it("within a full day whoever has a place keeps it when they move, by booking or by hold, whoever waits; with more weight they wait too", async () => {
    const [one, two, three] = [await slot("2026-06-02T10:00:00Z"), await slot("2026-06-02T12:00:00Z"), await slot("2026-06-02T14:00:00Z", { capacityVisits: 1 })];
    await limit({ dailyVisits: 1, dailyGrams: 20_000 });
    const bookingId = await bookedBy(open(), scene.anna, asked(one), clock);
    expect(await joinLine(open(), scene.ben, { entryId: newId(), slotId: two, lines: asked(two).lines, note: "" }, clock)).toMatchObject({ value: { state: "waiting" } });
    expect(await shown()).toMatchObject([{ reason: "FULL" }, { reason: "FULL" }, { reason: "FULL" }]);
    expect(await shown({ insteadOf: bookingId })).toMatchObject([{ id: one, bookable: true }, { id: two, reason: "FULL" }, { id: three, bookable: true }]);
    expect(await shown({ insteadOf: bookingId, grams: 5_001 })).toMatchObject([{ reason: "FULL" }, { reason: "FULL" }, { reason: "FULL" }]);
    expect(await rescheduleBooking(open(), scene.anna, { bookingId, slotId: three, newBookingId: newId() }, clock)).toMatchObject({ ok: true });
    expect(await findMiscountedSlots(open())).toEqual([]);
  });

  it("a hold gives way to the hold that replaces it, on its own time and on another of a full day where somebody waits", async () => {
    const [one, two, three] = [await slot("2026-06-02T10:00:00Z", { capacityVisits: 1 }), await slot("2026-06-02T12:00:00Z"), await slot("2026-06-02T14:00:00Z")];
    await limit({ dailyVisits: 1 });
    const hold = asked(one);
    expect(await holdSlot(open(), scene.anna, hold, clock)).toMatchObject({ ok: true });
    expect(await shown({ insteadOf: hold.bookingId })).toMatchObject([{ id: one, bookable: true, freeVisits: 1 }, { bookable: true }, { bookable: true }]);
    expect(await joinLine(open(), scene.ben, { entryId: newId(), slotId: two, lines: asked(two).lines, note: "" }, clock)).toMatchObject({ value: { state: "waiting" } });
    const again = asked(three);
    expect(await holdSlot(open(), scene.anna, { ...again, replacesId: hold.bookingId }, clock)).toMatchObject({ ok: true });
    expect(await open().booking.findUniqueOrThrow({ where: { id: again.bookingId } })).toMatchObject({ slotId: three, state: "held" });
    // Somebody else has no place to give back.
    expect(await holdSlot(open(), await createPerson(open()), asked(one), clock)).toMatchObject({ error: "PICKUPS.FULL" });
    clock.set("2026-06-01T06:13:00Z");
    // Run out, it is a place of the day that is for whoever waits.
    expect(await shown({ insteadOf: again.bookingId })).toMatchObject([{ reason: "FULL" }, { reason: "FULL" }, { reason: "FULL" }]);
    expect(await findMiscountedSlots(open())).toEqual([]);
  });

  it("counts whoever comes without a booking; beyond the limit only when staff says so", async () => {
    const one = await slot("2026-06-01T05:45:00Z");
    const later = await slot("2026-06-01T12:00:00Z");
    await limit({ dailyVisits: 1 });
    const walksIn = (beyond: boolean) => letWalkIn(open(), scene.staff, { bookingId: newId(), pointId: scene.pointId, code: null, beyond }, clock);
    expect(await walksIn(false)).toMatchObject({ ok: true });
    expect(await book(scene.anna, later)).toMatchObject({ error: "PICKUPS.FULL" });
    expect(await walksIn(false)).toMatchObject({ error: "PICKUPS.FULL" });
    expect(await walksIn(true)).toMatchObject({ ok: true });
    expect((await open().slot.findUniqueOrThrow({ where: { id: one } })).takenVisits).toBe(1);
    await limit({ dailyVisits: 3 });
    expect((await shown({ from: new Date("2026-06-01T00:00:00Z") })).find((view) => view.id === later)).toMatchObject({ freeVisits: 1 });
  });
});

describeDatabases(
  "a day's limit with many at once",
  (open) => {
    it("over the several times of a day never more than the point takes, whatever is held, moved, given back, offered and lowered meanwhile", async () => {
      const point = await createOwnPoint(open());
      const staff = await withRole(open(), point.recycler, "staff");
      const person = await createPerson(open());
      const residents: Actor[] = [];
      for (let n = 0; n < 120; n++) {
        const party = await open().$transaction((tx) => insertParty(tx, { kind: "household", name: `Home ${n}`, slug: `home-${n}-${newId()}` }, person.userId));
        residents.push({ ...person, party: { ...person.party, id: party.id } });
      }
      const limits = { dailyVisits: 20, dailyGrams: 15_000 };
      await open().recyclingPoint.update({ where: { id: point.pointId }, data: limits });
      // Two days of four times, each with more places than the day has.
      const slotIds: string[] = [];
      for (const day of [0, 1]) for (const hour of [7, 9, 11, 13]) slotIds.push((await createSlot(open(), { ...point, startsAt: new Date(Date.parse("2026-06-02T00:00:00Z") + day * DAY_MS + hour * 3_600_000), capacityVisits: 10 })).slotId);
      const want = (slotId: string) => ({ bookingId: newId(), slotId, lines: [{ material: "cardboard", declaredGrams: 1_000 }], note: "" });
      const at = (index: number) => slotIds[index % slotIds.length] as string;
      const takenOf = (ids: string[]) => open().slot.aggregate({ where: { id: { in: ids } }, _sum: { takenVisits: true, takenGrams: true } });
      const days = [slotIds.slice(0, 4), slotIds.slice(4)];

      const straight = await Promise.all(residents.map((resident, index) => bookSlot(open(), resident, want(at(index)), clock)));
      expect(straight.filter((result) => result.ok)).toHaveLength(30);
      expect(new Set(straight.flatMap((result) => (result.ok ? [] : [result.error])))).toEqual(new Set(["PICKUPS.FULL"]));
      for (const ids of days) expect((await takenOf(ids))._sum).toEqual({ takenVisits: 15, takenGrams: 15_000 });

      const booked = straight.flatMap((result, index) => (result.ok ? [{ bookingId: result.value.bookingId, resident: residents[index] as Actor, index }] : []));
      await Promise.all([
        // Across the days in both directions, within a day, and given back.
        ...booked.slice(0, 20).map(({ bookingId, resident, index }) => rescheduleBooking(open(), resident, { bookingId, slotId: at(index + (index % 2 === 0 ? 4 : 1)), newBookingId: newId() }, clock)),
        ...booked.slice(20).map(({ bookingId, resident }) => cancelBooking(open(), resident, { bookingId }, clock)),
        ...residents.slice(30, 80).map(async (resident, index) => {
          const held = await holdSlot(open(), resident, want(at(index + 3)), clock);
          return held.ok ? confirmBooking(open(), resident, { bookingId: held.value.bookingId }, clock) : held;
        }),
        ...residents.slice(80, 100).map((resident, index) => joinLine(open(), resident, { entryId: newId(), slotId: at(index), lines: want(at(index)).lines, note: "" }, clock)),
        ...residents.slice(100).map((resident, index) => holdSlot(open(), resident, want(at(index)), clockAt(new Date(clock.now().getTime() - 12 * 60_000)))),
        ...slotIds.map((slotId) => serveLine(open(), slotId, clock.now())),
        ...Array.from({ length: 6 }, () => expireHolds(open(), clock.now())),
        ...Array.from({ length: 6 }, () => letWalkIn(open(), staff, { bookingId: newId(), pointId: point.pointId, code: null, beyond: true }, clock)),
      ]);
      for (const ids of days) {
        const { takenVisits, takenGrams } = (await takenOf(ids))._sum;
        expect(takenVisits).toBeLessThanOrEqual(15);
        expect(takenGrams).toBeLessThanOrEqual(15_000);
      }
      await expireHolds(open(), clock.now());
      await serveLines(open(), clock.now());
      // Whatever is free now nobody waits for: the days are full again, or their lines empty.
      for (const ids of days) {
        const waiting = await open().waitingEntry.count({ where: { slotId: { in: ids }, state: "waiting" } });
        expect(waiting === 0 || (await takenOf(ids))._sum.takenVisits === 15).toBe(true);
      }
      expect(await findMiscountedSlots(open())).toEqual([]);

      const before = await takenOf(days[0] as string[]);
      const [, ...late] = await Promise.all([
        open().recyclingPoint.update({ where: { id: point.pointId }, data: { dailyVisits: 1, dailyGrams: 1 } }),
        ...residents.slice(60).map((resident) => bookSlot(open(), resident, want(at(0)), clock)),
      ]);
      expect(late.length).toBe(60);
      expect((await takenOf(days[0] as string[]))._sum.takenVisits).toBeLessThanOrEqual(15);
      const after = await takenOf(days[0] as string[]);
      await Promise.all(residents.slice(0, 20).map((resident) => bookSlot(open(), resident, want(at(1)), clock)));
      expect(await takenOf(days[0] as string[])).toEqual(after);
      expect(after._sum.takenVisits ?? 0).toBeGreaterThanOrEqual(before._sum.takenVisits ?? 0);
    }, 120_000);
  },
  { on: ["postgresql"] },
);
