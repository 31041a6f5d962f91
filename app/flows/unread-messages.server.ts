import { findDeal } from "#app/domains/deals/deals.repository.server.ts";
import type { Side } from "#app/domains/deals/deals.rules.ts";
import { findMailPeople } from "#app/domains/deals/people.repository.server.ts";
import { findUnreadPart, UNREAD, type ThreadReader } from "#app/domains/messaging/unread-marks.repository.server.ts";
import { messageWaitMinutes } from "#app/domains/notifications/kinds.ts";
import { listActivePartyIds, setReadBySubject } from "#app/domains/notifications/notifications.repository.server.ts";
import { notify, type MailWords } from "#app/domains/notifications/notify.service.server.ts";
import { claimWait, endWait, listDueWaits, startWait, type WaitRow } from "#app/domains/notifications/waits.repository.server.ts";
import { record } from "#app/outbox/record.server.ts";
import { inTransaction, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import type { Locale } from "#app/shared/i18n.ts";

/** A message was written: who is told about the deal waits for its reading. Told twice, it waits once. */
export async function waitForReading(db: Db, dealId: string): Promise<void> {
  const deal = await findDeal(db, dealId);
  if (!deal) return;
  for (const side of ["giver", "taker"] satisfies Side[]) {
    const partyId = side === "giver" ? deal.giverPartyId : deal.takerPartyId;
    for (const person of await findMailPeople(db, deal, side)) await lookAgain(db, { dealId, userId: person.userId, partyId });
  }
}

/** Somebody has read on in a thread: what they were told of it is read, and a wait ends unless something later waits. */
export async function afterReading(db: Db, input: { dealId: string; userId: string; now: Date }): Promise<void> {
  const deal = await findDeal(db, input.dealId);
  if (!deal) return;
  const own = await listActivePartyIds(db, input.userId);
  const partyId = [deal.giverPartyId, deal.takerPartyId].find((id) => own.includes(id));
  if (partyId === undefined || (await lookAgain(db, { dealId: input.dealId, userId: input.userId, partyId }))) return;
  await inTransaction(db, async (tx) => {
    const read = await setReadBySubject(tx, { userId: input.userId, subjectType: "thread", subjectId: input.dealId, now: input.now });
    if (read > 0) await record(tx, { type: "notifications.changed", payload: { userId: input.userId }, topics: [`user:${input.userId}`] });
  });
}

/** Starts or ends a wait by what is unread now; true when something is. */
async function lookAgain(db: Db, reader: ThreadReader): Promise<boolean> {
  const part = await findUnreadPart(db, reader);
  if (!part) {
    await endWait(db, reader);
    return false;
  }
  const dueAt = new Date(part.firstAt.getTime() + messageWaitMinutes * 60_000);
  await startWait(db, { conversationId: part.conversationId, userId: reader.userId, dealId: reader.dealId, partyId: reader.partyId, firstSeq: part.firstSeq, dueAt });
  return true;
}

/** The timer: tells people of messages that have waited long enough and are unread still. Returns how many were told. */
export async function tellUnreadMessages(db: Db, now: Date): Promise<number> {
  let told = 0;
  for (const wait of await listDueWaits(db, { now, limit: 200 })) {
    if (await inTransaction(db, (tx) => tellOne(tx, wait, now))) told += 1;
  }
  return told;
}

async function tellOne(tx: Tx, wait: WaitRow, now: Date): Promise<boolean> {
  if (!(await claimWait(tx, wait, now))) return false;
  const [deal, part, own] = [await findDeal(tx, wait.dealId), await findUnreadPart(tx, wait), await listActivePartyIds(tx, wait.userId)];
  if (!deal || !part || !own.includes(wait.partyId)) {
    await endWait(tx, { dealId: wait.dealId, userId: wait.userId });
    return false;
  }
  const words = { other: wait.partyId === deal.giverPartyId ? deal.takerName : deal.giverName, title: deal.listing.title, count: part.count };
  return notify(
    tx,
    {
      kind: "message",
      causeKey: `messaging.unread:${wait.conversationId}:${wait.userId}:${part.firstSeq}`,
      userId: wait.userId,
      partyId: wait.partyId,
      subject: { type: "thread", id: wait.dealId },
      path: `/deals/${wait.dealId}`,
      trueWhile: [UNREAD],
      words: (locale) => ({ title: translator(locale, "notifications")("message.subject", words) }),
      mail: (locale, { name }) => messageMail(locale, { ...words, name, dealId: wait.dealId }),
    },
    now,
  );
}

/** The words of the mail about an unread message: never the message itself. */
export function messageMail(locale: Locale, input: { name: string; other: string; title: string; count: number; dealId: string }): MailWords & { subject: string } {
  const t = translator(locale, "notifications");
  return {
    subject: t("message.subject", input),
    paragraphs: [t("digest.greeting", input), t("message.body", input)],
    action: { label: t("message.action"), path: `/deals/${input.dealId}` },
    footer: t("message.footer"),
  };
}
