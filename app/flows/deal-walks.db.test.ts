import fc from "fast-check";
import { expect, it } from "vitest";
import type { Database } from "#app/platform/db/database.server.ts";
import { findDeal } from "#app/domains/deals/deals.repository.server.ts";
import { dealKinds, dealVerbs, openStates, transitionTable, type DealKind, type DealState, type DealVerb, type Mover, type TransitionRow } from "#app/domains/deals/deals.rules.ts";
import { createDeal, perform, type TestDeal } from "#tests/factories/deals.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";

/**
 * Random walks of two deals on one listing, through the product's own flows: right and wrong people, right and wrong moments. After every step
 * the books must be in order. DEAL_WALK_SEED repeats a walk; a failure prints the seed.
 */

type Db = Database["db"];
const seed = Number(process.env.DEAL_WALK_SEED ?? 20_261_126);
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const movers: (Mover | "stranger")[] = ["giver", "taker", "operator", "stranger"];
/** So that a walk seldom waits in vain: what the clock does is tried after as long as it takes. */
const waits: Partial<Record<DealVerb, number>> = { expire: 6 * dayMs, auto_complete: 14 * dayMs, auto_return: 14 * dayMs, expire_inspection: 14 * dayMs, expire_requote: 7 * dayMs, end_dispute: 60 * dayMs, report_no_show: 27 * hourMs };

type Step = { first: boolean; wild: number; pick: number; mover: number; jump: number };
const step: fc.Arbitrary<Step> = fc.record({
  first: fc.boolean(),
  // Two in ten try anything by anybody; the others follow the table.
  wild: fc.nat({ max: 9 }),
  pick: fc.nat({ max: 9_999 }),
  mover: fc.nat({ max: movers.length - 1 }),
  jump: fc.constantFrom(0, 0, 0, hourMs, 3 * dayMs, 15 * dayMs),
});
const walk = fc.record({
  kind: fc.constantFrom<DealKind[]>(...dealKinds, "loan", "loan", "inspected", "inspected"),
  state: fc.constantFrom<DealState[]>("requested", "accepted", "scheduled"),
  units: fc.integer({ min: 1, max: 3 }),
  asked: fc.tuple(fc.integer({ min: 1, max: 3 })),
  steps: fc.array(step, { minLength: 6, maxLength: 16 }),
});
type Walk = typeof walk extends fc.Arbitrary<infer W> ? W : never;

type Books = { id: string; state: DealState; version: number; contested: boolean; units: number; holds: boolean; transitions: number; events: number; entries: number; reversals: number };

async function booksOf(db: Db, listingId: string): Promise<Books[]> {
  return db.$queryRaw<Books[]>`
    SELECT d.id, d.state::text AS state, d.version, d.contested_at IS NOT NULL AS contested, d.units, d.holds_units AS holds,
      (SELECT count(*)::int FROM transition t WHERE t.subject_type = 'deal' AND t.subject_id = d.id) AS transitions,
      (SELECT count(*)::int FROM outbox_event o WHERE o.type LIKE 'deals.%' AND o.payload->>'dealId' = d.id) AS events,
      (SELECT count(*)::int FROM ledger_entry e WHERE e.cause_type = 'deal' AND e.cause_id = d.id AND e.kind::text = 'entry') AS entries,
      (SELECT count(*)::int FROM ledger_entry e WHERE e.cause_type = 'deal' AND e.cause_id = d.id AND e.kind::text = 'reversal') AS reversals
    FROM deal d WHERE d.listing_id = ${listingId} ORDER BY d.id`;
}

async function booksInOrder(db: Db, listingId: string, books: readonly Books[]): Promise<void> {
  const { unitsInitial, unitsAvailable, unitsHeld, unitsHandedOver, unitsLost } = await db.listing.findUniqueOrThrow({ where: { id: listingId } });
  expect(unitsAvailable + unitsHeld + unitsHandedOver + unitsLost, "what came in is somewhere").toBe(unitsInitial);
  const sum = (of: (one: Books) => boolean) => books.filter(of).reduce((units, one) => units + one.units, 0);
  expect(unitsHeld, "held is what deals hold").toBe(sum((one) => one.holds));
  expect(unitsLost, "lost is what lost deals lost").toBe(sum((one) => one.state === "lost"));
  for (const { state, contested, entries, reversals } of books) {
    expect(entries, `entries of a deal in ${state}`).toBe(state === "completed" || contested ? 1 : 0);
    expect(reversals, `reversals of a deal in ${state}`).toBe(contested && state === "cancelled_by_operator" ? 1 : 0);
  }
}

const pairOf = (from: string | null, to: string) => `${from} -> ${to}`;

/** The ways there are for a kind; a code hands over on the way. */
function waysOf(kind: DealKind): Set<string> {
  const rows = transitionTable.filter((row) => !row.kinds || row.kinds.includes(kind));
  const byCode = rows.filter((row) => row.verb === "enter_code").flatMap((row) => [pairOf(row.from, "handed_over"), pairOf("handed_over", row.to)]);
  return new Set([pairOf(null, "requested"), ...rows.map((row) => pairOf(row.from, row.to)), ...byCode]);
}

const deep: DealState[] = ["handed_over", "on_loan", "inspecting", "requoted", "returning", "disputed", "completed"];

/** The moves that are open now, or will be once the clock has waited; those that lead deep are likelier, those that end a walk less. */
async function openMoves(db: Db, deal: TestDeal): Promise<{ row: TransitionRow; mover: Mover }[]> {
  const present = await findDeal(db, deal.id);
  if (!present) return [];
  const rows = transitionTable.filter((row) => row.from === present.state && (!row.kinds || row.kinds.includes(present.kind)));
  return rows.flatMap((row) => {
    const then = new Date(deal.clock.at.getTime() + (waits[row.verb] ?? 0));
    const weight = deep.includes(row.to) ? 8 : (openStates as readonly DealState[]).includes(row.to) ? 2 : 1;
    return row.who.filter((mover) => row.guard?.(present, mover, then) ?? true).flatMap((mover) => Array(weight).fill({ row, mover }) as { row: TransitionRow; mover: Mover }[]);
  });
}

async function take(db: Db, deals: readonly TestDeal[], how: Step, before: Books[]): Promise<Books[]> {
  const deal = deals[how.first ? 0 : 1];
  if (!deal) return before;
  const moves = how.wild < 2 ? [] : await openMoves(db, deal);
  const move = moves[how.pick % (moves.length || 1)];
  const verb: DealVerb = move?.row.verb ?? dealVerbs[how.pick % dealVerbs.length] ?? "accept";
  const mover = move?.mover ?? movers[how.mover] ?? "stranger";
  deal.clock.at = new Date(deal.clock.at.getTime() + (move ? (waits[verb] ?? 0) : how.jump));
  await perform(db, deal, verb, { ...(mover === "stranger" ? { actor: deal.stranger } : { mover }), ...(move ? { to: move.row.to } : {}) });

  const after = await booksOf(db, deal.listingId);
  for (const is of after) {
    const was = before.find((one) => one.id === is.id);
    if (!was) throw new Error("A deal appeared.");
    const steps = is.version - was.version;
    const byCode = is.id === deal.id && verb === "enter_code" && steps === 1 && was.state !== "handed_over" ? 1 : 0;
    expect(is.transitions - was.transitions, `notes of ${verb} from ${was.state} to ${is.state}`).toBe(steps + byCode);
    expect(is.events - was.events, `events of ${verb} from ${was.state} to ${is.state}`).toBe(steps);
    if (steps === 0) expect(is).toEqual(was);
  }
  await booksInOrder(db, deal.listingId, after);
  return after;
}

async function run(db: Db, way: Walk): Promise<DealState[]> {
  const { kind, units, asked, steps, state } = way;
  const first = await createDeal(db, { kind, state, units: Math.min(asked[0], units), listing: { units: units + 1, title: "A walk" } });
  const second = await createDeal(db, { kind, units: 1, on: first });
  const deals = [first, second];
  let books = await booksOf(db, first.listingId);
  for (const how of steps) books = await take(db, deals, how, books);
  const ways = waysOf(kind);
  const notes = await db.transition.findMany({ where: { subjectType: "deal", subjectId: { in: deals.map((one) => one.id) } }, select: { fromState: true, toState: true } });
  for (const note of notes) expect(ways, `a ${kind}`).toContain(pairOf(note.fromState, note.toState));
  return notes.map((note) => note.toState as DealState);
}

describeDatabases("random walks of deals", (open) => {
  it("keep stock, ledger, notes and events in order", { timeout: 60_000 }, async () => {
    const db = open();
    const seen = new Set<DealState>();
    await fc.assert(fc.asyncProperty(walk, async (way) => (await run(db, way)).forEach((state) => seen.add(state))), { seed, numRuns: 26, endOnFailure: true });
    // They go deep enough to mean something.
    for (const state of ["offered", "completed", "on_loan", "returning", "inspecting", "disputed"] as const) expect(seen).toContain(state);
  });
});
