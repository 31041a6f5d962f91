import { expect, it } from "vitest";
import { postedSums } from "#app/domains/custody/balance.repository.server.ts";
import { balanceSheet } from "#app/domains/custody/balance.rules.ts";
import { mergeLots } from "#app/domains/custody/lots.service.server.ts";
import { MAX_GRAMS } from "#app/domains/custody/mass.rules.ts";
import { findUnsound } from "#app/domains/custody/origins.repository.server.ts";
import { holdSale } from "#app/domains/custody/sales.service.server.ts";
import { openLot } from "#app/domains/custody/trace.service.server.ts";
import { surplusCause } from "#app/domains/deals/tally.repository.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { bringLoad, createYard, sellLoad, stockAt, type Yard } from "#tests/factories/custody.ts";
import { codeOf, createDeal, must } from "#tests/factories/deals.ts";
import { createParty, createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { correctLedgerEntry } from "./correct-ledger-entry.server.ts";
import { enterDealCode } from "./hand-over-deal.server.ts";
import { recountLot } from "./recount-lot.server.ts";
import { runSorting } from "./run-sorting.server.ts";

describeDatabases("what one recycler sells to another", (open) => {
  async function scene() {
    const db = open();
    return { seller: await createYard(db, "collection"), buyer: await createYard(db, "sorting"), household: await createPerson(db) };
  }
  /** A deal about cardboard that is handed over with the code, with what the scale said. */
  async function sell(giver: Actor, taker: Actor, measuredGrams: number) {
    const deal = await createDeal(open(), { listing: { kind: "material", material: "cardboard", massGrams: measuredGrams }, giver, taker, state: "accepted" });
    const done = must(await enterDealCode(open(), deal.giver, { dealId: deal.id, version: undefined, movedUnits: undefined, measuredGrams, confirmDeclared: false, code: await codeOf(open(), deal.id) }, deal.clock));
    const entry = await open().ledgerEntry.findFirstOrThrow({ where: { causeType: "deal", causeId: deal.id }, select: { id: true, route: true, co2eGrams: true } });
    return { deal, done, entry, at: deal.clock.at };
  }
  async function balanceOf(yard: Yard) {
    const { total, differences, unexplainedGrams } = balanceSheet(await postedSums(open(), { pointId: yard.pointId, from: new Date("2020-01-01T00:00:00Z"), until: new Date("2100-01-01T00:00:00Z") }));
    return { total, differences, unexplainedGrams };
  }

  it("is a lot of the buyer's, made of the seller's oldest lots, to the gram, and counted once", async () => {
    const { seller, buyer, household } = await scene();
    const [first, second] = [await bringLoad(open(), seller, household, { grams: 30_000 }), await bringLoad(open(), seller, household, { grams: 30_000 })];
    const { entry } = await sell(seller.recycler, buyer.recycler, 40_000);
    expect(await stockAt(open(), seller)).toEqual({ [second.lotId]: 20_000 });
    const [lotId = "", ...others] = Object.keys(await stockAt(open(), buyer));
    expect([others, await stockAt(open(), buyer)]).toEqual([[], { [lotId]: 40_000 }]);
    const edges = await open().custodyEdge.findMany({ where: { childId: lotId }, orderBy: { grams: "asc" }, select: { parentId: true, grams: true } });
    expect(edges).toEqual([{ parentId: second.lotId, grams: 10_000 }, { parentId: first.lotId, grams: 30_000 }]);
    expect([(await balanceOf(seller)).total, (await balanceOf(buyer)).total]).toMatchObject([{ arrived: 60_000, sent: 40_000, difference: 0, closing: 20_000 }, { arrived: 0, received: 40_000, closing: 40_000 }]);
    // The household's entries count; the sale hands on what was counted.
    expect(entry).toMatchObject({ route: "in_chain", co2eGrams: null });
    expect(await findUnsound(open())).toEqual([]);

    // Both see the whole chain, and a stranger nothing; sorting at the buyer's verifies what was brought to the seller.
    for (const who of [seller.staff, buyer.staff]) expect((must(await openLot(open(), who, lotId))).trace.lots.map((lot) => lot.toName ?? lot.hereName)).toContain("sorting yard");
    expect(await openLot(open(), (await createYard(open(), "sorting")).staff, lotId)).toMatchObject({ error: "CUSTODY.NOT_FOUND" });
    must(await runSorting(open(), buyer.staff, { actId: newId(), pointId: buyer.pointId, material: "cardboard", grams: 40_000, outputs: [{ material: "cardboard", grams: 40_000 }], residueGrams: 0 }, { now: () => new Date() }));
    expect(await open().ledgerEntry.count({ where: { correctsId: first.entryId, causeType: "outcome" } })).toBe(1);
    expect(await open().ledgerEntry.count({ where: { correctsId: second.entryId } })).toBe(0);
  });

  it("beyond what is on the books is a difference of the seller's, a load of its own at the buyer's, and counts", async () => {
    const { seller, buyer, household } = await scene();
    const { lotId } = await bringLoad(open(), seller, household, { grams: 150_000 });
    const { deal, entry, at } = await sell(seller.recycler, buyer.recycler, 170_000);
    expect(await stockAt(open(), seller)).toEqual({});
    expect(Object.values(await stockAt(open(), buyer)).sort()).toEqual([150_000, 20_000]);
    expect(await balanceOf(seller)).toMatchObject({ total: { sent: 170_000, difference: -20_000, closing: 0 }, differences: [{ reason: "not_on_books", grams: 20_000 }], unexplainedGrams: 20_000 });
    // Of this month's 150 kg in hand that is too much, if the load came this month; else there was as much to begin with.
    expect(await open().balanceAlarm.count({ where: { pointId: seller.pointId, raisedAt: at } })).toBe(1);
    expect(await open().custodyEdge.findMany({ where: { parentId: lotId }, select: { grams: true } })).toEqual([{ grams: 150_000 }]);
    expect(await open().ledgerEntry.findUniqueOrThrow({ where: { id: entry.id }, select: { route: true, massGrams: true } })).toEqual({ route: "in_chain", massGrams: 150_000 });
    const surplus = await open().ledgerEntry.findFirstOrThrow({ where: { causeId: surplusCause(deal.id) }, select: { id: true, route: true, massGrams: true, co2eGrams: true } });
    expect(surplus).toMatchObject({ route: "recycle", massGrams: 20_000, co2eGrams: expect.any(BigInt) as bigint });
    // It is a load like any other: weighed anew, and sorted, it is put right and verified.
    const operator = await createPerson(open(), { isOperator: true });
    must(await correctLedgerEntry(open(), operator, { entryId: surplus.id, submissionId: newId(), version: 1, act: "weight", net: 15_000, contamination: 0, reason: undefined, note: "" }));
    expect(Object.values(await stockAt(open(), buyer)).sort()).toEqual([15_000, 150_000]);
    must(await runSorting(open(), buyer.staff, { actId: newId(), pointId: buyer.pointId, material: "cardboard", grams: 165_000, outputs: [{ material: "cardboard", grams: 165_000 }], residueGrams: 0 }, { now: () => new Date() }));
    expect(await open().ledgerEntry.count({ where: { correctsId: surplus.id, causeType: "outcome" } })).toBe(1);
    expect(await findUnsound(open())).toEqual([]);
  });

  it("one gram on the books un-counts one gram; more than a lot can hold moves no stock", async () => {
    const { seller, buyer, household } = await scene();
    const { lotId } = await bringLoad(open(), seller, household, { grams: 1 });
    const [, surplusId = ""] = await sellLoad(open(), seller, buyer, { material: "cardboard", grams: 50_000, at: new Date() });
    expect(await open().ledgerEntry.findUniqueOrThrow({ where: { id: surplusId }, select: { massGrams: true, route: true } })).toEqual({ massGrams: 49_999, route: "recycle" });
    expect([lotId, await stockAt(open(), seller)]).toEqual([lotId, {}]);
    const sale = { sellerPartyId: buyer.recycler.party.id, buyerPartyId: seller.recycler.party.id, material: "cardboard" };
    expect(await open().$transaction((tx) => holdSale(tx, { ...sale, grams: MAX_GRAMS + 1 }))).toBeNull();
    expect(await open().$transaction((tx) => holdSale(tx, { ...sale, grams: MAX_GRAMS }))).toMatchObject({ foundGrams: 50_000 });
  });

  it("taken back, what lies there still is the seller's again, also out of a merged lot; what was sorted is a difference of both", async () => {
    const { seller, buyer, household } = await scene();
    const operator = await createPerson(open(), { isOperator: true });
    const now = { now: () => new Date() };
    await bringLoad(open(), seller, household, { grams: 50_000, at: now.now() });
    const other = await bringLoad(open(), buyer, household, { grams: 5_000, at: now.now() });
    const { entry } = await sell(seller.recycler, buyer.recycler, 40_000);
    const [soldLot = ""] = Object.keys(await stockAt(open(), buyer)).filter((id) => id !== other.lotId);
    must(await runSorting(open(), buyer.staff, { actId: newId(), pointId: buyer.pointId, lotIds: [soldLot], material: "cardboard", grams: 10_000, outputs: [{ material: "cardboard", grams: 10_000 }], residueGrams: 0 }, now));
    must(await mergeLots(open(), buyer.staff, { actId: newId(), pointId: buyer.pointId, lotIds: [soldLot, other.lotId] }, now));
    const takeBack = () => correctLedgerEntry(open(), operator, { entryId: entry.id, submissionId: newId(), version: 1, act: "take_back", net: null, contamination: 0, reason: "refund", note: "" }, now);
    must(await takeBack());
    must(await takeBack());
    expect(Object.values(await stockAt(open(), seller)).sort()).toEqual([10_000, 30_000]);
    expect(Object.values(await stockAt(open(), buyer)).sort()).toEqual([10_000, 5_000]);
    expect([await balanceOf(seller), await balanceOf(buyer)]).toMatchObject([{ total: { sent: 0, difference: 10_000, closing: 40_000 } }, { total: { received: 0, difference: -10_000, closing: 15_000 } }]);
    expect(await findUnsound(open())).toEqual([]);
  });

  it("taken back, what a count found at the buyer's later stays the buyer's, though it lies in the sold lot", async () => {
    const { seller, buyer, household } = await scene();
    const operator = await createPerson(open(), { isOperator: true });
    const now = { now: () => new Date() };
    await bringLoad(open(), seller, household, { grams: 50_000, at: now.now() });
    const { entry } = await sell(seller.recycler, buyer.recycler, 40_000);
    const [lotId = ""] = Object.keys(await stockAt(open(), buyer));
    must(await recountLot(open(), buyer.recycler, { actId: newId(), lotId, pointId: buyer.pointId, shownGrams: 40_000, grams: 40_300, reason: "scale", note: "" }, now));
    must(await correctLedgerEntry(open(), operator, { entryId: entry.id, submissionId: newId(), version: 1, act: "take_back", net: null, contamination: 0, reason: "refund", note: "" }, now));
    expect(Object.values(await stockAt(open(), seller)).sort()).toEqual([10_000, 40_000]);
    expect(await stockAt(open(), buyer)).toEqual({ [lotId]: 300 });
    expect(await balanceOf(buyer)).toMatchObject({ total: { received: 0, closing: 300 } });
    expect(await findUnsound(open())).toEqual([]);
  });

  it("is sold sorted where there is enough of that, and stays sorted", async () => {
    const { seller, household } = await scene();
    const [centre, mill] = [await createYard(open(), "sorting", seller.recycler), await createYard(open(), "sorting")];
    await bringLoad(open(), seller, household, { grams: 90_000 });
    await bringLoad(open(), centre, household, { grams: 50_000 });
    must(await runSorting(open(), centre.staff, { actId: newId(), pointId: centre.pointId, material: "cardboard", grams: 50_000, outputs: [{ material: "cardboard", grams: 48_000 }], residueGrams: 2_000 }, { now: () => new Date("2026-06-02T08:00:00Z") }));
    await sell(seller.recycler, mill.recycler, 40_000);
    expect([Object.values(await stockAt(open(), seller)), Object.values(await stockAt(open(), centre))]).toEqual([[90_000], [8_000]]);
    const [lotId] = Object.keys(await stockAt(open(), mill));
    expect(await open().custodyLot.findUniqueOrThrow({ where: { id: lotId ?? "" }, select: { isSorted: true, kind: true } })).toEqual({ isSorted: true, kind: "consigned" });
    expect(await findUnsound(open())).toEqual([]);
  });

  it("of which nothing was on the books comes to the buyer as from anybody, and counts; without a point at the buyer's nothing moves", async () => {
    const { seller, buyer, household } = await scene();
    const { entry } = await sell(seller.recycler, buyer.recycler, 5_000);
    expect(entry.route).toBe("recycle");
    const [lotId] = Object.keys(await stockAt(open(), buyer));
    expect(await open().custodyOrigin.findFirst({ where: { lotId: lotId ?? "" }, select: { ledgerEntryId: true } })).toEqual({ ledgerEntryId: entry.id });
    const load = await bringLoad(open(), seller, household, { grams: 9_000 });
    await sell(seller.recycler, await createParty(open(), "recycler"), 4_000);
    expect(await stockAt(open(), seller)).toEqual({ [load.lotId]: 9_000 });
    expect(await findUnsound(open())).toEqual([]);
  });
});

describeDatabases(
  "two sales of the same stock",
  (open) => {
    it("share what there is: nothing is sold twice from the books, and nothing is below zero", async () => {
      const db = open();
      const [seller, one, two] = [await createYard(db, "collection"), await createYard(db, "sorting"), await createYard(db, "sorting")];
      await bringLoad(db, seller, await createPerson(db), { grams: 100_000 });
      const deals = [];
      for (const yard of [one, two]) deals.push(await createDeal(db, { listing: { kind: "material", material: "cardboard", massGrams: 70_000 }, giver: seller.recycler, taker: yard.recycler, state: "accepted" }));
      await Promise.all(
        deals.map(async (deal) => must(await enterDealCode(db, deal.giver, { dealId: deal.id, version: undefined, movedUnits: undefined, measuredGrams: 70_000, confirmDeclared: false, code: await codeOf(db, deal.id) }, deal.clock))),
      );
      const { _sum } = await db.custodyEdge.aggregate({ where: { parent: { partyId: seller.recycler.party.id } }, _sum: { grams: true } });
      expect(_sum.grams).toBe(100_000);
      expect(await stockAt(db, seller)).toEqual({});
      const came = [one, two].map(async (yard) => Object.values(await stockAt(db, yard)).reduce((sum, grams) => sum + grams, 0));
      expect(await Promise.all(came)).toEqual([70_000, 70_000]);
      expect(await findUnsound(db)).toEqual([]);
    });
  },
  { on: ["postgresql"] },
);
