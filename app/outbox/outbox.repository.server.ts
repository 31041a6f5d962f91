import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";

type WaitingRow = { id: bigint; type: string; payload: unknown; occurredAt: Date };

/** Takes up to `limit` waiting events and marks them dispatched, oldest first. Other processes skip them. */
export async function claimWaiting(tx: Tx, limit: number): Promise<WaitingRow[]> {
  const rows = await tx.$queryRaw<WaitingRow[]>(sql`
    UPDATE outbox_event SET dispatched_at = now(), attempts = attempts + 1
    WHERE id IN (
      SELECT id FROM outbox_event
      WHERE dispatched_at IS NULL AND (retry_at IS NULL OR retry_at <= now())
      ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING id, type, payload, occurred_at AS "occurredAt"`);
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Gives an event back: it is tried again after a growing pause, ten times at most. */
export async function markFailed(db: Db, id: bigint, message: string): Promise<void> {
  await db.$executeRaw(sql`
    UPDATE outbox_event
    SET last_error = ${message.slice(0, 500)},
        dispatched_at = CASE WHEN attempts < 10 THEN NULL ELSE dispatched_at END,
        retry_at = now() + make_interval(secs => least(600, power(2, attempts)))
    WHERE id = ${id}`);
}
