import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";

type WaitingRow = { id: bigint; type: string; payload: unknown; occurredAt: Date };

/** How long a process may take over a batch before another one tries its events again. */
const leaseSeconds = 60;

/** Leases up to `limit` waiting events, oldest first. A process that dies leaves them to the next one. */
export async function claimWaiting(tx: Tx, limit: number): Promise<WaitingRow[]> {
  const rows = await tx.$queryRaw<WaitingRow[]>(sql`
    UPDATE outbox_event SET attempts = attempts + 1, retry_at = now() + make_interval(secs => ${leaseSeconds}::int)
    WHERE id IN (
      SELECT id FROM outbox_event
      WHERE dispatched_at IS NULL AND (retry_at IS NULL OR retry_at <= now())
      ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING id, type, payload, occurred_at AS "occurredAt"`);
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Marks delivered events, after every target has had them. */
export async function markDispatched(db: Db, ids: bigint[]): Promise<void> {
  if (ids.length === 0) return;
  await db.outboxEvent.updateMany({ where: { id: { in: ids } }, data: { dispatchedAt: new Date(), lastError: null } });
}

/** Gives an event back: it is tried again after a growing pause of at most ten minutes. */
export async function markFailed(db: Db, id: bigint, message: string): Promise<void> {
  await db.$executeRaw(sql`
    UPDATE outbox_event
    SET last_error = ${message.slice(0, 500)}, retry_at = now() + make_interval(secs => least(600, power(2, least(attempts, 10))))
    WHERE id = ${id}`);
}
