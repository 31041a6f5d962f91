import { sql } from "#app/platform/db/sql.server.ts";
import { empty, none, type AfterLeaving } from "#app/platform/personal-data/leaving.server.ts";

const withdrawn = { body: empty, state: sql`'withdrawn'`, withdrawn_at: sql`coalesce(withdrawn_at, now())`, version: sql`version + 1` };

/** What communities keep of somebody who left: that something was written and taken back. What others answered goes out of sight with its question. */
export const communitiesLeaving: AfterLeaving[] = [
  { table: "community_invitation_use", gone: true },
  { table: "community_answer", cleared: { ...withdrawn, helped_at: none } },
  { table: "community_post", cleared: { ...withdrawn, pinned_at: none } },
];
