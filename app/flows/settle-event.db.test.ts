import { beforeAll, expect, it } from "vitest";
import { letInMany, sendOff, takeNoteBack } from "#app/domains/events/desk.service.server.ts";
import { countPresent } from "#app/domains/events/desk.repository.server.ts";
import { answerComing, bookStall } from "#app/domains/events/attendance.service.server.ts";
import { noteInput, type NoteInput } from "#app/domains/events/events.schema.ts";
import { correctEntry } from "#app/domains/impact/correct-entry.service.server.ts";
import { leafOf } from "#app/domains/impact/ledger.leaf.ts";
import { sha256 } from "#app/domains/impact/log/sha256.server.ts";
import { advanceLedger } from "#app/domains/impact/log.service.server.ts";
import { loggedRows } from "#app/domains/impact/verify/export.repository.server.ts";
import { recomputeEntry } from "#app/domains/impact/verify/recompute.ts";
import { renewPass } from "#app/domains/pickups/passes.repository.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { createDay } from "#tests/factories/events.ts";
import { grantLicence } from "#tests/factories/licences.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { clockAt, createOwnPoint } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { checkInAtDesk, noteAtDesk } from "./desk-of-event.server.ts";
import { eventSheet } from "./event-sheet.server.ts";
import { closeDay, closeForgottenDays, confirmLoad } from "./settle-event.server.ts";

describeDatabases("what is noted at a day's desk", (open) => {
  const clock = clockAt("2026-05-20T08:00:00Z");
  let host: Actor, member: Actor, mei: Actor, tom: Actor, recycler: Actor, pointId: string;
  const during = "2026-06-01T09:00:00Z";

  beforeAll(async () => {
    host = await createParty(open(), "community");
    member = await withRole(open(), host, "member");
    [mei, tom] = [await createPerson(open(), { communityId: host.party.id }), await createPerson(open())];
    ({ pointId, recycler } = await createOwnPoint(open(), { materials: ["cardboard", "batteries_vehicle"] }));
  });

  async function dayAt(kind: string, more: Record<string, unknown> = {}): Promise<string> {
    clock.set("2026-05-20T08:00:00Z");
    const id = await createDay(open(), host, clock, { kind, ...more });
    clock.set(during);
    return id;
  }
  const note = (more: Record<string, unknown>): NoteInput => noteInput.parse({ noteId: newId(), ...more });
  async function letIn(id: string, person: Actor, size = 1): Promise<string> {
    const pass = await renewPass(open(), { userId: person.userId, partyId: person.party.id, now: clock.now() });
    const done = await checkInAtDesk(open(), host, id, { checkInId: newId(), who: "pass", pass, size }, clock);
    return done.ok ? done.value.checkInId : expect.fail(done.error);
  }
  const entriesOf = (ids: string[]) => open().ledgerEntry.findMany({ where: { id: { in: ids } }, select: { id: true, route: true, status: true, giverPartyId: true, takerPartyId: true, category: true, massGrams: true, co2eGrams: true, causeType: true } });
  const version = async (id: string) => (await open().communityEvent.findUniqueOrThrow({ where: { id }, select: { version: true } })).version;
  /** As whoever checks the ledger does: counts each row again from its leaf. */
  async function expectVerifiable(ids: string[]): Promise<void> {
    await advanceLedger(open());
    const rows = (await loggedRows(open(), 0, 10_000)).filter(({ row }) => ids.includes(row.id));
    expect(rows).toHaveLength(ids.length);
    for (const { row, shares } of rows) expect(recomputeEntry(leafOf(sha256, row, shares))).toBeNull();
  }

  it("is written by those who work there, from six hours before, and taken back until the day is closed", async () => {
    clock.set("2026-05-20T08:00:00Z");
    const id = await createDay(open(), host, clock);
    await answerComing(open(), mei, id, { size: 3 }, clock);
    const nobody = { checkInId: newId(), who: "nobody" as const, pass: "", size: 4 };
    expect(await checkInAtDesk(open(), host, id, nobody, clock)).toMatchObject({ error: "EVENTS.TOO_EARLY" });
    clock.set(during);
    for (const actor of [member, tom]) expect(await checkInAtDesk(open(), actor, id, nobody, clock)).toMatchObject({ error: "EVENTS.NOT_ALLOWED" });
    for (const pass of ["", "7KQ2M9XWVB"]) expect(await checkInAtDesk(open(), host, id, { ...nobody, who: "pass", pass }, clock)).toMatchObject({ error: "EVENTS.PASS_NOT_FOUND" });
    expect(await checkInAtDesk(open(), host, id, nobody, clock)).toMatchObject({ ok: true });
    expect(await checkInAtDesk(open(), host, id, nobody, clock)).toMatchObject({ ok: true });
    expect(await letInMany(open(), host, id, { partyIds: [mei.party.id, tom.party.id] }, clock)).toMatchObject({ value: { count: 1 } });
    expect(await letInMany(open(), host, id, { partyIds: [mei.party.id] }, clock)).toMatchObject({ value: { count: 0 } });
    expect(await countPresent(open(), id)).toEqual({ people: 7, households: 1, unnamed: 4 });
    const pass = await renewPass(open(), { userId: mei.userId, partyId: mei.party.id, now: clock.now() });
    expect(await checkInAtDesk(open(), host, id, { checkInId: newId(), who: "pass", pass, size: 1 }, clock)).toMatchObject({ error: "EVENTS.ALREADY_HERE" });
    expect(await sendOff(open(), host, id, nobody, clock)).toMatchObject({ value: { changed: true } });
    const jeans = note({ direction: "taken", category: "jeans", itemCount: "2" });
    expect(await noteAtDesk(open(), member, id, jeans, clock)).toMatchObject({ error: "EVENTS.NOT_ALLOWED" });
    expect(await noteAtDesk(open(), host, id, note({ direction: "repaired", category: "jeans", itemCount: "1" }), clock)).toMatchObject({ error: "EVENTS.WRONG_STATE" });
    expect(await noteAtDesk(open(), host, id, note({ direction: "taken", material: "cardboard", kg: "1" }), clock)).toMatchObject({ error: "EVENTS.WRONG_STATE" });
    expect(await noteAtDesk(open(), host, id, jeans, clock)).toMatchObject({ ok: true });
    expect(await noteAtDesk(open(), host, id, jeans, clock)).toMatchObject({ ok: true });
    expect(await takeNoteBack(open(), tom, id, jeans, clock)).toMatchObject({ error: "EVENTS.NOT_ALLOWED" });
    expect(await takeNoteBack(open(), host, id, jeans, clock)).toMatchObject({ value: { changed: true } });
    expect(await takeNoteBack(open(), host, id, jeans, clock)).toMatchObject({ value: { changed: false } });
    expect(await closeDay(open(), member, id, { version: 2 }, clock)).toMatchObject({ error: "EVENTS.NOT_ALLOWED" });
    expect(await closeDay(open(), host, id, { version: 1 }, clock)).toMatchObject({ error: "EVENTS.STALE" });
    expect(await closeDay(open(), host, id, { version: 2 }, clock)).toEqual({ ok: true, value: { entryIds: [] } });
    expect(await closeDay(open(), host, id, { version: 3 }, clock)).toMatchObject({ error: "EVENTS.WRONG_STATE" });
    expect(await noteAtDesk(open(), host, id, note({ direction: "taken", category: "jeans", itemCount: "1" }), clock)).toMatchObject({ error: "EVENTS.WRONG_STATE" });
  });

  it("counts what was taken as reuse, once, from the stall or the community to whoever took it, and can be corrected as others are", async () => {
    const id = await dayAt("flea_market", { stallCount: "1" });
    await bookStall(open(), tom, id, { number: 1, wares: "" }, clock);
    const [meis, toms] = [await letIn(id, mei), await letIn(id, tom)];
    expect(await noteAtDesk(open(), host, id, note({ direction: "taken", checkInId: toms, category: "jeans", itemCount: "1", stall: "1" }), clock)).toMatchObject({ error: "EVENTS.SAME_SIDE" });
    expect(await noteAtDesk(open(), host, id, note({ direction: "taken", category: "jeans", itemCount: "1", stall: "2" }), clock)).toMatchObject({ error: "EVENTS.STALL_NOT_FOUND" });
    const notes = [
      note({ direction: "taken", checkInId: meis, category: "jeans", itemCount: "2", stall: "1" }),
      note({ direction: "taken", category: "lamp", itemCount: "1", kg: "1.2" }),
      note({ direction: "brought", category: "jeans", itemCount: "5" }),
    ];
    for (const one of notes) expect(await noteAtDesk(open(), host, id, one, clock)).toMatchObject({ ok: true });
    expect((await eventSheet(open(), null, id, clock.now()))?.lines.map((line) => line.without).sort()).toEqual(["not_counted", "waits", "waits"]);
    const closed = await closeDay(open(), host, id, { version: await version(id) }, clock);
    const ids = closed.ok ? closed.value.entryIds : expect.fail(closed.error);
    expect(await entriesOf(ids)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ route: "reuse", giverPartyId: tom.party.id, takerPartyId: mei.party.id, category: "jeans", causeType: "event_note", status: "ok" }),
        expect.objectContaining({ route: "weight_only", giverPartyId: host.party.id, takerPartyId: `visitors-${host.party.id}`, massGrams: 1200 }),
      ]),
    );
    expect(ids).toHaveLength(2);
    await expectVerifiable(ids);
    const sheet = (await eventSheet(open(), null, id, clock.now())) ?? expect.fail("no sheet");
    const sum = (await entriesOf(ids)).reduce((total, one) => total + Number(one.co2eGrams), 0);
    expect(sheet.sum.total).toMatchObject({ co2eGrams: sum, entryCount: 2 });
    expect(sheet.sum.total.lowGrams).toBeLessThan(sum);
    expect(sheet.lines.find((line) => line.direction === "brought")).toMatchObject({ itemCount: 5, figure: null, without: "not_counted" });
    expect(JSON.stringify(sheet)).not.toMatch(new RegExp(`${mei.party.name}|${mei.party.id}|${tom.party.id}`));
    const operator = await createPerson(open(), { isOperator: true });
    const lamp = (await entriesOf(ids)).find((one) => one.category === "lamp")?.id ?? "";
    expect(await correctEntry(open(), operator, { entryId: lamp, submissionId: newId(), version: 1, act: "take_back", net: null, contamination: 0, reason: "mistake", note: "" }, clock)).toMatchObject({ ok: true });
    expect((await eventSheet(open(), null, id, clock.now()))?.sum).toMatchObject({ takenBack: 1, total: { entryCount: 1, co2eGrams: sum - Number((await entriesOf([lamp]))[0]?.co2eGrams) } });
  });

  it("counts what was mended by the life that repair adds, shared by the household and the community", async () => {
    const id = await dayAt("repair_day");
    const meis = await letIn(id, mei);
    await noteAtDesk(open(), host, id, note({ direction: "repaired", checkInId: meis, category: "smartphone", itemCount: "1" }), clock);
    await noteAtDesk(open(), host, id, note({ direction: "repaired", category: "lamp", itemCount: "1" }), clock);
    clock.set("2026-06-03T13:00:00Z");
    expect(await closeForgottenDays(open(), new Date("2026-06-03T12:59:59Z"))).toBe(0);
    expect(await closeForgottenDays(open(), clock.now())).toBe(1);
    expect(await closeForgottenDays(open(), clock.now())).toBe(0);
    const sheet = (await eventSheet(open(), null, id, clock.now())) ?? expect.fail("no sheet");
    const rows = await entriesOf(sheet.entryIds);
    // 79.27 kg x half of the purchases x half a life; nobody publishes a figure for lamps, and mending is not estimated by weight.
    expect(rows.find((row) => row.category === "smartphone")).toMatchObject({ route: "repair", status: "ok", co2eGrams: 19_818n, giverPartyId: mei.party.id, takerPartyId: host.party.id });
    expect(rows.find((row) => row.category === "lamp")).toMatchObject({ route: "repair", status: "not_covered", co2eGrams: null });
    expect(sheet.lines.find((line) => line.category === "lamp")?.without).toBe("no_figure");
    await expectVerifiable(sheet.entryIds);
  });

  it("of a collection counts once the recycler says that it took it, with a licence where one is needed", async () => {
    const id = await dayAt("collection_day", { pointId });
    const card = note({ direction: "brought", checkInId: await letIn(id, mei), material: "cardboard", kg: "12" });
    expect(await noteAtDesk(open(), host, id, card, clock)).toMatchObject({ ok: true });
    expect(await noteAtDesk(open(), host, id, note({ direction: "brought", material: "batteries_vehicle", kg: "9" }), clock)).toMatchObject({ error: "EVENTS.NOT_LICENSED", details: { materials: ["batteries_vehicle"] } });
    expect(await noteAtDesk(open(), host, id, note({ direction: "brought", material: "computers", kg: "9" }), clock)).toMatchObject({ error: "EVENTS.ERASURE_NEEDED" });
    await grantLicence(open(), recycler);
    expect(await noteAtDesk(open(), host, id, note({ direction: "brought", material: "batteries_vehicle", kg: "9" }), clock)).toMatchObject({ ok: true });
    expect(await confirmLoad(open(), recycler, id, clock)).toMatchObject({ error: "EVENTS.WRONG_STATE" });
    expect(await closeDay(open(), host, id, { version: await version(id) }, clock)).toEqual({ ok: true, value: { entryIds: [] } });
    expect((await eventSheet(open(), null, id, clock.now()))?.lines.map((line) => line.without)).toEqual(["waits", "waits"]);
    for (const actor of [host, tom]) expect(await confirmLoad(open(), actor, id, clock)).toMatchObject({ error: "EVENTS.NOT_ALLOWED" });
    const done = await confirmLoad(open(), recycler, id, clock);
    const ids = done.ok ? done.value.entryIds : expect.fail(done.error);
    expect(await confirmLoad(open(), recycler, id, clock)).toEqual({ ok: true, value: { entryIds: [] } });
    expect(await entriesOf(ids)).toEqual(expect.arrayContaining([expect.objectContaining({ route: "recycle", giverPartyId: mei.party.id, takerPartyId: recycler.party.id, massGrams: 12_000 })]));
    expect(await open().custodyOrigin.count({ where: { ledgerEntryId: { in: ids } } })).toBe(2);
    await expectVerifiable(ids);
  });
});

describeDatabases(
  "closing a day twice at once",
  (open) => {
    const clock = clockAt("2026-05-20T08:00:00Z");
    it("counts each note once", async () => {
      const host = await createParty(open(), "community");
      const id = await createDay(open(), host, clock);
      clock.set("2026-06-01T09:00:00Z");
      for (let index = 0; index < 4; index++) await noteAtDesk(open(), host, id, noteInput.parse({ noteId: newId(), direction: "taken", category: "jeans", itemCount: "1" }), clock);
      const closed = await Promise.all(Array.from({ length: 8 }, () => closeDay(open(), host, id, { version: 2 }, clock)));
      expect(closed.filter((one) => one.ok)).toHaveLength(1);
      expect(await open().ledgerEntry.count({ where: { giverPartyId: host.party.id } })).toBe(4);
    });
  },
  { on: ["postgresql"] },
);
