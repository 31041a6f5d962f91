import type { Db } from "#app/platform/db/database.server.ts";
import { joinSql, sql } from "#app/platform/db/sql.server.ts";

/** How many deals of these parties have messages that this person has not read. At most 99. */
export async function countUnread(db: Db, userId: string, partyIds: string[]): Promise<number> {
  if (partyIds.length === 0) return 0;
  const ids = joinSql(partyIds);
  const rows = await db.$queryRaw<{ count: number }[]>(sql`
    SELECT count(*)::int AS count FROM (
      SELECT 1 FROM deal d
      JOIN conversation c ON c.deal_id = d.id
      LEFT JOIN read_mark r ON r.conversation_id = c.id AND r.user_id = ${userId}
      WHERE (d.giver_party_id IN (${ids}) OR d.taker_party_id IN (${ids})) AND c.next_seq - 1 > coalesce(r.seq, 0)
      LIMIT 99) unread`);
  return rows[0]?.count ?? 0;
}
