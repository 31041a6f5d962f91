import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { clockAt, createOwnPoint } from "#tests/factories/pickups.ts";
import { createPoint } from "#tests/factories/points.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { findPoints, pointDetail } from "../points.service.server.ts";
import { changeFacts, changeMaterials, listCaredFor, markChecked, openForCare, reopenPoint } from "./care.service.server.ts";
import { pointFactsInput, type PointFactsInput } from "./care.schema.ts";
import { addPointPhotos, changePointPhoto } from "./photos.service.server.ts";
import { isPointPhoto } from "./photos.repository.server.ts";

const typed = {
  name: "Depot am Kanal", kind: "transfer", staffed: true, address: "Hafenweg 3", postalCode: "10115", city: "Berlin", latitude: "40.7", longitude: "-74",
  phone: "", website: "", access: "yes", accessNote: "Ring at gate 2.", wheelchair: "limited", lorryAccess: "yes", heightLimitCentimetres: "2,85", dailyVisits: "40", dailyGrams: "1200.5",
};

describeDatabases("care for points", (open) => {
  const clock = clockAt("2026-06-01T23:30:00Z");
  let recycler: Actor;
  let staff: Actor;
  let pointId: string;

  beforeEach(async () => {
    ({ pointId, recycler } = await createOwnPoint(open()));
    staff = await withRole(open(), recycler, "staff");
  });

  const facts = (more: Record<string, unknown> = {}): PointFactsInput => pointFactsInput.parse({ ...typed, pointId, version: 1, ...more });
  const standing = async () => {
    const [point, notes, events, materials, photos] = await Promise.all([
      open().recyclingPoint.findUniqueOrThrow({ where: { id: pointId }, select: { version: true, name: true, checkDate: true } }),
      open().transition.count({ where: { subjectType: "point", subjectId: pointId } }),
      open().outboxEvent.count({ where: { type: "points.changed", payload: { path: ["pointId"], equals: pointId } } }),
      open().pointMaterial.count({ where: { pointId } }),
      open().pointPhoto.count({ where: { pointId } }),
    ]);
    return { ...point, notes, events, materials, photos };
  };
  const photo = (storageKey: string) => ({ storageKey, width: 1200, height: 900, alt: "The gate" });
  const lines = [{ material: "cardboard" as const, accepts: true, conditionNote: "Flat" }, { material: "batteries_vehicle" as const, accepts: false, conditionNote: null }];
  const verbs: Record<string, (actor: Actor, version: number) => Promise<{ ok: boolean; error?: string; details?: unknown }>> = {
    changeFacts: (actor, version) => changeFacts(open(), actor, facts({ version }), clock),
    changeMaterials: (actor, version) => changeMaterials(open(), actor, { pointId, version, lines }, clock),
    markChecked: (actor, version) => markChecked(open(), actor, { pointId, version }, clock),
    reopenPoint: (actor, version) => reopenPoint(open(), actor, { pointId, version }, clock),
    addPointPhotos: (actor, version) => addPointPhotos(open(), actor, { pointId, version, photos: [photo("aaaaaaaa")] }, clock),
  };

  for (const [name, verb] of Object.entries(verbs)) {
    describe(name, () => {
      it("is for the staff of whoever runs the point", async () => {
        const before = await standing();
        const strangers = [await createParty(open(), "recycler"), await createPerson(open()), await createPerson(open(), { isOperator: true }), await withRole(open(), recycler, "member")];
        for (const stranger of strangers) expect(await verb(stranger, 1)).toMatchObject({ error: "POINTS.NOT_ALLOWED" });
        expect(await standing()).toEqual(before);
      });

      it("works once; a stale version and a replay change nothing and say where it stands", async () => {
        const before = await standing();
        expect(await verb(staff, 7)).toMatchObject({ error: "POINTS.STALE", details: { version: 1 } });
        expect(await standing()).toEqual(before);
        expect(await verb(staff, 1)).toMatchObject({ ok: true });
        const done = await standing();
        expect(done).toMatchObject({ version: 2, notes: before.notes + 1, events: before.events + 1 });
        expect(await verb(staff, 1)).toMatchObject({ error: "POINTS.STALE", details: { version: 2 } });
        expect(await standing()).toEqual(done);
      });
    });
  }

  it("a point that is not there is not found", async () => {
    expect(await markChecked(open(), staff, { pointId: "none", version: 1 }, clock)).toMatchObject({ error: "POINTS.NOT_FOUND" });
    expect(await openForCare(open(), staff, "none", clock)).toMatchObject({ error: "POINTS.NOT_FOUND" });
    expect(await openForCare(open(), await createPerson(open()), pointId, clock)).toMatchObject({ error: "POINTS.NOT_ALLOWED" });
  });

  it("what is stated is shown, found by its words, and its zone follows its place", async () => {
    expect(await changeFacts(open(), staff, facts(), clock)).toMatchObject({ ok: true });
    const shown = await pointDetail(open(), { id: pointId, forOperator: false }, clock);
    expect(shown).toMatchObject({
      value: { name: "Depot am Kanal", tier: "transfer", staffed: true, timeZone: "America/New_York", careAccess: { note: "Ring at gate 2.", wheelchair: "limited", lorry: true, heightLimitCentimetres: 285, dailyVisits: 40, dailyGrams: 1_200_500 } },
    });
    const found = await findPoints(open(), { q: "hafenweg" }, clock);
    expect(found.ok && found.value.points.find((point) => point.id === pointId)?.metres).toBeLessThan(1);
  });

  it("its public holidays are those of its part of the country: as the address says, or as those who run it say", async () => {
    const state = async (at: string) => {
      const shown = await pointDetail(open(), { id: pointId, forOperator: false }, clockAt(at));
      return shown.ok ? shown.value.hours.state : shown.error;
    };
    await open().openingRule.createMany({ data: [1, 2, 3, 4, 5].map((weekday) => ({ id: newId(), pointId, weekday, opensMinute: 480, closesMinute: 1020 })) });
    await open().recyclingPoint.update({ where: { id: pointId }, data: { hoursStatus: "weekly", holidayRule: "closed" } });
    // Epiphany, a Tuesday, is kept in Bavaria; Women's Day, a Sunday in 2026 and a Monday in 2027, in Berlin.
    const [epiphany, womensDay] = ["2026-01-06T11:00:00Z", "2027-03-08T11:00:00Z"];
    expect([await state(epiphany), await state(womensDay)]).toEqual(["open", "open"]);
    const here = { latitude: "52.5", longitude: "13.4" };
    expect(await changeFacts(open(), staff, facts({ ...here, subdivisionCode: "" }), clock)).toMatchObject({ ok: true });
    expect([await state(epiphany), await state(womensDay)]).toEqual(["open", "closed"]);
    expect(await changeFacts(open(), staff, facts({ ...here, version: 2, postalCode: "84028", city: "Landshut", subdivisionCode: "de-by" }), clock)).toMatchObject({ ok: true });
    expect([await state(epiphany), await state(womensDay)]).toEqual(["closed", "open"]);
    for (const subdivisionCode of ["DE-XX", "ES-CT"]) expect(await changeFacts(open(), staff, facts({ ...here, version: 3, subdivisionCode }), clock)).toMatchObject({ error: "POINTS.SUBDIVISION_UNKNOWN" });
    expect(await changeFacts(open(), await createPerson(open()), facts({ ...here, version: 3, subdivisionCode: "DE-XX" }), clock)).toMatchObject({ error: "POINTS.NOT_ALLOWED" });
    expect(pointFactsInput.safeParse({ ...typed, pointId, version: 1, subdivisionCode: "Bayern" }).error?.issues[0]?.path).toEqual(["subdivisionCode"]);
    expect(await open().recyclingPoint.findUniqueOrThrow({ where: { id: pointId } })).toMatchObject({ subdivisionCode: "DE-BY", version: 3 });
  });

  it("refusals are kept as refusals, with the condition of what is taken", async () => {
    await changeMaterials(open(), staff, { pointId, version: 1, lines }, clock);
    expect(await pointDetail(open(), { id: pointId, forOperator: false }, clock)).toMatchObject({
      value: { takes: [{ material: "cardboard", conditionNote: "Flat" }], refuses: [{ material: "batteries_vehicle" }] },
    });
  });

  it("checked today is today at the point, not at the server", async () => {
    await markChecked(open(), staff, { pointId, version: 1 }, clock);
    expect((await standing()).checkDate).toBe("2026-06-02");
  });

  it("photos: six at most, public only while a point shows them", async () => {
    const six = ["a", "b", "c", "d", "e", "f"].map((key) => photo(`${key.repeat(8)}${pointId.slice(-4)}`));
    expect(await addPointPhotos(open(), staff, { pointId, version: 1, photos: [...six, photo("gggggggg")] }, clock)).toMatchObject({ error: "POINTS.TOO_MANY_PHOTOS" });
    expect(await addPointPhotos(open(), staff, { pointId, version: 1, photos: six }, clock)).toMatchObject({ value: { version: 2 } });
    const opened = await openForCare(open(), staff, pointId, clock);
    const first = opened.ok ? opened.value.point.photos[0] : undefined;
    if (!first) throw new Error("no photo");
    expect(await isPointPhoto(open(), first.storageKey)).toBe(true);
    expect(await changePointPhoto(open(), staff, { pointId, version: 2, photoId: "other", change: "remove" }, clock)).toMatchObject({ error: "POINTS.PHOTO_NOT_FOUND" });
    expect(await changePointPhoto(open(), await createParty(open(), "recycler"), { pointId, version: 2, photoId: first.id, change: "remove" }, clock)).toMatchObject({ error: "POINTS.NOT_ALLOWED" });
    expect(await changePointPhoto(open(), staff, { pointId, version: 2, photoId: first.id, change: { alt: "Gate 2" } }, clock)).toMatchObject({ value: { version: 3, removedKey: null } });
    expect(await changePointPhoto(open(), staff, { pointId, version: 2, photoId: first.id, change: "remove" }, clock)).toMatchObject({ error: "POINTS.STALE" });
    expect(await changePointPhoto(open(), staff, { pointId, version: 3, photoId: first.id, change: "remove" }, clock)).toMatchObject({ value: { removedKey: first.storageKey } });
    expect(await isPointPhoto(open(), first.storageKey)).toBe(false);
    expect(await changePointPhoto(open(), staff, { pointId, version: 4, photoId: first.id, change: "remove" }, clock)).toMatchObject({ error: "POINTS.PHOTO_NOT_FOUND" });
  });

  it("a point nobody runs is cared for by those who run the platform, and then kept from imports", async () => {
    const { id } = await createPoint(open(), { sourceName: "osm-x", externalId: pointId });
    const operator = await createPerson(open(), { isOperator: true });
    expect(await markChecked(open(), staff, { pointId: id, version: 1 }, clock)).toMatchObject({ error: "POINTS.NOT_ALLOWED" });
    expect(await markChecked(open(), operator, { pointId: id, version: 1 }, clock)).toMatchObject({ ok: true });
    expect((await open().recyclingPoint.findUniqueOrThrow({ where: { id } })).correctedAt).toEqual(clock.now());
  });

  it("the list of what somebody cares for is their recycler's", async () => {
    expect((await listCaredFor(open(), staff)).map((point) => point.id)).toEqual([pointId]);
    expect(await listCaredFor(open(), await createPerson(open()))).toEqual([]);
  });
});
