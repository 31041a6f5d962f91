import { expect, it } from "vitest";
import { inspectionRecordOf } from "#app/domains/deals/inspection-record.service.server.ts";
import { viewDeal } from "#app/domains/deals/deals.service.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import { createDeal, must, perform, quotedMinor, type TestDeal } from "#tests/factories/deals.ts";
import { createListing } from "#tests/factories/listings.ts";
import { toldOfDeal } from "#tests/factories/notifications.ts";
import { createParty, createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { recordDueReminders } from "./deal-reminders.server.ts";
import { moveDueReturns } from "./deal-return-timers.server.ts";
import { contestDeal, resolveDealDispute } from "./dispute-deal.server.ts";
import { handOverDeal } from "./hand-over-deal.server.ts";
import { inspectDeal, receiveDeal } from "./inspect-deal.server.ts";
import { quoteDeal } from "./quote-deal.server.ts";
import { receiptOfDeal } from "./receipt-of-deal.server.ts";
import { viewDealPage } from "./view-deal.server.ts";

type Db = Database["db"];
const dayMs = 24 * 3_600_000;
const dealRow = (db: Db, id: string) => db.deal.findUniqueOrThrow({ where: { id } });
/** As the store gives it, with what an inspection has no use for. */
const stored = { storageKey: "a".repeat(40), width: 4, height: 3, differenceHash: "1f7f7ff4b2befefe" };
const found = (deal: TestDeal, foundMinor: number, reasons: ("wear" | "battery")[] = ["wear"]) => ({ dealId: deal.id, foundMinor, reasons, note: "Scratches", photos: [stored] });

describeDatabases("a price from a recycler", (open) => {
  it("is asked of what is sold or given away, by those who treat or make things", async () => {
    const db = open();
    const [owner, recycler, household] = [await createPerson(db), await createParty(db, "recycler"), await createPerson(db)];
    const asked = { units: 1, priceMinor: 500, currency: "EUR", basis: "total", subjectToInspection: false, message: "" } as const;
    const free = await createListing(db, owner);
    const wanted = await createListing(db, owner, { offer: "wanted" });
    expect(await quoteDeal(db, household, { ...asked, listingId: free.id })).toMatchObject({ ok: false, error: "DEALS.NOT_A_BUYER" });
    expect(await quoteDeal(db, recycler, { ...asked, listingId: wanted.id })).toMatchObject({ ok: false, error: "DEALS.NOT_A_BUYER" });
    expect(await quoteDeal(db, { ...recycler, role: "viewer" }, { ...asked, listingId: free.id })).toMatchObject({ ok: false, error: "DEALS.NOT_ALLOWED" });
    expect(await quoteDeal(db, recycler, { ...asked, listingId: free.id })).toMatchObject({ ok: true });
    expect(await quoteDeal(db, recycler, { ...asked, listingId: free.id })).toMatchObject({ ok: false, error: "DEALS.ALREADY_REQUESTED" });
  });

  it("per kg is settled by what the scale says, and needs a scale", async () => {
    const db = open();
    const [owner, recycler] = [await createPerson(db), await createParty(db, "recycler")];
    const listing = await createListing(db, owner, { kind: "material", material: "cardboard", massGrams: null });
    const quote = { listingId: listing.id, units: 1, priceMinor: 25, currency: "EUR", basis: "per_kg", subjectToInspection: false, message: "" } as const;
    const { dealId } = must(await quoteDeal(db, recycler, quote));
    const row = await dealRow(db, dealId);
    expect(row.kind).toBe("buy_back");
    const deal = { ...(await createDeal(db)), id: dealId, listingId: listing.id, giver: owner, taker: recycler };
    must(await perform(db, deal, "accept", { mover: "giver" }));
    const facts = { dealId, movedUnits: undefined, confirmDeclared: false };
    expect(await handOverDeal(db, recycler, { ...facts, measuredGrams: null })).toMatchObject({ ok: false, error: "DEALS.WEIGHT_NEEDED" });
    must(await handOverDeal(db, recycler, { ...facts, measuredGrams: 12_420 }));
    expect((await dealRow(db, dealId)).settledMinor).toBe(311);
    must(await perform(db, deal, "complete", { mover: "giver" }));
    expect(must(await receiptOfDeal(db, owner, dealId))).toMatchObject({ paid: { minor: 311, currency: "EUR" }, grams: 12_420, units: 1 });
    expect(await receiptOfDeal(db, await createPerson(db), dealId)).toMatchObject({ ok: false, error: "DEALS.NOT_FOUND" });
  });
});

describeDatabases("an inspection", (open) => {
  it("that finds the quoted amount or more completes at what was found", async () => {
    const db = open();
    const deal = await createDeal(db, { kind: "inspected", state: "inspecting" });
    must(await inspectDeal(db, deal.taker, found(deal, quotedMinor + 500), deal.clock));
    expect(await dealRow(db, deal.id)).toMatchObject({ state: "completed", settledMinor: quotedMinor + 500, termsNumber: 1 });
    expect(await db.ledgerEntry.count({ where: { causeId: deal.id } })).toBe(1);
  });

  it("that finds less needs reasons and becomes a new quote, once; taken, it completes at its price", async () => {
    const db = open();
    const deal = await createDeal(db, { kind: "inspected", state: "inspecting" });
    expect(await inspectDeal(db, deal.taker, found(deal, 3_000, []), deal.clock)).toMatchObject({ ok: false, error: "DEALS.REASONS_NEEDED" });
    must(await inspectDeal(db, deal.taker, found(deal, 3_000, ["wear", "battery"]), deal.clock));
    expect(await inspectDeal(db, deal.taker, found(deal, 2_000), deal.clock)).toMatchObject({ ok: false, error: "DEALS.WRONG_STATE" });
    const page = must(await viewDealPage(db, deal.giver, { dealId: deal.id, publicUrl: "http://x" }));
    expect(page.inspection).toMatchObject({ quotedMinor, foundMinor: 3_000, reasons: ["wear", "battery"], note: "Scratches" });
    expect(page.deal).toMatchObject({ state: "requoted", moves: expect.arrayContaining(["accept_requote", "refuse_requote"]), terms: { price: { minor: 3_000, basis: "total" } } });
    expect(JSON.stringify(page)).not.toContain("a".repeat(40));
    must(await perform(db, deal, "accept_requote", { mover: "giver" }));
    expect(await dealRow(db, deal.id)).toMatchObject({ state: "completed", settledMinor: 3_000, acceptedTerms: 2 });
  });

  it("whose new quote is refused or not answered goes back free of charge, and the unit is there again exactly once", async () => {
    const db = open();
    for (const way of ["refused", "expired"] as const) {
      const deal = await createDeal(db, { kind: "inspected", state: "requoted" });
      const { respondBy } = await dealRow(db, deal.id);
      if (way === "refused") must(await perform(db, deal, "refuse_requote", { mover: "giver" }));
      await moveDueReturns(db, respondBy);
      await moveDueReturns(db, respondBy);
      expect(await dealRow(db, deal.id)).toMatchObject({ state: "returning", holdsUnits: true });
      await moveDueReturns(db, new Date(respondBy.getTime() + 20 * dayMs));
      await moveDueReturns(db, new Date(respondBy.getTime() + 21 * dayMs));
      expect(await dealRow(db, deal.id)).toMatchObject({ state: "returned", holdsUnits: false, settledMinor: null });
      expect(await db.listing.findUniqueOrThrow({ where: { id: deal.listingId } })).toMatchObject({ state: "published", unitsAvailable: 1, unitsHeld: 0 });
      expect(await db.ledgerEntry.count({ where: { causeId: deal.id } })).toBe(0);
    }
  });

  it("that does not come within fourteen days sends the thing back free of charge: its recycler is reminded, both are told, nothing is paid or counted", async () => {
    const db = open();
    const [deal, inTime] = [await createDeal(db, { kind: "inspected", state: "inspecting" }), await createDeal(db, { kind: "inspected", state: "inspecting" })];
    const after = (ms: number) => new Date(deal.clock.at.getTime() + ms);
    expect(must(await viewDeal(db, deal.giver, deal.id)).nextUntil).toBe(after(14 * dayMs).toISOString());
    const reminders = () => db.dealReminder.findMany({ where: { dealId: deal.id, kind: "inspect" } });
    await recordDueReminders(db, after(12 * dayMs - 60_000));
    expect(await reminders()).toEqual([]);
    await recordDueReminders(db, after(12 * dayMs + 60_000));
    await recordDueReminders(db, after(12 * dayMs + 60_000));
    expect(await reminders()).toHaveLength(1);
    const reminded = await toldOfDeal(db, deal.id, "deals.reminder");
    expect(reminded).toEqual([{ userId: deal.taker.userId, title: expect.stringMatching(/^Please inspect by /) }]);
    await moveDueReturns(db, after(14 * dayMs - 1));
    expect(await dealRow(db, deal.id)).toMatchObject({ state: "inspecting" });
    must(await inspectDeal(db, inTime.taker, found(inTime, 3_000), { now: () => after(14 * dayMs - 1) }));
    await moveDueReturns(db, after(14 * dayMs));
    await moveDueReturns(db, after(14 * dayMs));
    expect(await dealRow(db, deal.id)).toMatchObject({ state: "returning", holdsUnits: true, termsNumber: 1 });
    expect(await dealRow(db, inTime.id)).toMatchObject({ state: "requoted", autoCompleteAt: null });
    expect((await toldOfDeal(db, deal.id, "deals.sent-back")).map((one) => one.userId)).toEqual([deal.giver.userId, deal.taker.userId].sort());
    expect(await inspectDeal(db, deal.taker, found(deal, 3_000), deal.clock)).toMatchObject({ ok: false, error: "DEALS.WRONG_STATE" });
    must(await perform(db, deal, "confirm_return", { mover: "giver" }));
    expect(await dealRow(db, deal.id)).toMatchObject({ state: "returned", holdsUnits: false, settledMinor: null });
    expect(await db.ledgerEntry.count({ where: { causeId: deal.id } })).toBe(0);
  });

  it("of fewer than were agreed gives the rest back and quotes for those that came", async () => {
    const db = open();
    const deal = await createDeal(db, { kind: "inspected", state: "accepted", units: 3, listing: { units: 3 } });
    must(await receiveDeal(db, deal.taker, { dealId: deal.id, movedUnits: 2, measuredGrams: null, confirmDeclared: false }, deal.clock));
    expect(await dealRow(db, deal.id)).toMatchObject({ units: 2, movedUnits: 2, settledMinor: 2 * quotedMinor });
    expect(await db.listing.findUniqueOrThrow({ where: { id: deal.listingId } })).toMatchObject({ state: "published", unitsAvailable: 1, unitsHeld: 2 });
  });

  it("makes the record of its recycler: share and mean of cuts, as counted by hand, from five on", async () => {
    const db = open();
    const taker = await createParty(db, "recycler");
    const amounts = [quotedMinor, quotedMinor, 6_000, 4_000, quotedMinor + 1];
    for (const [index, amount] of amounts.entries()) {
      if (index === 4) expect(await inspectionRecordOf(db, taker.party.id)).toEqual({ inspected: 4, cutShare: null, meanCut: null });
      const deal = await createDeal(db, { kind: "inspected", state: "inspecting", taker });
      must(await inspectDeal(db, taker, found(deal, amount), deal.clock));
    }
    const cuts = amounts.filter((amount) => amount < quotedMinor).map((amount) => (quotedMinor - amount) / quotedMinor);
    const mean = cuts.reduce((sum, cut) => sum + cut, 0) / cuts.length;
    const record = await inspectionRecordOf(db, taker.party.id);
    expect(record).toMatchObject({ inspected: 5, cutShare: cuts.length / 5 });
    expect(record.meanCut).toBeCloseTo(mean, 6);
    expect(await inspectionRecordOf(db, taker.party.id, { now: () => new Date(Date.now() + 366 * dayMs) })).toMatchObject({ inspected: 0, cutShare: null });
  });
});

describeDatabases("a dispute", (open) => {
  const decide = (db: Db, deal: TestDeal, outcome: "completed" | "cancelled") => resolveDealDispute(db, deal.operator, { dealId: deal.id, outcome, resolution: "We saw the photos." }, deal.clock);

  it("of a loan that is decided as completed counts the loan and gives the unit back", async () => {
    const db = open();
    const deal = await createDeal(db, { kind: "loan", state: "on_loan" });
    must(await perform(db, deal, "dispute", { mover: "taker" }));
    must(await decide(db, deal, "completed"));
    expect(await db.listing.findUniqueOrThrow({ where: { id: deal.listingId } })).toMatchObject({ unitsAvailable: 1, unitsHeld: 0, unitsHandedOver: 0 });
    expect(await db.ledgerEntry.count({ where: { causeId: deal.id } })).toBe(1);
    expect(must(await viewDeal(db, deal.taker, deal.id))).toMatchObject({ state: "completed", resolution: "We saw the photos." });
  });

  it("of a new quote cannot impose it: completed means the price both agreed to", async () => {
    const db = open();
    const deal = await createDeal(db, { kind: "inspected", state: "requoted" });
    must(await perform(db, deal, "dispute", { mover: "giver" }));
    must(await decide(db, deal, "completed"));
    expect(await dealRow(db, deal.id)).toMatchObject({ state: "completed", settledMinor: quotedMinor, acceptedTerms: 1 });
  });

  it("after completion takes the entry back or leaves it; the unit stays where it is", async () => {
    const db = open();
    for (const outcome of ["completed", "cancelled"] as const) {
      const deal = await createDeal(db, { state: "completed" });
      must(await contestDeal(db, deal.giver, { dealId: deal.id, reason: "not_as_described" }, deal.clock));
      must(await decide(db, deal, outcome));
      const sum = await db.ledgerEntry.aggregate({ where: { causeType: "deal", causeId: deal.id }, _sum: { co2eGrams: true }, _count: true });
      expect(sum._count).toBe(outcome === "completed" ? 1 : 2);
      if (outcome === "cancelled") expect(Number(sum._sum.co2eGrams)).toBe(0);
      expect(await db.listing.findUniqueOrThrow({ where: { id: deal.listingId } })).toMatchObject({ unitsAvailable: 0, unitsHandedOver: 1 });
      expect(await contestDeal(db, deal.taker, { dealId: deal.id, reason: "other" }, deal.clock)).toMatchObject({ ok: false, error: "DEALS.WRONG_STATE" });
    }
  });

  it("is too late after fourteen days, and undecided for sixty leaves a completed deal as it is", async () => {
    const db = open();
    const late = await createDeal(db, { state: "completed" });
    late.clock.at = new Date(late.clock.at.getTime() + 14 * dayMs);
    expect(await contestDeal(db, late.giver, { dealId: late.id, reason: "other" }, late.clock)).toMatchObject({ ok: false, error: "DEALS.WRONG_STATE" });
  });

  it("leaves who contests free to ask for more of the same listing, and needs words of the operator's own party", async () => {
    const db = open();
    const deal = await createDeal(db, { state: "completed", listing: { units: 3 } });
    const again = await createDeal(db, { on: deal, taker: deal.taker });
    must(await contestDeal(db, deal.taker, { dealId: deal.id, reason: "wrong_amount" }, deal.clock));
    expect(await dealRow(db, again.id)).toMatchObject({ state: "requested" });
    expect(await resolveDealDispute(db, deal.giver, { dealId: deal.id, outcome: "completed", resolution: "Mine" }, deal.clock)).toMatchObject({ ok: false, error: "DEALS.NOT_ALLOWED" });
  });
});

describeDatabases(
  "races of inspections",
  (open) => {
    it("a result sent as its days run out: it stands, or the thing goes back; never both", async () => {
      const db = open();
      for (let round = 0; round < 6; round++) {
        const deal = await createDeal(db, { kind: "inspected", state: "inspecting" });
        deal.clock.at = new Date(deal.clock.at.getTime() + 14 * dayMs);
        const [stated] = await Promise.all([inspectDeal(db, deal.taker, found(deal, 3_000), deal.clock), moveDueReturns(db, deal.clock.at), moveDueReturns(db, deal.clock.at)]);
        const { state, termsNumber } = await dealRow(db, deal.id);
        expect([state, termsNumber]).toEqual(stated.ok ? ["requoted", 2] : ["returning", 1]);
        expect(await db.dealInspection.count({ where: { dealId: deal.id } })).toBe(stated.ok ? 1 : 0);
      }
    });
  },
  { on: ["postgresql"] },
);
