import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { emptySql, sql } from "#app/platform/db/sql.server.ts";
import { newId } from "#app/shared/ids.ts";
import type { SystemParams } from "./messaging.schema.ts";

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
  systemCode: string | null;
  systemParams: SystemParams | null;
  createdAt: Date;
};

export type NewMessage = {
  conversationId: string;
  clientId: string;
  kind: "user" | "system";
  authorUserId: string | null;
  authorPartyId: string | null;
  body: string;
  systemCode: string | null;
  systemParams: SystemParams | null;
  at: Date;
};

/**
 * Gives a message its number and writes it, in one statement; the caller holds the conversation's lock. A client id that is
 * there already takes no number, so the sequence has no gaps. `created` tells which of the two happened.
 */
export async function insertMessage(tx: Tx, message: NewMessage): Promise<{ seq: number; created: boolean; authorUserId: string | null; body: string; createdAt: Date }> {
  const rows = await tx.$queryRaw<{ seq: number; created: boolean; authorUserId: string | null; body: string; createdAt: Date }[]>(sql`
    WITH known AS (
      SELECT seq, author_user_id, body, created_at FROM message WHERE conversation_id = ${message.conversationId} AND client_id = ${message.clientId}),
    taken AS (
      UPDATE conversation SET next_seq = next_seq + 1 WHERE id = ${message.conversationId} AND NOT EXISTS (SELECT 1 FROM known)
      RETURNING next_seq - 1 AS seq),
    written AS (
      INSERT INTO message (id, conversation_id, seq, client_id, kind, author_user_id, author_party_id, body, system_code, system_params, created_at)
      SELECT ${newId()}, ${message.conversationId}, seq, ${message.clientId}, ${message.kind}::message_kind, ${message.authorUserId},
        ${message.authorPartyId}, ${message.body}, ${message.systemCode},
        ${message.systemParams === null ? null : JSON.stringify(message.systemParams)}::jsonb, ${message.at}::timestamptz
      FROM taken RETURNING seq, author_user_id, body, created_at)
    SELECT seq, true AS created, author_user_id AS "authorUserId", body, created_at AS "createdAt" FROM written
    UNION ALL SELECT seq, false, author_user_id, body, created_at FROM known`);
  const row = rows[0];
  if (!row) throw new Error(`Conversation ${message.conversationId} is gone.`);
  return row;
}

/** Messages after a number, or the last ones; at most `limit`, in order. One that moderation hid has no text and the code `hidden`. */
export async function listMessages(db: Db, input: { conversationId: string; after: number | null; limit: number }): Promise<MessageRow[]> {
  const columns = sql`m.seq, m.client_id AS "clientId", m.kind::text AS kind, m.author_user_id AS "authorUserId", m.author_party_id AS "authorPartyId",
    u.name AS "authorName", CASE WHEN h.subject_id IS NULL THEN m.body ELSE '' END AS body,
    CASE WHEN h.subject_id IS NULL THEN m.system_code ELSE 'hidden' END AS "systemCode", m.system_params AS "systemParams", m.created_at AS "createdAt"`;
  const from = sql`FROM message m LEFT JOIN "user" u ON u.id = m.author_user_id
    LEFT JOIN hidden_content h ON h.subject_kind = 'message' AND h.subject_id = m.id WHERE m.conversation_id = ${input.conversationId}`;
  if (input.after !== null) {
    return db.$queryRaw<MessageRow[]>(sql`SELECT ${columns} ${from} AND m.seq > ${input.after} ORDER BY m.seq LIMIT ${input.limit}`);
  }
  const rows = await db.$queryRaw<MessageRow[]>(sql`SELECT ${columns} ${from} ORDER BY m.seq DESC LIMIT ${input.limit}`);
  return rows.reverse();
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

/** Messages a person has written after one instant and up to another: what others save at the same moment with a later clock does not count. */
export async function countWrittenSince(db: Db, input: { userId: string; since: Date; until: Date }): Promise<number> {
  return db.message.count({ where: { authorUserId: input.userId, createdAt: { gt: input.since, lte: input.until } } });
}

/** The people of both parties, whose unread counts move. */
export async function listReaders(db: Db, partyIds: string[]): Promise<string[]> {
  const rows = await db.membership.findMany({
    where: { partyId: { in: partyIds }, state: "active" },
    select: { userId: true },
    distinct: ["userId"],
    take: 200,
  });
  return rows.map((row) => row.userId);
}
