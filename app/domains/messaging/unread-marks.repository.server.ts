import type { Db } from "#app/platform/db/database.server.ts";
import { joinSql, sql } from "#app/platform/db/sql.server.ts";

/** Holds while a person of a deal has a message of the other side that they have not read. */
export const UNREAD = "unread";

/** A deal's thread as one person sees it. */
export type ThreadReader = { dealId: string; userId: string; partyId: string };

/** Which of these have something unread, as `dealId userId`. Only what people wrote counts. */
export async function unreadThreads(db: Db, readers: readonly ThreadReader[]): Promise<Set<string>> {
  if (readers.length === 0) return new Set();
  const rows = await db.$queryRaw<{ dealId: string; userId: string }[]>(sql`
    SELECT r.deal_id AS "dealId", r.user_id AS "userId"
    FROM (VALUES ${joinSql(readers.map((one) => sql`(${one.dealId}::text, ${one.userId}::text, ${one.partyId}::text)`))}) AS r(deal_id, user_id, party_id)
    JOIN conversation c ON c.deal_id = r.deal_id
    LEFT JOIN read_mark k ON k.conversation_id = c.id AND k.user_id = r.user_id
    WHERE EXISTS (SELECT 1 FROM message m WHERE m.conversation_id = c.id AND m.seq > coalesce(k.seq, 0)
      AND m.kind = 'user' AND m.author_party_id <> r.party_id)`);
  return new Set(rows.map((row) => `${row.dealId} ${row.userId}`));
}

/** What a person has not read in a thread, of what the other side wrote: the first message, when it came, and how many. */
export type UnreadPart = { conversationId: string; firstSeq: number; firstAt: Date; count: number };

/** What waits for a person in a deal's thread, or null when they have read all of it. */
export async function findUnreadPart(db: Db, reader: ThreadReader): Promise<UnreadPart | null> {
  const rows = await db.$queryRaw<UnreadPart[]>(sql`
    SELECT c.id AS "conversationId", min(m.seq)::int AS "firstSeq", min(m.created_at) AS "firstAt", count(*)::int AS count
    FROM conversation c JOIN message m ON m.conversation_id = c.id
    LEFT JOIN read_mark k ON k.conversation_id = c.id AND k.user_id = ${reader.userId}
    WHERE c.deal_id = ${reader.dealId} AND m.seq > coalesce(k.seq, 0) AND m.kind = 'user' AND m.author_party_id <> ${reader.partyId}
    GROUP BY c.id`);
  return rows[0] ?? null;
}
