import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { emptySql, sql } from "#app/platform/db/sql.server.ts";
import { newId } from "#app/shared/ids.ts";
import type { MessagePhotoView, SystemParams } from "./messaging.schema.ts";

/** A conversation with who may take part, asked anew at every act. */
export type ConversationAccess = { id: string; giverPartyId: string; takerPartyId: string; dealState: string; lastSeq: number };

/** Starts a deal's conversation. */
export async function insertConversation(tx: Tx, dealId: string): Promise<string> {
  const made = await tx.conversation.create({ data: { id: newId(), dealId }, select: { id: true } });
  return made.id;
}

/** The conversation of a deal; with `lock`, nobody else can take a number in it until the transaction ends. */
export async function findConversation(db: Db, dealId: string, lock = false): Promise<ConversationAccess | null> {
  const rows = await db.$queryRaw<ConversationAccess[]>(sql`
    SELECT c.id, d.giver_party_id AS "giverPartyId", d.taker_party_id AS "takerPartyId", d.state::text AS "dealState", c.next_seq - 1 AS "lastSeq"
    FROM conversation c JOIN deal d ON d.id = c.deal_id WHERE c.deal_id = ${dealId} ${lock ? sql`FOR UPDATE OF c` : emptySql}`);
  return rows[0] ?? null;
}

/** A message as the database gives it. */
export type MessageRow = {
  seq: number;
  clientId: string;
  kind: "user" | "system";
  authorUserId: string | null;
  authorPartyId: string | null;
  authorName: string | null;
  body: string;
  photos: MessagePhotoView[];
  withdrawn: boolean;
  systemCode: string | null;
  systemParams: SystemParams | null;
  createdAt: Date;
};

/** A line of a transition. */
export type NewLine = { conversationId: string; clientId: string; systemCode: string; systemParams: SystemParams; at: Date };

/**
 * Gives a transition's line its number and writes it, in one statement; the caller holds the conversation's lock. A client id
 * that is there already takes no number, so the sequence has no gaps. Gives the number.
 */
export async function insertLine(tx: Tx, line: NewLine): Promise<number> {
  const rows = await tx.$queryRaw<{ seq: number }[]>(sql`
    WITH known AS (SELECT seq FROM message WHERE conversation_id = ${line.conversationId} AND client_id = ${line.clientId}),
    taken AS (
      UPDATE conversation SET next_seq = next_seq + 1 WHERE id = ${line.conversationId} AND NOT EXISTS (SELECT 1 FROM known)
      RETURNING next_seq - 1 AS seq),
    fresh AS (
      INSERT INTO message (id, conversation_id, seq, client_id, kind, system_code, system_params, created_at)
      SELECT ${newId()}, ${line.conversationId}, seq, ${line.clientId}, 'system', ${line.systemCode}, ${JSON.stringify(line.systemParams)}::jsonb, ${line.at}::timestamptz
      FROM taken RETURNING seq)
    SELECT seq FROM fresh UNION ALL SELECT seq FROM known`);
  const row = rows[0];
  if (!row) throw new Error(`Conversation ${line.conversationId} is gone.`);
  return row.seq;
}

/** Which messages of a thread to read: after a number, before one, or the last ones. */
export type MessageRange = { after: number } | { before: number } | "latest";

/** Messages of a range, in order; at most `limit`. What was withdrawn, or hidden by moderation (code `hidden`), comes without words and photos. */
export async function listMessages(db: Db, input: { conversationId: string; range: MessageRange; limit: number }): Promise<MessageRow[]> {
  const { range } = input;
  const columns = sql`m.seq, m.client_id AS "clientId", m.kind::text AS kind, m.author_user_id AS "authorUserId", m.author_party_id AS "authorPartyId",
    u.name AS "authorName", CASE WHEN h.subject_id IS NULL THEN m.body ELSE '' END AS body, m.withdrawn_at IS NOT NULL AS withdrawn,
    CASE WHEN h.subject_id IS NULL THEN m.system_code ELSE 'hidden' END AS "systemCode", m.system_params AS "systemParams",
    m.created_at AS "createdAt",
    CASE WHEN m.withdrawn_at IS NULL AND h.subject_id IS NULL THEN coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'width', p.width, 'height', p.height) ORDER BY p.position)
      FROM message_photo p WHERE p.message_id = m.id), '[]'::jsonb) ELSE '[]'::jsonb END AS photos`;
  const from = sql`FROM message m LEFT JOIN "user" u ON u.id = m.author_user_id
    LEFT JOIN hidden_content h ON h.subject_kind = 'message' AND h.subject_id = m.id WHERE m.conversation_id = ${input.conversationId}`;
  if (range !== "latest" && "after" in range) {
    return db.$queryRaw<MessageRow[]>(sql`SELECT ${columns} ${from} AND m.seq > ${range.after} ORDER BY m.seq LIMIT ${input.limit}`);
  }
  const until = range === "latest" ? emptySql : sql`AND m.seq < ${range.before}`;
  const rows = await db.$queryRaw<MessageRow[]>(sql`SELECT ${columns} ${from} ${until} ORDER BY m.seq DESC LIMIT ${input.limit}`);
  return rows.reverse();
}

/** What both sides have done in a thread besides writing: how far the other side has read, and what was taken back. */
export async function findThreadMarks(db: Db, input: { conversationId: string; otherPartyId: string | null; userId: string }): Promise<{ seenSeq: number; withdrawn: number[] }> {
  const rows = await db.$queryRaw<{ seenSeq: number; withdrawn: number[] }[]>(sql`
    SELECT coalesce((SELECT max(r.seq) FROM read_mark r JOIN membership s ON s.user_id = r.user_id AND s.party_id = ${input.otherPartyId} AND s.state = 'active'
        WHERE r.conversation_id = ${input.conversationId} AND r.user_id <> ${input.userId}), 0)::int AS "seenSeq",
      ARRAY(SELECT seq FROM message WHERE conversation_id = ${input.conversationId} AND withdrawn_at IS NOT NULL ORDER BY seq DESC LIMIT 500) AS withdrawn`);
  return rows[0] ?? { seenSeq: 0, withdrawn: [] };
}

/** Remembers how far a person has read; never back. False when they had read that far already. */
export async function raiseReadMark(db: Db, input: { conversationId: string; userId: string; seq: number; now: Date }): Promise<boolean> {
  const changed = await db.$executeRaw(sql`
    INSERT INTO read_mark (conversation_id, user_id, seq, updated_at)
    VALUES (${input.conversationId}, ${input.userId}, ${input.seq}, ${input.now}::timestamptz)
    ON CONFLICT (conversation_id, user_id) DO UPDATE SET seq = EXCLUDED.seq, updated_at = EXCLUDED.updated_at
      WHERE read_mark.seq < EXCLUDED.seq`);
  return changed === 1;
}

/** How far a person has read. */
export async function findReadMark(db: Db, input: { conversationId: string; userId: string }): Promise<number> {
  const row = await db.readMark.findUnique({ where: { conversationId_userId: input }, select: { seq: true } });
  return row?.seq ?? 0;
}

/** The people of both parties, whose unread counts move. */
export async function listReaders(db: Db, partyIds: string[]): Promise<string[]> {
  const rows = await db.membership.findMany({
    where: { partyId: { in: partyIds }, state: "active" },
    select: { userId: true },
    distinct: ["userId"],
    orderBy: { userId: "asc" },
    take: 200,
  });
  return rows.map((row) => row.userId);
}

/** Waits for whoever is writing between two parties at this moment; who comes after sees what this transaction wrote. */
export async function lockConversationsBetween(tx: Tx, a: string, b: string): Promise<void> {
  await tx.$queryRaw(sql`
    SELECT c.id FROM conversation c JOIN deal d ON d.id = c.deal_id
    WHERE (d.giver_party_id = ${a} AND d.taker_party_id = ${b}) OR (d.giver_party_id = ${b} AND d.taker_party_id = ${a})
    ORDER BY c.id FOR UPDATE OF c`);
}

/** Requests a person has made after one instant and up to another, counted up to a limit. */
export async function countRequestsSince(db: Db, input: { userId: string; since: Date; until: Date; limit: number }): Promise<number> {
  const rows = await db.deal.findMany({ where: { requestedByUserId: input.userId, createdAt: { gt: input.since, lte: input.until } }, select: { id: true }, take: input.limit });
  return rows.length;
}

/** Lets one person's requests come one after the other until the transaction ends, so that each counts those before it. */
export async function lockRequestsOf(tx: Tx, userId: string): Promise<void> {
  await tx.$executeRaw(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`requests ${userId}`}, 0))`);
}
