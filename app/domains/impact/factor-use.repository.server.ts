import type { Db } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";

/** An entry that was counted with a factor, as anybody may see it: no party is named. */
export interface FactorUseLine {
  id: string;
  /** ISO */
  occurredAt: string;
  /** The code of the material or of the category of goods. */
  what: string;
  kind: "material" | "goods";
  /** Takes an earlier entry back. */
  isReversal: boolean;
  /** Of the whole entry; null where it was not covered. */
  co2eGrams: number | null;
}

export interface FactorUse {
  entryCount: number;
  /** At most ten, the latest written first. */
  latest: FactorUseLine[];
}

const LATEST = 10;

/** How often a factor was counted with, from the projection, and the latest entries that did. */
export async function factorUse(db: Db, factorId: string): Promise<FactorUse> {
  const [[counted], rows] = await Promise.all([
    db.$queryRaw<{ entryCount: bigint }[]>(sql`SELECT entry_count AS "entryCount" FROM factor_use WHERE factor_id = ${factorId}`),
    db.$queryRaw<{ id: string; occurredAt: Date; material: string | null; category: string | null; isReversal: boolean; co2e: bigint | null }[]>(sql`
      SELECT id, occurred_at AS "occurredAt", material, category, kind = 'reversal' AS "isReversal", co2e_grams AS co2e
      FROM ledger_entry
      WHERE factor_ids @> ARRAY[${factorId}]::text[]
      ORDER BY seq DESC LIMIT ${LATEST}`),
  ]);
  return {
    entryCount: Number(counted?.entryCount ?? 0),
    latest: rows.map((row) => ({
      id: row.id,
      occurredAt: row.occurredAt.toISOString(),
      what: row.material ?? row.category ?? "other",
      kind: row.material === null ? "goods" : "material",
      isReversal: row.isReversal,
      co2eGrams: row.co2e === null ? null : Number(row.co2e),
    })),
  };
}
