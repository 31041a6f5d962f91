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
  /** What it is about, for the mailbox page. */
  kind?: string | undefined;
  /** Headers beyond From, To and Subject. */
  headers?: Record<string, string> | undefined;
  /** What `mayLeave` is asked about before a mail leaves that had to wait. */
  notificationId?: string | undefined;
  /** Not before this instant. */
  sendAfter?: Date | undefined;
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
      kind: mail.kind ?? null,
      headers: mail.headers,
      notificationId: mail.notificationId ?? null,
      retryAt: mail.sendAfter ?? null,
    },
    skipDuplicates: true,
  });
  return written.count === 1;
}

/** A mail as the sender needs it. */
export type QueuedMail = { id: string; to: string; subject: string; text: string; html: string; headers: Record<string, string> | null; notificationId: string | null; createdAt: Date };

/** Leases up to `limit` waiting mails for a minute, oldest first. */
export async function claimQueuedMails(db: Db, limit: number): Promise<QueuedMail[]> {
  return db.$queryRaw<QueuedMail[]>(sql`
    UPDATE mail_message SET attempts = attempts + 1, retry_at = now() + interval '60 seconds'
    WHERE id IN (
      SELECT id FROM mail_message WHERE state = 'queued' AND (retry_at IS NULL OR retry_at <= now())
      ORDER BY created_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING id, to_address AS "to", subject, text, html, headers, notification_id AS "notificationId", created_at AS "createdAt"`);
}

/** What a mail says when it leaves, where that is not what it said when it was written. */
export type MailNow = { subject: string; text: string; html: string };

/** Marks a mail as handed over, with what it said. */
export async function markMailSent(db: Db, id: string, said?: MailNow): Promise<void> {
  await db.mailMessage.update({
    where: { id },
    data: { state: "sent", sentAt: new Date(), lastError: null, ...(said ? { subject: said.subject, text: said.text, html: said.html } : {}) },
    select: { id: true },
  });
}

/** Stops a mail for good: what it says has stopped being true. */
export async function markMailDropped(db: Db, id: string): Promise<void> {
  await db.mailMessage.updateMany({ where: { id, state: "queued" }, data: { state: "dropped", retryAt: null } });
}

/** Keeps a mail for a later try, for two days at most. */
export async function markMailFailed(db: Db, id: string, message: string): Promise<void> {
  await db.$executeRaw(sql`
    UPDATE mail_message SET last_error = ${message.slice(0, 500)},
      retry_at = now() + make_interval(secs => least(3600, power(2, least(attempts, 12)) * 5)),
      state = CASE WHEN created_at < now() - interval '2 days' THEN 'failed'::mail_state ELSE state END
    WHERE id = ${id}`);
}

/** A mail in the local mailbox's list. */
export type ShownMail = { id: string; to: string; subject: string; kind: string | null; state: "queued" | "sent" | "failed" | "dropped"; waitsUntil: Date | null; createdAt: Date };

/** A mail whole, as the local mailbox opens it. */
export type OpenedMail = ShownMail & { text: string; html: string; headers: Record<string, string> };

const shown = { id: true, toAddress: true, subject: true, kind: true, state: true, retryAt: true, createdAt: true } as const;

/** The newest mails, for the local mailbox; optionally of one address or kind. */
export async function listMails(db: Db, input: { to?: string | undefined; kind?: string | undefined; limit: number }): Promise<ShownMail[]> {
  const rows = await db.mailMessage.findMany({
    where: { ...(input.to ? { toAddress: input.to } : {}), ...(input.kind ? { kind: input.kind } : {}) },
    select: shown,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: input.limit,
  });
  return rows.map(({ toAddress, retryAt, ...rest }) => ({ ...rest, to: toAddress, waitsUntil: rest.state === "queued" ? retryAt : null }));
}

/** One mail with all it says, or null. */
export async function findMail(db: Db, id: string): Promise<OpenedMail | null> {
  const row = await db.mailMessage.findUnique({ where: { id }, select: { ...shown, text: true, html: true, headers: true } });
  if (!row) return null;
  const { toAddress, retryAt, headers, ...rest } = row;
  return { ...rest, to: toAddress, waitsUntil: rest.state === "queued" ? retryAt : null, headers: (headers ?? {}) as Record<string, string> };
}
