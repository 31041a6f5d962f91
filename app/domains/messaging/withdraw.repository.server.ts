import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import { newId } from "#app/shared/ids.ts";

/** A message as its author's wish to take it back needs it. */
export type OwnMessage = { id: string; kind: "user" | "system"; authorUserId: string | null; body: string; withdrawnAt: Date | null };

/** A message of a conversation by its number, or null. */
export async function findMessage(db: Db, input: { conversationId: string; seq: number }): Promise<OwnMessage | null> {
  return db.message.findUnique({
    where: { conversationId_seq: input },
    select: { id: true, kind: true, authorUserId: true, body: true, withdrawnAt: true },
  });
}

/** Blanks a message that stands, keeps its text aside for reports, and notes who did it. False when it was blank already. */
export async function blankMessage(tx: Tx, message: OwnMessage, input: { userId: string; partyId: string; role: string; at: Date; deleteAfter: Date }): Promise<boolean> {
  const { count } = await tx.message.updateMany({ where: { id: message.id, withdrawnAt: null }, data: { body: "", searchText: "", withdrawnAt: input.at } });
  if (count === 0) return false;
  await tx.withdrawnMessage.create({ data: { messageId: message.id, body: message.body, deleteAfter: input.deleteAfter }, select: { messageId: true } });
  await tx.transition.create({
    data: {
      id: newId(),
      subjectType: "message",
      subjectId: message.id,
      fromState: "sent",
      toState: "withdrawn",
      actorUserId: input.userId,
      actorPartyId: input.partyId,
      actorRole: input.role,
      at: input.at,
    },
    select: { id: true },
  });
  return true;
}

/** Withdrawn messages whose time is over, with the storage keys of their photos; none that moderators are looking at. */
export async function listDueWithdrawn(db: Db, input: { now: Date; limit: number }): Promise<{ messageId: string; storageKeys: string[] }[]> {
  return db.$queryRaw<{ messageId: string; storageKeys: string[] }[]>(sql`
    SELECT w.message_id AS "messageId", ARRAY(SELECT p.storage_key FROM message_photo p WHERE p.message_id = w.message_id ORDER BY p.position) AS "storageKeys"
    FROM withdrawn_message w WHERE w.delete_after <= ${input.now}::timestamptz
      AND NOT EXISTS (SELECT 1 FROM moderation_case c WHERE c.subject_kind = 'message' AND c.subject_id = w.message_id AND c.state <> 'closed')
    ORDER BY w.delete_after LIMIT ${input.limit}`);
}

/** Deletes for good what withdrawn messages said and showed, where their time is over. */
export async function deleteWithdrawn(tx: Tx, input: { messageIds: string[]; now: Date }): Promise<number> {
  const due = { messageId: { in: input.messageIds }, deleteAfter: { lte: input.now } };
  await tx.messagePhoto.deleteMany({ where: { message: { id: { in: input.messageIds }, withdrawn: { deleteAfter: { lte: input.now } } } } });
  return (await tx.withdrawnMessage.deleteMany({ where: due })).count;
}

/** How many messages show the photo of this key. */
export async function countPhotoUses(db: Db, storageKey: string): Promise<number> {
  return db.messagePhoto.count({ where: { storageKey } });
}

/** What a report keeps of a message: its words and photos as they were written, also where its author took them back. */
export type ReportedMessage = { id: string; authorUserId: string | null; authorPartyId: string | null; body: string; photoKeys: string[]; createdAt: Date; withdrawn: boolean };

/** A message for the frozen copy of a report; null for a number that is not there, or a system's line. For no page of the two sides. */
export async function findForReport(db: Db, input: { dealId: string; seq: number }): Promise<ReportedMessage | null> {
  const row = await db.message.findFirst({
    where: { seq: input.seq, kind: "user", conversation: { dealId: input.dealId } },
    select: {
      id: true,
      authorUserId: true,
      authorPartyId: true,
      body: true,
      createdAt: true,
      withdrawnAt: true,
      withdrawn: { select: { body: true } },
      photos: { select: { storageKey: true }, orderBy: { position: "asc" }, take: 4 },
    },
  });
  if (!row) return null;
  const { withdrawn, photos, withdrawnAt, ...message } = row;
  return { ...message, body: withdrawn?.body ?? row.body, photoKeys: photos.map((photo) => photo.storageKey), withdrawn: withdrawnAt !== null };
}

/** A photo of a message of this deal; `isGone` where its author took the message back or moderation hid it. */
export async function findPhoto(db: Db, input: { dealId: string; photoId: string }): Promise<{ storageKey: string; isGone: boolean } | null> {
  const rows = await db.$queryRaw<{ storageKey: string; isGone: boolean }[]>(sql`
    SELECT p.storage_key AS "storageKey", m.withdrawn_at IS NOT NULL
      OR EXISTS (SELECT 1 FROM hidden_content h WHERE h.subject_kind = 'message' AND h.subject_id = m.id) AS "isGone"
    FROM message_photo p JOIN message m ON m.id = p.message_id JOIN conversation c ON c.id = m.conversation_id
    WHERE p.id = ${input.photoId} AND c.deal_id = ${input.dealId}`);
  return rows[0] ?? null;
}
