import { record } from "#app/outbox/record.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { inTransaction, transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { MessagingError } from "./messaging.errors.ts";
import {
  countRequestsSince,
  findConversation,
  insertConversation,
  insertLine,
  lockRequestsOf,
  raiseReadMark,
  type ConversationAccess,
} from "./messaging.repository.server.ts";
import { messagesPerMinute, newAccountMessagesPerMinute, newAccountMs, newAccountRequestsPerDay } from "./messaging.rules.ts";
import { maxMessagePhotos, maxMessagesAtOnce, type MessageView, type NewMessagePhoto, type SendInput, type SystemParams } from "./messaging.schema.ts";
import { findSendFacts, writeMessages, type SendFacts, type SentMessage } from "./send.repository.server.ts";

export { lockConversationsBetween } from "./messaging.repository.server.ts";
export { latestMessages, messagesAfter, messagesAround, messagesBefore } from "./thread.service.server.ts";

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
  const seq = await insertLine(tx, { conversationId: conversation.id, clientId: `system-${input.key}`, systemCode: input.code, systemParams: input.params, at: input.at });
  if (input.causedByUserId) await raiseReadMark(tx, { conversationId: conversation.id, userId: input.causedByUserId, seq, now: input.at });
}

/** What a message can be made of. Photos are in storage already. */
export type NewMessageInput = SendInput & { photos?: readonly NewMessagePhoto[] };

/**
 * Saves a message and only then lets it be told. The same `clientId` again gives the first message's number and changes
 * nothing. Errors: MESSAGING.NOT_FOUND for strangers, NOT_ALLOWED for viewers, BLOCKED when one side blocks the other,
 * RATE_LIMITED beyond 30 in a minute and NEW_ACCOUNT_RATE_LIMITED beyond 10 (`max`, `seconds`), INVALID when there is
 * nothing in it, or when the id belongs to somebody else's message.
 */
export async function sendMessage(db: Db, actor: Actor, input: NewMessageInput, clock: Clock = systemClock): Promise<Result<MessageView, MessagingError>> {
  const { dealId, ...message } = input;
  const sent = await sendMessages(db, actor, { dealId, messages: [message] }, clock);
  return sent.ok ? (sent.value[0] ?? err("MESSAGING.INVALID")) : sent;
}

/**
 * The same for up to twenty that waited for a connection: they get their numbers in the order given, in one transaction. Each
 * has its own answer, so that one that was refused keeps no other from being saved. Errors: MESSAGING.NOT_FOUND, NOT_ALLOWED.
 */
export async function sendMessages(
  db: Db,
  actor: Actor,
  input: { dealId: string; messages: readonly Omit<NewMessageInput, "dealId">[] },
  clock: Clock = systemClock,
): Promise<Result<Result<MessageView, MessagingError>[], MessagingError>> {
  const written = new Map(input.messages.slice(0, maxMessagesAtOnce).map(({ clientId, body, photos = [] }) => [clientId, { clientId, body, photos }]));
  const sound = [...written.values()].filter(({ body, photos }) => (body !== "" || photos.length > 0) && photos.length <= maxMessagePhotos);
  if (sound.length === 0) return err("MESSAGING.INVALID");
  return transact<Result<Result<MessageView, MessagingError>[], MessagingError>>(db, async (tx) => {
    const now = clock.now();
    const conversation = await findConversation(tx, input.dealId, true);
    if (!conversation || !isSide(conversation, actor)) return err("MESSAGING.NOT_FOUND");
    if (!hasRole(actor.role, "member")) return err("MESSAGING.NOT_ALLOWED");
    const who = { userId: actor.userId, partyId: actor.party.id, otherPartyId: otherParty(conversation, actor), now };
    const { facts, sent } = await writeMessages(tx, { ...who, dealId: input.dealId, conversationId: conversation.id, messages: sound });
    const byId = new Map(sent.map((message) => [message.clientId, message]));
    return ok(input.messages.map(({ clientId }) => answerFor(actor, byId.get(clientId), facts, sound.length)));
  });
}

function answerFor(actor: Actor, message: SentMessage | undefined, facts: SendFacts, atOnce: number): Result<MessageView, MessagingError> {
  if (!message) return refusalFor({ ...facts, written: facts.written + atOnce - 1 }) ?? err("MESSAGING.INVALID");
  if (message.authorUserId !== actor.userId) return err("MESSAGING.INVALID");
  const { seq, clientId, body, photos, withdrawn, createdAt } = message;
  return ok({ seq, kind: "user", mine: true, clientId, authorName: actor.userName, body, photos, withdrawn, systemCode: null, systemParams: null, createdAt: createdAt.toISOString() });
}

type Refusal = Extract<Result<never, MessagingError>, { ok: false }>;

/** Why these facts forbid one more message; null when they do not. */
function refusalFor(facts: SendFacts): Refusal | null {
  if (facts.blocked) return err("MESSAGING.BLOCKED");
  if (facts.isNewAccount && facts.written >= newAccountMessagesPerMinute) return err("MESSAGING.NEW_ACCOUNT_RATE_LIMITED", { seconds: 60, max: newAccountMessagesPerMinute });
  if (facts.written >= messagesPerMinute) return err("MESSAGING.RATE_LIMITED", { seconds: 60, max: messagesPerMinute });
  return null;
}

/**
 * Whether this person may write in a thread at all, asked before anything costly (photos) is done for it. The same errors as
 * `sendMessage`.
 */
export async function mayWrite(db: Db, actor: Actor, dealId: string, clock: Clock = systemClock): Promise<Result<null, MessagingError>> {
  const conversation = await findConversation(db, dealId);
  if (!conversation || !isSide(conversation, actor)) return err("MESSAGING.NOT_FOUND");
  if (!hasRole(actor.role, "member")) return err("MESSAGING.NOT_ALLOWED");
  const facts = await findSendFacts(db, { userId: actor.userId, partyId: actor.party.id, otherPartyId: otherParty(conversation, actor), now: clock.now() });
  return refusalFor(facts) ?? ok(null);
}

/**
 * Whether this person may begin one more thread today: null, or how many a new account may begin in 24 hours. Runs in the
 * transaction of the request, so that requests made at once count each other.
 */
export async function newThreadLimit(tx: Tx, actor: Actor, input: { otherPartyId: string; now: Date }): Promise<number | null> {
  const facts = await findSendFacts(tx, { userId: actor.userId, partyId: actor.party.id, otherPartyId: input.otherPartyId, now: input.now });
  if (!facts.isNewAccount) return null;
  await lockRequestsOf(tx, actor.userId);
  const since = new Date(input.now.getTime() - newAccountMs);
  const made = await countRequestsSince(tx, { userId: actor.userId, since, until: input.now, limit: newAccountRequestsPerDay });
  return made >= newAccountRequestsPerDay ? newAccountRequestsPerDay : null;
}

/** Remembers that the reader has seen messages up to `seq`; their counts move in all their tabs, and the other side sees it. */
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
        topics: [`user:${actor.userId}`, `deal:${input.dealId}`],
      });
    }
    return ok(null);
  });
}

/**
 * The party that hears when this person types in a thread: the other side. Null for strangers, viewers, and where one side
 * blocks the other.
 */
export async function typingAudience(db: Db, actor: Actor, dealId: string, clock: Clock = systemClock): Promise<string | null> {
  const may = await mayWrite(db, actor, dealId, clock);
  if (!may.ok && !may.error.endsWith("RATE_LIMITED")) return null;
  const conversation = await findConversation(db, dealId);
  return conversation ? otherParty(conversation, actor) : null;
}

function isSide(conversation: ConversationAccess, actor: Actor): boolean {
  return actor.party.id === conversation.giverPartyId || actor.party.id === conversation.takerPartyId;
}

function otherParty(conversation: ConversationAccess, actor: Actor): string {
  return actor.party.id === conversation.giverPartyId ? conversation.takerPartyId : conversation.giverPartyId;
}
