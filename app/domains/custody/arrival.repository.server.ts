import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { Part, SettledOrigin } from "./acts.repository.server.ts";

/** A load as it came in: its lot, its place, and how much the books say arrived by now; `received` is a load that a recycler sold beyond its books. Grams. */
export type Arrival = { originId: string; lotId: string; lotNumber: number; material: string; pointId: string; partyId: string; arrivedGrams: number };

/** The arrival of a load that the ledger counts; null for one that has no lot. */
export async function findArrival(db: Db, ledgerEntryId: string): Promise<Arrival | null> {
  const [row] = await db.$queryRaw<(Omit<Arrival, "arrivedGrams" | "lotNumber"> & { arrivedGrams: bigint; lotNumber: bigint })[]>(sql`
    SELECT o.id AS "originId", l.id AS "lotId", l.number AS "lotNumber", l.material, l.point_id AS "pointId", l.party_id AS "partyId",
      (SELECT coalesce(-sum(p.grams), 0)::bigint FROM custody_posting p WHERE p.lot_id = l.id AND p.account IN ('arrived', 'received') AND p.point_id = l.point_id) AS "arrivedGrams"
    FROM custody_origin o JOIN custody_lot l ON l.id = o.lot_id WHERE o.ledger_entry_id = ${ledgerEntryId}`);
  return row ? { ...row, arrivedGrams: Number(row.arrivedGrams), lotNumber: Number(row.lotNumber) } : null;
}

/** Locks a load and what was added to it, in the order in which runs lock loads too. */
export async function lockOrigins(tx: Tx, originId: string): Promise<void> {
  await tx.$queryRaw(sql`SELECT id FROM custody_origin WHERE id = ${originId} OR added_to_id = ${originId} ORDER BY id FOR NO KEY UPDATE`);
}

/**
 * What of a load, and of what was added to it when it was weighed anew, lies unsorted in lots at a point, the oldest lot first. Those on their
 * way are nowhere.
 */
export async function partsLying(db: Db, input: { originId: string; pointId: string }): Promise<Part[]> {
  return db.$queryRaw<Part[]>(sql`
    SELECT p.lot_id AS "lotId", p.origin_id AS "originId", p.left_grams AS grams
    FROM custody_part p JOIN custody_origin o ON o.id = p.origin_id JOIN custody_lot l ON l.id = p.lot_id JOIN custody_balance b ON b.lot_id = l.id
    WHERE (o.id = ${input.originId} OR o.added_to_id = ${input.originId}) AND p.left_grams > 0 AND NOT l.is_sorted AND b.point_id = ${input.pointId} AND b.grams > 0
    ORDER BY l.number, p.origin_id`);
}

/** Takes grams from origins that never were there; answers with loads of which nothing is on its way any more and something was there. */
export async function shrinkOrigins(tx: Tx, input: { taken: readonly { originId: string; grams: number }[]; at: Date }): Promise<SettledOrigin[]> {
  const rows = await tx.$queryRaw<{ originId: string; ledgerEntryId: string | null; grams: number; recoveredGrams: number; isSettled: boolean }[]>(sql`
    UPDATE custody_origin o SET grams = o.grams - t.grams,
      settled_at = CASE WHEN o.recovered_grams + o.residue_grams + o.lost_grams = o.grams - t.grams THEN ${input.at}::timestamptz END
    FROM (SELECT r."originId", sum(r.grams)::int AS grams FROM jsonb_to_recordset(${JSON.stringify(input.taken)}::jsonb) AS r("originId" text, grams int) GROUP BY 1) t
    WHERE o.id = t."originId"
    RETURNING o.id AS "originId", o.ledger_entry_id AS "ledgerEntryId", o.grams, o.recovered_grams AS "recoveredGrams", o.settled_at IS NOT NULL AS "isSettled"`);
  return rows.flatMap(({ isSettled, ledgerEntryId, ...row }) => (isSettled && ledgerEntryId !== null && row.grams > 0 ? [{ ...row, ledgerEntryId }] : []));
}
