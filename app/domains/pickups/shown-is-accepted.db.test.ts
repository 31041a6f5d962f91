import { expect, it } from "vitest";
import { newId } from "#app/shared/ids.ts";
import { createPerson, createParty, withRole } from "#tests/factories/people.ts";
import { clockAt, createOwnPoint, createSlot } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { bookSlot, holdSlot } from "./bookings.service.server.ts";
import { claimPoint, createOwnPoint as setUpPoint } from "./own-point.service.server.ts";
import { closeSlot, listOpenSlots } from "./slots.service.server.ts";

describeDatabases("what is shown is what is accepted", (open) => {
  it("for every mixture of places, weights, dead holds, closing and cut-offs", async () => {
    const point = await createOwnPoint(open());
    const clock = clockAt("2026-06-01T06:00:00Z");
    const holders = [await createPerson(open()), await createPerson(open())];
    let minute = 0;
    let checked = 0;
    for (const capacityVisits of [1, 2]) {
      for (const capacityGrams of [null, 1_500, 2_000]) {
        for (const holdAge of [null, 11, 12]) {
          for (const isClosed of [false, true]) {
            for (const minutesAhead of [30, 31]) {
              clock.set("2026-06-01T06:00:00Z");
              const startsAt = new Date(clock.now().getTime() + (minutesAhead + 13) * 60_000 + ++minute * 86_400_000);
              const { slotId } = await createSlot(open(), { ...point, startsAt, capacityVisits, capacityGrams });
              const now = new Date(startsAt.getTime() - minutesAhead * 60_000);
              if (holdAge !== null) {
                const early = clockAt(new Date(now.getTime() - holdAge * 60_000));
                for (const holder of holders) await holdSlot(open(), holder, { bookingId: newId(), slotId, lines: [{ material: "cardboard", declaredGrams: 1_000 }], note: "" }, early);
              }
              if (isClosed) await closeSlot(open(), point.recycler, { slotId, version: 1 });
              const [shown] = await listOpenSlots(open(), { pointId: point.pointId, from: startsAt, days: 1, now, grams: 1_000 });
              const booked = await bookSlot(open(), await createPerson(open()), { bookingId: newId(), slotId, lines: [{ material: "cardboard", declaredGrams: 1_000 }], note: "" }, clockAt(now));
              expect(booked.ok).toBe(shown?.bookable);
              if (!booked.ok) expect(booked.error).toBe(`PICKUPS.${shown?.reason}`);
              checked++;
            }
          }
        }
      }
    }
    expect(checked).toBe(72);
  });
});

describeDatabases("points of one's own", (open) => {
  const input = { name: "Hof", address: "Weg 1", latitude: 31.23, longitude: 121.47, materials: ["cardboard"], weekdays: [1, 2], opens: "22:00", closes: "02:00", searchText: "hof" };

  it("are set up by a recycler's managers, in the zone where they lie", async () => {
    const recycler = await createParty(open(), "recycler");
    const pointId = newId();
    expect(await setUpPoint(open(), recycler, { ...input, pointId })).toEqual({ ok: true, value: { pointId } });
    expect(await setUpPoint(open(), recycler, { ...input, pointId })).toMatchObject({ ok: true });
    const point = await open().recyclingPoint.findUniqueOrThrow({ where: { id: pointId }, include: { rules: true, materials: true } });
    expect(point).toMatchObject({ timeZone: "Asia/Shanghai", operatorPartyId: recycler.party.id, staffed: true });
    expect(point.rules.map((rule) => [rule.weekday, rule.opensMinute, rule.closesMinute])).toEqual([[1, 1320, 1560], [2, 1320, 1560]]);
    expect(await setUpPoint(open(), await createParty(open(), "recycler"), { ...input, pointId })).toMatchObject({ error: "PICKUPS.POINT_TAKEN" });
    for (const actor of [await withRole(open(), recycler, "staff"), await createPerson(open())]) {
      expect(await setUpPoint(open(), actor, { ...input, pointId: newId() })).toMatchObject({ error: "PICKUPS.NOT_ALLOWED" });
    }
  });

  it("from open data are taken over once, by who runs the platform", async () => {
    const { pointId } = await createOwnPoint(open());
    await open().recyclingPoint.update({ where: { id: pointId }, data: { operatorPartyId: null } });
    const [one, two] = [await createParty(open(), "recycler"), await createParty(open(), "recycler")];
    expect(await claimPoint(open(), one, pointId)).toMatchObject({ error: "PICKUPS.NOT_ALLOWED" });
    expect(await claimPoint(open(), { ...one, isOperator: true }, pointId)).toMatchObject({ ok: true });
    expect(await claimPoint(open(), { ...one, isOperator: true }, pointId)).toMatchObject({ ok: true });
    expect(await claimPoint(open(), { ...two, isOperator: true }, pointId)).toMatchObject({ error: "PICKUPS.POINT_TAKEN" });
    expect(await claimPoint(open(), { ...two, isOperator: true }, newId())).toMatchObject({ error: "PICKUPS.NOT_FOUND" });
  });
});
