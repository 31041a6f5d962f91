import { expect, it } from "vitest";
import { viewDeal } from "#app/domains/deals/deals.service.server.ts";
import { maxProposals } from "#app/domains/deals/terms.rules.ts";
import { once } from "#app/platform/idempotency.repository.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { actorOf, codeOf, createDeal, must, perform, testClock } from "#tests/factories/deals.ts";
import { createListing } from "#tests/factories/listings.ts";
import { createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { acceptDeal } from "./accept-deal.server.ts";
import { counterDeal } from "./counter-deal.server.ts";
import { moveDueDeals } from "./deal-timers.server.ts";
import { requestDeal } from "./request-deal.server.ts";
import { undoAcceptDeal } from "./undo-accept-deal.server.ts";
import { withdrawListing } from "./withdraw-listing.server.ts";

const dayMs = 86_400_000;
const euros = (minor: number, basis: "total" | "per_unit" = "per_unit") => ({ minor, currency: "EUR", basis }) as const;
const sale = { offer: "sale", priceMinor: 4500, currency: "EUR" } as const;

describeDatabases("terms by number", (open) => {
  it("a request carries the listed price, or one's own; the price in force comes from the terms", async () => {
    const db = open();
    const [owner, clock] = [await createPerson(db), testClock()];
    const listing = await createListing(db, owner, { ...sale, units: 3 });
    const ask = async (input: object) => {
      const asker = await createPerson(db);
      const { dealId } = must(await requestDeal(db, asker, { listingId: listing.id, units: 2, message: "", ...input }, clock));
      return must(await viewDeal(db, asker, dealId));
    };
    expect((await ask({})).terms).toMatchObject({ number: 1, bySide: "taker", units: 2, price: euros(4500) });
    expect((await ask({ price: euros(6000, "total") })).terms.price).toEqual(euros(6000, "total"));
    const before = await ask({});
    await db.listing.update({ where: { id: listing.id }, data: { priceMinor: 9900 } });
    expect(must(await viewDeal(db, owner, before.id)).terms.price).toEqual(euros(4500));
    const other = await createPerson(db);
    const wrong = { listingId: listing.id, units: 1, message: "" };
    expect(await requestDeal(db, other, { ...wrong, price: { ...euros(1), currency: "CNY" } }, clock)).toMatchObject({ error: "DEALS.PRICE_INVALID" });
    expect(await requestDeal(db, other, { ...wrong, price: null }, clock)).toMatchObject({ error: "DEALS.PRICE_INVALID" });
  });

  it("who answers a wanted listing names a price, or gives it for nothing", async () => {
    const db = open();
    const free = await createDeal(db, { kind: "wanted" });
    expect(must(await viewDeal(db, free.taker, free.id)).terms).toMatchObject({ bySide: "giver", price: null });
    const paid = await createDeal(db, { kind: "wanted", request: { price: euros(800) } });
    must(await perform(db, paid, "accept", { mover: "taker" }));
    expect(must(await viewDeal(db, paid.giver, paid.id))).toMatchObject({ acceptedTerms: 1, terms: { price: euros(800) } });
  });

  it("proposals go to and fro, each with its number, its history and a new time to answer; a yes is to one of them", async () => {
    const db = open();
    const deal = await createDeal(db, { kind: "sale", listing: { ...sale, units: 3 } });
    deal.clock.at = new Date(deal.clock.at.getTime() + 3 * dayMs);
    const propose = (actor: typeof deal.giver, terms: number, price: number, units = 1) =>
      counterDeal(db, actor, { dealId: deal.id, terms, units, price: euros(price, "total"), note: terms === 1 ? "With the cover." : "" }, deal.clock);
    must(await propose(deal.giver, 1, 4400, 2));
    const row = await db.deal.findUniqueOrThrow({ where: { id: deal.id } });
    expect(row).toMatchObject({ state: "countered", termsNumber: 2, units: 2, acceptedTerms: null });
    expect(row.respondBy).toEqual(new Date(deal.clock.at.getTime() + 6 * dayMs));
    must(await propose(deal.taker, 2, 4000));
    expect(await acceptDeal(db, deal.giver, { dealId: deal.id, terms: 2 }, deal.clock)).toMatchObject({
      error: "DEALS.STALE_TERMS",
      details: { state: "offered", number: 3, terms: { number: 3, units: 1, price: euros(4000, "total") } },
    });
    expect(statusOf("DEALS.STALE_TERMS")).toBe(409);
    expect(await propose(deal.giver, 2, 4200)).toMatchObject({ error: "DEALS.STALE_TERMS" });
    must(await acceptDeal(db, deal.giver, { dealId: deal.id, terms: 3 }, deal.clock));
    const view = must(await viewDeal(db, deal.taker, deal.id));
    expect(view).toMatchObject({ state: "accepted", acceptedTerms: 3, units: 1, terms: { number: 3, price: euros(4000, "total") } });
    expect(view.termsHistory.map((one) => [one.number, one.bySide, one.units, one.price?.minor, one.note])).toEqual([
      [1, "taker", 1, 4500, ""],
      [2, "giver", 2, 4400, "With the cover."],
      [3, "taker", 1, 4000, ""],
    ]);
    expect(await db.listing.findUniqueOrThrow({ where: { id: deal.listingId } })).toMatchObject({ unitsAvailable: 2, unitsHeld: 1 });
  });

  it("who was asked may say yes too; a declined or withdrawn proposal ends it; a gift is not bargained over", async () => {
    const db = open();
    const taken = await createDeal(db, { kind: "sale", state: "countered" });
    must(await perform(db, taken, "accept", { mover: "taker" }));
    expect(await db.deal.findUniqueOrThrow({ where: { id: taken.id } })).toMatchObject({ state: "accepted", acceptedTerms: 2, holdsUnits: true });
    for (const mover of ["giver", "taker"] as const) {
      const deal = await createDeal(db, { kind: "sale", state: "countered" });
      must(await perform(db, deal, "decline", { mover }));
      expect(await db.deal.findUniqueOrThrow({ where: { id: deal.id } })).toMatchObject({ state: "declined", holdsUnits: false });
    }
    const gift = await createDeal(db);
    expect(await perform(db, gift, "counter", { mover: "giver" })).toMatchObject({ ok: false, error: "DEALS.NOT_ALLOWED" });
  });

  it("a counter-offer sent twice is one; there are twenty at most; more than there is, is refused", async () => {
    const db = open();
    const deal = await createDeal(db, { kind: "sale" });
    const input = { dealId: deal.id, terms: 1, units: 1, price: euros(4000) };
    const send = () => once(db, { userId: deal.giver.userId, key: "counter-1", request: input }, (tx) => counterDeal(tx, deal.giver, input, deal.clock));
    expect(await send()).toEqual(await send());
    expect(await db.dealTerms.count({ where: { dealId: deal.id } })).toBe(2);
    expect(await counterDeal(db, deal.taker, { ...input, terms: 2, units: 2 }, deal.clock)).toMatchObject({ error: "DEALS.TOO_MANY_UNITS", details: { available: 1 } });
    for (let number = 2; number < maxProposals; number++) {
      must(await counterDeal(db, actorOf(deal, number % 2 === 0 ? "taker" : "giver"), { ...input, terms: number, price: euros(4000 + number) }, deal.clock));
    }
    expect(await counterDeal(db, deal.taker, { ...input, terms: maxProposals }, deal.clock)).toMatchObject({ error: "DEALS.PROPOSALS_FULL", details: { limit: maxProposals } });
    await expect(db.dealTerms.updateMany({ where: { dealId: deal.id }, data: { units: 9 } })).rejects.toThrow("never changed");
  });

  it("an unanswered counter-offer runs out; late and twice is the same", async () => {
    const db = open();
    const [first, second] = [await createDeal(db, { kind: "sale", state: "countered" }), await createDeal(db, { kind: "sale", state: "offered" })];
    const late = new Date(first.clock.at.getTime() + 40 * dayMs);
    await moveDueDeals(db, late);
    const events = () => db.outboxEvent.count({ where: { type: "deals.expired" } });
    const told = await events();
    await moveDueDeals(db, late);
    expect(await events()).toBe(told);
    for (const deal of [first, second]) expect((await db.deal.findUniqueOrThrow({ where: { id: deal.id } })).state).toBe("expired");
  });

  it("a withdrawn listing closes proposals in every state of bargaining", async () => {
    const db = open();
    for (const state of ["requested", "countered", "offered"] as const) {
      const deal = await createDeal(db, { kind: "sale", state });
      must(await withdrawListing(db, deal.giver, { listingId: deal.listingId, reason: "broken" }, deal.clock));
      expect(await db.deal.findUniqueOrThrow({ where: { id: deal.id } })).toMatchObject({ state: "declined", endReason: "listing_withdrawn" });
    }
  });

  it("a promise taken back: a request again, units free once, code and time gone, and it can be given anew", async () => {
    const db = open();
    const deal = await createDeal(db, { kind: "sale", state: "scheduled" });
    const [oldCode, undo] = [await codeOf(db, deal.id), { dealId: deal.id, reason: "broken" } as const];
    expect(await undoAcceptDeal(db, deal.taker, undo, deal.clock)).toMatchObject({ error: "DEALS.NOT_ALLOWED" });
    must(await undoAcceptDeal(db, deal.giver, undo, deal.clock));
    expect(await undoAcceptDeal(db, deal.giver, undo, deal.clock)).toMatchObject({ error: "DEALS.WRONG_STATE", details: { state: "requested" } });
    expect(await db.deal.findUniqueOrThrow({ where: { id: deal.id } })).toMatchObject({
      state: "requested", holdsUnits: false, handoverCode: null, acceptedTerms: null, agreedStartsAt: null, agreedPlace: null, windowBySide: null, windowAgreedAt: null,
    });
    expect(await db.listing.findUniqueOrThrow({ where: { id: deal.listingId } })).toMatchObject({ state: "published", unitsAvailable: 1, unitsHeld: 0 });
    expect(must(await viewDeal(db, deal.taker, deal.id))).toMatchObject({ code: null, agreed: null });
    must(await acceptDeal(db, deal.giver, { dealId: deal.id, terms: 1 }, deal.clock));
    expect(await codeOf(db, deal.id)).not.toBe(oldCode);
    must(await perform(db, deal, "enter_code", { mover: "giver" }));
    expect(await db.ledgerEntry.count({ where: { causeId: deal.id } })).toBe(1);
  });
});

describeDatabases(
  "races about terms",
  (open) => {
    it("a counter-offer and a yes at once: one of them, and never a yes to what is no more", async () => {
      const db = open();
      for (let round = 0; round < 6; round++) {
        const deal = await createDeal(db, { kind: "sale", listing: { ...sale, units: 3 } });
        const [accepted, countered] = await Promise.all([
          acceptDeal(db, deal.giver, { dealId: deal.id, terms: 1 }, deal.clock),
          counterDeal(db, deal.giver, { dealId: deal.id, terms: 1, units: 3, price: euros(1) }, deal.clock),
        ]);
        expect([accepted.ok, countered.ok].filter(Boolean)).toHaveLength(1);
        const row = await db.deal.findUniqueOrThrow({ where: { id: deal.id } });
        expect(row).toMatchObject(accepted.ok ? { state: "accepted", acceptedTerms: 1, termsNumber: 1, units: 1 } : { state: "countered", acceptedTerms: null, termsNumber: 2, units: 3 });
        expect(await db.listing.findUniqueOrThrow({ where: { id: deal.listingId } })).toMatchObject({ unitsHeld: accepted.ok ? 1 : 0 });
      }
    });

    it("a yes against a withdrawal: the deal stands or the request is closed", async () => {
      const db = open();
      for (let round = 0; round < 6; round++) {
        const deal = await createDeal(db, { kind: "sale" });
        const [accepted, withdrawn] = await Promise.all([
          acceptDeal(db, deal.giver, { dealId: deal.id, terms: 1 }, deal.clock),
          withdrawListing(db, deal.giver, { listingId: deal.listingId, reason: "broken" }, deal.clock),
        ]);
        expect(withdrawn.ok).toBe(true);
        const { state, holdsUnits } = await db.deal.findUniqueOrThrow({ where: { id: deal.id } });
        expect([state, holdsUnits]).toEqual(accepted.ok ? ["accepted", true] : ["declined", false]);
        expect((await db.listing.findUniqueOrThrow({ where: { id: deal.listingId } })).unitsHeld).toBe(accepted.ok ? 1 : 0);
      }
    });

    it("a request against a withdrawal leaves nobody waiting for what is gone", async () => {
      const db = open();
      for (let round = 0; round < 6; round++) {
        const [owner, asker] = [await createPerson(db), await createPerson(db)];
        const listing = await createListing(db, owner);
        await Promise.all([
          requestDeal(db, asker, { listingId: listing.id, units: 1, message: "" }),
          withdrawListing(db, owner, { listingId: listing.id, reason: "broken" }),
        ]);
        expect(await db.deal.count({ where: { listingId: listing.id, state: "requested" } })).toBe(0);
      }
    });

    it("a promise taken back while the thing changes hands: one of the two", async () => {
      const db = open();
      for (let round = 0; round < 6; round++) {
        const deal = await createDeal(db, { state: "accepted" });
        const results = await Promise.all([perform(db, deal, "undo_accept", { mover: "giver" }), perform(db, deal, "enter_code", { mover: "giver" })]);
        expect(results.filter((result) => result.ok)).toHaveLength(1);
        const { state } = await db.deal.findUniqueOrThrow({ where: { id: deal.id } });
        const listing = await db.listing.findUniqueOrThrow({ where: { id: deal.listingId } });
        expect([state, listing.unitsAvailable, listing.unitsHandedOver, listing.unitsHeld]).toEqual(state === "completed" ? ["completed", 0, 1, 0] : ["requested", 1, 0, 0]);
        expect(await db.ledgerEntry.count({ where: { causeId: deal.id } })).toBe(state === "completed" ? 1 : 0);
      }
    });
  },
  { on: ["postgresql"] },
);
