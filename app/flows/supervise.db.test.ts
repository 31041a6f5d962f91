import { beforeAll, expect, it } from "vitest";
import { listAudit } from "#app/domains/trust/audit.repository.server.ts";
import { supervisionQueryOf } from "#app/domains/supervision/supervision.schema.ts";
import { moveLicence } from "#app/domains/licences/licences.service.server.ts";
import { refuseConsignment } from "#app/domains/custody/consignments.service.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { grantLicence } from "#tests/factories/licences.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { clockAt, createOwnPoint } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { stateRegion, viewAuthorities } from "./state-region.server.ts";
import { supervise, superviseAll, superviseLicence } from "./supervise.server.ts";
import { supervisionFile } from "./supervision-file.server.ts";

describeDatabases("what an authority supervises", (open) => {
  const clock = clockAt("2026-06-20T10:00:00Z");
  const { period } = supervisionQueryOf(new URLSearchParams("from=2026-06-01&until=2026-06-20"), "Europe/Berlin", clock.now());
  if (!period) throw new Error("a period");
  const asked = { region: null, period };
  let operator: Actor, authority: Actor, elsewhere: Actor, recycler: Actor, other: Actor;
  let licence: { licenceId: string; version: number; judge: Actor }, bavarian: { licenceId: string }, foreign: { licenceId: string };
  let berlinPoint: string, munichPoint: string;

  const notes = () => listAudit(open(), { action: null, actorUserId: null, subjectId: authority.party.id, before: null, limit: 50 });
  const insertSent = async (state: "sent" | "received" | "refused", more: { from?: string; to?: string; material?: string; sentAt?: string; receivedGrams?: number; reason?: string } = {}) => {
    const { from = berlinPoint, to = munichPoint, material = "batteries_portable", sentAt = "2026-06-05T08:00:00Z", receivedGrams = null, reason = null } = more;
    await open().consignment.create({
      data: {
        id: newId(), state, fromPointId: from, fromPartyId: recycler.party.id, toPointId: to, toPartyId: other.party.id, reason, createdByUserId: recycler.userId, sentAt: new Date(sentAt),
        closedAt: state === "sent" ? null : new Date("2026-06-06T08:00:00Z"), lines: { create: [{ id: newId(), material, grams: 9000, receivedGrams, differenceReason: receivedGrams === null ? null : "spill" }] },
      },
      select: { id: true },
    });
  };

  beforeAll(async () => {
    const db = open();
    operator = await createPerson(db, { isOperator: true });
    authority = await createParty(db, "authority", { name: "Berlin Office" });
    elsewhere = await createParty(db, "authority", { name: "Paris Office" });
    recycler = await createParty(db, "recycler", { name: "Hof" });
    other = await createParty(db, "recycler", { name: "Isar" });
    const june = clockAt("2026-06-02T09:00:00Z");
    licence = await grantLicence(db, recycler, { materials: ["batteries_portable"], countryCode: "DE", subdivision: "DE-BE" }, june);
    bavarian = await grantLicence(db, recycler, { materials: ["phones"], countryCode: "DE", subdivision: "DE-BY" }, june);
    foreign = await grantLicence(db, recycler, { materials: ["phones"], countryCode: "FR" }, june);
    const suspended = await moveLicence(db, licence.judge, "suspend", { licenceId: licence.licenceId, version: licence.version, reason: "Fire", reasonCode: "inspection" }, clockAt("2026-06-10T09:00:00Z"));
    if (!suspended.ok) throw new Error(suspended.error);
    berlinPoint = (await createOwnPoint(db, { recycler, name: "Spree yard", materials: ["batteries_portable"] })).pointId;
    munichPoint = (await createOwnPoint(db, { recycler: other, name: "Isar yard", materials: ["batteries_portable"] })).pointId;
    const nowhere = await createOwnPoint(db, { recycler, name: "Somewhere" });
    // The recycler says Bavaria of a yard whose address says Berlin: it stays in Berlin until somebody confirms.
    await db.recyclingPoint.update({ where: { id: berlinPoint }, data: { city: "Berlin", subdivisionCode: "DE-BY" }, select: { id: true } });
    await db.recyclingPoint.update({ where: { id: munichPoint }, data: { city: "München" }, select: { id: true } });
    for (const [pointId, raisedAt] of [[berlinPoint, "2026-06-07T00:00:00Z"], [munichPoint, "2026-06-07T00:00:00Z"], [nowhere.pointId, "2026-06-07T00:00:00Z"]] as const) {
      await db.balanceAlarm.create({ data: { pointId, month: "2026-05", partyId: recycler.party.id, unexplainedPermille: 31, raisedAt: new Date(raisedAt) }, select: { pointId: true } });
    }
    await insertSent("refused", { reason: "Wet" });
    await insertSent("received", { receivedGrams: 8000 });
    await insertSent("received", { receivedGrams: 9000 });
    await insertSent("sent");
    await insertSent("sent", { sentAt: "2026-06-18T08:00:00Z" });
    await insertSent("refused", { material: "cardboard", reason: "Wet" });
    await insertSent("refused", { from: munichPoint, to: nowhere.pointId, reason: "Wet" });
  });

  it("is what an operator states; nobody else does, and the same twice is once", async () => {
    const db = open();
    const state = (as: Actor, more: { partyId?: string; region?: string; supervises?: boolean } = {}) => stateRegion(db, as, { partyId: authority.party.id, region: "de-be", supervises: true, ...more }, clock);
    expect(await supervise(db, authority, asked, clock)).toMatchObject({ error: "SUPERVISION.NO_REGION" });
    for (const who of [authority, recycler, await createPerson(db)]) expect(await state(who)).toMatchObject({ error: "SUPERVISION.NOT_ALLOWED" });
    for (const who of [authority, recycler]) expect(await viewAuthorities(db, who)).toMatchObject({ error: "SUPERVISION.NOT_ALLOWED" });
    expect(await state(operator, { partyId: recycler.party.id })).toMatchObject({ error: "SUPERVISION.NOT_FOUND" });
    for (const region of ["", "Berlin", "QQ", "DE_BE", "DE-BERLIN"]) expect(await state(operator, { region })).toMatchObject({ error: "SUPERVISION.REGION_INVALID" });
    for (const again of [1, 2]) expect(await state(operator), String(again)).toEqual({ ok: true, value: { region: "DE-BE" } });
    await state(operator, { region: "FR" });
    await state(operator, { region: "FR", supervises: false });
    await state(operator, { partyId: elsewhere.party.id, region: "FR" });
    expect(await viewAuthorities(db, operator)).toEqual({ ok: true, value: [{ id: authority.party.id, name: "Berlin Office", regions: ["DE-BE"] }, { id: elsewhere.party.id, name: "Paris Office", regions: ["FR"] }] });
    expect((await notes()).map((row) => [row.action, row.details.region])).toEqual([["supervision.region_ended", "FR"], ["supervision.region_stated", "FR"], ["supervision.region_stated", "DE-BE"]]);
    expect(await db.outboxEvent.count({ where: { type: "supervision.regions-changed" } })).toBe(4);
  });

  it("is read by the authority's staff in its own region, and every look is noted with who, where and when", async () => {
    const db = open();
    const before = (await notes()).length;
    const read = await supervise(db, authority, asked, clock);
    if (!read.ok) throw new Error(read.error);
    const { value } = read;
    expect(value).toMatchObject({ region: "DE-BE", pointCount: 1, unknownPointCount: 1, more: [] });
    expect(value.licences).toMatchObject([{ id: licence.licenceId, standing: "suspended", reasonCode: "inspection" }]);
    expect(value.decisions.map((row) => [row.to, row.role, row.reason])).toEqual([["suspended", "operator", "inspection: Fire"], ["valid", "operator", null], ["pending", "owner", null]]);
    expect(value.alarms).toMatchObject([{ pointId: berlinPoint, month: "2026-05", unexplainedPermille: 31 }]);
    expect(value.deliveries.map((row) => [row.problem, row.receivedGrams, row.reason]).sort()).toEqual([["overdue", null, null], ["refused", null, "Wet"], ["short", 8000, "spill"]]);
    const [note] = await notes();
    expect(await notes()).toHaveLength(before + 1);
    expect(note).toMatchObject({ action: "supervision.read", actorUserId: authority.userId, details: { region: "DE-BE", period: "2026-06-01/2026-06-20" } });
    expect((await supervise(db, await withRole(db, authority, "staff"), asked, clock)).ok).toBe(true);
  });

  it("is nobody else's, and what is refused is not noted as a look", async () => {
    const db = open();
    const before = (await notes()).length;
    for (const who of [await createPerson(db), recycler, operator, await withRole(db, authority, "viewer")]) {
      expect(await supervise(db, who, asked, clock)).toMatchObject({ error: "SUPERVISION.NOT_ALLOWED" });
      expect(await superviseAll(db, who, { ...asked, part: "licences", file: "licences.csv" }, clock)).toMatchObject({ error: "SUPERVISION.NOT_ALLOWED" });
      expect(await superviseLicence(db, who, licence.licenceId, clock)).toMatchObject({ error: "SUPERVISION.NOT_ALLOWED" });
    }
    for (const region of ["FR", "DE", "DE-BY"]) {
      expect(await supervise(db, authority, { ...asked, region }, clock)).toMatchObject({ error: "SUPERVISION.NOT_FOUND" });
      expect(await superviseAll(db, authority, { ...asked, region, part: "alarms", file: "alarms.csv" }, clock)).toMatchObject({ error: "SUPERVISION.NOT_FOUND" });
    }
    for (const id of [bavarian.licenceId, foreign.licenceId, newId(), "no id"]) expect(await superviseLicence(db, authority, id, clock)).toMatchObject({ error: "SUPERVISION.NOT_FOUND" });
    expect(await superviseLicence(db, elsewhere, licence.licenceId, clock)).toMatchObject({ error: "SUPERVISION.NOT_FOUND" });
    expect(await notes()).toHaveLength(before);
  });

  it("can be taken away as files of one period, each line with its method and version", async () => {
    const db = open();
    const all = await superviseAll(db, authority, { ...asked, part: "decisions", file: "decisions.jsonl" }, clock);
    if (!all.ok) throw new Error(all.error);
    const lines = supervisionFile("decisions", "jsonl", { region: all.value.region, period }, all.value.rows).trimEnd().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatchObject({ licenceId: licence.licenceId, to: "suspended", byRole: "operator", at: "2026-06-10T09:00:00.000Z", region: "DE-BE", periodFrom: "2026-06-01", method: "licence-decisions@1" });
    expect(new Set(lines.map((line) => line.version)).size).toBe(1);
    expect((await notes())[0]).toMatchObject({ action: "supervision.exported", details: { region: "DE-BE", period: "2026-06-01/2026-06-20", file: "decisions.jsonl" } });
    // A month later nothing of it is in the period.
    const later = supervisionQueryOf(new URLSearchParams("from=2026-06-11&until=2026-06-20"), "Europe/Berlin", clock.now()).period;
    if (!later) throw new Error("a period");
    expect(await superviseAll(db, authority, { region: "DE-BE", period: later, part: "decisions", file: "decisions.csv" }, clock)).toEqual({ ok: true, value: { region: "DE-BE", rows: [] } });
  });

  it("of one licence shows every step, and that is noted with the licence", async () => {
    const db = open();
    const read = await superviseLicence(db, authority, licence.licenceId, clock);
    expect(read).toMatchObject({ ok: true, value: { licence: { id: licence.licenceId }, moves: [{ to: "pending" }, { to: "valid" }, { to: "suspended" }] } });
    const [note] = await listAudit(db, { action: "supervision.read", actorUserId: authority.userId, subjectId: licence.licenceId, before: null, limit: 5 });
    expect(note).toMatchObject({ subjectKind: "licence", details: { region: "DE-BE", authority: authority.party.id } });
  });

  it("gives no right to decide what it shows elsewhere", async () => {
    expect(await refuseConsignment(open(), authority, { consignmentId: newId(), version: 1, reason: "no" }, clock)).toMatchObject({ ok: false });
  });
});
