import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { DigestPeriod } from "./kinds.ts";

/**
 * Sees to it that a digest of the period is due; one that is due already keeps its time. It stays due until this transaction has
 * ended: whoever sends it meanwhile would not see what was written for it here, and nothing would be due for that any more.
 */
export async function ensureDigestDue(tx: Tx, input: { userId: string; period: DigestPeriod; dueAt: Date }): Promise<void> {
  for (;;) {
    const { count } = await tx.digestDue.createMany({ data: input, skipDuplicates: true });
    if (count === 1) return;
    // Shared among all who write; the sender passes over a row that is held.
    const held = await tx.$queryRaw<unknown[]>(sql`SELECT 1 FROM digest_due WHERE user_id = ${input.userId} AND period = ${input.period} FOR KEY SHARE`);
    if (held.length > 0) return;
  }
}

/** Gives a digest that is due another time, where there is one. */
export async function moveDigestDue(tx: Tx, input: { userId: string; period: DigestPeriod; dueAt: Date }): Promise<void> {
  await tx.digestDue.updateMany({ where: { userId: input.userId, period: input.period }, data: { dueAt: input.dueAt } });
}

/** A digest whose time has come. */
export type DueDigest = { userId: string; period: DigestPeriod; dueAt: Date };

/**
 * Takes the longest due digest away, or null. Whoever takes it sends it: the row goes with the same transaction, others
 * pass over it meanwhile, and if the transaction fails it is due as before.
 */
export async function takeDueDigest(tx: Tx, now: Date): Promise<DueDigest | null> {
  const rows = await tx.$queryRaw<DueDigest[]>(sql`
    DELETE FROM digest_due WHERE (user_id, period) IN (
      SELECT user_id, period FROM digest_due WHERE due_at <= ${now}::timestamptz ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING user_id AS "userId", period, due_at AS "dueAt"`);
  return rows[0] ?? null;
}

/** True while there is something for a digest. */
export async function hasForDigest(db: Db, input: { userId: string; period: DigestPeriod }): Promise<boolean> {
  const row = await db.notification.findFirst({ where: { userId: input.userId, mail: input.period, mailSettledAt: null }, select: { id: true } });
  return row !== null;
}
