import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { CorrectionKind, CorrectionState, CorrectionView, Proposal } from "./corrections.schema.ts";

/** Writes a correction; false when its id is known or its maker has one of this kind open at the point. */
export async function insertCorrection(
  tx: Tx,
  input: { id: string; pointId: string; kind: CorrectionKind; proposal: Proposal; text: string; proposerUserId: string; proposerPartyId: string; createdAt: Date },
): Promise<boolean> {
  const { count } = await tx.pointCorrection.createMany({ data: [{ ...input, proposal: input.proposal as object }], skipDuplicates: true });
  return count === 1;
}

/** How many corrections somebody proposed since an instant. */
export async function countCorrectionsOf(tx: Tx, input: { userId: string; since: Date }): Promise<number> {
  return tx.pointCorrection.count({ where: { proposerUserId: input.userId, createdAt: { gt: input.since } } });
}

export type CorrectionRow = { id: string; pointId: string; kind: CorrectionKind; proposal: Proposal; proposerUserId: string; proposerPartyId: string; state: CorrectionState; version: number };

/** A correction, locked until the transaction ends; null when there is none. */
export async function lockCorrection(tx: Tx, id: string): Promise<CorrectionRow | null> {
  const rows = await tx.$queryRaw<CorrectionRow[]>(sql`
    SELECT id, point_id AS "pointId", kind, proposal, proposer_user_id AS "proposerUserId", proposer_party_id AS "proposerPartyId", state::text AS state, version
    FROM point_correction WHERE id = ${id} FOR UPDATE`);
  return rows[0] ?? null;
}

/** Ends an open correction; false when it is not open in this version any more. */
export async function settleCorrection(tx: Tx, input: { id: string; version: number; to: "accepted" | "declined"; reason: string | null; userId: string; now: Date }): Promise<boolean> {
  const { count } = await tx.pointCorrection.updateMany({
    where: { id: input.id, state: "open", version: input.version },
    data: { state: input.to, reason: input.reason, decidedByUserId: input.userId, decidedAt: input.now, version: { increment: 1 } },
  });
  return count === 1;
}

/** Corrections of a point: the open ones, oldest first, then those that were decided, newest first. */
export async function selectCorrections(db: Db, pointId: string, limit: number): Promise<CorrectionView[]> {
  const rows = await db.$queryRaw<(Omit<CorrectionView, "createdAt" | "decidedAt"> & { createdAt: Date; decidedAt: Date | null })[]>(sql`
    SELECT c.id, c.point_id AS "pointId", c.kind, c.proposal, c.text, coalesce(u.name, '') AS "proposerName", c.state::text AS state, c.reason,
      d.name AS "decidedByName", c.decided_at AS "decidedAt", c.version, c.created_at AS "createdAt"
    FROM point_correction c LEFT JOIN "user" u ON u.id = c.proposer_user_id LEFT JOIN "user" d ON d.id = c.decided_by_user_id
    WHERE c.point_id = ${pointId}
    ORDER BY c.state <> 'open', CASE WHEN c.state = 'open' THEN extract(epoch FROM c.created_at) ELSE -extract(epoch FROM c.decided_at) END, c.id LIMIT ${limit}`);
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString(), decidedAt: row.decidedAt?.toISOString() ?? null }));
}

/** How many corrections of a point wait. */
export async function countOpenCorrections(db: Db, pointId: string): Promise<number> {
  return db.pointCorrection.count({ where: { pointId, state: "open" } });
}

/** What its maker is told of a correction; null when it is gone. */
export async function selectCorrectionFacts(db: Db, id: string): Promise<CorrectionFacts | null> {
  const row = await db.pointCorrection.findUnique({
    where: { id },
    select: { kind: true, state: true, reason: true, proposerUserId: true, proposerPartyId: true, point: { select: { id: true, name: true, operatorName: true, address: true } } },
  });
  if (!row) return null;
  const { point, kind, ...rest } = row;
  return { ...rest, kind: kind as CorrectionKind, pointId: point.id, pointName: point.name ?? point.operatorName ?? point.address ?? "" };
}

export type CorrectionFacts = { kind: CorrectionKind; state: CorrectionState; reason: string | null; proposerUserId: string; proposerPartyId: string; pointId: string; pointName: string };

/** What is so of each correction: its state. */
export async function correctionMarks(db: Db, ids: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db.pointCorrection.findMany({ where: { id: { in: [...ids] } }, select: { id: true, state: true }, take: ids.length });
  return new Map(rows.map((row) => [row.id, [row.state]]));
}
