import { record } from "#app/outbox/record.server.ts";
import { inTransaction, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { periodAt, periodBefore, periodKind } from "#app/shared/periods.ts";
import {
  forgetBoards, hasEntries, lockState, numbersOf, replaceRows, rowAbove, rowOfBoard, rowsOfBoard, setRead, setState, largeBoards, stateOf, type BoardState,
} from "./boards.repository.server.ts";
import type { Board, BoardEntry, BoardKey, BoardScope, Standing, Trends } from "./boards.schema.ts";
import { rankRows, type RankedRow } from "./ranking.rules.ts";
import { periodsWithEntries, sumsOfBoard, sumsOverPeriods } from "./sums.repository.server.ts";

/** A board of no more sums than this is computed when somebody looks, in milliseconds; larger ones by the timer. */
export const QUICK_SUMS = 2000;
/** A large board rests this many times as long as its computing takes. */
const REST = 20;
/** After so long any board is computed anew, whatever was noticed. */
const OLDEST_MS = 300_000;
/** How long a board is kept that nobody looks at. */
const FORGOTTEN_AFTER_MS = 30 * 86_400_000;

/** The ranked rows of a board from the kept sums as they are, and how many sums those were; nothing is written. */
export async function computeBoard(db: Db, key: BoardKey): Promise<{ rows: RankedRow[]; sumCount: number }> {
  const preceding = key.metric === "improvement" ? periodBefore(key.period) : null;
  if (key.metric === "improvement" && !preceding) return { rows: [], sumCount: 0 };
  const sums = await sumsOfBoard(db, key);
  const before = preceding ? await sumsOfBoard(db, { ...key, period: preceding }) : [];
  return { rows: rankRows(key, sums, before), sumCount: sums.length + before.length };
}

const isStale = (state: BoardState, numbers: string, now: Date) => state.seen !== numbers || now.getTime() - state.computedAt.getTime() > OLDEST_MS;

/** Computes a board and keeps it, unless somebody else just did. True when it was computed here. */
async function refresh(tx: Tx, key: BoardKey, now: Date): Promise<boolean> {
  const before = await lockState(tx, key, now);
  // Read before the sums: what changes in between is seen as a change next time.
  const seen = await numbersOf(tx, key);
  if (before.seen !== "" && !isStale(before, seen, now)) return false;
  const started = performance.now();
  const { rows, sumCount } = await computeBoard(tx, key);
  await replaceRows(tx, key, rows);
  await setState(tx, key, { seen, rowCount: rows.length, sumCount, tookMilliseconds: Math.round(performance.now() - started), computedAt: now });
  return true;
}

/** The state of a board that is as fresh as it may be expected; null where there is no such board. */
async function fresh(db: Db, key: BoardKey, now: Date): Promise<BoardState | null> {
  const [state, numbers] = [await stateOf(db, key), await numbersOf(db, key)];
  if (!state && !(await hasEntries(db, key.period))) return null;
  if (!state || (isStale(state, numbers, now) && state.sumCount <= QUICK_SUMS)) {
    await inTransaction(db, (tx) => refresh(tx, key, now));
    return stateOf(db, key);
  }
  if (now.getTime() - state.readAt.getTime() > 3_600_000) await setRead(db, key, now);
  return state;
}

interface Cursor {
  grams: number;
  id: string;
}

const encode = ({ grams, id }: Cursor): string => Buffer.from(JSON.stringify([grams, id])).toString("base64url");

/** Null for anything that is not one of our cursors: the board then starts at the top. */
function decode(text: string | null | undefined): Cursor | null {
  if (!text) return null;
  try {
    const [grams, id] = JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as unknown[];
    return Number.isSafeInteger(grams) && typeof id === "string" && !id.includes("\0") ? { grams: grams as number, id } : null;
  } catch {
    return null;
  }
}

export interface BoardInput {
  scope?: BoardScope;
  withinId?: string;
  metric: BoardKey["metric"];
  period: string;
  now?: Date;
}

const keyOf = ({ scope = "communities", withinId = "all", metric, period }: BoardInput): BoardKey => ({ scope, withinId, metric, period });

/**
 * A page of a board: communities unless said otherwise, by avoided emissions in all, per head, of reuse, of recycling, or by the improvement
 * on the period before. Ties share a rank (1, 1, 3); among equals the older party stands first. Who is not listed or stepped back never
 * appears and takes no rank. Boards of households (`withinId` is their community) are for the people of that community: the caller checks.
 */
export async function readBoard(db: Db, input: BoardInput & { cursor?: string | null; limit?: number }): Promise<Board> {
  const key = keyOf(input);
  const now = input.now ?? new Date();
  const limit = input.limit ?? 25;
  const state = await fresh(db, key, now);
  const rows = state ? await rowsOfBoard(db, key, { after: decode(input.cursor), limit: limit + 1 }) : [];
  const shown = rows.slice(0, limit);
  const end = shown.at(-1);
  return {
    scope: key.scope,
    metric: key.metric,
    period: key.period,
    rows: shown,
    nextCursor: rows.length > limit && end ? encode({ grams: end.rankGrams, id: end.partyId }) : null,
    computedAt: (state?.computedAt ?? now).toISOString(),
  };
}

/** Where one party stands on a board, or null where it does not (not listed, stepped back, or below the minimum). */
export async function standingOf(db: Db, input: BoardInput & { partyId: string }): Promise<Standing | null> {
  const key = keyOf(input);
  const state = await fresh(db, key, input.now ?? new Date());
  const entry = state && (await rowOfBoard(db, key, input.partyId));
  if (!entry) return null;
  const above = await rowAbove(db, key, entry.rankGrams);
  return { entry, of: state.rowCount, above: above ? { name: above.name, slug: above.slug, gapGrams: above.rankGrams - entry.rankGrams } : null };
}

/** The periods that boards are offered for, latest first: the present one, and those in which anything was counted. */
export async function boardPeriods(db: Db, now: Date): Promise<Record<"week" | "month" | "season", string[]>> {
  const known = await periodsWithEntries(db, { week: 26, month: 24, season: 12 });
  const of = (kind: "week" | "month" | "season") => [...new Set([periodAt(kind, now), ...known.filter((one) => periodKind(one) === kind)])].sort().reverse();
  return { week: of("week"), month: of("month"), season: of("season") };
}

/** How many periods a trend shows. */
const TREND_LENGTH = 8;

/** What the rows kept out over the latest periods of the board's kind (months for all time), oldest first, ending with the board's own. */
export async function trendsOf(db: Db, input: BoardInput & { rows: readonly BoardEntry[] }): Promise<Trends> {
  const { scope, metric, period } = keyOf(input);
  if (input.rows.length === 0) return {};
  const last = period === "all" || !periodKind(period) ? periodAt("month", input.now ?? new Date()) : period;
  const periods = Array.from({ length: TREND_LENGTH }, (_, back) => periodBefore(last, TREND_LENGTH - 1 - back) ?? last);
  const sums = await sumsOverPeriods(db, { scope, metric, ids: input.rows.map((row) => row.partyId), periods });
  return Object.fromEntries(input.rows.map((row) => [row.partyId, periods.map((one) => sums.get(row.partyId)?.get(one) ?? null)]));
}

/**
 * The timer: computes large boards anew whose grounds have changed, each after a rest of twenty times what it takes, and forgets boards that
 * nobody has looked at for thirty days. Returns how many were computed.
 */
export async function keepBoards(db: Db, now: Date): Promise<number> {
  let computed = 0;
  for (const board of await largeBoards(db, QUICK_SUMS)) {
    const { scope, withinId, metric, period } = board;
    const key: BoardKey = { scope, withinId, metric, period };
    const rested = now.getTime() - board.computedAt.getTime() >= board.tookMilliseconds * REST;
    if (!rested || !isStale(board, await numbersOf(db, key), now)) continue;
    if (await inTransaction(db, (tx) => refresh(tx, key, now))) computed += 1;
  }
  // Who watches a board was told when its grounds changed, and has seen the old one since.
  if (computed > 0) await inTransaction(db, (tx) => record(tx, { type: "boards.computed", payload: { count: computed }, topics: ["board"] }));
  await inTransaction(db, (tx) => forgetBoards(tx, new Date(now.getTime() - FORGOTTEN_AFTER_MS)));
  return computed;
}
