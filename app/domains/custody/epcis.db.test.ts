import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import { beforeAll, describe, expect, it } from "vitest";
import { recountLot } from "#app/flows/recount-lot.server.ts";
import { runSorting } from "#app/flows/run-sorting.server.ts";
import { weighInConsignment } from "#app/flows/weigh-in-consignment.server.ts";
import { correctLedgerEntry } from "#app/flows/correct-ledger-entry.server.ts";
import { newId } from "#app/shared/ids.ts";
import { bringLoad, createNetwork, sellLoad, sendLoad } from "#tests/factories/custody.ts";
import { createPerson, withRole } from "#tests/factories/people.ts";
import { clockAt } from "#tests/factories/pickups.ts";
import { sharedData, sharedDataPath } from "#tests/setup/shared-data.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { refuseConsignment } from "./consignments.service.server.ts";
import { epcisDocument } from "./epcis.ts";
import { actsAt, actsOn } from "./epcis.repository.server.ts";
import { deliverLot, mergeLots, splitLot } from "./lots.service.server.ts";
import { lotEpcis, pointEpcis } from "./epcis.service.server.ts";
import { idsAround } from "./trace.repository.server.ts";

// The published schema is not ours to ship; without the shared data beside the checkout there is nothing to hold the events against.
const schemaText = sharedData("epcis/schema/epcis-json-schema.json");
const verdicts = JSON.parse(sharedData("epcis/schema-verdicts.json") ?? "{}") as Record<string, string>;
const examples = sharedDataPath("epcis/examples");
const ORIGIN = "https://roundabout.example";

function validator(): ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  return ajv.compile(JSON.parse(schemaText ?? "") as object);
}

describe.skipIf(schemaText === null || examples === null)("the published schema of EPCIS 2.0", () => {
  it("is read here as whoever recorded its verdicts read it", () => {
    const validate = validator();
    const folder = path.join(examples ?? "", "Capture", "Documents");
    const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
    expect(files.length).toBeGreaterThan(20);
    for (const name of files) {
      const isValid = validate(JSON.parse(readFileSync(path.join(folder, name), "utf8")));
      expect([name, isValid]).toEqual([name, verdicts[`Capture/Documents/${name}`] === "valid"]);
    }
  });
});

describe.skipIf(schemaText === null)("a history as EPCIS", () => {
  describeDatabases("in EPCIS 2.0", (open) => {
    const clock = clockAt("2026-06-02T08:00:00Z");
    let validate: ValidateFunction;
    let pointId: string;
    let lotId: string;

    beforeAll(async () => {
      validate = validator();
      const db = open();
      const { corner, centre, giver } = await createNetwork(db);
      const loads = [await bringLoad(db, corner, giver, { grams: 40_000 }), await bringLoad(db, corner, giver, { grams: 30_001 }), await bringLoad(db, corner, giver, { grams: 9_000, material: "pet" })];
      await mergeLots(db, corner.staff, { actId: newId(), pointId: corner.pointId, lotIds: loads.slice(0, 2).map((load) => load.lotId) }, clock);
      await splitLot(db, corner.staff, { actId: newId(), pointId: corner.pointId, lotId: loads[2]?.lotId ?? "", shownGrams: 9_000, parts: [1_000] }, clock);
      await recountLot(db, corner.recycler, { actId: newId(), pointId: corner.pointId, lotId: loads[2]?.lotId ?? "", shownGrams: 8_000, grams: 7_900, reason: "scale", note: "" }, clock);
      const sent = await sendLoad(db, corner, centre, [{ grams: 60_000 }, { grams: 5_000, material: "pet" }], clock);
      const [cardboard = "", pet = ""] = sent.lineIds;
      await weighInConsignment(db, centre.staff, { ...sent, verb: "receive", lines: [{ lineId: cardboard, grams: 59_000, reason: "moisture" }, { lineId: pet, grams: 0, reason: "theft" }] }, clock);
      const back = await sendLoad(db, corner, centre, [{ grams: 5_000 }], clock);
      await refuseConsignment(db, centre.staff, { ...back, reason: "wet" }, clock);
      await weighInConsignment(db, corner.staff, { ...back, version: back.version + 1, verb: "take_back", lines: [{ lineId: back.lineIds[0] ?? "", grams: 5_000 }] }, clock);
      const run = await runSorting(db, centre.staff, { actId: newId(), pointId: centre.pointId, material: "cardboard", grams: 50_000, outputs: [{ material: "cardboard", grams: 45_000 }], residueGrams: 4_900 }, clock);
      await runSorting(db, centre.staff, { actId: newId(), pointId: centre.pointId, material: "cardboard", grams: 9_000, residueGrams: 9_000, outputs: [] }, clock);
      [lotId = ""] = run.ok ? run.value.lotIds : [];
      await deliverLot(db, centre.staff, { actId: newId(), pointId: centre.pointId, lotId, shownGrams: 45_000, grams: 20_000, note: "Mill" }, clock);
      pointId = corner.pointId;
    });

    const passes = (document: Record<string, unknown>) => {
      const isValid = validate(document);
      expect(validate.errors ?? []).toEqual([]);
      expect(isValid).toBe(true);
      return (document.epcisBody as { eventList: Record<string, unknown>[] }).eventList;
    };

    it("everything that happens to a lot, to what it came from and to what came of it, passes", async () => {
      const { ids } = await idsAround(open(), lotId);
      const events = passes(epcisDocument(await actsOn(open(), ids), ORIGIN, clock.now()));
      expect([...new Set(events.map((event) => event.bizStep))].sort()).toEqual(["commissioning", "disassembling", "packing", "receiving", "repackaging", "shipping"]);
      const [run] = events.filter((event) => event.bizStep === "disassembling");
      expect(run).toMatchObject({ type: "TransformationEvent", eventTimeZoneOffset: "+02:00", outputQuantityList: [{ epcClass: `${ORIGIN}/staff/lots/${lotId}`, quantity: 45, uom: "KGM" }], "rb:residueKilograms": 4.9, "rb:lossKilograms": 0.1 });
      expect(new Set(events.map((event) => event.eventID)).size).toBe(events.length);
    });

    it("a month of a point passes, with what was weighed again, came back or was lost whole", async () => {
      const month = { from: new Date("2026-06-01T00:00:00Z"), until: new Date("2026-07-01T00:00:00Z") };
      const events = passes(epcisDocument(await actsAt(open(), { pointId, ...month }), ORIGIN, clock.now()));
      expect(events.filter((event) => event.bizStep === "cycle_counting")).toMatchObject([{ "rb:differences": [{ "rb:missingKilograms": 0.1, "rb:reason": "scale" }] }]);
      expect(events.filter((event) => event.disposition === "returned")).toHaveLength(1);
      const centre = await open().consignment.findFirstOrThrow({ select: { toPointId: true } });
      const theirs = passes(epcisDocument(await actsAt(open(), { pointId: centre.toPointId, ...month }), ORIGIN, clock.now()));
      expect(theirs.filter((event) => event.bizStep === "receiving")).toMatchObject([{ quantityList: [{ quantity: 59 }, { quantity: 0 }], bizTransactionList: [{ type: "desadv" }] }]);
    });

    it("a correction of the ledger and a sale pass, with how much less came and why", async () => {
      const db = open();
      const { corner, centre, giver } = await createNetwork(db);
      const [wrong, gone] = [await bringLoad(db, corner, giver, { grams: 40_000 }), await bringLoad(db, corner, giver, { grams: 10_000, material: "pet" })];
      const [entryId = ""] = await sellLoad(db, corner, centre, { material: "pet", grams: 10_500, at: clock.now() });
      const operator = await createPerson(db, { isOperator: true });
      const back = (entryId: string) => correctLedgerEntry(db, operator, { entryId, submissionId: newId(), version: 1, act: "take_back", net: null, contamination: 0, reason: "mistake", note: "" }, clock);
      for (const load of [wrong, gone]) expect(await back(load.entryId)).toMatchObject({ ok: true });
      const frame = { origin: ORIGIN, at: clock.now() };
      const made = await pointEpcis(db, corner.staff, { pointId: corner.pointId, month: "2026-06" }, frame);
      const events = passes(made.ok ? made.value.document : {});
      expect(events.filter((event) => event.bizStep === "inspecting")).toMatchObject([
        { quantityList: [{ epcClass: `${ORIGIN}/staff/lots/${wrong.lotId}`, quantity: 40 }], "rb:arrivalCorrections": [{ "rb:lessKilograms": 40, "rb:reason": "entry_reversed" }] },
        { quantityList: [{ quantity: 0 }], "rb:differences": [{ "rb:missingKilograms": -10, "rb:reason": "sent_on" }] },
      ]);
      expect(events.filter((event) => event.bizStep === "shipping")).toMatchObject([{ quantityList: [{ quantity: 10 }, { quantity: 0.5 }] }]);
      const [sold] = await db.custodyEdge.findMany({ where: { parentId: gone.lotId }, select: { childId: true } });
      const history = await lotEpcis(db, centre.staff, sold?.childId ?? "", frame);
      expect(passes(history.ok ? history.value.document : {}).map((event) => event.bizStep)).toEqual(["commissioning", "packing", "shipping", "receiving", "inspecting"]);
      // Taken back, it is the seller's again; both sides say so.
      expect(await back(entryId)).toMatchObject({ ok: true });
      for (const yard of [centre, corner]) {
        const after = await pointEpcis(db, yard.staff, { pointId: yard.pointId, month: "2026-06" }, frame);
        expect(passes(after.ok ? after.value.document : {}).filter((event) => event.bizStep === "inspecting").at(-1)).toMatchObject({ quantityList: [{ quantity: 10 }] });
      }
      // Nothing of a month that has not begun, or is none, and nothing for whoever does not work there.
      expect(await pointEpcis(db, corner.staff, { pointId: corner.pointId, month: null }, frame)).toMatchObject({ ok: true, value: { month: "2026-06" } });
      for (const none of ["2026-07", "2031-01", "June"]) expect(await pointEpcis(db, corner.staff, { pointId: corner.pointId, month: none }, frame)).toMatchObject({ error: "CUSTODY.MONTH_INVALID" });
      expect(await pointEpcis(db, centre.staff, { pointId: corner.pointId, month: null }, frame)).toMatchObject({ error: "CUSTODY.NOT_FOUND" });
      expect(await pointEpcis(db, await withRole(db, corner.recycler, "member"), { pointId: corner.pointId, month: null }, frame)).toMatchObject({ error: "CUSTODY.NOT_ALLOWED" });
    });

    it("says nothing where nothing happened, and that passes too", () => {
      expect(passes(epcisDocument({ acts: [], isCut: false }, ORIGIN, clock.now()))).toEqual([]);
    });

    it("says that it is cut where more happened than it holds, and only there", async () => {
      const { corner, giver } = await createNetwork(open());
      for (let count = 0; count < 3; count += 1) await bringLoad(open(), corner, giver, { grams: 1_000 });
      for (const [limit, isCut] of [[2, true], [3, undefined]] as const) {
        const made = epcisDocument(await actsAt(open(), { pointId: corner.pointId, from: new Date("2026-06-01T00:00:00Z"), until: new Date("2026-07-01T00:00:00Z") }, limit), ORIGIN, clock.now());
        expect([passes(made).length, made["rb:isCut"]]).toEqual([limit, isCut]);
      }
    });
  });
});
