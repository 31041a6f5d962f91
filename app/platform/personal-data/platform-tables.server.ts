import { sql } from "../db/sql.server.ts";
import { byUser, type RoomData } from "./personal-data.server.ts";

/** What tables that serve every room hold of a person. */
export const platformData: RoomData = {
  tables: [
    {
      table: "mail_message",
      key: "id",
      whose: byUser(),
      give: "id to_address subject text kind state created_at sent_at",
      // Mails that let somebody in: their links do so for whoever has them.
      say: { text: (_person, t) => sql`CASE WHEN ${t}.kind = 'security' THEN NULL ELSE ${t}.text END` },
      withheld: {
        "It says no more than whose rows these are.": "user_id",
        "The same words with a layout.": "html",
        "Of use to the sending only.": "cause_key headers notification_id attempts last_error retry_at",
      },
    },
  ],
  acts: [
    { table: "transition", key: "id", who: "actor_user_id", at: "at" },
    { table: "idempotency_key", key: "user_id key", who: "user_id", at: "created_at" },
  ],
  notPersonal: { outbox_event: "Ids of what happened, on their way to mails and pages." },
};
