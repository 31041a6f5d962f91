import { createTransport, type Transporter } from "nodemailer";
import type { Db } from "#app/platform/db/database.server.ts";
import { logger } from "#app/platform/logger.server.ts";
import { claimQueuedMails, markMailDropped, markMailFailed, markMailSent, type MailNow, type QueuedMail } from "./mail.repository.server.ts";

const transports = new Map<string, Transporter>();

/** A mail that is older than this had to wait, and is asked about again before it leaves. */
const freshMs = 60_000;

type MailSettings = {
  smtpUrl?: string | undefined;
  from: string;
  /** Whether what the mail of this notification says still holds, or how it reads now. Asked only of mails that had to wait. */
  mayLeave?: (db: Db, notificationId: string) => Promise<boolean | MailNow>;
};

/**
 * Sends what waits in the queue; returns how many left. Without an SMTP server the mail counts as delivered to the local
 * mailbox (the /mailbox page), where whoever runs the product on this machine reads it.
 */
export async function sendQueuedMails(db: Db, settings: MailSettings, now: Date = new Date()): Promise<number> {
  const mails = await claimQueuedMails(db, 20);
  let sent = 0;
  for (const queued of mails) {
    try {
      const leave = await mayStillLeave(db, queued, settings, now);
      if (!leave) {
        await markMailDropped(db, queued.id);
        continue;
      }
      const mail = leave === true ? queued : { ...queued, ...leave };
      if (settings.smtpUrl) {
        await transport(settings.smtpUrl).sendMail({
          from: settings.from,
          to: mail.to,
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          ...(mail.headers ? { headers: mail.headers } : {}),
          // A second try after a lost answer must not look like another mail.
          messageId: `<${mail.id}@roundabout>`,
        });
      }
      await markMailSent(db, mail.id, leave === true ? undefined : leave);
      sent += 1;
    } catch (error) {
      logger().warn({ err: error, mail: queued.id }, "mail not sent; trying again later");
      await markMailFailed(db, queued.id, (error as Error).message);
    }
  }
  return sent;
}

async function mayStillLeave(db: Db, mail: QueuedMail, settings: MailSettings, now: Date): Promise<boolean | MailNow> {
  if (!settings.mayLeave || mail.notificationId === null) return true;
  if (now.getTime() - mail.createdAt.getTime() < freshMs) return true;
  return settings.mayLeave(db, mail.notificationId);
}

function transport(url: string): Transporter {
  const existing = transports.get(url);
  if (existing) return existing;
  const made = createTransport(url);
  transports.set(url, made);
  return made;
}
