import { expect, it } from "vitest";
import { postedSums } from "#app/domains/custody/balance.repository.server.ts";
import { balanceSheet } from "#app/domains/custody/balance.rules.ts";
import { mergeLots } from "#app/domains/custody/lots.service.server.ts";
import { findUnsound } from "#app/domains/custody/origins.repository.server.ts";
import type { CorrectEntry } from "#app/domains/impact/correct-entry.schema.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { bringLoad, createNetwork, sendLoad, stockAt, type Yard } from "#tests/factories/custody.ts";
import { must } from "#tests/factories/deals.ts";
import { materialLot } from "#tests/factories/impact.ts";
import { createParty, createPerson } from "#tests/factories/people.ts";
import { clockAt } from "#tests/factories/pickups.ts";
import { recordLot } from "#app/domains/impact/ledger.service.server.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { correctLedgerEntry } from "./correct-ledger-entry.server.ts";
import { recountLot } from "./recount-lot.server.ts";
import { runSorting } from "./run-sorting.server.ts";

describeDatabases("what a correction of the ledger does to stock", (open) => {
  const clock = clockAt("2026-06-03T08:00:00Z");
  const month = { from: new Date("2026-06-01T00:00:00Z"), until: new Date("2026-07-01T00:00:00Z") };
  const correct = async (actor: Actor, entryId: string, more: Partial<CorrectEntry> = {}) =>
    correctLedgerEntry(open(), actor, { entryId, submissionId: newId(), version: 1, act: "take_back", net: null, contamination: 0, reason: "mistake", note: "", ...more }, clock);
  const sheetOf = async (yard: Yard) => balanceSheet(await postedSums(open(), { pointId: yard.pointId, ...month }));
  const scene = async () => ({ ...(await createNetwork(open())), operator: await createPerson(open(), { isOperator: true }) });

  it("taken back, it leaves the lots it lies in, those of others stay; once, however often it is sent", async () => {
    const { corner, giver, operator } = await scene();
    const [wrong, right] = [await bringLoad(open(), corner, giver, { grams: 60_000 }), await bringLoad(open(), corner, giver, { grams: 40_000 })];
    const { lotIds } = must(await mergeLots(open(), corner.staff, { actId: newId(), pointId: corner.pointId, lotIds: [wrong.lotId, right.lotId] }, clock));
    expect(await correct(giver, wrong.entryId)).toMatchObject({ error: "IMPACT.NOT_ALLOWED" });
    expect(await correct(operator, wrong.entryId, { version: 3 })).toMatchObject({ error: "IMPACT.STALE" });
    expect(await stockAt(open(), corner)).toEqual({ [lotIds[0] ?? ""]: 100_000 });
    must(await correct(operator, wrong.entryId));
    must(await correct(operator, wrong.entryId));
    expect(await stockAt(open(), corner)).toEqual({ [lotIds[0] ?? ""]: 40_000 });
    const sheet = await sheetOf(corner);
    expect(sheet.total).toMatchObject({ arrived: 40_000, difference: 0, closing: 40_000 });
    expect([sheet.unexplainedGrams, await open().balanceAlarm.count({ where: { pointId: corner.pointId } })]).toEqual([0, 0]);
    expect(await open().custodyAct.count({ where: { pointId: corner.pointId, kind: "correct" } })).toBe(1);
    expect(await findUnsound(open())).toEqual([]);
  });

  it("sent on before, it becomes a difference of the point, and the month raises its alarm", async () => {
    const { corner, centre, giver, operator } = await scene();
    const { entryId } = await bringLoad(open(), corner, giver, { grams: 200_000 });
    await bringLoad(open(), corner, giver, { grams: 100_000 });
    await sendLoad(open(), corner, centre, [{ grams: 150_000 }], clock);
    must(await correct(operator, entryId));
    // 150 kg of it had left; of what lies here, 50 kg were of it.
    expect(Object.values(await stockAt(open(), corner))).toEqual([100_000]);
    const sheet = await sheetOf(corner);
    expect(sheet.total).toMatchObject({ arrived: 100_000, sent: 150_000, difference: -150_000, closing: 100_000 });
    expect(sheet.differences).toEqual([{ reason: "sent_on", grams: 150_000 }]);
    expect(sheet.isAlarming).toBe(true);
    expect(await open().balanceAlarm.count({ where: { pointId: corner.pointId, month: "2026-06" } })).toBe(1);
    expect(await open().outboxEvent.count({ where: { type: "custody.alarm", payload: { path: ["pointId"], equals: corner.pointId } } })).toBe(1);
    expect(await findUnsound(open())).toEqual([]);
  });

  it("weighed anew, stock follows up and down, part here and part gone by its share", async () => {
    const { corner, centre, giver, operator } = await scene();
    const { entryId, lotId } = await bringLoad(open(), corner, giver, { grams: 100_000 });
    const weight = (net: number, version: number, submissionId = newId()) => correct(operator, entryId, { act: "weight", net, version, submissionId, reason: undefined });
    const first = newId();
    must(await weight(80_000, 1, first));
    expect(await stockAt(open(), corner)).toEqual({ [lotId]: 80_000 });
    must(await weight(120_000, 2));
    expect(await stockAt(open(), corner)).toEqual({ [lotId]: 120_000 });
    // The first form once more says nothing new.
    must(await weight(80_000, 1, first));
    expect(await stockAt(open(), corner)).toEqual({ [lotId]: 120_000 });
    await sendLoad(open(), corner, centre, [{ grams: 90_000 }], clock);
    must(await weight(240_000, 3));
    const sheet = await sheetOf(corner);
    expect(sheet.total.arrived).toBe(240_000);
    expect(sheet.total.closing + sheet.total.difference + sheet.total.sent).toBe(240_000);
    // Of the 120 kg that were said to have come 30 lie here, a quarter: a quarter of what is added.
    expect(sheet.total).toMatchObject({ closing: 60_000, difference: 90_000 });
    expect(await findUnsound(open())).toEqual([]);
  });

  it("what was added is taken out again before the load's own grams, also after a merge, and nothing stays of a load that is taken back", async () => {
    const { corner, giver, operator } = await scene();
    const [load, other] = [await bringLoad(open(), corner, giver, { grams: 100_000 }), await bringLoad(open(), corner, giver, { grams: 7_000 })];
    const weight = (net: number, version: number) => correct(operator, load.entryId, { act: "weight", net, version, reason: undefined });
    must(await weight(150_000, 1));
    const { lotIds } = must(await mergeLots(open(), corner.staff, { actId: newId(), pointId: corner.pointId, lotIds: [load.lotId, other.lotId] }, clock));
    must(await weight(100_000, 2));
    expect(await stockAt(open(), corner)).toEqual({ [lotIds[0] ?? ""]: 107_000 });
    expect(await open().custodyOrigin.findUniqueOrThrow({ where: { ledgerEntryId: load.entryId }, select: { grams: true } })).toEqual({ grams: 100_000 });
    must(await weight(130_000, 3));
    must(await correct(operator, load.entryId, { version: 4 }));
    expect(await stockAt(open(), corner)).toEqual({ [lotIds[0] ?? ""]: 7_000 });
    expect((await sheetOf(corner)).total).toMatchObject({ arrived: 7_000, difference: 0, closing: 7_000 });
    expect(await findUnsound(open())).toEqual([]);
  });

  it("a form that comes again after a later one moves nothing, also where it had changed the contamination alone", async () => {
    const { corner, giver, operator } = await scene();
    const { entryId, lotId } = await bringLoad(open(), corner, giver, { grams: 100_000 });
    const first = { act: "weight", net: 100_000, contamination: 50, submissionId: newId(), reason: undefined } as const;
    must(await correct(operator, entryId, first));
    must(await correct(operator, entryId, { act: "weight", net: 80_000, version: 2, reason: undefined }));
    must(await correct(operator, entryId, first));
    expect(await stockAt(open(), corner)).toEqual({ [lotId]: 80_000 });
    expect((await sheetOf(corner)).total).toMatchObject({ arrived: 80_000, closing: 80_000 });
  });

  it("what is left of the load afterwards settles it", async () => {
    const { centre, giver, operator } = await scene();
    const { entryId } = await bringLoad(open(), centre, giver, { grams: 100_000 });
    must(await runSorting(open(), centre.staff, { actId: newId(), pointId: centre.pointId, material: "cardboard", grams: 90_000, outputs: [{ material: "cardboard", grams: 90_000 }], residueGrams: 0 }, clock));
    must(await correct(operator, entryId, { act: "weight", net: 90_000, reason: undefined }));
    const rows = await open().ledgerEntry.findMany({ where: { correctsId: entryId }, orderBy: { seq: "asc" }, select: { kind: true, causeType: true, stage: true } });
    expect(rows.map((row) => [row.causeType, row.stage])).toEqual([["weight", "provisional"], ["outcome", "verified"]]);
    expect(await open().custodyOrigin.findUniqueOrThrow({ where: { ledgerEntryId: entryId }, select: { grams: true, settledAt: true } })).toMatchObject({ grams: 90_000, settledAt: expect.any(Date) as Date });
    // A verified load whose grams are all gone: only a difference is left to say.
    must(await correct(operator, entryId, { act: "weight", net: 85_000, version: 3, reason: undefined }));
    expect((await sheetOf(centre)).total).toMatchObject({ difference: -5_000, closing: 90_000 });
    expect(await findUnsound(open())).toEqual([]);
  });

  it("is nothing for a load that has no lot, and for what became of a load", async () => {
    const { centre, giver, operator } = await scene();
    const recycler = await createParty(open(), "recycler");
    const { entryId } = await open().$transaction((tx) => recordLot(tx, materialLot({ giverPartyId: giver.party.id, takerPartyId: recycler.party.id })));
    must(await correct(operator, entryId));
    const load = await bringLoad(open(), centre, giver, { grams: 10_000 });
    must(await correct(operator, load.entryId, { act: "treated_otherwise", net: 4_000, reason: undefined }));
    expect(await stockAt(open(), centre)).toEqual({ [load.lotId]: 10_000 });
    expect(await open().custodyAct.count({ where: { kind: "correct", partyId: { in: [recycler.party.id, centre.recycler.party.id] } } })).toBe(0);
  });
});

describeDatabases(
  "a correction while the lots move",
  (open) => {
    it("finds the load in whatever lot it lies when its turn comes; nothing is below zero and all balances", async () => {
      const clock = clockAt("2026-06-03T08:00:00Z");
      const { corner, giver } = await createNetwork(open());
      const operator = await createPerson(open(), { isOperator: true });
      const loads = [];
      for (let count = 0; count < 6; count += 1) loads.push(await bringLoad(open(), corner, giver, { grams: 10_000 }));
      const take = (entryId: string) => correctLedgerEntry(open(), operator, { entryId, submissionId: newId(), version: 1, act: "take_back", net: null, contamination: 0, reason: "mistake", note: "" }, clock);
      const [first, second] = loads;
      await Promise.all([
        take(first?.entryId ?? ""),
        mergeLots(open(), corner.staff, { actId: newId(), pointId: corner.pointId, lotIds: loads.map((load) => load.lotId) }, clock),
        take(second?.entryId ?? ""),
        recountLot(open(), corner.recycler, { actId: newId(), pointId: corner.pointId, lotId: loads[5]?.lotId ?? "", shownGrams: 10_000, grams: 9_000, reason: "scale", note: "" }, clock),
      ]);
      expect(await findUnsound(open())).toEqual([]);
      const sheet = balanceSheet(await postedSums(open(), { pointId: corner.pointId, from: new Date("2026-06-01T00:00:00Z"), until: new Date("2026-07-01T00:00:00Z") }));
      expect(sheet.total).toMatchObject({ arrived: 40_000, difference: 0 });
      expect(sheet.total.closing).toBe(40_000 - sheet.total.adjustment);
    });

    it("waits its turn while runs tell the ledger of the same loads: neither ever waits for the other in a ring", async () => {
      const clock = clockAt("2026-06-03T08:00:00Z");
      const { centre, giver } = await createNetwork(open());
      const operator = await createPerson(open(), { isOperator: true });
      for (let turn = 0; turn < 8; turn += 1) {
        const { entryId } = await bringLoad(open(), centre, giver, { grams: 10_000 });
        const run = { pointId: centre.pointId, material: "cardboard", grams: 10_000, outputs: [{ material: "cardboard", grams: 10_000 }], residueGrams: 0 };
        const [, corrected] = await Promise.all([
          runSorting(open(), centre.staff, { actId: newId(), ...run }, clock),
          correctLedgerEntry(open(), operator, { entryId, submissionId: newId(), version: 1, act: "weight", net: 12_000, contamination: 0, reason: undefined, note: "" }, clock),
          runSorting(open(), centre.staff, { actId: newId(), ...run, grams: 2_000, outputs: [{ material: "cardboard", grams: 2_000 }] }, clock),
        ]);
        if (!corrected.ok) expect(corrected.error).toBe("IMPACT.STALE");
      }
      expect(await findUnsound(open())).toEqual([]);
    });
  },
  { on: ["postgresql"] },
);
