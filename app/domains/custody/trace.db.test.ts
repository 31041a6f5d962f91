import { beforeEach, expect, it } from "vitest";
import { runSorting } from "#app/flows/run-sorting.server.ts";
import { weighInConsignment } from "#app/flows/weigh-in-consignment.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { bringLoad, createNetwork, createYard, sendLoad, type Yard } from "#tests/factories/custody.ts";
import { createPerson, withRole } from "#tests/factories/people.ts";
import { clockAt } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { postedSums } from "./balance.repository.server.ts";
import { addedUp, balanceSheet } from "./balance.rules.ts";
import { lotsHere, onTheWay, stockOf } from "./stock.repository.server.ts";
import { journeyOf, openLot } from "./trace.service.server.ts";

describeDatabases("traces and stock", (open) => {
  const clock = clockAt("2026-06-02T08:00:00Z");
  let corner: Yard;
  let centre: Yard;
  let mine: { entryId: string; lotId: string };
  let theirs: { entryId: string; lotId: string };
  let sent: Awaited<ReturnType<typeof sendLoad>>;
  let giver: Actor;
  let made: string;

  // 10 kg of one household and 30 kg of another go together, 39 kg arrive, 36 of them are recovered.
  beforeEach(async () => {
    ({ corner, centre, giver } = await createNetwork(open()));
    mine = await bringLoad(open(), corner, giver, { grams: 10_000 });
    theirs = await bringLoad(open(), corner, await createPerson(open()), { grams: 30_000 });
    sent = await sendLoad(open(), corner, centre, [{ grams: 40_000 }], clock);
    await weighInConsignment(open(), centre.staff, { ...sent, verb: "receive", lines: [{ lineId: sent.lineIds[0] ?? "", grams: 39_000, reason: "moisture" }] }, clock);
    const run = await runSorting(open(), centre.staff, { actId: newId(), pointId: centre.pointId, material: "cardboard", grams: 39_000, outputs: [{ material: "cardboard", grams: 36_000 }], residueGrams: 3_000 }, clock);
    [made = ""] = run.ok ? run.value.lotIds : [];
  });

  it("go back to every load and forward to everything that came of it", async () => {
    const [consigned = ""] = sent.lotIds;
    for (const lotId of [mine.lotId, consigned, made]) {
      const opened = await openLot(open(), lotId === mine.lotId ? corner.staff : centre.staff, lotId);
      const lots = opened.ok ? opened.value.trace.lots.map((lot) => lot.id) : [];
      expect(lots).toEqual(lotId === mine.lotId ? [mine.lotId, consigned, made] : [mine.lotId, theirs.lotId, consigned, made]);
    }
    const opened = await openLot(open(), centre.staff, consigned);
    expect(opened).toMatchObject({ value: { lot: { kind: "consigned", here: null, origins: 2 }, trace: { runs: [{ kind: "treat", residueGrams: 3_000, lotIds: [consigned] }] } } });
  });

  it("are for those who had the lot in hand, from staff up, and for operators", async () => {
    const [consigned = ""] = sent.lotIds;
    expect(await openLot(open(), corner.staff, consigned)).toMatchObject({ ok: true });
    expect(await openLot(open(), (await createYard(open(), "sorting")).staff, consigned)).toMatchObject({ error: "CUSTODY.NOT_FOUND" });
    expect(await openLot(open(), giver, consigned)).toMatchObject({ error: "CUSTODY.NOT_FOUND" });
    expect(await openLot(open(), await withRole(open(), centre.recycler, "viewer"), consigned)).toMatchObject({ error: "CUSTODY.NOT_ALLOWED" });
    expect(await openLot(open(), await createPerson(open(), { isOperator: true }), consigned)).toMatchObject({ ok: true });
    await bringLoad(open(), corner, giver, { grams: 700 });
    const next = await sendLoad(open(), corner, centre, [{ grams: 700 }], clock);
    expect(await openLot(open(), centre.staff, next.lotIds[0] ?? "")).toMatchObject({ ok: true });
    // What was sorted at the centre never was in the corner's hands.
    expect(await openLot(open(), corner.staff, made)).toMatchObject({ error: "CUSTODY.NOT_FOUND" });
  });

  it("tell a giver of their own grams only", async () => {
    const journey = await journeyOf(open(), mine.entryId);
    expect(journey).toMatchObject({ grams: 10_000, recoveredGrams: 9_000, residueGrams: 750, lostGrams: 250, onTheWayGrams: 0, settledAt: clock.now().toISOString() });
    expect(journey?.trace.lots.map((lot) => [lot.kind, lot.madeGrams, lot.pointName, lot.toName])).toEqual([
      ["arrival", 10_000, "collection yard", null],
      ["consigned", 10_000, "collection yard", "sorting yard"],
      ["recovered", 9_000, "sorting yard", null],
    ]);
    const text = JSON.stringify(journey);
    for (const secret of [theirs.lotId, theirs.entryId, giver.userName, "40000", "39000", "36000", "30000"]) expect(text).not.toContain(secret);
    expect(await journeyOf(open(), newId())).toBeNull();
  });

  it("stock and balance say what lies here and what came and went", async () => {
    const since = new Date("2026-05-30T00:00:00Z");
    expect(await stockOf(open(), { pointId: corner.pointId, since })).toMatchObject([{ material: "cardboard", isSorted: false, grams: 0, lots: 0, oldestAt: null, cameGrams: 40_000, wentGrams: 40_000 }]);
    expect(await stockOf(open(), { pointId: centre.pointId, since })).toMatchObject([
      { isSorted: false, grams: 0, cameGrams: 40_000, wentGrams: 39_000 },
      { isSorted: true, grams: 36_000, lots: 1, cameGrams: 36_000, wentGrams: 0 },
    ]);
    expect(await lotsHere(open(), { pointId: centre.pointId })).toMatchObject([{ id: made, grams: 36_000, kind: "recovered" }]);
    await bringLoad(open(), corner, giver, { grams: 1_000 });
    await sendLoad(open(), corner, centre, [{ grams: 900 }], clock);
    expect(await onTheWay(open(), centre.pointId)).toEqual({ toGrams: 900, fromGrams: 0 });
    expect(await onTheWay(open(), corner.pointId)).toEqual({ toGrams: 0, fromGrams: 900 });
    const sheet = balanceSheet(await postedSums(open(), { pointId: centre.pointId, from: since, until: new Date("2026-07-01T00:00:00Z") }));
    expect(sheet).toMatchObject({ inHandGrams: 40_000, unexplainedGrams: 0, isAlarming: false, differences: [{ reason: "moisture", grams: 1_000 }] });
    expect(sheet.total).toMatchObject({ opening: 0, received: 40_000, difference: 1_000, residue: 3_000, closing: 36_000 });
    expect(addedUp(sheet.total)).toBe(36_000);
  });
});
