import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { joinSql, sql } from "#app/platform/db/sql.server.ts";
import type { SeasonFigures } from "./seasons.rules.ts";
import type { BoardScope } from "./boards.schema.ts";
import { mayStand } from "./sums.repository.server.ts";

export interface StoredSeason {
  season: string;
  scope: string;
  metric: string;
  rowCount: number;
  checksum: string;
  formula: string;
  closedAt: Date;
}

/** Which of the seasons are closed. */
export async function closedAmong(db: Db, seasons: readonly string[]): Promise<Set<string>> {
  const rows = await db.seasonBoard.findMany({ where: { season: { in: [...seasons] } }, distinct: ["season"], select: { season: true } });
  return new Set(rows.map((row) => row.season));
}

/** Writes a closed board with its rows; for ever. */
export async function insertSeasonBoard(tx: Tx, board: StoredSeason & { ledgerSize: number }, rows: readonly SeasonFigures[]): Promise<void> {
  const { season, scope, metric } = board;
  await tx.seasonBoard.createMany({ data: [{ ...board, ledgerSize: BigInt(board.ledgerSize) }] });
  for (let at = 0; at < rows.length; at += 1000) {
    await tx.seasonRow.createMany({
      data: rows.slice(at, at + 1000).map(({ id, ...row }, n) => ({
        season, scope, metric, position: at + n + 1, entityId: id, rank: row.rank, members: row.members, entryCount: row.entryCount, heldCount: row.heldCount, leftOutCount: row.leftOutCount,
        rankGrams: BigInt(row.rankGrams), co2eGrams: BigInt(row.co2eGrams), lowGrams: BigInt(row.lowGrams), highGrams: BigInt(row.highGrams), massGrams: BigInt(row.massGrams),
        measuredMassGrams: BigInt(row.measuredMassGrams), gradeGrams: BigInt(row.gradeGrams), gradePoints: BigInt(row.gradePoints),
      })),
    });
  }
}

/** Closed seasons, the latest first; at most 40. */
export async function closedSeasons(db: Db): Promise<{ season: string; closedAt: Date }[]> {
  return db.seasonBoard.findMany({ where: { scope: "communities", metric: "total" }, orderBy: { season: "desc" }, take: 40, select: { season: true, closedAt: true } });
}

/** A closed board; null where there is none. */
export function seasonBoard(db: Db, key: { season: string; scope: string; metric: string }): Promise<StoredSeason | null> {
  return db.seasonBoard.findUnique({ where: { season_scope_metric: key }, select: { season: true, scope: true, metric: true, rowCount: true, checksum: true, formula: true, closedAt: true } });
}

/** Rows of a closed board as they are stored, in order, after a position. */
export async function seasonRows(db: Db, key: { season: string; scope: string; metric: string }, input: { after: number; limit: number }): Promise<(SeasonFigures & { position: number })[]> {
  const rows = await db.seasonRow.findMany({ where: { ...key, position: { gt: input.after } }, orderBy: { position: "asc" }, take: input.limit });
  return rows.map((row) => ({
    position: row.position, id: row.entityId, rank: row.rank, members: row.members, entryCount: row.entryCount, heldCount: row.heldCount, leftOutCount: row.leftOutCount, rankGrams: Number(row.rankGrams),
    co2eGrams: Number(row.co2eGrams), lowGrams: Number(row.lowGrams), highGrams: Number(row.highGrams), massGrams: Number(row.massGrams), measuredMassGrams: Number(row.measuredMassGrams),
    gradeGrams: Number(row.gradeGrams), gradePoints: Number(row.gradePoints),
  }));
}

/** Names of those who may still be named, by id. */
export async function namesOf(db: Db, scope: BoardScope, ids: readonly string[]): Promise<Map<string, { name: string; slug: string; placeLabel: string | null }>> {
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw<{ id: string; name: string; slug: string; placeLabel: string | null }[]>(sql`
    SELECT p.id, p.name, p.slug, p.place_label AS "placeLabel" FROM party p LEFT JOIN board_choice c ON c.party_id = p.id WHERE p.id IN (${joinSql([...ids])}) AND ${mayStand(scope, "all")}`);
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}
