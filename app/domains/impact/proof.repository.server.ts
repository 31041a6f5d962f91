import type { Db } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { LogLine } from "./proof.schema.ts";

/** The ids of a row and of the rows about the same entry before it, oldest first; empty for an unknown id. */
export async function chainUpTo(db: Db, entryId: string): Promise<string[]> {
  const row = await db.ledgerEntry.findUnique({ where: { id: entryId }, select: { id: true, seq: true, correctsId: true } });
  if (!row) return [];
  const rootId = row.correctsId ?? row.id;
  const rows = await db.ledgerEntry.findMany({
    where: { OR: [{ id: rootId }, { correctsId: rootId }], seq: { lte: row.seq } },
    select: { id: true },
    orderBy: { seq: "asc" },
    take: 100,
  });
  return rows.map((one) => one.id);
}

/**
 * How many rows of the log correct, take back, verify or count anew what stood before: of a month ("YYYY-MM", UTC) or a year ("YYYY") in which
 * they were recorded, or of all time. As far as the totals have followed the log.
 */
export async function countCorrections(db: Db, period: string | null): Promise<number> {
  const [row] = await db.$queryRaw<{ count: bigint }[]>(sql`SELECT coalesce(sum(row_count), 0)::bigint AS count FROM impact_correction WHERE starts_with(month, ${period ?? ""})`);
  return Number(row?.count ?? 0n);
}

/** The latest rows of the log, newest first; of corrections only those that correct, take back, verify or count anew. */
export async function latestLogLines(db: Db, limit: number, of: "all" | "corrections" = "all"): Promise<LogLine[]> {
  const leaves = await db.ledgerLeaf.findMany({
    ...(of === "corrections" ? { where: { entry: { correctsId: { not: null } } } } : {}),
    orderBy: { index: "desc" },
    take: limit,
    select: {
      index: true,
      entry: { select: { id: true, kind: true, route: true, material: true, category: true, massGrams: true, itemCount: true, co2eGrams: true, recordedAt: true } },
    },
  });
  return leaves.map(({ index, entry: { material, category, ...entry } }) => ({
    ...entry,
    subject: material === null ? { kind: "goods", code: category ?? "other" } : { kind: "material", code: material },
    index: Number(index),
    co2eGrams: entry.co2eGrams === null ? null : Number(entry.co2eGrams),
    recordedAt: entry.recordedAt.toISOString(),
  }));
}
