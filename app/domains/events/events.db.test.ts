import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { sendEventReminders, eventsMails } from "#app/outbox/mails/events.server.ts";
import { createDay, dayOf } from "#tests/factories/events.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { clockAt } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { answerComing, bookStall, callOff, fillIdleSeats, giveStallBack, helpIn, stopHelping } from "./attendance.service.server.ts";
import { selectCalendarEvents } from "./calendar.repository.server.ts";
import { addShift, editEvent, moveDay, planEvent, removeShift } from "./events.service.server.ts";
import { eventCalendar } from "./ics.server.ts";
import { viewEvent } from "./view.service.server.ts";

describeDatabases("a community's days", (open) => {
  const clock = clockAt("2026-05-20T08:00:00Z");
  let host: Actor, manager: Actor, member: Actor, guests: Actor[], slug: string;

  beforeAll(async () => {
    host = await createParty(open(), "community", { timeZone: "Europe/Berlin" });
    [manager, member] = [await withRole(open(), host, "manager"), await withRole(open(), host, "member")];
    guests = await Promise.all([1, 2, 3, 4].map(() => createPerson(open())));
    ({ slug } = await open().party.findUniqueOrThrow({ where: { id: host.party.id }, select: { slug: true } }));
  });
  beforeEach(() => clock.set("2026-05-20T08:00:00Z"));

  const guest = (index: number): Actor => guests[index] ?? expect.fail("no guest");
  const taken = async (id: string) => (await open().communityEvent.findUniqueOrThrow({ where: { id }, select: { guestsTaken: true } })).guestsTaken;
  const told = async (id: string) => (await open().notification.findMany({ where: { path: `/events/${id}` }, select: { userId: true, causeKey: true } })).map((row) => `${row.causeKey.split(":")[0]} ${row.userId}`).sort();
  /** Lets the room's mails hear what was recorded about a day. */
  async function deliver(id: string): Promise<void> {
    for (const event of await open().outboxEvent.findMany({ where: { type: { startsWith: "events." } }, orderBy: { id: "asc" } })) {
      const payload = event.payload as Record<string, unknown>;
      if (payload["eventId"] !== undefined && payload["eventId"] !== id) continue;
      const handle = eventsMails[event.type as keyof typeof eventsMails] as ((db: unknown, event: unknown) => Promise<void>) | undefined;
      await handle?.(open(), { ...event, payload });
    }
  }

  it("are planned by those who run it, once, and seen by others when announced", async () => {
    const input = dayOf();
    for (const actor of [member, guest(0)]) expect(await planEvent(open(), actor, slug, input, clock)).toMatchObject({ error: "EVENTS.NOT_ALLOWED" });
    expect(await planEvent(open(), manager, slug, dayOf({ date: "2026-05-19" }), clock)).toMatchObject({ error: "EVENTS.TOO_LATE" });
    expect(await planEvent(open(), manager, slug, dayOf({ date: "2027-03-28", from: "02:30" }), clock)).toMatchObject({ error: "EVENTS.TIME_INVALID" });
    const first = await planEvent(open(), manager, slug, input, clock);
    expect(await planEvent(open(), manager, slug, input, clock)).toEqual(first);
    expect(await planEvent(open(), host, slug, input, clock)).toMatchObject({ error: "EVENTS.KEY_TAKEN" });
    const id = input.eventId;
    expect(await viewEvent(open(), member, id, clock.now())).toBeNull();
    expect(await viewEvent(open(), manager, id, clock.now())).toMatchObject({ state: "planned", startsAt: "2026-06-01T08:00:00.000Z", verbs: ["publish", "cancel"] });
    expect(await moveDay(open(), guest(0), id, { verb: "publish", version: 1, reason: "" }, clock)).toMatchObject({ error: "EVENTS.NOT_FOUND" });
    expect(await moveDay(open(), manager, id, { verb: "publish", version: 2, reason: "" }, clock)).toMatchObject({ error: "EVENTS.STALE" });
    expect(await moveDay(open(), manager, id, { verb: "publish", version: 1, reason: "" }, clock)).toMatchObject({ ok: true });
    expect(await moveDay(open(), manager, id, { verb: "publish", version: 2, reason: "" }, clock)).toMatchObject({ error: "EVENTS.WRONG_STATE" });
    expect(await viewEvent(open(), null, id, clock.now())).toMatchObject({ state: "published", manages: false, verbs: [] });
    expect(await moveDay(open(), member, id, { verb: "cancel", version: 2, reason: "x" }, clock)).toMatchObject({ error: "EVENTS.NOT_ALLOWED" });
  });

  it("seat people in fair order, and give a freed seat to the first of the line who fits", async () => {
    const id = await createDay(open(), host, clock, { guestCapacity: "5" });
    expect(await answerComing(open(), host, id, { size: 1 }, clock)).toMatchObject({ error: "EVENTS.HOUSEHOLD_NEEDED" });
    expect(await answerComing(open(), guest(0), id, { size: 3 }, clock)).toMatchObject({ value: { state: "coming" } });
    expect(await answerComing(open(), guest(1), id, { size: 4 }, clock)).toMatchObject({ value: { state: "waiting" } });
    expect(await answerComing(open(), guest(2), id, { size: 3 }, clock)).toMatchObject({ value: { state: "waiting" } });
    expect(await answerComing(open(), guest(3), id, { size: 2 }, clock)).toMatchObject({ value: { state: "coming" } });
    expect(await viewEvent(open(), guest(2), id, clock.now())).toMatchObject({ guestsTaken: 5, waiting: 2, mine: { state: "waiting", ahead: 1 } });
    expect(await answerComing(open(), guest(3), id, { size: 3 }, clock)).toMatchObject({ error: "EVENTS.FULL" });
    // Three seats: not enough for the first of the line, enough for the second.
    expect(await callOff(open(), guest(0), id, clock)).toMatchObject({ value: { changed: true } });
    expect(await callOff(open(), guest(0), id, clock)).toMatchObject({ value: { changed: false } });
    expect((await viewEvent(open(), guest(2), id, clock.now()))?.mine).toEqual({ state: "coming", size: 3, ahead: 0 });
    expect((await viewEvent(open(), guest(1), id, clock.now()))?.mine).toEqual({ state: "waiting", size: 4, ahead: 0 });
    expect(await taken(id)).toBe(5);
    await deliver(id);
    await deliver(id);
    expect(await told(id)).toEqual([`events.placeCame ${guest(2).userId}`]);
    // More room goes to the line at once; less than come is refused.
    const edit = { ...dayOf(), version: 2, stallCount: 0 };
    expect(await editEvent(open(), member, id, { ...edit, guestCapacity: 9 }, clock)).toMatchObject({ error: "EVENTS.NOT_ALLOWED" });
    expect(await editEvent(open(), host, id, { ...edit, version: 1, guestCapacity: 9 }, clock)).toMatchObject({ error: "EVENTS.STALE" });
    expect(await editEvent(open(), host, id, { ...edit, guestCapacity: 4 }, clock)).toMatchObject({ error: "EVENTS.CAPACITY_TAKEN" });
    expect(await editEvent(open(), host, id, { ...edit, guestCapacity: 9 }, clock)).toMatchObject({ ok: true });
    expect(await taken(id)).toBe(9);
    // A seat that comes free by no verb, as when somebody leaves the platform, is given out by the clock.
    await answerComing(open(), guest(0), id, { size: 2 }, clock);
    await open().eventRsvp.deleteMany({ where: { eventId: id, partyId: guest(2).party.id } });
    expect([await fillIdleSeats(open(), clock.now()), await fillIdleSeats(open(), clock.now()), await taken(id)]).toEqual([1, 0, 8]);
    clock.set("2026-06-01T13:00:00Z");
    expect(await answerComing(open(), guest(2), id, { size: 1 }, clock)).toMatchObject({ error: "EVENTS.TOO_LATE" });
  });

  it("have stalls that one household books, and shifts up to the hands they need", async () => {
    const id = await createDay(open(), host, clock, { kind: "flea_market", stallCount: "2" });
    expect(await bookStall(open(), guest(0), id, { number: 3, wares: "" }, clock)).toMatchObject({ error: "EVENTS.STALL_TAKEN" });
    expect(await bookStall(open(), guest(0), id, { number: 1, wares: "Toys" }, clock)).toMatchObject({ ok: true });
    expect(await bookStall(open(), guest(0), id, { number: 1, wares: "Toys and books" }, clock)).toMatchObject({ ok: true });
    expect(await bookStall(open(), guest(0), id, { number: 2, wares: "" }, clock)).toMatchObject({ error: "EVENTS.ALREADY_HAS_STALL", details: { number: 1 } });
    expect(await bookStall(open(), guest(1), id, { number: 1, wares: "Mine" }, clock)).toMatchObject({ error: "EVENTS.STALL_TAKEN" });
    const seen = await viewEvent(open(), guest(1), id, clock.now());
    expect(seen?.stalls).toEqual([{ number: 1, isTaken: true, isMine: false, wares: "Toys and books" }, { number: 2, isTaken: false, isMine: false, wares: "" }]);
    expect(JSON.stringify(seen)).not.toContain(guest(0).party.name);
    expect(await editEvent(open(), host, id, { ...dayOf(), version: 2, stallCount: 0 }, clock)).toMatchObject({ error: "EVENTS.STALLS_TAKEN" });
    expect(await giveStallBack(open(), guest(1), id, clock)).toMatchObject({ value: { changed: false } });
    expect(await giveStallBack(open(), guest(0), id, clock)).toMatchObject({ value: { changed: true } });

    const shift = { shiftId: newId(), task: "Set up tables", shiftDate: "2026-06-01", shiftFrom: "08:00", shiftUntil: "10:00", needed: 1 };
    expect(await addShift(open(), member, id, shift)).toMatchObject({ error: "EVENTS.NOT_ALLOWED" });
    expect(await addShift(open(), host, id, shift)).toMatchObject({ ok: true });
    expect(await addShift(open(), host, id, shift)).toMatchObject({ ok: true });
    expect(await helpIn(open(), guest(0), id, { shiftId: newId() }, clock)).toMatchObject({ error: "EVENTS.NOT_FOUND" });
    expect(await helpIn(open(), guest(0), id, shift, clock)).toMatchObject({ value: { changed: true } });
    expect(await helpIn(open(), guest(0), id, shift, clock)).toMatchObject({ value: { changed: false } });
    expect(await helpIn(open(), guest(1), id, shift, clock)).toMatchObject({ error: "EVENTS.SHIFT_FULL" });
    expect(await removeShift(open(), host, id, shift)).toMatchObject({ error: "EVENTS.SHIFT_TAKEN" });
    expect(await stopHelping(open(), guest(0), id, shift, clock)).toMatchObject({ value: { changed: true } });
    expect(await removeShift(open(), host, id, shift)).toMatchObject({ value: { removed: true } });
  });

  it("tell everybody who comes of another time and of being called off, remind a day before, and say nothing about what is off", async () => {
    const id = await createDay(open(), host, clock, { kind: "flea_market", date: "2026-06-10", stallCount: "1", guestCapacity: "2" });
    const shift = { shiftId: newId(), task: "Tea", shiftDate: "2026-06-10", shiftFrom: "10:00", shiftUntil: "12:00", needed: 3 };
    await addShift(open(), host, id, shift);
    await answerComing(open(), guest(0), id, { size: 2 }, clock);
    await answerComing(open(), guest(1), id, { size: 1 }, clock);
    await bookStall(open(), guest(2), id, { number: 1, wares: "" }, clock);
    await helpIn(open(), guest(3), id, shift, clock);
    const calendar = async (actor: Actor) => (await selectCalendarEvents(open(), { userId: actor.userId, partyId: actor.party.id, from: clock.now(), limit: 50 })).filter((one) => one.id === id);
    expect((await Promise.all([0, 1, 2, 3].map((index) => calendar(guest(index))))).map((found) => found.length)).toEqual([1, 0, 1, 1]);
    const file = async () => eventCalendar({ event: (await viewEvent(open(), null, id, clock.now())) ?? expect.fail("gone"), host: "example.org", url: "https://example.org/", now: clock.now() });
    const sequence = (text: string) => Number(/SEQUENCE:(\d+)/.exec(text)?.[1]);
    const before = await file();
    expect(before).toContain(`UID:event-${id}@example.org`);

    expect(await editEvent(open(), host, id, { ...dayOf({ date: "2026-06-10", from: "11:00" }), version: 2, guestCapacity: 2, stallCount: 1 }, clock)).toMatchObject({ ok: true });
    await deliver(id);
    expect(await told(id)).toEqual([0, 1, 2, 3].map((index) => `events.changed ${guest(index).userId}`).sort());
    expect(sequence(await file())).toBeGreaterThan(sequence(before));

    clock.set("2026-06-09T08:59:00Z");
    expect(await sendEventReminders(open(), clock.now())).toBe(0);
    clock.set("2026-06-09T09:00:00Z");
    // Who waits is not reminded; who answers within the day before needs none.
    expect(await sendEventReminders(open(), clock.now())).toBe(3);
    expect(await sendEventReminders(open(), clock.now())).toBe(0);
    expect((await told(id)).filter((one) => one.startsWith("events.reminder"))).toHaveLength(3);

    expect(await moveDay(open(), host, id, { verb: "cancel", version: 3, reason: "Storm" }, clock)).toMatchObject({ ok: true });
    await deliver(id);
    await deliver(id);
    expect((await told(id)).filter((one) => one.startsWith("events.cancelled"))).toHaveLength(4);
    expect(await file()).toMatch(/METHOD:CANCEL[\s\S]*STATUS:CANCELLED/);
    expect(await calendar(guest(0))).toMatchObject([{ state: "cancelled" }]);
    expect(await answerComing(open(), guest(1), id, { size: 1 }, clock)).toMatchObject({ error: "EVENTS.WRONG_STATE" });
    await open().notification.deleteMany({ where: { causeKey: { startsWith: `events.reminder:${id}` } } });
    expect(await sendEventReminders(open(), clock.now())).toBe(0);
  });

  it("of a private community are there for its members alone", async () => {
    const hidden = await createParty(open(), "community", { joinPolicy: "invite", isListed: false });
    const inside = await withRole(open(), hidden, "member");
    const id = await createDay(open(), hidden, clock, { stallCount: "1" });
    const own = { ...inside, party: { ...inside.party, kind: "household" as const }, role: "owner" as const };
    expect(await viewEvent(open(), inside, id, clock.now())).not.toBeNull();
    for (const actor of [null, guest(0)]) expect(await viewEvent(open(), actor, id, clock.now())).toBeNull();
    expect(await answerComing(open(), guest(0), id, { size: 1 }, clock)).toMatchObject({ error: "EVENTS.NOT_FOUND" });
    expect(await bookStall(open(), guest(0), id, { number: 1, wares: "" }, clock)).toMatchObject({ error: "EVENTS.NOT_FOUND" });
    expect(await answerComing(open(), own, id, { size: 1 }, clock)).toMatchObject({ ok: true });
    // Who answered while it was open to all is told nothing any more.
    await open().eventRsvp.create({ data: { id: newId(), eventId: id, partyId: guest(0).party.id, userId: guest(0).userId, state: "coming", size: 1, createdAt: clock.now(), updatedAt: clock.now() }, select: { id: true } });
    expect(await moveDay(open(), hidden, id, { verb: "cancel", version: 2, reason: "Storm" }, clock)).toMatchObject({ ok: true });
    await deliver(id);
    expect(await told(id)).toEqual([`events.cancelled ${inside.userId}`]);
  });
});

describeDatabases(
  "thirty at once",
  (open) => {
    const clock = clockAt("2026-05-20T08:00:00Z");

    it("never overfill five seats, five stalls or five hands, and leave nobody out of the line", async () => {
      const host = await createParty(open(), "community");
      const people = await Promise.all(Array.from({ length: 30 }, () => createPerson(open())));
      const id = await createDay(open(), host, clock, { kind: "flea_market", guestCapacity: "5", stallCount: "5" });
      const shift = { shiftId: newId(), task: "Carry", shiftDate: "2026-06-01", shiftFrom: "10:00", shiftUntil: "12:00", needed: 5 };
      await addShift(open(), host, id, shift);
      const seats = await Promise.all(people.map((person) => answerComing(open(), person, id, { size: 1 }, clock)));
      expect(seats.filter((one) => one.ok && one.value.state === "coming")).toHaveLength(5);
      expect(seats.filter((one) => one.ok && one.value.state === "waiting")).toHaveLength(25);
      const stalls = await Promise.all(people.map((person, index) => bookStall(open(), person, id, { number: (index % 5) + 1, wares: "" }, clock)));
      expect(stalls.filter((one) => one.ok)).toHaveLength(5);
      const hands = await Promise.all(people.map((person) => helpIn(open(), person, id, shift, clock)));
      expect(hands.filter((one) => one.ok)).toHaveLength(5);
      // The five who come call off together while others answer anew: the seats are full again, by those next in line.
      const coming = people.filter((_, index) => { const one = seats[index]; return one?.ok && one.value.state === "coming"; });
      await Promise.all(coming.map((person) => callOff(open(), person, id, clock)));
      const rows = await open().eventRsvp.findMany({ where: { eventId: id }, orderBy: { place: "asc" }, select: { state: true } });
      expect(rows.filter((row) => row.state !== "cancelled").map((row) => row.state)).toEqual([...Array<string>(5).fill("coming"), ...Array<string>(20).fill("waiting")]);
      expect((await open().communityEvent.findUniqueOrThrow({ where: { id }, select: { guestsTaken: true } })).guestsTaken).toBe(5);
    });
  },
  { on: ["postgresql"] },
);
