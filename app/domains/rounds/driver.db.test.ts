import { beforeEach, describe, expect, it } from "vitest";
import { cancelBooking } from "#app/domains/pickups/bookings.service.server.ts";
import { completeBooking } from "#app/flows/complete-booking.server.ts";
import { driveRound } from "#app/flows/drive-round.server.ts";
import { newId } from "#app/shared/ids.ts";
import { acted, collectAt, createPublishedRound, done, drive, type OutRound } from "#tests/factories/home-rounds.ts";
import { createParty, withRole } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { findLive, openRound } from "./driver.service.server.ts";
import { selectStops } from "./stops.repository.server.ts";

describeDatabases("a round on the road", (open) => {
  let round: OutRound;
  beforeEach(async () => {
    round = await createPublishedRound(open());
    round.clock.set("2026-06-01T07:00:00Z");
  });

  const stops = () => selectStops(open(), round.roundId);
  const row = () => open().round.findUniqueOrThrow({ where: { id: round.roundId } });
  const booking = (index: number) => open().booking.findUniqueOrThrow({ where: { id: round.stops[index]?.bookingId ?? "" }, include: { weighIns: true } });
  const stopId = (index: number) => round.stops[index]?.id ?? "";
  const send = (actions: unknown[], actor = round.staff) => driveRound(open(), actor, { roundId: round.roundId, sentAt: round.clock.now(), actions }, round.clock);

  it("begins with its first act; a collected stop is checked in and weighed, and not yet done", async () => {
    expect(await drive(open(), round, { kind: "arrive", stopId: stopId(0) })).toMatchObject({ status: "done" });
    expect(await row()).toMatchObject({ state: "under_way", startedAt: new Date("2026-06-01T07:00:00Z") });
    round.clock.set("2026-06-01T07:08:00Z");
    expect(await drive(open(), round, { kind: "collect", stopId: stopId(0), readings: [{ material: "cardboard", gross: "24.8", tare: "0,4", contamination: "5", unit: "jin" }], signedName: "Anna" })).toMatchObject({ status: "done" });
    expect(await booking(0)).toMatchObject({ state: "weighed", checkedInAt: new Date("2026-06-01T07:08:00Z"), weighIns: [{ grossGrams: 12_400, tareGrams: 200, netGrams: 12_200, contaminationPermille: 50, enteredUnit: "jin" }] });
    expect(await open().roundStop.findUniqueOrThrow({ where: { id: stopId(0) } })).toMatchObject({ state: "collected", signedName: "Anna", arrivedAt: new Date("2026-06-01T07:00:00Z"), settledAt: new Date("2026-06-01T07:08:00Z") });
  });

  it("cannot be completed at the gate: its end does that", async () => {
    await collectAt(open(), round, round.stops[0], "10");
    expect(await completeBooking(open(), round.staff, { bookingId: round.stops[0]?.bookingId ?? "" }, round.clock)).toMatchObject({ error: "PICKUPS.ROUND_NOT_CLOSED" });
    expect(await booking(0)).toMatchObject({ state: "weighed" });
  });

  it("a load is refused at the door with its reason, and is no no-show", async () => {
    expect(await drive(open(), round, { kind: "refuse", stopId: stopId(1), reason: "contaminated", note: "soaked in paint" })).toMatchObject({ status: "done" });
    expect(await booking(1)).toMatchObject({ state: "rejected_on_site", reason: "soaked in paint" });
    expect(await open().roundStop.findUniqueOrThrow({ where: { id: stopId(1) } })).toMatchObject({ state: "refused", reason: "contaminated" });
  });

  it("nobody there is said after waiting, and leaves the booking to the rules of the yard", async () => {
    const first = (await stops())[0];
    await drive(open(), round, { kind: "arrive", stopId: stopId(0) });
    expect(await drive(open(), round, { kind: "nobody", stopId: stopId(0), note: "" })).toMatchObject({ status: "refused", error: "ROUNDS.TOO_EARLY" });
    round.clock.set(new Date((first?.toldFrom?.getTime() ?? 0) + 6 * 60_000));
    expect(await drive(open(), round, { kind: "nobody", stopId: stopId(0), note: "rang twice" })).toMatchObject({ status: "done" });
    expect(await booking(0)).toMatchObject({ state: "confirmed" });
  });

  it("a stop left out waits for another round, and is told once", async () => {
    await drive(open(), round, { kind: "skip", stopId: stopId(2), reason: "vehicle_full", note: "" });
    expect(await booking(2)).toMatchObject({ state: "confirmed" });
    expect(await open().outboxEvent.count({ where: { type: "rounds.left-out", payload: { path: ["roundId"], equals: round.roundId } } })).toBe(1);
  });

  describe("what comes twice", () => {
    it("is done once, whatever it was, and answered the same", async () => {
      const actions = [
        acted(round.clock, { kind: "start" }),
        acted(round.clock, { kind: "arrive", stopId: stopId(0) }),
        acted(round.clock, { kind: "collect", stopId: stopId(0), readings: [{ material: "cardboard", gross: "12", tare: "", contamination: "", unit: "kg" }] }),
        acted(round.clock, { kind: "nobody", stopId: stopId(1), note: "" }),
        acted(round.clock, { kind: "refuse", stopId: stopId(1), reason: "unsafe", note: "" }),
      ];
      const first = done(await send(actions));
      expect(first.map(({ status }) => status)).toEqual(["done", "done", "done", "refused", "done"]);
      const version = (await row()).version;
      round.clock.set("2026-06-01T07:30:00Z");
      expect(done(await send(actions))).toEqual(first);
      expect(done(await send([...actions].reverse()))).toEqual([...first].reverse());
      expect((await row()).version).toBe(version);
      expect((await booking(0)).weighIns).toHaveLength(1);
      expect(await open().roundAction.count({ where: { roundId: round.roundId } })).toBe(5);
      expect(await open().transition.count({ where: { subjectType: "round_stop", subjectId: stopId(0) } })).toBe(2);
    });

    it("a second phone's collection of the same stop is refused and shown as such", async () => {
      await collectAt(open(), round, round.stops[0], "10");
      expect(await collectAt(open(), round, round.stops[0], "11")).toMatchObject({ status: "refused", error: "ROUNDS.STOP_WRONG_STATE" });
      expect((await booking(0)).weighIns).toMatchObject([{ netGrams: 10_000 }]);
    });
  });

  it("an act that cannot be does not keep those behind it from being done", async () => {
    const outcomes = done(
      await send([
        acted(round.clock, { kind: "collect", stopId: stopId(0), readings: [{ material: "cardboard", gross: "twelve", tare: "", contamination: "", unit: "kg" }] }),
        acted(round.clock, { kind: "collect", stopId: stopId(0), readings: [{ material: "fridges", gross: "12", tare: "", contamination: "", unit: "kg" }] }),
        { kind: "dance", clientId: "not-one" },
        acted(round.clock, { kind: "arrive", stopId: newId() }),
        acted(round.clock, { kind: "arrive", stopId: stopId(0) }),
      ]),
    );
    expect(outcomes.map(({ error }) => error)).toEqual(["ROUNDS.WEIGHT_INVALID", "ROUNDS.MATERIAL_REFUSED", "ROUNDS.INVALID", "ROUNDS.NOT_FOUND", null]);
    // What was refused left nothing behind: neither checked in nor weighed.
    expect(await booking(0)).toMatchObject({ state: "confirmed", weighIns: [] });
  });

  it("a visit cancelled meanwhile is a conflict, told to the driver", async () => {
    await cancelBooking(open(), round.staff, { bookingId: round.stops[0]?.bookingId ?? "", reason: "moved away" }, round.clock);
    expect(await collectAt(open(), round, round.stops[0], "10")).toMatchObject({ status: "refused", error: "ROUNDS.BOOKING_GONE" });
    const view = done(await openRound(open(), round.staff, round.roundId));
    expect(view.round.stops[0]).toMatchObject({ isGone: true });
  });

  it("a phone's wrong clock moves nothing out of its round", async () => {
    const fast = { ...acted(round.clock, { kind: "arrive", stopId: stopId(0) }), deviceAt: "2026-06-02T09:10:00.000Z" };
    done(await driveRound(open(), round.staff, { roundId: round.roundId, sentAt: new Date("2026-06-02T09:30:00Z"), actions: [fast] }, round.clock));
    const [action] = await open().roundAction.findMany({ where: { roundId: round.roundId } });
    expect(action).toMatchObject({ deviceAt: new Date("2026-06-02T09:10:00Z"), happenedAt: new Date("2026-06-01T06:40:00Z"), receivedAt: new Date("2026-06-01T07:00:00Z") });
  });

  it("is its driver's and the managers'; other staff look on, others are told nothing", async () => {
    const colleague = await withRole(open(), round.recycler, "staff");
    const actions = [acted(round.clock, { kind: "start" })];
    expect(await send(actions, colleague)).toMatchObject({ error: "ROUNDS.NOT_ALLOWED" });
    expect(await send(actions, await createParty(open(), "recycler"))).toMatchObject({ error: "ROUNDS.NOT_FOUND" });
    expect(await send(actions, round.booked[0]?.resident)).toMatchObject({ error: "ROUNDS.NOT_FOUND" });
    expect(await openRound(open(), colleague, round.roundId)).toMatchObject({ value: { mayAct: false } });
    expect(await openRound(open(), round.booked[0]?.resident ?? colleague, round.roundId)).toMatchObject({ error: "ROUNDS.NOT_FOUND" });
    expect(await openRound(open(), await withRole(open(), round.recycler, "member"), round.roundId)).toMatchObject({ error: "ROUNDS.NOT_ALLOWED" });
    expect(await send(actions, round.recycler)).toMatchObject({ ok: true });
  });

  describe("the resident's window", () => {
    const live = (index: number) => findLive(open(), round.stops[index]?.bookingId ?? "", round.clock);

    it("is what was told until the round leaves, then moves with it and says how many come first", async () => {
      expect(await live(2)).toMatchObject({ phase: "told", timeZone: "Europe/Berlin" });
      await drive(open(), round, { kind: "start" });
      const before = await live(2);
      expect(before).toMatchObject({ phase: "on_its_way", stopsBefore: 2, later: false });
      // Two hours at the first door: everybody behind it is late.
      await drive(open(), round, { kind: "arrive", stopId: stopId(0) });
      expect(await live(0)).toEqual({ phase: "here", timeZone: "Europe/Berlin" });
      await collectAt(open(), round, round.stops[0], "10", "2026-06-01T09:10:00Z");
      const after = await live(2);
      expect(after).toMatchObject({ phase: "on_its_way", stopsBefore: 1, later: true });
      if (before?.phase === "on_its_way" && after?.phase === "on_its_way") expect(after.from > before.until).toBe(true);
      expect(await live(0)).toMatchObject({ phase: "collected" });
      await drive(open(), round, { kind: "skip", stopId: stopId(2), reason: "no_time", note: "" });
      expect(await live(2)).toMatchObject({ phase: "left_out" });
    });

    it("counts nobody who has cancelled, and shows no address and no name", async () => {
      await drive(open(), round, { kind: "start" });
      await cancelBooking(open(), round.staff, { bookingId: round.stops[0]?.bookingId ?? "", reason: "x" }, round.clock);
      const seen = await live(2);
      expect(seen).toMatchObject({ stopsBefore: 1 });
      expect(Object.keys(seen ?? {}).sort()).toEqual(["from", "later", "phase", "stopsBefore", "timeZone", "until"]);
    });

    it("is announced to everybody still ahead", async () => {
      await drive(open(), round, { kind: "start" });
      const event = await open().outboxEvent.findFirstOrThrow({ where: { type: "rounds.moved" }, orderBy: { id: "desc" } });
      const { topics } = event.payload as { topics: string[] };
      expect(topics).toEqual(expect.arrayContaining(round.stops.map((stop) => `booking:${stop.bookingId}`)));
    });
  });
});
