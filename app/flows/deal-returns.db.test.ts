import { beforeEach, expect, it } from "vitest";
import type { Database } from "#app/platform/db/database.server.ts";
import { dealVerbs, transitionTable, type DealKind, type DealState, type Mover, type TransitionRow } from "#app/domains/deals/deals.rules.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { createDeal, forgetEarlierDeals, isOfReturns, perform, type TestDeal } from "#tests/factories/deals.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";

/** Loans, inspections and contests: four tests for every move of the table and everybody who may make it, as in deal-transitions. */

type Db = Database["db"];
const dayMs = 24 * 3_600_000;
const waits: Partial<Record<TransitionRow["verb"], number>> = {
  auto_complete: 14 * dayMs,
  auto_return: 14 * dayMs,
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

async function standing(db: Db, deal: TestDeal) {
  const [row, transitions, messages, events] = await Promise.all([
    db.deal.findUniqueOrThrow({ where: { id: deal.id }, select: { state: true, version: true, holdsUnits: true } }),
    db.transition.count({ where: { subjectType: "deal", subjectId: deal.id } }),
    db.message.count({ where: { conversation: { dealId: deal.id }, kind: "system" } }),
    db.outboxEvent.count({ where: { type: { startsWith: "deals." }, payload: { path: ["dealId"], equals: deal.id } } }),
  ]);
  const { unitsAvailable, unitsHeld, unitsHandedOver, unitsLost } = await db.listing.findUniqueOrThrow({ where: { id: deal.listingId } });
  return { ...row, transitions, messages, events, unitsAvailable, unitsHeld, unitsHandedOver, unitsLost };
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
  beforeEach(() => forgetEarlierDeals(open()));

  for (const row of transitionTable.filter(isOfReturns))
    for (const mover of row.who) {
      const kind = kindFor(row);
      const name = `${row.from} -> ${row.to} by ${row.verb} of ${mover} (${kind})`;
      const by = { mover, to: row.to };

      it(`${name}: works, once, with its note, its line in the thread and its event`, async () => {
        const db = open();
        const deal = await dealBefore(db, row, mover);
        const before = await standing(db, deal);
        const result = await perform(db, deal, row.verb, { ...by, version: before.version });
        expect(result).toMatchObject({ ok: true });
        const after = await standing(db, deal);
        const passes = row.verb === "enter_code" && row.from !== "handed_over" ? 2 : 1;
        expect(after).toMatchObject({ state: row.to, version: before.version + 1, transitions: before.transitions + passes, messages: before.messages + 1, events: before.events + 1 });
        const entries = await db.ledgerEntry.count({ where: { causeType: "deal", causeId: deal.id } });
        expect(entries).toBe(row.to === "completed" || row.verb === "contest" ? 1 : 0);
        expect(after).toMatchObject(stockAfter(row, kind));
      });

      it(`${name}: a replay changes nothing and is told where it stands`, async () => {
        const db = open();
        const deal = await dealBefore(db, row, mover);
        const { version } = await standing(db, deal);
        await perform(db, deal, row.verb, { ...by, version });
        const before = await standing(db, deal);
        const again = await perform(db, deal, row.verb, { ...by, version });
        if (mover !== "system") {
          const stays = row.to === row.from;
          expect(again).toMatchObject({ ok: false, error: stays ? "DEALS.STALE" : "DEALS.WRONG_STATE", details: { state: row.to } });
          expect(again.ok || statusOf(again.error)).toBe(409);
        }
        expect(await standing(db, deal)).toEqual(before);
      });

      if (mover === "system") continue;

      it(`${name}: a stale version is refused with the present state`, async () => {
        const db = open();
        const deal = await dealBefore(db, row, mover);
        const before = await standing(db, deal);
        expect(await perform(db, deal, row.verb, { ...by, version: before.version + 7 })).toEqual({
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
        expect(await perform(db, deal, row.verb, { actor: deal.stranger, to: row.to })).toMatchObject({ ok: false, error: "DEALS.NOT_FOUND" });
        const viewer = { ...(mover === "operator" ? deal.giver : mover === "giver" ? deal.giver : deal.taker), role: "viewer" as const };
        expect(await perform(db, deal, row.verb, { actor: viewer, to: row.to })).toMatchObject({ ok: false, error: "DEALS.NOT_ALLOWED" });
        const both = transitionTable.filter((other) => other.verb === row.verb && other.from === row.from).flatMap((other) => other.who);
        const isOpenToBoth = both.includes("giver") && both.includes("taker");
        const dependsOnRole = row.verb === "complete";
        if (mover !== "operator" && (!isOpenToBoth || dependsOnRole)) {
          const other = mover === "giver" ? "taker" : "giver";
          expect(await perform(db, deal, row.verb, { mover: other, to: row.to })).toMatchObject({ ok: false, error: "DEALS.NOT_ALLOWED" });
        }
        expect(await standing(db, deal)).toEqual(before);
      });
    }

  const drivable: [DealState, DealKind][] = [
    ["on_loan", "loan"], ["returning", "loan"], ["lost", "loan"], ["completed", "loan"],
    ["inspecting", "inspected"], ["requoted", "inspected"], ["returning", "inspected"], ["returned", "inspected"],
  ];
  for (const [state, kind] of drivable)
    it(`in ${state} of a ${kind}, what the table does not allow is refused and changes nothing`, async () => {
      const db = open();
      const deal = await createDeal(db, { state, kind });
      const before = await standing(db, deal);
      const clockVerbs = [...new Set(transitionTable.filter((row) => row.who.includes("system")).map((row) => row.verb))];
      for (const verb of dealVerbs.filter((one) => !clockVerbs.includes(one)))
        for (const mover of ["giver", "taker", "operator"] as const) {
          if (transitionTable.some((row) => row.verb === verb && row.from === state && (!row.kinds || row.kinds.includes(kind)))) continue;
          const result = await perform(db, deal, verb, { mover });
          expect(result.ok ? "went through" : result.error, `${verb} by ${mover}`).toMatch(/^DEALS\.(WRONG_STATE|NOT_ALLOWED|NOT_FOUND)$/);
        }
      expect(await standing(db, deal)).toEqual(before);
    });
});
