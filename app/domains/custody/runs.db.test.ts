import { beforeEach, expect, it } from "vitest";
import { runSorting } from "#app/flows/run-sorting.server.ts";
import { weighInConsignment } from "#app/flows/weigh-in-consignment.server.ts";
import { correctWeight, reverseEntry, verifyEntry } from "#app/domains/impact/corrections.service.server.ts";
import { calculateMaterialLot } from "#app/domains/impact/impact.coverage.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { bringLoad, createNetwork, sendLoad, stockAt, type Yard } from "#tests/factories/custody.ts";
import { withRole } from "#tests/factories/people.ts";
import { clockAt } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { deliverLot } from "./lots.service.server.ts";
import { findUnsound } from "./origins.repository.server.ts";
import type { RunInput } from "./custody.schema.ts";

describeDatabases("runs of the sorting line", (open) => {
  const clock = clockAt("2026-06-03T08:00:00Z");
  let corner: Yard;
  let centre: Yard;
  let giver: Actor;

  beforeEach(async () => {
    ({ corner, centre, giver } = await createNetwork(open()));
  });

  const sound = async () => expect(await findUnsound(open())).toEqual([]);
  const run = (input: Partial<RunInput> & { grams: number }, actor = centre.staff) =>
    runSorting(open(), actor, { actId: newId(), pointId: centre.pointId, material: "cardboard", outputs: [], residueGrams: 0, note: "", ...input }, clock);
  /** What an entry stands for with everything written about it. */
  const standing = async (entryId: string) => {
    const rows = await open().ledgerEntry.findMany({ where: { OR: [{ id: entryId }, { correctsId: entryId }] }, orderBy: { seq: "asc" }, select: { kind: true, stage: true, co2eGrams: true, verifiedGrams: true } });
    const sum = (field: "co2eGrams" | "verifiedGrams") => rows.reduce((all, row) => all + Number(row[field] ?? 0), 0);
    return { kinds: rows.map((row) => row.kind), isVerified: rows.some((row) => row.stage === "verified"), co2e: sum("co2eGrams"), verified: sum("verifiedGrams") };
  };
  const counted = (entryId: string, massGrams: number, contamination: number) => {
    const result = calculateMaterialLot({ id: entryId, material: "cardboard", massGrams, basis: "measured", ...(contamination > 0 ? { contamination } : {}) });
    if (result.status !== "ok") throw new Error("cardboard counts");
    return result.co2eGrams;
  };

  it("what comes out is a sorted lot with parents and givers, and the load is verified by the share recovered", async () => {
    const { entryId, lotId } = await bringLoad(open(), centre, giver, { grams: 100_000 });
    const done = await run({ grams: 100_000, outputs: [{ material: "cardboard", grams: 92_500 }], residueGrams: 7_300 });
    const [made = ""] = done.ok ? done.value.lotIds : [];
    expect(await stockAt(open(), centre)).toEqual({ [made]: 92_500 });
    expect(await open().custodyEdge.findMany({ where: { childId: made }, select: { parentId: true, grams: true } })).toEqual([{ parentId: lotId, grams: 92_500 }]);
    expect(await open().custodyOrigin.findUniqueOrThrow({ where: { ledgerEntryId: entryId } })).toMatchObject({ recoveredGrams: 92_500, residueGrams: 7_300, lostGrams: 200, settledAt: clock.now() });
    const expected = counted(entryId, 100_000, 0.075);
    expect(await standing(entryId)).toEqual({ kinds: ["entry", "adjustment"], isVerified: true, co2e: expected, verified: expected });
    await sound();
  });

  it("a load that turned out as the gate had it is verified without a gram changing", async () => {
    const { entryId } = await bringLoad(open(), centre, giver, { grams: 40_000, contaminationPermille: 50 });
    const before = await standing(entryId);
    await run({ grams: 40_000, outputs: [{ material: "cardboard", grams: 38_000 }], residueGrams: 2_000 });
    expect(await standing(entryId)).toEqual({ kinds: ["entry", "verification"], isVerified: true, co2e: before.co2e, verified: before.co2e });
  });

  it("a load of which nothing was recovered kept nothing out of the air", async () => {
    const { entryId } = await bringLoad(open(), centre, giver, { grams: 40_000 });
    await run({ grams: 40_000, residueGrams: 40_000 });
    expect(await standing(entryId)).toEqual({ kinds: ["entry", "adjustment"], isVerified: true, co2e: 0, verified: 0 });
  });

  it("a load that is treated in parts is verified once, with the last gram", async () => {
    const { entryId } = await bringLoad(open(), centre, giver, { grams: 100_000 });
    await run({ grams: 60_000, outputs: [{ material: "cardboard", grams: 60_000 }] });
    expect(await standing(entryId)).toMatchObject({ kinds: ["entry"], isVerified: false });
    await run({ grams: 39_999, residueGrams: 39_999 });
    expect(await standing(entryId)).toMatchObject({ kinds: ["entry"], isVerified: false });
    await run({ grams: 1, residueGrams: 1 });
    const expected = counted(entryId, 100_000, 0.4);
    expect(await standing(entryId)).toEqual({ kinds: ["entry", "adjustment"], isVerified: true, co2e: expected, verified: expected });
    await sound();
  });

  it("loads that were thrown together share what came of them to the gram", async () => {
    const loads = [await bringLoad(open(), corner, giver, { grams: 10_000 }), await bringLoad(open(), corner, giver, { grams: 20_000 }), await bringLoad(open(), corner, giver, { grams: 3_333 })];
    const sent = await sendLoad(open(), corner, centre, [{ grams: 33_333 }], clock);
    const arrived = await weighInConsignment(open(), centre.staff, { consignmentId: sent.consignmentId, version: sent.version, verb: "receive", lines: [{ lineId: sent.lineIds[0] ?? "", grams: 33_000 }] }, clock);
    expect(arrived).toMatchObject({ ok: true });
    await run({ grams: 33_000, outputs: [{ material: "cardboard", grams: 30_001 }], residueGrams: 2_999 });
    const origins = await open().custodyOrigin.findMany({ where: { ledgerEntryId: { in: loads.map((load) => load.entryId) } } });
    const total = (field: "recoveredGrams" | "residueGrams" | "lostGrams") => origins.reduce((sum, origin) => sum + origin[field], 0);
    expect([total("recoveredGrams"), total("residueGrams"), total("lostGrams")]).toEqual([30_001, 2_999, 333]);
    for (const origin of origins) expect(Math.abs(origin.recoveredGrams - (origin.grams * 30_001) / 33_333)).toBeLessThan(2);
    for (const load of loads) expect(await standing(load.entryId)).toMatchObject({ isVerified: true });
    await sound();
  });

  it("what an operator has verified or taken back stays so, and a weight put right is kept", async () => {
    const [verified, reversed, heavier] = [await bringLoad(open(), centre, giver, { grams: 10_000 }), await bringLoad(open(), centre, giver, { grams: 10_000 }), await bringLoad(open(), centre, giver, { grams: 10_000 })];
    await open().$transaction(async (tx) => {
      await verifyEntry(tx, { outcomeId: newId(), entryId: verified.entryId, treatment: "as_recorded", at: clock.now() });
      await reverseEntry(tx, { entryId: reversed.entryId, reason: "mistake", at: clock.now() });
      await correctWeight(tx, { correctionId: newId(), entryId: heavier.entryId, netGrams: 12_000, contaminationPermille: 0, at: clock.now() });
    });
    expect(await run({ grams: 30_000, outputs: [{ material: "cardboard", grams: 27_000 }], residueGrams: 3_000 })).toMatchObject({ ok: true });
    expect((await standing(verified.entryId)).kinds).toEqual(["entry", "verification"]);
    expect((await standing(reversed.entryId)).kinds).toEqual(["entry", "reversal"]);
    expect(await standing(heavier.entryId)).toMatchObject({ kinds: ["entry", "adjustment", "adjustment"], co2e: counted(heavier.entryId, 12_000, 0.1) });
  });

  it("sums must be right: not more out than in, no silence about a loss, not what is not there", async () => {
    await bringLoad(open(), centre, giver, { grams: 100_000 });
    expect(await run({ grams: 100_001, outputs: [{ material: "cardboard", grams: 100_001 }] })).toMatchObject({ error: "CUSTODY.NOT_ENOUGH", details: { grams: 100_000 } });
    expect(await run({ grams: 1_000, outputs: [{ material: "cardboard", grams: 900 }], residueGrams: 101 })).toMatchObject({ error: "CUSTODY.OUTPUT_TOO_MUCH", details: { grams: 1 } });
    expect(await run({ grams: 1_000 })).toMatchObject({ error: "CUSTODY.PARTS_INVALID" });
    expect(await run({ grams: 100_000, outputs: [{ material: "cardboard", grams: 99_499 }] })).toMatchObject({ error: "CUSTODY.REASON_NEEDED" });
    expect(await run({ grams: 100_000, outputs: [{ material: "cardboard", grams: 99_499 }], reason: "other" })).toMatchObject({ error: "CUSTODY.REASON_NEEDED" });
    expect(await run({ grams: 100_000, outputs: [{ material: "cardboard", grams: 99_499 }], reason: "moisture" })).toMatchObject({ ok: true });
    await sound();
  });

  it("only people of the place may, no collection point sorts, a repeat changes nothing, and what was sorted goes into no second run", async () => {
    const here = await bringLoad(open(), centre, giver, { grams: 10_000, material: "pet" });
    await bringLoad(open(), corner, giver, { grams: 10_000 });
    const input = { grams: 10_000, material: "pet", outputs: [{ material: "pet", grams: 10_000 }], actId: newId() };
    expect(await run(input, corner.staff)).toMatchObject({ error: "CUSTODY.NOT_FOUND" });
    expect(await run(input, await withRole(open(), centre.recycler, "viewer"))).toMatchObject({ error: "CUSTODY.NOT_ALLOWED" });
    expect(await run({ ...input, material: "cardboard", pointId: corner.pointId }, corner.staff)).toMatchObject({ error: "CUSTODY.WRONG_WAY" });
    const done = await run({ ...input, lotIds: [here.lotId] });
    const again = await run({ ...input, lotIds: [here.lotId] });
    expect(done).toMatchObject({ value: { changed: true } });
    expect(again).toEqual({ ok: true, value: { ...(done.ok ? done.value : {}), changed: false } });
    expect(await run({ ...input, actId: newId() })).toMatchObject({ error: "CUSTODY.NOT_ENOUGH", details: { grams: 0 } });
    const [lotId = ""] = done.ok ? done.value.lotIds : [];
    expect(await deliverLot(open(), centre.staff, { actId: newId(), pointId: centre.pointId, lotId, shownGrams: 10_000, grams: 10_001, note: "Mill" }, clock)).toMatchObject({ error: "CUSTODY.NOT_ENOUGH" });
    expect(await deliverLot(open(), centre.staff, { actId: newId(), pointId: centre.pointId, lotId, shownGrams: 10_000, grams: 10_000, note: "Mill" }, clock)).toMatchObject({ ok: true });
    expect(await stockAt(open(), centre)).toEqual({});
    await sound();
  });

  it("a sorted lot that loses mass on its way leaves the loads as the run settled them", async () => {
    const load = await bringLoad(open(), centre, giver, { grams: 10_000 });
    await run({ grams: 10_000, outputs: [{ material: "cardboard", grams: 10_000 }] });
    const before = await standing(load.entryId);
    const other = (await createNetwork(open())).centre;
    const sent = await sendLoad(open(), centre, other, [{ grams: 10_000, isSorted: true }], clock);
    for (const [grams, reason] of [[9_000, "spill"]] as const) {
      expect(await weighInConsignment(open(), other.staff, { consignmentId: sent.consignmentId, version: sent.version, verb: "receive", lines: [{ lineId: sent.lineIds[0] ?? "", grams, reason }] }, clock)).toMatchObject({ ok: true });
    }
    expect(await standing(load.entryId)).toEqual(before);
    await sound();
  });
});
