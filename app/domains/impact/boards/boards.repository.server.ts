import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { emptySql, joinSql, sql, type Sql } from "#app/platform/db/sql.server.ts";
import { gradeOfTotal } from "#app/shared/grades.ts";
import { periodBefore } from "#app/shared/periods.ts";
import type { BoardEntry, BoardKey, Shrinkage } from "./boards.schema.ts";
import type { RankedRow } from "./ranking.rules.ts";
import { mayStand } from "./sums.repository.server.ts";

const ofKey = (t: Sql, key: BoardKey): Sql => sql`${t}.scope = ${key.scope} AND ${t}.within_id = ${key.withinId} AND ${t}.metric = ${key.metric} AND ${t}.period = ${key.period}`;

/** What a board rests on: its period's sums, for the improvement also those before, and members, holds and choices. */
function restsOn(key: BoardKey): string[] {
  const before = key.metric === "improvement" ? periodBefore(key.period) : null;
  return [key.period, "*", ...(before ? [before] : [])];
}

/** The numbers of what a board rests on, as one text. */
export async function numbersOf(db: Db, key: BoardKey): Promise<string> {
  const keys = restsOn(key);
  const rows = await db.$queryRaw<{ key: string; number: bigint }[]>(sql`SELECT key, number FROM board_change WHERE key IN (${joinSql(keys)})`);
  return keys.map((one) => String(rows.find((row) => row.key === one)?.number ?? 0n)).join(".");
}

/** Counts up what all boards rest on: members, holds or choices changed. */
export async function touchBoards(db: Db): Promise<void> {
  await db.$executeRaw(sql`INSERT INTO board_change AS known (key) VALUES ('*') ON CONFLICT (key) DO UPDATE SET number = known.number + 1`);
}

/** A board as it was computed last. */
export interface BoardState {
  seen: string;
  rowCount: number;
  /** How many sums it was computed from. */
  sumCount: number;
  tookMilliseconds: number;
  computedAt: Date;
  readAt: Date;
}

const state = { seen: true, rowCount: true, sumCount: true, tookMilliseconds: true, computedAt: true, readAt: true } as const;

/** When and from what a board was computed; null where it never was. */
export function stateOf(db: Db, key: BoardKey): Promise<BoardState | null> {
  return db.boardState.findUnique({ where: { scope_withinId_metric_period: key }, select: state });
}

/** The same, kept from others until the transaction ends; the row is made where there is none. */
export async function lockState(tx: Tx, key: BoardKey, now: Date): Promise<BoardState> {
  await tx.boardState.createMany({ data: [{ ...key, seen: "", rowCount: 0, sumCount: 0, tookMilliseconds: 0, computedAt: now, readAt: now }], skipDuplicates: true });
  await tx.$queryRaw(sql`SELECT 1 FROM board_state s WHERE ${ofKey(sql`s`, key)} FOR UPDATE`);
  return tx.boardState.findUniqueOrThrow({ where: { scope_withinId_metric_period: key }, select: state });
}

/** Whether anything was ever counted in a period: others have no board. */
export async function hasEntries(db: Db, period: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ has: boolean }[]>(sql`
    SELECT EXISTS (SELECT 1 FROM impact_total WHERE scope_type = 'platform' AND scope_id = 'all' AND period = ${period} AND route = 'all' AND material = 'all') AS has`);
  return row?.has ?? false;
}

/** Puts the rows of a board in the place of its old ones; rows that stay as they are are not written. The caller has its lock. */
export async function replaceRows(tx: Tx, key: BoardKey, rows: readonly RankedRow[]): Promise<void> {
  const { scope, withinId, metric, period } = key;
  await tx.$executeRaw(sql`DELETE FROM board_row b WHERE ${ofKey(sql`b`, key)} AND NOT (b.entity_id = ANY(${rows.map((row) => row.id)}::text[]))`);
  for (let at = 0; at < rows.length; at += 5000) {
    await tx.$executeRaw(sql`
      INSERT INTO board_row AS kept (scope, within_id, metric, period, entity_id, rank, rank_grams, members, co2e_grams, low_grams, high_grams, mass_grams, measured_mass_grams,
        entry_count, grade_grams, grade_points, held_count, left_out_count, shrinkage)
      SELECT ${scope}, ${withinId}, ${metric}, ${period}, r.id, r.rank, r."rankGrams", r.members, r."co2eGrams", r."lowGrams", r."highGrams", r."massGrams", r."measuredMassGrams",
        r."entryCount", r."gradeGrams", r."gradePoints", r."heldCount", r."leftOutCount", r.shrinkage
      FROM jsonb_to_recordset(${JSON.stringify(rows.slice(at, at + 5000))}::jsonb) AS r(id text, rank int, "rankGrams" bigint, members int, "co2eGrams" bigint, "lowGrams" bigint, "highGrams" bigint,
        "massGrams" bigint, "measuredMassGrams" bigint, "entryCount" int, "gradeGrams" bigint, "gradePoints" bigint, "heldCount" int, "leftOutCount" int, shrinkage jsonb)
      ON CONFLICT (scope, within_id, metric, period, entity_id) DO UPDATE SET rank = EXCLUDED.rank, rank_grams = EXCLUDED.rank_grams, members = EXCLUDED.members, co2e_grams = EXCLUDED.co2e_grams,
        low_grams = EXCLUDED.low_grams, high_grams = EXCLUDED.high_grams, mass_grams = EXCLUDED.mass_grams, measured_mass_grams = EXCLUDED.measured_mass_grams, entry_count = EXCLUDED.entry_count,
        grade_grams = EXCLUDED.grade_grams, grade_points = EXCLUDED.grade_points, held_count = EXCLUDED.held_count, left_out_count = EXCLUDED.left_out_count, shrinkage = EXCLUDED.shrinkage
      WHERE (kept.*) IS DISTINCT FROM (EXCLUDED.*)`);
  }
}

/** Notes how and when a board was computed. */
export async function setState(tx: Tx, key: BoardKey, set: Omit<BoardState, "readAt">): Promise<void> {
  await tx.boardState.update({ where: { scope_withinId_metric_period: key }, data: set, select: { scope: true } });
}

/** Notes that somebody looked; boards that nobody looks at are forgotten. */
export async function setRead(db: Db, key: BoardKey, readAt: Date): Promise<void> {
  await db.boardState.updateMany({ where: key, data: { readAt } });
}

/** Boards that are computed from more than `sums` sums, the longest uncomputed first. */
export async function largeBoards(db: Db, sums: number): Promise<(BoardKey & BoardState)[]> {
  const rows = await db.boardState.findMany({ where: { sumCount: { gt: sums } }, orderBy: { computedAt: "asc" }, take: 200, select: { ...state, scope: true, withinId: true, metric: true, period: true } });
  return rows as (BoardKey & BoardState)[];
}

/** Forgets boards that nobody looked at since `before`; they are computed anew for who does. At most 100. */
export async function forgetBoards(tx: Tx, before: Date): Promise<number> {
  const old = await tx.$queryRaw<BoardKey[]>(sql`
    DELETE FROM board_state WHERE (scope, within_id, metric, period) IN (SELECT scope, within_id, metric, period FROM board_state WHERE read_at < ${before} ORDER BY read_at LIMIT 100 FOR UPDATE SKIP LOCKED)
    RETURNING scope, within_id AS "withinId", metric, period`);
  for (const key of old) await tx.$executeRaw(sql`DELETE FROM board_row b WHERE ${ofKey(sql`b`, key)}`);
  return old.length;
}

type Raw = Record<"rankGrams" | "co2e" | "low" | "high" | "mass" | "measured" | "gradeGrams" | "gradePoints", bigint> & {
  rank: number; id: string; slug: string; name: string; placeLabel: string | null; members: number; entries: number; held: number; leftOut: number; shrinkage: Shrinkage | null;
};

const selected = sql`SELECT b.rank, b.rank_grams AS "rankGrams", b.entity_id AS id, p.slug, p.name, p.place_label AS "placeLabel", b.members, b.co2e_grams AS co2e, b.low_grams AS low, b.high_grams AS high,
  b.mass_grams AS mass, b.measured_mass_grams AS measured, b.entry_count AS entries, b.grade_grams AS "gradeGrams", b.grade_points AS "gradePoints", b.held_count AS held, b.left_out_count AS "leftOut", b.shrinkage`;

/** Whoever stepped back, or may not be named any more, is gone at once, also before the board is computed anew. */
const shown = (key: BoardKey): Sql => sql`FROM board_row b JOIN party p ON p.id = b.entity_id LEFT JOIN board_choice c ON c.party_id = p.id WHERE ${ofKey(sql`b`, key)} AND ${mayStand(key.scope, key.withinId)}`;

function entryOf(row: Raw): BoardEntry {
  const massGrams = Number(row.mass);
  return {
    rank: row.rank,
    partyId: row.id,
    slug: row.slug,
    name: row.name,
    placeLabel: row.placeLabel,
    members: row.members,
    co2eGrams: Number(row.co2e),
    lowGrams: Number(row.low),
    highGrams: Number(row.high),
    rankGrams: Number(row.rankGrams),
    entryCount: row.entries,
    grade: gradeOfTotal(Number(row.gradeGrams), Number(row.gradePoints)),
    coverage: massGrams > 0 ? Number(row.measured) / massGrams : null,
    heldCount: row.held,
    leftOutCount: row.leftOut,
    shrinkage: row.shrinkage,
  };
}

/** Says that rows are read in the board's order: its index has the same condition, and is not in the way of who looks up one row. */
const inOrder = sql`AND b.rank > 0`;

/** Rows of a board in its order, after `after`. */
export async function rowsOfBoard(db: Db, key: BoardKey, input: { after: { grams: number; id: string } | null; limit: number }): Promise<BoardEntry[]> {
  const beyond = input.after ? sql`AND (b.rank_grams < ${input.after.grams} OR (b.rank_grams = ${input.after.grams} AND b.entity_id > ${input.after.id}))` : emptySql;
  const rows = await db.$queryRaw<Raw[]>(sql`${selected} ${shown(key)} ${inOrder} ${beyond} ORDER BY b.rank_grams DESC, b.entity_id LIMIT ${input.limit}`);
  return rows.map(entryOf);
}

/** One row of a board; null where the party does not stand on it. */
export async function rowOfBoard(db: Db, key: BoardKey, partyId: string): Promise<BoardEntry | null> {
  const [row] = await db.$queryRaw<Raw[]>(sql`${selected} ${shown(key)} AND b.entity_id = ${partyId}`);
  return row ? entryOf(row) : null;
}

/** The row next above a figure; null at the top. */
export async function rowAbove(db: Db, key: BoardKey, rankGrams: number): Promise<BoardEntry | null> {
  const [row] = await db.$queryRaw<Raw[]>(sql`${selected} ${shown(key)} ${inOrder} AND b.rank_grams > ${rankGrams} ORDER BY b.rank_grams, b.entity_id DESC LIMIT 1`);
  return row ? entryOf(row) : null;
}
