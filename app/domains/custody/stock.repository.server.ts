import type { Db } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { LotRow, StockRow } from "./stock.schema.ts";

/** What lies at a point by material, sorted and not, with what came and went since `since`. Materials that were there then and are gone now too. */
export async function stockOf(db: Db, input: { pointId: string; since: Date }): Promise<StockRow[]> {
  const rows = await db.$queryRaw<{ material: string; isSorted: boolean; grams: bigint; lots: number; oldestAt: Date | null; cameGrams: bigint; wentGrams: bigint }[]>(sql`
    WITH here AS (
      SELECT l.material, l.is_sorted, sum(b.grams)::bigint AS grams, count(*)::int AS lots, min(l.made_at) AS oldest
      FROM custody_balance b JOIN custody_lot l ON l.id = b.lot_id WHERE b.point_id = ${input.pointId} AND b.grams > 0 GROUP BY 1, 2),
    moved AS (
      SELECT l.material, l.is_sorted,
        coalesce(-sum(p.grams) FILTER (WHERE p.account IN ('arrived', 'received', 'taken_back') OR (p.account = 'processed' AND p.grams < 0)), 0)::bigint AS came,
        coalesce(sum(p.grams) FILTER (WHERE p.account IN ('sent', 'delivered', 'residue', 'loss') OR (p.account = 'processed' AND p.grams > 0)), 0)::bigint AS went
      FROM custody_posting p JOIN custody_lot l ON l.id = p.lot_id WHERE p.point_id = ${input.pointId} AND p.at >= ${input.since}::timestamptz AND p.account <> 'stock' GROUP BY 1, 2)
    SELECT coalesce(h.material, m.material) AS material, coalesce(h.is_sorted, m.is_sorted) AS "isSorted", coalesce(h.grams, 0)::bigint AS grams, coalesce(h.lots, 0)::int AS lots,
      h.oldest AS "oldestAt", coalesce(m.came, 0)::bigint AS "cameGrams", coalesce(m.went, 0)::bigint AS "wentGrams"
    FROM here h FULL JOIN moved m ON m.material = h.material AND m.is_sorted = h.is_sorted
    ORDER BY 1, 2 LIMIT 200`);
  return rows.map((row) => ({ ...row, grams: Number(row.grams), cameGrams: Number(row.cameGrams), wentGrams: Number(row.wentGrams), oldestAt: row.oldestAt?.toISOString() ?? null }));
}

/** Lots that lie at a point, of `lotIds` where some are named, the oldest first; at most `limit`. */
export async function lotsHere(db: Db, input: { pointId: string; material?: string; isSorted?: boolean; lotIds?: readonly string[]; limit?: number }): Promise<LotRow[]> {
  const { pointId, material, isSorted, lotIds, limit = 200 } = input;
  const rows = await db.custodyBalance.findMany({
    where: { pointId, grams: { gt: 0 }, ...(lotIds === undefined ? {} : { lotId: { in: [...lotIds] } }), lot: { ...(material === undefined ? {} : { material }), ...(isSorted === undefined ? {} : { isSorted }) } },
    select: { grams: true, lot: { select: { id: true, number: true, kind: true, material: true, isSorted: true, contaminationPermille: true, madeAt: true } } },
    orderBy: { lot: { number: "asc" } },
    take: limit,
  });
  return rows.map(({ grams, lot }) => ({ ...lot, number: Number(lot.number), madeAt: lot.madeAt.toISOString(), grams }));
}

/** What of a party's is on its way to it or from it now, in grams. */
export async function onTheWay(db: Db, pointId: string): Promise<{ toGrams: number; fromGrams: number }> {
  const [row] = await db.$queryRaw<{ to: bigint; from: bigint }[]>(sql`
    SELECT coalesce(sum(l.grams) FILTER (WHERE c.to_point_id = ${pointId} AND c.state = 'sent'), 0)::bigint AS to,
      coalesce(sum(l.grams) FILTER (WHERE c.from_point_id = ${pointId}), 0)::bigint AS from
    FROM consignment c JOIN consignment_line l ON l.consignment_id = c.id
    WHERE c.state IN ('sent', 'refused') AND (c.to_point_id = ${pointId} OR c.from_point_id = ${pointId})`);
  return { toGrams: Number(row?.to ?? 0), fromGrams: Number(row?.from ?? 0) };
}
