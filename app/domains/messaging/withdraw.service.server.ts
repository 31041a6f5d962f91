import { record } from "#app/outbox/record.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { inTransaction, transact, type Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { MessagingError } from "./messaging.errors.ts";
import { findConversation, listReaders } from "./messaging.repository.server.ts";
import { keepWithdrawnMs } from "./messaging.rules.ts";
import type { WithdrawInput } from "./messaging.schema.ts";
import { mayRead } from "./thread.service.server.ts";
import { blankMessage, countPhotoUses, deleteWithdrawn, findMessage, findPhoto, listDueWithdrawn } from "./withdraw.repository.server.ts";

export { findForReport, type ReportedMessage } from "./withdraw.repository.server.ts";

/**
 * The author takes a message back: both sides see that one was there and not what it said. For reports it is kept 180 days.
 * Taken back twice is taken back once. Errors: MESSAGING.NOT_FOUND for strangers, MESSAGE_NOT_FOUND, NOT_ALLOWED for
 * everybody but the author, also of the same party.
 */
export async function withdrawMessage(db: Db, actor: Actor, input: WithdrawInput, clock: Clock = systemClock): Promise<Result<null, MessagingError>> {
  return transact<Result<null, MessagingError>>(db, async (tx) => {
    const conversation = await findConversation(tx, input.dealId, true);
    const isSide = conversation && [conversation.giverPartyId, conversation.takerPartyId].includes(actor.party.id);
    if (!conversation || !isSide) return err("MESSAGING.NOT_FOUND");
    const message = await findMessage(tx, { conversationId: conversation.id, seq: input.seq });
    if (!message || message.kind === "system") return err("MESSAGING.MESSAGE_NOT_FOUND");
    if (message.authorUserId !== actor.userId) return err("MESSAGING.NOT_ALLOWED");
    const at = clock.now();
    const blanked = await blankMessage(tx, message, { userId: actor.userId, partyId: actor.party.id, role: actor.role, at, deleteAfter: new Date(at.getTime() + keepWithdrawnMs) });
    if (!blanked) return ok(null);
    const readers = await listReaders(tx, [conversation.giverPartyId, conversation.takerPartyId]);
    await record(tx, {
      type: "messaging.message-withdrawn",
      payload: { dealId: input.dealId, seq: input.seq },
      topics: [`deal:${input.dealId}`, ...readers.map((userId) => `user:${userId}` as const)],
    });
    return ok(null);
  });
}

/**
 * The storage key of a photo for somebody who may read the thread. MESSAGING.NOT_FOUND for strangers and unknown ids;
 * MESSAGE_NOT_FOUND once the message was withdrawn or hidden.
 */
export async function photoForReader(db: Db, actor: Actor, input: { dealId: string; photoId: string }): Promise<Result<{ storageKey: string }, MessagingError>> {
  const conversation = await findConversation(db, input.dealId);
  if (!conversation || !mayRead(conversation, actor)) return err("MESSAGING.NOT_FOUND");
  const photo = await findPhoto(db, input);
  if (!photo) return err("MESSAGING.NOT_FOUND");
  return photo.isGone ? err("MESSAGING.MESSAGE_NOT_FOUND") : ok({ storageKey: photo.storageKey });
}

/** True when no message shows the photo of this key, so that its files can go. */
export async function isPhotoUnused(db: Db, storageKey: string): Promise<boolean> {
  return (await countPhotoUses(db, storageKey)) === 0;
}

const batch = 100;

/**
 * Deletes for good what was withdrawn longer than 180 days ago: files first, so that a run that dies in between is repeated.
 * Late or doubled runs change nothing. Returns how many messages.
 */
export async function forgetWithdrawn(db: Db, deleteFiles: (storageKey: string) => Promise<void>, now: Date): Promise<number> {
  const due = await listDueWithdrawn(db, { now, limit: batch });
  for (const { storageKeys } of due) for (const key of storageKeys) await deleteFiles(key);
  if (due.length === 0) return 0;
  return inTransaction(db, (tx) => deleteWithdrawn(tx, { messageIds: due.map((one) => one.messageId), now }));
}
