import { beforeAll, expect, it } from "vitest";
import { answerVisitMark } from "#app/flows/answer-visit-mark.server.ts";
import { completeBooking } from "#app/flows/complete-booking.server.ts";
import { letWalkIn } from "#app/flows/walk-in.server.ts";
import { insertParty } from "#app/domains/identity/parties.repository.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { createPerson, withRole } from "#tests/factories/people.ts";
import { clockAt, createOwnPoint, createSlot } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { findMiscountedSlots } from "./bookings.repository.server.ts";
import { bookSlot, cancelBooking, confirmBooking, expireHolds, holdSlot, rescheduleBooking } from "./bookings.service.server.ts";
import { checkIn, markNoShow, weigh } from "./gate.service.server.ts";
import { contestVisitMark, withdrawVisitMark } from "./marks.service.server.ts";
import { renewPass } from "./passes.repository.server.ts";
import { addResource } from "./resources.service.server.ts";
import { openSlots } from "./slots.service.server.ts";
import { joinLine, leaveLine, serveLine } from "./waiting.service.server.ts";
import type { HoldInput } from "./pickups.schema.ts";

const startsAt = "2026-06-01T09:00:00Z";

function asked(slotId: string, grams = 1_000): HoldInput {
  return { bookingId: newId(), slotId, lines: [{ material: "cardboard", declaredGrams: grams }], note: "" };
}

// One session cannot show a race, so these run on PostgreSQL only.
describeDatabases(
  "many at once",
  (open) => {
    const clock = clockAt("2026-06-01T06:00:00Z");
    let residents: Actor[];
    let staff: Actor;
    let point: Awaited<ReturnType<typeof createOwnPoint>>;

    beforeAll(async () => {
      point = await createOwnPoint(open());
      staff = await withRole(open(), point.recycler, "staff");
      const person = await createPerson(open());
      residents = [];
      for (let n = 0; n < 200; n++) {
        const party = await open().$transaction((tx) => insertParty(tx, { kind: "household", name: `Home ${n}`, slug: `home-${n}-${newId()}` }, person.userId));
        residents.push({ ...person, party: { ...person.party, id: party.id } });
      }
    });

    const slot = async (more: Partial<Parameters<typeof createSlot>[1]> = {}) => (await createSlot(open(), { ...point, startsAt, ...more })).slotId;
    let hour = 0;
    const nextStart = () => new Date(Date.parse(startsAt) + ++hour * 3_600_000);
    const row = (id: string) => open().slot.findUniqueOrThrow({ where: { id } });

    it("200 bookings of a slot of 5 give exactly 5", async () => {
      const slotId = await slot({ startsAt: nextStart(), capacityVisits: 5 });
      const results = await Promise.all(residents.map((resident) => bookSlot(open(), resident, asked(slotId), clock)));
      expect(results.filter((result) => result.ok)).toHaveLength(5);
      expect(new Set(results.flatMap((result) => (result.ok ? [] : [result.error])))).toEqual(new Set(["PICKUPS.FULL"]));
      expect(await open().booking.count({ where: { slotId, state: "confirmed" } })).toBe(5);
      expect(await row(slotId)).toMatchObject({ takenVisits: 5, takenGrams: 5_000 });
      expect(await open().outboxEvent.count({ where: { type: "pickups.booked" } })).toBe(5);
      expect(await findMiscountedSlots(open())).toEqual([]);
    });

    it("200 holds and confirmations of a slot of 5 give exactly 5", async () => {
      const slotId = await slot({ startsAt: nextStart(), capacityVisits: 5 });
      const results = await Promise.all(
        residents.map(async (resident) => {
          const held = await holdSlot(open(), resident, asked(slotId), clock);
          return held.ok ? confirmBooking(open(), resident, { bookingId: held.value.bookingId }, clock) : held;
        }),
      );
      expect(results.filter((result) => result.ok)).toHaveLength(5);
      expect(await open().booking.count({ where: { slotId, state: "confirmed" } })).toBe(5);
    });

    it("a limit of 10 kg takes ten loads of a kilogram, whatever the number of visits", async () => {
      const slotId = await slot({ startsAt: nextStart(), capacityVisits: 100, capacityGrams: 10_000 });
      const results = await Promise.all(residents.map((resident) => bookSlot(open(), resident, asked(slotId), clock)));
      expect(results.filter((result) => result.ok)).toHaveLength(10);
      expect(await row(slotId)).toMatchObject({ takenVisits: 10, takenGrams: 10_000 });
    });

    it("one party in 30 tabs gets one booking", async () => {
      const slotId = await slot({ startsAt: nextStart(), capacityVisits: 50 });
      const [resident] = residents as [Actor];
      const results = await Promise.all(Array.from({ length: 30 }, () => bookSlot(open(), resident, asked(slotId), clock)));
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      expect(new Set(results.flatMap((result) => (result.ok ? [] : [result.error])))).toEqual(new Set(["PICKUPS.ALREADY_BOOKED"]));
      expect((await row(slotId)).takenVisits).toBe(1);
    });

    it("dead holds are given to exactly as many as there were", async () => {
      const slotId = await slot({ startsAt: nextStart(), capacityVisits: 5 });
      const early = clockAt("2026-06-01T05:00:00Z");
      for (const resident of residents.slice(0, 5)) expect((await holdSlot(open(), resident, asked(slotId), early)).ok).toBe(true);
      const results = await Promise.all([
        ...residents.slice(5, 105).map((resident) => bookSlot(open(), resident, asked(slotId), clock)),
        expireHolds(open(), clock.now()),
      ]);
      expect(results.filter((result) => typeof result === "object" && result.ok)).toHaveLength(5);
      expect((await row(slotId)).takenVisits).toBe(5);
      expect(await findMiscountedSlots(open())).toEqual([]);
    });

    it("a place is given back once, however often and however it is asked", async () => {
      const slotId = await slot({ startsAt: nextStart(), capacityVisits: 5 });
      const other = await slot({ startsAt: nextStart(), capacityVisits: 50 });
      const [resident, second] = residents as [Actor, Actor];
      const booked = await bookSlot(open(), resident, asked(slotId), clock);
      await bookSlot(open(), second, asked(slotId), clock);
      const bookingId = booked.ok ? booked.value.bookingId : "";
      const results = await Promise.all([
        ...Array.from({ length: 10 }, () => cancelBooking(open(), resident, { bookingId }, clock)),
        ...Array.from({ length: 10 }, () => rescheduleBooking(open(), resident, { bookingId, slotId: other, newBookingId: newId() }, clock)),
        cancelBooking(open(), staff, { bookingId, reason: "closed" }, clock),
      ]);
      expect(results.filter((result) => result.ok && result.value.changed)).toHaveLength(1);
      expect((await row(slotId)).takenVisits).toBe(1);
      expect(await findMiscountedSlots(open())).toEqual([]);
    });

    it("people swapping slots do not block each other", async () => {
      const [one, two] = [await slot({ startsAt: nextStart(), capacityVisits: 60 }), await slot({ startsAt: nextStart(), capacityVisits: 60 })];
      const moves = await Promise.all(
        residents.slice(0, 40).map(async (resident, index) => {
          const [from, to] = index % 2 === 0 ? [one, two] : [two, one];
          const booked = await bookSlot(open(), resident, asked(from), clock);
          return { resident, bookingId: booked.ok ? booked.value.bookingId : "", to };
        }),
      );
      const results = await Promise.all(moves.map(({ resident, bookingId, to }) => rescheduleBooking(open(), resident, { bookingId, slotId: to, newBookingId: newId() }, clock)));
      expect(results.every((result) => result.ok)).toBe(true);
      expect([(await row(one)).takenVisits, (await row(two)).takenVisits]).toEqual([20, 20]);
    });

    it("eight at once complete a visit into one entry per line", async () => {
      const slotId = await slot({ startsAt: nextStart() });
      const [resident] = residents as [Actor];
      const booked = await bookSlot(open(), resident, asked(slotId), clock);
      const bookingId = booked.ok ? booked.value.bookingId : "";
      await checkIn(open(), staff, { bookingId }, clock);
      const reading = { material: "cardboard", grossGrams: 5_000, tareGrams: 0, contaminationPermille: 0, unit: "kg" as const };
      await weigh(open(), staff, { bookingId, readings: [reading, { ...reading, material: "glass_bottles" }] }, clock);
      const results = await Promise.all(Array.from({ length: 8 }, () => completeBooking(open(), staff, { bookingId }, clock)));
      expect(results.every((result) => result.ok)).toBe(true);
      const lines = await open().bookingLine.findMany({ where: { bookingId } });
      expect(await open().ledgerEntry.count({ where: { causeId: { in: lines.map((line) => line.id) } } })).toBe(2);
    });

    it("places that come free while many wait go to the first in line, whoever else asks meanwhile", async () => {
      const slotId = await slot({ startsAt: nextStart(), capacityVisits: 5 });
      const [holders, waiters, others] = [residents.slice(0, 5), residents.slice(5, 45), residents.slice(45, 105)];
      const bookings = await Promise.all(holders.map((resident) => bookSlot(open(), resident, asked(slotId), clock)));
      const lines = [{ material: "cardboard", declaredGrams: 1_000 }];
      const joins = await Promise.all(waiters.map((resident) => joinLine(open(), resident, { entryId: newId(), slotId, lines, note: "" }, clock)));
      expect(joins.every((result) => result.ok)).toBe(true);
      const [taken] = await Promise.all([
        Promise.all(others.map((resident) => bookSlot(open(), resident, asked(slotId), clock))),
        ...bookings.map((booking, index) => cancelBooking(open(), holders[index] as Actor, { bookingId: booking.ok ? booking.value.bookingId : "" }, clock)),
        ...Array.from({ length: 8 }, () => serveLine(open(), slotId, clock.now())),
      ]);
      expect(new Set(taken.map((result) => (result.ok ? "taken" : result.error)))).toEqual(new Set(["PICKUPS.FULL"]));
      await serveLine(open(), slotId, clock.now());
      const line = await open().waitingEntry.findMany({ where: { slotId }, orderBy: { place: "asc" }, select: { state: true } });
      expect(line.map((entry) => entry.state)).toEqual([...Array<string>(5).fill("offered"), ...Array<string>(35).fill("waiting")]);
      expect(await row(slotId)).toMatchObject({ takenVisits: 5, takenGrams: 5_000, waitingMinGrams: 1_000 });
      expect(await findMiscountedSlots(open())).toEqual([]);
    });

    it("twenty patterns that need the one gate at overlapping times: one has it, whole", async () => {
      const resourceId = newId();
      await addResource(open(), staff, { resourceId, pointId: point.pointId, kind: "gate", name: "North gate", bufferMinutes: 10 });
      const pattern = { pointId: point.pointId, fromDate: "2026-07-06", weeks: 2, weekdays: [1, 2, 3, 4, 5], capacityVisits: 1, capacityGrams: null, cutoffMinutes: 60, lengthMinutes: 20, resourceId };
      const results = await Promise.all(
        Array.from({ length: 20 }, (_, n) => openSlots(open(), staff, { ...pattern, opens: `09:${String(n).padStart(2, "0")}`, closes: `10:${String(n).padStart(2, "0")}` }, clock)),
      );
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      expect(new Set(results.flatMap((result) => (result.ok ? [] : [result.error])))).toEqual(new Set(["PICKUPS.RESOURCE_TAKEN"]));
      expect(await open().slot.count({ where: { resourceId } })).toBe(20);
    });

    it("both sides of a mark and a moderator at once: one of them settles it", async () => {
      const slotId = await slot({ startsAt: nextStart() });
      const [resident] = residents as [Actor];
      const operator = await createPerson(open(), { isOperator: true });
      const booked = await bookSlot(open(), resident, asked(slotId), clock);
      const bookingId = booked.ok ? booked.value.bookingId : "";
      const later = clockAt(new Date(Date.parse(startsAt) + (hour + 2) * 3_600_000));
      await markNoShow(open(), staff, { bookingId }, later);
      await contestVisitMark(open(), resident, { bookingId, words: "I was there" }, later);
      const results = await Promise.all([
        ...Array.from({ length: 5 }, () => withdrawVisitMark(open(), staff, { bookingId, words: "" }, later)),
        ...Array.from({ length: 5 }, () => answerVisitMark(open(), operator, { bookingId, outcome: "upheld", answer: "read" }, later)),
      ]);
      const changed = results.filter((result) => result.ok && result.value.changed);
      expect(changed).toHaveLength(1);
      expect(await open().transition.count({ where: { subjectType: "visit_mark", subjectId: bookingId, toState: { not: "contested" } } })).toBe(1);
    });

    it("the same person at two gates, and the same form twice, is one visit", async () => {
      await slot({ startsAt: "2026-06-01T05:45:00Z", capacityVisits: 5 });
      const person = await createPerson(open());
      const code = await renewPass(open(), { userId: person.userId, partyId: person.party.id, now: clock.now() });
      const results = await Promise.all(Array.from({ length: 8 }, () => letWalkIn(open(), staff, { bookingId: newId(), pointId: point.pointId, code, beyond: false }, clock)));
      expect(results.filter((result) => result.ok && result.value.changed)).toHaveLength(1);
      const form = { bookingId: newId(), pointId: point.pointId, code: null, beyond: false };
      const repeats = await Promise.all(Array.from({ length: 8 }, () => letWalkIn(open(), staff, form, clock)));
      expect(repeats.every((result) => result.ok)).toBe(true);
      expect(await open().booking.count({ where: { OR: [{ partyId: person.party.id }, { id: form.bookingId }] } })).toBe(2);
      expect(await findMiscountedSlots(open())).toEqual([]);
    });

    it("joining, leaving, giving back and booking at once keep the line and the counts", async () => {
      const slotId = await slot({ startsAt: nextStart(), capacityVisits: 5 });
      const [holders, waiters, others] = [residents.slice(0, 5), residents.slice(5, 45), residents.slice(45, 85)];
      const bookings = await Promise.all(holders.map((resident) => bookSlot(open(), resident, asked(slotId), clock)));
      const lines = [{ material: "cardboard", declaredGrams: 1_000 }];
      const serve = () => serveLine(open(), slotId, clock.now());
      await Promise.all([
        ...waiters.map(async (resident, index) => {
          const joined = await joinLine(open(), resident, { entryId: newId(), slotId, lines, note: "" }, clock);
          if (joined.ok && index % 3 === 0) await leaveLine(open(), resident, { entryId: joined.value.entryId }, clock);
        }),
        ...bookings.map((booking, index) => cancelBooking(open(), holders[index] as Actor, { bookingId: booking.ok ? booking.value.bookingId : "" }, clock)),
        ...others.map((resident) => bookSlot(open(), resident, asked(slotId), clock)),
        ...Array.from({ length: 8 }, serve),
      ]);
      await serve();
      expect(await findMiscountedSlots(open())).toEqual([]);
      const { takenVisits, waitingMinGrams } = await row(slotId);
      const line = await open().waitingEntry.findMany({ where: { slotId, state: { in: ["waiting", "offered"] } }, orderBy: { place: "asc" }, select: { state: true } });
      const waiting = line.filter((entry) => entry.state === "waiting").length;
      // Nobody is offered a place before somebody who came earlier and still waits; nobody waits while a place is free.
      expect(line.map((entry) => entry.state)).toEqual([...Array<string>(line.length - waiting).fill("offered"), ...Array<string>(waiting).fill("waiting")]);
      expect(waiting === 0 || takenVisits === 5).toBe(true);
      expect(waitingMinGrams).toBe(waiting === 0 ? null : 1_000);
    });
  },
  { on: ["postgresql"] },
);
