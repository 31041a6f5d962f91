import { createTransport, type Transporter } from "nodemailer";
import type { Db } from "#app/platform/db/database.server.ts";
import { logger } from "#app/platform/logger.server.ts";
import { claimQueuedMails, markMailFailed, markMailSent } from "./mail.repository.server.ts";

const transports = new Map<string, Transporter>();

/**
 * Sends what waits in the queue; returns how many left. Without an SMTP server the mail counts as delivered to the local
 * mailbox (the /mailbox page), where whoever runs the product on this machine reads it.
 */
export async function sendQueuedMails(db: Db, settings: { smtpUrl?: string | undefined; from: string }): Promise<number> {
  const mails = await claimQueuedMails(db, 20);
  let sent = 0;
  for (const mail of mails) {
    try {
      if (settings.smtpUrl) {
        await transport(settings.smtpUrl).sendMail({
          from: settings.from,
          to: mail.to,
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          // A second try after a lost answer must not look like another mail.
          messageId: `<${mail.id}@roundabout>`,
        });
      }
      await markMailSent(db, mail.id);
      sent += 1;
    } catch (error) {
      logger().warn({ err: error, mail: mail.id }, "mail not sent; trying again later");
      await markMailFailed(db, mail.id, (error as Error).message);
    }
  }
  return sent;
}

function transport(url: string): Transporter {
  const existing = transports.get(url);
  if (existing) return existing;
  const made = createTransport(url);
  transports.set(url, made);
  return made;
}
