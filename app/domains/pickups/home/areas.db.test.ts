import { beforeEach, expect, it } from "vitest";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { aDoor, asked, clockAt, createArea, createOwnPoint, createSlot } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { bookSlot } from "../bookings.service.server.ts";
import { openSlots } from "../slots.service.server.ts";
import { findArea, selectAreas, selectAreasAt } from "./areas.repository.server.ts";
import { outlineText, readOutline, type Corner } from "./outline.rules.ts";
import { changeArea, makeArea, openOrCloseArea } from "./areas.service.server.ts";

describeDatabases("service areas", (open) => {
  let pointId: string;
  let recycler: Actor;
  const fields = { name: "North", latitude: 52.5, longitude: 13.4, radiusMetres: 3_000, maxVisitGrams: 50_000, serviceMinutes: 8 };

  beforeEach(async () => {
    ({ pointId, recycler } = await createOwnPoint(open()));
  });

  it("are made by those who run the recycler, at its own points; a repeat finds the same one", async () => {
    const areaId = newId();
    expect(await makeArea(open(), recycler, { ...fields, areaId, pointId })).toEqual({ ok: true, value: { areaId, changed: true } });
    expect(await makeArea(open(), recycler, { ...fields, areaId, pointId })).toEqual({ ok: true, value: { areaId, changed: false } });
    expect(await selectAreas(open(), recycler.party.id)).toMatchObject([{ id: areaId, ...fields, isOpen: true, version: 1 }]);
    const other = await createParty(open(), "recycler");
    expect(await makeArea(open(), await withRole(open(), recycler, "staff"), { ...fields, areaId: newId(), pointId })).toMatchObject({ error: "PICKUPS.NOT_ALLOWED" });
    expect(await makeArea(open(), other, { ...fields, areaId: newId(), pointId })).toMatchObject({ error: "PICKUPS.NOT_ALLOWED" });
    expect(await makeArea(open(), await createPerson(open()), { ...fields, areaId: newId(), pointId })).toMatchObject({ error: "PICKUPS.NOT_ALLOWED" });
    expect(await makeArea(open(), recycler, { ...fields, areaId: newId(), pointId: newId() })).toMatchObject({ error: "PICKUPS.NOT_FOUND" });
    const theirs = await createOwnPoint(open(), { recycler: other });
    expect(await makeArea(open(), other, { ...fields, areaId, pointId: theirs.pointId })).toMatchObject({ error: "PICKUPS.STALE" });
  });

  it("are changed and closed under their version, by their own people", async () => {
    const areaId = await createArea(open(), { pointId, recycler });
    const stranger = await createParty(open(), "recycler");
    expect(await changeArea(open(), stranger, { ...fields, areaId, version: 1 })).toMatchObject({ error: "PICKUPS.NOT_FOUND" });
    expect(await changeArea(open(), await withRole(open(), recycler, "staff"), { ...fields, areaId, version: 1 })).toMatchObject({ error: "PICKUPS.NOT_ALLOWED" });
    expect(await changeArea(open(), recycler, { ...fields, areaId, version: 1 })).toMatchObject({ ok: true });
    expect(await changeArea(open(), recycler, { ...fields, areaId, version: 1 })).toMatchObject({ error: "PICKUPS.STALE" });
    expect(await openOrCloseArea(open(), stranger, { areaId, version: 2, isOpen: false })).toMatchObject({ error: "PICKUPS.NOT_FOUND" });
    expect(await openOrCloseArea(open(), recycler, { areaId, version: 1, isOpen: false })).toMatchObject({ error: "PICKUPS.STALE" });
    expect(await openOrCloseArea(open(), recycler, { areaId, version: 2, isOpen: false })).toMatchObject({ value: { changed: true } });
    expect(await openOrCloseArea(open(), recycler, { areaId, version: 3, isOpen: false })).toMatchObject({ value: { changed: false } });
    expect(await findArea(open(), areaId)).toMatchObject({ name: "North", radiusMetres: 3_000, isOpen: false, version: 3 });
  });

  it("are found by a place within, nearest first, by what they take, while they are open", async () => {
    const place = { latitude: -41.2, longitude: 174.7 };
    const near = await createArea(open(), { pointId, recycler }, { latitude: -41.21, longitude: 174.7, radiusMetres: 2_000 });
    const wide = await createArea(open(), { pointId, recycler }, { latitude: -41.0, longitude: 174.7, radiusMetres: 50_000 });
    await createArea(open(), { pointId, recycler }, { latitude: -41.25, longitude: 174.7, radiusMetres: 2_000 });
    expect((await selectAreasAt(open(), place)).map((area) => area.id)).toEqual([near, wide]);
    expect((await selectAreasAt(open(), place, ["cardboard", "glass_bottles"])).map((area) => area.id)).toEqual([near, wide]);
    expect(await selectAreasAt(open(), place, ["cardboard", "fridges"])).toEqual([]);
    await openOrCloseArea(open(), recycler, { areaId: near, version: 1, isOpen: false });
    expect((await selectAreasAt(open(), place)).map((area) => area.id)).toEqual([wide]);
  });

  it("with an outline reach what is inside it, for whoever looks and for whoever books; a circle again reaches all of it", async () => {
    // An L: the corner that is cut out is within the circle around it.
    const corners: Corner[] = [[20, -35], [20.1, -35], [20.1, -34.95], [20.05, -34.95], [20.05, -34.9], [20, -34.9]];
    const read = readOutline(outlineText(corners));
    if (!("outline" in read)) throw new Error(read.problem);
    const { outline: { centre, radiusMetres, corners: kept } } = read;
    const areaId = await createArea(open(), { pointId, recycler }, { ...centre, radiusMetres, outline: kept });
    const clock = clockAt("2026-06-01T06:00:00Z");
    const { slotId } = await createSlot(open(), { pointId, recycler, areaId, startsAt: "2026-06-02T09:00:00Z", capacityVisits: 20 });
    const reaches = async (latitude: number, longitude: number) => {
      const found = (await selectAreasAt(open(), { latitude, longitude })).some((area) => area.id === areaId);
      const booked = await bookSlot(open(), await createPerson(open()), asked(slotId, { home: aDoor({ latitude, longitude, pieces: [] }) }), clock);
      expect(booked.ok).toBe(found);
      if (!booked.ok) expect(booked.error).toBe("PICKUPS.OUTSIDE_AREA");
      return found;
    };
    expect(await Promise.all([reaches(-34.98, 20.09), reaches(-34.91, 20.01), reaches(-34.98, 20.01)])).toEqual([true, true, true]);
    expect(await reaches(-34.92, 20.08)).toBe(false);
    expect(await reaches(-35.02, 20.05)).toBe(false);
    expect(await findArea(open(), areaId)).toMatchObject({ outline: kept });
    expect(await changeArea(open(), recycler, { ...fields, ...centre, radiusMetres, areaId, version: 1 })).toMatchObject({ ok: true });
    expect(await findArea(open(), areaId)).toMatchObject({ outline: null });
    expect(await reaches(-34.92, 20.08)).toBe(true);
    await expect(open().serviceArea.update({ where: { id: areaId }, data: { outline: [[1, 2]] } })).rejects.toThrow();
  });

  it("have slots of their own by the weekly pattern, beside those of the point", async () => {
    const areaId = await createArea(open(), { pointId, recycler });
    const second = await createArea(open(), { pointId, recycler });
    const clock = clockAt("2026-06-01T06:00:00Z");
    const pattern = { pointId, fromDate: "2026-06-02", weeks: 1, weekdays: [2], opens: "09:00", closes: "11:00", lengthMinutes: 60, capacityVisits: 6, capacityGrams: null, cutoffMinutes: 60 };
    const theirs = await createOwnPoint(open());
    const foreign = await createArea(open(), theirs);
    expect(await openSlots(open(), recycler, { ...pattern, areaId: foreign }, clock)).toMatchObject({ error: "PICKUPS.AREA_CLOSED" });
    expect(await openSlots(open(), recycler, pattern, clock)).toMatchObject({ value: { opened: 2 } });
    expect(await openSlots(open(), recycler, { ...pattern, areaId }, clock)).toMatchObject({ value: { opened: 2 } });
    expect(await openSlots(open(), recycler, { ...pattern, areaId: second }, clock)).toMatchObject({ value: { opened: 2 } });
    expect(await openSlots(open(), recycler, { ...pattern, areaId }, clock)).toMatchObject({ value: { opened: 0, existing: 2 } });
    const slots = await open().slot.findMany({ where: { pointId }, select: { kind: true } });
    expect(slots.map((slot) => slot.kind).toSorted()).toEqual(["home", "home", "home", "home", "point", "point"]);
  });
});
