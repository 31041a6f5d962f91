import type { Db } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import { newId } from "#app/shared/ids.ts";

/** A mail to be written. With a `causeKey`, a second write for the same cause does nothing. */
export type NewMail = {
  causeKey?: string | undefined;
  userId?: string | undefined;
  to: string;
  subject: string;
  text: string;
  html: string;
};

/** Writes a mail into the queue; it is sent by the mail timer. Returns false when its cause has had one already. */
export async function queueMail(db: Db, mail: NewMail): Promise<boolean> {
  const written = await db.mailMessage.createMany({
    data: {
      id: newId(),
      causeKey: mail.causeKey ?? null,
      userId: mail.userId ?? null,
      toAddress: mail.to,
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
    },
    skipDuplicates: true,
  });
  return written.count === 1;
}

/** A mail as the sender needs it. */
export type QueuedMail = { id: string; to: string; subject: string; text: string; html: string };

/** Leases up to `limit` waiting mails for a minute, oldest first. */
export async function claimQueuedMails(db: Db, limit: number): Promise<QueuedMail[]> {
  return db.$queryRaw<QueuedMail[]>(sql`
    UPDATE mail_message SET attempts = attempts + 1, retry_at = now() + interval '60 seconds'
    WHERE id IN (
      SELECT id FROM mail_message WHERE state = 'queued' AND (retry_at IS NULL OR retry_at <= now())
      ORDER BY created_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING id, to_address AS "to", subject, text, html`);
}

/** Marks a mail as handed over. */
export async function markMailSent(db: Db, id: string): Promise<void> {
  await db.mailMessage.update({
    where: { id },
    data: { state: "sent", sentAt: new Date(), lastError: null },
    select: { id: true },
  });
}

/** Keeps a mail for a later try, for two days at most. */
export async function markMailFailed(db: Db, id: string, message: string): Promise<void> {
  await db.$executeRaw(sql`
    UPDATE mail_message SET last_error = ${message.slice(0, 500)},
      retry_at = now() + make_interval(secs => least(3600, power(2, least(attempts, 12)) * 5)),
      state = CASE WHEN created_at < now() - interval '2 days' THEN 'failed'::mail_state ELSE state END
    WHERE id = ${id}`);
}

/** A mail as the local mailbox shows it. */
export type ShownMail = { id: string; to: string; subject: string; text: string; html: string; createdAt: Date };

/** The newest mails, for the local mailbox; optionally of one address. */
export async function listMails(db: Db, input: { to?: string | undefined; limit: number }): Promise<ShownMail[]> {
  const rows = await db.mailMessage.findMany({
    where: input.to ? { toAddress: input.to } : {},
    select: { id: true, toAddress: true, subject: true, text: true, html: true, createdAt: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: input.limit,
  });
  return rows.map(({ toAddress, ...rest }) => ({ ...rest, to: toAddress }));
}
