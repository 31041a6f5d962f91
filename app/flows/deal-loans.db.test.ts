import { expect, it } from "vitest";
import { loanDueAt } from "#app/domains/deals/loan.rules.ts";
import { leafOf } from "#app/domains/impact/ledger.leaf.ts";
import { LOAN_LIFE_DAYS } from "#app/domains/impact/loan.lot.ts";
import { sha256 } from "#app/domains/impact/log/sha256.server.ts";
import { recomputeEntry } from "#app/domains/impact/verify/recompute.ts";
import { lockedChain } from "#app/domains/impact/ledger.repository.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import { createDeal, must, perform } from "#tests/factories/deals.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { moveDueReturns } from "./deal-return-timers.server.ts";
import { extendLoan } from "./lend-deal.server.ts";
import { remindOfLoans } from "./loan-reminders.server.ts";
import { requestDeal } from "./request-deal.server.ts";

type Db = Database["db"];
const dayMs = 24 * 3_600_000;
const dealRow = (db: Db, id: string) => db.deal.findUniqueOrThrow({ where: { id } });
const reminders = async (db: Db, dealId: string) =>
  (await db.outboxEvent.findMany({ where: { type: { startsWith: "deals.loan-" }, payload: { path: ["dealId"], equals: dealId } }, orderBy: { id: "asc" }, select: { type: true } })).map((one) => one.type);

async function entryOf(db: Db, dealId: string) {
  const { id } = await db.ledgerEntry.findFirstOrThrow({ where: { causeType: "deal", causeId: dealId } });
  const [root] = await db.$transaction((tx) => lockedChain(tx, id));
  if (!root) throw new Error("no entry");
  const { shares, ...row } = root;
  return { row, leaf: leafOf(sha256, row, shares) };
}

describeDatabases("a loan", (open) => {
  it("is due at the end of the day on the place's clock, stays held, and is available again at its return", async () => {
    const db = open();
    const deal = await createDeal(db, { kind: "loan", state: "on_loan", units: 2, listing: { units: 3 } });
    const lent = await dealRow(db, deal.id);
    expect(lent.loanDueAt).toEqual(loanDueAt(lent.lentAt ?? new Date(0), 14, "Europe/Berlin"));
    expect(await db.listing.findUniqueOrThrow({ where: { id: deal.listingId } })).toMatchObject({ unitsAvailable: 1, unitsHeld: 2 });
    must(await perform(db, deal, "confirm_return", { mover: "giver" }));
    expect(await db.listing.findUniqueOrThrow({ where: { id: deal.listingId } })).toMatchObject({ state: "published", unitsAvailable: 3, unitsHeld: 0, unitsHandedOver: 0 });
  });

  it("counts once, at its return, the share of a life that it took, and is counted again the same by the verifier", async () => {
    const db = open();
    const deal = await createDeal(db, { kind: "loan", state: "on_loan", listing: { category: "vacuum_cleaner", condition: "worn" } });
    expect(await db.ledgerEntry.count({ where: { causeId: deal.id } })).toBe(0);
    deal.clock.at = new Date(deal.clock.at.getTime() + 9.5 * dayMs);
    must(await perform(db, deal, "hand_back", { mover: "taker" }));
    // What the owner takes to confirm is not borrowed time.
    deal.clock.at = new Date(deal.clock.at.getTime() + 5 * dayMs);
    must(await perform(db, deal, "confirm_return", { mover: "giver" }));
    const { row, leaf } = await entryOf(db, deal.id);
    expect(row).toMatchObject({ status: "ok", route: "reuse", serialHash: null });
    expect(row.inputs.calculation?.remainingLife).toBeCloseTo(10 / LOAN_LIFE_DAYS, 12);
    expect(row.occurredAt).toEqual((await dealRow(db, deal.id)).handedBackAt);
    expect(recomputeEntry(leaf)).toBeNull();
    // A share that is no whole number of days, or more than a sale would count, is found out.
    const forged = (remainingLife: number) => ({ ...leaf, inputs: { ...leaf.inputs, calculation: { ...leaf.inputs.calculation, remainingLife } } });
    expect(recomputeEntry(forged(10.5 / LOAN_LIFE_DAYS) as typeof leaf)).not.toBeNull();
    expect(recomputeEntry(forged(1) as typeof leaf)).not.toBeNull();
  });

  it("of a kind that is estimated by weight only is not covered, and verifies as that", async () => {
    const db = open();
    const deal = await createDeal(db, { kind: "loan", state: "completed", listing: { category: "other", massGrams: 3_000 } });
    const { row, leaf } = await entryOf(db, deal.id);
    expect(row).toMatchObject({ status: "not_covered", co2eGrams: null });
    expect(recomputeEntry(leaf)).toBeNull();
  });

  it("is reminded of two days before it is due and when it is overdue, once each, and anew after it was extended", async () => {
    const db = open();
    const deal = await createDeal(db, { kind: "loan", state: "on_loan" });
    const due = (await dealRow(db, deal.id)).loanDueAt?.getTime() ?? 0;
    const at = async (offset: number) => {
      await remindOfLoans(db, new Date(due + offset));
      await remindOfLoans(db, new Date(due + offset));
      return reminders(db, deal.id);
    };
    expect(await at(-2 * dayMs - 1)).toEqual([]);
    expect(await at(-2 * dayMs)).toEqual(["deals.loan-due"]);
    must(await extendLoan(db, deal.giver, { dealId: deal.id, days: 5 }, deal.clock));
    expect(await at(1)).toEqual(["deals.loan-due", "deals.loan-extended"]);
    expect(await at(4 * dayMs)).toEqual(["deals.loan-due", "deals.loan-extended", "deals.loan-due"]);
    expect(await at(5 * dayMs + 3_600_001)).toEqual(["deals.loan-due", "deals.loan-extended", "deals.loan-due", "deals.loan-overdue"]);
    must(await perform(db, deal, "hand_back", { mover: "taker" }));
    expect(await at(40 * dayMs)).toHaveLength(4);
  });

  it("for a day is not reminded of ahead", async () => {
    const db = open();
    const deal = await createDeal(db, { kind: "loan", state: "on_loan", request: { loanDays: 1 } });
    const due = (await dealRow(db, deal.id)).loanDueAt?.getTime() ?? 0;
    await remindOfLoans(db, new Date(due - 3_600_000));
    expect(await reminders(db, deal.id)).toEqual([]);
  });

  it("counts as back fourteen days after its taker said so; late and twice changes nothing more", async () => {
    const db = open();
    const deal = await createDeal(db, { kind: "loan", state: "returning" });
    const backAt = (await dealRow(db, deal.id)).handedBackAt?.getTime() ?? 0;
    await moveDueReturns(db, new Date(backAt + 14 * dayMs - 1));
    expect((await dealRow(db, deal.id)).state).toBe("returning");
    await moveDueReturns(db, new Date(backAt + 90 * dayMs));
    const done = await dealRow(db, deal.id);
    await moveDueReturns(db, new Date(backAt + 91 * dayMs));
    expect(await dealRow(db, deal.id)).toEqual(done);
    expect(done).toMatchObject({ state: "completed", handedBackAt: new Date(backAt) });
    expect((await entryOf(db, deal.id)).row.occurredAt).toEqual(new Date(backAt));
  });

  it("is asked for and extended within bounds only", async () => {
    const db = open();
    const deal = await createDeal(db, { kind: "loan", state: "on_loan", listing: { units: 2 } });
    const asked = await requestDeal(db, deal.stranger, { listingId: deal.listingId, units: 1, loanDays: 15, message: "" }, deal.clock);
    expect(asked).toEqual({ ok: false, error: "DEALS.LOAN_TOO_LONG", details: { days: 14 } });
    expect(await extendLoan(db, deal.giver, { dealId: deal.id, days: 365 }, deal.clock)).toMatchObject({ ok: false, error: "DEALS.LOAN_TOO_LONG" });
  });

  it("that is lost leaves the stock without a ledger entry; the last unit ends the listing and tells who waits", async () => {
    const db = open();
    const deal = await createDeal(db, { kind: "loan", state: "on_loan", listing: { units: 2 } });
    const waiting = await createDeal(db, { kind: "loan", on: deal });
    must(await perform(db, deal, "report_lost", { mover: "taker" }));
    expect(await db.listing.findUniqueOrThrow({ where: { id: deal.listingId } })).toMatchObject({ state: "published", unitsAvailable: 1, unitsHeld: 0, unitsLost: 1 });
    must(await perform(db, waiting, "accept", { mover: "giver" }));
    must(await perform(db, waiting, "enter_code", { mover: "giver" }));
    must(await perform(db, waiting, "report_lost", { mover: "giver" }));
    expect(await db.listing.findUniqueOrThrow({ where: { id: deal.listingId } })).toMatchObject({ state: "withdrawn", unitsAvailable: 0, unitsHeld: 0, unitsLost: 2 });
    expect(await db.ledgerEntry.count({ where: { causeId: { in: [deal.id, waiting.id] } } })).toBe(0);
  });
});
