import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { SettledOrigin } from "./acts.repository.server.ts";

/** A load as it came in: its lot, its place, and how much the books say arrived by now. Grams. */
export type Arrival = { originId: string; lotId: string; material: string; pointId: string; partyId: string; arrivedGrams: number };

/** The arrival of a load that the ledger counts; null for one that has no lot. */
export async function findArrival(db: Db, ledgerEntryId: string): Promise<Arrival | null> {
  const [row] = await db.$queryRaw<(Omit<Arrival, "arrivedGrams"> & { arrivedGrams: bigint })[]>(sql`
    SELECT o.id AS "originId", l.id AS "lotId", l.material, l.point_id AS "pointId", l.party_id AS "partyId",
      (SELECT coalesce(-sum(p.grams), 0)::bigint FROM custody_posting p WHERE p.lot_id = l.id AND p.account = 'arrived') AS "arrivedGrams"
    FROM custody_origin o JOIN custody_lot l ON l.id = o.lot_id WHERE o.ledger_entry_id = ${ledgerEntryId}`);
  return row ? { ...row, arrivedGrams: Number(row.arrivedGrams) } : null;
}

/** The unsorted lots at a point in which grams of an origin lie, with how many, the oldest lot first. Those on their way are nowhere. */
export async function lotsHolding(db: Db, input: { originId: string; pointId: string }): Promise<{ id: string; grams: number }[]> {
  return db.$queryRaw<{ id: string; grams: number }[]>(sql`
    SELECT p.lot_id AS id, p.left_grams AS grams
    FROM custody_part p JOIN custody_lot l ON l.id = p.lot_id JOIN custody_balance b ON b.lot_id = l.id
    WHERE p.origin_id = ${input.originId} AND p.left_grams > 0 AND NOT l.is_sorted AND b.point_id = ${input.pointId} AND b.grams > 0 ORDER BY l.number`);
}

/** Takes grams from an origin that never were there; the load, if nothing of it is on its way any more and something of it was. */
export async function shrinkOrigin(tx: Tx, input: { originId: string; grams: number; at: Date }): Promise<SettledOrigin[]> {
  const rows = await tx.$queryRaw<{ originId: string; ledgerEntryId: string | null; grams: number; recoveredGrams: number; isSettled: boolean }[]>(sql`
    UPDATE custody_origin SET grams = grams - ${input.grams}::int,
      settled_at = CASE WHEN recovered_grams + residue_grams + lost_grams = grams - ${input.grams}::int THEN ${input.at}::timestamptz END
    WHERE id = ${input.originId}
    RETURNING id AS "originId", ledger_entry_id AS "ledgerEntryId", grams, recovered_grams AS "recoveredGrams", settled_at IS NOT NULL AS "isSettled"`);
  return rows.flatMap(({ isSettled, ledgerEntryId, ...row }) => (isSettled && ledgerEntryId !== null && row.grams > 0 ? [{ ...row, ledgerEntryId }] : []));
}
