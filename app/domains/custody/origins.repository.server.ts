import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";

/** Which of these entries of the ledger have a lot already. */
export async function arrivedEntries(tx: Tx, entryIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.custodyOrigin.findMany({ where: { ledgerEntryId: { in: [...entryIds] } }, select: { ledgerEntryId: true } });
  return new Set(rows.flatMap((row) => (row.ledgerEntryId === null ? [] : [row.ledgerEntryId])));
}

/** What does not hold of the books; empty, always. For tests and for whoever doubts. */
export async function findUnsound(db: Db): Promise<{ what: string; id: string }[]> {
  return db.$queryRaw<{ what: string; id: string }[]>(sql`
    SELECT 'balance is not the sum of its postings' AS what, coalesce(b.lot_id, p.lot_id) AS id
    FROM (SELECT lot_id, point_id, sum(grams)::bigint AS grams FROM custody_posting WHERE account = 'stock' GROUP BY 1, 2) p
    FULL JOIN custody_balance b ON b.lot_id = p.lot_id AND b.point_id = p.point_id WHERE coalesce(b.grams, 0) <> coalesce(p.grams, 0) OR b.grams < 0
    UNION ALL
    SELECT 'act does not balance', act_id FROM custody_posting GROUP BY act_id, material HAVING sum(grams) <> 0
    UNION ALL
    -- What a lot is made of is what lies somewhere, or is on its way.
    SELECT 'parts are not what is left of the lot', l.id FROM custody_lot l
    LEFT JOIN (SELECT lot_id, sum(left_grams)::bigint AS grams FROM custody_part GROUP BY 1) p ON p.lot_id = l.id
    LEFT JOIN (SELECT lot_id, sum(grams)::bigint AS grams FROM custody_balance GROUP BY 1) b ON b.lot_id = l.id
    LEFT JOIN (SELECT lot_id, sum(grams)::bigint AS grams
               FROM custody_posting WHERE account IN ('sent', 'received', 'taken_back') GROUP BY 1) t ON t.lot_id = l.id
    WHERE coalesce(p.grams, 0) <> coalesce(b.grams, 0) + coalesce(t.grams, 0)
    UNION ALL
    SELECT 'lot is not made of its parts', l.id FROM custody_lot l
    LEFT JOIN (SELECT p.lot_id, sum(p.made_grams)::bigint AS grams FROM custody_part p JOIN custody_origin o ON o.id = p.origin_id
               WHERE o.kind = 'arrival' OR o.lot_id <> p.lot_id GROUP BY 1) p ON p.lot_id = l.id
    WHERE l.made_grams <> coalesce(p.grams, 0)
    UNION ALL
    SELECT 'lot is not what was taken from its parents', l.id FROM custody_lot l
    LEFT JOIN (SELECT child_id, sum(grams)::bigint AS grams FROM custody_edge GROUP BY 1) e ON e.child_id = l.id
    WHERE l.kind IN ('split', 'merge', 'consigned') AND l.made_grams <> coalesce(e.grams, 0)
    UNION ALL
    -- Every gram of an origin lies unsorted somewhere, is on its way, or has been accounted for.
    SELECT 'origin is not all there', o.id FROM custody_origin o
    LEFT JOIN (SELECT p.origin_id, sum(p.left_grams)::bigint AS grams FROM custody_part p JOIN custody_lot l ON l.id = p.lot_id WHERE NOT l.is_sorted GROUP BY 1) p ON p.origin_id = o.id
    WHERE o.grams <> coalesce(p.grams, 0) + o.recovered_grams + o.residue_grams + o.lost_grams
    LIMIT 100`);
}
