import type { Database } from "#app/platform/db/database.server.ts";
import { proposedStates, transitionTable, type DealKind, type DealState, type Mover, type TransitionRow } from "#app/domains/deals/deals.rules.ts";
import { describeMove, describeRefusals, pressedVerbs } from "#tests/factories/deal-moves.ts";
import { createDeal, isOfReturns, must, returnVerbs, type TestDeal } from "#tests/factories/deals.ts";
import { listingInputOf } from "#tests/factories/listings.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { editListing } from "./edit-listing.server.ts";

/** Four tests for every move of the table and everybody who may make it. Loans, inspections and contests are in deal-returns. */

type Db = Database["db"];
const hourMs = 3_600_000;
const proposed: readonly DealState[] = proposedStates;
const waits: Partial<Record<TransitionRow["verb"], number>> = { report_no_show: 26 * hourMs, expire: 6 * 24 * hourMs, lapse: 9 * 24 * hourMs, auto_complete: 14 * 24 * hourMs, end_dispute: 60 * 24 * hourMs };

/** A kind that has the move: a gift where it may be, a sale where there was bargaining, else the first that does. */
function kindFor(row: TransitionRow): DealKind {
  const kinds: readonly DealKind[] = row.kinds ?? (row.from === "countered" || row.from === "offered" ? ["sale"] : ["gift"]);
  return (["gift", "sale"] as const).find((kind) => kinds.includes(kind)) ?? kinds[0] ?? "gift";
}

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
    light: row.verb === "auto_accept" || row.verb === "lapse",
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

const ends: DealState[] = ["declined", "expired", "cancelled_by_giver", "cancelled_by_taker", "cancelled_by_operator", "no_show"];

/** Where the one unit is afterwards. */
function stockAfter(to: DealState) {
  if (to === "completed") return { holdsUnits: false, unitsAvailable: 0, unitsHeld: 0, unitsHandedOver: 1 };
  if (ends.includes(to) || proposed.includes(to)) return { holdsUnits: false, unitsAvailable: 1, unitsHeld: 0, unitsHandedOver: 0 };
  return { holdsUnits: true, unitsAvailable: 0, unitsHeld: 1, unitsHandedOver: 0 };
}

describeDatabases("every move of a deal", (open) => {
  for (const row of transitionTable.filter((one) => !isOfReturns(one)))
    for (const mover of row.who)
      describeMove(open, { row, mover, kind: kindFor(row), before: (db) => dealBefore(db, row, mover), stockAfter: stockAfter(row.to) });

  const verbs = pressedVerbs.filter((verb) => !returnVerbs.includes(verb));
  const states: DealState[] = ["requested", "offered", "countered", "accepted", "scheduled", "handed_over", "disputed", "completed", "declined", "cancelled_by_giver", "cancelled_by_taker"];
  for (const state of states) describeRefusals(open, state, proposed.includes(state) ? "sale" : "gift", verbs);
});
