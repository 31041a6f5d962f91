import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";

/** Somebody who has not read a message. `dueAt` is when they are told. */
export type WaitRow = { conversationId: string; userId: string; dealId: string; partyId: string; firstSeq: number; dueAt: Date };

/** Starts waiting, or starts anew where they have read on since and something later waits. Otherwise the first wait stands. */
export async function startWait(tx: Db, wait: WaitRow): Promise<void> {
  await tx.$executeRaw(sql`
    INSERT INTO message_wait (conversation_id, user_id, deal_id, party_id, first_seq, due_at)
    VALUES (${wait.conversationId}, ${wait.userId}, ${wait.dealId}, ${wait.partyId}, ${wait.firstSeq}, ${wait.dueAt}::timestamptz)
    ON CONFLICT (conversation_id, user_id) DO UPDATE SET first_seq = EXCLUDED.first_seq, due_at = EXCLUDED.due_at, told_at = NULL
      WHERE message_wait.first_seq < EXCLUDED.first_seq`);
}

/** They have read it: nothing waits any more. */
export async function endWait(db: Db, input: { dealId: string; userId: string }): Promise<void> {
  await db.messageWait.deleteMany({ where: input });
}

/** Waits that are due and nobody was told of, the longest first. */
export async function listDueWaits(db: Db, input: { now: Date; limit: number }): Promise<WaitRow[]> {
  return db.messageWait.findMany({
    where: { toldAt: null, dueAt: { lte: input.now } },
    select: { conversationId: true, userId: true, dealId: true, partyId: true, firstSeq: true, dueAt: true },
    orderBy: { dueAt: "asc" },
    take: input.limit,
  });
}

/** Takes a due wait; false when another run has it or it began anew meanwhile. */
export async function claimWait(tx: Tx, wait: WaitRow, now: Date): Promise<boolean> {
  const { conversationId, userId, firstSeq } = wait;
  const { count } = await tx.messageWait.updateMany({ where: { conversationId, userId, firstSeq, toldAt: null }, data: { toldAt: now } });
  return count === 1;
}
