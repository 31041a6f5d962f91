import { beforeEach, describe, expect, it } from "vitest";
import { cancelBooking } from "#app/domains/pickups/bookings.service.server.ts";
import { driveRound } from "#app/flows/drive-round.server.ts";
import { acted, createPublishedRound, done, drive, planYard, bookDoor, createYard, type OutRound } from "#tests/factories/home-rounds.ts";
import { createParty, withRole } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { moveStop, publishRound } from "./draft-round.service.server.ts";
import { tellLateRounds } from "./late.service.server.ts";
import { reorderPublished } from "./published-order.service.server.ts";
import { selectStops } from "./stops.repository.server.ts";

describeDatabases("a published round", (open) => {
  let round: OutRound;
  beforeEach(async () => {
    // Six doors a little apart: who goes from one end to the other is told another time.
    round = await createPublishedRound(open(), 6);
  });

  const row = () => open().round.findUniqueOrThrow({ where: { id: round.roundId } });
  const rows = () => open().roundStop.findMany({ where: { roundId: round.roundId }, orderBy: { sequence: "asc" } });
  const order = async () => (await rows()).map(({ id }) => id);
  const move = (stopId: string, position: number, version = 2, actor = round.staff) => reorderPublished(open(), actor, { roundId: round.roundId, version, stopId, position }, round.clock);
  const events = (type: string) => open().outboxEvent.findMany({ where: { type, payload: { path: ["roundId"], equals: round.roundId } }, orderBy: { id: "asc" } });

  it("takes another order with times made anew, and tells only those whose window moves by more than a quarter of an hour", async () => {
    const before = await rows();
    const [first] = before;
    const moved = done(await move(first?.id ?? "", 6));
    const after = await rows();
    expect(after.map(({ id }) => id)).toEqual([...before.slice(1).map(({ id }) => id), first?.id]);
    expect(after.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(after.map(({ plannedAt }) => plannedAt.getTime())).toEqual(after.map(({ plannedAt }) => plannedAt.getTime()).sort((one, other) => one - other));
    expect(await row()).toMatchObject({ state: "published", version: 3 });
    const now = new Map(after.map((stop) => [stop.id, stop]));
    const differs = (stop: (typeof before)[number]) => Math.max(...(["toldFrom", "toldUntil"] as const).map((end) => Math.abs((now.get(stop.id)?.[end]?.getTime() ?? 0) - (stop[end]?.getTime() ?? 0)))) / 60_000;
    const told = before.filter((stop) => differs(stop) > 0).map(({ id }) => id);
    expect(told).toContain(first?.id);
    expect(told.length).toBeLessThan(before.length);
    for (const stop of before.filter(({ id }) => told.includes(id))) {
      expect(differs(stop)).toBeGreaterThan(15);
      expect(now.get(stop.id)).toMatchObject({ toldVersion: 1 });
    }
    expect(moved).toMatchObject({ changed: true, told: told.length });
    expect((await events("rounds.reordered")).map(({ payload }) => (payload as { stopIds: string[] }).stopIds.sort())).toEqual([told.sort()]);
  });

  it("tells nobody where two neighbours change places, until it comes to more than a quarter of an hour from what they were told", async () => {
    const [first = "", second = "", third = ""] = await order();
    expect(done(await move(second, 1, 2))).toMatchObject({ changed: true, told: 0 });
    expect(done(await move(second, 1, 3))).toMatchObject({ changed: false });
    expect((await rows()).every(({ toldVersion }) => toldVersion === 0)).toBe(true);
    expect(done(await move(third, 1, 3)).told).toBeGreaterThan(0);
    expect((await order()).slice(0, 3)).toEqual([third, second, first]);
  });

  it("is changed as it was shown, by the yard's own people, until it leaves", async () => {
    const [first = ""] = await order();
    expect(await move(first, 2, 1)).toMatchObject({ error: "ROUNDS.STALE" });
    expect(await move(first, 2, 2, await createParty(open(), "recycler"))).toMatchObject({ error: "ROUNDS.NOT_FOUND" });
    expect(await move(first, 2, 2, round.booked[0]?.resident)).toMatchObject({ error: "ROUNDS.NOT_FOUND" });
    expect(await move(first, 2, 2, await withRole(open(), round.recycler, "member"))).toMatchObject({ error: "ROUNDS.NOT_ALLOWED" });
    expect(await move("no-such-stop", 2)).toMatchObject({ error: "ROUNDS.NOT_FOUND" });
    expect(await moveStop(open(), round.staff, { roundId: round.roundId, version: 2, stopId: first, to: { roundId: round.roundId, position: 2 } }, round.clock)).toMatchObject({ error: "ROUNDS.WRONG_STATE" });
    round.clock.set("2026-06-01T07:00:00Z");
    await drive(open(), round, { kind: "start" });
    expect(await move(first, 2, 3)).toMatchObject({ error: "ROUNDS.WRONG_STATE" });
  });

  it("an order that cannot be driven changes nothing and says why", async () => {
    const before = await rows();
    // No minute more than the round takes: to the far end and back twice does not fit.
    const { leavesAt, isBackAt } = await row();
    await open().round.update({ where: { id: round.roundId }, data: { shiftFrom: leavesAt, shiftUntil: isBackAt } });
    const far = (await selectStops(open(), round.roundId)).reduce((one, other) => (other.latitude > one.latitude ? other : one));
    expect(await move(far.id, far.sequence === 1 ? 6 : 1)).toMatchObject({ error: "ROUNDS.NOT_FEASIBLE", details: { faults: [{ fault: "shift_over" }] } });
    expect(await rows()).toEqual(before);
  });

  it("plans nothing into the past: a vehicle that should have left leaves now", async () => {
    round.clock.set("2026-06-01T08:00:00Z");
    const [first = ""] = await order();
    done(await move(first, 2));
    for (const stop of await rows()) expect(stop.plannedAt.getTime()).toBeGreaterThanOrEqual(round.clock.now().getTime());
  });

  it("moves past those who have cancelled, who are in no timetable and are told nothing", async () => {
    const [first, second, third] = await rows();
    await cancelBooking(open(), round.staff, { bookingId: second?.bookingId ?? "", reason: "moved away" }, round.clock);
    expect(await move(second?.id ?? "", 5)).toMatchObject({ error: "ROUNDS.STOP_WRONG_STATE" });
    done(await move(first?.id ?? "", 3));
    expect((await order()).slice(0, 3)).toEqual([second?.id, third?.id, first?.id]);
    const [event] = await events("rounds.reordered");
    expect((event?.payload as { stopIds: string[] }).stopIds).not.toContain(second?.id);
    expect((await rows())[0]).toMatchObject({ plannedAt: second?.plannedAt, toldVersion: 0 });
  });

  it("loses nothing that the driver's phone holds back: acts at the old order's stops are done", async () => {
    const [first = "", second = ""] = await order();
    const kept = [acted(round.clock, { kind: "start" }), acted(round.clock, { kind: "arrive", stopId: first }), acted(round.clock, { kind: "skip", stopId: second, reason: "no_access", note: "" })];
    done(await move(first, 6));
    round.clock.set("2026-06-01T07:05:00Z");
    expect(done(await driveRound(open(), round.staff, { roundId: round.roundId, sentAt: round.clock.now(), actions: kept }, round.clock)).map(({ status }) => status)).toEqual(["done", "done", "done"]);
    expect((await rows()).find(({ id }) => id === first)).toMatchObject({ state: "arrived", sequence: 6 });
  });

  it("cannot stay out into the vehicle's next round", async () => {
    const yard = await createYard(open());
    for (const north of [1, 8]) await bookDoor(open(), yard, { north });
    const [id = ""] = done(await planYard(open(), yard)).roundIds;
    done(await publishRound(open(), yard.staff, { roundId: id, version: 1, driverUserId: yard.staff.userId }, yard.clock));
    const mine = await open().round.findUniqueOrThrow({ where: { id } });
    // Right behind it another one of the same vehicle, at the minute.
    const from = mine.busyUntil;
    const until = new Date(from.getTime() + 3_600_000);
    await open().round.create({ data: { id: `${id.slice(0, -4)}0000`, recyclerPartyId: mine.recyclerPartyId, pointId: mine.pointId, vehicleId: mine.vehicleId, localDate: mine.localDate, estimatedMetres: 1, detourPermille: 1300, shiftFrom: from, shiftUntil: until, leavesAt: from, isBackAt: until, busyFrom: from, busyUntil: until } });
    yard.clock.set("2026-06-01T07:30:00Z");
    const stops = await selectStops(open(), id);
    expect(await reorderPublished(open(), yard.staff, { roundId: id, version: 2, stopId: stops[0]?.id ?? "", position: 2 }, yard.clock)).toMatchObject({ error: "ROUNDS.VEHICLE_TAKEN" });
  });

  describe("that runs late", () => {
    it("is told once to those it makes late, by the driver's own acts", async () => {
      round.clock.set("2026-06-01T07:00:00Z");
      const [first = "", ...others] = await order();
      await drive(open(), round, { kind: "arrive", stopId: first });
      expect(await events("rounds.late")).toEqual([]);
      // Two hours at the first door.
      round.clock.set("2026-06-01T09:10:00Z");
      await drive(open(), round, { kind: "refuse", stopId: first, reason: "unsafe", note: "" });
      const late = (await events("rounds.late")).flatMap(({ payload }) => (payload as { stopIds: string[] }).stopIds);
      expect(late.sort()).toEqual(others.sort());
      round.clock.set("2026-06-01T09:20:00Z");
      await drive(open(), round, { kind: "skip", stopId: others[0] ?? "", reason: "no_time", note: "" });
      await tellLateRounds(open(), round.clock.now());
      expect(await events("rounds.late")).toHaveLength(1);
    });

    it("is told by the clock where nothing is heard of the driver; who has cancelled is told nothing", async () => {
      const all = await rows();
      await cancelBooking(open(), round.staff, { bookingId: all[1]?.bookingId ?? "", reason: "moved away" }, round.clock);
      const lastTold = Math.max(...all.map(({ toldUntil }) => toldUntil?.getTime() ?? 0));
      await tellLateRounds(open(), new Date((all[0]?.toldUntil?.getTime() ?? 0) + 29 * 60_000));
      expect(await events("rounds.late")).toEqual([]);
      for (const minutes of [31, 40]) await tellLateRounds(open(), new Date(lastTold + minutes * 60_000));
      expect(await events("rounds.late")).toHaveLength(1);
      expect((await rows()).filter(({ lateToldAt }) => lateToldAt !== null).map(({ id }) => id)).toEqual(all.filter((_, index) => index !== 1).map(({ id }) => id));
    });

    it("is told on the round's own day: nobody hears of one that was forgotten, whatever is said about it later", async () => {
      const [, ...others] = await rows();
      round.clock.set("2026-06-02T06:00:00Z");
      await tellLateRounds(open(), round.clock.now());
      await drive(open(), round, { kind: "skip", stopId: others[0]?.id ?? "", reason: "no_time", note: "" });
      expect(await events("rounds.late")).toEqual([]);
      expect((await rows()).every(({ lateToldAt }) => lateToldAt === null)).toBe(true);
    });
  });
});
