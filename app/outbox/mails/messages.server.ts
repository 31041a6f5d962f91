import { afterReading, waitForReading } from "#app/flows/unread-messages.server.ts";
import type { MailHandlers } from "../to-mails.server.ts";

/** Messages are told of when they stay unread; reading in time ends the wait. The telling itself is a timer's. */
export const messagesMails: MailHandlers = {
  "messaging.message-sent": (db, { payload }) => waitForReading(db, payload.dealId),
  "messaging.read": (db, { payload }) => afterReading(db, { ...payload, now: new Date() }),
};
