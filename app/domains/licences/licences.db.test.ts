import { describe, expect, it } from "vitest";
import type { Actor } from "#app/shared/actor.ts";
import { isCheckViolation } from "#app/platform/db/sql.server.ts";
import { grantLicence, licenceOf } from "../../../tests/factories/licences.ts";
import { createParty, createPerson, withRole } from "../../../tests/factories/people.ts";
import { clockAt, createOwnPoint } from "../../../tests/factories/pickups.ts";
import { describeDatabases } from "../../../tests/setup/test-database.ts";
import { isAllowed, listStanding, listUnlicensedAt } from "./licences.repository.server.ts";
import type { LicenceVerb } from "./licences.rules.ts";
import { announceEnds, dropLicenceDocuments, licenceDocumentOf, moveLicence, submitLicence, viewLicenceQueue, viewOwnLicences } from "./licences.service.server.ts";

describeDatabases("licences", (open) => {
  const clock = clockAt("2026-10-19T06:00:00Z");
  const move = (actor: Actor, verb: LicenceVerb, licenceId: string, version: number, reason = "") => moveLicence(open(), actor, verb, { licenceId, version, reason }, clock);
  const submitted = async (recycler: Actor) => {
    const asked = await submitLicence(open(), recycler, licenceOf(recycler), clock);
    if (!asked.ok) throw new Error(asked.error);
    return asked.value.id;
  };
  const berlin = { timeZone: "Europe/Berlin", latitude: 52.5, longitude: 13.4 };
  const allows = (recycler: Actor, material: string, at: string) => isAllowed(open(), { partyId: recycler.party.id, material, ...berlin, at: new Date(at) });

  describe("handing in", () => {
    it("is for managers of a recycler; a repeat finds it; the same number twice is refused", async () => {
      const recycler = await createParty(open(), "recycler");
      const input = licenceOf(recycler);
      expect(await submitLicence(open(), await createPerson(open()), input, clock)).toMatchObject({ error: "LICENCES.NOT_ALLOWED" });
      expect(await submitLicence(open(), await withRole(open(), recycler, "staff"), input, clock)).toMatchObject({ error: "LICENCES.NOT_ALLOWED" });
      const first = await submitLicence(open(), recycler, input, clock);
      expect(first).toMatchObject({ ok: true, value: { state: "pending", version: 1 } });
      expect(await submitLicence(open(), recycler, input, clock)).toEqual(first);
      expect(await submitLicence(open(), recycler, { ...licenceOf(recycler), number: input.number.toLowerCase() }, clock)).toMatchObject({ error: "LICENCES.ALREADY_THERE" });
      // Somebody else's id is not theirs to find.
      expect(await submitLicence(open(), await createParty(open(), "recycler"), input, clock)).toMatchObject({ error: "LICENCES.ALREADY_THERE" });
      expect(await viewOwnLicences(open(), recycler, clock)).toMatchObject({ ok: true, value: [{ id: input.licenceId, standing: "pending" }] });
    });
  });

  describe("judging", () => {
    it("is for operators and authorities, never for their own party", async () => {
      const recycler = await createParty(open(), "recycler");
      const id = await submitted(recycler);
      const authority = await createParty(open(), "authority");
      expect(await move(await createPerson(open()), "accept", id, 1)).toMatchObject({ error: "LICENCES.NOT_FOUND" });
      expect(await move(recycler, "accept", id, 1)).toMatchObject({ error: "LICENCES.NOT_ALLOWED" });
      expect(await move({ ...recycler, isOperator: true }, "accept", id, 1)).toMatchObject({ error: "LICENCES.OWN_NOT_ALLOWED" });
      expect(await move(await withRole(open(), authority, "viewer"), "accept", id, 1)).toMatchObject({ error: "LICENCES.NOT_FOUND" });
      expect(await move(authority, "accept", id, 1)).toMatchObject({ ok: true, value: { state: "valid", version: 2 } });
      const steps = await open().transition.findMany({ where: { subjectType: "licence", subjectId: id }, orderBy: { at: "asc" }, select: { toState: true, actorRole: true } });
      expect(steps).toEqual(expect.arrayContaining([{ toState: "pending", actorRole: "owner" }, { toState: "valid", actorRole: "authority" }]));
    });

    it("needs the present version, a state that fits, and a reason for a no", async () => {
      const recycler = await createParty(open(), "recycler");
      const judge = await createPerson(open(), { isOperator: true });
      const id = await submitted(recycler);
      expect(await move(judge, "suspend", id, 1, "Fire inspection")).toMatchObject({ error: "LICENCES.WRONG_STATE", details: { state: "pending" } });
      expect(await move(judge, "refuse", id, 1, "  ")).toMatchObject({ error: "LICENCES.REASON_NEEDED" });
      expect(await move(judge, "accept", id, 7)).toMatchObject({ error: "LICENCES.STALE", details: { state: "pending", version: 1 } });
      expect(await move(judge, "accept", id, 1)).toMatchObject({ ok: true });
      expect(await move(judge, "accept", id, 1)).toMatchObject({ error: "LICENCES.STALE", details: { state: "valid" } });
      expect(await move(judge, "suspend", id, 2, "Fire inspection")).toMatchObject({ ok: true, value: { state: "suspended" } });
      expect(await move(judge, "reinstate", id, 3)).toMatchObject({ ok: true, value: { state: "valid" } });
      expect(await move(await createParty(open(), "recycler"), "withdraw", id, 4)).toMatchObject({ error: "LICENCES.NOT_FOUND" });
      expect(await move(recycler, "withdraw", id, 4)).toMatchObject({ ok: true, value: { state: "withdrawn" } });
    });

    it("sees what waits and what stands; others see neither", async () => {
      const recycler = await createParty(open(), "recycler");
      const id = await submitted(recycler);
      const { licenceId, judge } = await grantLicence(open(), recycler, {}, clock);
      const idsOf = async (show: "waiting" | "standing") => {
        const seen = await viewLicenceQueue(open(), judge, { show, after: null }, clock);
        return seen.ok ? seen.value.licences.map((one) => one.id) : [];
      };
      expect(await idsOf("waiting")).toContain(id);
      expect(await idsOf("standing")).toContain(licenceId);
      expect(await viewLicenceQueue(open(), recycler, { show: "waiting", after: null })).toMatchObject({ error: "LICENCES.NOT_ALLOWED" });
    });

    it("opens the document to the holder's managers and to judges, and to nobody once it proves nothing", async () => {
      const recycler = await createParty(open(), "recycler");
      const judge = await createPerson(open(), { isOperator: true });
      const id = await submitted(recycler);
      expect([await licenceDocumentOf(open(), recycler, id), await licenceDocumentOf(open(), judge, id)]).toMatchObject([{ ok: true }, { ok: true }]);
      for (const stranger of [await createPerson(open()), await withRole(open(), recycler, "staff"), await createParty(open(), "recycler")]) {
        expect(await licenceDocumentOf(open(), stranger, id)).toMatchObject({ error: "LICENCES.NOT_FOUND" });
      }
      await move(judge, "refuse", id, 1, "Not legible");
      const removed: string[] = [];
      const drop = () => dropLicenceDocuments(open(), (key) => Promise.resolve(void removed.push(key)), clock.now());
      await drop();
      await drop();
      expect(removed.filter((key) => key.includes(id))).toHaveLength(1);
      expect(await licenceDocumentOf(open(), judge, id)).toMatchObject({ error: "LICENCES.NOT_FOUND" });
    });
  });

  describe("what it allows", () => {
    it("begins and ends with its days, in its own zone, to the second", async () => {
      const recycler = await createParty(open(), "recycler");
      await grantLicence(open(), recycler, { validFrom: "2026-03-01", validUntil: "2026-10-25" });
      // Midnight in Berlin is 23:00 UTC in winter; the last day is the one on which clocks go back.
      expect(await Promise.all(["2026-02-28T22:59:59Z", "2026-02-28T23:00:00Z", "2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z"].map((at) => allows(recycler, "phones", at)))).toEqual([false, true, true, false]);
    });

    it("is its materials, its country, and its circle", async () => {
      const recycler = await createParty(open(), "recycler");
      const at = new Date("2026-10-19T06:00:00Z");
      await grantLicence(open(), recycler, { materials: ["phones"], around: { label: "Depot", latitude: 52.5, longitude: 13.4, radiusMetres: 10_000 } });
      const ask = (more: object) => isAllowed(open(), { partyId: recycler.party.id, material: "phones", ...berlin, at, ...more });
      expect(await Promise.all([ask({}), ask({ material: "fridges" }), ask({ latitude: 52.6 }), ask({ latitude: null }), ask({ timeZone: "Asia/Shanghai" })])).toEqual([true, false, false, false, false]);
    });

    it("is nothing while it waits, is suspended or was taken back", async () => {
      const recycler = await createParty(open(), "recycler");
      await submitted(recycler);
      expect(await allows(recycler, "phones", "2026-10-19T06:00:00Z")).toBe(false);
      const { licenceId, version, judge } = await grantLicence(open(), recycler);
      expect(await allows(recycler, "phones", "2026-10-19T06:00:00Z")).toBe(true);
      expect(await listStanding(open(), { partyId: recycler.party.id, at: clock.now() })).toMatchObject([{ id: licenceId }]);
      await move(judge, "suspend", licenceId, version, "Inspection");
      expect(await allows(recycler, "phones", "2026-10-19T06:00:00Z")).toBe(false);
      expect(await listStanding(open(), { partyId: recycler.party.id, at: clock.now() })).toEqual([]);
    });

    it("is asked of a point by its country, and by its zone where that is not known", async () => {
      const { pointId, recycler } = await createOwnPoint(open());
      await grantLicence(open(), recycler, { materials: ["phones"] });
      const missing = () => listUnlicensedAt(open(), { partyId: recycler.party.id, pointId, materials: ["fridges", "phones"], at: clock.now() });
      expect(await missing()).toEqual(["fridges"]);
      await open().recyclingPoint.update({ where: { id: pointId }, data: { countryCode: null } });
      expect(await missing()).toEqual(["fridges"]);
      await open().recyclingPoint.update({ where: { id: pointId }, data: { countryCode: "AT" } });
      expect(await missing()).toEqual(["fridges", "phones"]);
    });
  });

  describe("its end", () => {
    const told = async (licenceId: string) => (await open().licenceNotice.findMany({ where: { licenceId }, orderBy: { at: "asc" }, select: { daysBefore: true } })).map((row) => row.daysBefore);

    it("is announced 60, 30 and 7 days before and when it has come, once each", async () => {
      const recycler = await createParty(open(), "recycler");
      const { licenceId } = await grantLicence(open(), recycler, { validUntil: "2027-03-31" });
      const days = ["2027-01-29", "2027-01-30", "2027-01-31", "2027-03-01", "2027-03-23", "2027-03-24", "2027-03-31", "2027-04-01", "2027-06-01"];
      const seen: number[][] = [];
      for (const day of days) {
        await announceEnds(open(), new Date(`${day}T10:00:00Z`));
        await announceEnds(open(), new Date(`${day}T10:00:00Z`));
        seen.push(await told(licenceId));
      }
      expect(seen).toEqual([[], [60], [60], [60, 30], [60, 30], [60, 30, 7], [60, 30, 7], [60, 30, 7, 0], [60, 30, 7, 0]]);
      const events = await open().outboxEvent.findMany({ where: { type: "licences.ending" }, select: { payload: true } });
      expect(events.filter((event) => JSON.stringify(event.payload).includes(licenceId))).toHaveLength(4);
    });

    it("late, says only what is true now; of a licence that another continues, nothing", async () => {
      const late = await grantLicence(open(), await createParty(open(), "recycler"), { validUntil: "2028-03-31" });
      const recycler = await createParty(open(), "recycler");
      const renewed = await grantLicence(open(), recycler, { validUntil: "2028-03-31", materials: ["phones"] });
      await grantLicence(open(), recycler, { validFrom: "2028-04-01", validUntil: "2030-03-31", materials: ["phones", "fridges"] });
      await announceEnds(open(), new Date("2028-03-20T10:00:00Z"));
      expect([await told(late.licenceId), await told(renewed.licenceId)]).toEqual([[30], []]);
    });
  });

  it("keeps its invariants in the database", async () => {
    const recycler = await createParty(open(), "recycler");
    const { licenceId } = await grantLicence(open(), recycler);
    for (const data of [{ state: "lost" }, { validUntil: new Date("2019-01-01") }, { materials: [] }, { countryCode: "de" }, { radiusMetres: 5 }, { state: "suspended", reason: null }, { decidedByUserId: null }]) {
      const failure = await open().licence.update({ where: { id: licenceId }, data }).then(() => null, (error: unknown) => error);
      expect(isCheckViolation(failure), JSON.stringify(data)).toBe(true);
    }
  });
});
