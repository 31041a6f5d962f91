import type { Db } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { Part } from "./acts.repository.server.ts";

type Side = { pointId: string; partyId: string };

/** A sale as the books have it: the lot it made, whose it was and whose it became. Grams. */
export type SoldLot = { lotId: string; lotNumber: number; material: string; isSorted: boolean; contaminationPermille: number; grams: number; seller: Side; buyer: Side };

/** The lot that a sale made; the seller's act has the id of the sale's entry in the ledger. Null for an entry that is no sale from the books. */
export async function findSale(db: Db, ledgerEntryId: string): Promise<SoldLot | null> {
  const [row] = await db.$queryRaw<{ lotId: string; number: bigint; material: string; isSorted: boolean; permille: number; grams: number; fromPoint: string; fromParty: string; toPoint: string; toParty: string }[]>(sql`
    SELECT l.id AS "lotId", l.number, l.material, l.is_sorted AS "isSorted", l.contamination_permille AS permille, l.made_grams AS grams,
      s.point_id AS "fromPoint", s.party_id AS "fromParty", b.point_id AS "toPoint", b.party_id AS "toParty"
    FROM custody_act s JOIN custody_lot l ON l.act_id = s.id AND l.kind = 'consigned'
    JOIN custody_posting p ON p.lot_id = l.id AND p.account = 'received' JOIN custody_act b ON b.id = p.act_id AND b.kind = 'receive'
    WHERE s.id = ${ledgerEntryId} AND s.kind = 'send' LIMIT 1`);
  if (!row) return null;
  const { lotId, material, isSorted, grams } = row;
  return {
    lotId, material, isSorted, grams, lotNumber: Number(row.number), contaminationPermille: row.permille,
    seller: { pointId: row.fromPoint, partyId: row.fromParty }, buyer: { pointId: row.toPoint, partyId: row.toParty },
  };
}

/** What of the loads in a sold lot lies at the buyer's as it was sold, in that lot first; `capGrams` is how much of the load was sold. */
export async function soldParts(db: Db, { lotId, material, isSorted, buyer }: SoldLot): Promise<(Part & { capGrams: number })[]> {
  return db.$queryRaw<(Part & { capGrams: number })[]>(sql`
    SELECT p.lot_id AS "lotId", p.origin_id AS "originId", p.left_grams AS grams, m.made_grams AS "capGrams"
    FROM custody_part m JOIN custody_part p ON p.origin_id = m.origin_id JOIN custody_lot l ON l.id = p.lot_id JOIN custody_balance b ON b.lot_id = l.id
    WHERE m.lot_id = ${lotId} AND p.left_grams > 0 AND l.material = ${material} AND l.is_sorted = ${isSorted} AND b.point_id = ${buyer.pointId} AND b.grams > 0
    ORDER BY (l.id = ${lotId}) DESC, l.number, p.origin_id`);
}
