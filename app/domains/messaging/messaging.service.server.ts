import { record } from "#app/outbox/record.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { inTransaction, transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { MessagingError } from "./messaging.errors.ts";
import {
  countWrittenSince,
  findConversation,
  findReadMark,
  insertConversation,
  insertMessage,
  listMessages,
  listReaders,
  raiseReadMark,
  type ConversationAccess,
  type MessageRow,
} from "./messaging.repository.server.ts";
import { messagesPerMinute } from "./messaging.rules.ts";
import type { MessageView, SendInput, SystemParams, ThreadPart } from "./messaging.schema.ts";

const pageSize = 100;

/** Starts the conversation of a deal; the deal's request calls it once, in its transaction. */
export async function openConversation(tx: Tx, dealId: string): Promise<void> {
  await insertConversation(tx, dealId);
}

/**
 * What a transition says in the thread; only flows call this, so nobody can forge one. `key` names the transition: said
 * twice, it stands once. Whoever caused it has read it.
 */
export async function postSystemMessage(
  tx: Tx,
  input: { dealId: string; key: string; code: string; params: SystemParams; causedByUserId: string | null; at: Date },
): Promise<void> {
  const conversation = await findConversation(tx, input.dealId, true);
  if (!conversation) return;
  const { seq } = await insertMessage(tx, {
    conversationId: conversation.id,
    clientId: `system-${input.key}`,
    kind: "system",
    authorUserId: null,
    authorPartyId: null,
    body: "",
    systemCode: input.code,
    systemParams: input.params,
    at: input.at,
  });
  if (input.causedByUserId) await raiseReadMark(tx, { conversationId: conversation.id, userId: input.causedByUserId, seq, now: input.at });
}

/**
 * Saves a message and only then lets it be told. The same `clientId` again gives the first message's number and changes
 * nothing. Errors: MESSAGING.NOT_FOUND for strangers, NOT_ALLOWED for viewers, RATE_LIMITED beyond 30 in a minute,
 * INVALID when the id belongs to somebody else's message.
 */
export async function sendMessage(db: Db, actor: Actor, input: SendInput, clock: Clock = systemClock): Promise<Result<MessageView, MessagingError>> {
  return transact<Result<MessageView, MessagingError>>(db, async (tx) => {
    const now = clock.now();
    const conversation = await findConversation(tx, input.dealId, true);
    if (!conversation || !isSide(conversation, actor)) return err("MESSAGING.NOT_FOUND");
    if (!hasRole(actor.role, "member")) return err("MESSAGING.NOT_ALLOWED");
    const since = new Date(now.getTime() - 60_000);
    const busy = (await countWrittenSince(tx, { userId: actor.userId, since, until: now })) >= messagesPerMinute;
    const message = await insertMessage(tx, {
      conversationId: conversation.id,
      clientId: input.clientId,
      kind: "user",
      authorUserId: actor.userId,
      authorPartyId: actor.party.id,
      body: input.body,
      systemCode: null,
      systemParams: null,
      at: now,
    });
    // The limit undoes a new message, but never refuses the answer to a repeated one.
    if (busy && message.created) return err("MESSAGING.RATE_LIMITED", { seconds: 60 });
    if (message.authorUserId !== actor.userId) return err("MESSAGING.INVALID");
    if (message.created) {
      await raiseReadMark(tx, { conversationId: conversation.id, userId: actor.userId, seq: message.seq, now });
      const readers = await listReaders(tx, [conversation.giverPartyId, conversation.takerPartyId]);
      await record(tx, {
        type: "messaging.message-sent",
        payload: { dealId: input.dealId, conversationId: conversation.id, seq: message.seq },
        topics: [`deal:${input.dealId}`, ...readers.map((userId) => `user:${userId}` as const)],
      });
    }
    return ok({
      seq: message.seq,
      kind: "user",
      mine: true,
      clientId: input.clientId,
      authorName: actor.userName,
      body: message.body,
      systemCode: null,
      systemParams: null,
      createdAt: message.createdAt.toISOString(),
    });
  });
}

/** What came after a number, in order, a hundred at a time. MESSAGING.NOT_FOUND for strangers. */
export async function messagesAfter(db: Db, actor: Actor, input: { dealId: string; after: number }): Promise<Result<ThreadPart, MessagingError>> {
  return part(db, actor, input.dealId, input.after);
}

/** The latest hundred messages of a deal, with how far the reader has read. MESSAGING.NOT_FOUND for strangers. */
export async function latestMessages(db: Db, actor: Actor, dealId: string): Promise<Result<ThreadPart & { readSeq: number }, MessagingError>> {
  const latest = await part(db, actor, dealId, null);
  if (!latest.ok) return latest;
  const conversation = await findConversation(db, dealId);
  const readSeq = conversation ? await findReadMark(db, { conversationId: conversation.id, userId: actor.userId }) : 0;
  return ok({ ...latest.value, readSeq });
}

async function part(db: Db, actor: Actor, dealId: string, after: number | null): Promise<Result<ThreadPart, MessagingError>> {
  const conversation = await findConversation(db, dealId);
  if (!conversation || !mayRead(conversation, actor)) return err("MESSAGING.NOT_FOUND");
  const rows = await listMessages(db, { conversationId: conversation.id, after, limit: pageSize + (after === null ? 0 : 1) });
  const shown = rows.slice(0, pageSize);
  return ok({ messages: shown.map((row) => view(row, actor)), lastSeq: shown.at(-1)?.seq ?? after ?? 0, more: rows.length > shown.length });
}

/** Remembers that the reader has seen messages up to `seq`; their counts move in all their tabs. */
export async function markRead(db: Db, actor: Actor, input: { dealId: string; seq: number }, clock: Clock = systemClock): Promise<Result<null, MessagingError>> {
  return inTransaction<Result<null, MessagingError>>(db, async (tx) => {
    const conversation = await findConversation(tx, input.dealId);
    if (!conversation || !isSide(conversation, actor)) return err("MESSAGING.NOT_FOUND");
    const seq = Math.min(input.seq, conversation.lastSeq);
    const moved = seq > 0 && (await raiseReadMark(tx, { conversationId: conversation.id, userId: actor.userId, seq, now: clock.now() }));
    if (moved) {
      await record(tx, {
        type: "messaging.read",
        payload: { dealId: input.dealId, userId: actor.userId },
        topics: [`user:${actor.userId}`],
      });
    }
    return ok(null);
  });
}

function isSide(conversation: ConversationAccess, actor: Actor): boolean {
  return actor.party.id === conversation.giverPartyId || actor.party.id === conversation.takerPartyId;
}

/** An operator reads along while a dispute waits for a decision. */
function mayRead(conversation: ConversationAccess, actor: Actor): boolean {
  return isSide(conversation, actor) || (actor.isOperator && conversation.dealState === "disputed");
}

function view(row: MessageRow, actor: Actor): MessageView {
  const own = row.authorUserId === actor.userId;
  return {
    seq: row.seq,
    kind: row.kind,
    mine: row.kind === "user" && row.authorPartyId === actor.party.id,
    clientId: own ? row.clientId : null,
    authorName: row.authorName,
    body: row.body,
    systemCode: row.systemCode,
    systemParams: row.systemParams,
    createdAt: row.createdAt.toISOString(),
  };
}
