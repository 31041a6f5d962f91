import type { Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { MessagingError } from "./messaging.errors.ts";
import { findConversation, findReadMark, findThreadMarks, listMessages, type ConversationAccess, type MessageRange, type MessageRow } from "./messaging.repository.server.ts";
import type { MessageView, ThreadPart, ThreadStart } from "./messaging.schema.ts";

const pageSize = 100;
/** Of a piece around a message, this many come before it. */
const leadIn = 20;

/** What came after a number, in order, a hundred at a time. MESSAGING.NOT_FOUND for strangers. */
export async function messagesAfter(db: Db, actor: Actor, input: { dealId: string; after: number }): Promise<Result<ThreadPart, MessagingError>> {
  return checked(db, actor, input.dealId, { after: input.after });
}

/** The hundred before a number, in order; `more` tells of later ones, of which there is at least that number. MESSAGING.NOT_FOUND for strangers. */
export async function messagesBefore(db: Db, actor: Actor, input: { dealId: string; before: number }): Promise<Result<ThreadPart, MessagingError>> {
  return checked(db, actor, input.dealId, { before: input.before });
}

/** The latest hundred messages of a deal, with how far the reader has read. MESSAGING.NOT_FOUND for strangers. */
export async function latestMessages(db: Db, actor: Actor, dealId: string): Promise<Result<ThreadStart, MessagingError>> {
  return start(db, actor, dealId, "latest");
}

/** A hundred messages around a number, with how far the reader has read. MESSAGING.NOT_FOUND for strangers. */
export async function messagesAround(db: Db, actor: Actor, input: { dealId: string; at: number }): Promise<Result<ThreadStart, MessagingError>> {
  return start(db, actor, input.dealId, { after: Math.max(0, input.at - leadIn - 1) });
}

async function start(db: Db, actor: Actor, dealId: string, range: MessageRange): Promise<Result<ThreadStart, MessagingError>> {
  const conversation = await findConversation(db, dealId);
  if (!conversation || !mayRead(conversation, actor)) return err("MESSAGING.NOT_FOUND");
  const [piece, readSeq] = [await part(db, actor, conversation, range), await findReadMark(db, { conversationId: conversation.id, userId: actor.userId })];
  return ok({ ...piece, readSeq });
}

async function checked(db: Db, actor: Actor, dealId: string, range: MessageRange): Promise<Result<ThreadPart, MessagingError>> {
  const conversation = await findConversation(db, dealId);
  if (!conversation || !mayRead(conversation, actor)) return err("MESSAGING.NOT_FOUND");
  return ok(await part(db, actor, conversation, range));
}

async function part(db: Db, actor: Actor, conversation: ConversationAccess, range: MessageRange): Promise<ThreadPart> {
  const rows = await listMessages(db, { conversationId: conversation.id, range, limit: pageSize });
  const marks = await findThreadMarks(db, { conversationId: conversation.id, otherPartyId: otherPartyOf(conversation, actor), userId: actor.userId });
  const lastSeq = rows.at(-1)?.seq ?? (range !== "latest" && "after" in range ? range.after : 0);
  // Messages have numbers without gaps, so the last number tells whether something was left off.
  const more = range !== "latest" && rows.length > 0 && lastSeq < conversation.lastSeq;
  return { messages: rows.map((row) => view(row, actor)), lastSeq, more, ...marks };
}

/** One of the two sides, or an operator while a dispute waits for a decision. */
export function mayRead(conversation: ConversationAccess, actor: Actor): boolean {
  return otherPartyOf(conversation, actor) !== null || (actor.isOperator && conversation.dealState === "disputed");
}

function otherPartyOf(conversation: ConversationAccess, actor: Actor): string | null {
  if (actor.party.id === conversation.giverPartyId) return conversation.takerPartyId;
  return actor.party.id === conversation.takerPartyId ? conversation.giverPartyId : null;
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
    photos: row.photos,
    withdrawn: row.withdrawn,
    systemCode: row.systemCode,
    systemParams: row.systemParams,
    createdAt: row.createdAt.toISOString(),
  };
}
