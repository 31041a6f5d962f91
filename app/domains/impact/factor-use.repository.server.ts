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
  /** A later row takes it back. */
  isReversed: boolean;
  /** Of the whole entry; null where it was not covered. */
  co2eGrams: number | null;
}

export interface FactorUse {
  entryCount: number;
  /** At most ten, the latest written first. */
  latest: FactorUseLine[];
}

/** How many entries stand that were counted with a factor, and the latest that did, both kept by the projection. */
export async function factorUse(db: Db, factorId: string): Promise<FactorUse> {
  const rows = await db.$queryRaw<{ entryCount: bigint; id: string | null; occurredAt: Date; material: string | null; category: string | null; isReversed: boolean; co2e: bigint | null }[]>(sql`
    SELECT u.entry_count AS "entryCount", e.id, e.occurred_at AS "occurredAt", e.material, e.category, e.co2e_grams AS co2e,
      EXISTS (SELECT FROM ledger_entry back WHERE back.reverses_id = e.id) AS "isReversed"
    FROM factor_use u
    LEFT JOIN LATERAL unnest(u.latest_entry_ids) WITH ORDINALITY AS latest(id, place) ON true
    LEFT JOIN ledger_entry e ON e.id = latest.id
    WHERE u.factor_id = ${factorId} ORDER BY latest.place`);
  return {
    entryCount: Number(rows[0]?.entryCount ?? 0n),
    latest: rows.flatMap((row) =>
      row.id === null
        ? []
        : {
            id: row.id,
            occurredAt: row.occurredAt.toISOString(),
            what: row.material ?? row.category ?? "other",
            kind: row.material === null ? ("goods" as const) : ("material" as const),
            isReversed: row.isReversed,
            co2eGrams: row.co2e === null ? null : Number(row.co2e),
          },
    ),
  };
}
