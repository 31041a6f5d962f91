import type { Db } from "#app/platform/db/database.server.ts";
import { sql, type Sql } from "#app/platform/db/sql.server.ts";
import type { LotKind } from "./custody.schema.ts";
import type { TraceEdge, TraceLot, TraceRun } from "./trace.schema.ts";

/** The most lots that a trace follows. */
export const TRACE_LIMIT = 400;

/** Whether a party ever had a lot in its hands, or is having it sent. */
export async function hasHeld(db: Db, input: { lotId: string; partyId: string }): Promise<boolean> {
  const row = await db.custodyPosting.findFirst({ where: { lotId: input.lotId, act: { partyId: input.partyId } }, select: { actId: true } });
  if (row) return true;
  const line = await db.consignmentLine.findUnique({ where: { lotId: input.lotId }, select: { consignment: { select: { toPartyId: true } } } });
  return line?.consignment.toPartyId === input.partyId;
}

/** The ids of a lot, of everything it came from and of everything that came of it; nearest first, so a limit cuts the ends. */
export async function idsAround(db: Db, lotId: string): Promise<{ ids: string[]; isCut: boolean }> {
  const walk = (from: Sql, to: Sql) => sql`
    SELECT lot_id, min(steps) AS steps FROM (
      WITH RECURSIVE walk(lot_id, steps) AS (
        SELECT ${lotId}::text, 0
        UNION
        SELECT e.${to}, w.steps + 1 FROM walk w JOIN custody_edge e ON e.${from} = w.lot_id WHERE w.steps < 40)
      SELECT lot_id, steps FROM walk LIMIT 20000) w GROUP BY lot_id`;
  const rows = await db.$queryRaw<{ id: string }[]>(sql`
    SELECT lot_id AS id FROM (${walk(sql`child_id`, sql`parent_id`)} UNION ${walk(sql`parent_id`, sql`child_id`)}) both_ways
    GROUP BY lot_id ORDER BY min(steps), lot_id LIMIT ${TRACE_LIMIT + 1}`);
  return { ids: rows.slice(0, TRACE_LIMIT).map((row) => row.id), isCut: rows.length > TRACE_LIMIT };
}

/** The lots that grams of a load of the ledger are or were in, with how many. Null for a load that has no lot. */
export async function originOf(db: Db, ledgerEntryId: string): Promise<{ id: string; grams: number; recoveredGrams: number; residueGrams: number; lostGrams: number; settledAt: Date | null; parts: { lotId: string; grams: number; leftGrams: number }[] } | null> {
  const row = await db.custodyOrigin.findUnique({
    where: { ledgerEntryId },
    select: {
      id: true, grams: true, recoveredGrams: true, residueGrams: true, lostGrams: true, settledAt: true,
      parts: { select: { lotId: true, madeGrams: true, leftGrams: true }, orderBy: { lot: { number: "asc" } }, take: TRACE_LIMIT },
    },
  });
  return row ? { ...row, parts: row.parts.map((part) => ({ lotId: part.lotId, grams: part.madeGrams, leftGrams: part.leftGrams })) } : null;
}

type LotFound = {
  id: string;
  number: bigint;
  kind: LotKind;
  material: string;
  isSorted: boolean;
  madeGrams: number;
  madeAt: Date;
  pointName: string | null;
  toName: string | null;
  consignmentState: string | null;
  here: number;
  hereName: string | null;
};

/** Lots of a trace with their places, by number. */
export async function traceLots(db: Db, ids: readonly string[]): Promise<TraceLot[]> {
  const rows = await db.$queryRaw<LotFound[]>(sql`
    SELECT l.id, l.number, l.kind::text AS kind, l.material, l.is_sorted AS "isSorted", l.made_grams AS "madeGrams", l.made_at AS "madeAt", p.name AS "pointName",
      t.name AS "toName", c.state::text AS "consignmentState", coalesce(b.grams, 0)::int AS here, h.name AS "hereName"
    FROM custody_lot l
    JOIN recycling_point p ON p.id = l.point_id
    LEFT JOIN consignment_line cl ON cl.lot_id = l.id
    LEFT JOIN consignment c ON c.id = cl.consignment_id
    LEFT JOIN LATERAL (SELECT point_id FROM custody_posting WHERE lot_id = l.id AND account = 'received' LIMIT 1) r ON true
    LEFT JOIN recycling_point t ON t.id = coalesce(c.to_point_id, r.point_id)
    LEFT JOIN LATERAL (SELECT grams, point_id FROM custody_balance WHERE lot_id = l.id AND grams > 0 ORDER BY grams DESC LIMIT 1) b ON true
    LEFT JOIN recycling_point h ON h.id = b.point_id
    WHERE l.id IN (SELECT jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)) ORDER BY l.number`);
  return rows.map((row) => ({ ...row, number: Number(row.number), madeAt: row.madeAt.toISOString(), pointName: row.pointName ?? "" }));
}

/** The steps between lots of a trace. */
export async function traceEdges(db: Db, ids: readonly string[]): Promise<TraceEdge[]> {
  return db.custodyEdge.findMany({ where: { parentId: { in: [...ids] }, childId: { in: [...ids] } }, select: { parentId: true, childId: true, grams: true, actId: true }, orderBy: [{ parentId: "asc" }, { childId: "asc" }] });
}

/** What did not go on from runs that lots of a trace went into, what was delivered of them, and to whom. */
export async function traceRuns(db: Db, ids: readonly string[]): Promise<TraceRun[]> {
  const rows = await db.$queryRaw<{ actId: string; kind: "treat" | "deliver"; lotIds: string[]; residueGrams: bigint; lossGrams: bigint; deliveredGrams: bigint; note: string; at: Date }[]>(sql`
    SELECT a.id AS "actId", a.kind::text AS kind, a.note, a.at,
      array_agg(DISTINCT p.lot_id) FILTER (WHERE p.account = 'stock' AND p.grams < 0) AS "lotIds",
      coalesce(sum(p.grams) FILTER (WHERE p.account = 'residue'), 0)::bigint AS "residueGrams",
      coalesce(sum(p.grams) FILTER (WHERE p.account = 'loss'), 0)::bigint AS "lossGrams",
      coalesce(sum(p.grams) FILTER (WHERE p.account = 'delivered'), 0)::bigint AS "deliveredGrams"
    FROM custody_act a JOIN custody_posting p ON p.act_id = a.id
    WHERE a.kind IN ('treat', 'deliver') AND a.id IN (SELECT act_id FROM custody_posting WHERE lot_id IN (SELECT jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)) AND account = 'stock' AND grams < 0)
    GROUP BY a.id ORDER BY a.seq LIMIT ${TRACE_LIMIT}`);
  return rows.map((row) => ({ ...row, residueGrams: Number(row.residueGrams), lossGrams: Number(row.lossGrams), deliveredGrams: Number(row.deliveredGrams), at: row.at.toISOString() }));
}

/** A lot's own facts, or null. */
export async function findLot(db: Db, id: string) {
  const row = await db.custodyLot.findUnique({
    where: { id },
    select: {
      id: true, number: true, kind: true, material: true, isSorted: true, contaminationPermille: true, madeAt: true, madeGrams: true,
      balances: { where: { grams: { gt: 0 } }, select: { pointId: true, grams: true }, orderBy: { grams: "desc" }, take: 1 },
      _count: { select: { parts: true } },
    },
  });
  return row ? { ...row, number: Number(row.number) } : null;
}
