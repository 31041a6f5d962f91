import { beforeEach, describe, expect, it } from "vitest";
import { cancelBooking } from "#app/domains/pickups/bookings.service.server.ts";
import { newId } from "#app/shared/ids.ts";
import { bookDoor, createVehicle, createYard, done, planYard, roundDate, type Yard } from "#tests/factories/home-rounds.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { cancelRound, moveStop, publishRound } from "./draft-round.service.server.ts";
import { planDay, viewDay } from "./plan.service.server.ts";
import { selectStops } from "./stops.repository.server.ts";
import { saveVehicle, setVehicleInUse } from "./vehicles.service.server.ts";

describeDatabases("planning rounds", (open) => {
  let yard: Yard;
  beforeEach(async () => {
    yard = await createYard(open());
  });

  const round = (id: string) => open().round.findUniqueOrThrow({ where: { id } });
  const order = async (id: string) => (await selectStops(open(), id)).map((stop) => stop.bookingId);

  describe("vehicles", () => {
    const van = { name: "Blue van", kind: "van_diesel" as const, capacityGrams: 500_000, speedKmPerHour: 25 };

    it("are the recycler's: somebody else's staff, members and households are refused", async () => {
      const vehicleId = newId();
      expect(await saveVehicle(open(), yard.staff, { ...van, vehicleId })).toMatchObject({ value: { changed: true } });
      const other = await createParty(open(), "recycler");
      expect(await saveVehicle(open(), other, { ...van, vehicleId, version: 1 })).toMatchObject({ error: "ROUNDS.NOT_FOUND" });
      expect(await setVehicleInUse(open(), other, { vehicleId, version: 1, isActive: false })).toMatchObject({ error: "ROUNDS.NOT_FOUND" });
      expect(await saveVehicle(open(), await createPerson(open()), { ...van, vehicleId: newId() })).toMatchObject({ error: "ROUNDS.NOT_ALLOWED" });
      expect(await saveVehicle(open(), await withRole(open(), yard.recycler, "member"), { ...van, vehicleId: newId() })).toMatchObject({ error: "ROUNDS.NOT_ALLOWED" });
    });

    it("are written once however often the form is sent, and changed under their version", async () => {
      const vehicleId = newId();
      done(await saveVehicle(open(), yard.staff, { ...van, vehicleId }));
      expect(await saveVehicle(open(), yard.staff, { ...van, vehicleId })).toMatchObject({ value: { changed: false } });
      expect(await saveVehicle(open(), yard.staff, { ...van, vehicleId, name: "Red van", version: 1 })).toMatchObject({ value: { changed: true } });
      expect(await saveVehicle(open(), yard.staff, { ...van, vehicleId, name: "Green van", version: 1 })).toMatchObject({ error: "ROUNDS.STALE" });
      expect(await saveVehicle(open(), yard.staff, { ...van, vehicleId: newId(), name: "Red van" })).toMatchObject({ error: "ROUNDS.NAME_TAKEN" });
      expect(await setVehicleInUse(open(), yard.staff, { vehicleId, version: 2, isActive: false })).toMatchObject({ value: { changed: true } });
      expect(await setVehicleInUse(open(), yard.staff, { vehicleId, version: 3, isActive: false })).toMatchObject({ value: { changed: false } });
    });
  });

  describe("a day", () => {
    it("becomes drafts over all doors, within the slot, with an estimated length", async () => {
      const bookings = [];
      for (const north of [3, 1, 2]) bookings.push((await bookDoor(open(), yard, { north })).bookingId);
      const planned = done(await planYard(open(), yard));
      expect(planned).toMatchObject({ unserved: [], roundIds: [expect.any(String)] });
      const [id = ""] = planned.roundIds;
      expect([...(await order(id))].sort()).toEqual([...bookings].sort());
      const row = await round(id);
      // 3 x 0.005 degrees north and back: 3.34 km by the globe, times 1.3.
      expect(row.estimatedMetres).toBeGreaterThan(4_300);
      expect(row.estimatedMetres).toBeLessThan(4_400);
      for (const stop of await selectStops(open(), id)) {
        expect(stop.expectedAt.getTime()).toBeGreaterThanOrEqual(stop.startsAt.getTime());
        expect(stop.expectedAt.getTime()).toBeLessThanOrEqual(stop.endsAt.getTime());
      }
      const day = done(await viewDay(open(), yard.staff, { pointId: yard.pointId, date: roundDate }));
      expect(day.rounds).toMatchObject([{ id, state: "planned", stops: 3, settled: 0, driverName: null }]);
      expect(day.unplanned).toEqual([]);
    });

    it("names who is left out and why", async () => {
      const small = await createVehicle(open(), yard.staff, { capacityGrams: 20_000 });
      const heavy = await bookDoor(open(), yard, { grams: 21_000 });
      await bookDoor(open(), yard, { north: 1, grams: 12_000 });
      await bookDoor(open(), yard, { north: 2, grams: 12_000 });
      const planned = done(await planYard(open(), yard, { vehicles: [{ vehicleId: small, from: "08:00", until: "17:00" }] }));
      expect(planned.unserved.map(({ reason }) => reason).sort()).toEqual(["heavier_than_vehicle", "no_capacity_left"]);
      expect(planned.unserved.find(({ bookingId }) => bookingId === heavy.bookingId)).toMatchObject({ demandGrams: 21_000, capacityGrams: 20_000 });
      const late = done(await planYard(open(), yard, { vehicles: [{ vehicleId: small, from: "13:00", until: "17:00" }] }));
      expect(late.roundIds).toEqual([]);
      expect(new Set(late.unserved.map(({ reason }) => reason))).toEqual(new Set(["heavier_than_vehicle", "closes_before_reached"]));
      expect(done(await viewDay(open(), yard.staff, { pointId: yard.pointId, date: roundDate })).plan?.unserved).toHaveLength(3);
    });

    it("is planned anew over its drafts, and keeps what was published", async () => {
      const first = await bookDoor(open(), yard);
      const [one = ""] = done(await planYard(open(), yard)).roundIds;
      const [two = ""] = done(await planYard(open(), yard)).roundIds;
      expect(await round(one)).toMatchObject({ state: "cancelled" });
      done(await publishRound(open(), yard.staff, { roundId: two, version: 1, driverUserId: yard.staff.userId }, yard.clock));
      expect(await planYard(open(), yard)).toMatchObject({ error: "ROUNDS.NOTHING_TO_PLAN" });
      await bookDoor(open(), yard, { north: 2 });
      expect(await planYard(open(), yard)).toMatchObject({ error: "ROUNDS.VEHICLE_TAKEN" });
      const second = await createVehicle(open(), yard.staff);
      const [three = ""] = done(await planYard(open(), yard, { vehicles: [{ vehicleId: second, from: "08:00", until: "17:00" }] })).roundIds;
      expect(await order(three)).not.toContain(first.bookingId);
      expect(await round(two)).toMatchObject({ state: "published" });
    });

    it("is refused to others, without vehicles, with a shift the wrong way round, and when it is over", async () => {
      await bookDoor(open(), yard);
      const input = { pointId: yard.pointId, date: roundDate, vehicles: [{ vehicleId: yard.vehicleId, from: "08:00", until: "17:00" }], iterations: 10 };
      expect(await planDay(open(), await createParty(open(), "recycler"), input, yard.clock)).toMatchObject({ error: "ROUNDS.NOT_FOUND" });
      expect(await planDay(open(), await createPerson(open()), input, yard.clock)).toMatchObject({ error: "ROUNDS.NOT_ALLOWED" });
      expect(await viewDay(open(), await createParty(open(), "recycler"), input)).toMatchObject({ error: "ROUNDS.NOT_FOUND" });
      const stranger = await createVehicle(open(), await createParty(open(), "recycler"));
      expect(await planDay(open(), yard.staff, { ...input, vehicles: [{ vehicleId: stranger, from: "08:00", until: "17:00" }] }, yard.clock)).toMatchObject({ error: "ROUNDS.NOT_FOUND" });
      expect(await planDay(open(), yard.staff, { ...input, vehicles: [] }, yard.clock)).toMatchObject({ error: "ROUNDS.NO_VEHICLES" });
      expect(await planDay(open(), yard.staff, { ...input, vehicles: [{ vehicleId: yard.vehicleId, from: "17:00", until: "08:00" }] }, yard.clock)).toMatchObject({ error: "ROUNDS.SHIFT_INVALID" });
      yard.clock.set("2026-06-01T22:00:00Z");
      expect(await planDay(open(), yard.staff, input, yard.clock)).toMatchObject({ error: "ROUNDS.PAST" });
    });
  });

  describe("a draft", () => {
    let id: string;
    let bookings: string[];
    beforeEach(async () => {
      bookings = [];
      for (const north of [1, 2, 3]) bookings.push((await bookDoor(open(), yard, { north })).bookingId);
      [id = ""] = done(await planYard(open(), yard)).roundIds;
    });
    const stopOf = async (bookingId: string | undefined) => (await selectStops(open(), id)).find((stop) => stop.bookingId === bookingId)?.id ?? "";

    it("takes another order by hand, with times and length made anew, and back again", async () => {
      const before = await order(id);
      const far = (await round(id)).estimatedMetres;
      expect(await moveStop(open(), yard.staff, { roundId: id, version: 1, stopId: await stopOf(bookings[0]), to: { roundId: id, position: before.indexOf(bookings[1] ?? "") + 1 } }, yard.clock)).toMatchObject({ value: { changed: true } });
      expect(await order(id)).not.toEqual(before);
      expect((await round(id)).version).toBe(2);
      const stops = await selectStops(open(), id);
      expect(stops.map(({ expectedAt }) => expectedAt.getTime())).toEqual([...stops].map(({ expectedAt }) => expectedAt.getTime()).sort((a, b) => a - b));
      expect((await round(id)).estimatedMetres).toBeGreaterThanOrEqual(far);
      expect(await moveStop(open(), yard.staff, { roundId: id, version: 2, stopId: stops[0]?.id ?? "", to: { roundId: id, position: 1 } }, yard.clock)).toMatchObject({ value: { changed: false } });
    });

    it("refuses an order that its vehicle cannot drive, and says which stop is too late", async () => {
      // The door closes at 12; with a shift from 11:50 only one of three can be reached in time.
      await open().round.update({ where: { id }, data: { shiftFrom: new Date("2026-06-01T09:50:00Z"), leavesAt: new Date("2026-06-01T09:55:00Z"), isBackAt: new Date("2026-06-01T11:00:00Z"), busyUntil: new Date("2026-06-01T11:15:00Z") } });
      const before = await order(id);
      const refused = await moveStop(open(), yard.staff, { roundId: id, version: 1, stopId: await stopOf(before[0]), to: { roundId: id, position: 3 } }, yard.clock);
      expect(refused).toMatchObject({ ok: false, error: "ROUNDS.NOT_FEASIBLE" });
      if (!refused.ok) expect(refused.details?.faults).toEqual(expect.arrayContaining([expect.objectContaining({ fault: "too_late" })]));
      expect(await order(id)).toEqual(before);
    });

    it("lets a stop go, or to another draft of the day; without stops it is cancelled", async () => {
      expect(await moveStop(open(), yard.staff, { roundId: id, version: 1, stopId: await stopOf(bookings[0]), to: null }, yard.clock)).toMatchObject({ value: { changed: true } });
      expect(done(await viewDay(open(), yard.staff, { pointId: yard.pointId, date: roundDate })).unplanned).toMatchObject([{ bookingId: bookings[0] }]);
      const second = await createVehicle(open(), yard.staff);
      done(await publishRound(open(), yard.staff, { roundId: id, version: 2, driverUserId: yard.staff.userId }, yard.clock));
      const [other = ""] = done(await planYard(open(), yard, { vehicles: [{ vehicleId: second, from: "08:00", until: "17:00" }] })).roundIds;
      const [stop] = await selectStops(open(), other);
      expect(await moveStop(open(), yard.staff, { roundId: other, version: 1, stopId: stop?.id ?? "", to: { roundId: id, position: 1 } }, yard.clock)).toMatchObject({ error: "ROUNDS.WRONG_STATE" });
      expect(await moveStop(open(), yard.staff, { roundId: other, version: 1, stopId: stop?.id ?? "", to: null }, yard.clock)).toMatchObject({ value: { changed: true } });
      expect(await round(other)).toMatchObject({ state: "cancelled" });
    });

    it("moves a stop between two drafts, both timed anew", async () => {
      const second = await createVehicle(open(), yard.staff);
      const vehicles = [yard.vehicleId, second].map((vehicleId) => ({ vehicleId, from: "08:00", until: "17:00" }));
      // Too heavy together: two go out.
      for (const north of [4, 5]) await bookDoor(open(), yard, { north, grams: 90_000 });
      await open().vehicle.updateMany({ where: { id: { in: [yard.vehicleId, second] } }, data: { capacityGrams: 120_000 } });
      const [one = "", two = ""] = done(await planYard(open(), yard, { vehicles })).roundIds;
      const stops = await selectStops(open(), one);
      const light = stops.find((stop) => bookings.includes(stop.bookingId)) ?? (await selectStops(open(), two)).find((stop) => bookings.includes(stop.bookingId));
      const [from, to] = stops.some((stop) => stop.id === light?.id) ? [one, two] : [two, one];
      done(await moveStop(open(), yard.staff, { roundId: from, version: 1, stopId: light?.id ?? "", to: { roundId: to, position: 1 } }, yard.clock));
      expect((await selectStops(open(), to)).map((stop) => stop.id)).toContain(light?.id);
      expect((await selectStops(open(), from)).map((stop) => stop.id)).not.toContain(light?.id);
    });

    it("is changed, published and cancelled by the yard's own people only, and as it was shown", async () => {
      const stopId = await stopOf(bookings[0]);
      const other = await createParty(open(), "recycler");
      const member = await withRole(open(), yard.recycler, "member");
      const input = { roundId: id, version: 1 };
      for (const [actor, error] of [[other, "ROUNDS.NOT_FOUND"], [member, "ROUNDS.NOT_ALLOWED"]] as const) {
        expect(await moveStop(open(), actor, { ...input, stopId, to: null }, yard.clock)).toMatchObject({ error });
        expect(await publishRound(open(), actor, { ...input, driverUserId: yard.staff.userId }, yard.clock)).toMatchObject({ error });
        expect(await cancelRound(open(), actor, input, yard.clock)).toMatchObject({ error });
      }
      const stale = { roundId: id, version: 9 };
      expect(await moveStop(open(), yard.staff, { ...stale, stopId, to: null }, yard.clock)).toMatchObject({ error: "ROUNDS.STALE" });
      expect(await publishRound(open(), yard.staff, { ...stale, driverUserId: yard.staff.userId }, yard.clock)).toMatchObject({ error: "ROUNDS.STALE" });
      expect(await cancelRound(open(), yard.staff, stale, yard.clock)).toMatchObject({ error: "ROUNDS.STALE" });
      expect(await publishRound(open(), yard.staff, { ...input, driverUserId: member.userId }, yard.clock)).toMatchObject({ error: "ROUNDS.NO_DRIVER" });
    });

    it("is published once, tells a window of half an hour within the slot, and leaves out who cancelled", async () => {
      const [gone] = await open().booking.findMany({ where: { id: bookings[1] ?? "" } });
      const resident = await open().party.findUniqueOrThrow({ where: { id: gone?.partyId ?? "" } });
      await cancelBooking(open(), { ...yard.staff, party: { ...yard.staff.party } }, { bookingId: bookings[1] ?? "", reason: `not on this street, ${resident.name}` }, yard.clock);
      expect(await publishRound(open(), yard.staff, { roundId: id, version: 1, driverUserId: yard.staff.userId }, yard.clock)).toMatchObject({ value: { changed: true } });
      expect(await publishRound(open(), yard.staff, { roundId: id, version: 1, driverUserId: yard.staff.userId }, yard.clock)).toMatchObject({ value: { changed: false } });
      const stops = await open().roundStop.findMany({ where: { roundId: id }, orderBy: { sequence: "asc" }, include: { booking: { include: { slot: true } } } });
      expect(stops.find((stop) => stop.bookingId === bookings[1])).toMatchObject({ state: "skipped", reason: "cancelled", toldFrom: null });
      for (const stop of stops.filter((one) => one.state === "planned")) {
        expect(stop.toldFrom?.getTime()).toBeGreaterThanOrEqual(stop.booking.slot.startsAt.getTime());
        expect(stop.toldUntil?.getTime()).toBeLessThanOrEqual(stop.booking.slot.endsAt.getTime());
        expect((stop.toldUntil?.getTime() ?? 0) - (stop.toldFrom?.getTime() ?? 0)).toBeLessThanOrEqual(3_600_000);
      }
      expect(await open().transition.count({ where: { subjectType: "round", subjectId: id, toState: "published" } })).toBe(1);
      expect(await open().outboxEvent.count({ where: { type: "rounds.published", payload: { path: ["roundId"], equals: id } } })).toBe(1);
    });

    it("cannot have a driver who is out with another round then", async () => {
      done(await publishRound(open(), yard.staff, { roundId: id, version: 1, driverUserId: yard.staff.userId }, yard.clock));
      await bookDoor(open(), yard, { north: 4 });
      const second = await createVehicle(open(), yard.staff);
      const [other = ""] = done(await planYard(open(), yard, { vehicles: [{ vehicleId: second, from: "08:00", until: "17:00" }] })).roundIds;
      expect(await publishRound(open(), yard.staff, { roundId: other, version: 1, driverUserId: yard.staff.userId }, yard.clock)).toMatchObject({ error: "ROUNDS.DRIVER_TAKEN" });
      expect(await publishRound(open(), yard.staff, { roundId: other, version: 1, driverUserId: yard.recycler.userId }, yard.clock)).toMatchObject({ value: { changed: true } });
    });

    it("published or not, is cancelled once; its bookings wait for another round", async () => {
      done(await publishRound(open(), yard.staff, { roundId: id, version: 1, driverUserId: yard.staff.userId }, yard.clock));
      expect(await cancelRound(open(), yard.staff, { roundId: id, version: 2 }, yard.clock)).toMatchObject({ value: { changed: true } });
      expect(await cancelRound(open(), yard.staff, { roundId: id, version: 2 }, yard.clock)).toMatchObject({ value: { changed: false } });
      expect(await open().outboxEvent.count({ where: { type: "rounds.left-out", payload: { path: ["roundId"], equals: id } } })).toBe(1);
      expect(done(await planYard(open(), yard)).roundIds).toHaveLength(1);
    });
  });
});
