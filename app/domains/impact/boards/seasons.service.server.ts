import { createHash } from "node:crypto";
import { record } from "#app/outbox/record.server.ts";
import { inTransaction, type Db } from "#app/platform/db/database.server.ts";
import { gradeOfTotal, type Grade } from "#app/shared/grades.ts";
import { seasonClosesAt } from "#app/shared/periods.ts";
import { lockHead } from "../projection.repository.server.ts";
import { BOARD_FORMULA, metricsOf, PUBLIC_SCOPES, type BoardMetric } from "./boards.schema.ts";
import { computeBoard } from "./boards.service.server.ts";
import { closedAmong, insertSeasonBoard, namesOf, seasonBoard, seasonRows } from "./seasons.repository.server.ts";
import { seasonText, type SeasonFigures } from "./seasons.rules.ts";
import { periodsWithEntries } from "./sums.repository.server.ts";

const checksumOf = (board: Parameters<typeof seasonText>[0], rows: readonly SeasonFigures[]) => createHash("sha256").update(seasonText(board, rows)).digest("hex");

/**
 * The timer: closes every season that ended more than ten days ago and is not closed yet, by writing the rows of its public boards where
 * nothing is ever changed. Waits until the sums have followed the log, and keeps them from moving meanwhile. Returns the closed seasons.
 */
export async function closeSeasons(db: Db, now: Date): Promise<string[]> {
  const due = (await periodsWithEntries(db, { season: 400 })).filter((season) => (seasonClosesAt(season) ?? now) < now);
  const known = await closedAmong(db, due);
  const closed: string[] = [];
  for (const season of due.filter((one) => !known.has(one)).sort()) if (await closeSeason(db, season, now)) closed.push(season);
  return closed;
}

async function closeSeason(db: Db, season: string, now: Date): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const { size, projectedSize } = await lockHead(tx);
    if (projectedSize < size || (await closedAmong(tx, [season])).size > 0) return false;
    for (const scope of PUBLIC_SCOPES) {
      for (const metric of metricsOf(scope)) {
        const { rows } = await computeBoard(tx, { scope, withinId: "all", metric, period: season });
        const board = { season, scope, metric, formula: BOARD_FORMULA };
        await insertSeasonBoard(tx, { ...board, rowCount: rows.length, checksum: checksumOf(board, rows), ledgerSize: projectedSize, closedAt: now }, rows);
      }
    }
    await record(tx, { type: "boards.season-closed", payload: { season }, topics: ["board"] });
    return true;
  });
}

/** One row of a closed season. Nameless where its party is not to be named any more. */
export interface SeasonEntry {
  position: number;
  rank: number;
  name: string | null;
  slug: string | null;
  placeLabel: string | null;
  members: number;
  co2eGrams: number;
  lowGrams: number;
  highGrams: number;
  entryCount: number;
  grade: Grade | null;
  coverage: number | null;
  heldCount: number;
}

export interface SeasonView {
  season: string;
  metric: BoardMetric;
  rows: SeasonEntry[];
  rowCount: number;
  checksum: string;
  formula: string;
  closedAt: string;
  nextAfter: number | null;
}

/** A page of a closed season; null where it is not closed. Names are today's. */
export async function viewSeason(db: Db, input: { season: string; scope: (typeof PUBLIC_SCOPES)[number]; metric: BoardMetric; after: number; limit?: number }): Promise<SeasonView | null> {
  const { season, scope, metric } = input;
  const limit = input.limit ?? 25;
  const key = { season, scope, metric };
  const board = await seasonBoard(db, key);
  if (!board) return null;
  const rows = await seasonRows(db, key, { after: input.after, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const names = await namesOf(db, scope, shown.map((row) => row.id));
  return {
    season,
    metric,
    rows: shown.map((row) => ({
      position: row.position,
      rank: row.rank,
      name: names.get(row.id)?.name ?? null,
      slug: names.get(row.id)?.slug ?? null,
      placeLabel: names.get(row.id)?.placeLabel ?? null,
      members: row.members,
      co2eGrams: row.co2eGrams,
      lowGrams: row.lowGrams,
      highGrams: row.highGrams,
      entryCount: row.entryCount,
      grade: gradeOfTotal(row.gradeGrams, row.gradePoints),
      coverage: row.massGrams > 0 ? row.measuredMassGrams / row.massGrams : null,
      heldCount: row.heldCount,
    })),
    rowCount: board.rowCount,
    checksum: board.checksum,
    formula: board.formula,
    closedAt: board.closedAt.toISOString(),
    nextAfter: rows.length > limit ? (shown.at(-1)?.position ?? null) : null,
  };
}

/** Whether the rows of a closed board still give its checksum. */
export async function seasonHolds(db: Db, key: { season: string; scope: string; metric: string }): Promise<boolean> {
  const board = await seasonBoard(db, key);
  if (!board) return false;
  const rows = await seasonRows(db, key, { after: 0, limit: board.rowCount + 1 });
  return checksumOf(board, rows) === board.checksum;
}
