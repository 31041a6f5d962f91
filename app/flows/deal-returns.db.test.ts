import type { Database } from "#app/platform/db/database.server.ts";
import { transitionTable, type DealKind, type DealState, type Mover, type TransitionRow } from "#app/domains/deals/deals.rules.ts";
import { describeMove, describeRefusals, pressedVerbs } from "#tests/factories/deal-moves.ts";
import { createDeal, isOfReturns, perform, type TestDeal } from "#tests/factories/deals.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";

/** Loans, inspections and contests: four tests for every move of the table and everybody who may make it, as in deal-transitions. */

type Db = Database["db"];
const dayMs = 24 * 3_600_000;
const waits: Partial<Record<TransitionRow["verb"], number>> = {
  auto_complete: 14 * dayMs,
  auto_return: 14 * dayMs,
  expire_inspection: 14 * dayMs,
  expire_requote: 7 * dayMs,
  end_dispute: 60 * dayMs,
};

/** A kind that a row holds for and that can stand where the row begins. */
function kindFor(row: TransitionRow): DealKind {
  if (row.kinds) return row.kinds[0] ?? "gift";
  if (row.from === "on_loan" || row.from === "returning") return "loan";
  return row.from === "inspecting" || row.from === "requoted" ? "inspected" : "gift";
}

const endsContest = (row: TransitionRow) => row.verb === "end_dispute" && row.to === "completed";

async function dealBefore(db: Db, row: TransitionRow, mover: Mover): Promise<TestDeal> {
  const handedOverBy = mover === "giver" ? "taker" : "giver";
  const deal = await createDeal(db, { kind: kindFor(row), state: endsContest(row) ? "completed" : row.from, handedOverBy });
  if (endsContest(row)) await perform(db, deal, "contest", { mover: "taker" });
  deal.clock.at = new Date(deal.clock.at.getTime() + (waits[row.verb] ?? 0));
  return deal;
}

const ends: DealState[] = ["cancelled_by_operator", "returned"];

/** Where the one unit is afterwards. */
function stockAfter(row: TransitionRow, kind: DealKind) {
  const free = { holdsUnits: false, unitsAvailable: 1, unitsHeld: 0, unitsHandedOver: 0, unitsLost: 0 };
  const gone = { ...free, unitsAvailable: 0, unitsHandedOver: 1 };
  if (row.verb === "contest") return gone;
  if (row.to === "completed") return kind === "loan" ? free : gone;
  if (row.to === "lost") return { ...free, unitsAvailable: 0, unitsLost: 1 };
  return ends.includes(row.to) ? free : { ...free, holdsUnits: true, unitsAvailable: 0, unitsHeld: 1 };
}

describeDatabases("every move of loans, inspections and contests", (open) => {
  for (const row of transitionTable.filter(isOfReturns))
    for (const mover of row.who) {
      const kind = kindFor(row);
      describeMove(open, { row, mover, kind, before: (db) => dealBefore(db, row, mover), stockAfter: stockAfter(row, kind) });
    }

  const states: [DealState, DealKind][] = [
    ["on_loan", "loan"], ["returning", "loan"], ["lost", "loan"], ["completed", "loan"],
    ["inspecting", "inspected"], ["requoted", "inspected"], ["returning", "inspected"], ["returned", "inspected"],
  ];
  for (const [state, kind] of states) describeRefusals(open, state, kind, pressedVerbs);
});
