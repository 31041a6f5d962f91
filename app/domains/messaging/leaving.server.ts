import { empty, type AfterLeaving } from "#app/platform/personal-data/leaving.server.ts";
import { byUser, within, type Whose } from "#app/platform/personal-data/personal-data.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";

const written: Whose = ({ userId }, t) => sql`(${t}.author_user_id = ${userId} AND ${t}.kind <> 'system')`;

/** What conversations keep of somebody who left: that something was said, as of messages that were taken back. */
export const messagingLeaving: AfterLeaving[] = [
  { table: "message_photo", gone: true, whose: within("message_id", "message", written) },
  { table: "withdrawn_message", gone: true, whose: within("message_id", "message", written) },
  { table: "message", cleared: { body: empty, search_text: empty, withdrawn_at: sql`coalesce(withdrawn_at, now())` }, whose: written },
  { table: "read_mark", gone: true, whose: byUser() },
  { table: "conversation", stays: "It is the other side's too; what the person said in it is gone." },
];
