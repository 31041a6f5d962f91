import { expect, it } from "vitest";
import { closeRound } from "#app/flows/close-round.server.ts";
import { driveRound } from "#app/flows/drive-round.server.ts";
import { sqlState } from "#app/platform/db/sql.server.ts";
import { newId } from "#app/shared/ids.ts";
import { acted, bookDoor, createPublishedRound, createVehicle, createYard, done, planYard } from "#tests/factories/home-rounds.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { moveStop, publishRound } from "./draft-round.service.server.ts";
import { tellLateRounds } from "./late.service.server.ts";
import { reorderPublished } from "./published-order.service.server.ts";
import { lockRound } from "./rounds.repository.server.ts";
import { selectStops, setExpected } from "./stops.repository.server.ts";

// One session cannot show a race, so these run on PostgreSQL only.
describeDatabases(
  "rounds, many at once",
  (open) => {
    it("ten planners of a day leave one round with each door once", async () => {
      const yard = await createYard(open());
      for (let north = 1; north <= 4; north += 1) await bookDoor(open(), yard, { north });
      const results = await Promise.all(Array.from({ length: 10 }, () => planYard(open(), yard)));
      expect(results.some((result) => result.ok)).toBe(true);
      for (const result of results) if (!result.ok) expect(["ROUNDS.STALE", "ROUNDS.VEHICLE_TAKEN"]).toContain(result.error);
      expect(await open().round.count({ where: { pointId: yard.pointId, state: "planned" } })).toBe(1);
      expect(await open().roundStop.count({ where: { round: { pointId: yard.pointId }, state: "planned" } })).toBe(4);
    });

    it("a vehicle planned for two days at once by two depots goes out once: the range of times excludes the other", async () => {
      const yard = await createYard(open());
      const row = (id: string, from: string, until: string) => ({
        id, recyclerPartyId: yard.recycler.party.id, pointId: yard.pointId, vehicleId: yard.vehicleId, localDate: new Date("2026-06-01"), estimatedMetres: 1, detourPermille: 1300,
        shiftFrom: new Date(from), shiftUntil: new Date(until), leavesAt: new Date(from), isBackAt: new Date(until), busyFrom: new Date(from), busyUntil: new Date(until),
      });
      const results = await Promise.allSettled(Array.from({ length: 8 }, (_, n) => open().round.create({ data: row(newId(), `2026-06-01T07:0${n}:00Z`, "2026-06-01T09:00:00Z"), select: { id: true } })));
      expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      for (const result of results) if (result.status === "rejected") expect(sqlState(result.reason)).toBe("23P01");
      // Right behind it, the time for unloading included, it may go out again.
      await open().round.create({ data: row(newId(), "2026-06-01T09:00:00Z", "2026-06-01T10:00:00Z"), select: { id: true } });
    });

    it("one driver published for two rounds at once drives one", async () => {
      const yard = await createYard(open());
      for (const north of [1, 2]) await bookDoor(open(), yard, { north, grams: 60_000 });
      const second = await createVehicle(open(), yard.staff, { capacityGrams: 100_000 });
      await open().vehicle.update({ where: { id: yard.vehicleId }, data: { capacityGrams: 100_000 } });
      const roundIds = done(await planYard(open(), yard, { vehicles: [yard.vehicleId, second].map((vehicleId) => ({ vehicleId, from: "08:00", until: "17:00" })) })).roundIds;
      expect(roundIds).toHaveLength(2);
      const results = await Promise.all(roundIds.map((roundId) => publishRound(open(), yard.staff, { roundId, version: 1, driverUserId: yard.staff.userId }, yard.clock)));
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      expect(results.find((result) => !result.ok)).toMatchObject({ error: "ROUNDS.DRIVER_TAKEN" });
    });

    it("two hands on one draft: one order counts, the other page is old", async () => {
      const yard = await createYard(open());
      for (let north = 1; north <= 4; north += 1) await bookDoor(open(), yard, { north });
      const [roundId = ""] = done(await planYard(open(), yard)).roundIds;
      const [first, second] = await selectStops(open(), roundId);
      const results = await Promise.all([first, second].map((stop) => moveStop(open(), yard.staff, { roundId, version: 1, stopId: stop?.id ?? "", to: { roundId, position: 4 } }, yard.clock)));
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      expect(results.find((result) => !result.ok)).toMatchObject({ error: "ROUNDS.STALE" });
      expect((await selectStops(open(), roundId)).map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
    });

    it("a new order and the driver's first act at once: one of them finds the round changed, and every stop has one place", async () => {
      const round = await createPublishedRound(open(), 4);
      round.clock.set("2026-06-01T07:00:00Z");
      const [first] = round.stops;
      const [reordered, driven] = await Promise.all([
        reorderPublished(open(), round.staff, { roundId: round.roundId, version: 2, stopId: first?.id ?? "", position: 4 }, round.clock),
        driveRound(open(), round.staff, { roundId: round.roundId, sentAt: round.clock.now(), actions: [acted(round.clock, { kind: "arrive", stopId: first?.id ?? "" })] }, round.clock),
      ]);
      expect(done(driven)).toMatchObject([{ status: "done" }]);
      if (!reordered.ok) expect(reordered.error).toBe("ROUNDS.WRONG_STATE");
      const stops = await selectStops(open(), round.roundId);
      expect(stops.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
      expect(stops.find(({ id }) => id === first?.id)).toMatchObject({ state: "arrived" });
    });

    it("the clock that looks for late rounds waits for no driver's act, so neither ever waits for the other; it tells after it", async () => {
      const round = await createPublishedRound(open(), 3);
      const late = new Date(Math.max(...round.stops.map(({ toldUntil }) => toldUntil?.getTime() ?? 0)) + 31 * 60_000);
      const told = () => open().roundStop.count({ where: { roundId: round.roundId, lateToldAt: { not: null } } });
      const whileActing = await open().$transaction(async (tx) => {
        await lockRound(tx, round.roundId);
        for (const stop of round.stops.slice(-1)) await setExpected(tx, new Map([[stop.id, late]]));
        return Promise.race([tellLateRounds(open(), late).then(told), new Promise<string>((resolve) => setTimeout(() => resolve("waits"), 5_000))]);
      });
      expect(whileActing).toBe(0);
      await tellLateRounds(open(), late);
      expect(await told()).toBe(3);
    });

    it("a phone that sends everything ten times at once has done everything once", async () => {
      const round = await createPublishedRound(open(), 3);
      round.clock.set("2026-06-01T07:30:00Z");
      const actions = [acted(round.clock, { kind: "start" }), ...round.stops.map((stop) => acted(round.clock, { kind: "collect", stopId: stop.id, readings: [{ material: "cardboard", gross: "7", tare: "", contamination: "", unit: "kg" }] })), acted(round.clock, { kind: "back" })];
      const results = await Promise.all(Array.from({ length: 10 }, () => driveRound(open(), round.staff, { roundId: round.roundId, sentAt: round.clock.now(), actions }, round.clock)));
      for (const result of results) expect(done(result).map(({ status }) => status)).toEqual(actions.map(() => "done"));
      expect(await open().roundAction.count({ where: { roundId: round.roundId } })).toBe(actions.length);
      expect(await open().weighIn.count({ where: { bookingId: { in: round.stops.map((stop) => stop.bookingId) } } })).toBe(3);
    });

    it("closing pressed five times at once writes one entry per lot and one share", async () => {
      const round = await createPublishedRound(open(), 3);
      round.clock.set("2026-06-01T07:30:00Z");
      const actions = round.stops.map((stop) => acted(round.clock, { kind: "collect", stopId: stop.id, readings: [{ material: "cardboard", gross: "7", tare: "", contamination: "", unit: "kg" }] }));
      done(await driveRound(open(), round.staff, { roundId: round.roundId, sentAt: round.clock.now(), actions }, round.clock));
      const { version } = await open().round.findUniqueOrThrow({ where: { id: round.roundId } });
      const results = await Promise.all(Array.from({ length: 5 }, () => closeRound(open(), round.staff, { roundId: round.roundId, version }, round.clock)));
      expect(results.filter((result) => done(result).changed)).toHaveLength(1);
      expect(await open().roundAllocation.count({ where: { roundId: round.roundId } })).toBe(3);
      const lines = await open().bookingLine.findMany({ where: { bookingId: { in: round.stops.map((stop) => stop.bookingId) } } });
      expect(await open().ledgerEntry.count({ where: { causeId: { in: lines.map(({ id }) => id) } } })).toBe(3);
    });
  },
  { on: ["postgresql"] },
);
