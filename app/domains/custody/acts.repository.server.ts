import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { emptySql, sql } from "#app/platform/db/sql.server.ts";
import type { Heap } from "./mass.rules.ts";
import type { ActKind, LotKind } from "./custody.schema.ts";

/** One thing that happens to mass at one point. */
export type NewAct = {
  id: string;
  kind: ActKind;
  pointId: string;
  partyId: string;
  consignmentId?: string;
  actorUserId: string | null;
  note?: string;
  at: Date;
};

export type Account = "stock" | "arrived" | "sent" | "received" | "taken_back" | "difference" | "processed" | "residue" | "loss" | "adjustment" | "delivered";

/** What is added to an account; negative grams are taken from it. */
export type NewPosting = { account: Account; lotId: string; material: string; grams: number; reason?: string | null; note?: string };

export type NewLot = { id: string; kind: LotKind; material: string; isSorted: boolean; madeGrams: number; contaminationPermille: number };

/** Grams of one origin in one lot. */
export type Part = { lotId: string; originId: string; grams: number };

/** What has become of grams of an origin. */
export type Ended = { originId: string; recovered: number; residue: number; lost: number };

/** `addedToId` is the load that a surplus was added to when it was weighed anew. */
export type NewOrigin = { id: string; ledgerEntryId: string | null; addedToId?: string; lotId: string; grams: number; isRecovered: boolean };

/** Everything an act writes besides itself. */
export type Written = {
  postings: NewPosting[];
  lots?: NewLot[];
  edges?: { parentId: string; childId: string; grams: number }[];
  origins?: NewOrigin[];
  /** New parts of lots, and what leaves old ones. */
  parts?: Part[];
  taken?: Part[];
  ended?: Ended[];
};

/** An origin of which no gram is on its way any more. Masses in grams. */
export type SettledOrigin = { originId: string; ledgerEntryId: string; grams: number; recoveredGrams: number };

/** Begins an act; false when one with this id is there: then nothing may be written. */
export async function beginAct(tx: Tx, act: NewAct): Promise<boolean> {
  const { count } = await tx.custodyAct.createMany({ data: [{ note: "", ...act }], skipDuplicates: true });
  return count === 1;
}

/** An act that was there before, for a repeat to find. */
export async function findAct(db: Db, id: string): Promise<{ kind: ActKind; partyId: string; pointId: string; lotIds: string[] } | null> {
  const row = await db.custodyAct.findUnique({ where: { id }, select: { kind: true, partyId: true, pointId: true, lots: { select: { id: true }, orderBy: { number: "asc" } } } });
  return row ? { kind: row.kind, partyId: row.partyId, pointId: row.pointId, lotIds: row.lots.map((lot) => lot.id) } : null;
}

/**
 * Writes what an act does: lots, edges, origins, parts and postings; the balances follow by trigger. Answers with the loads that the ledger
 * counts and that have now been accounted for to the last gram, in order of their entry.
 */
export async function writeAct(tx: Tx, act: NewAct, written: Written): Promise<SettledOrigin[]> {
  const { lots = [], edges = [], origins = [], parts = [], taken = [], ended = [] } = written;
  if (lots.length > 0) await tx.custodyLot.createMany({ data: lots.map((lot) => ({ ...lot, pointId: act.pointId, partyId: act.partyId, actId: act.id, madeAt: act.at })) });
  if (edges.length > 0) await tx.custodyEdge.createMany({ data: edges.map((edge) => ({ ...edge, actId: act.id })) });
  if (origins.length > 0) {
    await tx.custodyOrigin.createMany({
      data: origins.map(({ isRecovered, ...origin }) => ({
        ...origin,
        kind: origin.ledgerEntryId === null ? ("surplus" as const) : ("arrival" as const),
        recoveredGrams: isRecovered ? origin.grams : 0,
        settledAt: isRecovered ? act.at : null,
      })),
    });
  }
  if (taken.length > 0) await takeParts(tx, taken);
  if (parts.length > 0) await tx.custodyPart.createMany({ data: parts.map(({ grams, ...part }) => ({ ...part, madeGrams: grams, leftGrams: grams })) });
  const postings = written.postings.filter((posting) => posting.grams !== 0);
  await tx.custodyPosting.createMany({
    data: postings.map((posting, line) => ({ reason: null, note: "", ...posting, line, actId: act.id, pointId: act.pointId, at: act.at })),
  });
  return ended.length > 0 ? endOrigins(tx, ended, act.at) : [];
}

async function takeParts(tx: Tx, taken: readonly Part[]): Promise<void> {
  const count = await tx.$executeRaw(sql`
    UPDATE custody_part p SET left_grams = p.left_grams - t.grams
    FROM jsonb_to_recordset(${JSON.stringify(taken)}::jsonb) AS t("lotId" text, "originId" text, grams int)
    WHERE p.lot_id = t."lotId" AND p.origin_id = t."originId"`);
  if (count !== taken.length) throw new Error("a lot has not the parts that are taken from it");
}

async function endOrigins(tx: Tx, ended: readonly Ended[], at: Date): Promise<SettledOrigin[]> {
  // Two runs may end grams of the same loads at two places: they come one after the other, in one order. Parts that both have just
  // written refer to the origins, and hold their keys.
  await tx.$queryRaw(sql`
    SELECT id FROM custody_origin WHERE id IN (SELECT jsonb_array_elements_text(${JSON.stringify(ended.map((one) => one.originId))}::jsonb)) ORDER BY id FOR NO KEY UPDATE`);
  const rows = await tx.$queryRaw<{ originId: string; ledgerEntryId: string | null; grams: number; recoveredGrams: number; isSettled: boolean }[]>(sql`
    UPDATE custody_origin o SET recovered_grams = o.recovered_grams + e.recovered, residue_grams = o.residue_grams + e.residue, lost_grams = o.lost_grams + e.lost,
      settled_at = CASE WHEN o.recovered_grams + o.residue_grams + o.lost_grams + e.recovered + e.residue + e.lost = o.grams THEN ${at}::timestamptz END
    FROM jsonb_to_recordset(${JSON.stringify(ended)}::jsonb) AS e("originId" text, recovered int, residue int, lost int)
    WHERE o.id = e."originId"
    RETURNING o.id AS "originId", o.ledger_entry_id AS "ledgerEntryId", o.grams, o.recovered_grams AS "recoveredGrams", o.settled_at IS NOT NULL AS "isSettled"`);
  return rows
    .flatMap(({ isSettled, ledgerEntryId, ...row }) => (isSettled && ledgerEntryId !== null ? [{ ...row, ledgerEntryId }] : []))
    .sort((one, other) => (one.ledgerEntryId < other.ledgerEntryId ? -1 : 1));
}

/** A lot as it lies at a point. */
export type StockLot = Heap & { number: number; material: string; isSorted: boolean; contaminationPermille: number };

/**
 * What lies at a point, the oldest lot first, under a lock until the end of the transaction. All verbs lock in this order, so that none
 * waits for another in a ring.
 */
export async function lockStock(tx: Tx, input: { pointId: string; kind?: { material: string; isSorted: boolean }; lotIds?: readonly string[] }): Promise<StockLot[]> {
  const { pointId, kind, lotIds } = input;
  const rows = await tx.$queryRaw<(Omit<StockLot, "number"> & { number: bigint })[]>(sql`
    SELECT l.id, l.number, l.material, l.is_sorted AS "isSorted", l.contamination_permille AS "contaminationPermille", b.grams
    FROM custody_balance b JOIN custody_lot l ON l.id = b.lot_id
    WHERE b.point_id = ${pointId} AND b.grams > 0
      ${kind ? sql`AND l.material = ${kind.material} AND l.is_sorted = ${kind.isSorted}` : emptySql}
      ${lotIds ? sql`AND l.id IN (SELECT jsonb_array_elements_text(${JSON.stringify(lotIds)}::jsonb))` : emptySql}
    ORDER BY l.number FOR UPDATE OF b`);
  return rows.map((row) => ({ ...row, number: Number(row.number) }));
}

/** Of which origins lots still are, by lot. */
export async function partsLeft(tx: Tx, lotIds: readonly string[]): Promise<Map<string, Heap[]>> {
  const rows = await tx.custodyPart.findMany({ where: { lotId: { in: [...lotIds] }, leftGrams: { gt: 0 } }, select: { lotId: true, originId: true, leftGrams: true }, orderBy: [{ lotId: "asc" }, { originId: "asc" }] });
  const parts = new Map<string, Heap[]>();
  for (const row of rows) parts.set(row.lotId, [...(parts.get(row.lotId) ?? []), { id: row.originId, grams: row.leftGrams }]);
  return parts;
}
