import type { Env } from "#app/platform/env.server.ts";
import { sendQueuedMails } from "#app/platform/mail/send.server.ts";
import type { Timer } from "#app/platform/timers.server.ts";

/** Everything that is due by the clock. */
export function timers(settings: Env): Timer[] {
  return [
    {
      name: "mail",
      everySeconds: 2,
      run: async (db) => void (await sendQueuedMails(db, { smtpUrl: settings.SMTP_URL, from: settings.MAIL_FROM })),
    },
  ];
}
