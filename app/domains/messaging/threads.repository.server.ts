import type { Db } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { SystemParams } from "./messaging.schema.ts";

/** A thread as the list of messages shows it: with whom, about what, the last line. */
export type ThreadLine = {
  dealId: string;
  title: string;
  otherName: string;
  otherKind: string;
  giverName: string;
  takerName: string;
  timeZone: string;
  kind: "user" | "system";
  mine: boolean;
  excerpt: string;
  systemCode: string | null;
  systemParams: SystemParams | null;
  at: Date;
  /** The last one was taken back by its author. */
  withdrawn: boolean;
  photoCount: number;
  /** Messages this person has not read; at most 99. */
  unreadCount: number;
  /** The mark the thing had when it was asked for. */
  remanufactured: boolean;
};

/** A party's threads, the one with the latest message first; at most fifty. */
export async function listThreads(db: Db, input: { partyId: string; userId: string }): Promise<ThreadLine[]> {
  return db.$queryRaw<ThreadLine[]>(sql`
    SELECT d.id AS "dealId", d.remanufactured, l.title, l.time_zone AS "timeZone", g.name AS "giverName", t.name AS "takerName",
      CASE WHEN g.id = ${input.partyId} THEN t.name ELSE g.name END AS "otherName",
      CASE WHEN g.id = ${input.partyId} THEN t.kind ELSE g.kind END::text AS "otherKind",
      m.kind::text AS kind, coalesce(m.author_party_id = ${input.partyId}, false) AS mine, left(m.body, 160) AS excerpt,
      m.system_code AS "systemCode", m.system_params AS "systemParams", m.created_at AS at,
      m.withdrawn_at IS NOT NULL AS withdrawn, (SELECT count(*)::int FROM message_photo p WHERE p.message_id = m.id) AS "photoCount",
      least(99, greatest(0, m.seq - coalesce(r.seq, 0)))::int AS "unreadCount"
    FROM deal d JOIN listing l ON l.id = d.listing_id JOIN party g ON g.id = d.giver_party_id JOIN party t ON t.id = d.taker_party_id
    JOIN conversation c ON c.deal_id = d.id
    JOIN message m ON m.conversation_id = c.id AND m.seq = c.next_seq - 1
    LEFT JOIN read_mark r ON r.conversation_id = c.id AND r.user_id = ${input.userId}
    WHERE d.giver_party_id = ${input.partyId} OR d.taker_party_id = ${input.partyId}
    ORDER BY m.created_at DESC, d.id DESC LIMIT 50`);
}
