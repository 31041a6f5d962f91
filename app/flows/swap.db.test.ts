import { expect, it } from "vitest";
import { viewDeal } from "#app/domains/deals/deals.service.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import { codeOf, createDeal, must, perform, testClock, type TestDeal } from "#tests/factories/deals.ts";
import { createListing } from "#tests/factories/listings.ts";
import { createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { acceptDeal } from "./accept-deal.server.ts";
import { cancelDeal } from "./cancel-deal.server.ts";
import { completeDeal } from "./confirm-deal.server.ts";
import { counterDeal } from "./counter-deal.server.ts";
import { handOverDeal } from "./hand-over-deal.server.ts";
import { receiptOfDeal } from "./receipt-of-deal.server.ts";
import { requestDeal } from "./request-deal.server.ts";
import { viewDealPage } from "./view-deal.server.ts";
import { withdrawListing } from "./withdraw-listing.server.ts";

type Db = Database["db"];

async function stock(db: Db, deal: TestDeal) {
  const of = async (id: string) => {
    const { unitsAvailable, unitsHeld, unitsHandedOver } = await db.listing.findUniqueOrThrow({ where: { id } });
    return [unitsAvailable, unitsHeld, unitsHandedOver];
  };
  return { asked: await of(deal.listingId), inReturn: await of(deal.swapListingId ?? "") };
}

describeDatabases("swaps", (open) => {
  it("a yes holds both things, one code hands both over, and each has its own entry with the sides turned", async () => {
    const db = open();
    const deal = await createDeal(db, { kind: "swap" });
    expect(must(await viewDeal(db, deal.giver, deal.id)).terms.swap).toMatchObject({ listingId: deal.swapListingId, title: "Lamp of brass", units: 1 });
    must(await perform(db, deal, "accept", { mover: "giver" }));
    expect(await stock(db, deal)).toEqual({ asked: [0, 1, 0], inReturn: [0, 1, 0] });
    must(await perform(db, deal, "enter_code", { mover: "giver" }));
    expect(await stock(db, deal)).toEqual({ asked: [0, 0, 1], inReturn: [0, 0, 1] });
    const entries = await db.ledgerEntry.findMany({ where: { causeId: { startsWith: deal.id } }, orderBy: { causeId: "asc" } });
    expect(entries.map((entry) => [entry.causeId, entry.lotId, entry.category, entry.giverPartyId, entry.takerPartyId])).toEqual([
      [deal.id, deal.id, "wooden_chair", deal.giver.party.id, deal.taker.party.id],
      [`${deal.id}/swap`, `${deal.id}/swap`, "lamp", deal.taker.party.id, deal.giver.party.id],
    ]);
    const { payload } = await db.outboxEvent.findFirstOrThrow({ where: { type: "deals.completed", payload: { path: ["dealId"], equals: deal.id } } });
    expect((payload as { entryIds: string[] }).entryIds.sort()).toEqual(entries.map((entry) => entry.id).sort());
    const page = must(await viewDealPage(db, deal.taker, { dealId: deal.id, publicUrl: "http://x" }));
    expect([page.tally?.entryId, page.returnTally?.entryId]).toEqual(entries.map((entry) => entry.id));
  });

  it("cancelled, missed or taken back, both come back once", async () => {
    const db = open();
    for (const verb of ["cancel", "undo_accept", "report_no_show"] as const) {
      const deal = await createDeal(db, { kind: "swap", state: "scheduled" });
      if (verb === "report_no_show") deal.clock.at = new Date(deal.clock.at.getTime() + 26 * 3_600_000);
      must(await perform(db, deal, verb, { mover: "giver" }));
      expect(await perform(db, deal, verb, { mover: "giver" })).toMatchObject({ ok: false });
      expect(await stock(db, deal), verb).toEqual({ asked: [1, 0, 0], inReturn: [1, 0, 0] });
    }
  });

  it("takes only the asking side's own shown goods, as many as there are; another may be asked for instead", async () => {
    const db = open();
    const [owner, asker, clock] = [await createPerson(db), await createPerson(db), testClock()];
    const listing = await createListing(db, owner, { offer: "swap" });
    const ask = (swapListingId: string | undefined, swapUnits = 1) => requestDeal(db, asker, { listingId: listing.id, units: 1, message: "", swapUnits, ...(swapListingId ? { swapListingId } : {}) }, clock);
    const own = await createListing(db, asker, { units: 2 });
    const somebodys = await createListing(db, owner);
    const material = await createListing(db, asker, { kind: "material" });
    const wanted = await createListing(db, asker, { offer: "wanted" });
    for (const id of [undefined, somebodys.id, material.id, wanted.id, "nowhere"]) expect(await ask(id)).toMatchObject({ error: "DEALS.SWAP_LISTING_NOT_FOUND" });
    expect(await ask((await createListing(db, asker, { state: "paused" })).id)).toMatchObject({ error: "DEALS.SWAP_LISTING_CLOSED" });
    expect(await ask(own.id, 3)).toEqual({ ok: false, error: "DEALS.SWAP_TOO_MANY_UNITS", details: { available: 2 } });
    must(await ask(own.id, 2));
  });

  it("may have money on top, from either side: by number like all terms, whole at the hand-over, on both receipts", async () => {
    const db = open();
    const onTop = { minor: 2_000, currency: "EUR", basis: "total" } as const;
    const deal = await createDeal(db, { kind: "swap", units: 2, listing: { units: 2 }, request: { price: onTop } });
    const terms = async () => must(await viewDeal(db, deal.giver, deal.id)).terms;
    // Who names no payer pays.
    expect(await terms()).toMatchObject({ number: 1, price: onTop, paidBySide: "taker" });
    const inReturn = { dealId: deal.id, units: 2, swapListingId: deal.swapListingId ?? "", note: "" };
    const counter = (mover: "giver" | "taker", number: number, rest: object) => counterDeal(db, mover === "giver" ? deal.giver : deal.taker, { ...inReturn, terms: number, ...rest }, deal.clock);
    must(await counter("giver", 1, { price: { ...onTop, minor: 3_000 }, paidBySide: "taker" }));
    expect(await terms()).toMatchObject({ number: 2, bySide: "giver", price: { minor: 3_000 }, paidBySide: "taker" });
    // Nothing on top is no price, and no payer.
    must(await counter("taker", 2, { price: { ...onTop, minor: 0 } }));
    expect(await terms()).toMatchObject({ number: 3, price: null, paidBySide: null });
    expect(await counter("giver", 3, { price: { ...onTop, basis: "per_unit" } })).toEqual({ ok: false, error: "DEALS.PRICE_INVALID" });
    must(await counter("giver", 3, { price: { ...onTop, minor: 2_500 } }));
    expect(await terms()).toMatchObject({ number: 4, price: { minor: 2_500 }, paidBySide: "giver" });
    expect(await acceptDeal(db, deal.taker, { dealId: deal.id, terms: 1 }, deal.clock)).toMatchObject({ ok: false, error: "DEALS.STALE_TERMS" });
    must(await acceptDeal(db, deal.taker, { dealId: deal.id, terms: 4 }, deal.clock));
    const line = await db.message.findFirstOrThrow({ where: { conversation: { dealId: deal.id }, systemCode: "countered" }, orderBy: { seq: "desc" } });
    expect(line.systemParams).toMatchObject({ priceMinor: 2_500, currency: "EUR", paidBySide: "giver", swapTitle: "Lamp of brass" });
    must(await handOverDeal(db, deal.giver, { dealId: deal.id, movedUnits: 1, measuredGrams: null, confirmDeclared: false }, deal.clock));
    must(await completeDeal(db, deal.taker, { dealId: deal.id }, deal.clock));
    for (const actor of [deal.giver, deal.taker])
      expect(must(await receiptOfDeal(db, actor, deal.id))).toMatchObject({ units: 1, paid: { minor: 2_500, currency: "EUR" }, paidBy: deal.giver.party.name, inReturn: { title: "Lamp of brass", units: 1 } });
  });

  it("without money on top settle nothing; elsewhere a payer is left aside, and the database keeps both straight", async () => {
    const db = open();
    const plain = await createDeal(db, { kind: "swap", state: "completed" });
    expect(await db.deal.findUniqueOrThrow({ where: { id: plain.id } })).toMatchObject({ settledMinor: null });
    expect(must(await receiptOfDeal(db, plain.taker, plain.id))).toMatchObject({ paid: null, paidBy: null });
    const sale = await createDeal(db, { kind: "sale", request: { paidBySide: "giver" } });
    expect(must(await viewDeal(db, sale.giver, sale.id)).terms).toMatchObject({ price: { minor: 4500 }, paidBySide: null });
    const row = { dealId: plain.id, bySide: "giver", units: 1, swapListingId: plain.swapListingId, swapUnits: 1 };
    const money = { priceMinor: 500, currency: "EUR", priceBasis: "total" };
    const wrong = [{ ...row, ...money }, { ...row, paidBySide: "giver" }, { ...row, ...money, paidBySide: "operator" }, { ...row, ...money, priceBasis: "per_unit", paidBySide: "giver" }, { ...row, ...money, swapListingId: null, swapUnits: null, paidBySide: "giver" }];
    for (const [index, data] of wrong.entries()) await expect(db.dealTerms.create({ data: { ...data, number: 50 + index } })).rejects.toThrow();
    await db.dealTerms.create({ data: { ...row, ...money, paidBySide: "giver", number: 60 } });
  });

  it("what is promised in return to one is not there for another; the request stays in the queue", async () => {
    const db = open();
    const deal = await createDeal(db, { kind: "swap" });
    const other = await createPerson(db);
    const third = must(await requestDeal(db, other, { listingId: deal.swapListingId ?? "", units: 1, message: "" }, deal.clock));
    must(await acceptDeal(db, deal.taker, { dealId: third.dealId, terms: 1 }, deal.clock));
    expect(await perform(db, deal, "accept", { mover: "giver" })).toMatchObject({ ok: false, error: "DEALS.UNITS_TAKEN", details: { listingId: deal.swapListingId } });
    expect(await db.deal.findUniqueOrThrow({ where: { id: deal.id } })).toMatchObject({ state: "requested", holdsUnits: false });
    expect((await stock(db, deal)).asked).toEqual([1, 0, 0]);
  });

  it("either thing gone closes the requests it stands in", async () => {
    const db = open();
    const withdrawn = await createDeal(db, { kind: "swap" });
    must(await withdrawListing(db, withdrawn.taker, { listingId: withdrawn.swapListingId ?? "", reason: "broken" }, withdrawn.clock));
    expect(await db.deal.findUniqueOrThrow({ where: { id: withdrawn.id } })).toMatchObject({ state: "declined", endReason: "listing_withdrawn" });

    const deal = await createDeal(db, { kind: "swap" });
    const given = must(await requestDeal(db, await createPerson(db), { listingId: deal.swapListingId ?? "", units: 1, message: "" }, deal.clock));
    must(await acceptDeal(db, deal.taker, { dealId: given.dealId, terms: 1 }, deal.clock));
    must(await perform(db, { ...deal, id: given.dealId }, "enter_code", { actor: deal.taker, code: await codeOf(db, given.dealId) }));
    expect(await db.deal.findUniqueOrThrow({ where: { id: deal.id } })).toMatchObject({ state: "declined", endReason: "listing_gone" });
  });
});

describeDatabases(
  "races of swaps",
  (open) => {
    it("two swaps crossing each other: one is made, nothing hangs", async () => {
      const db = open();
      for (let round = 0; round < 6; round++) {
        const [ana, ben, clock] = [await createPerson(db), await createPerson(db), testClock()];
        const [chair, lamp] = [await createListing(db, ana, { offer: "swap" }), await createListing(db, ben, { offer: "swap", category: "lamp" })];
        const one = must(await requestDeal(db, ben, { listingId: chair.id, units: 1, message: "", swapListingId: lamp.id }, clock));
        const other = must(await requestDeal(db, ana, { listingId: lamp.id, units: 1, message: "", swapListingId: chair.id }, clock));
        const results = await Promise.all([acceptDeal(db, ana, { dealId: one.dealId, terms: 1 }, clock), acceptDeal(db, ben, { dealId: other.dealId, terms: 1 }, clock)]);
        expect(results.filter((result) => result.ok)).toHaveLength(1);
        for (const result of results) if (!result.ok) expect(result.error).toBe("DEALS.UNITS_TAKEN");
        for (const id of [chair.id, lamp.id]) expect(await db.listing.findUniqueOrThrow({ where: { id } })).toMatchObject({ unitsAvailable: 0, unitsHeld: 1 });
      }
    });

    it("a yes, a withdrawal of the other thing, and a cancellation at once keep both counts right", async () => {
      const db = open();
      for (let round = 0; round < 6; round++) {
        const deal = await createDeal(db, { kind: "swap" });
        await Promise.all([
          acceptDeal(db, deal.giver, { dealId: deal.id, terms: 1 }, deal.clock),
          withdrawListing(db, deal.taker, { listingId: deal.swapListingId ?? "", reason: "broken" }, deal.clock),
          cancelDeal(db, deal.taker, { dealId: deal.id, reason: "changed_mind" }, deal.clock),
        ]);
        const { state } = await db.deal.findUniqueOrThrow({ where: { id: deal.id } });
        const held = state === "accepted" ? 1 : 0;
        expect(await stock(db, deal)).toEqual({ asked: [1 - held, held, 0], inReturn: [1 - held, held, 0] });
      }
    });

    it("completed from both sides at once leaves two entries, one for each thing", async () => {
      const db = open();
      const deal = await createDeal(db, { kind: "swap", state: "handed_over", handedOverBy: "taker" });
      const results = await Promise.all([completeDeal(db, deal.giver, { dealId: deal.id }, deal.clock), perform(db, deal, "enter_code", { mover: "giver" })]);
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      expect(await db.ledgerEntry.count({ where: { causeId: { startsWith: deal.id } } })).toBe(2);
      expect(await stock(db, deal)).toEqual({ asked: [0, 0, 1], inReturn: [0, 0, 1] });
    });
  },
  { on: ["postgresql"] },
);
