import { inTransaction, type Db } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";

import type { Cell } from "./statistics.schema.ts";

/** How far the kept sums have followed the log. */
export async function followedSize(db: Db): Promise<number> {
  const [head] = await db.$queryRaw<{ size: bigint }[]>(sql`SELECT projected_size AS size FROM ledger_head WHERE id = 1`);
  return Number(head?.size ?? 0n);
}

/** A cell as it is read: its place, then its figures. */
type Row = [
  region: string, month: string, route: string, material: string, parties: number, entryCount: number, massGrams: number, measuredMassGrams: number, notCoveredGrams: number,
  co2eGrams: number, lowGrams: number, highGrams: number, gradeGrams: number, gradePoints: number,
];

/**
 * The kept sums of the platform and the regions by month, route and material, up to a month. Hops within a chain move nothing and are left out.
 * What was recorded after its month was closed is in the month in which it was recorded, so that no closed month changes (decision 0040).
 * What only corrects earlier months has no party of its own and is here all the same, or sums would not add up. Read in one statement, so
 * that figures and parties are of one instant.
 */
export async function keptCells(db: Db, lastMonth: string): Promise<Cell[]> {
  const [read] = await inTransaction(db, async (tx) => {
    // Beside the sums of communities and parties these look to the planner like a handful, for which it would look up each one's parties and hops.
    await tx.$executeRaw(sql`SET LOCAL enable_nestloop = off`);
    await tx.$executeRaw(sql`SET LOCAL jit = off`);
    // As one text: as rows, so many take the client longer to unpack than the database to read.
    return tx.$queryRaw<{ cells: string }[]>(sql`
      WITH line AS MATERIALIZED (
        SELECT * FROM impact_total WHERE scope_type IN ('platform', 'region') AND period LIKE 'p%' AND period <= ${`p${lastMonth}`}
      )
      SELECT coalesce(json_agg(json_build_array(t.scope_id, substr(t.period, 2), t.route, t.material, coalesce(r.parties, 0), t.entry_count - coalesce(hops.entry_count, 0), t.mass_grams,
        t.measured_mass_grams, t.not_covered_grams, t.co2e_grams, t.low_grams, t.high_grams, t.grade_grams, t.grade_points) ORDER BY t.scope_id, t.period, t.route, t.material), '[]')::text AS cells
      FROM line t
      LEFT JOIN impact_reach r ON r.scope_type = t.scope_type AND r.scope_id = t.scope_id AND r.period = t.period AND r.route = t.route AND r.material = t.material
      LEFT JOIN line hops ON t.route = 'all' AND hops.route = 'in_chain' AND hops.scope_type = t.scope_type AND hops.scope_id = t.scope_id
        AND hops.period = t.period AND hops.material = t.material
      WHERE t.route <> 'in_chain' AND (t.entry_count <> coalesce(hops.entry_count, 0) OR t.mass_grams <> 0 OR t.co2e_grams <> 0)`);
  });
  return (JSON.parse(read?.cells ?? "[]") as Row[]).map(
    ([region, month, route, material, parties, entryCount, massGrams, measuredMassGrams, notCoveredGrams, co2eGrams, lowGrams, highGrams, gradeGrams, gradePoints]) => ({
      region, month, route, material, parties, entryCount, massGrams, measuredMassGrams, notCoveredGrams, co2eGrams, lowGrams, highGrams, gradeGrams, gradePoints,
    }),
  );
}
