import { refreshFinds } from "#app/flows/tell-finds.server.ts";
import type { MailHandlers } from "../to-mails.server.ts";

/** What saved searches have told follows the listings it is about; telling itself happens where they are found. */
export const searchesMails: MailHandlers = {
  "listings.changed": (db, event) => refreshFinds(db, event.payload.listingId),
};
