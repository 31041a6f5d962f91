import { beforeEach, expect, it } from "vitest";
import type { Database } from "#app/platform/db/database.server.ts";
import { dealVerbs, isForKind, proposedStates, transitionTable, type DealKind, type DealState, type Mover, type TransitionRow } from "#app/domains/deals/deals.rules.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { createDeal, forgetEarlierDeals, isOfReturns, returnVerbs, must, perform, termsOf, type TestDeal } from "#tests/factories/deals.ts";
import { listingInputOf } from "#tests/factories/listings.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { editListing } from "./edit-listing.server.ts";

/** Four tests for every move of the table and everybody who may make it: it works, wrong actor, stale version, replay. */

type Db = Database["db"];
const hourMs = 3_600_000;
const proposed: readonly DealState[] = proposedStates;
const waits: Partial<Record<TransitionRow["verb"], number>> = { report_no_show: 26 * hourMs, expire: 6 * 24 * hourMs, auto_complete: 14 * 24 * hourMs, end_dispute: 60 * 24 * hourMs };

/** A kind that has the move: a gift where it may be, a sale where there was bargaining, else the first that does. */
function kindFor(row: TransitionRow): DealKind {
  const kinds: readonly DealKind[] = row.kinds ?? (row.from === "countered" || row.from === "offered" ? ["sale"] : ["gift"]);
  return (["gift", "sale"] as const).find((kind) => kinds.includes(kind)) ?? kinds[0] ?? "gift";
}

/** Loans, inspections and what comes after completion have a file of their own. */
const rows = transitionTable.filter((row) => !isOfReturns(row));

async function dealBefore(db: Db, row: TransitionRow, mover: Mover): Promise<TestDeal> {
  const asksOrAnswers = ["accept", "counter", "decline", "undo_accept", "agree_change"].includes(row.verb) || (row.verb === "cancel" && proposed.includes(row.from));
  // By whom it is done follows from who asked: the giver owns the listing, or, where it is a wanted one, the taker does.
  const byRequester = row.verb === "agree_change" || row.verb === "cancel" || (row.from === "countered" && row.verb !== "decline");
  const isWanted = asksOrAnswers && (byRequester ? mover === "giver" : mover === "taker");
  const handedOverBy = mover === "giver" ? "taker" : "giver";
  const deal = await createDeal(db, {
    kind: isWanted ? "wanted" : kindFor(row),
    state: row.from,
    handedOverBy,
    timeBy: handedOverBy,
    timeAgreed: row.verb !== "agree_time",
    light: row.verb === "auto_accept",
  });
  if (row.verb === "agree_change") await changeListing(db, deal);
  deal.clock.at = new Date(deal.clock.at.getTime() + (waits[row.verb] ?? 0));
  return deal;
}

/** The owner turns out to have a worn one. */
async function changeListing(db: Db, deal: TestDeal): Promise<void> {
  const row = await db.listing.findUniqueOrThrow({ where: { id: deal.listingId } });
  const owner = row.ownerPartyId === deal.giver.party.id ? deal.giver : deal.taker;
  must(await editListing(db, owner, { listingId: row.id, version: row.version, listing: { ...listingInputOf(row), condition: "worn" } }, deal.clock));
}

async function standing(db: Db, deal: TestDeal) {
  const [row, transitions, messages, events] = await Promise.all([
    db.deal.findUniqueOrThrow({ where: { id: deal.id }, select: { state: true, version: true, holdsUnits: true } }),
    db.transition.count({ where: { subjectType: "deal", subjectId: deal.id } }),
    db.message.count({ where: { conversation: { dealId: deal.id }, kind: "system" } }),
    db.outboxEvent.count({ where: { type: { startsWith: "deals." }, payload: { path: ["dealId"], equals: deal.id } } }),
  ]);
  const { unitsAvailable, unitsHeld, unitsHandedOver } = await db.listing.findUniqueOrThrow({ where: { id: deal.listingId } });
  return { ...row, transitions, messages, events, unitsAvailable, unitsHeld, unitsHandedOver };
}

const ends: DealState[] = ["declined", "expired", "cancelled_by_giver", "cancelled_by_taker", "cancelled_by_operator", "no_show"];

describeDatabases("every move of a deal", (open) => {
  beforeEach(() => forgetEarlierDeals(open()));

  for (const row of rows)
    for (const mover of row.who) {
      const name = `${row.from} -> ${row.to} by ${row.verb} of ${mover}`;

      it(`${name}: works, once, with its note, its line in the thread and its event`, async () => {
        const db = open();
        const deal = await dealBefore(db, row, mover);
        const before = await standing(db, deal);
        const result = await perform(db, deal, row.verb, { mover, version: before.version });
        expect(result).toMatchObject({ ok: true });
        const after = await standing(db, deal);
        const passes = row.verb === "enter_code" && row.from !== "handed_over" ? 2 : 1;
        expect(after).toMatchObject({ state: row.to, version: before.version + 1, transitions: before.transitions + passes, messages: before.messages + 1, events: before.events + 1 });
        const entries = await db.ledgerEntry.count({ where: { causeType: "deal", causeId: deal.id } });
        expect(entries).toBe(row.to === "completed" ? 1 : 0);
        if (row.to === "completed") expect(after).toMatchObject({ holdsUnits: false, unitsAvailable: 0, unitsHeld: 0, unitsHandedOver: 1 });
        else if (ends.includes(row.to)) expect(after).toMatchObject({ holdsUnits: false, unitsAvailable: 1, unitsHeld: 0, unitsHandedOver: 0 });
        else if (proposed.includes(row.to)) expect(after).toMatchObject({ holdsUnits: false, unitsAvailable: 1, unitsHeld: 0 });
        else expect(after).toMatchObject({ holdsUnits: true, unitsAvailable: 0, unitsHeld: 1 });
      });

      it(`${name}: a replay changes nothing and is told where it stands`, async () => {
        const db = open();
        const deal = await dealBefore(db, row, mover);
        const [{ version }, terms] = [await standing(db, deal), await termsOf(db, deal.id)];
        await perform(db, deal, row.verb, { mover, version, terms });
        const before = await standing(db, deal);
        const again = await perform(db, deal, row.verb, { mover, version, terms });
        if (mover !== "system") {
          expect(again).toMatchObject({ ok: false, error: row.verb === "schedule" ? "DEALS.STALE" : row.verb === "counter" ? "DEALS.STALE_TERMS" : "DEALS.WRONG_STATE", details: { state: row.to } });
          expect(again.ok || statusOf(again.error)).toBe(409);
        }
        expect(await standing(db, deal)).toEqual(before);
      });

      if (mover === "system") continue;

      it(`${name}: a stale version is refused with the present state`, async () => {
        const db = open();
        const deal = await dealBefore(db, row, mover);
        const before = await standing(db, deal);
        expect(await perform(db, deal, row.verb, { mover, version: before.version + 7 })).toEqual({
          ok: false,
          error: "DEALS.STALE",
          details: { state: row.from, version: before.version },
        });
        expect(await standing(db, deal)).toEqual(before);
      });

      it(`${name}: nobody else can`, async () => {
        const db = open();
        const deal = await dealBefore(db, row, mover);
        const before = await standing(db, deal);
        expect(await perform(db, deal, row.verb, { actor: deal.stranger })).toMatchObject({ ok: false, error: "DEALS.NOT_FOUND" });
        const viewer = { ...(mover === "operator" ? deal.giver : mover === "giver" ? deal.giver : deal.taker), role: "viewer" as const };
        expect(await perform(db, deal, row.verb, { actor: viewer })).toMatchObject({ ok: false, error: "DEALS.NOT_ALLOWED" });
        const both = transitionTable.filter((other) => other.verb === row.verb && other.from === row.from && isForKind(other, kindFor(row))).flatMap((other) => other.who);
        const isOpenToBoth = both.includes("giver") && both.includes("taker");
        const dependsOnRole = ["complete", "accept", "counter", "undo_accept", "agree_change", "agree_time"].includes(row.verb) || (row.verb === "decline" && row.from !== "countered") || (row.verb === "cancel" && proposed.includes(row.from));
        if (mover !== "operator" && (!isOpenToBoth || dependsOnRole)) {
          const other = mover === "giver" ? "taker" : "giver";
          expect(await perform(db, deal, row.verb, { mover: other })).toMatchObject({ ok: false, error: "DEALS.NOT_ALLOWED" });
        }
        expect(await standing(db, deal)).toEqual(before);
      });
    }

  const drivable: DealState[] = ["requested", "offered", "countered", "accepted", "scheduled", "handed_over", "disputed", "completed", "declined", "cancelled_by_giver", "cancelled_by_taker"];
  for (const state of drivable)
    it(`in ${state}, what the table does not allow is refused and changes nothing`, async () => {
      const db = open();
      const kind = proposed.includes(state) ? "sale" : "gift";
      const deal = await createDeal(db, { state, kind });
      const before = await standing(db, deal);
      const clockVerbs = ["auto_accept", "expire", "auto_complete", "end_dispute", "close"];
      for (const verb of dealVerbs.filter((one) => !clockVerbs.includes(one) && !returnVerbs.includes(one)))
        for (const mover of ["giver", "taker", "operator"] as const) {
          if (transitionTable.some((row) => row.verb === verb && row.from === state && isForKind(row, kind))) continue;
          const result = await perform(db, deal, verb, { mover });
          expect(result.ok ? "went through" : result.error, `${verb} by ${mover}`).toMatch(/^DEALS\.(WRONG_STATE|NOT_ALLOWED|NOT_FOUND)$/);
        }
      expect(await standing(db, deal)).toEqual(before);
    });
});
