import { expect, it } from "vitest";
import { viewDeal } from "#app/domains/deals/deals.service.server.ts";
import { reliabilityOf } from "#app/domains/deals/reliability.service.server.ts";
import type { ListingInput } from "#app/domains/listings/listings.schema.ts";
import { messagesAfter } from "#app/domains/messaging/messaging.service.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import { actorOf, createDeal, must, perform, type TestDeal } from "#tests/factories/deals.ts";
import { listingInputOf } from "#tests/factories/listings.ts";
import { createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { agreeDealChange } from "./agree-change-deal.server.ts";
import { cancelDeal } from "./cancel-deal.server.ts";
import { editListing } from "./edit-listing.server.ts";

type Db = Database["db"];

/** The listing's owner edits it. */
async function edit(db: Db, deal: TestDeal, change: Partial<ListingInput>, listingId = deal.listingId, actor = deal.giver) {
  const row = await db.listing.findUniqueOrThrow({ where: { id: listingId } });
  return editListing(db, actor, { listingId, version: row.version, listing: { ...listingInputOf(row), ...change } }, deal.clock);
}

async function lastLine(db: Db, deal: TestDeal) {
  return must(await messagesAfter(db, deal.taker, { dealId: deal.id, after: 0 })).messages.filter((message) => message.kind === "system").at(-1);
}

describeDatabases("an edit after somebody asked", (open) => {
  it("tells who waits, and what was proposed stands", async () => {
    const db = open();
    const deal = await createDeal(db, { kind: "sale" });
    must(await edit(db, deal, { priceMinor: 5000, condition: "worn" }));
    expect(must(await viewDeal(db, deal.taker, deal.id))).toMatchObject({ version: 1, pendingChange: null, terms: { price: { minor: 4500 } } });
    const line = await lastLine(db, deal);
    expect([line?.systemCode, line?.systemParams]).toMatchObject(["listing_changed", { by: "giver", fields: "condition,priceMinor", conditionFrom: "good", conditionTo: "worn", priceMinorFrom: 4500, priceMinorTo: 5000 }]);
    expect(await db.outboxEvent.count({ where: { type: "deals.listing-changed", payload: { path: ["dealId"], equals: deal.id } } })).toBe(1);
    // A new title is no change of what was asked for.
    must(await edit(db, deal, { title: "Chair of beech, light" }));
    expect((await lastLine(db, deal))?.seq).toBe(line?.seq);
  });

  it("stops an accepted deal until who asked agrees; a changed price becomes the next terms", async () => {
    const db = open();
    const deal = await createDeal(db, { kind: "sale", state: "accepted" });
    must(await edit(db, deal, { priceMinor: 5000, massGrams: 6_000 }));
    const view = must(await viewDeal(db, deal.taker, deal.id));
    expect(view.pendingChange).toEqual([{ field: "massGrams", from: 5_000, to: 6_000 }, { field: "priceMinor", from: 4500, to: 5000 }]);
    expect(view.moves).toContain("agree_change");
    for (const verb of ["hand_over", "enter_code"] as const) expect(await perform(db, deal, verb, { mover: "giver" })).toMatchObject({ ok: false, error: "DEALS.WRONG_STATE" });
    expect(await agreeDealChange(db, deal.giver, { dealId: deal.id }, deal.clock)).toMatchObject({ error: "DEALS.NOT_ALLOWED" });
    // What was seen is what is agreed to.
    must(await edit(db, deal, { priceMinor: 5200 }));
    expect(await agreeDealChange(db, deal.taker, { dealId: deal.id, version: view.version }, deal.clock)).toMatchObject({ error: "DEALS.STALE" });
    must(await agreeDealChange(db, deal.taker, { dealId: deal.id }, deal.clock));
    expect(must(await viewDeal(db, deal.taker, deal.id))).toMatchObject({ pendingChange: null, acceptedTerms: 2, terms: { number: 2, bySide: "giver", price: { minor: 5200 } } });
    must(await perform(db, deal, "enter_code", { mover: "giver" }));
  });

  it("a price of one's own is not touched by the listed one; a change taken back asks nobody any more", async () => {
    const db = open();
    const own = await createDeal(db, { kind: "sale", state: "accepted", request: { price: { minor: 4000, currency: "EUR", basis: "total" } } });
    must(await edit(db, own, { priceMinor: 5000 }));
    expect(must(await viewDeal(db, own.taker, own.id)).pendingChange).toBeNull();
    const deal = await createDeal(db, { kind: "sale", state: "accepted" });
    must(await edit(db, deal, { condition: "fair" }));
    must(await edit(db, deal, { condition: "good" }));
    expect(must(await viewDeal(db, deal.taker, deal.id)).pendingChange).toBeNull();
    expect((await lastLine(db, deal))?.systemCode).toBe("change_withdrawn");
    must(await perform(db, deal, "hand_over", { mover: "giver" }));
  });

  it("who cancels because of it has broken nothing; nobody else has that reason", async () => {
    const db = open();
    const [giver, taker] = [await createPerson(db), await createPerson(db)];
    for (let n = 0; n < 3; n++) await createDeal(db, { state: "completed", giver, taker });
    const deal = await createDeal(db, { state: "scheduled", giver, taker });
    const cancel = (mover: "giver" | "taker") => cancelDeal(db, actorOf(deal, mover), { dealId: deal.id, reason: "terms_changed" }, deal.clock);
    expect(await cancel("taker")).toMatchObject({ error: "DEALS.REASON_INVALID" });
    must(await edit(db, deal, { condition: "broken" }));
    expect(await cancel("giver")).toMatchObject({ error: "DEALS.REASON_INVALID" });
    must(await cancel("taker"));
    for (const party of [giver, taker]) expect(await reliabilityOf(db, party.party.id, deal.clock)).toMatchObject({ finished: 3, kept: 3, cancelledLate: 0, cancelledInTime: 0 });
  });

  it("what is counted stands: after the hand-over, and for what was promised in return", async () => {
    const db = open();
    const moved = await createDeal(db, { state: "handed_over", units: 1, listing: { units: 2 } });
    expect(await edit(db, moved, { massGrams: 9_000 })).toMatchObject({ ok: false, error: "LISTINGS.UNITS_HELD" });
    expect((await db.listing.findUniqueOrThrow({ where: { id: moved.listingId } })).massGrams).toBe(5_000);
    const swap = await createDeal(db, { kind: "swap", state: "accepted" });
    expect(await edit(db, swap, { condition: "broken" }, swap.swapListingId ?? "", swap.taker)).toMatchObject({ error: "LISTINGS.UNITS_HELD" });
    const promised = await createDeal(db, { state: "accepted" });
    expect(await edit(db, promised, { offer: "wanted" })).toMatchObject({ error: "LISTINGS.UNITS_HELD" });
    expect(await edit(db, promised, { condition: "worn" }, promised.listingId, promised.taker)).toMatchObject({ error: "LISTINGS.NOT_ALLOWED" });
  });
});

describeDatabases(
  "an edit while the thing changes hands",
  (open) => {
    it("is before or after it, never in between", async () => {
      const db = open();
      for (let round = 0; round < 8; round++) {
        const deal = await createDeal(db, { state: "accepted" });
        const [edited, handed] = await Promise.all([edit(db, deal, { massGrams: 9_000 }), perform(db, deal, "enter_code", { mover: "giver" })]);
        const { state, pendingChange } = await db.deal.findUniqueOrThrow({ where: { id: deal.id } });
        if (handed.ok) {
          // Nothing is left to edit, or the change came too late to be asked about.
          expect([state, pendingChange]).toEqual(["completed", null]);
          expect(edited.ok).toBe(false);
        } else {
          expect(edited.ok).toBe(true);
          expect([state, pendingChange]).toEqual(["accepted", [{ field: "massGrams", from: 5_000, to: 9_000 }]]);
        }
      }
    });
  },
  { on: ["postgresql"] },
);
