import { beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#app/platform/db/database.server.ts";
import { dealVerbs, isForKind, proposedStates, transitionTable, type DealKind, type DealState, type DealVerb, type Mover, type TransitionRow } from "#app/domains/deals/deals.rules.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { createDeal, forgetEarlierDeals, perform, termsOf, type TestDeal } from "./deals.ts";

type Db = Database["db"];
const proposed: readonly DealState[] = proposedStates;

/** Where a deal and the units of its listing stand, and how much was written about it. */
export async function standing(db: Db, deal: TestDeal) {
  const [row, transitions, messages, events, entries] = await Promise.all([
    db.deal.findUniqueOrThrow({ where: { id: deal.id }, select: { state: true, version: true, holdsUnits: true } }),
    db.transition.count({ where: { subjectType: "deal", subjectId: deal.id } }),
    db.message.count({ where: { conversation: { dealId: deal.id }, kind: "system" } }),
    db.outboxEvent.count({ where: { type: { startsWith: "deals." }, payload: { path: ["dealId"], equals: deal.id } } }),
    db.ledgerEntry.count({ where: { causeType: "deal", causeId: deal.id } }),
  ]);
  const { unitsAvailable, unitsHeld, unitsHandedOver, unitsLost } = await db.listing.findUniqueOrThrow({ where: { id: deal.listingId } });
  return { ...row, transitions, messages, events, entries, unitsAvailable, unitsHeld, unitsHandedOver, unitsLost };
}

/** A move of the table by somebody who may make it, and what there must be before and after it. */
type Move = {
  row: TransitionRow;
  mover: Mover;
  kind: DealKind;
  /** Brings a deal to where the row begins. */
  before: (db: Db) => Promise<TestDeal>;
  stockAfter: Partial<Awaited<ReturnType<typeof standing>>>;
};

/**
 * The four tests of one move, on one deal and in this order, for only the third changes it: nobody else can, a stale version is
 * refused, it works once, a replay changes nothing. What the clock does has nobody to refuse and no version to be stale.
 */
export function describeMove(open: () => Db, { row, mover, kind, before, stockAfter }: Move): void {
  describe(`${row.from} -> ${row.to} by ${row.verb} of ${mover} (${kind})`, () => {
    let deal: TestDeal;
    let start: Awaited<ReturnType<typeof standing>>;
    let terms: number;
    const by = { mover, to: row.to };

    beforeAll(async () => {
      const db = open();
      await forgetEarlierDeals(db);
      deal = await before(db);
      [start, terms] = await Promise.all([standing(db, deal), termsOf(db, deal.id)]);
    });

    if (mover !== "system") it("nobody else can", async () => {
      const db = open();
      expect(await perform(db, deal, row.verb, { actor: deal.stranger, to: row.to })).toMatchObject({ ok: false, error: "DEALS.NOT_FOUND" });
      const viewer = { ...(mover === "taker" ? deal.taker : deal.giver), role: "viewer" as const };
      expect(await perform(db, deal, row.verb, { actor: viewer, to: row.to })).toMatchObject({ ok: false, error: "DEALS.NOT_ALLOWED" });
      if (mover !== "operator" && !isOpenToOther(row, kind)) {
        const other = mover === "giver" ? "taker" : "giver";
        expect(await perform(db, deal, row.verb, { mover: other, to: row.to })).toMatchObject({ ok: false, error: "DEALS.NOT_ALLOWED" });
      }
      expect(await standing(db, deal)).toEqual(start);
    });

    if (mover !== "system") it("a stale version is refused with the present state", async () => {
      const db = open();
      const refused = { ok: false, error: "DEALS.STALE", details: { state: row.from, version: start.version } };
      expect(await perform(db, deal, row.verb, { ...by, version: start.version + 7 })).toEqual(refused);
      expect(await standing(db, deal)).toEqual(start);
    });

    it("works, once, with its note, its line in the thread and its event", async () => {
      const db = open();
      expect(await perform(db, deal, row.verb, { ...by, version: start.version, terms })).toMatchObject({ ok: true });
      const passes = row.verb === "enter_code" && row.from !== "handed_over" ? 2 : 1;
      expect(await standing(db, deal)).toMatchObject({
        state: row.to,
        version: start.version + 1,
        transitions: start.transitions + passes,
        messages: start.messages + 1,
        events: start.events + 1,
        entries: row.to === "completed" || row.verb === "contest" ? 1 : 0,
        ...stockAfter,
      });
    });

    it("a replay changes nothing and is told where it stands", async () => {
      const db = open();
      const done = await standing(db, deal);
      expect(done.version).toBe(start.version + 1);
      const again = await perform(db, deal, row.verb, { ...by, version: start.version, terms });
      if (mover !== "system") {
        expect(again).toMatchObject({ ok: false, error: replayError(row), details: { state: row.to } });
        expect(again.ok || statusOf(again.error)).toBe(409);
      }
      expect(await standing(db, deal)).toEqual(done);
    });
  });
}

/** Whether the other side may make this very move, of this very deal, too. */
function isOpenToOther(row: TransitionRow, kind: DealKind): boolean {
  const movers = transitionTable.filter((other) => other.verb === row.verb && other.from === row.from && isForKind(other, kind)).flatMap((other) => other.who);
  // Open to both by the table, and in a deal only to the side whose turn it is.
  const dependsOnTurn =
    ["complete", "accept", "counter", "undo_accept", "agree_change", "agree_time"].includes(row.verb) ||
    (row.verb === "decline" && row.from !== "countered") ||
    (row.verb === "cancel" && proposed.includes(row.from));
  return movers.includes("giver") && movers.includes("taker") && !dependsOnTurn;
}

function replayError(row: TransitionRow): string {
  if (row.verb === "counter") return "DEALS.STALE_TERMS";
  return row.verb === "schedule" || row.verb === "extend_loan" ? "DEALS.STALE" : "DEALS.WRONG_STATE";
}

/** In a state, whatever the table does not allow is refused and changes nothing. `verbs` are those that somebody can press. */
export function describeRefusals(open: () => Db, state: DealState, kind: DealKind, verbs: readonly DealVerb[]): void {
  it(`in ${state} of a ${kind}, what the table does not allow is refused and changes nothing`, async () => {
    const db = open();
    const deal = await createDeal(db, { state, kind });
    const before = await standing(db, deal);
    for (const verb of verbs)
      for (const mover of ["giver", "taker", "operator"] as const) {
        if (transitionTable.some((row) => row.verb === verb && row.from === state && isForKind(row, kind))) continue;
        const result = await perform(db, deal, verb, { mover });
        expect(result.ok ? "went through" : result.error, `${verb} by ${mover}`).toMatch(/^DEALS\.(WRONG_STATE|NOT_ALLOWED|NOT_FOUND)$/);
      }
    expect(await standing(db, deal)).toEqual(before);
  });
}

/** Verbs that somebody can press: all but those of the clock. */
export const pressedVerbs: readonly DealVerb[] = dealVerbs.filter((verb) => verb !== "close" && !transitionTable.some((row) => row.verb === verb && row.who.includes("system")));
