import { beforeEach, expect, it } from "vitest";
import { recountLot } from "#app/flows/recount-lot.server.ts";
import { sqlState } from "#app/platform/db/sql.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { bringLoad, createNetwork, stockAt, type Yard } from "#tests/factories/custody.ts";
import { withRole } from "#tests/factories/people.ts";
import { clockAt } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { recordArrivals } from "./arrivals.service.server.ts";
import { deliverLot, mergeLots, splitLot } from "./lots.service.server.ts";
import { findUnsound } from "./origins.repository.server.ts";

describeDatabases("lots", (open) => {
  const clock = clockAt("2026-06-02T08:00:00Z");
  let corner: Yard;
  let centre: Yard;
  let giver: Actor;

  beforeEach(async () => {
    ({ corner, centre, giver } = await createNetwork(open()));
  });

  const sound = async () => expect(await findUnsound(open())).toEqual([]);
  const split = (lotId: string, parts: number[], more: { actor?: Actor; actId?: string; shownGrams?: number } = {}) =>
    splitLot(open(), more.actor ?? corner.staff, { actId: more.actId ?? newId(), pointId: corner.pointId, lotId, shownGrams: more.shownGrams ?? 100_000, parts }, clock);

  it("a load that came in is a lot of its whole mass, once", async () => {
    const { entryId, lotId } = await bringLoad(open(), corner, giver, { grams: 12_345, contaminationPermille: 80 });
    expect(await stockAt(open(), corner)).toEqual({ [lotId]: 12_345 });
    await open().$transaction((tx) =>
      recordArrivals(tx, { pointId: corner.pointId, partyId: corner.recycler.party.id, actorUserId: null, loads: [{ ledgerEntryId: entryId, material: "cardboard", grams: 12_345, contaminationPermille: 80 }], at: clock.now() }),
    );
    expect(await stockAt(open(), corner)).toEqual({ [lotId]: 12_345 });
    expect(await open().custodyLot.findUniqueOrThrow({ where: { id: lotId } })).toMatchObject({ kind: "arrival", isSorted: false, contaminationPermille: 80 });
    await sound();
  });

  it("splitting keeps the parent of each part, and what is not given to a part stays", async () => {
    const { lotId } = await bringLoad(open(), corner, giver, { grams: 100_000 });
    const done = await split(lotId, [30_000, 50_001]);
    const [one = "", two = ""] = done.ok ? done.value.lotIds : [];
    expect(await stockAt(open(), corner)).toEqual({ [lotId]: 19_999, [one]: 30_000, [two]: 50_001 });
    expect(await open().custodyEdge.findMany({ where: { parentId: lotId }, select: { childId: true, grams: true }, orderBy: { grams: "asc" } })).toEqual([{ childId: one, grams: 30_000 }, { childId: two, grams: 50_001 }]);
    await sound();
  });

  it("merging takes all of each, and keeps who brought what to the gram", async () => {
    const loads = [await bringLoad(open(), corner, giver, { grams: 7_001, contaminationPermille: 100 }), await bringLoad(open(), corner, giver, { grams: 2_999 })];
    const actId = newId();
    const merge = () => mergeLots(open(), corner.staff, { actId, pointId: corner.pointId, lotIds: loads.map((load) => load.lotId) }, clock);
    const done = await merge();
    const [lotId = ""] = done.ok ? done.value.lotIds : [];
    expect(await stockAt(open(), corner)).toEqual({ [lotId]: 10_000 });
    expect(await open().custodyLot.findUniqueOrThrow({ where: { id: lotId } })).toMatchObject({ kind: "merge", contaminationPermille: 70 });
    const parts = await open().custodyPart.findMany({ where: { lotId }, select: { leftGrams: true }, orderBy: { leftGrams: "asc" } });
    expect(parts.map((part) => part.leftGrams)).toEqual([2_999, 7_001]);
    expect(await merge()).toEqual({ ok: true, value: { actId, lotIds: [lotId], changed: false } });
    await sound();
  });

  it("lots of two kinds stay apart", async () => {
    const one = await bringLoad(open(), corner, giver, { grams: 5_000 });
    const other = await bringLoad(open(), corner, giver, { grams: 5_000, material: "pet" });
    expect(await mergeLots(open(), corner.staff, { actId: newId(), pointId: corner.pointId, lotIds: [one.lotId, other.lotId] }, clock)).toMatchObject({ error: "CUSTODY.NOT_ONE_KIND" });
  });

  it("somebody else's lot is not there for them, and a viewer only looks", async () => {
    const { lotId } = await bringLoad(open(), corner, giver, { grams: 100_000 });
    expect(await split(lotId, [1], { actor: centre.staff })).toMatchObject({ error: "CUSTODY.NOT_FOUND" });
    expect(await split(lotId, [1], { actor: giver })).toMatchObject({ error: "CUSTODY.NOT_FOUND" });
    expect(await split(lotId, [1], { actor: await withRole(open(), corner.recycler, "viewer") })).toMatchObject({ error: "CUSTODY.NOT_ALLOWED" });
    expect(await recountLot(open(), corner.staff, { actId: newId(), pointId: corner.pointId, lotId, shownGrams: 100_000, grams: 1, reason: "spill", note: "" }, clock)).toMatchObject({ error: "CUSTODY.NOT_ALLOWED" });
    expect(await stockAt(open(), corner)).toEqual({ [lotId]: 100_000 });
  });

  it("what the form showed must still be so, a repeat changes nothing, and no id works twice", async () => {
    const { lotId } = await bringLoad(open(), corner, giver, { grams: 100_000 });
    expect(await split(lotId, [100_001])).toMatchObject({ error: "CUSTODY.NOT_ENOUGH", details: { grams: 100_000 } });
    const actId = newId();
    const first = await split(lotId, [40_000], { actId });
    expect(await split(lotId, [40_000])).toMatchObject({ error: "CUSTODY.STALE", details: { grams: 60_000 } });
    expect(await split(lotId, [40_000], { actId })).toMatchObject({ value: { lotIds: first.ok ? first.value.lotIds : [], changed: false } });
    const theirs = await bringLoad(open(), centre, giver, { grams: 1_000 });
    expect(await splitLot(open(), centre.staff, { actId, pointId: centre.pointId, lotId: theirs.lotId, shownGrams: 1_000, parts: [1] }, clock)).toMatchObject({ error: "CUSTODY.ID_TAKEN" });
    await sound();
  });

  it("weighed again: less is lost, more is a surplus, each with its reason", async () => {
    const { lotId, entryId } = await bringLoad(open(), corner, giver, { grams: 10_000 });
    const recount = (shownGrams: number, grams: number) => recountLot(open(), corner.recycler, { actId: newId(), pointId: corner.pointId, lotId, shownGrams, grams, reason: "moisture", note: "" }, clock);
    expect(await recount(10_000, 10_000)).toMatchObject({ error: "CUSTODY.NOTHING_CHANGED" });
    expect(await recount(10_000, 9_400)).toMatchObject({ ok: true });
    expect(await recount(9_400, 9_500)).toMatchObject({ ok: true });
    expect(await stockAt(open(), corner)).toEqual({ [lotId]: 9_500 });
    expect(await open().custodyOrigin.findUniqueOrThrow({ where: { ledgerEntryId: entryId } })).toMatchObject({ lostGrams: 600, settledAt: null });
    await sound();
    // Nothing is left of it: it was never treated, and the ledger takes back what it had counted.
    expect(await recount(9_500, 0)).toMatchObject({ ok: true });
    const rows = await open().ledgerEntry.findMany({ where: { OR: [{ id: entryId }, { correctsId: entryId }] }, select: { kind: true, stage: true, co2eGrams: true } });
    expect(rows.reduce((sum, row) => sum + Number(row.co2eGrams), 0)).toBe(0);
    expect(rows.map((row) => row.stage).sort()).toEqual(["provisional", "verified"]);
    await sound();
  });

  it("only what was sorted can be delivered to a buyer outside", async () => {
    const { lotId } = await bringLoad(open(), corner, giver, { grams: 10_000 });
    expect(await deliverLot(open(), corner.staff, { actId: newId(), pointId: corner.pointId, lotId, shownGrams: 10_000, grams: 1_000, note: "Mill" }, clock)).toMatchObject({ error: "CUSTODY.NOT_SORTED" });
  });

  it("the database refuses stock below nothing, balances by hand, acts that do not balance and rings", async () => {
    const { lotId } = await bringLoad(open(), corner, giver, { grams: 10_000 });
    const done = await split(lotId, [4_000], { shownGrams: 10_000 });
    const [child = ""] = done.ok ? done.value.lotIds : [];
    const state = (work: Promise<unknown>) => work.then(() => null, (error: unknown) => sqlState(error));
    const post = async (rows: { lotId: string; account: "stock" | "adjustment"; grams: number }[]) => {
      const act = { id: newId(), kind: "count" as const, pointId: corner.pointId, partyId: corner.recycler.party.id, at: clock.now() };
      await open().$transaction(async (tx) => {
        await tx.custodyAct.create({ data: act, select: { id: true } });
        await tx.custodyPosting.createMany({ data: rows.map((row, line) => ({ ...row, line, actId: act.id, pointId: act.pointId, material: "cardboard", at: act.at })) });
      });
    };
    expect(await state(post([{ lotId, account: "stock", grams: -6_001 }, { lotId, account: "adjustment", grams: 6_001 }]))).toBe("23514");
    expect(await state(post([{ lotId, account: "stock", grams: -1 }]))).toBe("RB010");
    expect(await state(open().custodyBalance.updateMany({ data: { grams: 1 } }))).toBe("RB001");
    expect(await state(open().custodyEdge.create({ data: { parentId: child, childId: lotId, actId: done.ok ? done.value.actId : "", grams: 1 }, select: { grams: true } }))).toBe("RB010");
    await sound();
  });
});
