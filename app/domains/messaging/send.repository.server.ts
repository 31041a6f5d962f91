import { nudge } from "#app/outbox/record.server.ts";
import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { joinSql, sql, type Sql } from "#app/platform/db/sql.server.ts";
import { newId } from "#app/shared/ids.ts";
import { messagesPerMinute, newAccountMessagesPerMinute, newAccountMs, settledAfterDeals } from "./messaging.rules.ts";
import type { MessagePhotoView, NewMessagePhoto } from "./messaging.schema.ts";
import { messageWords } from "./messaging.search.ts";

/** What decides whether a person may write one more message to this side, as of now. */
export type SendFacts = { written: number; blocked: boolean; isNewAccount: boolean };

type Asking = { userId: string; partyId: string; otherPartyId: string; now: Date };

/**
 * Messages the person has written in the last minute (what others save at the same moment with a later clock does not count),
 * whether one side blocks the other, and whether the account is new.
 */
function factsSql(input: Asking): Sql {
  const since = new Date(input.now.getTime() - 60_000);
  const newSince = new Date(input.now.getTime() - newAccountMs);
  return sql`
    SELECT (SELECT count(*) FROM (SELECT 1 FROM message WHERE author_user_id = ${input.userId}
        AND created_at > ${since}::timestamptz AND created_at <= ${input.now}::timestamptz LIMIT ${messagesPerMinute}) AS w)::int AS written,
      EXISTS (SELECT 1 FROM party_block WHERE blocker_party_id = ${input.partyId} AND blocked_party_id = ${input.otherPartyId})
        OR EXISTS (SELECT 1 FROM party_block WHERE blocker_party_id = ${input.otherPartyId} AND blocked_party_id = ${input.partyId}) AS blocked,
      u.created_at > ${newSince}::timestamptz AND (SELECT count(*) FROM (SELECT 1 FROM deal WHERE state = 'completed'
        AND (giver_party_id = ${input.partyId} OR taker_party_id = ${input.partyId}) LIMIT ${settledAfterDeals}) AS c) < ${settledAfterDeals} AS is_new
    FROM "user" u WHERE u.id = ${input.userId}`;
}

/** The facts alone, before anything costly is done for a message. */
export async function findSendFacts(db: Db, input: Asking): Promise<SendFacts> {
  const rows = await db.$queryRaw<SendFacts[]>(sql`SELECT written, blocked, is_new AS "isNewAccount" FROM (${factsSql(input)}) AS f`);
  return rows[0] ?? { written: 0, blocked: true, isNewAccount: true };
}

/** A message as it stands after it was given in; null when it is not there and the facts forbid it. */
export type SentMessage = { seq: number; authorUserId: string | null; body: string; withdrawn: boolean; createdAt: Date; photos: MessagePhotoView[] };

/**
 * Asks whether a person may write, gives the message its number and writes it with its photos, its author's read mark and its
 * event, in one statement: everything else that writes here waits for the conversation's lock, which the caller holds. Taken
 * after that lock, it sees a block that was made just before. A client id that is there already takes no number, so the
 * sequence has no gaps, and is answered whatever the facts are.
 */
export async function writeMessage(
  tx: Tx,
  input: Asking & { dealId: string; conversationId: string; clientId: string; body: string; photos: readonly NewMessagePhoto[] },
): Promise<{ facts: SendFacts; message: SentMessage | null }> {
  const { conversationId, clientId, userId, dealId } = input;
  const photos = JSON.stringify(input.photos.map((photo, position) => ({ id: newId(), position, ...photo })));
  const shape = sql`jsonb_build_object('id', p.id, 'width', p.width, 'height', p.height) ORDER BY p.position`;
  const rows = await tx.$queryRaw<(SendFacts & { seq: number | null } & Omit<SentMessage, "seq">)[]>(sql`
    WITH facts AS (${factsSql(input)}),
    known AS (
      SELECT id, seq, author_user_id, body, withdrawn_at, created_at FROM message WHERE conversation_id = ${conversationId} AND client_id = ${clientId}),
    taken AS (
      UPDATE conversation SET next_seq = next_seq + 1 WHERE id = ${conversationId} AND NOT EXISTS (SELECT 1 FROM known)
        AND EXISTS (SELECT 1 FROM facts WHERE NOT blocked AND written < CASE WHEN is_new THEN ${newAccountMessagesPerMinute}::int ELSE ${messagesPerMinute}::int END)
      RETURNING next_seq - 1 AS seq),
    fresh AS (
      INSERT INTO message (id, conversation_id, seq, client_id, kind, author_user_id, author_party_id, body, search_text, created_at)
      SELECT ${newId()}, ${conversationId}, seq, ${clientId}, 'user', ${userId}, ${input.partyId}, ${input.body}, ${messageWords(input.body)}, ${input.now}::timestamptz
      FROM taken RETURNING id, seq, author_user_id, body, withdrawn_at, created_at),
    pictured AS (
      INSERT INTO message_photo (id, message_id, position, storage_key, width, height)
      SELECT p.id, f.id, p.position, p."storageKey", p.width, p.height
      FROM fresh f, jsonb_to_recordset(${photos}::jsonb) AS p(id text, position int, "storageKey" text, width int, height int)
      RETURNING id, message_id, position, width, height),
    marked AS (
      INSERT INTO read_mark (conversation_id, user_id, seq, updated_at) SELECT ${conversationId}, ${userId}, seq, ${input.now}::timestamptz FROM fresh
      ON CONFLICT (conversation_id, user_id) DO UPDATE SET seq = EXCLUDED.seq, updated_at = EXCLUDED.updated_at WHERE read_mark.seq < EXCLUDED.seq),
    told AS (
      INSERT INTO outbox_event (type, payload)
      SELECT 'messaging.message-sent', jsonb_build_object('dealId', ${dealId}::text, 'conversationId', ${conversationId}::text, 'seq', f.seq, 'topics',
        jsonb_build_array(${`deal:${dealId}`}::text) || coalesce((SELECT jsonb_agg('user:' || r.user_id) FROM (
          SELECT DISTINCT user_id FROM membership WHERE party_id IN (${joinSql([input.partyId, input.otherPartyId])}) AND state = 'active' ORDER BY user_id LIMIT 200) AS r), '[]'::jsonb))
      FROM fresh f)
    SELECT a.written, a.blocked, a.is_new AS "isNewAccount", m.* FROM facts a LEFT JOIN (
      SELECT f.seq, f.author_user_id AS "authorUserId", f.body, false AS withdrawn, f.created_at AS "createdAt",
        coalesce((SELECT jsonb_agg(${shape}) FROM pictured p), '[]'::jsonb) AS photos FROM fresh f
      UNION ALL
      SELECT k.seq, k.author_user_id, k.body, k.withdrawn_at IS NOT NULL, k.created_at,
        coalesce((SELECT jsonb_agg(${shape}) FROM message_photo p WHERE p.message_id = k.id AND k.withdrawn_at IS NULL), '[]'::jsonb) FROM known k) AS m ON true`);
  const row = rows[0];
  if (!row) throw new Error(`There is no person ${userId}.`);
  const { written, blocked, isNewAccount, ...message } = row;
  if (message.seq !== null) nudge();
  return { facts: { written, blocked, isNewAccount }, message: message.seq === null ? null : { ...message, seq: message.seq } };
}
