import { describe, expect, it } from "vitest";
import type { Actor } from "#app/shared/actor.ts";
import { isCheckViolation } from "#app/platform/db/sql.server.ts";
import { grantLicence, licenceOf } from "../../../tests/factories/licences.ts";
import { createParty, createPerson, withRole } from "../../../tests/factories/people.ts";
import { clockAt, createOwnPoint } from "../../../tests/factories/pickups.ts";
import { describeDatabases } from "../../../tests/setup/test-database.ts";
import { isAllowed, listStanding, listUnlicensedAt } from "./licences.repository.server.ts";
import { registerQueryOf } from "./register-query.ts";
import type { LicenceVerb, ReasonCode } from "./licences.rules.ts";
import { announceEnds, dropLicenceDocuments, licenceDocumentOf, moveLicence, submitLicence, viewLicenceQueue, viewOwnLicences, viewRegister } from "./licences.service.server.ts";

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

    it("says no with one of the usual reasons of its verb, with words, or with both; twice changes nothing", async () => {
      const recycler = await createParty(open(), "recycler");
      const judge = await createPerson(open(), { isOperator: true });
      const [coded, worded] = [await submitted(recycler), await submitted(recycler)];
      const no = (who: Actor, licenceId: string, more: { version?: number; reasonCode?: ReasonCode; reason?: string }) => moveLicence(open(), who, "refuse", { licenceId, version: 1, reason: "", ...more }, clock);
      expect(await no(await createParty(open(), "recycler"), coded, { reasonCode: "illegible" })).toMatchObject({ error: "LICENCES.NOT_FOUND" });
      expect(await no(recycler, coded, { reasonCode: "illegible" })).toMatchObject({ error: "LICENCES.NOT_ALLOWED" });
      expect(await no(judge, coded, { version: 2, reasonCode: "illegible" })).toMatchObject({ error: "LICENCES.STALE" });
      // A reason of another verb is none.
      expect(await no(judge, coded, { reasonCode: "revoked" })).toMatchObject({ error: "LICENCES.REASON_NEEDED" });
      expect(await no(judge, coded, { reasonCode: "illegible" })).toMatchObject({ ok: true, value: { state: "refused", version: 2 } });
      expect(await no(judge, coded, { reasonCode: "days_differ" })).toMatchObject({ error: "LICENCES.STALE", details: { state: "refused" } });
      expect(await no(await createParty(open(), "authority"), worded, { reasonCode: "number_unknown", reason: "We asked on Monday" })).toMatchObject({ ok: true });
      const own = await viewOwnLicences(open(), recycler, clock);
      expect(own.ok && own.value.map((one) => [one.id, one.reasonCode, one.reason]).sort()).toEqual([[coded, "illegible", null], [worded, "number_unknown", "We asked on Monday"]].sort());
      const steps = await open().transition.findMany({ where: { subjectType: "licence", subjectId: worded, toState: "refused" }, select: { reason: true } });
      expect(steps).toEqual([{ reason: "number_unknown: We asked on Monday" }]);
    });

    it("may be asked anew after a no, with the same number; the no stays where it was said", async () => {
      const recycler = await createParty(open(), "recycler");
      const judge = await createPerson(open(), { isOperator: true });
      const first = licenceOf(recycler);
      await submitLicence(open(), recycler, first, clock);
      expect(await submitLicence(open(), recycler, licenceOf(recycler, { number: first.number }), clock)).toMatchObject({ error: "LICENCES.ALREADY_THERE" });
      await moveLicence(open(), judge, "refuse", { licenceId: first.licenceId, version: 1, reasonCode: "illegible", reason: "" }, clock);
      const anew = licenceOf(recycler, { number: first.number });
      expect(await submitLicence(open(), recycler, anew, clock)).toMatchObject({ ok: true, value: { id: anew.licenceId, state: "pending" } });
      // The first form sent once more finds its no, and asks for nothing new.
      expect(await submitLicence(open(), recycler, first, clock)).toMatchObject({ ok: true, value: { id: first.licenceId, state: "refused" } });
      expect(await moveLicence(open(), judge, "accept", { licenceId: anew.licenceId, version: 1, reason: "" }, clock)).toMatchObject({ ok: true });
      expect(await allows(recycler, "phones", "2026-10-19T06:00:00Z")).toBe(true);
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

    it("reads all of them by state, material, place and end; others read nothing", async () => {
      const [recycler, judge] = [await createParty(open(), "recycler"), await createPerson(open(), { isOperator: true })];
      const grant = async (more: object) => (await grantLicence(open(), recycler, more, clock)).licenceId;
      const ids = {
        waits: await submitted(recycler),
        whole: await grant({ materials: ["phones"], validUntil: "2026-11-10" }),
        part: await grant({ materials: ["fridges"], countryCode: "CN", subdivision: "CN-53" }),
        other: await grant({ materials: ["fridges"], countryCode: "CN", subdivision: "CN-51" }),
        over: await grant({ materials: ["phones"], validUntil: "2026-10-18" }),
        comes: await grant({ materials: ["phones"], validFrom: "2026-10-20" }),
      };
      const names = Object.entries(ids);
      const read = async (asked: string) => {
        const { query } = registerQueryOf(new URLSearchParams(asked));
        const seen: string[] = [];
        for (let after = query.after; ; ) {
          const page = await viewRegister(open(), judge, { ...query, after }, clock);
          if (!page.ok) throw new Error(page.error);
          seen.push(...page.value.licences.flatMap((one) => names.filter(([, id]) => id === one.id).map(([name]) => name)));
          if (page.value.nextCursor === null) return seen;
          const [validUntil = "", id = ""] = page.value.nextCursor.split("_");
          after = { validUntil, id };
        }
      };
      expect((await read("")).sort()).toEqual(names.map(([name]) => name).sort());
      expect([await read("state=pending"), await read("state=expired"), await read("state=not_yet")]).toEqual([["waits"], ["over"], ["comes"]]);
      expect((await read("state=valid")).sort()).toEqual(["other", "part", "whole"]);
      expect((await read("material=fridges&state=valid")).sort()).toEqual(["other", "part"]);
      expect([(await read("region=cn")).sort(), await read("region=CN-53"), await read("ends=30")]).toEqual([["other", "part"], ["part"], ["whole"]]);
      // What makes no sense asks for nothing in particular; a place is spoken of.
      expect(await read("state=moody&material=cardboard&ends=7&after=x")).toHaveLength(6);
      for (const after of ["2026-02-30_x", "2026-13-01_x", "0000-01-01_x", "2026-01-01_", "2026-01-01_\u0000"]) expect(await read(`after=${encodeURIComponent(after)}`), after).toHaveLength(6);
      expect([registerQueryOf(new URLSearchParams("region=Yunnan")).regionProblem, registerQueryOf(new URLSearchParams("region=CN-53")).regionProblem]).toEqual([true, false]);
      const all = registerQueryOf(new URLSearchParams()).query;
      expect(await viewRegister(open(), await createParty(open(), "authority"), all, clock)).toMatchObject({ ok: true });
      for (const stranger of [recycler, await createPerson(open()), await withRole(open(), await createParty(open(), "authority"), "viewer")]) {
        expect(await viewRegister(open(), stranger, all, clock)).toMatchObject({ error: "LICENCES.NOT_ALLOWED" });
      }
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

    it("for a part of a country covers the points known to lie there, and nothing of which nobody knows", async () => {
      const { pointId, recycler } = await createOwnPoint(open());
      await grantLicence(open(), recycler, { materials: ["phones"], subdivision: "DE-BE" });
      const missing = () => listUnlicensedAt(open(), { partyId: recycler.party.id, pointId, materials: ["phones"], at: clock.now() });
      const lies = (data: { subdivisionCode?: string | null; confirmedSubdivisionCode?: string; countryCode?: string }) => open().recyclingPoint.update({ where: { id: pointId }, data });
      expect(await missing()).toEqual(["phones"]);
      await lies({ subdivisionCode: "DE-BY" });
      expect(await missing()).toEqual(["phones"]);
      await lies({ subdivisionCode: "DE-BE" });
      expect(await missing()).toEqual(["phones"]);
      await lies({ confirmedSubdivisionCode: "DE-BE" });
      expect(await missing()).toEqual([]);
      await lies({ countryCode: "AT" });
      expect(await missing()).toEqual(["phones"]);
      // A listing does not say in which part of its country it lies.
      expect(await allows(recycler, "phones", "2026-10-19T06:00:00Z")).toBe(false);
      // A licence for the whole country does not ask.
      await grantLicence(open(), recycler, { materials: ["phones"] });
      await lies({ countryCode: "DE", subdivisionCode: null });
      expect([await missing(), await allows(recycler, "phones", "2026-10-19T06:00:00Z")]).toEqual([[], true]);
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

    it("is announced where the next licence holds in a part of the country only, unless it is the same part", async () => {
      const end = { validUntil: "2028-03-31", materials: ["phones"] };
      const next = { validFrom: "2028-04-01", validUntil: "2030-03-31", materials: ["phones"], subdivision: "DE-BY" };
      const [narrowed, same] = [await createParty(open(), "recycler"), await createParty(open(), "recycler")];
      const [whole, part] = [await grantLicence(open(), narrowed, end), await grantLicence(open(), same, { ...end, subdivision: "DE-BY" })];
      await grantLicence(open(), narrowed, next);
      await grantLicence(open(), same, next);
      await announceEnds(open(), new Date("2028-03-20T10:00:00Z"));
      expect([await told(whole.licenceId), await told(part.licenceId)]).toEqual([[30], []]);
    });
  });

  it("keeps its invariants in the database", async () => {
    const recycler = await createParty(open(), "recycler");
    const { licenceId } = await grantLicence(open(), recycler);
    for (const data of [{ state: "lost" }, { validUntil: new Date("2019-01-01") }, { materials: [] }, { countryCode: "de" }, { radiusMetres: 5 }, { subdivision: "DE" }, { subdivision: "FR-IDF" }, { reasonCode: "moody" }, { state: "suspended", reason: null }, { decidedByUserId: null }]) {
      const failure = await open().licence.update({ where: { id: licenceId }, data }).then(() => null, (error: unknown) => error);
      expect(isCheckViolation(failure), JSON.stringify(data)).toBe(true);
    }
  });
});
