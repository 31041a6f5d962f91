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
