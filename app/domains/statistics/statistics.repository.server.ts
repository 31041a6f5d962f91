import { inTransaction, type Db } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";

import type { Cell } from "./statistics.schema.ts";

/** How far the kept sums have followed the log. */
export async function followedSize(db: Db): Promise<number> {
  const [head] = await db.$queryRaw<{ size: bigint }[]>(sql`SELECT projected_size AS size FROM ledger_head WHERE id = 1`);
  return Number(head?.size ?? 0n);
}

type Row = { [Key in keyof Cell]: Cell[Key] extends number ? number | bigint : string };

/**
 * The kept sums of the platform and the regions by month, route and material, up to a month. Hops within a chain move nothing and are left out.
 * What was recorded after its month was closed is in the month in which it was recorded, so that no closed month changes (decision 0040).
 * What only corrects earlier months has no party of its own and is here all the same, or sums would not add up. Read in one statement, so
 * that figures and parties are of one instant.
 */
export async function keptCells(db: Db, lastMonth: string): Promise<Cell[]> {
  const rows = await inTransaction(db, async (tx) => {
    // Beside the sums of communities and parties these look to the planner like a handful, for which it would look up each one's parties and hops.
    await tx.$executeRaw(sql`SET LOCAL enable_nestloop = off`);
    await tx.$executeRaw(sql`SET LOCAL jit = off`);
    return tx.$queryRaw<Row[]>(sql`
      WITH line AS MATERIALIZED (
        SELECT * FROM impact_total WHERE scope_type IN ('platform', 'region') AND period LIKE 'p%' AND period <= ${`p${lastMonth}`}
      )
      SELECT t.scope_id AS region, substr(t.period, 2) AS month, t.route, t.material, coalesce(r.parties, 0) AS parties, t.entry_count - coalesce(hops.entry_count, 0) AS "entryCount",
        t.mass_grams AS "massGrams", t.measured_mass_grams AS "measuredMassGrams", t.not_covered_grams AS "notCoveredGrams", t.co2e_grams AS "co2eGrams",
        t.low_grams AS "lowGrams", t.high_grams AS "highGrams", t.grade_grams AS "gradeGrams", t.grade_points AS "gradePoints"
      FROM line t
      LEFT JOIN impact_reach r ON r.scope_type = t.scope_type AND r.scope_id = t.scope_id AND r.period = t.period AND r.route = t.route AND r.material = t.material
      LEFT JOIN line hops ON t.route = 'all' AND hops.route = 'in_chain' AND hops.scope_type = t.scope_type AND hops.scope_id = t.scope_id
        AND hops.period = t.period AND hops.material = t.material
      WHERE t.route <> 'in_chain' AND (t.entry_count <> coalesce(hops.entry_count, 0) OR t.mass_grams <> 0 OR t.co2e_grams <> 0)
      ORDER BY 1, 2, 3, 4`);
  });
  return rows.map((row) => ({
    region: row.region, month: row.month, route: row.route, material: row.material, parties: Number(row.parties), entryCount: Number(row.entryCount),
    massGrams: Number(row.massGrams), measuredMassGrams: Number(row.measuredMassGrams), notCoveredGrams: Number(row.notCoveredGrams),
    co2eGrams: Number(row.co2eGrams), lowGrams: Number(row.lowGrams), highGrams: Number(row.highGrams),
    gradeGrams: Number(row.gradeGrams), gradePoints: Number(row.gradePoints),
  }));
}
