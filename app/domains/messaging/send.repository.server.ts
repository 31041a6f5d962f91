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

/** A message to write. The caller gives each client id once. */
export type MessageToWrite = { clientId: string; body: string; photos: readonly NewMessagePhoto[] };

/** A message as it stands after it was given in. */
export type SentMessage = { clientId: string; seq: number; authorUserId: string | null; body: string; withdrawn: boolean; createdAt: Date; photos: MessagePhotoView[] };

/**
 * Asks whether a person may write, gives the messages their numbers in order and writes them with photos, their author's read
 * mark and one event, in one statement: everything else that writes here waits for the conversation's lock, which the caller
 * holds. Taken after that lock, it sees a block that was made just before. A client id that is there already takes no number,
 * so the sequence has no gaps, and is answered whatever the facts are; what the facts forbid is not among the answers.
 */
export async function writeMessages(
  tx: Tx,
  input: Asking & { dealId: string; conversationId: string; messages: readonly MessageToWrite[] },
): Promise<{ facts: SendFacts; sent: SentMessage[] }> {
  const { conversationId, userId, dealId } = input;
  const given = JSON.stringify(
    input.messages.map(({ clientId, body, photos }, n) => ({ n, id: newId(), clientId, body, words: messageWords(body), photos: photos.map((photo, position) => ({ id: newId(), position, ...photo })) })),
  );
  const shape = sql`jsonb_build_object('id', p.id, 'width', p.width, 'height', p.height) ORDER BY p.position`;
  const rows = await tx.$queryRaw<(SendFacts & { sent: (Omit<SentMessage, "createdAt"> & { createdAt: string })[] })[]>(sql`
    WITH facts AS (${factsSql(input)}),
    given AS (SELECT * FROM jsonb_to_recordset(${given}::jsonb) AS g(n int, id text, "clientId" text, body text, words text, photos jsonb)),
    known AS (
      SELECT m.id, m.client_id, m.seq, m.author_user_id, m.body, m.withdrawn_at, m.created_at FROM message m
      WHERE m.conversation_id = ${conversationId} AND m.client_id IN (${joinSql(input.messages.map((message) => message.clientId))})),
    admitted AS (
      SELECT * FROM (SELECT g.*, row_number() OVER (ORDER BY g.n)::int AS rank FROM given g WHERE NOT EXISTS (SELECT 1 FROM known k WHERE k.client_id = g."clientId")) AS r
      WHERE EXISTS (SELECT 1 FROM facts
        WHERE NOT blocked AND written + r.rank <= CASE WHEN is_new THEN ${newAccountMessagesPerMinute}::int ELSE ${messagesPerMinute}::int END)),
    taken AS (
      UPDATE conversation SET next_seq = next_seq + (SELECT count(*)::int FROM admitted) WHERE id = ${conversationId} AND EXISTS (SELECT 1 FROM admitted)
      RETURNING next_seq - (SELECT count(*)::int FROM admitted) AS first),
    fresh AS (
      INSERT INTO message (id, conversation_id, seq, client_id, kind, author_user_id, author_party_id, body, search_text, created_at)
      SELECT a.id, ${conversationId}, t.first + a.rank - 1, a."clientId", 'user', ${userId}, ${input.partyId}, a.body, a.words, ${input.now}::timestamptz
      FROM admitted a, taken t RETURNING id, client_id, seq, author_user_id, body, withdrawn_at, created_at),
    pictured AS (
      INSERT INTO message_photo (id, message_id, position, storage_key, width, height)
      SELECT p.id, a.id, p.position, p."storageKey", p.width, p.height
      FROM admitted a, jsonb_to_recordset(a.photos) AS p(id text, position int, "storageKey" text, width int, height int)
      RETURNING id, message_id, position, width, height),
    marked AS (
      INSERT INTO read_mark (conversation_id, user_id, seq, updated_at)
      SELECT ${conversationId}, ${userId}, max(seq), ${input.now}::timestamptz FROM fresh HAVING count(*) > 0
      ON CONFLICT (conversation_id, user_id) DO UPDATE SET seq = EXCLUDED.seq, updated_at = EXCLUDED.updated_at WHERE read_mark.seq < EXCLUDED.seq),
    told AS (
      INSERT INTO outbox_event (type, payload)
      SELECT 'messaging.message-sent', jsonb_build_object('dealId', ${dealId}::text, 'conversationId', ${conversationId}::text, 'seq', max(f.seq), 'topics',
        jsonb_build_array(${`deal:${dealId}`}::text) || coalesce((SELECT jsonb_agg('user:' || r.user_id) FROM (
          SELECT DISTINCT user_id FROM membership WHERE party_id IN (${joinSql([input.partyId, input.otherPartyId])}) AND state = 'active' ORDER BY user_id LIMIT 200) AS r), '[]'::jsonb))
      FROM fresh f HAVING count(*) > 0),
    answered AS (
      SELECT f.client_id, f.seq, f.author_user_id, f.body, false AS withdrawn, f.created_at,
        coalesce((SELECT jsonb_agg(${shape}) FROM pictured p WHERE p.message_id = f.id), '[]'::jsonb) AS photos FROM fresh f
      UNION ALL
      SELECT k.client_id, k.seq, k.author_user_id, k.body, k.withdrawn_at IS NOT NULL, k.created_at,
        coalesce((SELECT jsonb_agg(${shape}) FROM message_photo p WHERE p.message_id = k.id AND k.withdrawn_at IS NULL), '[]'::jsonb) FROM known k)
    SELECT a.written, a.blocked, a.is_new AS "isNewAccount", coalesce((SELECT jsonb_agg(jsonb_build_object('clientId', m.client_id, 'seq', m.seq,
        'authorUserId', m.author_user_id, 'body', m.body, 'withdrawn', m.withdrawn, 'createdAt', m.created_at, 'photos', m.photos)) FROM answered m), '[]'::jsonb) AS sent
    FROM facts a`);
  const row = rows[0];
  if (!row) throw new Error(`There is no person ${userId}.`);
  const { sent, ...facts } = row;
  if (sent.length > 0) nudge();
  return { facts, sent: sent.map((message) => ({ ...message, createdAt: new Date(message.createdAt) })) };
}
