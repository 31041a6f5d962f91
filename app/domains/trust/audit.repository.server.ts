import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import { auditHash, followChain, genesisHash, type AuditAction, type AuditDetails, type AuditRow, type ChainEnd } from "./audit.rules.ts";

/**
 * Writes down an act of moderation, in the transaction that does it. Writers wait for each other at the head of the chain,
 * so call it after the other locks of the act are taken.
 */
export async function audit(
  tx: Tx,
  entry: { at: Date; actorUserId: string | null; action: AuditAction; subjectKind: string; subjectId: string; details?: AuditDetails },
): Promise<void> {
  const [head] = await tx.$queryRaw<ChainEnd[]>(sql`SELECT seq, hash FROM audit_head WHERE id = 1 FOR UPDATE`);
  if (!head) throw new Error("The head of the record of moderation is missing.");
  // Through JSON, as it is read back: what has no place in it must not go into the hash.
  const details = JSON.parse(JSON.stringify(entry.details ?? {})) as AuditDetails;
  const row = { ...entry, details, seq: BigInt(head.seq) + 1n, prevHash: head.hash };
  const hash = auditHash(row);
  await tx.auditEntry.create({ data: { ...row, details, hash }, select: { seq: true } });
  await tx.auditHead.update({ where: { id: 1 }, data: { seq: row.seq, hash }, select: { id: true } });
}

export type AuditFilter = { action: string | null; actorUserId: string | null; subjectId: string | null };

/** Rows of the record, newest first, before a number. `actorName` is null for the platform and for who is gone. */
export async function listAudit(
  db: Db,
  input: AuditFilter & { before: bigint | null; limit: number },
): Promise<(AuditRow & { actorName: string | null })[]> {
  const rows = await db.auditEntry.findMany({
    where: {
      ...(input.action ? { action: input.action } : {}),
      ...(input.actorUserId ? { actorUserId: input.actorUserId } : {}),
      ...(input.subjectId ? { subjectId: input.subjectId } : {}),
      ...(input.before === null ? {} : { seq: { lt: input.before } }),
    },
    select: { seq: true, at: true, actorUserId: true, action: true, subjectKind: true, subjectId: true, details: true, prevHash: true, hash: true },
    orderBy: { seq: "desc" },
    take: input.limit,
  });
  const ids = [...new Set(rows.flatMap((row) => (row.actorUserId ? [row.actorUserId] : [])))];
  const people = ids.length > 0 ? await db.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true }, take: ids.length }) : [];
  const nameOf = new Map(people.map((one) => [one.id, one.name]));
  return rows.map((row) => ({ ...row, details: row.details as AuditDetails, actorName: row.actorUserId ? (nameOf.get(row.actorUserId) ?? null) : null }));
}

/** What a check of the whole record finds. */
export type ChainCheck = { intact: boolean; size: number; brokenAt: string | null };

/** Follows the chain from its first row to its head: a row that was changed, put in, or taken out (the last ones too) breaks it. */
export async function checkChain(db: Db, batch = 1000): Promise<ChainCheck> {
  let end: ChainEnd = { seq: 0n, hash: genesisHash };
  for (;;) {
    const rows = await db.auditEntry.findMany({
      where: { seq: { gt: end.seq } },
      select: { seq: true, at: true, actorUserId: true, action: true, subjectKind: true, subjectId: true, details: true, prevHash: true, hash: true },
      orderBy: { seq: "asc" },
      take: batch,
    });
    const followed = followChain(end, rows.map((row) => ({ ...row, details: row.details as AuditDetails })));
    end = followed.end;
    if (followed.brokenAt !== null) return { intact: false, size: Number(end.seq), brokenAt: String(followed.brokenAt) };
    if (rows.length < batch) break;
  }
  const head = await db.auditHead.findUnique({ where: { id: 1 }, select: { seq: true, hash: true } });
  // Rows written since the last batch was read are not a break.
  const intact = head !== null && head.seq >= end.seq && (head.seq > end.seq ? await reaches(db, head) : head.hash === end.hash);
  return { intact, size: Number(end.seq), brokenAt: intact ? null : String(end.seq + 1n) };
}

async function reaches(db: Db, head: ChainEnd): Promise<boolean> {
  const last = await db.auditEntry.findUnique({ where: { seq: head.seq }, select: { hash: true } });
  return last?.hash === head.hash;
}
