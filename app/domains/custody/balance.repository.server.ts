import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { PostedSum } from "./balance.rules.ts";

/** A point's postings in a period, summed by material, account and reason, with what lay there before. */
export async function postedSums(db: Db, input: { pointId: string; from: Date; until: Date }): Promise<PostedSum[]> {
  const rows = await db.$queryRaw<(Omit<PostedSum, "grams" | "absoluteGrams"> & { grams: bigint; absoluteGrams: bigint })[]>(sql`
    SELECT material, 'before' AS account, NULL::text AS reason, sum(grams)::bigint AS grams, 0::bigint AS "absoluteGrams"
    FROM custody_posting WHERE point_id = ${input.pointId} AND account = 'stock' AND at < ${input.from}::timestamptz GROUP BY 1
    UNION ALL
    SELECT material, account::text, CASE WHEN account IN ('difference', 'loss', 'adjustment') THEN reason END, sum(grams)::bigint, sum(abs(grams))::bigint
    FROM custody_posting WHERE point_id = ${input.pointId} AND at >= ${input.from}::timestamptz AND at < ${input.until}::timestamptz GROUP BY 1, 2, 3`);
  return rows.map((row) => ({ ...row, grams: Number(row.grams), absoluteGrams: Number(row.absoluteGrams) }));
}

/** Notes that a month went wrong; false when that was noted before. */
export async function insertAlarm(tx: Tx, alarm: { pointId: string; month: string; partyId: string; unexplainedPermille: number; raisedAt: Date }): Promise<boolean> {
  const { count } = await tx.balanceAlarm.createMany({ data: [alarm], skipDuplicates: true });
  return count === 1;
}

/** The alarm of a point's month, or null. */
export async function findAlarm(db: Db, input: { pointId: string; month: string }): Promise<{ partyId: string; unexplainedPermille: number; raisedAt: Date } | null> {
  return db.balanceAlarm.findUnique({ where: { pointId_month: input }, select: { partyId: true, unexplainedPermille: true, raisedAt: true } });
}
